"""What can be done with courses and their plans."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kbh_desktop.courses.access import require_planning, require_reading
from kbh_desktop.courses.contents import PlanContents, match_all_staff
from kbh_desktop.courses.fields import checked_course
from kbh_desktop.courses.founding import new_course
from kbh_desktop.courses.model import Course, CourseId, TemplateId
from kbh_desktop.courses.planning import stored_plans
from kbh_desktop.courses.records import EnrolmentRecord
from kbh_desktop.courses.schedule import CourseBoard, CourseRow, CourseState, Done, NewCourse
from kbh_desktop.courses.shifting import shift_plan
from kbh_desktop.courses.store import CourseStore, course_record, of_course
from kbh_desktop.courses.stored import course_of
from kbh_desktop.courses.template_store import TemplateStore
from kbh_desktop.courses.timetable import Instance
from kbh_desktop.courses.what_if import WhatIfPlans
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.storage import change_log

if TYPE_CHECKING:
    from kbh_desktop.courses.timetable_import import TimetableImport, TimetablePreview

ON_COURSE = ("enrolled", "finished")


class CourseService(PlanContents):
    """Makes courses and their plans; every deed on a plan can be undone.

    Every method raises NotAllowedError for a role that may not plan, or not even read, and
    NotFoundError for what is not on this device.
    """

    def __init__(self, store: CourseStore) -> None:
        super().__init__(store)
        self._what_ifs = WhatIfPlans(store)
        self.templates = TemplateStore(store)

    def list(self) -> tuple[CourseRow, ...]:
        """Return the courses, the one that begins last first; without plans being tried out."""
        require_reading(self._store.actor)
        with self._store.read() as session:
            plans = stored_plans(session)
            count = _participants(session)
        today = self._store.today()
        rows = [
            _row(plans.board(record.id), count[record.id], today)
            for record in plans.courses.values()
            if not record.what_if_of
        ]
        return tuple(sorted(rows, key=lambda row: (row.first_day, row.title), reverse=True))

    def get(self, course_id: CourseId) -> Course:
        """Return one course."""
        require_reading(self._store.actor)
        with self._store.read() as session:
            return course_of(course_record(session, course_id))

    def create(self, wanted: NewCourse) -> Course:
        """Make a course from its template; all its sessions lie in the tray.

        Raises:
            InputError: a field can't hold what is wanted.
        """
        require_planning(self._store.actor)
        records = new_course(wanted, self.templates.get(TemplateId(wanted.template_id)))
        with self._store.write() as session:
            session.add_all(records)
            session.flush()
            made = records[0]
            return course_of(course_record(session, made.id))

    def change(self, course_id: CourseId, **fields: Any) -> Done:  # noqa: ANN401 - fields of Course
        """Change fields of a course; its plan follows to other weeks or other languages.

        What would fall on a closed day goes to the tray; interpreters are matched anew.

        Raises:
            InputError: a field can't hold that.
        """
        require_planning(self._store.actor)
        good = checked_course(fields)
        with self._store.step(course_id, _("Change the course")) as step:
            record = course_record(step.session, course_id)
            before, old = record.languages, course_of(record).calendar
            step.change(record, **good)
            if before != record.languages:
                match_all_staff(step, record, before)
            new = course_of(record).calendar
            if old.weeks != new.weeks:
                shift_plan(step, course_id, old, new)
        return step.done

    def remove(self, course_id: CourseId) -> None:
        """Remove a course on which nobody ever had a place.

        Raises:
            InputError: there are participants.
        """
        require_planning(self._store.actor)
        with self._store.write() as session:
            record = course_record(session, course_id)
            if of_course(session, EnrolmentRecord, course_id):
                raise InputError(_("A course with participants can't be removed."))
            for tried in self._what_ifs.of(course_id):
                change_log.delete_record(session, course_record(session, tried.id))
            change_log.delete_record(session, record)

    def copy(self, course_id: CourseId, title: str, first_day: date) -> Course:
        """Make another course like this one, from `first_day` on.

        Raises:
            InputError: there is no title, or that can't be a first day.
        """
        return self._what_ifs.copy(course_id, title, first_day)

    def what_if(self, course_id: CourseId) -> Course:
        """Make a plan beside that of the course, to try something out."""
        return self._what_ifs.what_if(course_id)

    def what_ifs(self, course_id: CourseId) -> tuple[Course, ...]:
        """Return the plans that are being tried out for a course."""
        require_reading(self._store.actor)
        return self._what_ifs.of(course_id)

    def adopt(self, what_if_id: CourseId) -> Done:
        """Let the course have the plan that was tried out."""
        return self._what_ifs.adopt(what_if_id)

    def discard(self, what_if_id: CourseId) -> None:
        """Drop a plan that was tried out."""
        self._what_ifs.discard(what_if_id)

    def import_timetable(self, course_id: CourseId, path: Path) -> "TimetablePreview":
        """Return what taking in a Danish timetable (.ics or .xlsx) would change.

        Raises:
            InputError: it is no timetable, or has nothing in the weeks of the course.
        """
        return self._timetables().preview(course_id, path)

    def apply_timetable(
        self, course_id: CourseId, preview: "TimetablePreview", *, remove_gone: bool = True
    ) -> Done:
        """Take in what `import_timetable` showed, as one step."""
        return self._timetables().apply(course_id, preview, remove_gone=remove_gone)

    def _timetables(self) -> "TimetableImport":
        from kbh_desktop.courses.timetable_import import (  # noqa: PLC0415 - slow to import
            TimetableImport,
        )

        return TimetableImport(self._store)

    def board(self, course_id: CourseId) -> CourseBoard:
        """Return the plan of a course, judged."""
        require_reading(self._store.actor)
        with self._store.read() as session:
            course_record(session, course_id)
            return stored_plans(session, course_id).board(course_id)

    def instance(self, course_ids: Sequence[CourseId]) -> Instance:
        """Return what several courses are planned from together, sharing people and rooms.

        Hand each course its own part of the plan with `apply`.
        """
        require_reading(self._store.actor)
        with self._store.read() as session:
            for each in course_ids:
                course_record(session, each)
            return stored_plans(session).instance(course_ids)

    def boards(self) -> tuple[CourseBoard, ...]:
        """Return the plans of all courses, without those being tried out."""
        require_reading(self._store.actor)
        with self._store.read() as session:
            plans = stored_plans(session)
        return tuple(
            plans.board(record.id) for record in plans.courses.values() if not record.what_if_of
        )


def _participants(session: Session) -> Counter[str]:
    query = (
        select(EnrolmentRecord.course_id, func.count().label("people"))
        .where(EnrolmentRecord.state != "deleted", EnrolmentRecord.status.in_(ON_COURSE))
        .group_by(EnrolmentRecord.course_id)
    )
    return Counter({row.course_id: row.people for row in session.execute(query)})


def _row(board: CourseBoard, participants: int, today: date) -> CourseRow:
    course, days = board.course, board.calendar.open_days
    first, last = days[0], days[-1]
    state: CourseState = "running"
    if today < first:
        state = "planned"
    elif today > last:
        state = "finished"
    return CourseRow(
        id=course.id,
        title=course.title,
        centre=course.centre,
        first_day=first,
        last_day=last,
        weeks=tuple(f"{week.year}-W{week.number:02}" for week in board.calendar.weeks),
        participants=participants,
        capacity=course.capacity,
        placed=len(board.placements),
        sessions=len(board.sessions),
        conflicts=len(board.conflicts),
        state=state,
        what_if_of=course.what_if_of,
    )
