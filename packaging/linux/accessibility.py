"""Shows every screen and lets `listener.py` say what a screen reader gets; see accessibility.sh."""

import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QProcess, QSize
from PySide6.QtTest import QTest
from tour import SCREENS, Tour

from ui.main import make_application
from ui.preferences import Preferences

LISTENER = Path(__file__).with_name("listener.py")
SYSTEM_PYTHON = "/usr/bin/python3"
"""The one that the distribution's bindings of AT-SPI are made for."""


def listen() -> dict[str, list[str] | int]:
    """Return how many nodes there are, and which take the keyboard without a name."""
    listener = QProcess()
    listener.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
    listener.start(SYSTEM_PYTHON, [str(LISTENER), "kbh-desktop"])
    while listener.state() != QProcess.ProcessState.NotRunning:
        QTest.qWait(10)
    heard: dict[str, list[str] | int] = json.loads(bytes(listener.readAllStandardOutput().data()))
    return heard


def main(names: list[str]) -> int:
    """Listen to the screens named, or all; 1 if one has something nameless."""
    make_application()
    sys.excepthook = sys.__excepthook__
    faults = 0
    with tempfile.TemporaryDirectory(prefix="kbh-listening-") as folder:
        tour = Tour(Path(folder), size=QSize(1280, 800), look=Preferences(mode="light"))
        for name in names or SCREENS:
            SCREENS[name](tour)
            tour.settle()
            heard = listen()
            nameless = heard["nameless"]
            print(f"{name:<24}{heard['nodes']:>5} nodes", *([nameless] if nameless else []))
            faults += bool(nameless)
            tour.close_dialogs()
        tour.close()
    print(f"{faults} screens with something nameless")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
