"""The Unicode Bidirectional Algorithm, UAX #9, with isolates and bracket pairs.

Rule names in the comments are those of the annex.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from kbh_desktop.documents.text.bidi_classes import bidi_class
from kbh_desktop.documents.text.bidi_rules import ISOLATES, RunSequence, resolve_sequence

Base = Literal[0, 1]
_MAX_DEPTH = 125
_EMBEDDINGS = frozenset({"RLE", "LRE", "RLO", "LRO"})
_REMOVED = _EMBEDDINGS | {"PDF", "BN"}
_KEPT_TRAILING = frozenset({"WS", "PDI"}) | ISOLATES | _REMOVED
# Anything that may give an odd level, or a number inside right-to-left text.
_NEEDED = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\u2068\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


class Levels(NamedTuple):
    """The paragraph's own level and one embedding level for each character (odd: right to left)."""

    base: int
    of: list[int]


def needs_bidi(text: str) -> bool:
    """Say whether `text` holds anything that may run right to left."""
    return _NEEDED.search(text) is not None


def is_rtl(text: str) -> bool:
    """Say whether `text` as a paragraph of its own runs right to left (rules P2 and P3)."""
    return needs_bidi(text) and levels(text).base == 1


def levels(text: str, base: Base | None = None) -> Levels:
    """Return the levels of one paragraph; without `base` its first strong character decides."""
    return resolve([bidi_class(char) for char in text], text, base)


def resolve(classes: Sequence[str], text: str = "", base: Base | None = None) -> Levels:
    """Return the levels of characters of these bidi classes; `text` is needed for bracket pairs."""
    pairs = _isolate_pairs(classes)
    own = base if base is not None else _first_strong(classes, 0, len(classes), pairs) or 0
    explicit = _Explicit(classes, own, pairs)
    explicit.run()
    level = list(explicit.levels)
    for sequence in _sequences(classes, explicit, own, pairs):
        resolve_sequence(sequence, text, level)
    _whitespace(classes, level, own)
    return Levels(own, level)


def visual_order(level: Sequence[int]) -> list[int]:
    """Return the indices of a line's parts from left to right (rule L2)."""
    order = list(range(len(level)))
    odd = [one for one in level if one & 1]
    if not odd:
        return order
    for limit in range(max(level), min(odd) - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and level[order[end]] >= limit:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)
    return order


def _isolate_pairs(classes: Sequence[str]) -> dict[int, int]:
    """Match each isolate initiator with its PDI (BD9)."""
    pairs: dict[int, int] = {}
    open_: list[int] = []
    for index, kind in enumerate(classes):
        if kind in ISOLATES:
            open_.append(index)
        elif kind == "PDI" and open_:
            pairs[open_.pop()] = index
    return pairs


def _first_strong(
    classes: Sequence[str], start: int, end: int, pairs: dict[int, int]
) -> Base | None:
    """Return the direction of the first strong character outside isolates (P2)."""
    index = start
    while index < end:
        kind = classes[index]
        if kind == "L":
            return 0
        if kind in {"R", "AL"}:
            return 1
        index = pairs.get(index, end) if kind in ISOLATES else index
        index += 1
    return None


class _Status(NamedTuple):
    level: int
    override: str
    isolate: bool


class _Explicit:
    """Rules X1 to X8: what the embedding, override and isolate controls say."""

    def __init__(self, classes: Sequence[str], base: int, pairs: dict[int, int]) -> None:
        self.original = classes
        self.classes = list(classes)
        self.levels = [base] * len(classes)
        self.base = base
        self.pairs = pairs
        self.stack = [_Status(base, "", isolate=False)]
        self.overflow_isolates = self.overflow_embeddings = self.valid_isolates = 0

    def run(self) -> None:
        for index, kind in enumerate(self.original):
            if kind in _EMBEDDINGS:
                self._embed(index, kind)
            elif kind in ISOLATES:
                self._isolate(index, kind)
            elif kind == "PDI":
                self._end_isolate(index)
            elif kind == "PDF":
                self._end_embedding(index)
            elif kind != "B":
                self._place(index, override=kind != "BN")

    def _place(self, index: int, *, override: bool) -> None:
        status = self.stack[-1]
        self.levels[index] = status.level
        if override and status.override:
            self.classes[index] = status.override

    def _next_level(self, *, rtl: bool) -> int | None:
        level = self.stack[-1].level
        new = (level + 1) | 1 if rtl else (level + 2) & ~1
        fits = new <= _MAX_DEPTH and not self.overflow_isolates and not self.overflow_embeddings
        return new if fits else None

    def _embed(self, index: int, kind: str) -> None:  # X2 to X5
        self._place(index, override=False)
        new = self._next_level(rtl=kind[0] == "R")
        if new is not None:
            override = kind[0] if kind[2] == "O" else ""
            self.stack.append(_Status(new, override, isolate=False))
        elif not self.overflow_isolates:
            self.overflow_embeddings += 1

    def _isolate(self, index: int, kind: str) -> None:  # X5a to X5c
        self._place(index, override=True)
        rtl = kind == "RLI"
        if kind == "FSI":
            end = self.pairs.get(index, len(self.original))
            rtl = _first_strong(self.original, index + 1, end, self.pairs) == 1
        new = self._next_level(rtl=rtl)
        if new is None:
            self.overflow_isolates += 1
        else:
            self.valid_isolates += 1
            self.stack.append(_Status(new, "", isolate=True))

    def _end_isolate(self, index: int) -> None:  # X6a
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self.valid_isolates:
            self.overflow_embeddings = 0
            while not self.stack[-1].isolate:
                self.stack.pop()
            self.stack.pop()
            self.valid_isolates -= 1
        self._place(index, override=True)

    def _end_embedding(self, index: int) -> None:  # X7
        self._place(index, override=False)
        if self.overflow_isolates:
            return
        if self.overflow_embeddings:
            self.overflow_embeddings -= 1
        elif not self.stack[-1].isolate and len(self.stack) > 1:
            self.stack.pop()


def _sequences(
    classes: Sequence[str], explicit: _Explicit, base: int, pairs: dict[int, int]
) -> list[RunSequence]:
    """Rules X9 and X10."""
    level = explicit.levels
    kept = [index for index, kind in enumerate(classes) if kind not in _REMOVED]
    place = {index: number for number, index in enumerate(kept)}
    runs = _level_runs(kept, level)
    run_at = {run[0]: run for run in runs}
    ends = set(pairs.values())
    found: list[RunSequence] = []
    for run in runs:
        if run[0] in ends:
            continue  # goes on from an earlier run
        indices = list(run)
        while (pdi := pairs.get(indices[-1])) is not None and pdi in run_at:
            indices += run_at[pdi]
        own = level[indices[0]]
        before = place[indices[0]] - 1
        after = place[indices[-1]] + 1
        left = level[kept[before]] if before >= 0 else base
        right = level[kept[after]] if after < len(kept) else base
        if classes[indices[-1]] in ISOLATES and indices[-1] not in pairs:
            right = base
        found.append(
            RunSequence(
                indices,
                [explicit.classes[index] for index in indices],
                [classes[index] for index in indices],
                own,
                "R" if max(own, left) & 1 else "L",
                "R" if max(own, right) & 1 else "L",
            )
        )
    return found


def _level_runs(kept: list[int], level: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for index in kept:
        if runs and level[runs[-1][-1]] == level[index]:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _whitespace(classes: Sequence[str], level: list[int], base: int) -> None:
    """Rule L1, and the level of what X9 removed: that of the character before it."""
    for index, kind in enumerate(classes):
        if kind in _REMOVED:
            level[index] = level[index - 1] if index else base
    trailing = True
    for index in reversed(range(len(classes))):
        kind = classes[index]
        if kind in {"S", "B"}:
            trailing = True
        elif kind not in _KEPT_TRAILING:
            trailing = False
        if trailing:
            level[index] = base
