"""The pages of the main window: the one place to add one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from ui.navigation import Navigator
from ui.page import Page
from ui.people.list_page import PeoplePage
from ui.people.new_person import NewPersonPage
from ui.people.person_page import PersonPage

if TYPE_CHECKING:
    from kbh_desktop.app import App


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page: `make` builds it for a subject, such as a person's id, which is empty in the rail."""

    key: str
    title: Callable[[], str]
    icon: str
    make: Callable[["App", Navigator, str], Page]
    in_rail: bool = True


def _people(app: "App", navigator: Navigator, _subject: str) -> Page:
    return PeoplePage(app.people, navigator)


def _new_person(app: "App", navigator: Navigator, _subject: str) -> Page:
    return NewPersonPage(app.people, navigator)


def _person(app: "App", navigator: Navigator, subject: str) -> Page:
    return PersonPage(PersonId(subject), app.people, app.interviews, navigator, app.clock)


PAGES: tuple[PageEntry, ...] = (
    PageEntry("people", lambda: _("People"), "users", _people),
    PageEntry("new_person", lambda: _("New person"), "user-plus", _new_person, in_rail=False),
    PageEntry("person", lambda: _("Person"), "user", _person, in_rail=False),
)
