"""Work off the window's thread, and news of changes brought back to it."""

import threading

import pytest
from PySide6.QtCore import QObject, QThread
from shiboken6 import isValid

from kbh_desktop.changes import Changes, DataChanged
from kbh_desktop.errors import CancelledError
from ui.background import Progress, busy, run_in_background
from ui.live import LiveChanges


def test_work_runs_elsewhere_and_its_result_comes_back_here(qtbot):
    told, parent = [], QObject()
    run_in_background(
        parent,
        threading.get_ident,
        lambda where: told.append((where, threading.get_ident())),
        told.append,
    )
    qtbot.waitUntil(lambda: bool(told))
    ((worked, answered),) = told
    assert worked != answered == threading.get_ident()
    assert not busy()


def test_a_failure_comes_back_as_an_error(qtbot):
    told, parent = [], QObject()
    run_in_background(parent, lambda: 1 / 0, told.append, lambda e: told.append(type(e)))
    qtbot.waitUntil(lambda: bool(told))
    assert told == [ZeroDivisionError]


def test_nobody_is_told_once_the_parent_is_gone(qtbot):
    told, go = [], threading.Event()
    parent = QObject()
    run_in_background(parent, go.wait, told.append, told.append)
    parent.deleteLater()
    qtbot.waitUntil(lambda: not isValid(parent))
    go.set()
    qtbot.waitUntil(lambda: not busy())
    assert told == []


def test_pieces_of_work_run_in_the_order_they_were_given(qtbot):
    told, parent = [], QObject()
    for number in range(5):
        run_in_background(parent, lambda n=number: n, told.append, told.append)
    qtbot.waitUntil(lambda: len(told) == 5)
    assert told == [0, 1, 2, 3, 4]


def test_work_stops_at_its_next_step_when_asked():
    progress = Progress()
    progress.check()
    progress.cancel()
    with pytest.raises(CancelledError):
        progress.check()


def test_progress_is_told_on_this_thread(qtbot):
    progress, seen, parent = Progress(), [], QObject()
    progress.moved.connect(lambda done, total: seen.append((done, total)))
    run_in_background(parent, lambda: progress.report(3, 8), seen.append, seen.append)
    qtbot.waitUntil(lambda: (3, 8) in seen)


def test_a_change_committed_elsewhere_is_heard_on_the_windows_thread(qtbot):
    changes, heard = Changes(), []
    live = LiveChanges(changes)
    live.changed.connect(lambda change: heard.append((change, QThread.currentThread())))
    news = DataChanged(frozenset({"person"}))
    run_in_background(live, lambda: changes.publish(news), lambda _none: None, heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [(news, live.thread())]


def test_nothing_is_heard_after_the_end(qtbot):
    changes, heard = Changes(), []
    live = LiveChanges(changes)
    live.changed.connect(heard.append)
    live.end()
    changes.publish(DataChanged(frozenset({"person"})))
    qtbot.wait(20)
    assert heard == []
