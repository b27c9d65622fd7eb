"""The tabs of a course that are about its people, for the page of the course to hold."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kbh_desktop.courses.model import CourseId
from kbh_desktop.i18n import _
from ui.course_people.attendance_page import AttendancePage
from ui.course_people.course_tab import CourseTab
from ui.course_people.economy_page import EconomyPage
from ui.course_people.evaluation_page import EvaluationPage
from ui.course_people.participants_page import ParticipantsPage
from ui.course_people.placement_page import PlacementPage
from ui.course_people.visits_page import VisitsPage
from ui.navigation import Navigator

if TYPE_CHECKING:
    from kbh_desktop.app import App

Make = Callable[["App", Navigator, CourseId], CourseTab[Any]]


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab; `make` builds its page for a course."""

    key: str
    title: Callable[[], str]
    icon: str
    make: Make


TABS: tuple[Tab, ...] = (
    Tab("participants", lambda: _("Participants"), "users", ParticipantsPage),
    Tab("attendance", lambda: _("Attendance"), "calendar-check", AttendancePage),
    Tab("visits", lambda: _("Visits and talks"), "factory", VisitsPage),
    Tab("placements", lambda: _("Placement plan"), "briefcase", PlacementPage),
    Tab("economy", lambda: _("Economy"), "receipt", EconomyPage),
    Tab("evaluation", lambda: _("Evaluation"), "smile", EvaluationPage),
)
