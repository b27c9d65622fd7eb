"""Paints the parts of a week: hours, days, what is taken, blocks, and what a held session may."""

from collections.abc import Mapping
from functools import cache

from pyphen import Pyphen
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from kbh_desktop.courses.timetable import Grid
from kbh_desktop.i18n import _
from ui.courses.feasibility import ICONS, Feasibility
from ui.courses.geometry import Geometry
from ui.courses.view import Block, Busy, WeekView
from ui.courses.words import clock, day_heading, short_day_heading, time_span
from ui.theme import Token, Weight, theme

_STRIPE = 4
_LOW_PX = 60
"""Below this height marks stand beside the words, above it under them."""
_LEAST_GHOST_PX = 150
_LOOKS: Mapping[str, tuple[Token, Token]] = {
    "lesson": ("soft", "on_soft"),
    "visit": ("ok_s", "ok"),
    "internship": ("ok_s", "ok"),
}
_OTHER_LOOK: tuple[Token, Token] = ("sunken", "text2")
_STATES: Mapping[str, tuple[Token, Token]] = {
    "ok": ("ok_s", "ok"),
    "warning": ("warn_s", "warn"),
    "forbidden": ("bad_s", "bad"),
}
_SHADE_ALPHA = (28, 70, 130)
_LEFT_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def paint_days(painter: QPainter, geometry: Geometry, view: WeekView, today: object) -> None:
    """Paint the lines between days and the ground of closed ones."""
    for day, date_ in enumerate(view.days):
        box = geometry.day_box(day)
        if date_ == today:
            painter.fillRect(box, theme.color("sel"))
        if day in view.closed:
            paint_hatch(painter, box, view.closed[day])
        painter.setPen(theme.color("line"))
        painter.drawLine(box.topLeft(), box.bottomLeft())
        painter.drawLine(box.topRight(), box.bottomRight())


def paint_hours(painter: QPainter, geometry: Geometry, grid: Grid, right: float) -> None:
    """Paint when each slot begins, and the pauses between slots."""
    painter.setFont(theme.font(12))
    for slot in range(grid.slots_per_day):
        top = geometry.slot_top(slot)
        painter.setPen(theme.color("line"))
        painter.drawLine(QPointF(geometry.left, top), QPointF(right, top))
        label = QRectF(0, top, geometry.left - theme.px(8), theme.px(18))
        painter.setPen(theme.color("text3"))
        painter.drawText(label, int(Qt.AlignmentFlag.AlignRight), clock(grid, slot))
    for pause in grid.breaks:
        if 0 < pause.after_slot < grid.slots_per_day:
            _paint_break(painter, geometry, pause.after_slot, right)


def _paint_break(painter: QPainter, geometry: Geometry, after: int, right: float) -> None:
    top, bottom = geometry.slot_bottom(after - 1), geometry.slot_top(after)
    box = QRectF(geometry.left, top, right - geometry.left, bottom - top)
    painter.fillRect(box, theme.color("bg"))
    painter.setPen(theme.color("line"))
    painter.drawLine(box.topLeft(), box.topRight())
    if box.height() >= theme.px(14):
        painter.setPen(theme.color("text3"))
        painter.setFont(theme.font(11))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _("Break"))


def paint_heads(painter: QPainter, geometry: Geometry, view: WeekView, today: object) -> None:
    """Paint the names of the days above them."""
    for day, date_ in enumerate(view.days):
        is_today = date_ == today
        painter.setFont(theme.font(13, Weight.DemiBold))
        painter.setPen(theme.color("accent" if is_today else "text2"))
        box = QRectF(geometry.day_left(day), 0, geometry.day_width(day), theme.px(34))
        inner = box.adjusted(theme.px(6), 0, -theme.px(2), 0)
        words = day_heading(date_)
        if QFontMetricsF(painter.font()).horizontalAdvance(words) > inner.width():
            words = short_day_heading(date_)
        painter.drawText(inner, _LEFT_MIDDLE, _elided(painter, words, inner.width()))


def paint_busy(painter: QPainter, geometry: Geometry, busy: Busy) -> None:
    """Paint slots in which there is something else that can't move."""
    box = geometry.box(busy.day, busy.slot, busy.slots).adjusted(1, 1, -1, -1)
    paint_hatch(painter, box, busy.label)


def block_look(kind: str) -> tuple[Token, Token]:
    """Return the ground and the ink of a kind of session."""
    return _LOOKS.get(kind, _OTHER_LOOK)


def paint_hatch(painter: QPainter, box: QRectF, label: str) -> None:
    """Paint a place where nothing can be held, with what is there."""
    painter.fillRect(box, theme.color("sunken"))
    painter.fillRect(box, QBrush(theme.color("line"), Qt.BrushStyle.BDiagPattern))
    if label:
        painter.setFont(theme.font(12, Weight.Medium))
        painter.setPen(theme.color("text2"))
        inner = box.adjusted(theme.px(6), theme.px(4), -theme.px(3), -theme.px(4))
        _paint_wrapped(painter, inner, label)


def paint_verdict(
    painter: QPainter,
    geometry: Geometry,
    day: int,
    slot: int,
    verdict: Feasibility,
    *,
    is_first: bool,
) -> None:
    """Paint how a held session would stand over this slot; its icon stands in the first."""
    box = geometry.box(day, slot, 1).adjusted(1, 1 if is_first else 0, -1, 0)
    ground, ink = _STATES[verdict.state]
    if verdict.state == "ok":
        painter.fillRect(box, theme.color("surface"))
        color = QColor(theme.color(ink))
        color.setAlpha(_SHADE_ALPHA[verdict.shade])
        painter.fillRect(box, color)
    else:
        painter.fillRect(box, theme.color(ground))
    if verdict.state == "forbidden":
        painter.fillRect(box, QBrush(_faint(ink), Qt.BrushStyle.FDiagPattern))
    side = theme.px(14)
    if is_first and box.height() > side + 4:
        at = QPointF(box.right() - side - theme.px(5), box.top() + theme.px(4))
        painter.drawPixmap(at, theme.pixmap(ICONS[verdict.state], ink, 14))


def _faint(token: Token) -> QColor:
    color = QColor(theme.color(token))
    color.setAlpha(60)
    return color


def paint_block(
    painter: QPainter,
    box: QRectF,
    block: Block,
    grid: Grid,
    *,
    is_chosen: bool = False,
    is_quiet: bool = False,
) -> None:
    """Paint a session: its title, time and people, its lock, and that it has conflicts."""
    ground, ink = block_look(block.kind)
    painter.save()
    if is_quiet or block.is_dimmed:
        painter.setOpacity(0.35)
    box = box.adjusted(3, 1.5, -3, -1.5)
    painter.setPen(QPen(theme.color("bad" if block.conflicts else "line"), 1.5))
    painter.setBrush(theme.color(ground))
    painter.drawRoundedRect(box, 5, 5)
    _paint_stripe(painter, box, ink, has_conflict=bool(block.conflicts))
    if is_chosen:
        painter.setPen(QPen(theme.color("focus"), 2.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 6, 6)
    if is_quiet:
        _paint_title_only(painter, box, block.title)
    else:
        _paint_words(painter, box, block, grid)
    painter.restore()


def _paint_stripe(painter: QPainter, box: QRectF, ink: Token, *, has_conflict: bool) -> None:
    width = theme.px(_STRIPE) + (2 if has_conflict else 0)
    stripe = QRectF(box.left(), box.top(), width, box.height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("bad" if has_conflict else ink))
    painter.drawRoundedRect(stripe, 2, 2)
    if has_conflict:
        painter.setBrush(QBrush(theme.color("surface"), Qt.BrushStyle.FDiagPattern))
        painter.drawRect(stripe)


def _paint_title_only(painter: QPainter, box: QRectF, title: str) -> None:
    inner = box.adjusted(theme.px(_STRIPE + 6), theme.px(3), -theme.px(24), 0)
    painter.setFont(theme.font(13, Weight.DemiBold))
    painter.setPen(theme.color("text"))
    line = QFontMetricsF(painter.font()).lineSpacing()
    row = QRectF(inner.left(), inner.top(), inner.width(), line)
    painter.drawText(row, _LEFT_MIDDLE, _elided(painter, title, inner.width()))


def _paint_words(painter: QPainter, box: QRectF, block: Block, grid: Grid) -> None:
    inner = box.adjusted(theme.px(_STRIPE + 6), theme.px(3), -theme.px(4), -theme.px(2))
    inner = _paint_marks(painter, inner, block)
    title, small = theme.font(13, Weight.DemiBold), theme.font(12)
    below = QFontMetricsF(small).lineSpacing()
    painter.setFont(title)
    painter.setPen(theme.color("text"))
    room = inner.height() - below if inner.height() > 2 * below else inner.height()
    top = _paint_wrapped(painter, inner.adjusted(0, 0, 0, room - inner.height()), block.title)
    painter.setFont(small)
    painter.setPen(theme.color("text2"))
    for text in _lines(block, grid):
        left = QRectF(inner.left(), top, inner.width(), inner.bottom() - top)
        top = _paint_wrapped(painter, left, text)


def _lines(block: Block, grid: Grid) -> tuple[str, ...]:
    span = time_span(grid, block.slot, block.slots)
    wrong = _("Conflict: {text}").format(text=", ".join(block.marks)) if block.marks else ""
    return tuple(filter(None, (span, wrong, *block.who)))


def _paint_wrapped(painter: QPainter, box: QRectF, text: str) -> float:
    """Paint words over as many lines as there is room for; return where the next line begins."""
    metrics = QFontMetricsF(painter.font())
    height = metrics.lineSpacing()
    most = int((box.height() + theme.px(3)) // height)
    top = box.top()
    for line in wrapped(metrics, text, box.width(), most):
        painter.drawText(QRectF(box.left(), top, box.width() + 2, height), _LEFT_MIDDLE, line)
        top += height
    return top


def wrapped(metrics: QFontMetricsF, text: str, width: float, most: int) -> list[str]:
    """Return the text in at most `most` lines, long words broken; what does not fit ends in …."""
    words, lines = text.split(), list[str]()
    while words and len(lines) < most:
        words = [*_broken(metrics, words[0], width), *words[1:]]
        count = 1
        while count < len(words) and (
            metrics.horizontalAdvance(" ".join(words[: count + 1])) <= width
        ):
            count += 1
        if len(lines) == most - 1:
            count = len(words)
        line = " ".join(words[:count])
        lines.append(metrics.elidedText(line, Qt.TextElideMode.ElideRight, max(0.0, width)))
        words = words[count:]
    return lines


def _paint_marks(painter: QPainter, inner: QRectF, block: Block) -> QRectF:
    """Paint lock and warning in the lower far corner and return the room that is left."""
    icons: list[tuple[str, Token]] = []
    if block.conflicts:
        icons.append(("triangle-alert", "bad"))
    if block.lock:
        icons.append(("lock", "text2"))
    side, right = theme.px(14), inner.right()
    for name, token in icons:
        right -= side
        at = QPointF(right, inner.bottom() - side)
        painter.drawPixmap(at, theme.pixmap(name, token, 14))
        right -= theme.px(3)
    is_low = inner.height() < theme.px(_LOW_PX)
    if not icons:
        return inner
    return (
        inner.adjusted(0, 0, right - inner.right(), 0) if is_low else inner.adjusted(0, 0, 0, -side)
    )


def _broken(metrics: QFontMetricsF, word: str, width: float) -> tuple[str, ...]:
    """Return a word that is too wide in two parts, the first as long as fits."""
    if metrics.horizontalAdvance(word) <= width:
        return (word,)
    for start, rest in _hyphenation().iterate(word):
        if metrics.horizontalAdvance(f"{start}-") <= width:
            return (f"{start}-", rest)
    return (word,)


@cache
def _hyphenation() -> Pyphen:
    return Pyphen(lang="da_DK")


def paint_ghost(
    painter: QPainter, box: QRectF, right: float, title: str, verdict: Feasibility
) -> None:
    """Paint where a held session would land, with icon and words."""
    ground, ink = _STATES[verdict.state]
    box = box.adjusted(2, 1, -2, -1)
    wider = theme.px(_LEAST_GHOST_PX) - box.width()
    if wider > 0:
        box.adjust(0, 0, wider, 0)
        box.moveRight(min(box.right(), right - 2))
    painter.setPen(QPen(theme.color(ink), 2.5))
    painter.setBrush(theme.color(ground))
    painter.drawRoundedRect(box, 6, 6)
    inner = box.adjusted(theme.px(8), theme.px(4), -theme.px(6), -theme.px(4))
    line = QFontMetricsF(theme.font(13, Weight.DemiBold)).lineSpacing()
    painter.setPen(theme.color("text"))
    painter.setFont(theme.font(13, Weight.DemiBold))
    row = QRectF(inner.left(), inner.top(), inner.width(), line)
    painter.drawText(row, _LEFT_MIDDLE, _elided(painter, title, inner.width()))
    if inner.height() < 2 * line:
        return
    side = theme.px(14)
    at = QPointF(inner.left(), inner.top() + line + 2)
    painter.drawPixmap(at, theme.pixmap(ICONS[verdict.state], ink, 14))
    painter.setPen(theme.color(ink))
    painter.setFont(theme.font(12, Weight.Medium))
    words = inner.adjusted(side + theme.px(5), line, 0, 0)
    _paint_wrapped(painter, words, verdict.said())


def paint_cursor(painter: QPainter, geometry: Geometry, day: int, slot: int) -> None:
    """Paint the cell that the keyboard is in."""
    painter.setPen(QPen(theme.color("focus"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(geometry.box(day, slot, 1).adjusted(2, 2, -2, -2))


def _elided(painter: QPainter, text: str, width: float) -> str:
    metrics = QFontMetricsF(painter.font())
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, width))
