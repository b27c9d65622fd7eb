"""Takes in changes that were written on another node, batch by batch in one transaction."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from kbh_desktop.storage.base import Json
from kbh_desktop.storage.batches import BATCH, batches
from kbh_desktop.storage.change import (
    ERASURE,
    LARGEST_LAMPORT,
    WIRE,
    WRITE,
    Place,
    canonical,
    commitment,
    digest,
)
from kbh_desktop.storage.erasure import erased_scopes, redact
from kbh_desktop.storage.merge import Write, merge
from kbh_desktop.storage.projection import ProjectionHooks, project, store
from kbh_desktop.storage.tables import ChangeRecord
from kbh_desktop.storage.writing import records_here, tick, transaction_of

_COLUMNS = (*WIRE, "origin")
_INSERT = {
    style: f"INSERT INTO change_log ({', '.join(_COLUMNS)})"  # noqa: S608 - our own column names
    f" VALUES ({', '.join([mark] * len(_COLUMNS))})"
    for style, mark in (("qmark", "?"), ("pyformat", "%s"))
}
_TEXTS = (0, 1, 3, 4, 6, 7, 8, 9, 13, 14)
_ID, _LAMPORT, _SCHEMA, _KIND, _ENTITY, _RECORD, _SCOPE = 0, 2, 5, 6, 7, 8, 9
_PREV, _FIELDS, _SALT, _COMMITMENT, _DIGEST = 10, 11, 12, 13, 14

_HEX = re.compile(r"(?:[0-9a-f]{2}){1,32}")

WireChange = list[Any]


class DamagedChangeError(ValueError):
    """A change whose content does not match its commitment or digest, or is none at all."""


@dataclass(slots=True)
class _Row:
    """A change that was verified, with the canonical text of its fields, or None when erased."""

    change: WireChange
    fields: bytes | None


@dataclass(frozen=True, slots=True)
class Received:
    """What came: new and known changes, new ones per kind, and records that are new here."""

    new: int
    known: int
    new_per_entity: Counter[str]
    new_records: Counter[str]
    scopes: frozenset[str]
    erased: frozenset[str]


class Receiver:
    """Collects the changes that `origin` sent; `finish` brings the tables in line with them.

    Records that this store has never heard of take a short way: their rows are written with the
    batch that brings them. All memory it needs is the ids of the records that were here before.
    """

    def __init__(
        self,
        session: Session,
        hooks: ProjectionHooks,
        origin: str,
        before_insert: Callable[[Sequence[WireChange]], None] | None = None,
    ) -> None:
        self._session = session
        self._hooks = hooks
        self._origin = origin
        self._before_insert = before_insert
        self._touched: set[str] = set()
        self._fresh: defaultdict[str, set[str]] = defaultdict(set)
        self._erasures: dict[str, str] = {}
        self._highest = 0
        self._known = 0
        self._per_entity: Counter[str] = Counter()
        self._scopes: set[str] = set()

    def take(self, changes: Sequence[WireChange]) -> None:
        """Put a batch of changes, given as lists of their `WIRE` values, into the log.

        Erasures must come before other changes about the same person.

        Raises: DamagedChangeError.
        """
        transaction_of(self._session).give_way()
        rows = [_verified(change) for change in changes]
        new = self._without_known({row.change[_ID]: row for row in rows}, changes)
        self._known += len(changes) - len(new)
        if not new:
            return
        self._empty_erased(new)
        if self._before_insert is not None:
            self._before_insert([row.change for row in new])
        here = records_here(self._session, {row.change[_RECORD] for row in new})
        self._insert(new)
        fresh: defaultdict[str, list[_Row]] = defaultdict(list)
        for row in new:
            record_id = row.change[_RECORD]
            if record_id in here:
                self._touched.add(record_id)
            else:
                fresh[record_id].append(row)
        self._store_fresh(fresh)

    def finish(self) -> Received:
        """Bring the tables in line with the log."""
        if self._highest:
            tick(self._session, self._highest + 1)
            transaction_of(self._session).logged = True
        if self._erasures:
            redact(self._session, self._erasures, self._hooks)
        project(self._session, self._touched, self._hooks)
        records = Counter({entity: len(ids) for entity, ids in self._fresh.items()})
        for entity, ids in self._fresh.items():
            transaction_of(self._session).touch(entity, ids)
            self._hooks.tell(self._session, entity, ids)
        return Received(
            new=self._per_entity.total(),
            known=self._known,
            new_per_entity=self._per_entity,
            new_records=records,
            scopes=frozenset(self._scopes),
            erased=frozenset(self._erasures),
        )

    def _without_known(self, rows: dict[str, _Row], changes: Sequence[WireChange]) -> list[_Row]:
        """Return the rows that are not in the log, each once."""
        here = {
            change_id: found
            for part in batches(rows)
            for change_id, found in self._session.execute(
                select(ChangeRecord.id, ChangeRecord.digest).where(ChangeRecord.id.in_(part))
            )
        }
        for change in changes:
            if here.get(change[_ID], rows[change[_ID]].change[_DIGEST]) != change[_DIGEST]:
                message = f"the change {change[_ID]} is here with another content"
                raise DamagedChangeError(message)
        return [row for change_id, row in rows.items() if change_id not in here]

    def _empty_erased(self, rows: Sequence[_Row]) -> None:
        """Take the content out of late changes about somebody who was erased."""
        for row in rows:
            if row.change[_KIND] == ERASURE:
                self._erasures[row.change[_SCOPE]] = row.change[_ID]
        gone = erased_scopes(self._session, {row.change[_SCOPE] for row in rows})
        for row in rows:
            erased = row.change[_SCOPE] in gone or row.change[_SCOPE] in self._erasures
            if erased and row.change[_KIND] == WRITE:
                row.fields = row.change[_FIELDS] = row.change[_SALT] = None

    def _insert(self, rows: Sequence[_Row]) -> None:
        # Straight to the driver: the canonical text is at hand and is what is stored.
        connection = self._session.connection()
        connection.exec_driver_sql(
            _INSERT[connection.dialect.paramstyle],
            [_stored(row, self._origin) for row in rows],
        )
        for row in rows:
            self._highest = max(self._highest, row.change[_LAMPORT])
            self._per_entity[row.change[_ENTITY]] += 1
            self._scopes.add(row.change[_SCOPE])

    def _store_fresh(self, records: Mapping[str, Sequence[_Row]]) -> None:
        merged = {}
        for record_id, rows in records.items():
            writes = [_write(row) for row in rows if row.change[_KIND] == WRITE]
            if any(write.fields for write in writes):
                entity, scope = min((r.change[_ENTITY], r.change[_SCOPE]) for r in rows)
                merged[Place(entity, record_id, scope)] = merge(writes)
                self._fresh[entity].add(record_id)
        store(self._session, merged)


def scopes_here(session: Session, scopes: Iterable[str]) -> set[str]:
    """Return those of `scopes` about which there is any change."""
    return {
        scope
        for part in batches(scopes)
        for scope in session.scalars(
            select(ChangeRecord.scope).where(ChangeRecord.scope.in_(part)).distinct()
        )
    }


def damaged_changes(connection: Connection) -> Iterator[str]:
    """Say in one line each which changes of the log don't match their digest."""
    columns = [getattr(ChangeRecord, name) for name in WIRE]
    query = select(*columns).order_by(ChangeRecord.arrival)
    with connection.execution_options(yield_per=BATCH).execute(query) as rows:
        for row in rows:
            try:
                _verified(list(row))
            except DamagedChangeError as error:
                yield str(error)


def _write(row: _Row) -> Write:
    change = row.change
    return Write(change[_ID], change[_LAMPORT], change[_PREV], change[_FIELDS] or {})


def _stored(row: _Row, origin: str) -> tuple[Any, ...]:
    change = row.change
    prev = orjson.dumps(change[_PREV]).decode() if change[_PREV] else "[]"
    fields = row.fields.decode() if row.fields is not None else None
    return (*change[:_PREV], prev, fields, *change[_SALT:], origin)


def _verified(change: WireChange) -> _Row:
    """Return `change` with its canonical content.

    Raises: DamagedChangeError.
    """
    if not _well_formed(change):
        message = "a change is not built as it should be"
        raise DamagedChangeError(message)
    if digest([*change[:_FIELDS], change[_COMMITMENT]]) != change[_DIGEST]:
        message = f"the change {change[_ID]} does not match its digest"
        raise DamagedChangeError(message)
    if change[_FIELDS] is None:
        return _Row(change, None)
    fields = canonical(change[_FIELDS])
    if commitment(change[_SALT], fields) != change[_COMMITMENT]:
        message = f"the content of the change {change[_ID]} does not match its commitment"
        raise DamagedChangeError(message)
    return _Row(change, fields)


def _well_formed(change: WireChange) -> bool:
    return (
        len(change) == len(WIRE)
        and all(type(change[place]) is str for place in _TEXTS)
        and type(change[_LAMPORT]) is int
        and 0 < change[_LAMPORT] < LARGEST_LAMPORT
        and type(change[_SCHEMA]) is int
        and 0 <= change[_SCHEMA] < LARGEST_LAMPORT
        and change[_KIND] in (WRITE, ERASURE)
        and type(change[_PREV]) is list
        and all(type(earlier) is str for earlier in change[_PREV])
        and _well_formed_content(change[_FIELDS], change[_SALT])
    )


def _well_formed_content(fields: Json, salt: Json) -> bool:
    if fields is None:
        return salt is None
    return type(fields) is dict and type(salt) is str and _HEX.fullmatch(salt) is not None
