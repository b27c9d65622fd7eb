"""The words that names in the vault hold, and which of them a misspelt word may mean."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

SHORTEST = 5
"""Letters a word needs for a misspelling to be forgiven."""
_LAST = "\U0010ffff"


class Vocabulary:
    """Finds the words that are one edit away: a letter more, less, other, or two swapped."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words)
        self._backwards = sorted(word[::-1] for word in self._words)

    def near(self, word: str) -> tuple[str, ...]:
        """Return the words one edit from `word`, none for one shorter than `SHORTEST`."""
        if len(word) < SHORTEST:
            return ()
        return tuple(sorted({c for c in self._candidates(word) if one_edit_apart(word, c)}))

    def _candidates(self, word: str) -> Iterator[str]:
        """One edit leaves the beginning or the end as it was, so only those words can be near."""
        part = (len(word) - 1) // 2
        yield from _starting_with(self._words, word[:part])
        for backwards in _starting_with(self._backwards, word[-part:][::-1]):
            yield backwards[::-1]


def _starting_with(words: list[str], start: str) -> Iterator[str]:
    yield from words[bisect_left(words, start) : bisect_left(words, start + _LAST)]


def one_edit_apart(left: str, right: str) -> bool:
    """Return whether one edit, or a swap of neighbours, makes `left` into `right`."""
    short, long = sorted((left, right), key=len)
    if left == right or len(long) - len(short) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    rest = short[at + 1 :] == long[at + 1 :]
    swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return rest or swapped
