"""The rules of UAX #9 inside one isolating run sequence: weak types, brackets, neutrals, levels.

Rule names in the comments are those of the annex.
"""

from dataclasses import dataclass

from kbh_desktop.documents.text.bidi_classes import CLOSING, OPENING

ISOLATES = frozenset({"LRI", "RLI", "FSI"})
_BRACKET_DEPTH = 63
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "PDI"}) | ISOLATES
_STRONG = {"L": "L", "R": "R", "EN": "R", "AN": "R"}


@dataclass(slots=True)
class RunSequence:
    """An isolating run sequence (BD13) with the classes it has so far."""

    indices: list[int]
    types: list[str]
    original: list[str]
    level: int
    start: str  # sos
    end: str  # eos

    @property
    def embedding(self) -> str:
        """The direction of the sequence's own level."""
        return "R" if self.level & 1 else "L"


def resolve_sequence(sequence: RunSequence, text: str, level: list[int]) -> None:
    """Write the levels of the sequence's characters into `level`."""
    _weak(sequence)
    if text:
        _brackets(sequence, text)
    _neutral(sequence)
    _implicit(sequence, level)


def _weak(sequence: RunSequence) -> None:
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


def _marks_and_numbers(sequence: RunSequence) -> None:
    """Rules W1 and W2."""
    types = sequence.types
    before = strong = sequence.start
    for index, kind in enumerate(types):
        if kind == "NSM":
            types[index] = "ON" if before in ISOLATES or before == "PDI" else before
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


def _brackets(sequence: RunSequence, text: str) -> None:
    """Rule N0."""
    for opening, closing in _bracket_pairs(sequence, text):
        kind = _bracket_type(sequence, opening, closing)
        if kind:
            _set_bracket(sequence, opening, kind)
            _set_bracket(sequence, closing, kind)


def _bracket_pairs(sequence: RunSequence, text: str) -> list[tuple[int, int]]:
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


def _bracket_type(sequence: RunSequence, opening: int, closing: int) -> str | None:
    inside = {_STRONG.get(kind) for kind in sequence.types[opening + 1 : closing]} - {None}
    if not inside:
        return None
    if sequence.embedding in inside:
        return sequence.embedding
    before = (_STRONG[k] for k in reversed(sequence.types[:opening]) if k in _STRONG)
    return next(before, sequence.start)


def _set_bracket(sequence: RunSequence, index: int, kind: str) -> None:
    sequence.types[index] = kind
    for follower in range(index + 1, len(sequence.types)):
        if sequence.original[follower] != "NSM":
            break
        sequence.types[follower] = kind


def _neutral(sequence: RunSequence) -> None:
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


def _implicit(sequence: RunSequence, level: list[int]) -> None:
    """Rules I1 and I2."""
    own = sequence.level
    for index, kind in zip(sequence.indices, sequence.types, strict=True):
        if own & 1:
            level[index] = own if kind == "R" else own + 1
        else:
            level[index] = own + {"L": 0, "R": 1}.get(kind, 2)
