"""The pages of the main window: the one place to add one."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kbh_desktop.courses.model import CourseId
from kbh_desktop.i18n import _
from kbh_desktop.ids import InterviewId, PersonId
from kbh_desktop.people.access import does_casework
from kbh_desktop.security.model import Role, User
from ui.competences.page import CompetencePage
from ui.competences.print_page import CompetencePrintPage
from ui.courses.list_page import CoursesPage
from ui.courses.page import CoursePage
from ui.courses.print_page import CoursePrintPage
from ui.courses.resources_page import ResourcesPage
from ui.courses.templates_page import TemplatesPage
from ui.documents.page import DocumentsPage
from ui.exchange.page import ExchangePage
from ui.help import HelpPage
from ui.interviews.entry import make_interview_page
from ui.navigation import Navigator
from ui.page import Page
from ui.people.duplicates_page import DuplicatesPage
from ui.people.keeping import Keeping
from ui.people.list_page import PeoplePage
from ui.people.new_person import NewPersonPage
from ui.people.person_page import PersonPage
from ui.people.same_person_part import SamePersonPart
from ui.print_center.page import PrintCenterPage
from ui.rehearsal.entry import make_rehearsal_page
from ui.retention.page import RetentionPage
from ui.retention.proof_page import ConsentProofPage, DeletionProofPage
from ui.settings.page import SettingsPage
from ui.today.page import TodayPage

if TYPE_CHECKING:
    from kbh_desktop.app import App


Make = Callable[["App", Navigator, str], Page]


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page: `make` builds it for a subject, such as a person's id, which is empty in the rail."""

    key: str
    title: Callable[[], str]
    icon: str
    make: Make
    in_rail: bool = True
    under: str = ""
    """The page of the rail that is marked while this one is shown."""
    roles: frozenset[Role] = frozenset(Role)
    """Who has any use for it; services decide what each may do."""

    def is_for(self, user: User) -> bool:
        """Say whether `user` has any use for it."""
        return user.has(*self.roles)


def _inside(key: str, title: Callable[[], str], icon: str, make: Make) -> PageEntry:
    """Return a page that belongs to casework and is reached from the people."""
    return PageEntry(key, title, icon, make, in_rail=False, under="people", roles=CASEWORK)


CASEWORK = frozenset({Role.CONSULTANT, Role.COORDINATOR, Role.HEALTH})
COURSES = frozenset({Role.COURSE, Role.COORDINATOR, Role.CONSULTANT, Role.LEADER})
_NAMES = CASEWORK | {Role.COURSE}
_PRINTS = CASEWORK | {Role.LEADER}


def _today(app: "App", navigator: Navigator, _subject: str) -> Page:
    return TodayPage(app, navigator)


def _people(app: "App", navigator: Navigator, _subject: str) -> Page:
    return PeoplePage(app.people, navigator)


def _new_person(app: "App", navigator: Navigator, _subject: str) -> Page:
    return NewPersonPage(app.people, navigator)


def _person(app: "App", navigator: Navigator, subject: str) -> Page:
    page = PersonPage(PersonId(subject), app.people, app.interviews, navigator, app.clock)
    if does_casework(app.user):
        page.add_keeping(Keeping(app, PersonId(subject), navigator, lambda: page.languages))
        page.add_registrations(SamePersonPart(app.people, app.duplicates, navigator, app.clock))
    return page


def _duplicates(app: "App", navigator: Navigator, subject: str) -> Page:
    return DuplicatesPage(app, navigator, subject)


def _retention(app: "App", navigator: Navigator, _subject: str) -> Page:
    return RetentionPage(app, navigator)


def _deletion_proof(app: "App", navigator: Navigator, subject: str) -> Page:
    return DeletionProofPage(app, navigator, subject)


def _consent_proof(app: "App", navigator: Navigator, subject: str) -> Page:
    return ConsentProofPage(app, navigator, subject)


def _competences(app: "App", navigator: Navigator, subject: str) -> Page:
    return CompetencePage(PersonId(subject), app, navigator)


def _competence_print(app: "App", navigator: Navigator, subject: str) -> Page:
    return CompetencePrintPage(app, navigator, subject)


def _interview(app: "App", navigator: Navigator, subject: str) -> Page:
    return make_interview_page(app, navigator, InterviewId(subject))


def _documents(app: "App", navigator: Navigator, subject: str) -> Page:
    return DocumentsPage(app, navigator, subject)


def _courses(app: "App", navigator: Navigator, _subject: str) -> Page:
    return CoursesPage(app, navigator)


def _course(app: "App", navigator: Navigator, subject: str) -> Page:
    return CoursePage(app, navigator, CourseId(subject))


def _course_print(app: "App", navigator: Navigator, subject: str) -> Page:
    return CoursePrintPage(app, navigator, CourseId(subject))


def _course_resources(app: "App", navigator: Navigator, _subject: str) -> Page:
    return ResourcesPage(app, navigator)


def _course_templates(app: "App", navigator: Navigator, _subject: str) -> Page:
    return TemplatesPage(app, navigator)


def _of_courses(key: str, title: Callable[[], str], icon: str, make: Make) -> PageEntry:
    """Return a page that is reached from the courses."""
    return PageEntry(key, title, icon, make, in_rail=False, under="courses", roles=COURSES)


def _exchange(app: "App", navigator: Navigator, _subject: str) -> Page:
    return ExchangePage(app, navigator)


def _print_center(app: "App", navigator: Navigator, _subject: str) -> Page:
    return PrintCenterPage(app, navigator)


def _rehearsal(app: "App", navigator: Navigator, subject: str) -> Page:
    return make_rehearsal_page(app, navigator, Path(subject))


def _help(_app: "App", navigator: Navigator, _subject: str) -> Page:
    return HelpPage(navigator)


def _settings(app: "App", navigator: Navigator, _subject: str) -> Page:
    return SettingsPage(app, navigator)


PAGES: tuple[PageEntry, ...] = (
    PageEntry("today", lambda: _("Today"), "house", _today, roles=CASEWORK),
    PageEntry("people", lambda: _("People"), "users", _people, roles=_NAMES),
    PageEntry("courses", lambda: _("Fast Track"), "calendar-range", _courses, roles=COURSES),
    PageEntry("exchange", lambda: _("Exchange"), "refresh-cw", _exchange, roles=CASEWORK),
    PageEntry("print", lambda: _("Print"), "printer", _print_center, roles=_PRINTS),
    PageEntry("settings", lambda: _("Settings"), "settings", _settings),
    _inside("new_person", lambda: _("New person"), "user-plus", _new_person),
    _inside("person", lambda: _("Person"), "user", _person),
    _inside("duplicates", lambda: _("Duplicates"), "users", _duplicates),
    _inside("retention", lambda: _("To be deleted"), "trash-2", _retention),
    _inside("deletion_proof", lambda: _("Print"), "printer", _deletion_proof),
    _inside("consent_proof", lambda: _("Print"), "printer", _consent_proof),
    _inside("competences", lambda: _("Competence card"), "id-card", _competences),
    _inside("competence_print", lambda: _("Print"), "printer", _competence_print),
    _inside("interview", lambda: _("Interview"), "clipboard-list", _interview),
    _inside("documents", lambda: _("Print"), "printer", _documents),
    _of_courses("course", lambda: _("Course"), "calendar-range", _course),
    _of_courses("course_print", lambda: _("Print"), "printer", _course_print),
    _of_courses("course_resources", lambda: _("People and rooms"), "users", _course_resources),
    _of_courses("course_templates", lambda: _("Templates"), "layout-template", _course_templates),
    PageEntry(
        "rehearsal",
        lambda: _("Try a form"),
        "clipboard-list",
        _rehearsal,
        in_rail=False,
        under="settings",
        roles=CASEWORK,
    ),
    PageEntry("help", lambda: _("Help"), "circle-question-mark", _help, in_rail=False),
)
