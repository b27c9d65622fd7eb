"""The list of 100,000 people: from a key to the repainted list, scrolling, and opening the page."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kbh_desktop.clock import system_clock
from kbh_desktop.demo.bulk import register_many
from kbh_desktop.demo.people import demo_people
from tests.casework_world import open_casework, people_service, user
from tests.ui.window_world import Wanderer
from ui.main import make_application
from ui.people.list_page import PeoplePage
from ui.theme import theme

Figure = tuple[str, float, str, str]
PEOPLE = int(os.environ.get("KBH_BENCH_PEOPLE", "100000"))


def run() -> list[Figure]:
    """Return the figures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or make_application()
    theme.set_look("light", 100)
    with tempfile.TemporaryDirectory() as name:
        database = open_casework(Path(name), system_clock, "Anna Bech")
        people = people_service(database, system_clock, user("Anna Bech"))
        invented = demo_people(PEOPLE, 7, today=people.today())
        register_many(database, people, [person.fields for person in invented])
        page = PeoplePage(people, Wanderer())
        page.resize(1060, 760)
        opened = _until_shown(page, lambda: (page.show(), page.activated()))
        figures: list[Figure] = [("open the list", opened, "ms", "<= 500")]
        typed = {
            "first letter (many hits)": "a",
            "third letter": "ahm",
            "whole name": "ahmad",
            "two words": "ahmad ha",
        }
        for what, text in typed.items():
            took = [_key(page, text) for _round in range(5)]
            figures.append((f"key to repaint, {what}", statistics.median(took), "ms", "<= 16"))
        page._search.clear()
        _wait(page, PEOPLE)
        figures += _scrolling(page, application)
        page.close()
        database.close()
    return figures


def _key(page: PeoplePage, text: str) -> float:
    """Type the last letter of `text`; return the time until the list shows its hits."""
    page._search.setText(text[:-1])
    _settle(page)
    QApplication.processEvents()  # draws what was typed before
    asked = page._asked
    begin = time.perf_counter()
    QTest.keyClick(page._search, text[-1])
    while page._asked == asked or not page.is_up_to_date:
        _next_event()
    page._table.viewport().repaint()
    return (time.perf_counter() - begin) * 1000


def _until_shown(page: PeoplePage, act: Callable[[], object]) -> float:
    begin = time.perf_counter()
    act()
    while not page._model.rowCount():
        _next_event()
    page._table.viewport().repaint()
    return (time.perf_counter() - begin) * 1000


def _scrolling(page: PeoplePage, application: object) -> list[Figure]:
    bar = page._table.verticalScrollBar()
    near, far = [], []
    for step in range(120):
        bar.setValue(step * 40)
        near.append(_frame(page))
    for step in range(60):
        bar.setValue(bar.maximum() * ((step * 37) % 60) // 60)
        far.append(_frame(page))
    begin = time.perf_counter()
    QTest.keyClick(page._table, Qt.Key.Key_End)
    page._table.viewport().repaint()
    end = (time.perf_counter() - begin) * 1000
    return [
        ("scrolling, median frame", statistics.median(near), "ms", "<= 16"),
        ("scrolling, worst of 120 frames", max(near), "ms", "<= 16"),
        ("jumping anywhere, median frame", statistics.median(far), "ms", "<= 16"),
        ("End key to repaint", end, "ms", "<= 16"),
    ]


def _frame(page: PeoplePage) -> float:
    begin = time.perf_counter()
    page._table.viewport().repaint()
    return (time.perf_counter() - begin) * 1000


def _next_event() -> None:
    """Wait as the window does, leaving the processor to the search."""
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _settle(page: PeoplePage) -> None:
    while not page.is_up_to_date:
        _next_event()


def _wait(page: PeoplePage, rows: int) -> None:
    while page._model.rowCount() != rows:
        _next_event()


if __name__ == "__main__":
    for name, value, unit, goal in run():
        print(f"{name:44} {value:9.2f} {unit:3} {goal}")
