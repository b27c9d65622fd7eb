"""History, conflicts, and what a screen had shown: everything asked of the change log."""

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from kbh_desktop.errors import NotAllowedError, NotFoundError, StaleError
from kbh_desktop.i18n import _
from kbh_desktop.ids import ChangeId
from kbh_desktop.storage.base import Json, SyncedRecord, synced_fields
from kbh_desktop.storage.batches import batches
from kbh_desktop.storage.change import DELETED, WRITE, Place
from kbh_desktop.storage.merge import Write, heads_of
from kbh_desktop.storage.projection import project_one
from kbh_desktop.storage.tables import ChangeRecord, ConflictRecord
from kbh_desktop.storage.writing import append, earlier_writes, transaction_of

REASON = "_reason."
"""Before the name of a field: why its conflict was decided so."""


@dataclass(frozen=True, slots=True)
class FieldWrite:
    """One writing of one field; `wall` is an ISO moment for people and decides nothing."""

    change_id: ChangeId
    field: str
    value: Json = dataclasses.field(repr=False)
    author: str
    wall: str
    node: str
    lamport: int
    is_head: bool


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field whose heads disagree; the last head is shown, `base` is what all had seen."""

    entity: str
    record_id: str
    scope: str
    field: str
    heads: tuple[FieldWrite, ...]
    base: FieldWrite | None


@dataclass(frozen=True, slots=True)
class Decision:
    """A conflict that somebody decided, and why."""

    change_id: ChangeId
    record_id: str
    field: str
    value: Json = dataclasses.field(repr=False)
    reason: str = dataclasses.field(repr=False)
    author: str
    wall: str


def heads(
    session: Session, record_id: str, fields: Iterable[str] | None = None
) -> tuple[ChangeId, ...]:
    """Return the writes a screen shows of `fields` (all when None); give them to `based_on`."""
    names = None if fields is None else set(fields)
    writes = earlier_writes(session, record_id, names)
    wanted = {name for write in writes for name in write.fields} if names is None else names
    found = {head.id for name in wanted for head in heads_of(w for w in writes if name in w.fields)}
    return tuple(ChangeId(change_id) for change_id in sorted(found))


def based_on(session: Session, record: SyncedRecord | str, shown: Iterable[str]) -> None:
    """Say that what is now written to `record` was decided while looking at the heads `shown`.

    A write that had not seen the newest then makes a conflict instead of overwriting it.
    """
    record_id = record if isinstance(record, str) else record.id
    transaction_of(session).based_on[record_id] = set(shown)


def history(
    session: Session, record_id: str, field: str | None = None, limit: int | None = None
) -> tuple[FieldWrite, ...]:
    """Return the writes of a record or of one `field`, the newest first."""
    changes = _changes_of(session, record_id)
    current = _head_ids(changes)
    found = [
        _field_write(change, name, is_head=(change.id, name) in current)
        for change in reversed(changes)
        for name in change.fields or ()
        if (name == field if field is not None else not name.startswith(REASON))
    ]
    return tuple(found if limit is None else found[:limit])


def conflicts(session: Session, scope: str | None = None) -> tuple[FieldConflict, ...]:
    """Return the fields in conflict, of one person or of all."""
    query = select(ConflictRecord).order_by(ConflictRecord.record_id, ConflictRecord.field)
    if scope is not None:
        query = query.where(ConflictRecord.scope == scope)
    found: list[FieldConflict] = []
    for part in batches(session.scalars(query).all()):
        changes = _changes_by_record(session, {row.record_id for row in part})
        found += (_conflict(changes[row.record_id], row) for row in part)
    return tuple(found)


def resolve(
    session: Session, record_id: str, field: str, value: Json, reason: str = ""
) -> ChangeId:
    """Decide a conflict: an ordinary write that has seen every head, so it travels.

    Raises: NotFoundError when that field is not in conflict.
    """
    row = session.get(ConflictRecord, (record_id, field))
    if row is None:
        raise NotFoundError(_("That field is not in conflict any more."))
    place = Place(row.entity, record_id, row.scope)
    return _write(session, place, {field: value, REASON + field: reason})


def decisions(session: Session, scope: str) -> tuple[Decision, ...]:
    """Return the conflicts about one person that were decided, the newest first."""
    query = select(ChangeRecord).where(ChangeRecord.scope == scope, ChangeRecord.kind == WRITE)
    return tuple(
        Decision(
            change_id=ChangeId(change.id),
            record_id=change.record_id,
            field=name.removeprefix(REASON),
            value=(change.fields or {}).get(name.removeprefix(REASON)),
            reason=(change.fields or {})[name],
            author=change.author,
            wall=change.wall,
        )
        for change in session.scalars(query.order_by(ChangeRecord.arrival.desc()))
        for name in change.fields or ()
        if name.startswith(REASON)
    )


def reopen(session: Session, change_id: str) -> None:
    """Take a decision back: the values it chose from stand beside each other again.

    Raises: NotFoundError when there is no such decision, StaleError when the field was written
    since, NotAllowedError for a decision about a deletion.
    """
    decision = session.scalar(select(ChangeRecord).where(ChangeRecord.id == change_id))
    fields = (decision.fields if decision else None) or {}
    name = next((n.removeprefix(REASON) for n in fields if n.startswith(REASON)), None)
    if decision is None or name is None:
        raise NotFoundError(_("That decision is not in this vault."))
    if name == DELETED:
        raise NotAllowedError(
            _("A decision about a deletion can't be taken back. Delete it again.")
        )
    earlier = earlier_writes(session, decision.record_id)
    if heads_of(w for w in earlier if name in w.fields)[-1].id != change_id:
        raise StaleError(_("The field was changed since. Change it once more instead."))
    place = Place(decision.entity, decision.record_id, decision.scope)
    for before in earlier:
        if before.id in decision.prev and name in before.fields:
            based_on(session, place.record_id, [change_id])
            append(session, place, {name: before.fields[name]}, earlier)
    transaction_of(session).based_on.pop(place.record_id)
    project_one(session, place)


def take_back(
    session: Session, record: SyncedRecord, change_ids: Collection[str]
) -> tuple[str, ...]:
    """Give the fields of some changes what they had before; return those written since, which stay.

    Changes that are not in this vault are passed over.
    """
    session.flush()
    earlier = earlier_writes(session, record.id)
    changes = [write for write in earlier if write.id in change_ids]
    place = Place(type(record).__entity__, record.id, record.scope)
    since = []
    for name in sorted({name for change in changes for name in change.fields}):
        heads_now = heads_of(w for w in earlier if name in w.fields)
        if any(head.id not in change_ids for head in heads_now):
            since.append(name)
            continue
        for value in _before(changes, earlier, name) or [_unwritten(record, name)]:
            based_on(session, record.id, change_ids)
            append(session, place, {name: value}, earlier)
    transaction_of(session).based_on.pop(record.id, None)
    project_one(session, place)
    return tuple(since)


def _before(changes: Collection[Write], earlier: Collection[Write], name: str) -> list[Json]:
    """Return what the field had where the changes had seen it; several in conflict."""
    ids = {change.id for change in changes}
    seen = {prev for change in changes if name in change.fields for prev in change.prev} - ids
    return [write.fields[name] for write in earlier if write.id in seen and name in write.fields]


def _unwritten(record: SyncedRecord, name: str) -> Json:
    """Return what stands in a field that nobody wrote."""
    fields = synced_fields(type(record))
    return next((field.default for field in fields if field.name == name), None)


def write_field(session: Session, record: SyncedRecord, field: str, value: Json) -> ChangeId:
    """Write one field whatever its current value is, such as when a resolution is taken back."""
    place = Place(type(record).__entity__, record.id, record.scope)
    return _write(session, place, {field: value})


def delete_record(session: Session, record: SyncedRecord) -> ChangeId:
    """Delete `record`; its history stays, and an edit made elsewhere meanwhile wins over it."""
    return write_field(session, record, DELETED, value=True)


def undelete_record(session: Session, record: SyncedRecord) -> ChangeId:
    """Take a deletion back."""
    return write_field(session, record, DELETED, value=False)


def _write(session: Session, place: Place, fields: Mapping[str, Json]) -> ChangeId:
    session.flush()
    transaction_of(session).based_on.pop(place.record_id, None)
    change = append(session, place, fields, earlier_writes(session, place.record_id))
    project_one(session, place)
    return change.id


def _changes_of(session: Session, record_id: str) -> list[ChangeRecord]:
    return _changes_by_record(session, [record_id])[record_id]


def _changes_by_record(
    session: Session, record_ids: Collection[str]
) -> Mapping[str, list[ChangeRecord]]:
    """Return the changes of each record, in the order of logical time."""
    query = select(ChangeRecord).where(
        ChangeRecord.record_id.in_(record_ids), ChangeRecord.kind == WRITE
    )
    changes: defaultdict[str, list[ChangeRecord]] = defaultdict(list)
    for change in session.scalars(query.order_by(ChangeRecord.lamport, ChangeRecord.id)):
        changes[change.record_id].append(change)
    return changes


def _head_ids(changes: list[ChangeRecord]) -> set[tuple[str, str]]:
    """Return the (change, field) pairs that no later write of the field has seen."""
    seen = {
        (earlier, name)
        for change in changes
        for name in change.fields or ()
        for earlier in change.prev
    }
    return {(c.id, name) for c in changes for name in c.fields or ()} - seen


def _field_write(change: ChangeRecord, name: str, *, is_head: bool) -> FieldWrite:
    return FieldWrite(
        change_id=ChangeId(change.id),
        field=name,
        value=(change.fields or {})[name],
        author=change.author,
        wall=change.wall,
        node=change.node,
        lamport=change.lamport,
        is_head=is_head,
    )


def _conflict(changes: Iterable[ChangeRecord], row: ConflictRecord) -> FieldConflict:
    by_id = {change.id: change for change in changes}
    shown = [
        _field_write(by_id[change_id], name, is_head=True)
        for change_id in row.heads
        for name in _concerned(by_id[change_id], row.field)
    ]
    return FieldConflict(
        entity=row.entity,
        record_id=row.record_id,
        scope=row.scope,
        field=row.field,
        heads=tuple(shown),
        base=_common_base(by_id, row),
    )


def _concerned(change: ChangeRecord, name: str) -> Iterable[str]:
    """Return `name`, or what was edited beside a deletion."""
    written = change.fields or {}
    return (name,) if name in written else written


def _common_base(by_id: dict[str, ChangeRecord], row: ConflictRecord) -> FieldWrite | None:
    """Return the newest write of the field that every head had seen."""
    writers = [c for c in by_id.values() if row.field in (c.fields or ())]
    common = set.intersection(*(_ancestors(by_id, head) for head in row.heads))
    found = [c for c in writers if c.id in common]
    if not found:
        return None
    newest = max(found, key=lambda c: (c.lamport, c.id))
    return _field_write(newest, row.field, is_head=False)


def _ancestors(by_id: dict[str, ChangeRecord], change_id: str) -> set[str]:
    found: set[str] = set()
    waiting = list(by_id[change_id].prev) if change_id in by_id else []
    while waiting:
        earlier = waiting.pop()
        if earlier in by_id and earlier not in found:
            found.add(earlier)
            waiting += by_id[earlier].prev
    return found
