"""From the passphrase to the first page, filled and drawn, in an office with 10,000 people.

The least Argon2id cost is used: what a real passphrase takes on top stands in the security figures.
Each round is a fresh process that has imported what it can while the passphrase was typed.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from kbh_desktop.app import create_app
from kbh_desktop.demo.bulk import register_many
from kbh_desktop.demo.people import demo_people
from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role

Figure = tuple[str, float, str, str]
PEOPLE = 10_000
ROUNDS = 5
_USER, _PASSPHRASE = "Karin Holm", "rosiner gynger"
_CHILD = f"""
import sys, time
from pathlib import Path
from PySide6.QtCore import QEventLoop
from kbh_desktop.clock import system_clock
from ui.background import busy
from ui.main import make_application, open_window
from ui.today.page import TodayPage
from ui.unlock.door import Door

filled = []
show = TodayPage._show
TodayPage._show = lambda page, found: (show(page, found), filled.append(page))
app = make_application()
window = open_window(Door(Path(sys.argv[1]), system_clock))
window.show()
window.start()
while busy():
    app.processEvents()
began, worked = time.perf_counter(), time.process_time()
window.centralWidget()._open({_USER!r}, {_PASSPHRASE!r})
while not filled:
    app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
window.repaint()
print(time.perf_counter() - began, time.process_time() - worked, flush=True)
window.close()
"""


def run() -> list[Figure]:
    """Return the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "vault")
        _make_office(folder)
        rounds = [_open(folder) for _round in range(ROUNDS)]
    wall, work = (statistics.median(one) for one in zip(*rounds, strict=True))
    return [
        (f"passphrase to the first page, {PEOPLE:,} people", wall, "s", "<= 0.5"),
        ("the same in CPU time", work, "s", ""),
    ]


def _make_office(folder: Path) -> None:
    app, _sheet = create_app(
        folder,
        kind=NodeKind.OFFICE,
        user_name=_USER,
        passphrase=_PASSPHRASE,
        roles=frozenset({Role.CONSULTANT, Role.COORDINATOR}),
        cost=FLOOR_COST,
    )
    invented = demo_people(PEOPLE, 7, today=app.people.today())
    register_many(app.database, app.people, [person.fields for person in invented])
    app.close()


def _open(folder: Path) -> list[float]:
    """Return the wall and CPU seconds of one opening."""
    result = subprocess.run(
        [sys.executable, "-c", _CHILD, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    return [float(word) for word in result.stdout.split()]


if __name__ == "__main__":
    for name, value, unit, goal in run():
        print(f"{name:48} {value:8.3f} {unit:3} {goal}")
