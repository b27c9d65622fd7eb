"""Everything that courses hold about one person, for whoever asks what is held about them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from kbh_desktop.courses.labels import mark_words
from kbh_desktop.courses.marks import read_mark
from kbh_desktop.courses.records import (
    CourseRecord,
    EnrolmentRecord,
    PlacementStartRecord,
    ResourceRecord,
    SessionRecord,
    TalkRecord,
    VisitRecord,
)
from kbh_desktop.courses.stored import placement_of, text_of
from kbh_desktop.i18n import _, short_date
from kbh_desktop.people.aliases import registrations

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class HeldOnCourse:
    """What one course holds about a person, as label and value."""

    title: str
    rows: tuple[Row, ...] = field(repr=False)


def held_about(session: Session, person_id: str) -> tuple[HeldOnCourse, ...]:
    """Return what each course holds about a person, marks and notes too."""
    query = select(EnrolmentRecord).where(
        EnrolmentRecord.scope.in_(registrations(session, person_id)),
        EnrolmentRecord.state != "deleted",
    )
    found = []
    for record in session.scalars(query.order_by(EnrolmentRecord.enrolled_on)):
        course = session.get(CourseRecord, record.course_id)
        rows = (
            *_enrolment(record),
            *_visits(session, record),
            *_talks(session, record),
            *_placements(session, record),
            *_marks(session, record),
        )
        found.append(HeldOnCourse(course.title if course else "", tuple(rows)))
    return tuple(found)


def _enrolment(record: EnrolmentRecord) -> Iterator[Row]:
    status = {
        "enrolled": _("has a place"),
        "waiting": _("on the waiting list"),
        "left": _("left the course"),
        "finished": _("finished the course"),
    }
    yield _("Status"), status.get(record.status, record.status)
    for label, value in (
        (_("Applied on"), record.applied_on),
        (_("Place since"), record.enrolled_on),
        (_("Agreed to sharing on"), record.agreed_on),
        (_("Left on"), record.left_on),
    ):
        if value:
            yield label, _date(value)
    if record.exit_reason:
        yield _("Why the person left"), exit_words(record.exit_reason)


def exit_words(reason: str) -> str:
    """Return the words for why somebody left a course."""
    return {
        "asylum_rejected": _("application for asylum rejected"),
        "other_municipality": _("placed in another municipality"),
        "moved": _("moved before the end"),
        "illness": _("illness"),
        "job": _("got a job"),
        "own_wish": _("own wish"),
    }.get(reason, reason)


def _visits(session: Session, record: EnrolmentRecord) -> Iterator[Row]:
    for visit_id in sorted(record.visits):
        visit = session.get(VisitRecord, visit_id)
        if visit is not None:
            yield _("Company visit"), " ".join(filter(None, (visit.firm, _date(visit.day))))


def _talks(session: Session, record: EnrolmentRecord) -> Iterator[Row]:
    query = select(TalkRecord).where(
        TalkRecord.scope == record.scope,
        TalkRecord.course_id == record.course_id,
        TalkRecord.state != "deleted",
    )
    for talk in session.scalars(query.order_by(TalkRecord.day, TalkRecord.starts)):
        with_whom = session.get(ResourceRecord, talk.resource_id) if talk.resource_id else None
        parts = (_date(talk.day), talk.starts, with_whom.name if with_whom else "", talk.note)
        yield _("Individual talk"), " ".join(filter(None, parts))


def _placements(session: Session, record: EnrolmentRecord) -> Iterator[Row]:
    query = select(PlacementStartRecord).where(
        PlacementStartRecord.scope == record.scope,
        PlacementStartRecord.course_id == record.course_id,
        PlacementStartRecord.state != "deleted",
    )
    for start in session.scalars(query.order_by(PlacementStartRecord.starts_on)):
        parts = (start.firm, _date(start.starts_on), start.note)
        yield _("Work placement"), " ".join(filter(None, parts))


def _marks(session: Session, record: EnrolmentRecord) -> Iterator[Row]:
    """Return the marks in the order of time; a lesson that is gone has no time any more."""
    rows = []
    for key, mark in record.marks.items():
        session_id, _slash, number = key.rpartition("/")
        planned = session.get(SessionRecord, session_id)
        at = placement_of(planned.at, ()) if planned else None
        title = str(text_of(planned.title)) if planned else ""
        day = at.day.isoformat() if at else ""
        lesson = _("lesson {number}").format(number=number)
        label = " ".join(filter(None, (_date(day), title, lesson)))
        rows.append((day, key, label, mark_words(read_mark(mark))))
    for _day, _key, label, words in sorted(rows):
        yield label, words


def _date(text: str) -> str:
    return short_date(date.fromisoformat(text)) if text else ""
