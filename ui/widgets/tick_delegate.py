"""Rows of a list with a box to tick, as large as everywhere else in the program."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import theme

_BOX_PX, _GAP_PX, _HEIGHT_PX = 18, 10, 34
_CHECK = Qt.ItemDataRole.CheckStateRole
_Index = QModelIndex | QPersistentModelIndex


class TickDelegate(QStyledItemDelegate):
    """A click anywhere in the row, or Space, ticks it; rows without a box are only read."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return room for box and words."""
        words = QFontMetrics(theme.font()).horizontalAdvance(str(index.data() or ""))
        return QSize(theme.px(_BOX_PX + 2 * _GAP_PX) + words, theme.px(_HEIGHT_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), 6, 6)
        side, gap = theme.px(_BOX_PX), theme.px(_GAP_PX)
        left = whole.left() + gap / 2
        if index.data(_CHECK) is not None:
            box = QRectF(left, whole.center().y() - side / 2, side, side)
            self._draw_box(painter, box, is_ticked=_is_ticked(index))
        usable = index.flags() & Qt.ItemFlag.ItemIsEnabled
        painter.setPen(theme.color("text" if usable else "text3"))
        painter.setFont(theme.font())
        words = whole.adjusted(side + 1.5 * gap, 0, -4, 0)
        shown = QFontMetrics(painter.font()).elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        _option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        """Tick or untick the row."""
        if index.data(_CHECK) is None or not _ticks(event):
            return False
        other = Qt.CheckState.Unchecked if _is_ticked(index) else Qt.CheckState.Checked
        return model.setData(index, other, _CHECK)

    def _draw_box(self, painter: QPainter, box: QRectF, *, is_ticked: bool) -> None:
        painter.setPen(QPen(theme.color("accent" if is_ticked else "field"), 1))
        painter.setBrush(theme.color("accent" if is_ticked else "surface"))
        painter.drawRoundedRect(box, 4, 4)
        if is_ticked:
            tick = theme.pixmap("check", "on_accent", _BOX_PX - 4)
            painter.drawPixmap(box.translated(theme.px(2), theme.px(2)).topLeft(), tick)


def _is_ticked(index: _Index) -> bool:
    return Qt.CheckState(index.data(_CHECK)) is Qt.CheckState.Checked


def _ticks(event: QEvent) -> bool:
    if event.type() is QEvent.Type.MouseButtonRelease:
        return True
    return (
        isinstance(event, QKeyEvent)
        and event.key() == Qt.Key.Key_Space
        and (event.type() is QEvent.Type.KeyPress)
    )
