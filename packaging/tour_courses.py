"""The screens of Fast Track, with an invented course whose plan is half made."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING

from tour_waiting import wait_until

from kbh_desktop.app import App
from kbh_desktop.courses.model import CourseId, SessionId
from kbh_desktop.courses.planner.hand import Start
from kbh_desktop.courses.planner.plan import Search, plan
from kbh_desktop.courses.schedule import BusyBlock, CourseBoard, NewCourse
from kbh_desktop.courses.timetable import Placement
from kbh_desktop.courses.timetable_import import TimetablePreview
from ui.courses.list_page import CoursesPage
from ui.courses.page import CoursePage
from ui.courses.resources_page import ResourcesPage
from ui.courses.templates_page import TemplatesPage
from ui.courses.timetable_dialog import TimetableDialog
from ui.courses.week_tabs import OVERVIEW

if TYPE_CHECKING:
    from tour import Tour

Screen = Callable[["Tour"], object]
_TITLE = "Fast Track, hold 15"
_SKILLS = ("labour_market", "society", "competences")
_FIRST_DAY, _TUESDAY, _THURSDAY = date(2026, 11, 9), date(2026, 12, 1), date(2026, 12, 3)


def prepare(app: App) -> CourseId:
    """Return the course, made with its people and rooms when it is not there yet."""
    known = next((row.id for row in app.courses.list() if row.title == _TITLE), None)
    return known or _make(app)


def _make(app: App) -> CourseId:
    add = app.course_resources.add
    for name in ("Bente Krogh", "Jonas Friis", "Maja Lund"):
        add("teacher", name, skills=_SKILLS, max_per_week=24)
    ill = add("interpreter", "Selam Tesfay", skills=("ti",), contact="12 34 56 78")
    add("interpreter", "Amira Nasser", skills=("ar", "ti"))
    for name, seats in (("Lokale 1", 20), ("Lokale 2", 18)):
        add("room", name, skills=("class",), capacity=seats)
    add("bus", "Bus til besøg", capacity=30)
    app.course_resources.add_absence(ill.id, _THURSDAY, _THURSDAY, note="Kursus")
    course = app.courses.create(
        NewCourse(
            title=_TITLE,
            centre="avnstrup",
            first_day=_FIRST_DAY,
            languages=("ti",),
            capacity=16,
            danish_weekdays=(0, 2, 4),
        )
    )
    board = app.courses.board(course.id)
    found = plan(board.instance, Search(limit_s=2.0))
    placements = {SessionId(name): at for name, at in found.sessions.items()}
    app.courses.apply(course.id, _left_open(board, placements), "Første udkast")
    first = board.sessions[0].id
    app.courses.lock(course.id, first, "all")
    return course.id


def _left_open(
    board: CourseBoard, placements: Mapping[SessionId, Placement]
) -> dict[SessionId, Placement | None]:
    """Return the plan with a clash in the fourth week and some sessions still in the tray."""
    week = board.calendar.weeks[3].workdays
    ordered = sorted(placements, key=lambda name: (placements[name].day, placements[name].slot))
    there = [name for name in ordered if placements[name].day in week]
    one, other = there[0], there[1]
    clash = replace(placements[other], day=placements[one].day, slot=placements[one].slot)
    open_ = dict.fromkeys(ordered[-4:], None)
    return {**placements, other: clash, **open_}


def _page(tour: "Tour") -> CoursePage:
    tour.go("courses", office=True)
    page = tour.go("course", prepare(tour.app), office=True)
    if not isinstance(page, CoursePage):
        raise TypeError(page)
    wait_until(lambda: page.model.view is not None)
    tour.settle()
    page.plan.go_to(_TUESDAY)
    return page


def _list(tour: "Tour") -> CoursesPage:
    tour.go("courses", office=True)
    prepare(tour.app)
    page = tour.go("courses", office=True)
    if not isinstance(page, CoursesPage):
        raise TypeError(page)
    return page


def _conflicts(tour: "Tour") -> None:
    page = _page(tour)
    page.plan.pane.show_part(conflicts=True)
    page.plan.pane.conflicts.rows.choose_first()


def _held(tour: "Tour") -> None:
    page = _page(tour)
    page.plan.hold(page.plan.pane.tray.keys[0])
    page.plan.go_to(_TUESDAY)
    page.plan.hold(page.plan.grid.view.blocks[0].session)  # type: ignore[union-attr]


def _sheet(part: str) -> Screen:
    def show(tour: "Tour") -> None:
        page = _page(tour)
        week = page.plan.grid.view
        sheet = page.plan.open_sheet(week.blocks[-1].session) if week else None
        if sheet is not None:
            sheet.open_part(part)

    return show


def _why(tour: "Tour") -> None:
    page = _page(tour)
    session = page.plan.pane.tray.keys[0]
    page.plan._drop(session, Start(_TUESDAY, 0))  # noqa: SLF001 - what letting it fall there does


def _planner(tour: "Tour") -> None:
    page = _page(tour)
    page.run_planner("fill")
    wait_until(lambda: page.planner is None or page.planner.stage != "working")


def _tab(key: str) -> Screen:
    def show(tour: "Tour") -> None:
        _page(tour).plan.open_tab(key)

    return show


def _new(tour: "Tour") -> None:
    _list(tour).ask_new()


def _resources(tour: "Tour") -> ResourcesPage:
    _list(tour)
    page = tour.go("course_resources", office=True)
    if not isinstance(page, ResourcesPage):
        raise TypeError(page)
    return page


def _resource_form(tour: "Tour") -> None:
    page = _resources(tour)
    page.rows.choose(page.rows.keys[3])
    page._change()  # noqa: SLF001 - what Enter does


def _absences(tour: "Tour") -> None:
    page = _resources(tour)
    page.rows.choose(page.rows.keys[4])
    page._absences()  # noqa: SLF001 - what its button does


def _templates(tour: "Tour") -> TemplatesPage:
    page = tour.go("course_templates", office=True)
    if not isinstance(page, TemplatesPage):
        raise TypeError(page)
    return page


def _template(tour: "Tour") -> None:
    page = _templates(tour)
    page._open()  # noqa: SLF001 - what Enter does


def _fixed_times(tour: "Tour") -> None:
    _page(tour).menu._blocks()  # noqa: SLF001 - what its entry does


def _plan_words(tour: "Tour") -> None:
    _page(tour).menu._plan_words()  # noqa: SLF001 - what its entry does


def _papers(tour: "Tour") -> None:
    _page(tour)
    tour.go("course_print", prepare(tour.app), office=True)


def _edit(tour: "Tour") -> None:
    _page(tour).menu._change_course()  # noqa: SLF001 - what its entry does


def _timetable(tour: "Tour") -> None:
    page = _page(tour)
    day = date(2026, 12, 1)
    new = BusyBlock(day, time(8, 30), time(10), "Dansk, hold A")
    gone = BusyBlock(date(2026, 12, 4), time(8, 30), time(11, 30), "Dansk (Røde Kors)")
    preview = TimetablePreview("dansk uge 49.ics", (new,), (), 15, (gone,), ())
    TimetableDialog(page, tour.app, page.course_id, preview).start()


def _own_plan(tour: "Tour") -> None:
    _resources(tour)._bookings()  # noqa: SLF001 - what its button does


COURSES: Mapping[str, Screen] = {
    "courses-empty": lambda tour: tour.go("courses", office=True),
    "courses": _list,
    "course-new": _new,
    "course-plan": _page,
    "course-conflicts": _conflicts,
    "course-held": _held,
    "course-session": _sheet("times"),
    "course-swaps": _sheet("swaps"),
    "course-why": _why,
    "course-planner": _planner,
    "course-overview": _tab(OVERVIEW),
    "course-table": _tab("table"),
    "course-fixed-times": _fixed_times,
    "course-words": _plan_words,
    "course-print": _papers,
    "course-edit": _edit,
    "course-timetable": _timetable,
    "course-own-plan": _own_plan,
    "course-resources": _resources,
    "course-resource": _resource_form,
    "course-absences": _absences,
    "course-templates": _templates,
    "course-template": _template,
}
