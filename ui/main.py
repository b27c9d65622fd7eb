"""Starts the program: `kbh-desktop [--vault DIR]`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from kbh_desktop.clock import system_clock
from kbh_desktop.i18n import set_language
from ui.errors import show_unforeseen_errors
from ui.main_window import MainWindow
from ui.preferences import glance
from ui.theme import theme
from ui.unlock.door import Door


def main(arguments: Sequence[str] | None = None) -> int:
    """Show the window and run until it is closed; return the exit code."""
    wanted = _parser().parse_args(arguments)
    application = make_application()
    folder = wanted.vault or _default_folder()
    window = open_window(Door(folder, system_clock))
    window.show()
    window.start()
    return application.exec()


def make_application() -> QApplication:
    """Return the Qt application in our style, speaking Danish in Qt's own dialogs too."""
    QApplication.setStyle("fusion")
    application = QApplication(sys.argv[:1])
    application.setApplicationName("kbh-desktop")
    application.setApplicationDisplayName("KBH Desktop")
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_da", folder):
        application.installTranslator(translator)
    show_unforeseen_errors()
    return application


def open_window(door: Door, *, hint: str = "") -> MainWindow:
    """Return the main window of the vault behind `door`, in the look chosen there."""
    preferences = glance(door.folder)
    set_language(preferences.language)
    theme.set_look(preferences.mode, preferences.text_percent)
    theme.follow_system()
    return MainWindow(door, hint=hint)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kbh-desktop")
    parser.add_argument("--vault", type=Path, metavar="DIR", help="the folder of the vault")
    return parser


def _default_folder() -> Path:
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed with --vault

    return user_data_path("kbh-desktop", appauthor=False)


if __name__ == "__main__":
    sys.exit(main())
