"""Draws the register: marks in cells, lessons above, participants with their weeks beside."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kbh_desktop.courses.attendance import CERTIFICATE_FROM, Attendance, LessonMark, Mark
from ui.course_people.marks import LETTERS, TONES, percent_words, short_note
from ui.course_people.register_model import RegisterModel
from ui.theme import Token, Weight, theme

ROW_PX = 44
CELL_PX, WIDE_CELL_PX = 58, 128
NAMES_PX, WIDE_NAMES_PX = 236, 340
_HEAD_PX = 46
_PAD_PX = 12
_BAR_PX = 9
_BAR_GAP_PX = 4
_MIDDLE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class MarkDelegate(QStyledItemDelegate):
    """One mark: the letter large, minutes or reason small; the ground repeats the letter."""

    def __init__(self, model: RegisterModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of a cell."""
        return QSize(theme.px(CELL_PX), theme.px(ROW_PX))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw ground, mark and, where the keyboard is, a frame."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        _draw_line_below(painter, rect)
        box = QRectF(rect).adjusted(4, 4, -4, -5)
        row, column = index.row(), index.column()
        _draw_mark(
            painter, box, self._model.mark(row, column), may_mark=self._model.may_mark(row, column)
        )
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            active = bool(state & QStyle.StateFlag.State_Active)
            painter.setPen(QPen(theme.color("focus" if active else "field"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 8, 8)
        painter.restore()


def _draw_mark(painter: QPainter, box: QRectF, mark: LessonMark, *, may_mark: bool) -> None:
    if mark.mark is Mark.UNMARKED:
        painter.setPen(QPen(theme.color("field"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if may_mark:
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        return
    ground, ink = theme.tone(TONES[mark.mark])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 7, 7)
    painter.setPen(ink)
    note = short_note(mark)
    letter = box.adjusted(0, 1, 0, -box.height() * 0.42) if note else box
    painter.setFont(theme.font(15, Weight.DemiBold))
    painter.drawText(letter, _MIDDLE, LETTERS[mark.mark])
    if note:
        painter.setFont(theme.font(10.5, Weight.Medium))
        painter.drawText(box.adjusted(0, box.height() * 0.5, 0, -1), _MIDDLE, note)


class _Header(QHeaderView):
    """A head of the register that knows where the keyboard is."""

    def __init__(self, orientation: Qt.Orientation, model: RegisterModel) -> None:
        super().__init__(orientation)
        self._model = model
        self._here = -1
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)

    def point_at(self, section: int) -> None:
        """Let the section that the keyboard is in stand out."""
        self._here = section
        self.viewport().update()


class LessonHeader(_Header):
    """Day and time of each lesson."""

    def __init__(self, model: RegisterModel) -> None:
        super().__init__(Qt.Orientation.Horizontal, model)

    def sizeHint(self) -> QSize:
        """Return room for two lines."""
        return QSize(theme.px(CELL_PX), theme.px(_HEAD_PX))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802
        """Draw one lesson; the one that the keyboard is in stands out."""
        painter.save()
        painter.fillRect(rect, theme.color("surface"))
        _draw_line_below(painter, rect)
        lesson = self._model.lesson(section)
        here = section == self._here
        color: Token = "accent" if here else "text2" if lesson.held else "text3"
        upper = rect.adjusted(0, theme.px(5), 0, -theme.px(22))
        lower = rect.adjusted(0, theme.px(23), 0, -theme.px(5))
        day = f"{lesson.day.day}/{lesson.day.month}"
        first = not section or self._model.lesson(section - 1).day != lesson.day
        _write(painter, upper, day if first else "", theme.font(11), "text3", _MIDDLE)
        weight = Weight.DemiBold if here else Weight.Medium
        _write(painter, lower, f"{lesson.starts:%H.%M}", theme.font(12.5, weight), color, _MIDDLE)
        if first and section:
            painter.setPen(theme.color("line"))
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        painter.restore()


class PupilHeader(_Header):
    """Name, a strip of the weeks, and the percentage of each participant."""

    def __init__(self, model: RegisterModel) -> None:
        super().__init__(Qt.Orientation.Vertical, model)

    def sizeHint(self) -> QSize:
        """Return room for a name and what is below it."""
        return QSize(theme.px(NAMES_PX), theme.px(ROW_PX))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802
        """Draw one participant."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = section == self._here
        painter.fillRect(rect, theme.color("sel" if here else "surface"))
        _draw_line_below(painter, rect)
        if here:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.color("focus"))
        inner = rect.adjusted(theme.px(_PAD_PX), 0, -theme.px(8), 0)
        upper = inner.adjusted(0, theme.px(4), 0, -theme.px(21))
        lower = inner.adjusted(0, theme.px(24), 0, -theme.px(5))
        weight = Weight.DemiBold
        _write(painter, upper, self._model.pupil(section).name, theme.font(13.5, weight), "text")
        weeks = self._model.by_week(section)
        width = draw_weeks(painter, QRectF(lower), weeks)
        total = self._model.total(section)
        low = total.share is not None and total.share < CERTIFICATE_FROM
        right = lower.adjusted(round(width) + theme.px(8), 0, 0, 0)
        _write(painter, right, percent_words(total), theme.font(12), "warn" if low else "text2")
        painter.restore()


def draw_weeks(painter: QPainter, box: QRectF, weeks: Sequence[Attendance]) -> float:
    """Draw a bar for each week, as high as its share, and return the width taken.

    A week that counts nothing yet is a line at the foot; one with lessons unmarked is only framed.
    """
    step = theme.px(_BAR_PX + _BAR_GAP_PX)
    for place, week in enumerate(weeks):
        slot = QRectF(box.left() + place * step, box.top(), theme.px(_BAR_PX), box.height())
        if week.share is None:
            painter.fillRect(
                QRectF(slot.left(), slot.bottom() - 2, slot.width(), 2), _color("line")
            )
            continue
        height = max(2.0, float(week.share) * slot.height())
        bar = QRectF(slot.left(), slot.bottom() - height, slot.width(), height)
        low = week.share < CERTIFICATE_FROM
        painter.setPen(QPen(_color("field"), 1) if week.is_provisional else Qt.PenStyle.NoPen)
        painter.setBrush(_color("surface" if week.is_provisional else "warn" if low else "ok"))
        painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5) if week.is_provisional else bar)
    return step * len(weeks)


_color = theme.color


def _draw_line_below(painter: QPainter, rect: QRect) -> None:
    painter.setPen(theme.color("line"))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def _write(
    painter: QPainter,
    rect: QRect,
    text: str,
    font: QFont,
    color: Token,
    align: Qt.AlignmentFlag = _LEFT,
) -> None:
    painter.setFont(font)
    painter.setPen(theme.color(color))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(align), shown)
