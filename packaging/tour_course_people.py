"""The tabs of the courses that the invented office has: one half way, one that is over."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tour_waiting import wait_until

from kbh_desktop.courses.schedule import CourseState
from ui.courses.page import CoursePage

if TYPE_CHECKING:
    from tour import Tour

Screen = Callable[["Tour"], object]


def _tab(key: str, state: CourseState = "running") -> Callable[["Tour"], Any]:
    """Return what brings a tab of the first course in that state in front."""

    def show(tour: "Tour") -> object:
        tour.go("today", office=True)
        course = next(row.id for row in tour.app.courses.list() if row.state == state)
        page = tour.go("course", course, office=True)
        if not isinstance(page, CoursePage):
            raise TypeError(page)
        wait_until(lambda: page.model.view is not None)
        page.open_part(key)
        tour.settle()
        return page._stack.currentWidget()  # noqa: SLF001 - what is in front

    return show


def _part(key: str, part: str, state: CourseState = "running") -> Screen:
    def show(tour: "Tour") -> None:
        _tab(key, state)(tour).open_part(part)
        tour.settle()

    return show


def _leave(tour: "Tour") -> None:
    page = _tab("participants", "finished")(tour)
    page.open_part("enrolled")
    page._wanted("leave", page.list.key)  # noqa: SLF001 - what its button does


def _week(tour: "Tour") -> None:
    _tab("attendance", "finished")(tour).view._span._buttons["week"].click()  # noqa: SLF001


def _late(tour: "Tour") -> None:
    view = _tab("attendance", "finished")(tour).view
    view.bar._buttons["late"].click()  # noqa: SLF001 - what F does


def _visit(tour: "Tour") -> None:
    page = _tab("visits", "finished")(tour)
    page._ask_change_visit(page.visits.list.key)  # noqa: SLF001 - what Enter does


def _suits(tour: "Tour") -> None:
    """Enrol who may join the course half way, and see whom its first visit suits."""
    page = _tab("visits")(tour)
    for each in tour.app.participants.candidates(page.course_id):
        if not each.status and each.eligibility.may_join:
            tour.app.participants.enrol(page.course_id, each.person_id)
    page.refresh()
    tour.settle()


def _new_talk(tour: "Tour") -> None:
    _tab("visits", "finished")(tour)._ask_new_talk()  # noqa: SLF001 - what its button does


def _start(tour: "Tour") -> None:
    _tab("placements", "finished")(tour)._ask_chosen()  # noqa: SLF001 - what its button does


def _cost(tour: "Tour") -> None:
    _tab("economy", "finished")(tour)._ask_change(1)  # noqa: SLF001 - what Enter does


def _settlement(tour: "Tour") -> None:
    page = _tab("economy", "finished")(tour)
    page.settlement.table.setFocus()
    tour.settle()


COURSE_PEOPLE: Mapping[str, Screen] = {
    "course-participants": _tab("participants", "finished"),
    "course-candidates": _part("participants", "candidates", "finished"),
    "course-left": _part("participants", "left", "finished"),
    "course-leave": _leave,
    "course-attendance": _tab("attendance", "finished"),
    "course-attendance-week": _week,
    "course-late": _late,
    "course-visits": _tab("visits", "finished"),
    "course-suits": _suits,
    "course-asked-first": _part("participants", "candidates"),
    "course-visit": _visit,
    "course-talks": _part("visits", "talks", "finished"),
    "course-talk": _new_talk,
    "course-placements": _tab("placements", "finished"),
    "course-placement": _start,
    "course-economy": _tab("economy", "finished"),
    "course-settlement": _settlement,
    "course-cost": _cost,
    "course-evaluation": _tab("evaluation", "finished"),
    "course-kiosk": lambda tour: _tab("evaluation")(tour).show_kiosk(),
    "course-nobody": _tab("participants", "planned"),
    "course-no-attendance": _tab("attendance", "planned"),
    "course-no-visits": _tab("visits", "planned"),
    "course-no-economy": _tab("economy", "planned"),
    "course-no-evaluation": _tab("evaluation", "planned"),
}
"""By name."""
