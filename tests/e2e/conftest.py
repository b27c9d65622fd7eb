"""Vaults as they are in use, to be copied by each test, and a look to show them in."""

import os

os.environ["QT_FONT_DPI"] = "96"
os.environ["QT_SCALE_FACTOR"] = "1"

import pytest
from PySide6.QtWidgets import QApplication

from kbh_desktop.app import create_app
from kbh_desktop.clock import system_clock
from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role
from ui.theme import theme

PASSPHRASE = "syv grå svaner flyver"


@pytest.fixture(scope="session")
def qapp_cls():
    QApplication.setStyle("fusion")
    return QApplication


@pytest.fixture
def look(qapp):
    """Light and at 100 % text, and so again after the test."""
    theme.set_look("light", 100)
    yield theme
    theme.set_look("light", 100)


@pytest.fixture(scope="session")
def new_vaults(tmp_path_factory):
    """An office's folder and a laptop's with the shipped forms, both without people."""
    folder = tmp_path_factory.mktemp("new_vaults")
    office, _key = create_app(
        folder / "office",
        kind=NodeKind.OFFICE,
        user_name="Karen Lund",
        passphrase=PASSPHRASE,
        roles={Role.COORDINATOR},
        name="Jobcenter Nord",
        clock=system_clock,
        with_forms=False,
        cost=FLOOR_COST,
    )
    office.close()
    laptop, _key = create_app(
        folder / "laptop",
        kind=NodeKind.CONSULTANT,
        user_name="Mette Holm",
        passphrase=PASSPHRASE,
        roles={Role.CONSULTANT},
        office_file=folder / "office/Jobcenter Nord.kbhoffice",
        clock=system_clock,
        cost=FLOOR_COST,
    )
    laptop.close()
    return folder
