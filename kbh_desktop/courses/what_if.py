"""Copies of courses: another course with the same plan, or another plan of the same course."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from kbh_desktop.courses.access import require_planning
from kbh_desktop.courses.calendar import CourseCalendar
from kbh_desktop.courses.fields import checked_course
from kbh_desktop.courses.founding import block_record
from kbh_desktop.courses.model import Course, CourseId, SessionId
from kbh_desktop.courses.records import BlockRecord, CourseRecord, SessionRecord
from kbh_desktop.courses.schedule import CourseSession, Done
from kbh_desktop.courses.shifting import moved_day
from kbh_desktop.courses.steps import Pen
from kbh_desktop.courses.store import CourseStore, course_record, of_course, present_courses
from kbh_desktop.courses.stored import block_of, course_of, session_fields, session_of
from kbh_desktop.courses.timetable import Placement
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.ids import new_id
from kbh_desktop.storage import change_log
from kbh_desktop.storage.base import WHOLE_OFFICE

_COURSE_COLUMNS = (
    "template",
    "centre",
    "weeks",
    "municipalities",
    "languages",
    "capacity",
    "modules",
    "aims",
    "notice",
)
Changed = Callable[[CourseSession], CourseSession]


class WhatIfPlans:
    """Copies courses, and brings a plan that was tried out back."""

    def __init__(self, store: CourseStore) -> None:
        self._store = store

    def copy(self, course_id: CourseId, title: str, first_day: date) -> Course:
        """Make another course with the sessions on the same weekdays of the same course weeks.

        Times that fall on a closed day, and all people and rooms, are left to be planned.

        Raises:
            InputError: there is no title, or that can't be a first day.
        """
        require_planning(self._store.actor)
        with self._store.write() as session:
            original = course_record(session, course_id)
            fields = checked_course({"title": title, "first_day": first_day})
            made = _copy_of(original, **fields)
            session.add(made)
            old, new = course_of(original).calendar, course_of(made).calendar
            _copy_sessions(
                session,
                original.id,
                made.id,
                lambda each: replace(each, lock=None, placement=_moved(each.placement, old, new)),
            )
            return course_of(made)

    def what_if(self, course_id: CourseId) -> Course:
        """Make a plan beside that of the course, to try something out; nothing is booked by it."""
        require_planning(self._store.actor)
        with self._store.write() as session:
            original = course_record(session, course_id)
            made = _copy_of(
                original,
                title=_("{title} – what if").format(title=original.title),
                first_day=original.first_day,
                closed_days=original.closed_days,
                what_if_of=original.what_if_of or original.id,
            )
            session.add(made)
            _copy_sessions(
                session,
                original.id,
                made.id,
                lambda each: replace(each, origin=each.origin if original.what_if_of else each.id),
            )
            for block in of_course(session, BlockRecord, original.id):
                session.add(block_record(made.id, block_of(block)))
            return course_of(made)

    def adopt(self, what_if_id: CourseId) -> Done:
        """Let the course have the plan that was tried out, as one step, and drop the copy.

        Raises:
            InputError: that is no what-if plan.
        """
        require_planning(self._store.actor)
        with self._store.read() as session:
            target = course_record(session, what_if_id).what_if_of
        if not target:
            raise InputError(_("That is no plan that was tried out."))
        with self._store.step(target, _("Take over the plan that was tried out")) as step:
            _bring_back(step, target, what_if_id)
            change_log.delete_record(step.session, course_record(step.session, what_if_id))
        return step.done

    def discard(self, what_if_id: CourseId) -> None:
        """Drop a plan that was tried out.

        Raises:
            InputError: that is no what-if plan.
        """
        require_planning(self._store.actor)
        with self._store.write() as session:
            record = course_record(session, what_if_id)
            if not record.what_if_of:
                raise InputError(_("That is no plan that was tried out."))
            change_log.delete_record(session, record)

    def of(self, course_id: CourseId) -> tuple[Course, ...]:
        """Return the plans that are being tried out for a course."""
        with self._store.read() as session:
            tried = [each for each in present_courses(session) if each.what_if_of == course_id]
        return tuple(map(course_of, sorted(tried, key=lambda each: (each.title, each.id))))


def _copy_of(original: CourseRecord, **fields: object) -> CourseRecord:
    same = {name: getattr(original, name) for name in _COURSE_COLUMNS}
    return CourseRecord(id=new_id(), scope=WHOLE_OFFICE, **(same | fields))


def _copy_sessions(session: Session, old_id: str, new_course: str, changed: Changed) -> None:
    records = sorted(of_course(session, SessionRecord, old_id), key=lambda each: each.position)
    ids = {record.id: SessionId(new_id()) for record in records}
    for record in records:
        each = changed(session_of(record))
        after = tuple(ids[before] for before in each.after if before in ids)
        made = replace(each, course=CourseId(new_course), after=after)
        session.add(
            SessionRecord(
                id=ids[record.id],
                scope=WHOLE_OFFICE,
                **session_fields(made),
            )
        )


def _moved(
    placement: Placement | None, old: CourseCalendar, new: CourseCalendar
) -> Placement | None:
    """Return the same lesson on the day it moves to, without people and rooms."""
    day = moved_day(placement.day, old, new) if placement else None
    return Placement(day, placement.slot) if placement and day else None


def _bring_back(pen: Pen, target: str, what_if_id: str) -> None:
    """Make the sessions of `target` what those of the copy are."""
    ours = {each.id: each for each in of_course(pen.session, SessionRecord, target)}
    tried = of_course(pen.session, SessionRecord, what_if_id)
    ids = {each.id: each.origin if each.origin in ours else new_id() for each in tried}
    for record in tried:
        each = session_of(record)
        after = tuple(SessionId(ids[before]) for before in each.after if before in ids)
        made = replace(each, course=CourseId(target), after=after)
        original = ours.pop(ids[record.id], None)
        if original is None:
            fields = session_fields(replace(made, origin=""))
            pen.add(SessionRecord(id=ids[record.id], scope=WHOLE_OFFICE, **fields))
        else:
            pen.change(original, **session_fields(replace(made, origin=original.origin)))
    for gone in ours.values():
        pen.remove(gone)
