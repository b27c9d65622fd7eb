"""All weeks at a glance: one row a week, one field a day."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from kbh_desktop.i18n import _
from ui.courses.grid_paint import block_look, paint_hatch
from ui.courses.view import PlanView, WeekView
from ui.courses.words import conflicts_text, day_and_date, day_heading, lessons_text, week_name
from ui.theme import Weight, theme
from ui.widgets.announce import announce

_LEFT_PX, _HEAD_PX, _LEAST_ROW_PX, _DAYS = 74, 8, 58, 5


class Overview(QWidget):
    """Arrows walk from day to day, Enter or a click opens the week there."""

    opened = Signal(object)
    """A date."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._weeks: tuple[WeekView, ...] = ()
        self._slots = 8
        self._at = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Overview of all weeks"))
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def tell(self, view: PlanView, only: str = "") -> None:
        """Show the plan; with `only`, what that person or room does."""
        self._weeks = tuple(view.in_week(week, only) for week in view.weeks)
        self._slots = view.instance.grid.slots_per_day
        self._describe(aloud=False)
        self.updateGeometry()
        self.update()

    def words_at(self, week: int, day: int) -> str:
        """Return one day as it is read aloud."""
        view = self._weeks[week]
        blocks = [each for each in view.blocks if each.day == day]
        conflicts = sum(bool(each.conflicts) for each in blocks)
        parts = (
            f"{week_name(view.week)}, {day_and_date(view.days[day])}",
            view.closed.get(day, ""),
            lessons_text(sum(each.slots for each in blocks)) if day not in view.closed else "",
            conflicts_text(conflicts) if conflicts else "",
            ", ".join(each.title for each in blocks),
        )
        return ". ".join(filter(None, parts))

    def sizeHint(self) -> QSize:
        """Return room for all weeks."""
        return QSize(theme.px(480), theme.px(_HEAD_PX + _LEAST_ROW_PX * max(1, len(self._weeks))))

    def minimumSizeHint(self) -> QSize:
        """Return the same height, so that every day can be read."""
        return QSize(theme.px(240), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk and open."""
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        step = steps.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._weeks:
            self.opened.emit(self._day())
        elif step is not None and self._weeks:
            week = max(0, min(len(self._weeks) - 1, self._at[0] + step[0]))
            day = max(0, min(_DAYS - 1, self._at[1] + step[1]))
            self._at = (week, day)
            self._describe(aloud=True)
            self.update()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the week of the day that is pressed."""
        at = self._under(event.position())
        if at is not None:
            self._at = at
            self.opened.emit(self._day())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Give the day's words as a tip."""
        at = self._under(event.position())
        self.setToolTip(self.words_at(*at) if at else "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show and say where the keyboard is."""
        super().focusInEvent(event)
        self._describe(aloud=True)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint all weeks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, view in enumerate(self._weeks):
            self._paint_week_name(painter, number, view)
            for day in range(_DAYS):
                self._paint_day(painter, number, day)

    def _paint_week_name(self, painter: QPainter, number: int, view: WeekView) -> None:
        box = self._box(number, 0)
        painter.setFont(theme.font(13, Weight.DemiBold))
        painter.setPen(theme.color("text2"))
        place = QRectF(0, box.top() + theme.px(6), theme.px(_LEFT_PX - 6), theme.px(20))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft), week_name(view.week))

    def _paint_day(self, painter: QPainter, number: int, day: int) -> None:
        view, box = self._weeks[number], self._box(number, day)
        is_here = self.hasFocus() and self._at == (number, day)
        painter.setPen(QPen(theme.color("focus" if is_here else "line"), 2 if is_here else 1))
        is_today = view.days[day] == self._today()
        painter.setBrush(theme.color("sel" if is_today else "surface"))
        painter.drawRoundedRect(box, 6, 6)
        inner = box.adjusted(theme.px(6), theme.px(4), -theme.px(6), -theme.px(6))
        if day in view.closed:
            paint_hatch(painter, box.adjusted(1, 1, -1, -1), "")
        painter.setFont(theme.font(12, Weight.Medium))
        painter.setPen(theme.color("text2"))
        line = QFontMetricsF(painter.font()).lineSpacing()
        painter.drawText(
            QRectF(inner.left(), inner.top(), inner.width(), line),
            int(Qt.AlignmentFlag.AlignVCenter),
            QFontMetricsF(painter.font()).elidedText(
                view.closed.get(day) or day_heading(view.days[day]),
                Qt.TextElideMode.ElideRight,
                inner.width(),
            ),
        )
        self._paint_blocks(painter, inner.adjusted(0, line + 2, 0, 0), view, day)

    def _paint_blocks(self, painter: QPainter, box: QRectF, view: WeekView, day: int) -> None:
        """Paint the day as a bar from its first to its last slot."""
        unit = box.width() / self._slots
        for busy in (each for each in view.busy if each.day == day):
            place = QRectF(
                box.left() + busy.slot * unit, box.top(), busy.slots * unit, box.height()
            )
            paint_hatch(painter, place, "")
        for block in (each for each in view.blocks if each.day == day):
            height = box.height() / block.lanes
            place = QRectF(
                box.left() + block.slot * unit + 1,
                box.top() + block.lane * height,
                block.slots * unit - 2,
                height - 1,
            )
            ground, ink = block_look(block.kind)
            painter.setOpacity(0.3 if block.is_dimmed else 1)
            painter.setPen(QPen(theme.color("bad" if block.conflicts else ink), 1.2))
            painter.setBrush(theme.color("bad_s" if block.conflicts else ground))
            painter.drawRoundedRect(place, 3, 3)
            painter.setPen(theme.color("text"))
            painter.setFont(theme.font(11))
            words = place.adjusted(theme.px(4), 0, -2, 0)
            shown = QFontMetricsF(painter.font()).elidedText(
                block.title, Qt.TextElideMode.ElideRight, words.width()
            )
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), shown)
            painter.setOpacity(1)

    def _box(self, week: int, day: int) -> QRectF:
        left, head, gap = theme.px(_LEFT_PX), theme.px(_HEAD_PX), 6
        width = (self.width() - left - 2) / _DAYS
        height = (self.height() - head) / max(1, len(self._weeks))
        return QRectF(left + day * width, head + week * height, width - gap, height - gap)

    def _under(self, point: QPointF) -> tuple[int, int] | None:
        for week in range(len(self._weeks)):
            for day in range(_DAYS):
                if self._box(week, day).contains(point):
                    return week, day
        return None

    def _day(self) -> date:
        return self._weeks[self._at[0]].days[self._at[1]]

    def _describe(self, *, aloud: bool) -> None:
        if not self._weeks:
            return
        self._at = (min(self._at[0], len(self._weeks) - 1), self._at[1])
        words = self.words_at(*self._at)
        self.setAccessibleDescription(words)
        if aloud:
            announce(self, words)
