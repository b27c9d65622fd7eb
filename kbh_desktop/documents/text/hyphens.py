"""Where a long word of Danish or English may be divided (Liang's patterns, by pyphen)."""

import re
from functools import cache, lru_cache

from pyphen import Pyphen

HYPHEN = "\u2010"
_DICTIONARIES = {"da": "da_DK", "en": "en_GB"}
_SHORTEST = 8  # letters
_LEFT, _RIGHT = 4, 4  # letters that stay together at either end
_WORD = re.compile("[A-Za-zÀ-ɏ]+")


@cache
def _dictionary(language: str) -> Pyphen:
    return Pyphen(lang=_DICTIONARIES[language], left=_LEFT, right=_RIGHT)


@lru_cache(maxsize=5_000)
def hyphen_points(text: str, language: str) -> tuple[int, ...]:
    """Return the places in `text`, one word with its punctuation, where a hyphen may be put.

    Only the longest run of letters is looked at; other languages have none.
    """
    if language not in _DICTIONARIES or len(text) < _SHORTEST:
        return ()
    longest = max(_WORD.finditer(text), key=lambda match: len(match.group()), default=None)
    if longest is None or len(longest.group()) < _SHORTEST:
        return ()
    found = _dictionary(language).positions(longest.group())
    return tuple(longest.start() + int(place) for place in found)


def forget_hyphens() -> None:
    """Drop the words that were looked at, as they come from what people typed."""
    hyphen_points.cache_clear()
