"""A plan moved to other weeks: the same weekday and lesson of the same course week."""

from datetime import date

from kbh_desktop.courses.calendar import CourseCalendar
from kbh_desktop.courses.records import BlockRecord, SessionRecord
from kbh_desktop.courses.steps import Pen
from kbh_desktop.courses.store import of_course
from kbh_desktop.courses.stored import placement_fields, session_of
from kbh_desktop.courses.timetable import Placement

_FIXED = ("time", "all")


def moved_day(day: date, old: CourseCalendar, new: CourseCalendar) -> date | None:
    """Return the weekday of the course week that `day` was in; None where that is closed."""
    for before, after in zip(old.weeks, new.weeks, strict=False):
        if day in before.workdays:
            found = after.workdays[day.weekday()]
            return None if found in new.closed else found
    return None


def shift_plan(pen: Pen, course_id: str, old: CourseCalendar, new: CourseCalendar) -> None:
    """Move the sessions of a course and its usual Danish mornings from old weeks to new ones.

    What falls on a closed day goes to the tray. Sessions locked in time stay, and so do blocks of
    a timetable that was read in: their dates are facts.
    """
    for record in of_course(pen.session, SessionRecord, course_id):
        stands = session_of(record)
        if stands.placement is None or stands.lock in _FIXED:
            continue
        day = moved_day(stands.placement.day, old, new)
        at = Placement(day, stands.placement.slot, stands.placement.resources) if day else None
        unlocked = {} if at else {"lock": ""}
        pen.change(record, **placement_fields(at), **unlocked)
    for block in of_course(pen.session, BlockRecord, course_id):
        if block.kind == "danish" and not block.source:
            day = moved_day(date.fromisoformat(block.day), old, new)
            if day is None:
                pen.remove(block)
            else:
                pen.change(block, day=day.isoformat())
