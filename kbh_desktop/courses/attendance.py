"""Attendance: marks per lesson, the percentage, and which certificate it earns."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Literal

CERTIFICATE_FROM = Fraction(80, 100)
"""From this share on a participant gets the certificate of the course (kursusbevis)."""


class Mark(StrEnum):
    """What became of one lesson for one participant; the values never change."""

    PRESENT = "present"
    LATE = "late"
    LAWFUL = "lawful"
    UNLAWFUL = "unlawful"
    UNMARKED = "unmarked"


class LawfulReason(StrEnum):
    """Why an absence is lawful; the values never change."""

    ILLNESS = "illness"
    AUTHORITY = "authority"
    ASYLUM_INTERVIEW = "asylum_interview"
    CHILD_ILL = "child_ill"
    OTHER = "other"
    """Other lawful absence; a religious holiday is never named."""


@dataclass(frozen=True, slots=True)
class LessonMark:
    """One lesson held and one participant."""

    mark: Mark
    late_minutes: int = 0
    reason: LawfulReason | None = None


@dataclass(frozen=True, slots=True)
class Attendance:
    """One participant's attendance so far."""

    held: int
    attended: int
    """Present or late."""
    lawful: int
    unlawful: int
    unmarked: int
    late_minutes: int

    @property
    def share(self) -> Fraction | None:
        """Attended lessons of those held and not lawfully missed; None without any."""
        counted = self.held - self.lawful
        return Fraction(self.attended, counted) if counted else None

    @property
    def percent(self) -> int | None:
        """The share in whole per cent, rounded down so that 79.9 never looks like 80."""
        return None if self.share is None else int(self.share * 100)

    @property
    def is_provisional(self) -> bool:
        """Whether lessons are still to be marked."""
        return self.unmarked > 0

    @property
    def proof(self) -> Literal["certificate", "participation"]:
        """The certificate of the course, or a proof of the lessons attended."""
        enough = self.share is not None and self.share >= CERTIFICATE_FROM
        return "certificate" if enough else "participation"


def attendance(marks: Iterable[LessonMark]) -> Attendance:
    """Return what the marks of the lessons held add up to."""
    kept = tuple(marks)
    count = Counter(each.mark for each in kept)
    return Attendance(
        held=len(kept),
        attended=count[Mark.PRESENT] + count[Mark.LATE],
        lawful=count[Mark.LAWFUL],
        unlawful=count[Mark.UNLAWFUL],
        unmarked=count[Mark.UNMARKED],
        late_minutes=sum(each.late_minutes for each in kept if each.mark is Mark.LATE),
    )
