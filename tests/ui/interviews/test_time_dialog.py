"""Scrubbing through an interview, and taking an earlier answer again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from tests.casework_world import FORM
from tests.ui.window_world import first_person, names_missing, page_of
from ui.background import busy
from ui.interviews.time_dialog import TimeDialog

PHONE = "/data/about/phone"


@pytest.fixture
def dialog(qtbot, opened):
    app = opened.shell.app
    app.interviews.publish(FORM)
    interview = app.interviews.start(first_person(opened), "samtale1")
    running = app.interviews.open(interview.id)
    running.answer(PHONE, "20304050")
    running.answer(PHONE, "60708090")
    opened.shell.open_interview(interview.id)
    qtbot.waitUntil(lambda: not busy(), timeout=10_000)
    qtbot.keyClick(page_of(opened), Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown(opened) is not None)
    return shown(opened)


def shown(window):
    every = window.findChildren(QDialog)
    return next((found for found in every if isinstance(found, TimeDialog)), None)


def texts(dialog):
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_the_newest_moment_is_shown_first_and_the_arrows_go_back(qtbot, dialog):
    assert "20304050 → 60708090" in texts(dialog)
    qtbot.keyClick(dialog.slider, Qt.Key.Key_Left)
    assert "(tomt) → 20304050" in texts(dialog)
    assert names_missing(dialog) == []


def test_an_earlier_answer_is_taken_again(qtbot, opened, dialog):
    qtbot.keyClick(dialog.slider, Qt.Key.Key_Left)
    use = [b for b in dialog.findChildren(QPushButton) if b.text().strip() == "Brug dette svar"]
    use[0].click()
    assert page_of(opened).interview.value(PHONE) == "20304050"
    assert page_of(opened).interview.can_undo


def test_everything_that_stood_can_be_listed(qtbot, dialog):
    dialog.differing.setChecked(False)
    assert any(text == "Hvad er dit fornavn?" for text in texts(dialog))
