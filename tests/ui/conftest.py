import os
import shutil

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_FONT_DPI"] = "96"
os.environ["QT_SCALE_FACTOR"] = "1"

import pytest
from PySide6.QtWidgets import QApplication

from kbh_desktop.app import create_app
from kbh_desktop.clock import system_clock
from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role
from tests.ui.window_world import PASSPHRASE, card_of, unlock
from ui.background import busy
from ui.main import open_window
from ui.theme import theme
from ui.theme.fonts import load_other_fonts
from ui.unlock.door import Door


@pytest.fixture(scope="session")
def qapp_cls():
    QApplication.setStyle("fusion")
    return QApplication


@pytest.fixture
def look(qapp):
    """The theme, light and at 100 % text again after each test."""
    load_other_fonts()
    theme.set_look("light", 100)
    yield theme
    theme.set_look("light", 100)


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    """A vault with two people, to be copied by each test."""
    folder = tmp_path_factory.mktemp("office")
    app, _recovery = create_app(
        folder / "vault",
        kind=NodeKind.OFFICE,
        user_name="Karin Holm",
        passphrase=PASSPHRASE,
        roles=[Role.COORDINATOR, Role.IT],
        name="Allerød",
        clock=system_clock,
        with_forms=False,
        cost=FLOOR_COST,
    )
    app.users.confirm_recovery_sheet()
    for given, family in (("Layla", "Haddad"), ("Omar", "Karimi")):
        app.people.register(given_name=given, family_name=family)
    app.close()
    return folder / "vault"


@pytest.fixture
def window(qtbot, look, office, tmp_path):
    folder = tmp_path / "vault"
    shutil.copytree(office, folder)
    window = open_window(Door(folder, system_clock))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.start()
    window.activateWindow()
    qtbot.waitUntil(lambda: bool(card_of(window)._names))
    return window


@pytest.fixture
def opened(qtbot, window):
    unlock(qtbot, window)
    qtbot.waitUntil(lambda: window.shell is not None, timeout=10_000)
    qtbot.waitUntil(lambda: not busy())
    return window
