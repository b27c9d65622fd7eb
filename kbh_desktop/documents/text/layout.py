"""Sets paragraphs: lines of runs that fit a width, each run of one face, style and direction."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from kbh_desktop.documents.text import bidi
from kbh_desktop.documents.text.breaks import is_plain, letters, tokens
from kbh_desktop.documents.text.clean import clean
from kbh_desktop.documents.text.faces import Face, Weight, font_runs
from kbh_desktop.documents.text.hyphens import HYPHEN, forget_hyphens, hyphen_points
from kbh_desktop.documents.text.shape import Shaped, shape

Align = Literal["start", "end", "left", "right", "center"]
_CACHED_WORDS = 5_000
_WIDEST = 1_000  # characters; no page is as wide as so many
_BASELINE = 0.86  # of the size, below the top of the text's own height
_SLACK = 0.01  # points, for sums of rounded widths
_LEAST_GAP, _LARGE_GAP = 48.0, 0.45  # points, and share of the line, worth a hyphen
_CONTROLS = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u061c\u2066\u2067\u2068\u2069"))


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How text is set: sizes in points, tracking in 1/1000 em.

    Without `direction` (0 left to right, 1 right to left) the text itself decides.
    """

    size: float
    leading: float
    weight: Weight = Weight.REGULAR
    color: str = "#17252D"
    align: Align = "start"
    direction: bidi.Base | None = None
    tracking: float = 0
    capitals: bool = False
    words: dict[str, "_Piece"] = field(default_factory=dict, init=False, repr=False)

    @property
    def baseline(self) -> float:
        """How far the first baseline lies below the top, in points."""
        return (self.leading - self.size) / 2 + self.size * _BASELINE


Spans = Sequence[tuple[str, Style]]
Content = str | Spans


class Run(NamedTuple):
    """Glyphs of one face, style and direction; tracking in 1/1000 em, the width in points."""

    face: Face
    text: str
    level: int
    style: Style
    shaped: Shaped
    tracking: float
    width: float


class Line(NamedTuple):
    """The runs of one line in reading order, its width in points, and the paragraph's level."""

    runs: tuple[Run, ...]
    width: float
    base: int
    is_mixed: bool
    """Whether some of it runs from right to left."""


class _Piece(NamedTuple):
    runs: tuple[Run, ...]
    width: float
    is_space: bool


def layout(
    content: Content, style: Style, width: float, missing: set[str], language: str = ""
) -> tuple[Line, ...]:
    """Set `content` in lines of at most `width` points; characters no font has go to `missing`.

    Words of `language` (`da` or `en`) are hyphenated where a line would be left half empty.
    """
    spans = ((content, style),) if isinstance(content, str) else tuple(content)
    lines, absent = _laid(spans, style, width, language)
    missing |= absent
    return lines


@lru_cache(maxsize=4_000)
def _laid(
    spans: tuple[tuple[str, Style], ...], style: Style, width: float, language: str
) -> tuple[tuple[Line, ...], frozenset[str]]:
    """Set the text; labels and questions come again in every document of a batch."""
    missing: set[str] = set()
    lines: list[Line] = []
    for paragraph in _paragraphs(spans):
        base, pieces = _pieces(paragraph, style, missing)
        lines += _fill(pieces, base, width, language)
    return tuple(lines), frozenset(missing)


def fitted(text: str, style: Style, width: float, missing: set[str]) -> Line:
    """Set `text` in one line, cut with an ellipsis where it is too long."""
    line, absent = _fitted(text, style, width)
    missing |= absent
    return line


@lru_cache(maxsize=2_000)
def _fitted(text: str, style: Style, width: float) -> tuple[Line, frozenset[str]]:
    missing: set[str] = set()
    return _fitted_line(text, style, width, missing), frozenset(missing)


def _fitted_line(text: str, style: Style, width: float, missing: set[str]) -> Line:
    text = " ".join(clean(text[:_WIDEST]).split())
    base, pieces = _pieces([(text, style)], style, missing)
    runs = tuple(run for piece in pieces for run in piece.runs)
    line = Line(runs, sum(run.width for run in runs), base, _is_mixed(runs))
    if line.width <= width + _SLACK:
        return line
    kept, total, end = [], 0.0, _pieces([("…", style)], style, missing)[1][0].runs
    room = width - sum(run.width for run in end)
    for piece in _short_pieces(runs):
        if total + piece.width > room:
            break
        kept.append(piece)
        total += piece.width
    return Line((*kept, *end), total + sum(run.width for run in end), base, line.is_mixed)


def text_width(text: str, style: Style) -> float:
    """Return the width of `text` on one line, in points."""
    return fitted(text, style, float("inf"), set()).width


def forget_words() -> None:
    """Drop every shaped word, as they come from what people typed."""
    shape.cache_clear()
    font_runs.cache_clear()
    _laid.cache_clear()
    _fitted.cache_clear()
    forget_hyphens()
    for style in _used:
        style.words.clear()
    _used.clear()


_used: set[Style] = set()


def _paragraphs(spans: Spans) -> list[list[tuple[str, Style]]]:
    """Cut at line ends; one bidi paragraph each."""
    found: list[list[tuple[str, Style]]] = [[]]
    for raw, style in spans:
        text = clean(raw)
        first, *others = (text.upper() if style.capitals else text).split("\n")
        found[-1].append((first, style))
        found += [[(other, style)] for other in others]
    return found if any(text for paragraph in found for text, _ in paragraph) else []


def _pieces(
    paragraph: Sequence[tuple[str, Style]], style: Style, missing: set[str]
) -> tuple[int, list[_Piece]]:
    text = "".join(part for part, _ in paragraph)
    if style.direction == 1 or bidi.needs_bidi(text):
        base, level = bidi.levels(text, style.direction)
        return base, _directed_pieces(paragraph, text, level, missing)
    pieces: list[_Piece] = []
    for part, own in paragraph:
        pieces += _plain_pieces(part, own) or _token_pieces(part, own, missing)
    return 0, _joined(pieces) if len(paragraph) > 1 else pieces


def _plain_pieces(text: str, style: Style) -> list[_Piece]:
    """Return words that are known, with single spaces between them; nothing where one is not.

    Known words have every glyph, and most text is made of them: this is the way that must be quick.
    """
    if not is_plain(text):
        return []
    known = style.words
    try:
        found = [known[word] for word in text.split(" ")]
        space = known[" "]
    except KeyError:
        return []
    pieces = [space] * (2 * len(found) - 1)
    pieces[::2] = found
    return pieces


def _token_pieces(text: str, style: Style, missing: set[str]) -> list[_Piece]:
    pieces: list[_Piece] = []
    for token in tokens(text):
        piece = style.words.get(token.text)
        if piece is None:
            piece = _set_word(token.text, style, missing, is_space=token.is_space)
        pieces.append(piece)
    return pieces


def _set_word(text: str, style: Style, missing: set[str], *, is_space: bool) -> _Piece:
    absent: set[str] = set()
    runs = tuple(_runs(text, style, 0, absent))
    piece = _Piece(runs, sum(run.width for run in runs), is_space)
    if absent:
        missing |= absent
        return piece
    if len(style.words) >= _CACHED_WORDS:
        style.words.clear()
    _used.add(style)
    style.words[text] = piece
    return piece


def _joined(pieces: list[_Piece]) -> list[_Piece]:
    """Keep together words that meet where the style changes, such as a bold word and its comma."""
    joined: list[_Piece] = []
    for piece in pieces:
        if joined and not piece.is_space and not joined[-1].is_space:
            before = joined[-1]
            runs, width = before.runs + piece.runs, before.width + piece.width
            joined[-1] = _Piece(runs, width, is_space=False)
        else:
            joined.append(piece)
    return joined


def _directed_pieces(
    paragraph: Sequence[tuple[str, Style]], text: str, level: list[int], missing: set[str]
) -> list[_Piece]:
    styles = [style for part, style in paragraph for _ in part]
    pieces: list[_Piece] = []
    start = 0
    for token in tokens(text):
        end = start + len(token.text)
        runs: list[Run] = []
        while start < end:
            stop = start + 1
            while stop < end and (level[stop], styles[stop]) == (level[start], styles[start]):
                stop += 1
            runs += _runs(text[start:stop], styles[start], level[start], missing)
            start = stop
        pieces.append(_Piece(tuple(runs), sum(run.width for run in runs), token.is_space))
    return pieces


def _runs(text: str, style: Style, level: int, missing: set[str]) -> list[Run]:
    text = text.translate(_CONTROLS)
    if not text:
        return []
    found = font_runs(text, style.weight)
    missing |= found.missing
    return [_run(face, part, style, level) for face, part in found.runs]


def _run(face: Face, text: str, style: Style, level: int) -> Run:
    rtl = bool(level & 1)
    shaped = shape(face, text, rtl=rtl)
    tracking = 0 if rtl else style.tracking  # joined letters are never spaced
    width = (shaped.width + tracking * len(shaped.glyphs)) * style.size / 1000
    return Run(face, text, level, style, shaped, tracking, width)


def _fill(pieces: list[_Piece], base: int, width: float, language: str) -> list[Line]:
    """Fill lines greedily; spaces at a line's end hang outside it."""
    lines: list[Line] = []
    current: list[_Piece] = []
    used = 0.0
    for piece in pieces:
        rest = piece
        if not piece.is_space and used + piece.width > width + _SLACK:
            divided = _divided(piece, width - used, width, language)
            if divided:
                current.append(divided[0])
                rest = divided[1]
            if current:
                lines.append(_line(current, base))
                current, used = [], 0.0
            *full, rest = _chopped(rest, width)
            lines += [_line([part], base) for part in full]
        if current or not rest.is_space or not lines:
            current.append(rest)
            used += rest.width
    lines.append(_line(current, base))
    return lines


def _divided(
    piece: _Piece, room: float, width: float, language: str
) -> tuple[_Piece, _Piece] | None:
    """Divide a word with a hyphen, if the line it does not fit would be left with a large gap."""
    gap_is_large = room > max(_LEAST_GAP, width * _LARGE_GAP) or piece.width > width
    if not language or not gap_is_large or len(piece.runs) != 1 or piece.runs[0].level:
        return None
    run = piece.runs[0]
    if run.text[:1].isupper() and piece.width <= width:
        return None  # names stay whole where a line can hold them
    for place in reversed(hyphen_points(run.text, language)):
        first = _whole(run, run.text[:place] + HYPHEN)
        if first.width <= room:
            return first, _whole(run, run.text[place:])
    return None


def _line(pieces: list[_Piece], base: int) -> Line:
    last = len(pieces)
    while last and pieces[last - 1].is_space:
        last -= 1
    kept = pieces[:last]
    runs = tuple(run for piece in kept for run in piece.runs)
    return Line(runs, sum(piece.width for piece in kept), base, _is_mixed(runs))


def _is_mixed(runs: Sequence[Run]) -> bool:
    return any(run.level for run in runs)


def _short_pieces(runs: Sequence[Run]) -> list[Run]:
    return [
        _run(run.face, letter, run.style, run.level) for run in runs for letter in letters(run.text)
    ]


def _chopped(piece: _Piece, width: float) -> list[_Piece]:
    """Cut a word into parts no wider than a line; most words are one already."""
    if piece.width <= width + _SLACK:
        return [piece]
    parts: list[_Piece] = []
    for run in piece.runs:
        rest = list(letters(run.text))
        while rest:
            count = _letters_that_fit(run, rest, width)
            parts.append(_whole(run, "".join(rest[:count])))
            rest = rest[count:]
    return parts


def _letters_that_fit(run: Run, rest: Sequence[str], width: float) -> int:
    """Return how many letters fill a line, at least one; together they may be wider than apart."""
    used, count = 0.0, 0
    for letter in rest:
        used += _run(run.face, letter, run.style, run.level).width
        if used > width and count:
            break
        count += 1
    while count > 1 and _whole(run, "".join(rest[:count])).width > width:
        count -= 1
    return count


def _whole(run: Run, text: str) -> _Piece:
    part = _run(run.face, text, run.style, run.level)
    return _Piece((part,), part.width, is_space=False)
