"""The clock of every person in one table, which lists are sorted and counted by in SQL.

It is derived: what changed since it was last brought up to date is found in the change log, so
nobody who writes about people has to think of it.
"""

from collections.abc import Sequence
from typing import Any, Final, cast

from sqlalchemy import Select, delete, func, insert, select
from sqlalchemy.orm import Session

from kbh_desktop.ids import PersonId
from kbh_desktop.people.records import PersonIndexRecord, PersonRecord
from kbh_desktop.retention import rules
from kbh_desktop.retention.gathering import facts_of
from kbh_desktop.retention.model import DueOrder, DuePage, DueRow
from kbh_desktop.retention.records import RetentionClockRecord
from kbh_desktop.storage.base import WHOLE_OFFICE
from kbh_desktop.storage.batches import batches
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.tables import ChangeRecord

_SEEN: Final = "retention_seen"
_CLOCK = RetentionClockRecord


def catch_up(database: Database, municipality: str) -> None:
    """Bring the clocks up to date; at first about 10 s for 100,000 people, then at once."""
    with database.read() as session:
        newest = session.scalar(select(func.max(ChangeRecord.arrival))) or 0
        if _standing(database, session) == [newest, rules.version(), municipality]:
            return
    with database.write() as session:
        standing = _standing(database, session)
        newest = session.scalar(select(func.max(ChangeRecord.arrival))) or 0
        same = standing[1:] == [rules.version(), municipality] and standing[0] <= newest
        query = select(ChangeRecord.scope).where(
            ChangeRecord.arrival > (standing[0] if same else 0),
            ChangeRecord.scope != WHOLE_OFFICE,
        )
        for part in batches(session.scalars(query.distinct()).all()):
            refresh(session, part, municipality)
        database.meta_set(session, _SEEN, [newest, rules.version(), municipality])


def refresh(session: Session, person_ids: Sequence[str], municipality: str) -> None:
    """Work the clocks of some people out anew."""
    session.execute(delete(_CLOCK).where(_CLOCK.person_id.in_(person_ids)))
    rows = [
        {
            "person_id": person_id,
            "rule": due.rule.key,
            "due_on": due.due_on.isoformat(),
            "is_extended": due.extension is not None,
            "waits_for_journal": due.waits_for_journal,
        }
        for person_id, facts in facts_of(session, person_ids, municipality).items()
        for due in rules.clock(facts)
    ]
    if rows:
        session.execute(insert(_CLOCK), rows)


def page(session: Session, until: str, order: DueOrder, limit: int, offset: int) -> DuePage:
    """Return one window of what is due by the day `until` (ISO)."""
    total = session.scalar(_due(until, select(func.count()).select_from(_CLOCK))) or 0
    by = {
        "due": (_CLOCK.due_on, PersonIndexRecord.sort_name),
        "name": (PersonIndexRecord.sort_name, _CLOCK.due_on),
    }[order]
    query = _due(until, select(_CLOCK)).order_by(*by, _CLOCK.person_id, _CLOCK.rule)
    found = session.scalars(query.limit(limit).offset(offset)).all()
    return DuePage(tuple(map(_row, found)), total)


def _due(until: str, query: Select[Any]) -> Select[Any]:
    """Return the query cut to what is due about people who are here."""
    return (
        query.join(PersonRecord, PersonRecord.id == _CLOCK.person_id)
        .join(PersonIndexRecord, PersonIndexRecord.person_id == _CLOCK.person_id, isouter=True)
        .where(_CLOCK.due_on <= until, PersonRecord.state != "deleted")
    )


def _row(record: RetentionClockRecord) -> DueRow:
    return DueRow(
        person_id=PersonId(record.person_id),
        rule=rules.rule(record.rule),
        due_on=rules.last_day(record.due_on),
        is_extended=record.is_extended,
        waits_for_journal=record.waits_for_journal,
    )


def _standing(database: Database, session: Session) -> list[Any]:
    found = cast("list[Any] | None", database.meta_get(session, _SEEN))
    return found or [0, "", ""]
