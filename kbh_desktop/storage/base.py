"""What all stored rows have in common, and which of their columns travel in bundles."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass
from dataclasses import fields as dataclass_fields
from functools import cache
from typing import Any, ClassVar

from sqlalchemy import JSON, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column
from sqlalchemy.sql.elements import KeyedColumnElement

from kbh_desktop.ids import new_id

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
WHOLE_OFFICE = "*"

Json = Any


class Record(MappedAsDataclass, DeclarativeBase, kw_only=True, eq=False, repr=False):
    """A stored row; one that is not a `SyncedRecord` stays on this device."""

    metadata = MetaData(naming_convention=NAMES)


class SyncedRecord(Record, kw_only=True, eq=False, repr=False):
    """A row that travels in bundles; every change to it is written in the change log.

    Columns hold text, numbers, booleans or JSON. `scope` is the person it concerns, or
    `WHOLE_OFFICE`. A column with `info={"local": True}` does not travel; a JSON object column with
    `info={"per_key": "a."}` is merged key by key, its entries being the fields `a.<key>`; assign a
    new dict to change it. A text column with `info={"blob": True}` names content by its SHA-256.
    There is no UNIQUE and no enforced foreign key on such a table, so that a valid bundle never
    fails. `state` is `ok`, `deleted`, or `waiting` for changes still to come.
    """

    __abstract__ = True
    __entity__: ClassVar[str]

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    scope: Mapped[str] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(init=False, default="ok")
    conflicts: Mapped[int] = mapped_column(init=False, default=0)

    def __init_subclass__(cls, **kwargs: Json) -> None:
        super().__init_subclass__(**kwargs)
        if "__entity__" in cls.__dict__:
            _entities[cls.__entity__] = cls


_entities: dict[str, type[SyncedRecord]] = {}
_BOOKKEEPING = frozenset({"id", "scope", "state", "conflicts"})
_EMPTY: Mapping[type, Json] = {str: "", int: 0, float: 0.0, bool: False}


def synced_entities() -> Mapping[str, type[SyncedRecord]]:
    """Return the class of every kind of record that travels, by its entity name."""
    return _entities


@dataclass(frozen=True, slots=True)
class Field:
    """One travelling column: its name, what stands there when nobody wrote it, and its type."""

    name: str
    default: Json
    kind: type
    prefix: str = ""

    def fits(self, value: Json) -> bool:
        """Return whether `value` may stand in this column."""
        if self.kind is object:
            return True
        if value is None:
            return self.default is None
        if isinstance(value, bool) or self.kind is bool:
            return self.kind is bool and isinstance(value, bool)
        return isinstance(value, (int, float) if self.kind is float else self.kind)


@cache
def synced_fields(record_class: type[SyncedRecord]) -> tuple[Field, ...]:
    """Return the columns of `record_class` that travel.

    Raises: TypeError when a column can't be written as JSON.
    """
    defaults = _declared_defaults(record_class)
    return tuple(
        _field(column, defaults)
        for column in record_class.__table__.columns
        if column.name not in _BOOKKEEPING and not column.info.get("local")
    )


def _declared_defaults(record_class: type[SyncedRecord]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for column in record_class.__table__.columns:
        if column.default is not None and column.default.is_scalar:
            found[column.name] = column.default.arg
    for field in dataclass_fields(record_class):
        if field.default_factory is not MISSING:
            found[field.name] = field.default_factory()
    return found


def _field(column: KeyedColumnElement[Any], defaults: Mapping[str, Json]) -> Field:
    prefix = column.info.get("per_key", "")
    if isinstance(column.type, JSON):
        return Field(column.name, defaults.get(column.name, {} if prefix else None), object, prefix)
    kind = column.type.python_type
    if kind not in _EMPTY:
        message = f"the column {column.name} can't travel: it is {kind.__name__}"
        raise TypeError(message)
    default = defaults.get(column.name, None if column.nullable else _EMPTY[kind])
    return Field(column.name, default, kind)
