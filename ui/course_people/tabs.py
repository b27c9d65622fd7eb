"""The tabs of a course that are about its people, for the page of the course to hold.

Each is imported when it is first opened: whoever unlocks the program waits for none of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbh_desktop.courses.model import CourseId
from kbh_desktop.i18n import _
from ui.navigation import Navigator
from ui.page import Page

if TYPE_CHECKING:
    from kbh_desktop.app import App

Make = Callable[["App", Navigator, CourseId], Page]


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab; `make` builds its page for a course."""

    key: str
    title: Callable[[], str]
    icon: str
    make: Make


def _participants(app: "App", navigator: Navigator, course_id: CourseId) -> Page:
    from ui.course_people.participants_page import ParticipantsPage  # noqa: PLC0415

    return ParticipantsPage(app, navigator, course_id)


def _attendance(app: "App", navigator: Navigator, course_id: CourseId) -> Page:
    from ui.course_people.attendance_page import AttendancePage  # noqa: PLC0415

    return AttendancePage(app, navigator, course_id)


def _visits(app: "App", navigator: Navigator, course_id: CourseId) -> Page:
    from ui.course_people.visits_page import VisitsPage  # noqa: PLC0415

    return VisitsPage(app, navigator, course_id)


def _placements(app: "App", navigator: Navigator, course_id: CourseId) -> Page:
    from ui.course_people.placement_page import PlacementPage  # noqa: PLC0415

    return PlacementPage(app, navigator, course_id)


def _economy(app: "App", navigator: Navigator, course_id: CourseId) -> Page:
    from ui.course_people.economy_page import EconomyPage  # noqa: PLC0415

    return EconomyPage(app, navigator, course_id)


def _evaluation(app: "App", navigator: Navigator, course_id: CourseId) -> Page:
    from ui.course_people.evaluation_page import EvaluationPage  # noqa: PLC0415

    return EvaluationPage(app, navigator, course_id)


TABS: tuple[Tab, ...] = (
    Tab("participants", lambda: _("Participants"), "users", _participants),
    Tab("attendance", lambda: _("Attendance"), "calendar-check", _attendance),
    Tab("visits", lambda: _("Visits and talks"), "factory", _visits),
    Tab("placements", lambda: _("Placement plan"), "briefcase", _placements),
    Tab("economy", lambda: _("Economy"), "receipt", _economy),
    Tab("evaluation", lambda: _("Evaluation"), "smile", _evaluation),
)
