"""Looks at what an import does to each person, so that it can be shown before it is done."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kbh_desktop.bundles.model import FieldPreview, PersonPreview
from kbh_desktop.ids import PersonId
from kbh_desktop.storage.base import WHOLE_OFFICE, synced_entities, synced_fields
from kbh_desktop.storage.change import WIRE, WRITE
from kbh_desktop.storage.receiving import scopes_here
from kbh_desktop.storage.tables import ConflictRecord

PERSONS_SHOWN = 2_000
_PERSONS_IN_DETAIL = 200
_FIELDS_SHOWN = 40
_KIND, _ENTITY, _RECORD, _SCOPE, _FIELDS = (
    WIRE.index(name) for name in ("kind", "entity", "record_id", "scope", "fields")
)

Place = tuple[str, str, str]


class PreviewCollector:
    """Remembers what stood in the fields that an import changes; `persons` compares."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._changes: Counter[str] = Counter()
        self._before: defaultdict[str, dict[Place, Any]] = defaultdict(dict)
        self._new: set[str] = set()

    def before(self, changes: Sequence[Sequence[Any]]) -> None:
        """Look at what a batch of new changes is about to replace."""
        new = [change for change in changes if change[_KIND] == WRITE]
        unseen = {change[_SCOPE] for change in new} - self._changes.keys()
        self._new |= unseen - scopes_here(self._session, unseen)
        for change in new:
            scope = change[_SCOPE]
            self._changes[scope] += 1
            detailed = len(self._before) < _PERSONS_IN_DETAIL or scope in self._before
            if detailed and change[_FIELDS]:
                self._remember(change)

    @property
    def person_count(self) -> int:
        """How many persons are concerned."""
        return len(self._changes.keys() - {WHOLE_OFFICE})

    def persons(self) -> tuple[PersonPreview, ...]:
        """Return what changed about each person, those with conflicts first."""
        conflicts = {
            (row.scope, row.record_id, row.field)
            for row in self._session.scalars(select(ConflictRecord))
            if row.scope in self._changes
        }
        per_scope = Counter(scope for scope, _record, _field in conflicts)
        order = sorted(
            self._changes.keys() - {WHOLE_OFFICE},
            key=lambda scope: (-per_scope[scope], scope not in self._new, scope),
        )
        return tuple(
            PersonPreview(
                id=PersonId(scope),
                is_new=scope in self._new,
                changes=self._changes[scope],
                conflicts=per_scope[scope],
                fields=tuple(self._fields(scope, conflicts)),
            )
            for scope in order[:PERSONS_SHOWN]
        )

    def _remember(self, change: Sequence[Any]) -> None:
        places = self._before[change[_SCOPE]]
        row = _values(self._session, change[_ENTITY], change[_RECORD])
        for name in change[_FIELDS]:
            if len(places) < _FIELDS_SHOWN and not name.startswith("_"):
                place = (change[_ENTITY], change[_RECORD], name)
                places.setdefault(place, row.get(name))

    def _fields(self, scope: str, conflicts: set[tuple[str, str, str]]) -> Iterable[FieldPreview]:
        for (entity, record_id, name), before in self._before.get(scope, {}).items():
            after = _values(self._session, entity, record_id).get(name)
            conflict = (scope, record_id, name) in conflicts
            if before != after or conflict:
                yield FieldPreview(entity, record_id, name, before, after, conflict)


def _values(session: Session, entity: str, record_id: str) -> dict[str, Any]:
    """Return what stands in the fields of a record, empty when it is not here."""
    record_class = synced_entities().get(entity)
    if record_class is None:
        return {}
    table = record_class.__table__
    row = session.execute(select(table).where(table.c.id == record_id)).mappings().one_or_none()
    if row is None:
        return {}
    values: dict[str, Any] = {}
    for column in synced_fields(record_class):
        if column.prefix:
            values |= {column.prefix + key: value for key, value in row[column.name].items()}
        else:
            values[column.name] = row[column.name]
    return values
