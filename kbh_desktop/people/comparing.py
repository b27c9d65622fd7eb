"""Two registrations side by side, and those that were brought together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kbh_desktop.ids import ChangeId, PersonId
from kbh_desktop.people.likeness import Likeness
from kbh_desktop.people.model import Person, PersonRow

TOGETHER: Mapping[str, tuple[str, ...]] = {"cpr": ("cpr_kind",), "birth_date": ("birth_precision",)}
"""Fields that mean nothing without another, which goes with them."""
_FOLLOWING = frozenset(each for names in TOGETHER.values() for each in names)


@dataclass(frozen=True, slots=True)
class CandidatePair:
    """Two people in the list who may be one."""

    one: PersonRow
    other: PersonRow
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in a field of one registration, by whom and when."""

    value: object = field(repr=False)
    author: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One field of two registrations; at least one of them has a value."""

    name: str
    one: Written
    other: Written

    @property
    def differs(self) -> bool:
        """Whether somebody has to choose."""
        return self.one.value != self.other.value

    @property
    def only_other(self) -> bool:
        """Whether the other one alone knows something, so that it is worth taking over."""
        return self.one.value in ("", None) and self.other.value not in ("", None)


@dataclass(frozen=True, slots=True)
class Side:
    """One registration of a comparison."""

    person: Person
    interviews: int
    changed_at: datetime | None
    heads: tuple[ChangeId, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two registrations side by side."""

    one: Side
    other: Side
    fields: tuple[FieldPair, ...]


@dataclass(frozen=True, slots=True)
class MergedPair:
    """Two registrations that were brought together, as a list shows them."""

    link_id: str
    kept_id: PersonId
    merged_id: PersonId
    kept: str = field(repr=False)
    """The name."""
    merged: str = field(repr=False)
    reason: str = field(repr=False)
    author: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Separated:
    """What taking a merge back did."""

    kept_id: PersonId
    merged_id: PersonId
    stayed: tuple[str, ...]
    """Fields that were taken over and changed since, so that they stay."""


def field_pairs(
    one: Person, other: Person, writers: Mapping[tuple[PersonId, str], tuple[str, datetime]]
) -> tuple[FieldPair, ...]:
    """Return the fields in which at least one has something; `writers` by person and field."""
    found = []
    for name in Person.__dataclass_fields__:
        values = getattr(one, name), getattr(other, name)
        if name == "id" or name in _FOLLOWING or not any(values):
            continue
        sides = [
            Written(value, *writers.get((person.id, name), ()))
            for value, person in zip(values, (one, other), strict=True)
        ]
        found.append(FieldPair(name, *sides))
    return tuple(found)
