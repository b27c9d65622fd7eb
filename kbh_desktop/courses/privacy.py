"""What may be kept and shown of people on courses, and when it has to go.

Of asylum seekers a course keeps the reduced set: name, language, centre, expected municipality,
attendance and visits; no number, nothing about health, no notes. Before a permit the municipality's
basis for more is thin. After a rejection everything about the person goes within 30 days.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from kbh_desktop.courses.applicants import REJECTED, erase_on
from kbh_desktop.courses.attendance import LawfulReason, LessonMark
from kbh_desktop.courses.enrolment import ERASE_AFTER_DAYS
from kbh_desktop.courses.model import Permit
from kbh_desktop.courses.records import EnrolmentRecord
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _, n_
from kbh_desktop.ids import PersonId
from kbh_desktop.storage.database import Database

REDUCED_FIELDS = frozenset(
    {"name", "language", "centre", "municipality", "attendance", "visits", "status"}
)
"""What is kept of an asylum seeker on a course."""
_ABOUT_HEALTH = frozenset({LawfulReason.ILLNESS, LawfulReason.CHILD_ILL})


def may_keep(field: str, permit: Permit) -> bool:
    """Return whether a course may keep that of somebody with such a permit."""
    return permit == "permit" or field in REDUCED_FIELDS


def permitted_reason(mark: LessonMark, permit: Permit) -> LessonMark:
    """Return the mark without what it says about the health of an asylum seeker."""
    if mark.reason in _ABOUT_HEALTH and not may_keep("health", permit):
        return replace(mark, reason=LawfulReason.OTHER)
    return mark


def check_note(note: str, permit: Permit) -> str:
    """Return the note that may be kept.

    Raises:
        InputError: there is one about an asylum seeker.
    """
    if note.strip() and not may_keep("note", permit):
        text = _("Of asylum seekers no notes are kept on a course. Leave it empty.")
        raise InputError(text, field="note")
    return note.strip()


def agreement_notice(permit: Permit) -> str:
    """Return what must be asked of somebody who gets a place; empty for nothing."""
    if permit != "asylum_seeker":
        return ""
    return _("Ask whether the municipalities of the course may share what is needed, and note it.")


def due_erasures(session: Session, today: date) -> tuple[PersonId, ...]:
    """Return the people everything about whom has to go by today."""
    query = select(EnrolmentRecord).where(
        EnrolmentRecord.exit_reason == REJECTED, EnrolmentRecord.state != "deleted"
    )
    due = {
        record.scope
        for record in session.scalars(query)
        if (day := erase_on(record)) is not None and day <= today
    }
    return tuple(PersonId(person) for person in sorted(due))


def erase_due(
    database: Database, today: date, erase: Callable[[PersonId, str], None]
) -> tuple[str, ...]:
    """Erase the people whose 30 days are over and return what to tell whoever opens the vault."""
    with database.read() as session:
        due = due_erasures(session, today)
    for person in due:
        erase(person, REJECTED)  # all registrations of the person
    if not due:
        return ()
    text = n_(
        "The data of {count} person on a course were erased, {days} days after the rejection.",
        "The data of {count} people on courses were erased, {days} days after the rejection.",
        len(due),
    )
    return (text.format(count=len(due), days=ERASE_AFTER_DAYS),)
