"""The tables that screens ask, brought in line with the change log."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Session

from kbh_desktop.storage.base import Field, Json, SyncedRecord, synced_entities, synced_fields
from kbh_desktop.storage.batches import BATCH, batches
from kbh_desktop.storage.change import WRITE, Place
from kbh_desktop.storage.merge import Merged, Write, merge
from kbh_desktop.storage.tables import ChangeRecord, ConflictRecord
from kbh_desktop.storage.writing import earlier_writes, store_conflicts, transaction_of

__all__ = ["BATCH", "batches"]

_TOLD_AT_ONCE = 200
"""Deriving, as for a search index, costs more than storing; in between others may write."""

Projected = Callable[[Session, frozenset[str]], None]


class ProjectionHooks:
    """Who keeps something derived from a kind of record, such as a search index."""

    def __init__(self) -> None:
        self._callbacks: defaultdict[str, list[Projected]] = defaultdict(list)

    def add(self, entity: str, callback: Projected) -> None:
        """Call `callback` with the ids of records of `entity` that appeared, changed or went."""
        self._callbacks[entity].append(callback)

    def tell(self, session: Session, entity: str, ids: Iterable[str]) -> None:
        """Tell the callbacks of `entity` in batches, inside the transaction."""
        for part in batches(ids, _TOLD_AT_ONCE):
            transaction_of(session).give_way()
            for callback in self._callbacks.get(entity, ()):
                callback(session, frozenset(part))


def project(session: Session, record_ids: Iterable[str], hooks: ProjectionHooks) -> None:
    """Rebuild the rows of `record_ids` from the log; unknown kinds stay in the log only."""
    touched: defaultdict[str, set[str]] = defaultdict(set)
    for part in batches(record_ids):
        transaction_of(session).give_way()
        session.execute(delete(ConflictRecord).where(ConflictRecord.record_id.in_(part)))
        merged = {key: merge(writes) for key, writes in _load(session, part).items()}
        store(session, merged)
        for entity, record_id, _scope in merged:
            touched[entity].add(record_id)
    session.expire_all()
    for entity, ids in touched.items():
        transaction_of(session).touch(entity, ids)
        hooks.tell(session, entity, ids)


def _load(session: Session, record_ids: Sequence[str]) -> Mapping[Place, list[Write]]:
    query = select(
        ChangeRecord.entity,
        ChangeRecord.record_id,
        ChangeRecord.scope,
        ChangeRecord.id,
        ChangeRecord.lamport,
        ChangeRecord.prev,
        ChangeRecord.fields,
    ).where(ChangeRecord.record_id.in_(record_ids), ChangeRecord.kind == WRITE)
    writes: defaultdict[str, list[Write]] = defaultdict(list)
    places: dict[str, tuple[str, str]] = {}
    for entity, record_id, scope, change_id, lamport, prev, fields in session.execute(query):
        writes[record_id].append(Write(change_id, lamport, prev, fields or {}))
        # Normally all the same; the smallest is a choice that every node makes alike.
        places[record_id] = min(places.get(record_id, (entity, scope)), (entity, scope))
    return {
        Place(places[record_id][0], record_id, places[record_id][1]): found
        for record_id, found in writes.items()
        if any(w.fields for w in found)
    }


def store(session: Session, merged: Mapping[Place, Merged]) -> None:
    """Write the rows and the conflicts of `merged`; the old conflicts are gone already."""
    rows: defaultdict[str, list[dict[str, Json]]] = defaultdict(list)
    conflicts: list[dict[str, Json]] = []
    for place, state in merged.items():
        record_class = synced_entities().get(place.entity)
        if record_class is None:
            continue
        rows[place.entity].append(
            {
                "id": place.record_id,
                "scope": place.scope,
                "state": state.state,
                "conflicts": len(state.conflicts),
                **row_values(synced_fields(record_class), state.values),
            }
        )
        for field, heads in state.conflicts.items():
            conflicts.append({**place._asdict(), "field": field, "heads": list(heads)})
    for entity, values in rows.items():
        _upsert(session, synced_entities()[entity], values)
    if conflicts:
        session.execute(upsert(ConflictRecord), conflicts)


def row_values(columns: Sequence[Field], values: Mapping[str, Json]) -> dict[str, Json]:
    """Return what stands in each column; a value of the wrong kind counts as not written."""
    return {column.name: _value(column, values) for column in columns}


def _value(column: Field, values: Mapping[str, Json]) -> Json:
    if column.prefix:
        start = len(column.prefix)
        return {
            field[start:]: value
            for field, value in values.items()
            if value is not None and field.startswith(column.prefix)
        }
    value = values.get(column.name, column.default)
    return value if column.fits(value) else column.default


def _upsert(
    session: Session, record_class: type[SyncedRecord], rows: list[dict[str, Json]]
) -> None:
    statement = upsert(record_class.__table__)  # type: ignore[arg-type]
    names = [name for name in rows[0] if name != "id"]
    session.connection().execute(
        statement.on_conflict_do_update(
            index_elements=["id"], set_={name: statement.excluded[name] for name in names}
        ),
        rows,
    )


def project_one(session: Session, place: Place) -> None:
    """Rebuild one row after a write of this device, and show it to the session."""
    merged = merge(earlier_writes(session, place.record_id))
    store_conflicts(session, place, {})
    store(session, {place: merged})
    record_class = synced_entities().get(place.entity)
    if record_class is not None:
        record = session.get(record_class, place.record_id)
        if record is not None:
            session.refresh(record)


def rebuild(session: Session, hooks: ProjectionHooks) -> None:
    """Rebuild every row of every kind of record from the log."""
    for record_class in synced_entities().values():
        session.execute(delete(record_class))
    session.execute(delete(ConflictRecord))
    ids = session.scalars(select(ChangeRecord.record_id).distinct()).all()
    project(session, ids, hooks)
