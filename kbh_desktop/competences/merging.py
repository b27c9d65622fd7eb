"""What several laptops entered of the same thing becomes one line, and nothing of it is lost.

The result depends on what was entered only, not on its order, and merging again changes nothing.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kbh_desktop.competences.catalogue import skill_named
from kbh_desktop.competences.items import CHOSEN, FIELDS, NAMING, Item, Kind
from kbh_desktop.competences.model import Evidence
from kbh_desktop.people.folding import fold

EVIDENCE: tuple[Evidence, ...] = ("stated", "reference", "paper", "tried")
"""The weakest first."""
_YEAR = len("2016")
_NAMES_AND_ORIGINS = frozenset({"title", "name", "original_title", *CHOSEN})
"""What may be written in several ways and still mean the same."""
_TELLING: Mapping[Kind, tuple[str, ...]] = {
    "work": ("title", "began", "country"),
    "education": ("level", "field", "country", "title", "original_title"),
    "placement": ("workplace", "began"),
    "goals": ("kind",),
    "facts": ("kind",),
}
"""The fields that all have to be equal, where it is not the name alone."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Items that are the same thing, as one."""

    items: tuple[Item, ...]
    """The oldest first."""
    values: dict[str, str] = field(repr=False)
    differs: tuple[str, ...]
    """Names of the fields in which they do not agree."""

    @property
    def id(self) -> str:
        """The id of the oldest."""
        return self.items[0].id

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all."""
        return tuple(item.id for item in self.items)

    def get(self, name: str) -> str:
        """Return a field; empty when nobody told it."""
        return self.values.get(name, "")


def merged(kind: Kind, items: Iterable[Item]) -> tuple[Merged, ...]:
    """Return the items of one kind with those that are the same made one, the oldest first."""
    usable = sorted((each for each in items if each.has_name), key=_age)
    return tuple(_made_one(kind, group) for group in _sharing(usable, _names_of(kind)))


def _age(item: Item) -> tuple[str, str]:
    return item.added_at, item.id


def _names_of(kind: Kind) -> Callable[[Item], Sequence[Hashable]]:
    """Return what tells by which names an item goes; two that share a name are the same."""
    if kind == "skill":
        return _skill_names
    telling = _TELLING.get(kind) or (NAMING[kind],)
    return lambda item: [tuple(fold(item.get(name).strip()) for name in telling)]


def _skill_names(item: Item) -> Sequence[Hashable]:
    name, code, uri = item.get("name"), item.get("code"), item.get("uri")
    known = None if code else skill_named(name)
    names: list[Hashable] = [("named", fold(name.strip()))]
    if code or known:
        names.append(("code", code or (known.code if known else "")))
    if uri:
        names.append(("uri", uri))
    return names


def _sharing(
    items: Sequence[Item], names_of: Callable[[Item], Sequence[Hashable]]
) -> Iterator[list[Item]]:
    """Yield groups of items that are linked by names they share."""
    group_of: dict[Hashable, list[Item]] = {}
    for item in items:
        names = names_of(item)
        linked = {id(g): g for name in names if (g := group_of.get(name)) is not None}
        group = [item, *(member for g in linked.values() for member in g)]
        for member in group:
            group_of.update(dict.fromkeys(names_of(member), group))
    seen: set[int] = set()
    for group in group_of.values():
        if id(group) not in seen:
            seen.add(id(group))
            yield sorted(group, key=_age)


def _made_one(kind: Kind, items: Sequence[Item]) -> Merged:
    told = {name: [v for item in items if (v := item.get(name))] for name in FIELDS[kind]}
    values = {name: _one_value(name, found) for name, found in told.items() if found}
    if values.get("lasts") == "yes":
        values.pop("ended", None)
    differs = [
        name
        for name, found in told.items()
        if name not in _NAMES_AND_ORIGINS and name != "sources" and len(set(found)) > 1
    ]
    return Merged(tuple(items), values, tuple(differs))


def _one_value(name: str, told: Sequence[str]) -> str:
    """Return the strongest of what was told, where something is stronger; the oldest elsewhere."""
    return _STRONGEST.get(name, _oldest)(told)


def _oldest(told: Sequence[str]) -> str:
    return told[0]


def _highest(told: Sequence[str]) -> str:
    return max(told, key=lambda value: (int(value) if value.isdecimal() else -1, value))


def _best_documented(told: Sequence[str]) -> str:
    return max(told, key=lambda value: (*EVIDENCE, value).index(value))


def _earliest(told: Sequence[str]) -> str:
    """Of a year and a day in it the day, which says more."""
    return min(told, key=lambda value: (value[:_YEAR], -len(value), value))


def _all_of_them(told: Sequence[str]) -> str:
    return " ".join(sorted({part for value in told for part in value.split()}))


_STRONGEST: Mapping[str, Callable[[Sequence[str]], str]] = {
    "level": _highest,
    "years": _highest,
    "last_used": _highest,
    "year": _highest,
    "evidence": _best_documented,
    "sources": _all_of_them,
    "began": _earliest,
    "ended": max,
    "expires": max,
    "lasts": max,
}
