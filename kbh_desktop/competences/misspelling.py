"""How many typing errors lie between what was typed and the beginning of a word.

Myers' bit-parallel distance, with Hyyrö's transposition: one machine word holds a whole column.
"""

from itertools import pairwise

FORGIVEN_FROM = 5
"""Letters from which one error is forgiven."""
TWO_FORGIVEN_FROM = 9
"""Letters from which two errors are forgiven."""


def errors_forgiven(typed: str) -> int:
    """Return how many errors are forgiven in a word of that length."""
    if len(typed) < FORGIVEN_FROM:
        return 0
    return 2 if len(typed) >= TWO_FORGIVEN_FROM else 1


def parts_left(typed: str, errors: int) -> frozenset[str]:
    """Return pieces of which any word so near holds one unharmed.

    An error harms one of `errors + 1` pieces; only a swap over the seam of two harms both,
    so the word is also cut up with the letters at each seam swapped back.
    """
    seams = [len(typed) * n // (errors + 1) for n in range(errors + 2)]
    spellings = [typed]
    for seam in seams[1:-1]:
        swapped = typed[seam] + typed[seam - 1]
        spellings.append(typed[: seam - 1] + swapped + typed[seam + 1 :])
    return frozenset(
        spelling[begin:end] for spelling in spellings for begin, end in pairwise(seams)
    )


class Typed:
    """A typed word, made ready to be held against many others."""

    def __init__(self, word: str) -> None:
        self._length = len(word)
        self._places: dict[str, int] = {}
        for place, letter in enumerate(word):
            self._places[letter] = self._places.get(letter, 0) | 1 << place

    def errors_to_beginning_of(self, word: str) -> int:
        """Return the fewest letters added, lost, changed or swapped that make a beginning of it."""
        full, last = (1 << self._length) - 1, 1 << (self._length - 1)
        up, down, diagonal, before = full, 0, 0, 0
        errors = fewest = self._length
        for letter in word:
            here = self._places.get(letter, 0)
            swapped = ((~diagonal & here) << 1) & before
            diagonal = ((((here & up) + up) ^ up) | here | down | swapped) & full
            right = down | (full & ~(diagonal | up))
            left = diagonal & up
            errors += bool(right & last) - bool(left & last)
            right = (right << 1 | 1) & full
            left = left << 1 & full
            up = left | (full & ~(diagonal | right))
            down = right & diagonal
            before = here
            fewest = min(fewest, errors)
        return fewest
