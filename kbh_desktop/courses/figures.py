"""What became of a course in figures, without a name: for leaders, and for the goals."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from kbh_desktop.courses.applicants import HAS_PLACE
from kbh_desktop.courses.marks import attendance_of, lessons_of
from kbh_desktop.courses.participation import LessonSlot
from kbh_desktop.courses.placement_starts import PlacementFigures, figures, placement_starts
from kbh_desktop.courses.records import EnrolmentRecord, PlacementStartRecord
from kbh_desktop.courses.store import of_course


@dataclass(frozen=True, slots=True)
class CourseFigures:
    """How many people, and what became of them; those of this device."""

    on_course: int
    """With a place, the course running or finished."""
    waiting: int
    left: Mapping[str, int]
    """How many left, by the reason."""
    certificates: int
    """Of those on the course, with 80 per cent attendance or more so far."""
    provisional: int
    """Of those on the course, with lessons still to be marked."""
    attended: int
    """Lessons attended by those on the course."""
    counted: int
    """Lessons held for them and not lawfully missed."""
    placements: PlacementFigures

    @property
    def percent(self) -> int | None:
        """The attendance of all together in whole per cent, rounded down; None without lessons."""
        return self.attended * 100 // self.counted if self.counted else None


def course_figures(
    session: Session, course_id: str, slots: tuple[LessonSlot, ...]
) -> CourseFigures:
    """Return the figures of a course whose lessons are `slots`."""
    records = of_course(session, EnrolmentRecord, course_id)
    on_course = [each for each in records if each.status in HAS_PLACE]
    sums = [attendance_of(each, lessons_of(each, slots)) for each in on_course]
    left = Counter(each.exit_reason for each in records if each.status == "left")
    starts = placement_starts(session, of_course(session, PlacementStartRecord, course_id))
    return CourseFigures(
        on_course=len(on_course),
        waiting=sum(each.status == "waiting" for each in records),
        left=dict(left),
        certificates=sum(each.proof == "certificate" for each in sums),
        provisional=sum(each.is_provisional for each in sums),
        attended=sum(each.attended for each in sums),
        counted=sum(each.held - each.lawful for each in sums),
        placements=figures(starts),
    )
