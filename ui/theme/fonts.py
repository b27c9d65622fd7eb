"""Loads the fonts: Latin before the first window, the others once somebody is in."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase

from kbh_desktop import fonts

FAMILIES = (fonts.SANS_FAMILY, fonts.ARABIC_FAMILY, fonts.ETHIOPIC_FAMILY)


@cache
def load_latin_fonts() -> None:
    """Register the Latin faces."""
    files = fonts.font_files()
    _register(files.sans_regular, files.sans_medium, files.sans_semibold)


@cache
def load_other_fonts() -> None:
    """Register the slanted Latin, the Arabic and the Ethiopic faces."""
    files = fonts.font_files()
    _register(
        files.sans_italic,
        files.arabic_regular,
        files.arabic_semibold,
        files.ethiopic_regular,
        files.ethiopic_semibold,
    )


def _register(*paths: Path) -> None:
    for path in paths:
        QFontDatabase.addApplicationFontFromData(QByteArray(path.read_bytes()))
