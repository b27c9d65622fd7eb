"""What pickers of countries, languages and municipalities offer for typed letters."""

from collections.abc import Sequence
from typing import Protocol

from kbh_desktop.people import lists
from ui.people.words import country_text, language_text, municipality_text
from ui.widgets.picker import Option


class _Entry(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...


def search_countries(typed: str) -> tuple[Option, ...]:
    """Return countries that begin as typed, in Danish, English or their own language."""
    return _options(lists.find_country(typed))


def search_languages(typed: str) -> tuple[Option, ...]:
    """Return languages that begin as typed, in Danish, English or themselves."""
    return _options(lists.find_language(typed))


def search_municipalities(typed: str) -> tuple[Option, ...]:
    """Return municipalities that begin as typed."""
    return _options(lists.find_municipality(typed))


def held_countries(codes: str) -> tuple[Option, ...]:
    """Return the countries of `codes` for a picker to hold."""
    return tuple(Option(code, country_text(code)) for code in codes.split())


def held_languages(codes: str) -> tuple[Option, ...]:
    """Return the languages of `codes` for a picker to hold."""
    return tuple(Option(code, language_text(code)) for code in codes.split())


def held_municipality(code: str) -> tuple[Option, ...]:
    """Return the municipality `code` for a picker to hold."""
    return (Option(code, municipality_text(code)),) if code else ()


def _options(entries: Sequence[_Entry]) -> tuple[Option, ...]:
    return tuple(Option(entry.code, entry.name) for entry in entries)
