"""Each participant's days on a line: the course, the start of work placement, the move."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from kbh_desktop.i18n import _, short_date
from ui.course_people.rows import Row, RowsView, draw_ground, draw_two_lines
from ui.theme import Token, Tone, theme

_ROW_PX = 60
_NAME_PX = 230
_PAD_PX = 12
_DOT_PX = 6.5
_EDGE_DAYS = 3
_BAND_ALPHA = 46


@dataclass(frozen=True, slots=True)
class StartLine:
    """One participant's days."""

    person: str
    name: str = field(repr=False)
    firm: str = field(default="", repr=False)
    starts_on: date | None = None
    moves_on: date | None = None

    @property
    def is_before_move(self) -> bool | None:
        """Whether work begins before the move; None while that can't be known."""
        if self.starts_on is None:
            return None
        return None if self.moves_on is None else self.starts_on < self.moves_on

    @property
    def verdict(self) -> tuple[str, Tone]:
        """What is to be said of it, and how loudly."""
        if self.starts_on is None:
            return _("No start agreed"), "warn"
        if self.moves_on is None:
            return _("Moving day unknown"), ""
        if self.starts_on < self.moves_on:
            return _("Before the move"), "ok"
        return _("After the move"), "bad"

    @property
    def words(self) -> str:
        """Both days in words."""
        parts = [self.firm]
        if self.starts_on:
            parts.append(_("starts {date}").format(date=short_date(self.starts_on)))
        if self.moves_on:
            parts.append(_("moves {date}").format(date=short_date(self.moves_on)))
        return " · ".join(filter(None, parts))


class StartLines(RowsView):
    """Rows with a line of days; Enter opens."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._lines: dict[str, StartLine] = {}
        self._delegate = _LineDelegate(self)
        self.setItemDelegate(self._delegate)

    def tell_lines(
        self, lines: Sequence[StartLine], first_day: date, last_day: date, today: date
    ) -> None:
        """Show `lines` of a course that lasts from `first_day` to `last_day`."""
        self._lines = {line.person: line for line in lines}
        days = [d for line in lines for d in (line.starts_on, line.moves_on) if d]
        edge = timedelta(days=_EDGE_DAYS)
        self._delegate.scale = Scale(
            min([first_day, *days]) - edge,
            max([last_day, *days]) + edge,
            (first_day, last_day),
            today,
        )
        self.tell([Row(line.person, line.name, line.words, *line.verdict) for line in lines])

    def line(self, key: str) -> StartLine | None:
        """Return the line of a row."""
        return self._lines.get(key)


@dataclass(frozen=True, slots=True)
class Scale:
    """Which days the line runs through, the course's own, and today."""

    first: date
    last: date
    course: tuple[date, date]
    today: date

    def at(self, day: date, box: QRectF) -> float:
        """Return where on the line of `box` a day lies."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return box.left() + min(1.0, max(0.0, share)) * box.width()


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, view: StartLines) -> None:
        super().__init__(view)
        self._view = view
        self.scale: Scale | None = None

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(theme.px(320), theme.px(_ROW_PX))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = self._view.rows.row(index.row())
        line = self._view.line(row.key) if row else None
        if line is None or self.scale is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        draw_ground(painter, rect, option.state)
        inner = rect.adjusted(theme.px(_PAD_PX), 0, -theme.px(_PAD_PX), 0)
        names = QRect(inner)
        names.setWidth(min(theme.px(_NAME_PX), inner.width() * 2 // 5))
        draw_two_lines(painter, names, line.name, line.firm or line.verdict[0])
        track = QRectF(inner)
        track.setLeft(names.right() + theme.px(24))
        _draw_track(painter, track, self.scale)
        _draw_days(painter, track, self.scale, line)
        painter.restore()


def _draw_track(painter: QPainter, box: QRectF, scale: Scale) -> None:
    y = box.center().y()
    painter.setPen(QPen(theme.color("line"), 2))
    painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
    first, last = scale.course
    band = QColor(theme.color("accent"))
    band.setAlpha(_BAND_ALPHA)
    pen = QPen(band, theme.px(10))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawLine(QPointF(scale.at(first, box), y), QPointF(scale.at(last, box), y))
    if scale.first <= scale.today <= scale.last:
        x = scale.at(scale.today, box)
        painter.setPen(QPen(theme.color("field"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, box.top() + 4), QPointF(x, box.bottom() - 4))


def _draw_days(painter: QPainter, box: QRectF, scale: Scale, line: StartLine) -> None:
    y, radius = box.center().y(), theme.px(_DOT_PX)
    color: Token = "bad" if line.is_before_move is False else "ok"
    if line.starts_on:
        x = scale.at(line.starts_on, box)
        painter.setPen(QPen(theme.color("surface"), 2))
        painter.setBrush(theme.color(color))
        painter.drawEllipse(QPointF(x, y), radius, radius)
        _draw_date(painter, x, y - theme.px(25), box, line.starts_on, color)
    if line.moves_on:
        x = scale.at(line.moves_on, box)
        painter.setPen(QPen(theme.color("surface"), 2))
        painter.setBrush(theme.color("text2"))
        corners = ((0, -radius), (radius, 0), (0, radius), (-radius, 0))
        painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in corners]))
        _draw_date(painter, x, y + theme.px(9), box, line.moves_on, "text2")


def _draw_date(
    painter: QPainter, x: float, top: float, box: QRectF, day: date, color: Token
) -> None:
    painter.setFont(theme.font(11.5))
    painter.setPen(theme.color(color))
    width = theme.px(60)
    left = min(max(x - width / 2, box.left()), box.right() - width)
    place = QRectF(left, top, width, theme.px(16))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"{day.day}/{day.month}")
