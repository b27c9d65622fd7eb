"""Deleting a person or the answers about health, and what can be proven of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from kbh_desktop.ids import PersonId
from kbh_desktop.interviews.records import InterviewKeyRecord, InterviewRecord
from kbh_desktop.retention import rules
from kbh_desktop.retention.model import Deletion, Holder
from kbh_desktop.retention.records import DeletionRecord
from kbh_desktop.security.health import is_sealed
from kbh_desktop.storage.backup import KEPT, backups
from kbh_desktop.storage.base import Json, synced_entities
from kbh_desktop.storage.change import ERASURE
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.partial_erasure import GONE, erase_part
from kbh_desktop.storage.tables import ChangeRecord, PartialErasureRecord

HEALTH = "health"
_KEYS = "k."
_ANSWERS = "a."


@dataclass(frozen=True, slots=True)
class Peer:
    """A device, and whether it says that it has a change of ours."""

    id: str
    name: str
    confirmed: bool
    revoked: bool


@dataclass(frozen=True, slots=True)
class Around:
    """What retention needs of the exchange and of this vault."""

    municipality: str
    """The code of the office's own."""
    office: str
    """The id of the office, whose word alone empties changes."""
    backups: Path
    """The folder of the daily backups."""
    erase: Callable[[str, str], None]
    """Erases a person everywhere, given the id and a reason."""
    holders: Callable[[str], frozenset[str]]
    """Returns the ids of the devices that work with a person."""
    peers: Callable[[str], Sequence[Peer]]
    """Returns the devices, given the id of a change they should have."""


def count(session: Session, person_ids: Sequence[str]) -> dict[str, int]:
    """Return how many records of each kind there are about people, and how many changes."""
    found = {
        entity: session.scalar(
            select(func.count()).select_from(record).where(record.scope.in_(person_ids))
        )
        or 0
        for entity, record in synced_entities().items()
    }
    changes = select(func.count()).select_from(ChangeRecord)
    held = changes.where(ChangeRecord.scope.in_(person_ids), ChangeRecord.fields.is_not(None))
    found["changes"] = session.scalar(held) or 0
    return {entity: number for entity, number in found.items() if number}


def erase_health(database: Database, session: Session, person_id: str) -> int:
    """Remove the answers about health and the keys to them; return how many values went."""
    gone = erase_part(session, person_id, HEALTH, _without_health, database.hooks)
    forget_keys(session, [person_id])
    return gone


def forget_keys(session: Session, person_ids: Sequence[str]) -> None:
    """Remove this device's own keys to answers about health of some people."""
    interviews = select(InterviewRecord.id).where(InterviewRecord.scope.in_(person_ids))
    session.execute(
        delete(InterviewKeyRecord).where(InterviewKeyRecord.interview_id.in_(interviews)),
        execution_options={"synchronize_session": False},
    )


def newest_partial(session: Session, person_ids: Sequence[str]) -> str:
    """Return the id of the change that tells others of the newest partial erasure."""
    query = (
        select(ChangeRecord.id)
        .where(
            ChangeRecord.scope.in_(person_ids),
            ChangeRecord.entity == PartialErasureRecord.__entity__,
        )
        .order_by(ChangeRecord.arrival.desc())
    )
    return session.scalar(query.limit(1)) or ""


def erasing_change(session: Session, person_ids: Sequence[str]) -> str:
    """Return the id of the change that tells others that somebody was erased."""
    query = (
        select(ChangeRecord.id)
        .where(ChangeRecord.scope.in_(person_ids), ChangeRecord.kind == ERASURE)
        .order_by(ChangeRecord.arrival.desc())
    )
    return session.scalar(query.limit(1)) or ""


def proof(record: DeletionRecord, around: Around) -> Deletion:
    """Return what can be proven of a deletion today."""
    at = datetime.fromisoformat(record.begun_at)
    before = _backups_before(around.backups, at.astimezone().date())
    return Deletion(
        id=record.id,
        person_id=PersonId(record.person_id),
        rule=rules.rule(record.rule),
        deleted_at=at,
        deleted_by=record.deleted_by,
        reason=record.reason,
        counts=dict(record.counts),
        holders=tuple(
            Holder(peer.name, peer.id in record.held_by, peer.confirmed, peer.revoked)
            for peer in around.peers(record.change_id)
        ),
        backups=before,
        backups_gone_by=before[0] + timedelta(days=KEPT) if before else None,
    )


def _backups_before(folder: Path, day: date) -> tuple[date, ...]:
    """Return the days of the backups that were made before or on the day of the deletion."""
    made = (date.fromisoformat(path.stem.removeprefix("vault-")) for path in backups(folder))
    return tuple(each for each in made if each <= day)


def _without_health(entity: str, field: str, value: Json) -> object:
    if entity == InterviewRecord.__entity__ and field.startswith((_KEYS, _ANSWERS)):
        sealed = isinstance(value, str) and is_sealed(value)
        return GONE if sealed or field.startswith(_KEYS) else value
    if entity == "interview_revision" and field == "answers" and isinstance(value, dict):
        return {key: each for key, each in value.items() if not is_sealed(str(each))}
    return value
