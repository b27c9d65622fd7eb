"""The words of the catalogue, and which of them a typed word may mean."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from kbh_desktop.competences.misspelling import Typed, errors_forgiven, parts_left
from kbh_desktop.people.folding import fold

SHORTEST_INSIDE = 3
"""Letters from which a typed word is also looked for inside longer words."""
SHORTEST_FIRST_PART = 4
SHORTEST_LAST_PART = 4
"""Letters from which a part of the typed word may stand for it."""
_ANYBODY = frozenset(
    {"mand", "kone", "dame", "arbejde", "arbejder", "medarbejder", "assistent", "hjaelper", "folk"}
)
"""Last parts that say nothing of the work."""
_ARABIC_THE = re.compile(r"^ال(?=..)")
REMEMBERED = 256
"""Typed words whose likenesses are kept; all but the last of them come again at the next key."""
LAST = "\U0010ffff"
_WORD = re.compile(r"[^\W_](?:['’ʼ]?[^\W_])*")


class Likeness(IntEnum):
    """How a typed word resembles one of the catalogue, the closest first."""

    SAME = 0
    BEGINNING = 1
    INSIDE = 2
    MISSPELT = 3
    MISSPELT_TWICE = 4
    LAST_PART = 5
    FIRST_PART = 6


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word folded, and where it stands in the text it was found in."""

    folded: str
    start: int
    end: int


def placed_words(text: str) -> tuple[PlacedWord, ...]:
    """Return the words of `text` that have letters or digits."""
    found = (PlacedWord(_folded(m[0]), m.start(), m.end()) for m in _WORD.finditer(text))
    return tuple(word for word in found if word.folded)


@lru_cache(maxsize=8192)
def _folded(word: str) -> str:
    return _ARABIC_THE.sub("", fold(word))


class Lexicon:
    """All words of the catalogue; says which of them resemble a typed one."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words)
        self._known = frozenset(self._words)
        # One long string is searched by the interpreter's own code, a thousand times as fast.
        self._joined = "\n" + "\n".join(self._words) + "\n"
        self.forgiving = lru_cache(maxsize=REMEMBERED)(self._forgiving)
        """Return the words that resemble what was typed, the exact ones among them."""

    def exact(self, typed: str) -> dict[str, Likeness]:
        """Return the words that are, begin with or hold what was typed."""
        short = len(typed) < SHORTEST_INSIDE
        found = self._beginning_with(typed) if short else self._holding(typed)
        return {word: _exact_likeness(typed, word) for word in found}

    def _forgiving(self, typed: str) -> dict[str, Likeness]:
        found = dict(self._parts(typed))
        found.update(self._misspelt(typed))
        found.update(self.exact(typed))
        return found

    def _misspelt(self, typed: str) -> Iterator[tuple[str, Likeness]]:
        forgiven = errors_forgiven(typed)
        if not forgiven:
            return
        ready = Typed(typed)
        near = {word for part in parts_left(typed, forgiven) for word in self._holding(part)}
        for word in near:
            errors = ready.errors_to_beginning_of(word[: len(typed) + forgiven])
            if errors <= forgiven:
                # Hardly anybody misspells the first letter.
                close = errors <= 1 and word[0] == typed[0]
                yield word, Likeness.MISSPELT if close else Likeness.MISSPELT_TWICE

    def _parts(self, typed: str) -> Iterator[tuple[str, Likeness]]:
        """Yield words for the first part of a compound, then those that are its last part."""
        for length in range(len(typed) - 1, max(SHORTEST_FIRST_PART, len(typed) // 2) - 1, -1):
            begun = self._beginning_with(typed[:length])
            if begun:
                yield from ((word, Likeness.FIRST_PART) for word in begun)
                break
        for start in range(1, len(typed) - SHORTEST_LAST_PART + 1):
            ending = typed[start:]
            if ending in self._known and ending not in _ANYBODY:
                yield ending, Likeness.LAST_PART

    def _beginning_with(self, start: str) -> list[str]:
        return self._words[bisect_left(self._words, start) : bisect_left(self._words, start + LAST)]

    def _holding(self, part: str) -> Iterator[str]:
        at = self._joined.find(part)
        while at >= 0:
            end = self._joined.index("\n", at)
            yield self._joined[self._joined.rindex("\n", 0, at) + 1 : end]
            at = self._joined.find(part, end)


def _exact_likeness(typed: str, word: str) -> Likeness:
    if word == typed:
        return Likeness.SAME
    return Likeness.BEGINNING if word.startswith(typed) else Likeness.INSIDE


def mark(word: PlacedWord, text: str, typed: str, likeness: Likeness) -> tuple[int, int]:
    """Return where in `text` the part of `word` stands that was typed."""
    if likeness > Likeness.INSIDE:
        return word.start, word.end
    begin = word.folded.index(typed)
    written = text[word.start : word.end]
    if len(written) == len(word.folded):
        return word.start + begin, word.start + begin + len(typed)
    # A folded word may be shorter than what is written: `maaler` folds as `måler` does.
    lengths = [len(fold(written[:end])) for end in range(len(written) + 1)]
    first = max(n for n, length in enumerate(lengths) if length <= begin)
    last = max(n for n, length in enumerate(lengths) if length <= begin + len(typed))
    return word.start + first, word.start + last
