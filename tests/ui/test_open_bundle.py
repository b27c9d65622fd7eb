"""A double-clicked bundle is shown in the program, open or not, and changes nothing yet."""

import subprocess
import sys

import pytest
from PySide6.QtWidgets import QDialog, QLabel

from kbh_desktop.app import create_app
from kbh_desktop.clock import system_clock
from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role
from tests.ui.window_world import PASSPHRASE, page_of, unlock
from ui.background import busy
from ui.exchange.incoming import AcceptDeviceDialog
from ui.handover import Handover, hand_over


@pytest.fixture
def bundle(tmp_path, office):
    """A laptop's first bundle for the office, with one person."""
    app, _recovery = create_app(
        tmp_path / "laptop",
        kind=NodeKind.CONSULTANT,
        user_name="Mette Dahl",
        passphrase=PASSPHRASE,
        roles=[Role.CONSULTANT],
        office_file=next(office.glob("*.kbhoffice")),
        clock=system_clock,
        with_forms=False,
        cost=FLOOR_COST,
    )
    app.people.register(given_name="Samira", family_name="Nuur")
    path = app.bundles.export(tmp_path).path
    app.close()
    return path


def is_asked(window):
    return [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]


def accept_laptop(qtbot, window):
    qtbot.waitUntil(lambda: any(isinstance(d, AcceptDeviceDialog) for d in is_asked(window)))
    next(d for d in is_asked(window) if isinstance(d, AcceptDeviceDialog)).accept()
    qtbot.waitUntil(lambda: not busy())


def shown(page):
    return [label.text() for label in page.incoming.findChildren(QLabel)]


def test_a_bundle_given_at_start_is_shown_after_the_passphrase(qtbot, window, bundle):
    window.open_bundle(bundle)
    unlock(qtbot, window)
    accept_laptop(qtbot, window)
    qtbot.waitUntil(lambda: any("Mette Dahl" in text for text in shown(page_of(window))))
    assert page_of(window).bookmark() == "in"
    assert "1 person" in shown(page_of(window))


def test_a_bundle_given_to_the_open_program_is_shown_at_once(qtbot, opened, bundle):
    opened.open_bundle(bundle)
    accept_laptop(qtbot, opened)
    qtbot.waitUntil(lambda: any("Mette Dahl" in text for text in shown(page_of(opened))))


def test_a_second_start_hands_its_file_to_the_first(qtbot, tmp_path):
    listener = Handover(tmp_path)
    code = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "app = QCoreApplication([]); from ui.handover import hand_over;"
        "sys.exit(0 if hand_over(Path(sys.argv[1]), Path(sys.argv[2])) else 3)"
    )
    file = tmp_path / "pakke æøå.kbhx"
    with qtbot.waitSignal(listener.received, timeout=10_000) as caught:
        started = subprocess.Popen([sys.executable, "-c", code, str(tmp_path), str(file)])
    assert caught.args == [file]
    assert started.wait(10) == 0


def test_without_an_open_program_nobody_takes_the_file(qapp, tmp_path):
    assert not hand_over(tmp_path, tmp_path / "pakke.kbhx")
