"""The parts of a course's page: the plan, and the tabs about its people."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbh_desktop.courses.model import CourseId
from kbh_desktop.i18n import _
from kbh_desktop.security.model import Role, User
from ui.course_people.tabs import TABS
from ui.navigation import Navigator
from ui.page import Page

if TYPE_CHECKING:
    from kbh_desktop.app import App

PLAN = "plan"
_FOR_LEADERS = frozenset({"economy", "evaluation"})
"""Tabs with figures and without names."""
_WITH_PEOPLE = (Role.COURSE, Role.COORDINATOR, Role.CONSULTANT)


@dataclass(frozen=True, slots=True)
class Part:
    """One tab; `make` is called when it is first opened, and is None for the plan."""

    key: str
    title: Callable[[], str]
    icon: str
    make: Callable[["App", Navigator, CourseId], Page] | None = None


def parts(user: User) -> tuple[Part, ...]:
    """Return the tabs for a user, the plan first; leaders see no names."""
    shown = [
        Part(tab.key, tab.title, tab.icon, tab.make)
        for tab in TABS
        if user.has(*_WITH_PEOPLE) or tab.key in _FOR_LEADERS
    ]
    return (Part(PLAN, lambda: _("Plan"), "calendar-range"), *shown)
