"""What the clocks run by, read from people, interviews, courses and what was decided."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from kbh_desktop.courses.applicants import REJECTED
from kbh_desktop.courses.records import EnrolmentRecord
from kbh_desktop.interviews.records import InterviewRecord, RevisionRecord
from kbh_desktop.people.records import PersonRecord
from kbh_desktop.retention.model import Extension, Facts
from kbh_desktop.retention.records import RetentionRecord
from kbh_desktop.security.health import PREFIX
from kbh_desktop.storage import change_log

CLOSED = "closed"
_ID_BYTES = 16


def retention_id(person_id: str) -> str:
    """Return the id that every device works out alike."""
    return blake2b(f"retention\n{person_id}".encode(), digest_size=_ID_BYTES).hexdigest()


def facts_of(session: Session, person_ids: Sequence[str], municipality: str) -> dict[str, Facts]:
    """Return what the clocks of those of `person_ids` run by who are here.

    `municipality` is the code of the office's own.
    """
    people = session.scalars(
        select(PersonRecord).where(PersonRecord.id.in_(person_ids), PersonRecord.state != "deleted")
    ).all()
    decided = _decided(session, person_ids)
    rejected = _rejected(session, person_ids)
    with_health = _with_health(session, person_ids)
    found = {}
    for person in people:
        record = decided.get(person.id)
        found[person.id] = Facts(
            closed_on=_closed_on(session, person, record),
            rejected_on=rejected.get(person.id, ""),
            elsewhere_on=_elsewhere_on(person, municipality),
            requested_on=record.requested_on if record else "",
            journalised_on=record.journalised_on if record else "",
            has_health=person.id in with_health,
            extensions=extensions_of(record) if record else {},
        )
    return found


def extensions_of(record: RetentionRecord) -> Mapping[str, Extension]:
    """Return what was extended, by rule."""
    return {rule: _extension(value) for rule, value in record.extensions.items()}


def _extension(value: Mapping[str, Any]) -> Extension:
    until = date.fromisoformat(value["until"])
    return Extension(until, value["reason"], value["by"], value["at"])


def _decided(session: Session, person_ids: Sequence[str]) -> dict[str, RetentionRecord]:
    query = select(RetentionRecord).where(RetentionRecord.scope.in_(person_ids))
    return {record.scope: record for record in session.scalars(query)}


def _rejected(session: Session, person_ids: Sequence[str]) -> dict[str, str]:
    query = select(EnrolmentRecord.scope, EnrolmentRecord.left_on).where(
        EnrolmentRecord.scope.in_(person_ids),
        EnrolmentRecord.exit_reason == REJECTED,
        EnrolmentRecord.state != "deleted",
    )
    found: defaultdict[str, str] = defaultdict(str)
    for scope, left_on in session.execute(query):
        found[scope] = max(found[scope], left_on)
    return found


def _with_health(session: Session, person_ids: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for record_class in (InterviewRecord, RevisionRecord):
        answers = type_coerce(record_class.answers, String)
        query = select(record_class.scope).where(
            record_class.scope.in_(person_ids), answers.contains(PREFIX, autoescape=True)
        )
        found |= set(session.scalars(query.distinct()))
    return found


def _elsewhere_on(person: PersonRecord, municipality: str) -> str:
    """Return when another municipality was decided on, unless the person lives in ours."""
    elsewhere = person.municipality_decided not in ("", municipality)
    ours = person.municipality_actual == municipality
    return person.decision_date if elsewhere and not ours else ""


def _closed_on(session: Session, person: PersonRecord, record: RetentionRecord | None) -> str:
    """Return when the case was closed: as somebody wrote it, or when the phase was set."""
    if person.phase != CLOSED:
        return ""
    if record is not None and record.closed_on:
        return record.closed_on
    writes = change_log.history(session, person.id, "phase")
    closing = next((write for write in writes if write.value == CLOSED), None)
    if closing is None:
        return ""
    return datetime.fromisoformat(closing.wall).astimezone().date().isoformat()
