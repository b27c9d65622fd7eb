"""The Unicode Bidirectional Algorithm, UAX #9, with isolates and bracket pairs.

Rule names in the comments are those of the annex.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from kbh_desktop.documents.text.bidi_classes import CLOSING, OPENING, bidi_class

Base = Literal[0, 1]
_MAX_DEPTH = 125
_BRACKET_DEPTH = 63
_ISOLATES = frozenset({"LRI", "RLI", "FSI"})
_EMBEDDINGS = frozenset({"RLE", "LRE", "RLO", "LRO"})
_REMOVED = _EMBEDDINGS | {"PDF", "BN"}
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "PDI"}) | _ISOLATES
_KEPT_TRAILING = frozenset({"WS", "PDI"}) | _ISOLATES | _REMOVED
_STRONG = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
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
        _weak(sequence)
        if text:
            _brackets(sequence, text)
        _neutral(sequence)
        _implicit(sequence, level)
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
        if kind in _ISOLATES:
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
        index = pairs.get(index, end) if kind in _ISOLATES else index
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
            elif kind in _ISOLATES:
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


@dataclass(slots=True)
class _Sequence:
    """An isolating run sequence (BD13) with the classes it has so far."""

    indices: list[int]
    types: list[str]
    original: list[str]
    level: int
    start: str  # sos
    end: str  # eos

    @property
    def embedding(self) -> str:
        return "R" if self.level & 1 else "L"


def _sequences(
    classes: Sequence[str], explicit: _Explicit, base: int, pairs: dict[int, int]
) -> list[_Sequence]:
    """Rules X9 and X10."""
    level = explicit.levels
    kept = [index for index, kind in enumerate(classes) if kind not in _REMOVED]
    place = {index: number for number, index in enumerate(kept)}
    runs = _level_runs(kept, level)
    run_at = {run[0]: run for run in runs}
    ends = set(pairs.values())
    found: list[_Sequence] = []
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
        if classes[indices[-1]] in _ISOLATES and indices[-1] not in pairs:
            right = base
        found.append(
            _Sequence(
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


def _weak(sequence: _Sequence) -> None:
    """Rules W1 to W7."""
    types = sequence.types
    _marks_and_numbers(sequence)
    types[:] = ["R" if kind == "AL" else kind for kind in types]  # W3
    for index in range(1, len(types) - 1):  # W4
        before, after = types[index - 1], types[index + 1]
        if before == after and (
            (types[index] == "ES" and before == "EN")
            or (types[index] == "CS" and before in {"EN", "AN"})
        ):
            types[index] = before
    _terminators(types)
    strong = sequence.start
    for index, kind in enumerate(types):  # W7
        if kind in {"R", "L"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            types[index] = "L"


def _marks_and_numbers(sequence: _Sequence) -> None:
    """Rules W1 and W2."""
    types = sequence.types
    before = strong = sequence.start
    for index, kind in enumerate(types):
        if kind == "NSM":
            types[index] = "ON" if before in _ISOLATES or before == "PDI" else before
        elif kind == "EN" and strong == "AL":
            types[index] = "AN"
        before = types[index]
        if before in {"R", "L", "AL"}:
            strong = before


def _terminators(types: list[str]) -> None:
    """Rules W5 and W6."""
    start = 0
    while start < len(types):
        end = start
        while end < len(types) and types[end] == "ET":
            end += 1
        if end > start:
            beside = types[start - 1 : start] + types[end : end + 1]
            types[start:end] = ["EN" if "EN" in beside else "ON"] * (end - start)
        elif types[start] in {"ES", "CS"}:
            types[start] = "ON"
        start = max(end, start + 1)


def _brackets(sequence: _Sequence, text: str) -> None:
    """Rule N0."""
    for opening, closing in _bracket_pairs(sequence, text):
        kind = _bracket_type(sequence, opening, closing)
        if kind:
            _set_bracket(sequence, opening, kind)
            _set_bracket(sequence, closing, kind)


def _bracket_pairs(sequence: _Sequence, text: str) -> list[tuple[int, int]]:
    """Find the pairs (BD16), sorted by their opening bracket."""
    open_: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for index, place in enumerate(sequence.indices):
        if sequence.types[index] != "ON":
            continue
        char = text[place]
        if char in OPENING:
            if len(open_) == _BRACKET_DEPTH:
                return []
            open_.append((OPENING[char], index))
        elif char in CLOSING:
            depth = next(
                (d for d in reversed(range(len(open_))) if open_[d][0] == CLOSING[char]), None
            )
            if depth is not None:
                pairs.append((open_[depth][1], index))
                del open_[depth:]
    return sorted(pairs)


def _bracket_type(sequence: _Sequence, opening: int, closing: int) -> str | None:
    inside = {_STRONG.get(kind) for kind in sequence.types[opening + 1 : closing]} - {None}
    if not inside:
        return None
    if sequence.embedding in inside:
        return sequence.embedding
    before = (_STRONG[k] for k in reversed(sequence.types[:opening]) if k in _STRONG)
    return next(before, sequence.start)


def _set_bracket(sequence: _Sequence, index: int, kind: str) -> None:
    sequence.types[index] = kind
    for follower in range(index + 1, len(sequence.types)):
        if sequence.original[follower] != "NSM":
            break
        sequence.types[follower] = kind


def _neutral(sequence: _Sequence) -> None:
    """Rules N1 and N2."""
    types = sequence.types
    start = 0
    while start < len(types):
        end = start
        while end < len(types) and types[end] in _NEUTRAL:
            end += 1
        if end > start:
            before = _STRONG[types[start - 1]] if start else sequence.start
            after = _STRONG[types[end]] if end < len(types) else sequence.end
            kind = before if before == after else sequence.embedding
            types[start:end] = [kind] * (end - start)
        start = max(end, start + 1)


def _implicit(sequence: _Sequence, level: list[int]) -> None:
    """Rules I1 and I2."""
    own = sequence.level
    for index, kind in zip(sequence.indices, sequence.types, strict=True):
        if own & 1:
            level[index] = own if kind == "R" else own + 1
        else:
            level[index] = own + {"L": 0, "R": 1}.get(kind, 2)


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
