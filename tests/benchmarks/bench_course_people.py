"""The tabs of a course with 18 participants on the window's thread: a key, a refresh, a repaint."""

import os
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter, process_time
from types import SimpleNamespace
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kbh_desktop.app import App, create_app
from kbh_desktop.courses.model import CourseId
from kbh_desktop.courses.schedule import NewCourse
from kbh_desktop.courses.timetable import Placement
from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role
from ui.background import busy
from ui.course_people.tabs import TABS
from ui.main import make_application
from ui.page import Page

Figure = tuple[str, float, str, str]
PEOPLE, REST = 18, 200
_FIRST_DAY = date(2026, 3, 16)
_TODAY = datetime(2026, 4, 24, 16, tzinfo=UTC)
_KEYS = 40


def run() -> list[Figure]:
    """Return the figures."""
    import ui.shell  # noqa: F401 - what is loaded once somebody is in

    make_application()
    with tempfile.TemporaryDirectory() as folder:
        now = SimpleNamespace(at=datetime(2026, 3, 16, 6, tzinfo=UTC))
        app, _recovery = create_app(
            Path(folder) / "vault",
            kind=NodeKind.OFFICE,
            user_name="Karin Holm",
            passphrase="rosiner gynger",
            roles=[Role.COORDINATOR],
            clock=lambda: now.at,
            with_forms=False,
            cost=FLOOR_COST,
        )
        course = _filled(app)
        now.at = _TODAY
        found = [*_tabs(app, course), *_attendance(app, course)]
        app.close()
    return found


def _filled(app: App) -> CourseId:
    with app.database.write():
        people = [_register(app, number) for number in range(PEOPLE + REST)]
        course = app.courses.create(
            NewCourse("Fast Track", "avnstrup", _FIRST_DAY, languages=("ar",), capacity=PEOPLE)
        )
        free, placed = list(course.calendar.open_days), {}
        for session in app.courses.board(course.id).sessions:
            if session.lessons == 4 and free:
                placed[session.id] = Placement(free.pop(0), 4, ())
        app.courses.apply(course.id, placed, "Plan")
        for person in people[:PEOPLE]:
            app.participants.enrol(course.id, person)
    return course.id


def _register(app: App, number: int) -> Any:
    return app.people.register(
        given_name=f"Person {number}",
        family_name="Prøve",
        centre="avnstrup",
        mother_tongues="ar",
        birth_date="1990-02-03",
        municipality_expected="0265",
        residence_basis="section_7_1",
    ).id


def _shown(tab: Page) -> None:
    tab.resize(1000, 640)
    tab.show()
    tab.activated()
    _settle()


def _settle() -> None:
    while busy():
        QTest.qWait(1)
    QTest.qWait(0)


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return 1000 * (perf_counter() - start)


def _attendance(app: App, course: CourseId) -> list[Figure]:
    page: Any = next(tab for tab in TABS if tab.key == "attendance").make(app, _Nowhere(), course)
    _shown(page)
    page.view.open_day(page.view._register.days[0])
    grid, times = page.view.grid, []
    for number in range(_KEYS):
        grid.choose(number % PEOPLE, number // PEOPLE)
        times.append(_timed(lambda: QTest.keyClick(grid, Qt.Key.Key_T)))
    repaint = min(_timed(grid.grab) for _turn in range(5))
    fetched = page.fetch()
    shown = min(_timed(lambda: page.show_fetched(fetched)) for _turn in range(3))
    page.deleteLater()
    return [
        ("attendance: a key marks and saves, median", sorted(times)[_KEYS // 2], "ms", "<= 50"),
        ("attendance: a key marks and saves, worst", max(times), "ms", "<= 50"),
        ("attendance: the register painted", repaint, "ms", "<= 16"),
        ("attendance: a refresh on the window's thread", shown, "ms", "<= 50"),
    ]


def _tabs(app: App, course: CourseId) -> list[Figure]:
    found = []
    for tab in TABS:
        start = process_time()
        page: Any = tab.make(app, _Nowhere(), course)
        made = 1000 * (process_time() - start)
        _shown(page)
        fetch = min(_timed(page.fetch) for _turn in range(3))
        fetched = page.fetch()
        shown = min(_timed(lambda p=page, f=fetched: p.show_fetched(f)) for _turn in range(3))  # type: ignore[misc]
        found += [
            (f"{tab.key}: built, imports included", made, "ms CPU", "<= 50"),
            (f"{tab.key}: fetched in the background", fetch, "ms", ""),
            (f"{tab.key}: shown on the window's thread", shown, "ms", "<= 50"),
        ]
        page.deleteLater()
    return found


class _Nowhere:
    """Stands in for the window around a page."""

    def toast(self, _text: str) -> None:
        """Say nothing."""
