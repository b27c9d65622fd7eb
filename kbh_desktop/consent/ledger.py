"""Reading and writing what people agreed to, inside a transaction."""

from collections.abc import Iterable
from datetime import date
from hashlib import blake2b
from typing import Any, cast

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from kbh_desktop.consent.model import Consent, Said, Statement, cautious, newest_first, together
from kbh_desktop.consent.records import ConsentRecord
from kbh_desktop.ids import PersonId
from kbh_desktop.people.aliases import registrations
from kbh_desktop.storage import change_log

_SAID = "said"
_ID_BYTES = 16


def record_id(person_id: str, purpose: str) -> str:
    """Return the id that every laptop works out alike."""
    text = f"consent\n{person_id}\n{purpose}"
    return blake2b(text.encode(), digest_size=_ID_BYTES).hexdigest()


def consents(session: Session, person_id: str) -> dict[str, Consent]:
    """Return what a person said, by purpose."""
    scopes = registrations(session, person_id)
    records = session.scalars(select(ConsentRecord).where(ConsentRecord.scope.in_(scopes))).all()
    disputed: dict[str, tuple[Said, ...]] = {}
    for scope in {record.scope for record in records if record.conflicts}:
        disputed |= _disputed(session, scope)
    found: dict[str, Consent] = {}
    for record in records:
        one = _consent(record, disputed.get(record.id, ()))
        found[one.purpose] = together(found[one.purpose], one) if one.purpose in found else one
    return found


def note(session: Session, person_id: str, purpose: str, statement: Statement) -> None:
    """Write down what the person said; it decides what was disputed, as it has seen both."""
    session.flush()
    record = session.get(ConsentRecord, record_id(person_id, purpose))
    if record is None:
        record = ConsentRecord(id=record_id(person_id, purpose), scope=person_id, purpose=purpose)
        session.add(record)
    record.statements = {**record.statements, statement.id: _as_json(statement)}
    record.said = statement.said
    session.flush()


def people_who_withdrew(session: Session, purposes: Iterable[str]) -> frozenset[PersonId]:
    """Return the people who took one of `purposes` back, somewhere at least."""
    wanted, record = frozenset(purposes), ConsentRecord
    query = select(record.scope).where(
        record.purpose.in_(wanted), or_(record.said == "withdrawn", record.conflicts > 0)
    )
    return frozenset(
        PersonId(person)
        for person in session.scalars(query.distinct()).all()
        if any(
            each.said == "withdrawn"
            for key, each in consents(session, person).items()
            if key in wanted
        )
    )


def _disputed(session: Session, person_id: str) -> dict[str, tuple[Said, ...]]:
    return {
        conflict.record_id: tuple(cast("Said", head.value or "") for head in conflict.heads)
        for conflict in change_log.conflicts(session, person_id)
        if conflict.field == _SAID
    }


def _consent(record: ConsentRecord, disputed: tuple[Said, ...]) -> Consent:
    said = cautious(disputed) if disputed else cast("Said", record.said)
    found = [_statement(key, value) for key, value in record.statements.items()]
    return Consent(record.purpose, said, bool(disputed), newest_first(found))


def _as_json(statement: Statement) -> dict[str, Any]:
    return {
        "said": statement.said,
        "on": statement.said_on.isoformat(),
        "how": statement.how,
        "by": statement.taken_by,
        "at": statement.noted_at,
        "language": statement.language,
        "version": statement.text_version,
        "interview": statement.interview_id,
    }


def _statement(key: str, value: dict[str, Any]) -> Statement:
    return Statement(
        id=key,
        said=value["said"],
        said_on=date.fromisoformat(value["on"]),
        how=value["how"],
        taken_by=value["by"],
        noted_at=value["at"],
        language=value["language"],
        text_version=value["version"],
        interview_id=value["interview"],
    )
