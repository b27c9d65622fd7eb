"""Draws a row of a list: an icon, a title, a remark below, and chips at the far side."""

from dataclasses import dataclass, field

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.courses.grid_paint import wrapped
from ui.theme import Tone, Weight, theme
from ui.widgets.chip import chip_size, draw_chip

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_PAD_PX, _ICON_PX, _GAP_PX, _LEAST_PX = 10, 18, 8, 44
_TITLE_LINES, _REMARK_LINES = 3, 4
_Index = QModelIndex | QPersistentModelIndex
_State = QStyle.StateFlag


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `key` is what it stands for."""

    key: str
    title: str = field(repr=False)
    remark: str = field(default="", repr=False)
    icon: str = ""
    chips: tuple[tuple[str, Tone], ...] = field(default=(), repr=False)

    def said(self) -> str:
        """Return the row as it is read aloud."""
        words = (self.title, self.remark, *(text for text, _tone in self.chips))
        return ". ".join(filter(None, words))


class RowDelegate(QStyledItemDelegate):
    """As high as its words need in the width of the list."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the room for both texts."""
        title, remark = self._texts(_row(index))
        height = len(title) * _line_height(14) + len(remark) * _line_height(12)
        return QSize(10, max(theme.px(_LEAST_PX), round(height) + 2 * theme.px(_GAP_PX)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row."""
        row, box = _row(index), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_ground(painter, box, option.state)
        pad, gap = theme.px(_PAD_PX), theme.px(_GAP_PX)
        if row.icon:
            at = QPointF(box.left() + pad, box.top() + gap + 1)
            painter.drawPixmap(at, theme.pixmap(row.icon, "text2", _ICON_PX))
        title, remark = self._texts(row)
        top = self._draw_lines(painter, box, title, box.top() + gap, is_title=True)
        self._draw_lines(painter, box, remark, top, is_title=False)
        _draw_chips(painter, box.adjusted(0, 0, -pad, 0), row)
        painter.restore()

    def _draw_lines(
        self, painter: QPainter, box: QRectF, lines: list[str], top: float, *, is_title: bool
    ) -> float:
        size = 14 if is_title else 12
        painter.setFont(theme.font(size, Weight.Medium if is_title else Weight.Normal))
        painter.setPen(theme.color("text" if is_title else "text3"))
        left = box.left() + theme.px(_PAD_PX + _ICON_PX + _GAP_PX)
        for text in lines:
            place = QRectF(left, top, box.right() - left, _line_height(size))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), text)
            top += place.height()
        return top

    def _texts(self, row: Row) -> tuple[list[str], list[str]]:
        width = self._view.width() - theme.px(2 * _PAD_PX + _ICON_PX + _GAP_PX)
        width -= chips_width(row) + theme.px(4)
        title = QFontMetricsF(theme.font(14, Weight.Medium))
        remark = QFontMetricsF(theme.font(12))
        return (
            wrapped(title, row.title, width, _TITLE_LINES),
            wrapped(remark, row.remark, width, _REMARK_LINES),
        )


def chips_width(row: Row) -> int:
    """Return the room that the chips of a row take."""
    return sum(chip_size(text).width() + theme.px(6) for text, _tone in row.chips)


def _draw_chips(painter: QPainter, box: QRectF, row: Row) -> None:
    right = box.right()
    for text, tone in reversed(row.chips):
        size = chip_size(text)
        top = box.center().y() - size.height() / 2
        draw_chip(
            painter, QRectF(right - size.width(), top, size.width(), size.height()), text, tone
        )
        right -= size.width() + theme.px(6)


def _draw_ground(painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
    has_focus = bool(state & _State.State_HasFocus)
    painter.setPen(QPen(theme.color("focus"), 2) if has_focus else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state & _State.State_Selected:
        painter.setBrush(theme.color("sel"))
    elif state & _State.State_MouseOver:
        painter.setBrush(theme.color("hover"))
    painter.drawRoundedRect(box.adjusted(2, 1, -2, -1), 8, 8)


def _row(index: _Index) -> Row:
    row = index.data(ROW_ROLE)
    return row if isinstance(row, Row) else Row("", "")


def _line_height(size: int) -> float:
    return QFontMetricsF(theme.font(size)).lineSpacing()
