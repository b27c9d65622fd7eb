"""Taking some of what is known of a person out of the log, and keeping the rest.

A change that holds any of it is emptied, its content and salt gone, its id and digest kept, so that
the log still verifies. What else it said is written anew by a change that has seen it. Which
changes were emptied is said by a record that travels; a device empties its own copies of them when
it hears of it from the office, and from nobody else.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from kbh_desktop.storage.base import Json
from kbh_desktop.storage.batches import batches
from kbh_desktop.storage.change import WRITE, Place
from kbh_desktop.storage.merge import Write, heads_of
from kbh_desktop.storage.projection import ProjectionHooks, project
from kbh_desktop.storage.tables import ChangeRecord, PartialErasureRecord
from kbh_desktop.storage.writing import append, transaction_of

GONE: Final = object()
"""What a cleaner returns of a field of which nothing stays."""
Cleaner = Callable[[str, str, Json], object]
"""Returns what stays of a field, given the kind of its record, its name and a value of it."""


def erase_part(
    session: Session, scope: str, part: str, clean: Cleaner, hooks: ProjectionHooks
) -> int:
    """Remove what `clean` takes away of everything about the person `scope`.

    Returns how many values went. Call `Database.checkpoint` after the commit.
    """
    session.flush()
    changes = _changes(session, scope)
    cleaned = {change.id: _cleaned(change, clean) for change in changes}
    touched = [change for change in changes if cleaned[change.id] != change.fields]
    if not touched:
        return 0
    current = _current(changes)
    gone = 0
    for change in touched:
        before = change.fields or {}
        stays = cleaned[change.id]
        gone += sum(name not in stays or stays[name] != before[name] for name in before)
        still = {name: stays[name] for name in stays if (change.id, name) in current}
        if still:
            _write_anew(session, change, still)
    ids = [change.id for change in touched]
    records = {change.record_id for change in touched}
    session.add(PartialErasureRecord(scope=scope, part=part, changes=ids))
    session.flush()
    _empty(session, scope, ids)
    project(session, records, hooks)
    return gone


def follow(session: Session, ids: Iterable[str], office: str, hooks: ProjectionHooks) -> None:
    """Empty here what the office says it emptied; `ids` are of its `PartialErasureRecord`s."""
    for part in batches(ids):
        query = select(ChangeRecord).where(
            ChangeRecord.record_id.in_(part), ChangeRecord.node == office
        )
        for said in session.scalars(query).all():
            changes = (said.fields or {}).get("changes") or ()
            records = _empty(session, said.scope, [c for c in changes if isinstance(c, str)])
            project(session, records, hooks)


def _changes(session: Session, scope: str) -> Sequence[ChangeRecord]:
    query = select(ChangeRecord).where(
        ChangeRecord.scope == scope,
        ChangeRecord.kind == WRITE,
        ChangeRecord.fields.is_not(None),
        ChangeRecord.entity != PartialErasureRecord.__entity__,
    )
    return session.scalars(query.order_by(ChangeRecord.arrival)).all()


def _cleaned(change: ChangeRecord, clean: Cleaner) -> Mapping[str, Json]:
    fields = change.fields or {}
    stays = {name: clean(change.entity, name, value) for name, value in fields.items()}
    return {name: value for name, value in stays.items() if value is not GONE}


def _current(changes: Iterable[ChangeRecord]) -> set[tuple[str, str]]:
    """Return the change and field of every write that no other write of the field has seen."""
    writers: dict[tuple[str, str], list[Write]] = {}
    for change in changes:
        write = Write(change.id, change.lamport, change.prev, change.fields or {})
        for name in write.fields:
            writers.setdefault((change.record_id, name), []).append(write)
    return {
        (head.id, name) for (_record, name), found in writers.items() for head in heads_of(found)
    }


def _write_anew(session: Session, change: ChangeRecord, fields: Mapping[str, Json]) -> None:
    """Write what stays of a change again; it has seen that change only, so conflicts stay."""
    transaction_of(session).based_on.pop(change.record_id, None)
    place = Place(change.entity, change.record_id, change.scope)
    seen = Write(change.id, change.lamport, change.prev, change.fields or {})
    append(session, place, fields, [seen])


def _empty(session: Session, scope: str, changes: Sequence[str]) -> set[str]:
    """Empty the changes that are here and return whose records they are."""
    found: set[str] = set()
    for part in batches(changes):
        meant = (
            ChangeRecord.id.in_(part),
            ChangeRecord.scope == scope,
            ChangeRecord.kind == WRITE,
        )
        found |= set(session.scalars(select(ChangeRecord.record_id).where(*meant).distinct()))
        session.execute(
            update(ChangeRecord).where(*meant).values(fields=None, salt=None),
            execution_options={"synchronize_session": False},
        )
    session.expire_all()
    return found
