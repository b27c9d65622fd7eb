"""Pairs of registrations that may be one person, found without comparing all with all.

Only registrations that share a key are compared: a number, or two names that sound alike together
with the year of birth or one beside it. In a crowded key each is compared with its neighbours by
date only, so that the work grows as the number of people does.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import Connection, text

from kbh_desktop.errors import CancelledError
from kbh_desktop.i18n import _
from kbh_desktop.people.likeness import (
    POSSIBLE,
    Likeness,
    Name,
    Registration,
    likeness,
    may_be_born_alike,
    name_of,
)

MOST = 500
"""So many pairs are shown; the surest come first."""
_NEIGHBOURS = 12
_STEP = 2_000
_MOST_SOUNDS = 5
_NUMBERS = ("udl", "cpr")
_ROWS = text(
    "SELECT p.id, p.given_name, p.family_name, p.udl_nr, p.cpr, p.cpr_kind,"
    " p.birth_date, p.birth_precision, p.sex, p.phone, w.sounds"
    " FROM person_index i JOIN person p ON p.id = i.person_id"
    " JOIN person_words w ON w.position = i.position ORDER BY p.birth_date, p.id"
)

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
Pair = tuple[str, str]
_Key = tuple[str, ...]


def never() -> bool:
    """Go on."""
    return False


def unheard(_done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two registrations that may be one person, by their ids in order."""

    one: str
    other: str
    likeness: Likeness


def candidates(
    connection: Connection,
    decided: Collection[Pair] = (),
    progress: Progress = unheard,
    cancelled: Cancelled = never,
) -> tuple[Candidate, ...]:
    """Return the pairs that may be one person, the surest first, without those `decided`.

    Raises: CancelledError.
    """
    blocks = _blocks(read_everybody(connection))
    found: dict[Pair, Likeness] = {}
    for done, block in enumerate(blocks):
        if done % _STEP == 0:
            if cancelled():
                raise CancelledError(_("Stopped. Nothing was changed."))
            progress(done, len(blocks))
        for one, other in block:
            pair = (min(one.id, other.id), max(one.id, other.id))
            if pair not in found and pair not in decided:
                found[pair] = likeness(one, other)
    progress(len(blocks), len(blocks))
    likely = (Candidate(*pair, like) for pair, like in found.items() if like.points >= POSSIBLE)
    return tuple(sorted(likely, key=lambda each: (-each.likeness.points, each.one))[:MOST])


def read_everybody(connection: Connection) -> list[Registration]:
    """Return what everybody is compared by, the shown registrations only."""
    names: dict[str, Name] = {}
    found = []
    for person_id, given, family, *rest, sounds in connection.execute(_ROWS):
        for written in (given, family):
            if written not in names:
                names[written] = name_of(written)
        whole = (person_id, names[given], names[family], *rest, frozenset(sounds.split()))
        found.append(Registration._make(whole))
    return found


def _blocks(people: Iterable[Registration]) -> list[Iterable[tuple[Registration, Registration]]]:
    """Return the pairs to compare among those who share a key, key by key."""
    by_key: defaultdict[_Key, list[Registration]] = defaultdict(list)
    for person in people:
        for key in _keys(person):
            by_key[key].append(person)
    return [
        _pairs(block) if key[0] in _NUMBERS else _likely(block)
        for key, block in by_key.items()
        if len(block) > 1
    ]


def _keys(person: Registration) -> Iterator[_Key]:
    for kind, number in zip(_NUMBERS, (person.udl_nr, person.cpr), strict=True):
        if number:
            yield kind, number
    sounds = sorted(person.sounds)[:_MOST_SOUNDS]
    if not sounds:
        return
    yield "all", *sounds
    year = person.birth_date[:4]
    if year:
        # Of neighbouring years every second key is shared, and a guess may be a year out.
        half = int(year) // 2
        years = {half, half + 1 if int(year) % 2 else half - 1}
        for two in combinations(sounds, 2):
            for each in years if person.birth_precision == "estimated" else {half}:
                yield "two", *two, str(each)


def _likely(block: list[Registration]) -> Iterator[tuple[Registration, Registration]]:
    return (pair for pair in _pairs(block) if may_be_born_alike(*pair))


def _pairs(block: list[Registration]) -> Iterator[tuple[Registration, Registration]]:
    if len(block) <= _NEIGHBOURS:
        yield from combinations(block, 2)
        return
    for position, one in enumerate(block):
        for other in block[position + 1 : position + _NEIGHBOURS]:
            yield one, other
