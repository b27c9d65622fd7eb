"""Starts the program: `kbh-desktop [--vault DIR | --demo | --self-test FILE] [BUNDLE]`."""

import argparse
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QMainWindow

from kbh_desktop.clock import system_clock
from kbh_desktop.i18n import _, set_language
from ui.errors import show_unforeseen_errors
from ui.garbage import collect_here
from ui.main_window import MainWindow
from ui.preferences import glance
from ui.theme import theme
from ui.unlock.door import Door

if TYPE_CHECKING:
    from kbh_desktop.demo.vault import DemoVault


def main(arguments: Sequence[str] | None = None) -> int:
    """Show the window and run until it is closed; return the exit code."""
    multiprocessing.freeze_support()  # the planner's own process begins here as well
    wanted = _parser().parse_args(arguments)
    if not _has_screen():
        if not wanted.self_test:
            sys.stderr.write(f"kbh-desktop: {_('There is no screen to show the window on.')}\n")
            return 1
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    door = Door(wanted.vault or _default_folder(), system_clock)
    application = make_application()
    if wanted.self_test:
        _keep_logs(door)
        return _self_test(wanted.self_test)
    if wanted.bundle and _is_open_already(door, wanted.bundle):
        return 0
    if wanted.demo:
        _keep_logs(door)
        windows = open_demo()
    else:
        window = open_window(door)
        if wanted.bundle:
            window.open_bundle(wanted.bundle.absolute())
        window.show()
        windows = [window]
        QTimer.singleShot(0, lambda: _follow_up(door, window))  # once the window is drawn
    collect_here(application)
    return application.exec() if windows else 1


def _follow_up(door: Door, window: MainWindow) -> None:
    from ui.handover import Handover  # noqa: PLC0415 - imports QtNetwork

    _keep_logs(door)
    window.start()
    Handover(door.folder, window).received.connect(window.open_bundle)


def _is_open_already(door: Door, bundle: Path) -> bool:
    from ui.handover import hand_over  # noqa: PLC0415 - imports QtNetwork

    return hand_over(door.folder, bundle)


def _keep_logs(door: Door) -> None:
    """From now on log, report crashes and show them; before, they stand on the error channel."""
    from kbh_desktop.logs import (  # noqa: PLC0415 - 20 ms
        install_crash_guard,
        log_folder,
        start_logging,
    )

    logs = log_folder(door.folder if door.exists() else None)
    start_logging(logs)
    install_crash_guard(logs)
    show_unforeseen_errors()


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
    return application


def open_window(door: Door, *, hint: str = "") -> MainWindow:
    """Return the main window of the vault behind `door`, in the look chosen there."""
    preferences = glance(door.folder)
    set_language(preferences.language)
    theme.set_look(preferences.mode, preferences.text_percent)
    theme.follow_system()
    return MainWindow(door, hint=hint)


def open_demo() -> list[QMainWindow]:
    """Show a window while people are invented, then that of their vault; keep what is returned."""
    from platformdirs import user_cache_path  # noqa: PLC0415 - for the demonstration only

    from ui.unlock.demo import DemoScreen, demo_hint  # noqa: PLC0415

    theme.set_look("system", 100)
    waiting = QMainWindow()
    waiting.setWindowTitle("KBH Desktop")
    waiting.resize(1280, 800)
    windows = [waiting]
    folder = user_cache_path("kbh-desktop", appauthor=False) / "demo"
    screen = DemoScreen(folder, system_clock)

    def made(demo: "DemoVault") -> None:
        window = open_window(Door(demo.folder, system_clock), hint=demo_hint(demo))
        windows.append(window)
        window.show()
        window.start()
        waiting.hide()

    screen.made.connect(made)
    waiting.setCentralWidget(screen)
    waiting.show()
    screen.start()
    return windows


def _has_screen() -> bool:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in names)


def _self_test(report: Path) -> int:
    from kbh_desktop import self_test  # noqa: PLC0415 - for this alone

    return 0 if self_test.run(report, (("the window is shown and drawn", _show_once),)) else 1


def _show_once() -> None:
    with tempfile.TemporaryDirectory(prefix="kbh-window-") as folder:
        window = open_window(Door(Path(folder), system_clock))
        window.show()
        QApplication.processEvents()
        drawn = window.grab().toImage()
        window.close()
    if drawn.isNull() or drawn.pixelColor(5, 5) != theme.color("bg"):
        raise RuntimeError("nothing was drawn")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kbh-desktop")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--vault", type=Path, metavar="DIR", help="the folder of the vault")
    what.add_argument(
        "--self-test", type=Path, metavar="FILE", help="try every part and report to FILE (JSON)"
    )
    what.add_argument("--demo", action="store_true", help="try it with invented people")
    parser.add_argument(
        "bundle", type=Path, nargs="?", metavar="BUNDLE", help="show what a bundle would change"
    )
    return parser


def _default_folder() -> Path:
    from kbh_desktop.app import find_default_folder  # noqa: PLC0415 - not needed with --vault

    return find_default_folder()


if __name__ == "__main__":
    sys.exit(main())
