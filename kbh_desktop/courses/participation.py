"""People on a course as windows see them: candidates, participants, lessons and marks."""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal

from kbh_desktop.courses.attendance import Attendance
from kbh_desktop.courses.enrolment import Eligibility
from kbh_desktop.courses.model import CourseId, EnrolmentStatus, ExitReason, Permit, SessionId
from kbh_desktop.ids import PersonId

CandidateStatus = Literal["", "enrolled", "waiting", "left", "finished"]
"""Empty for somebody who is not on the course."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could join a course, or why not."""

    person_id: PersonId
    name: str = field(repr=False)
    eligibility: Eligibility = field(repr=False)
    status: CandidateStatus
    latin_name: str = field(default="", repr=False)
    """In Latin letters, where the name is written in others."""


@dataclass(frozen=True, slots=True)
class WeekStrip:
    """One participant's attendance in one course week."""

    week: int
    """1 for the first week of the course."""
    iso_week: str
    """`2027-W16`."""
    attendance: Attendance


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """One person on a course; of asylum seekers nothing more is ever shown."""

    person_id: PersonId
    name: str = field(repr=False)
    status: EnrolmentStatus
    permit: Permit = field(repr=False)
    municipality: str = field(repr=False)
    """The code decided, or otherwise expected."""
    language: str = field(repr=False)
    """ISO 639 code of the first mother tongue."""
    attendance: Attendance
    strip: tuple[WeekStrip, ...]
    enrolled_on: date | None
    exit_reason: ExitReason = field(default="", repr=False)
    left_on: date | None = None
    erase_on: date | None = None
    """When everything about the person goes, after a rejection."""
    waiting_number: int = 0
    """1 for who is next on the waiting list; 0 for others."""
    agreed_on: date | None = None
    """When the person agreed that the municipalities share what is needed."""
    latin_name: str = field(default="", repr=False)
    """In Latin letters, where the name is written in others."""


@dataclass(frozen=True, slots=True)
class LessonSlot:
    """One lesson that attendance is marked for."""

    session_id: SessionId
    lesson_no: int
    """1 for the first lesson of the session."""
    day: date
    starts: time
    title: str
    held: bool
    """Whether it has begun by now."""

    @property
    def key(self) -> str:
        """What its marks are stored under."""
        return lesson_key(self.session_id, self.lesson_no)


def lesson_key(session_id: SessionId, lesson_no: int) -> str:
    """Return what the marks of a lesson, counted from 1, are stored under."""
    return f"{session_id}/{lesson_no}"


MarkKey = tuple[SessionId, int, PersonId]
"""Session, lesson counted from 1, and person."""


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What came of enrolling: a place, or a number on the waiting list."""

    course: CourseId
    person: PersonId
    status: EnrolmentStatus
    notice: str = ""
    """What must happen now; empty for nothing."""
