"""The state of one record as a pure function of the set of its changes.

Per field the heads are the writes that no other write of the field names in `prev`. One head is
the value; several heads with different values are a conflict, of which the highest
(lamport, id) is shown. So order, repetition and partial delivery of changes cannot matter.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from kbh_desktop.storage.change import DELETED, canonical


class Write(NamedTuple):
    """What merging needs to know of one change; an erased change has no fields."""

    id: str
    lamport: int
    prev: Sequence[str]
    fields: Mapping[str, Any]


class Merged(NamedTuple):
    """The shown values, the heads of each field in conflict, and `ok`, `deleted` or `waiting`."""

    values: Mapping[str, Any]
    conflicts: Mapping[str, tuple[str, ...]]
    state: str


def merge(writes: Sequence[Write]) -> Merged:
    """Return the state of the record that `writes` are all the changes of."""
    first = writes[0]
    if len(writes) == 1 and not first.prev and DELETED not in first.fields:
        return Merged(first.fields, {}, "ok")
    values: dict[str, Any] = {}
    conflicts: dict[str, tuple[str, ...]] = {}
    for field, writers in _by_field(writes).items():
        heads = heads_of(writers)
        values[field] = heads[-1].fields[field]
        if differ(heads, field):
            conflicts[field] = tuple(w.id for w in heads)
    if values.get(DELETED):
        late = _not_seen_by_deletion(writes)
        if late:
            conflicts[DELETED] = late
            values[DELETED] = False
    return Merged(values, conflicts, _state(writes, deleted=bool(values.get(DELETED))))


def heads_of(writers: Iterable[Write]) -> list[Write]:
    """Return the writes of one field that no other of its writes has seen, the shown one last."""
    writers = list(writers)
    seen = {change_id for write in writers for change_id in write.prev}
    return sorted((w for w in writers if w.id not in seen), key=_rank) or sorted(writers, key=_rank)


def differ(heads: Sequence[Write], field: str) -> bool:
    """Return whether `heads` give `field` more than one value."""
    return len(heads) > 1 and len({canonical(w.fields[field]) for w in heads}) > 1


def _rank(write: Write) -> tuple[int, str]:
    return write.lamport, write.id


def _by_field(writes: Iterable[Write]) -> Mapping[str, list[Write]]:
    writers: defaultdict[str, list[Write]] = defaultdict(list)
    for write in writes:
        for field in write.fields:
            writers[field].append(write)
    return writers


def _not_seen_by_deletion(writes: Sequence[Write]) -> tuple[str, ...]:
    """Return the deletion and the writes beside it, or nothing: an edit wins over a deletion."""
    by_id = {write.id: write for write in writes}
    deletion = max((w for w in writes if w.fields.get(DELETED)), key=_rank)
    seen: set[str] = set()
    waiting = [deletion.id]
    while waiting:
        change_id = waiting.pop()
        if change_id not in seen:
            seen.add(change_id)
            waiting += by_id[change_id].prev if change_id in by_id else ()
    late = (w for w in writes if w.id not in seen and _has_content(w))
    ids = tuple(w.id for w in sorted(late, key=_rank))
    return (deletion.id, *ids) if ids else ()


def _has_content(write: Write) -> bool:
    """Return whether more was written than what is said about the record itself."""
    return any(not name.startswith("_") for name in write.fields)


def _state(writes: Sequence[Write], *, deleted: bool) -> str:
    if deleted:
        return "deleted"
    ids = {write.id for write in writes}
    waiting = any(change_id not in ids for write in writes for change_id in write.prev)
    return "waiting" if waiting else "ok"
