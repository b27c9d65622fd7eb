"""Marking who came: lesson by lesson, also by the consultants on their laptops."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from kbh_desktop.courses.access import require_participants
from kbh_desktop.courses.applicants import HAS_PLACE, enrolment_id, people_here, permit_of
from kbh_desktop.courses.attendance import LawfulReason, LessonMark, Mark
from kbh_desktop.courses.fields import whole_number
from kbh_desktop.courses.marks import lesson_slots, marks_by_key, written
from kbh_desktop.courses.model import CourseId, SessionId
from kbh_desktop.courses.participation import LessonSlot, MarkKey, lesson_key
from kbh_desktop.courses.privacy import permitted_reason
from kbh_desktop.courses.records import EnrolmentRecord, SessionRecord
from kbh_desktop.courses.store import (
    CourseStore,
    course_record,
    of_course,
    record_of,
    session_record,
)
from kbh_desktop.courses.stored import course_of, session_of
from kbh_desktop.errors import InputError, NotFoundError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId

LESSON_MINUTES = 45


class AttendanceBook:
    """The lessons of courses and the marks of their participants."""

    def __init__(self, store: CourseStore) -> None:
        self._store = store

    def lessons(self, course_id: CourseId, day: date | None = None) -> tuple[LessonSlot, ...]:
        """Return the lessons of a course, or those of one day, in the order of time."""
        require_participants(self._store.actor)
        with self._store.read() as session:
            slots = self._slots(session, course_id)
        return tuple(slot for slot in slots if day is None or slot.day == day)

    def mark(  # noqa: PLR0913 - all that a mark says
        self,
        course_id: CourseId,
        session_id: SessionId,
        lesson_no: int,
        person_id: PersonId,
        mark: Mark,
        *,
        minutes_late: int = 0,
        reason: LawfulReason | None = None,
    ) -> None:
        """Mark one lesson of one participant; UNMARKED takes a mark away.

        Raises:
            InputError: the lesson has not come yet, or the minutes make no sense.
            NotFoundError: no such lesson or participant.
        """
        require_participants(self._store.actor)
        given = LessonMark(
            mark,
            whole_number(minutes_late, "minutes_late", 0, LESSON_MINUTES)
            if mark is Mark.LATE
            else 0,
            reason if mark is Mark.LAWFUL else None,
        )
        with self._store.write() as session:
            if not 1 <= lesson_no <= self._held(session, course_id, session_id):
                raise NotFoundError(_("That lesson is not in the plan."))
            self._mark(session, course_id, person_id, lesson_key(session_id, lesson_no), given)

    def mark_all_present(
        self, course_id: CourseId, session_id: SessionId, lesson_no: int | None = None
    ) -> int:
        """Mark everybody present who is not marked yet; return how many lessons that were.

        Raises:
            InputError: the session has not come yet.
            NotFoundError: no such session.
        """
        require_participants(self._store.actor)
        marked = 0
        with self._store.write() as session:
            lessons = self._held(session, course_id, session_id)
            keys = [
                lesson_key(session_id, number)
                for number in range(1, lessons + 1)
                if lesson_no in (None, number)
            ]
            for record in of_course(session, EnrolmentRecord, course_id):
                missing = [key for key in keys if key not in record.marks]
                if record.status in HAS_PLACE and missing:
                    present = dict.fromkeys(missing, written(LessonMark(Mark.PRESENT)))
                    record.marks = {**record.marks, **present}
                    marked += len(missing)
        return marked

    def marks(self, course_id: CourseId) -> Mapping[MarkKey, LessonMark]:
        """Return every mark given on a course."""
        require_participants(self._store.actor)
        with self._store.read() as session:
            course_record(session, course_id)
            return {
                (SessionId(session_id), number, PersonId(record.scope)): mark
                for record in of_course(session, EnrolmentRecord, course_id)
                for (session_id, number), mark in marks_by_key(record).items()
            }

    def _mark(
        self,
        session: Session,
        course_id: CourseId,
        person_id: PersonId,
        key: str,
        given: LessonMark,
    ) -> None:
        record = record_of(session, EnrolmentRecord, enrolment_id(course_id, person_id))
        people = people_here(session, [person_id])
        if record.status == "waiting" or person_id not in people:
            raise NotFoundError(_("That person is not on the course."))
        permit = permit_of(people[person_id])
        changed = dict(record.marks)
        if given.mark is Mark.UNMARKED:
            changed.pop(key, None)
        else:
            changed[key] = written(permitted_reason(given, permit))
        record.marks = changed

    def _held(self, session: Session, course_id: CourseId, session_id: SessionId) -> int:
        """Return how many lessons a session has that may be marked by now."""
        placed = session_of(session_record(session, course_id, session_id))
        if placed.placement is None:
            raise NotFoundError(_("That lesson is not in the plan."))
        if placed.placement.day > self._store.today():
            raise InputError(_("That lesson has not been held yet."), field="lesson")
        return placed.lessons

    def _slots(self, session: Session, course_id: CourseId) -> tuple[LessonSlot, ...]:
        course = course_of(course_record(session, course_id))
        sessions = map(session_of, of_course(session, SessionRecord, course_id))
        return lesson_slots(course, sessions, self._store.now())
