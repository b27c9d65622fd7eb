"""What participants say of a course, anonymously, with one of four smileys."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from kbh_desktop.courses.access import require_participants, require_reading
from kbh_desktop.courses.fields import whole_number
from kbh_desktop.courses.model import CourseId
from kbh_desktop.courses.records import EvaluationRecord
from kbh_desktop.courses.store import CourseStore, course_record, of_course, record_of
from kbh_desktop.storage import change_log
from kbh_desktop.storage.base import WHOLE_OFFICE

SMILEYS = (1, 2, 3, 4)
"""From very dissatisfied to very satisfied."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One anonymous answer."""

    id: str
    week: int
    smiley: int
    comment: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class WeekTrend:
    """What was said of one course week."""

    week: int
    answers: int
    counts: tuple[int, int, int, int]
    """How often each smiley was chosen, the saddest first."""

    @property
    def mean(self) -> Fraction | None:
        """The mean smiley, 1 to 4; None without answers."""
        total = sum(smiley * count for smiley, count in zip(SMILEYS, self.counts, strict=True))
        return Fraction(total, self.answers) if self.answers else None


class Evaluations:
    """Keeps the evaluations of courses; who said what is never known."""

    def __init__(self, store: CourseStore) -> None:
        self._store = store

    def add(self, course_id: CourseId, week: int, smiley: int, comment: str = "") -> Evaluation:
        """Note one answer.

        Raises:
            InputError: there is no such week or smiley.
        """
        require_participants(self._store.actor)
        with self._store.write() as session:
            course = course_record(session, course_id)
            record = EvaluationRecord(
                scope=WHOLE_OFFICE,
                course_id=course_id,
                week=whole_number(week, "week", 1, course.weeks),
                smiley=whole_number(smiley, "smiley", SMILEYS[0], SMILEYS[-1]),
                comment=comment.strip(),
            )
            session.add(record)
            return _evaluation(record)

    def remove(self, evaluation_id: str) -> None:
        """Remove an answer that was noted by mistake."""
        require_participants(self._store.actor)
        with self._store.write() as session:
            change_log.delete_record(session, record_of(session, EvaluationRecord, evaluation_id))

    def list(self, course_id: CourseId) -> tuple[Evaluation, ...]:
        """Return the answers by week; within a week in no order that tells who came first."""
        require_reading(self._store.actor)
        with self._store.read() as session:
            found = [_evaluation(each) for each in of_course(session, EvaluationRecord, course_id)]
        return tuple(sorted(found, key=lambda each: (each.week, each.id)))

    def trend(self, course_id: CourseId) -> tuple[WeekTrend, ...]:
        """Return what was said week by week, weeks without answers too."""
        require_reading(self._store.actor)
        with self._store.read() as session:
            weeks = course_record(session, course_id).weeks
        return trend(self.list(course_id), weeks)


def trend(evaluations: Iterable[Evaluation], weeks: int) -> tuple[WeekTrend, ...]:
    """Return the counts of each smiley for each of `weeks` weeks."""
    count = Counter((each.week, each.smiley) for each in evaluations)
    found = []
    for week in range(1, weeks + 1):
        first, second, third, fourth = (count[week, smiley] for smiley in SMILEYS)
        counts = (first, second, third, fourth)
        found.append(WeekTrend(week, sum(counts), counts))
    return tuple(found)


def _evaluation(record: EvaluationRecord) -> Evaluation:
    return Evaluation(record.id, record.week, record.smiley, record.comment)
