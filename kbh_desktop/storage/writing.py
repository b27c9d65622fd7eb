"""Writes each flushed change of a `SyncedRecord` into the change log; nobody can forget it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import String, cast, delete, func, insert, inspect, or_, select, type_coerce
from sqlalchemy.orm import Session

from kbh_desktop.storage.base import Field, Json, Record, SyncedRecord, synced_fields
from kbh_desktop.storage.batches import batches
from kbh_desktop.storage.change import DELETED, WIRE, WRITE, Change, Place, Stamp, new_change
from kbh_desktop.storage.merge import Write, heads_of, merge
from kbh_desktop.storage.spelled import is_postgres, spelled
from kbh_desktop.storage.tables import ChangeRecord, ConflictRecord, MetaRecord

_FEW = 12
_TICK = spelled(
    sqlite="UPDATE meta SET value = max(CAST(value AS INTEGER) + :count, :floor)"
    " WHERE key = 'lamport' RETURNING CAST(value AS INTEGER)",
    postgresql="UPDATE meta SET value ="
    " to_json(greatest(CAST(CAST(value AS TEXT) AS BIGINT) + :count, :floor))"
    " WHERE key = 'lamport' RETURNING CAST(CAST(value AS TEXT) AS BIGINT)",
)


def _stay() -> None:
    """Give way to nobody."""


@dataclass(slots=True)
class Transaction:
    """What one write transaction knows: who writes, what its screens had shown, what it touched."""

    node: str
    author: str
    wall: Callable[[], str]
    based_on: dict[str, set[str]] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    logged: bool = False
    give_way: Callable[[], None] = _stay
    """Called between the steps of long work; ends it when others wait."""

    def touch(self, kind: str, ids: Iterable[str] = ()) -> None:
        """Remember that records of `kind` changed, to be told after the commit."""
        self.kinds.add(kind)
        self.ids.update(ids)


def transaction_of(session: Session) -> Transaction:
    """Return the write transaction of `session`.

    Raises: RuntimeError in a session that only reads.
    """
    transaction = session.info.get("transaction")
    if not isinstance(transaction, Transaction):
        message = "changes are written inside `with database.write()`"
        raise RuntimeError(message)  # noqa: TRY004 - the wrong kind of session, not a wrong value
    return transaction


def before_flush(session: Session, _context: object, _instances: object) -> None:
    """Log what this flush is about to write."""
    transaction = transaction_of(session)
    for record in session.deleted:
        if isinstance(record, SyncedRecord):
            message = "a record that travels is deleted with change_log.delete_record"
            raise RuntimeError(message)  # noqa: TRY004 - the wrong way, not a wrong type
    _log_new(session, [record for record in session.new if isinstance(record, SyncedRecord)])
    for record in session.dirty:
        if isinstance(record, SyncedRecord):
            _log_changed(session, record)
    for record in (*session.new, *session.dirty, *session.deleted):
        if not isinstance(record, SyncedRecord) and _writes(session, record):
            transaction.touch(record.__tablename__)


def _writes(session: Session, record: Record) -> bool:
    return record in session.new or record in session.deleted or session.is_modified(record)


def _log_new(session: Session, records: Sequence[SyncedRecord]) -> None:
    """Log records that are new to this session; some may be in the log already."""
    here = records_here(session, [record.id for record in records])
    first = [record for record in records if record.id not in here]
    append_first(session, {_place(record): _all_fields(record) for record in first})
    for record in records:
        if record.id in here:
            fields = _all_fields(record)
            append(session, _place(record), fields, earlier_writes(session, record.id, fields))
            _settle(session, record)


def _log_changed(session: Session, record: SyncedRecord) -> None:
    fields = _changed_fields(session, record)
    if not fields:
        return
    earlier = earlier_writes(session, record.id, fields)
    stale = _is_stale(transaction_of(session).based_on.get(record.id), fields, earlier)
    append(session, _place(record), fields, earlier)
    if stale or record.conflicts or record.state != "ok":
        _settle(session, record)


def _is_stale(
    shown: Collection[str] | None, fields: Iterable[str], earlier: Sequence[Write]
) -> bool:
    """Say whether a field has a head that the screen had not shown."""
    if shown is None:
        return False
    return any(
        head.id not in shown
        for name in fields
        for head in heads_of(w for w in earlier if name in w.fields)
    )


def _place(record: SyncedRecord) -> Place:
    return Place(type(record).__entity__, record.id, record.scope)


def _settle(session: Session, record: SyncedRecord) -> None:
    """Bring the conflicts of a record in line with its changes."""
    merged = merge(earlier_writes(session, record.id))
    store_conflicts(session, _place(record), merged.conflicts)
    record.state, record.conflicts = merged.state, len(merged.conflicts)


def append_first(session: Session, records: Mapping[Place, Mapping[str, Json]]) -> None:
    """Write the first change of each of many records to the log."""
    if not records:
        return
    transaction = transaction_of(session)
    lamport = tick(session, count=len(records)) - len(records)
    wall = transaction.wall()
    changes = []
    for place, fields in records.items():
        lamport += 1
        stamp = Stamp(transaction.node, lamport, wall, transaction.author)
        change = new_change(stamp, place, fields, ())
        changes.append(change)
        transaction.touch(place.entity, (place.record_id, place.scope))
    _insert(session, changes)
    transaction.logged = True


def append(
    session: Session,
    place: Place,
    fields: Mapping[str, Json],
    earlier: Sequence[Write],
    kind: str = WRITE,
) -> Change:
    """Write one change to the log, seeing the heads of `earlier` or what the screen had shown."""
    transaction = transaction_of(session)
    change = new_change(
        Stamp(transaction.node, tick(session), transaction.wall(), transaction.author),
        place,
        fields,
        _seen(transaction, place.record_id, fields, earlier),
        kind,
    )
    _insert(session, [change])
    transaction.logged = True
    transaction.touch(place.entity, (place.record_id, place.scope))
    if place.record_id in transaction.based_on:
        transaction.based_on[place.record_id].add(change.id)
    return change


def _insert(session: Session, changes: Iterable[Change]) -> None:
    rows = [{name: getattr(change, name) for name in WIRE} for change in changes]
    # By the connection: the ORM's way of inserting costs a third of a millisecond more.
    session.connection().execute(insert(ChangeRecord.__table__), rows)  # type: ignore[arg-type]


def _seen(
    transaction: Transaction, record_id: str, fields: Mapping[str, Json], earlier: Sequence[Write]
) -> set[str]:
    shown = transaction.based_on.get(record_id)
    if shown is not None:
        return {w.id for w in earlier if w.id in shown}
    names = {n for w in earlier for n in w.fields} if DELETED in fields else fields
    return {head.id for name in names for head in heads_of(w for w in earlier if name in w.fields)}


def store_conflicts(session: Session, place: Place, conflicts: Mapping[str, Sequence[str]]) -> None:
    """Let the conflicts of the record at `place` be these: field to heads."""
    session.execute(delete(ConflictRecord).where(ConflictRecord.record_id == place.record_id))
    rows = [
        {**place._asdict(), "field": name, "heads": list(heads)}
        for name, heads in conflicts.items()
    ]
    if rows:
        session.execute(insert(ConflictRecord), rows)


def earlier_writes(
    session: Session, record_id: str, names: Iterable[str] | None = None
) -> list[Write]:
    """Return the changes of a record in order of arrival, or only those of the fields `names`."""
    names = None if names is None else set(names)
    if names is not None and DELETED in names:
        names = None
    query = select(
        ChangeRecord.id, ChangeRecord.lamport, ChangeRecord.prev, ChangeRecord.fields
    ).where(ChangeRecord.record_id == record_id, ChangeRecord.kind == WRITE)
    if names is not None and len(names) <= _FEW:
        # Changes without these names are passed over before their JSON is parsed.
        content, find = _searchable(session)
        query = query.where(or_(*(find(content, _quoted(name)) > 0 for name in names)))
    writes = [
        Write(change_id, lamport, prev, fields or {})
        for change_id, lamport, prev, fields in session.execute(
            query.order_by(ChangeRecord.arrival)
        )
    ]
    if names is None:
        return writes
    return [w for w in writes if not names.isdisjoint(w.fields)]


def _searchable(session: Session) -> tuple[Any, Any]:
    """Return the content of changes as text, and the function that finds a part of it."""
    if is_postgres(session):
        return cast(ChangeRecord.fields, String), func.strpos
    return type_coerce(ChangeRecord.fields, String), func.instr


def _quoted(name: str) -> str:
    return f"{orjson.dumps(name).decode()}:"


def tick(session: Session, floor: int = 0, *, count: int = 1) -> int:
    """Advance the logical clock of this node by `count` and return it; at least `floor`."""
    value: int | None = session.scalar(_TICK.on(session), {"floor": floor, "count": count})
    if value is None:
        value = max(count, floor)
        session.execute(insert(MetaRecord).values(key="lamport", value=value))
    return value


def records_here(session: Session, record_ids: Iterable[str]) -> set[str]:
    """Return those of `record_ids` about which there is any change."""
    return {
        record_id
        for part in batches(record_ids)
        for record_id in session.scalars(
            select(ChangeRecord.record_id).where(ChangeRecord.record_id.in_(part)).distinct()
        )
    }


def _all_fields(record: SyncedRecord) -> dict[str, Json]:
    """Return what a new record says; a value that would stand there anyway need not be said."""
    said: dict[str, Json] = {}
    everything: dict[str, Json] = {}
    for column in synced_fields(type(record)):
        value = getattr(record, column.name)
        if column.prefix:
            said |= _entries(column, _without_nothing(record, column))
            continue
        _check(column, value)
        everything[column.name] = value
        if value != column.default:
            said[column.name] = value
    return said or everything


def _changed_fields(session: Session, record: SyncedRecord) -> dict[str, Json]:
    changed: dict[str, Json] = {}
    attributes = inspect(record).attrs
    for column in synced_fields(type(record)):
        history = attributes[column.name].history
        if not history.has_changes():
            continue
        value = getattr(record, column.name)
        if column.prefix:
            before = history.deleted[0] if history.deleted else _stored(session, record, column)
            now = _without_nothing(record, column)
            changed |= _difference(_entries(column, before), _entries(column, now))
        else:
            _check(column, value)
            changed[column.name] = value
    return changed


def _stored(session: Session, record: SyncedRecord, column: Field) -> Json:
    table = type(record).__table__
    with session.no_autoflush:
        return session.scalar(select(table.c[column.name]).where(table.c.id == record.id))


def _without_nothing(record: SyncedRecord, column: Field) -> Mapping[str, Json]:
    """Return the entries of a per-key column; one of None is none, here as in the log."""
    value: Mapping[str, Json] = getattr(record, column.name) or {}
    if None in value.values():
        value = {key: entry for key, entry in value.items() if entry is not None}
        setattr(record, column.name, value)
    return value


def _entries(column: Field, value: Mapping[str, Json] | None) -> dict[str, Json]:
    return {column.prefix + key: v for key, v in (value or {}).items() if v is not None}


def _difference(before: Mapping[str, Json], after: Mapping[str, Json]) -> dict[str, Json]:
    gone: dict[str, Json] = dict.fromkeys(before.keys() - after.keys())
    return gone | {k: v for k, v in after.items() if k not in before or before[k] != v}


def _check(column: Field, value: Json) -> None:
    if not column.fits(value):
        message = f"the column {column.name} can't hold a {type(value).__name__}"
        raise TypeError(message)
