import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_FONT_DPI"] = "96"
os.environ["QT_SCALE_FACTOR"] = "1"

import pytest
from PySide6.QtWidgets import QApplication

from ui.theme import theme
from ui.theme.fonts import load_other_fonts


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
