"""From the start of the process to the unlock window on the screen, beside a bare Qt window.

Both run in turns on the same X server, so that what else the machine does hits both.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kbh_desktop.clock import system_clock
from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role
from kbh_desktop.security.vault import create_vault, lock

Figure = tuple[str, float, str, str]
ROUNDS = 9
_SEEN = """
import resource, sys
from PySide6.QtCore import QEvent, QObject
class Seen(QObject):
    def eventFilter(self, window, event):
        if event.type() == QEvent.Type.Expose and window.isExposed():
            used = resource.getrusage(resource.RUSAGE_SELF)
            print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, flush=True)
            sys.stdin.read()
        return False
"""
_BARE = f"""
from PySide6.QtWidgets import QApplication, QMainWindow
{_SEEN}
app = QApplication([]); window = QMainWindow(); window.resize(1280, 800); window.show()
seen = Seen(); window.windowHandle().installEventFilter(seen); app.exec()
"""
_OURS = f"""
from ui import main
{_SEEN}
opened = main.open_window
def watched(*arguments):
    global seen
    window = opened(*arguments); window.winId()
    seen = Seen(); window.windowHandle().installEventFilter(seen)
    return window
main.open_window = watched
main.main(["--vault", sys.argv[1]])
"""


def run() -> list[Figure]:
    """Return the figures."""
    with tempfile.TemporaryDirectory() as name, _screen() as environment:
        folder = Path(name, "vault")
        unlocked, _recovery = create_vault(
            folder,
            kind=NodeKind.OFFICE,
            user_name="Karin Holm",
            roles=[Role.COORDINATOR],
            passphrase="rosiner gynger",
            clock=system_clock,
            cost=FLOOR_COST,
        )
        lock(unlocked)
        bare: list[tuple[float, float, float]] = []
        ours: list[tuple[float, float, float]] = []
        for _round in range(ROUNDS + 1):
            bare.append(_start(_BARE, (), environment))
            ours.append(_start(_OURS, (str(folder),), environment))
    (bare_s, bare_cpu, bare_mb), (our_s, our_cpu, our_mb) = map(_middle, (bare[1:], ours[1:]))
    return [
        ("bare window", bare_s, "s", ""),
        ("unlock window", our_s, "s", ""),
        ("unlock window / bare window", our_s / bare_s, "", "<= 1.3"),
        ("the same in CPU time", our_cpu / bare_cpu, "", ""),
        ("CPU until the unlock window", our_cpu, "s", "<= 0.35"),
        ("CPU until the bare window", bare_cpu, "s", ""),
        ("memory at the unlock window", our_mb, "MB", ""),
        ("memory at the bare window", bare_mb, "MB", ""),
    ]


def _middle(measured: list[tuple[float, float, float]]) -> tuple[float, ...]:
    return tuple(statistics.median(one) for one in zip(*measured, strict=True))


def _start(
    code: str, arguments: tuple[str, ...], environment: dict[str, str]
) -> tuple[float, float, float]:
    """Return wall time, CPU time and memory at the first exposed window."""
    begin = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        text=True,
    ) as child:
        assert child.stdout is not None
        line = child.stdout.readline()
        took_s = time.perf_counter() - begin
        child.kill()
    cpu_s, memory_mb = map(float, line.split())
    return took_s, cpu_s, memory_mb


@contextmanager
def _screen() -> Iterator[dict[str, str]]:
    """Give an environment with a screen: the one there is, one of our own, or none."""
    environment = {**os.environ, "QT_FONT_DPI": "96"}
    if os.environ.get("DISPLAY") or not shutil.which("Xvfb"):
        platform = "xcb" if os.environ.get("DISPLAY") else "offscreen"
        yield {**environment, "QT_QPA_PLATFORM": platform}
        return
    with subprocess.Popen(
        ["Xvfb", "-noreset", "-displayfd", "1", "-screen", "0", "1400x900x24"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        assert server.stdout is not None
        display = f":{server.stdout.readline().strip()}"
        try:
            yield {**environment, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        finally:
            server.terminate()


if __name__ == "__main__":
    for name, value, unit, goal in run():
        print(f"{name:34} {value:8.3f} {unit:3} {goal}")
