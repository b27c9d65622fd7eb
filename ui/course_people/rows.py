"""A list of things in two lines each, with a word at the far side."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme import Tone, Weight, theme
from ui.widgets.chip import chip_size, draw_chip

_ROW_PX = 56
_PAD_PX = 12
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_Role = Qt.ItemDataRole
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing of a list."""

    key: str
    title: str = field(repr=False)
    below: str = field(default="", repr=False)
    chip: str = ""
    tone: Tone = ""

    @property
    def words(self) -> str:
        """The row as it is read aloud."""
        return ", ".join(filter(None, (self.title, self.below, self.chip)))


class RowsModel(QAbstractListModel):
    """Holds the rows of one list."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()

    def tell(self, rows: Sequence[Row]) -> None:
        """Hold `rows` instead."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, number: int) -> Row | None:
        """Return the row at `number`, None beyond the ends."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def number_of(self, key: str) -> int:
        """Return where the row of `key` stands, -1 when it is gone."""
        return next((n for n, row in enumerate(self._rows) if row.key == key), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401 - Qt's
        """Return a row's title, and what is read aloud."""
        row = self.row(index.row())
        if row is None:
            return None
        if role == _Role.DisplayRole:
            return row.title
        return row.words if role in (_Role.AccessibleTextRole, _Role.ToolTipRole) else None


class RowDelegate(QStyledItemDelegate):
    """Draws one row."""

    def __init__(self, model: RowsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return the height of a row."""
        return QSize(theme.px(120), theme.px(_ROW_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw ground, two lines of text and the chip."""
        row = self._model.row(index.row())
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        draw_ground(painter, rect, option.state)
        inner = rect.adjusted(theme.px(_PAD_PX), 0, -theme.px(_PAD_PX), 0)
        if row.chip:
            size = chip_size(row.chip)
            width = min(size.width(), inner.width() // 2)
            left = inner.right() - width
            top = rect.center().y() - size.height() / 2
            draw_chip(painter, QRectF(left, top, width, size.height()), row.chip, row.tone)
            inner.setRight(left - theme.px(8))
        draw_two_lines(painter, inner, row.title, row.below)
        painter.restore()


def draw_ground(painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
    """Draw the ground of a row: chosen, under the pointer, or plain with a line below."""
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, theme.color("sel"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, theme.color("hover"))
    painter.setPen(theme.color("line"))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    both = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_Active
    if state & both == both:
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.color("focus"))


def draw_two_lines(painter: QPainter, rect: QRect, title: str, below: str) -> None:
    """Draw a title with a quieter line below it; the title alone stands in the middle."""
    upper, lower = QRect(rect), QRect(rect)
    if below:
        upper.setBottom(rect.center().y() + theme.px(3))
        lower.setTop(rect.center().y() + theme.px(1))
        lower.setBottom(rect.bottom() - theme.px(4))
        upper.setTop(rect.top() + theme.px(5))
    painter.setFont(theme.font(14, Weight.DemiBold))
    painter.setPen(theme.color("text"))
    _write(painter, upper, title)
    painter.setFont(theme.font(12.5))
    painter.setPen(theme.color("text3"))
    _write(painter, lower, below)


def _write(painter: QPainter, rect: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, _LEFT, shown)


class RowsView(QListView):
    """Arrows choose and Enter opens; `chosen` and `opened` give the row's key.

    Grows with its rows, between `least` and `most` of them.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, *, most: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = RowsModel()
        self._most = most
        self.setAccessibleName(name)
        self.setModel(self.rows)
        self.setItemDelegate(RowDelegate(self.rows, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._moved)
        self.doubleClicked.connect(lambda _index: self.opened.emit(self.key))

    @property
    def key(self) -> str:
        """The key of the chosen row, empty when none is."""
        row = self.rows.row(self.currentIndex().row())
        return row.key if row else ""

    def tell(self, rows: Sequence[Row]) -> None:
        """Show `rows`, keeping the chosen one chosen, or else the one that took its place."""
        key, at = self.key, self.currentIndex().row()
        self.rows.tell(rows)
        if self._most:
            shown = max(1, min(len(rows), self._most))
            self.setFixedHeight(shown * theme.px(_ROW_PX) + 2)
        found = self.rows.number_of(key)
        self._choose_number(found if found >= 0 else min(max(at, 0), len(rows) - 1))
        if not rows:
            self.chosen.emit("")

    def choose(self, key: str) -> None:
        """Choose the row of `key`, if it is there."""
        self._choose_number(self.rows.number_of(key))

    def choose_first(self) -> None:
        """Choose the first row, if there is one."""
        if self.rows.rowCount():
            self._choose_number(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.key:
            self.opened.emit(self.key)
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "rows"):
            self.scheduleDelayedItemsLayout()

    def _choose_number(self, number: int) -> None:
        if number >= 0:
            self.setCurrentIndex(self.rows.index(number, 0))

    def _moved(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self.key)
