"""The services that documents are made from."""

from collections.abc import Callable
from dataclasses import dataclass, field

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.clock import Clock
from kbh_desktop.competences.service import CompetenceService
from kbh_desktop.courses.economy import EconomyService
from kbh_desktop.courses.participants import ParticipantService
from kbh_desktop.courses.resources import ResourceService
from kbh_desktop.courses.service import CourseService
from kbh_desktop.errors import NotFoundError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.interviews.service import InterviewService
from kbh_desktop.people import lists
from kbh_desktop.people.service import PeopleService
from kbh_desktop.retention.service import RetentionService
from kbh_desktop.security.model import Actor
from kbh_desktop.settings.model import Settings
from kbh_desktop.storage.database import Database

_OFFICIAL_NAMES = {"0101": "Københavns Kommune", "0400": "Bornholms Regionskommune"}


@dataclass(frozen=True, slots=True)
class CourseServices:
    """What documents of courses are made from."""

    courses: CourseService
    participants: ParticipantService
    economy: EconomyService
    resources: ResourceService


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything documents may read; each service shows only what the user may see."""

    people: PeopleService
    interviews: InterviewService
    audit: AuditLog
    clock: Clock
    actor: Actor
    settings: Settings
    competences: CompetenceService | None = None
    course: CourseServices | None = None
    retention: RetentionService | None = None
    database: Database | None = field(default=None, repr=False)
    """For figures without names, which leaders see who see no people, and for all that is held."""
    recipients: Callable[[PersonId], tuple[str, ...]] | None = None
    """Returns the names of laptops that hold a person."""
    laptops_missing: Callable[[], int] | None = None
    """Returns how many laptops have bundles on the way that never came."""

    @property
    def office(self) -> str:
        """The name at the head of every page."""
        if self.settings.office_name:
            return self.settings.office_name
        return municipality_name(self.settings.municipality)

    def courses(self) -> CourseServices:
        """Return the services of courses.

        Raises:
            NotFoundError: this program was put together without them.
        """
        if self.course is None:
            raise NotFoundError(_("That is not on this device."))
        return self.course

    def keeping(self) -> RetentionService:
        """Return the service that says how long what is kept.

        Raises:
            NotFoundError: this program was put together without it.
        """
        if self.retention is None:
            raise NotFoundError(_("That is not on this device."))
        return self.retention

    def cards(self) -> CompetenceService:
        """Return the competence cards.

        Raises:
            NotFoundError: this program was put together without them.
        """
        if self.competences is None:
            raise NotFoundError(_("That is not on this device."))
        return self.competences


def municipality_name(code: str) -> str:
    """Return the official name of a municipality, or nothing for an unknown code."""
    try:
        return _OFFICIAL_NAMES.get(code) or f"{lists.municipality(code).name} Kommune"
    except NotFoundError:
        return ""
