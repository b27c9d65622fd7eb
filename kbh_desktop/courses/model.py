"""What a course is: its template, the people on it and what they are entitled to."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NewType

from kbh_desktop.courses.calendar import COURSE_WEEKS, CourseCalendar, course_calendar
from kbh_desktop.i18n import language
from kbh_desktop.ids import PersonId

CourseId = NewType("CourseId", str)
SessionId = NewType("SessionId", str)
ResourceId = NewType("ResourceId", str)
TemplateId = NewType("TemplateId", str)

SessionKind = Literal["lesson", "visit", "talk", "municipality", "internship", "evaluation"]
ResourceKind = Literal["teacher", "interpreter", "consultant", "room", "bus"]
RESOURCE_KINDS: tuple[ResourceKind, ...] = ("teacher", "interpreter", "consultant", "room", "bus")
DEFAULT_CAPACITY = 18
ROSKILDE, SOLROED, GREVE = "0265", "0269", "0253"
FAST_TRACK = (ROSKILDE, SOLROED, GREVE)
"""Codes of the municipalities that share Fast Track."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Danish and English."""

    da: str
    en: str

    def __str__(self) -> str:
        return self.en if language() == "en" else self.da


@dataclass(frozen=True, slots=True)
class Need:
    """One person or thing that a session can't do without; no skill means any of that kind."""

    kind: str
    skill: str = ""


@dataclass(frozen=True, slots=True)
class TemplateSession:
    """One session that every course made from the template gets."""

    id: str
    title: Text
    kind: SessionKind
    lessons: int
    """Lessons of 45 minutes."""
    needs: tuple[Need, ...]
    after: tuple[str, ...] = ()
    """Sessions that must have been held."""
    counts: bool = True
    """False for what stands beside the lessons of the curriculum, such as a company visit."""


@dataclass(frozen=True, slots=True)
class Module:
    """One week's theme."""

    id: str
    week: int
    """1 to 6, counted in course weeks."""
    title: Text
    content: Text
    sessions: tuple[TemplateSession, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody's part in a course."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class Template:
    """A curriculum that courses are made from."""

    id: str
    title: Text
    weeks: int
    modules: tuple[Module, ...]
    roles: tuple[Role, ...]

    @property
    def sessions(self) -> tuple[TemplateSession, ...]:
        """All sessions in the order of the curriculum."""
        return tuple(session for module in self.modules for session in module.sessions)

    @property
    def lessons(self) -> int:
        """How many lessons the curriculum counts."""
        return sum(session.lessons for session in self.sessions if session.counts)


@dataclass(frozen=True, slots=True)
class Course:
    """One course at one centre."""

    id: CourseId
    title: str
    template: str
    centre: str
    first_day: date
    municipalities: tuple[str, ...] = FAST_TRACK
    """Codes of those that take part."""
    languages: tuple[str, ...] = ()
    """Languages with an interpreter."""
    capacity: int = DEFAULT_CAPACITY
    weeks: int = COURSE_WEEKS
    closed_days: tuple[date, ...] = ()
    """The centre's own closed days."""
    what_if_of: CourseId | None = None
    """The course it tries another plan of."""
    aims: tuple[str, ...] = ()
    """What each week aims at, the first week first; may be fewer than the weeks."""
    notice: str = ""
    """Whom to tell of illness and changes, at the foot of the plan."""

    @property
    def calendar(self) -> CourseCalendar:
        """The weeks it runs in."""
        return course_calendar(self.first_day, self.weeks, self.closed_days)


Permit = Literal["asylum_seeker", "permit", "rejected"]
EnrolmentStatus = Literal["enrolled", "waiting", "left", "finished"]
ExitReason = Literal[
    "asylum_rejected", "other_municipality", "moved", "illness", "job", "own_wish", ""
]


@dataclass(frozen=True, slots=True)
class Applicant:
    """What deciding about a place needs to know of a person, and no more."""

    person: PersonId
    permit: Permit = field(repr=False)
    centre: str = field(default="", repr=False)
    """Where the person lives on the first day of the course."""
    age: int | None = field(default=None, repr=False)
    """Whole years on the first day of the course."""
    municipality: str = field(default="", repr=False)
    """The code decided, or otherwise expected."""
    languages: tuple[str, ...] = field(default=(), repr=False)
    moves_on: date | None = field(default=None, repr=False)
    """The expected day of moving to the municipality."""
    active_courses: tuple[CourseId, ...] = field(default=(), repr=False)
    busy_days: tuple[date, ...] = field(default=(), repr=False)
    """Days with Danish lessons or asylum interviews that would overlap."""
    applied_on: date | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One person's place on a course or on its waiting list."""

    course: CourseId
    person: PersonId
    status: EnrolmentStatus
    exit_reason: ExitReason = ""
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class Cohort:
    """The people who follow a course together."""

    course: CourseId
    members: tuple[PersonId, ...]

    @property
    def size(self) -> int:
        """How many they are."""
        return len(self.members)
