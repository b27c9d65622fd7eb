"""The plan of a course in the window: what happens while a session is held, and what opens."""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QImage

from kbh_desktop.courses.building import CourseToPlan, course_instance, danish_mornings
from kbh_desktop.courses.conflicts import conflicts
from kbh_desktop.courses.model import Course, CourseId
from kbh_desktop.courses.planner.desk import Desk
from kbh_desktop.courses.planner.hand import Start
from kbh_desktop.courses.planner.plan import Search, plan
from kbh_desktop.courses.templates import shipped_template
from kbh_desktop.courses.timetable import Resource
from ui.courses.feasibility import feasible
from ui.courses.grid import WeekGrid
from ui.courses.plan_table import table_rows
from ui.courses.view import PlanView
from ui.courses.week_picture import Held
from ui.main import make_application
from ui.theme import theme

Figure = tuple[str, float, str, str]
_FIRST_DAY = date(2027, 4, 19)
_TIMES = 30


def run() -> list[Figure]:
    """Return the figures in milliseconds, medians and worst."""
    application = make_application()
    theme.set_look("light", 100)
    view = _view()
    desk = Desk(view.instance, view.placements)
    names = list(view.placements)
    week = view.in_week(view.weeks[1])
    grid = WeekGrid(view.instance.grid, lambda: _FIRST_DAY)
    grid.resize(760, 560)
    grid.show_week(week)
    picture = QImage(grid.size(), QImage.Format.Format_RGB32)
    verdicts = [feasible(desk.legal(name, view.weeks[1])) for name in names]

    def hold(n: int) -> None:
        name = names[n % len(names)]
        session = view.instance.session[name]
        grid.hold(Held(name, session.name, session.slots, verdicts[n % len(names)]))
        grid.render(picture)

    figures = [
        *_timed(
            "verdicts of one session, one week",
            lambda n: desk.legal(names[n % len(names)], view.weeks[1]),
            "<= 1",
        ),
        *_timed(
            "verdicts of one session, all weeks, as painted",
            lambda n: feasible(desk.legal(names[n % len(names)])),
            "",
        ),
        *_timed("the week drawn with a session held", hold, "<= 16"),
        *_timed("six weeks and their conflicts as values", lambda _n: _values(view), "<= 50"),
        *_timed(
            "why not here", lambda n: desk.why(names[n % len(names)], _start(view, n)), "<= 50"
        ),
        *_timed("ten best times", lambda n: desk.options(names[n % len(names)]), "<= 50"),
    ]
    grid.deleteLater()
    application.processEvents()
    return figures


def _start(view: PlanView, n: int) -> Start:
    days = [day for day in view.instance.grid.days if day not in view.instance.grid.closed]
    return Start(days[n % len(days)], 4 * (n % 2))


def _values(view: PlanView) -> None:
    fresh = replace(view, conflicts=conflicts(view.instance, view.placements))
    for week in fresh.weeks:
        fresh.in_week(week)
    table_rows(fresh)


def _view() -> PlanView:
    template = shipped_template()
    course = Course(CourseId("c1"), "", template.id, "avnstrup", _FIRST_DAY, languages=("ti",))
    whole = CourseToPlan(course, template, 16)
    whole = replace(whole, busy=danish_mornings(whole.calendar, (0, 2)))
    skills = frozenset(need.skill for each in template.sessions for need in each.needs)
    kinds = {"teacher": 3, "interpreter": 2, "room": 2}
    resources = [
        Resource(f"{kind}{n}", kind, skills | {"ti"})
        for kind, count in kinds.items()
        for n in range(count)
    ]
    instance = course_instance([whole], resources)
    found = plan(instance, Search(limit_s=2.0, improve=False))
    return PlanView(instance, found.sessions)


def _timed(name: str, work: Callable[[int], object], goal: str) -> list[Figure]:
    work(0)
    took = []
    for n in range(_TIMES):
        began = time.perf_counter()
        work(n)
        took.append((time.perf_counter() - began) * 1000)
    return [
        (f"{name}, median", median(took), "ms", goal),
        (f"{name}, worst of {_TIMES}", max(took), "ms", ""),
    ]
