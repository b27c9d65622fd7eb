"""Which events the calendars of a course, a teacher or a participant hold."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kbh_desktop.courses.applicants import enrolment_id
from kbh_desktop.courses.calendar_file import CalendarEvent
from kbh_desktop.courses.model import Course
from kbh_desktop.courses.planning import course_grid
from kbh_desktop.courses.records import (
    BlockRecord,
    CourseRecord,
    EnrolmentRecord,
    ResourceRecord,
    SessionRecord,
    TalkRecord,
    VisitRecord,
)
from kbh_desktop.courses.schedule import ends_at, plus_minutes
from kbh_desktop.courses.store import of_course, record_of
from kbh_desktop.courses.stored import block_of, course_of, placement_of, session_of
from kbh_desktop.courses.talks import talk_of
from kbh_desktop.courses.timetable import NOT_PEOPLE, Placement
from kbh_desktop.courses.wording import kind_name, place_name, session_kind_name
from kbh_desktop.errors import NotFoundError
from kbh_desktop.i18n import _
from kbh_desktop.storage import change_log
from kbh_desktop.storage.base import SyncedRecord
from kbh_desktop.storage.change import DELETED

VISIT_MINUTES = 180
"""How long a visit lasts that has no session of its own."""
_TELLING = frozenset({"at", "staff", "lessons", "title", "place", DELETED})
"""Columns of a session that its event shows."""

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Past:
    """What the change log says of one session."""

    sequence: int
    changed_at: datetime
    placements: tuple[Placement, ...]
    """Where it was placed in turn, the newest last."""


def past_of(session: Session, record: SessionRecord) -> Past:
    """Return how often a session changed, and where it has been placed."""
    writes = reversed(change_log.history(session, record.id))
    moments: list[datetime] = []
    placements: list[Placement] = []
    stands: dict[str, Any] = {"at": "", "staff": []}
    for _change, written in groupby(writes, key=lambda write: write.change_id):
        telling = [write for write in written if write.field in _TELLING]
        if not telling:
            continue
        moments.append(datetime.fromisoformat(telling[0].wall))
        stands |= {write.field: write.value for write in telling}
        found = placement_of(stands["at"], stands["staff"])
        if found is not None:
            placements.append(found)
    return Past(max(0, len(moments) - 1), max(moments, default=_NEVER), tuple(placements))


def course_events(session: Session, course_id: str) -> list[CalendarEvent]:
    """Return the sessions of a course, placed or once placed."""
    course = course_of(record_of(session, CourseRecord, course_id))
    records = session.scalars(select(SessionRecord).where(SessionRecord.course_id == course_id))
    found = []
    for record in records:
        past = past_of(session, record)
        now = session_of(record).placement if record.state != "deleted" else None
        last = now or (past.placements[-1] if past.placements else None)
        if last is not None:
            found.append(_event(session, course, record, past, last, cancelled=now is None))
    return found


def resource_events(session: Session, resource_id: str) -> list[CalendarEvent]:
    """Return the sessions of all courses that a resource is or was placed in, and its talks."""
    courses = select(CourseRecord).where(
        CourseRecord.what_if_of == "", CourseRecord.first_day != ""
    )
    found = []
    for course_record in session.scalars(courses):
        course = course_of(course_record)
        removed = course_record.state == "deleted"
        query = select(SessionRecord).where(SessionRecord.course_id == course.id)
        for record in session.scalars(query):
            past = past_of(session, record)
            with_it = [each for each in past.placements if resource_id in each.resources]
            if not with_it:
                continue
            now = None if removed or record.state == "deleted" else session_of(record).placement
            stays = now is not None and resource_id in now.resources
            last = now if now is not None and stays else with_it[-1]
            found.append(_event(session, course, record, past, last, cancelled=not stays))
    talks = select(TalkRecord).where(TalkRecord.resource_id == resource_id)
    return [*found, *(_talk(session, talk) for talk in session.scalars(talks))]


def participant_events(session: Session, course_id: str, person_id: str) -> list[CalendarEvent]:
    """Return all that one participant should come to: sessions, Danish, visits and talks.

    Raises:
        NotFoundError: the person is not on the course as far as this device knows.
    """
    enrolment = session.get(EnrolmentRecord, enrolment_id(course_id, person_id))
    if enrolment is None or enrolment.state == "deleted":
        raise NotFoundError(_("That person is not on the course."))
    blocks = session.scalars(select(BlockRecord).where(BlockRecord.course_id == course_id))
    talks = session.scalars(
        select(TalkRecord).where(TalkRecord.course_id == course_id, TalkRecord.scope == person_id)
    )
    visits = (each for each in of_course(session, VisitRecord, course_id))
    return [
        *course_events(session, course_id),
        *(_block(session, each) for each in blocks),
        *(_talk(session, each) for each in talks),
        *_visits(session, visits, enrolment),
    ]


def _event(
    session: Session,
    course: Course,
    record: SessionRecord,
    past: Past,
    at: Placement,
    *,
    cancelled: bool,
) -> CalendarEvent:
    grid, each = course_grid(course.calendar), session_of(record)
    staff = _staff(session, at.resources)
    rooms = [name for kind, name in staff if kind in NOT_PEOPLE]
    people = [f"{kind_name(kind)}: {name}" for kind, name in staff if kind not in NOT_PEOPLE]
    return CalendarEvent(
        id=record.id,
        title=f"{each.title} ({course.title})",
        day=at.day,
        starts=grid.starts_at(at.slot),
        ends=ends_at(grid, at.slot, each.lessons),
        changed_at=past.changed_at,
        sequence=past.sequence,
        cancelled=cancelled,
        place=", ".join([place_name(each.place or course.centre), *rooms]),
        words="\n".join(word[:1].upper() + word[1:] for word in people),
        category=session_kind_name(each.kind),
    )


def _staff(session: Session, ids: Sequence[str]) -> list[tuple[str, str]]:
    found = (session.get(ResourceRecord, each) for each in ids if each)
    return [(record.kind, record.name) for record in found if record is not None]


def _changes(session: Session, record: SyncedRecord) -> tuple[int, datetime]:
    writes = change_log.history(session, record.id)
    moments = {write.change_id: datetime.fromisoformat(write.wall) for write in writes}
    return max(0, len(moments) - 1), max(moments.values())


def _block(session: Session, record: BlockRecord) -> CalendarEvent:
    block = block_of(record)
    sequence, changed_at = _changes(session, record)
    return CalendarEvent(
        id=record.id,
        title=block.title,
        day=block.day,
        starts=block.starts,
        ends=block.ends,
        changed_at=changed_at,
        sequence=sequence,
        cancelled=record.state == "deleted",
    )


def _talk(session: Session, record: TalkRecord) -> CalendarEvent:
    talk = talk_of(record)
    sequence, changed_at = _changes(session, record)
    return CalendarEvent(
        id=record.id,
        title=_("Individual talk"),
        day=talk.day,
        starts=talk.starts,
        ends=talk.ends,
        changed_at=changed_at,
        sequence=sequence,
        cancelled=record.state == "deleted",
    )


def _visits(
    session: Session, records: Iterable[VisitRecord], enrolment: EnrolmentRecord
) -> Iterator[CalendarEvent]:
    """Return visits with a time of their own; those in a session are events already."""
    for record in records:
        if record.id in enrolment.visits and record.day and record.starts and not record.session_id:
            sequence, changed_at = _changes(session, record)
            starts = datetime.fromisoformat(f"{record.day}T{record.starts}")
            yield CalendarEvent(
                id=record.id,
                title=_("Company visit: {firm}").format(firm=record.firm),
                day=starts.date(),
                starts=starts.time(),
                ends=plus_minutes(starts.time(), VISIT_MINUTES),
                changed_at=changed_at,
                sequence=sequence,
                place=record.address,
                words=record.safety_gear,
            )
