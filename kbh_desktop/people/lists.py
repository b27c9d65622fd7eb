"""Countries, languages, municipalities, asylum centres and towns, as the program knows them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, Literal, TypeVar

from kbh_desktop.errors import NotFoundError
from kbh_desktop.i18n import _, language
from kbh_desktop.people.folding import fold, folded_words, sort_key
from kbh_desktop.resources import resource

Direction = Literal["ltr", "rtl"]
CentreKind = Literal["reception", "accommodation", "departure", "children", "special"]


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a code that is called differently in every language."""

    code: str
    da: str
    en: str
    own: str
    """A language's name in itself; a country's in its most spoken official language."""
    direction: Direction
    script: str
    """ISO 15924 code of the script that `own` is written in."""

    @property
    def name(self) -> str:
        """The name in the language of the program."""
        return self.en if language() == "en" else self.da


@dataclass(frozen=True, slots=True)
class Country(Named):
    """A country or citizenship; `code` is ISO 3166-1 alpha-3, or XXA, XXP, XXX of our own."""


@dataclass(frozen=True, slots=True)
class Language(Named):
    """A language people speak; `code` is ISO 639, two letters where there are two."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """One of the 98 Danish municipalities; `code` has four digits."""

    code: str
    name: str
    region: str


@dataclass(frozen=True, slots=True)
class Centre:
    """An asylum centre and the days it was open."""

    code: str
    name: str
    municipality: str
    """Four digits."""
    operator: str
    kind: CentreKind
    valid_from: str
    """ISO date."""
    valid_to: str
    """ISO date of the last day; empty while it is open."""
    confirmed: bool
    """False where operator or dates should be checked by the office."""

    def is_open(self, on: date) -> bool:
        """Return whether people lived there on that day."""
        day = on.isoformat()
        return self.valid_from <= day and (not self.valid_to or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Town:
    """The town of the postcodes from `first` to `last`, and its usual municipality."""

    first: int
    last: int
    town: str
    municipality: str


Entry = TypeVar("Entry", Country, Language, Municipality, Centre)


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(resource(f"lists/{name}.json").read_text("utf-8"))
    return rows


@cache
def countries() -> tuple[Country, ...]:
    """Return all countries and citizenships, by code."""
    return tuple(Country(**row) for row in _rows("countries"))


@cache
def languages() -> tuple[Language, ...]:
    """Return the languages people coming to Denmark speak, by code."""
    return tuple(Language(**row) for row in _rows("languages"))


@cache
def municipalities() -> tuple[Municipality, ...]:
    """Return the 98 municipalities, by code."""
    return tuple(Municipality(**row) for row in _rows("municipalities"))


@cache
def all_centres() -> tuple[Centre, ...]:
    """Return every asylum centre on the list, also those that have closed."""
    return tuple(Centre(**row) for row in _rows("centres"))


def centres(on: date) -> tuple[Centre, ...]:
    """Return the asylum centres that are open on that day."""
    return tuple(centre for centre in all_centres() if centre.is_open(on))


def country(code: str) -> Country:
    """Return the country with that code.

    Raises:
        NotFoundError: there is none.
    """
    return _with_code(code, countries())


def language_of(code: str) -> Language:
    """Return the language with that code.

    Raises:
        NotFoundError: there is none.
    """
    return _with_code(code, languages())


def municipality(code: str) -> Municipality:
    """Return the municipality with that code.

    Raises:
        NotFoundError: there is none.
    """
    return _with_code(code, municipalities())


def centre(code: str) -> Centre:
    """Return the centre with that code, open or closed.

    Raises:
        NotFoundError: there is none.
    """
    return _with_code(code, all_centres())


def _with_code(code: str, entries: Iterable[Entry]) -> Entry:
    found = next((entry for entry in entries if entry.code == code), None)
    if found is None:
        raise NotFoundError(_("The lists have no code “{code}”.").format(code=code))
    return found


def find_country(text: str, limit: int = 8) -> tuple[Country, ...]:
    """Return countries whose Danish, English or own name, or code, begins as typed."""
    return _best(text, ((c, (c.name, c.da, c.en, c.own)) for c in countries()), limit)


def find_language(text: str, limit: int = 8) -> tuple[Language, ...]:
    """Return languages whose Danish, English or own name, or code, begins as typed."""
    return _best(text, ((c, (c.name, c.da, c.en, c.own)) for c in languages()), limit)


def find_municipality(text: str, limit: int = 8) -> tuple[Municipality, ...]:
    """Return municipalities whose name or code begins as typed."""
    return _best(text, ((m, (m.name,)) for m in municipalities()), limit)


def _best(
    text: str, named: Iterable[tuple[Entry, tuple[str, ...]]], limit: int
) -> tuple[Entry, ...]:
    """Return the entries that fit, the closest first; `names` begin with the one to sort by."""
    typed = fold(text.strip())
    ranked = (
        (rank, sort_key(names[0]), entry.code, entry)
        for entry, names in named
        if typed and (rank := _rank(typed, entry.code, names)) is not None
    )
    return tuple(entry for *_order, entry in sorted(ranked, key=itemgetter(0, 1, 2))[:limit])


def _rank(typed: str, code: str, names: tuple[str, ...]) -> int | None:
    """Return 0 for the whole name or code, 1 for its beginning, 2 for that of a later word."""
    folded = [_folded(name) for name in names]
    if typed == code.casefold() or any(typed == whole for whole, _words in folded):
        return 0
    if any(whole.startswith(typed) for whole, _words in folded):
        return 1
    later = (word.startswith(typed) for _whole, words in folded for word in words)
    return 2 if any(later) else None


@lru_cache(maxsize=4096)
def _folded(name: str) -> tuple[str, tuple[str, ...]]:
    """Return the folded name and its words; a picker asks at every key."""
    return fold(name), tuple(folded_words(name))


def town(postcode: str) -> Town | None:
    """Return the town that usually has that postcode, None when it is not on the short list."""
    if not (postcode.isascii() and postcode.isdigit()):
        return None
    return next((t for t in _towns() if t.first <= int(postcode) <= t.last), None)


@cache
def _towns() -> tuple[Town, ...]:
    return tuple(Town(**row) for row in _rows("postcodes"))
