"""A small table of words and figures that the keyboard and the screen reader can walk."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ui.theme import Weight, theme

_ROW_PX = 36
_PAD_PX = 12
_Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Cells(QStyledItemDelegate):
    """Gives words and figures room at both sides, as the heads have."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return super().sizeHint(option, index) + QSize(2 * _PAD_PX, 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        rect: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("sel"))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        font = index.data(Qt.ItemDataRole.FontRole)
        painter.setFont(font if isinstance(font, QFont) else theme.font(14))
        painter.setPen(theme.color("text"))
        inner = rect.adjusted(_PAD_PX, 0, -_PAD_PX, 0)
        side = int(index.data(Qt.ItemDataRole.TextAlignmentRole) or _LEFT)
        text = str(index.data() or "")
        shown = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, inner.width() + 1
        )
        painter.drawText(inner, side, shown)
        painter.restore()


class FiguresTable(QTableWidget):
    """As high as its rows; columns after the first `words` hold figures.

    `opened` gives the number of the row on which Enter was pressed, `removed` that of Delete.
    """

    opened = Signal(int)
    removed = Signal(int)

    def __init__(
        self, name: str, columns: Sequence[str], *, words: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(0, len(columns), parent)
        self._words = words
        self.setAccessibleName(name)
        self.setItemDelegate(_Cells(self))
        self.verticalHeader().hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, title in enumerate(columns):
            item = QTableWidgetItem(title)
            item.setTextAlignment(_LEFT if column < words else _RIGHT)
            self.setHorizontalHeaderItem(column, item)
        self.itemDoubleClicked.connect(lambda item: self.opened.emit(item.row()))

    def tell(self, rows: Sequence[Sequence[str]], *, total: Sequence[str] = ()) -> None:
        """Show `rows`, and below them `total` in heavier letters."""
        at = self.currentRow()
        whole = [*rows, *([total] if total else [])]
        self.setRowCount(len(whole))
        for number, row in enumerate(whole):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, text or "–")
                item.setTextAlignment(_LEFT if column < self._words else _RIGHT)
                if total and number == len(rows):
                    item.setFont(theme.font(14, Weight.DemiBold))
                self.setItem(number, column, item)
        if whole:
            self.setCurrentCell(min(max(at, 0), len(whole) - 1), 0)
        self._fit()

    def text(self, row: int, column: int) -> str:
        """Return what stands in a cell."""
        item = self.item(row, column)
        return item.text() if item is not None else ""

    def sizeHint(self) -> QSize:
        """Return room for every row."""
        head = self.horizontalHeader().sizeHint().height()
        return QSize(theme.px(360), head + self.rowCount() * theme.px(_ROW_PX) + 4)

    def minimumSizeHint(self) -> QSize:
        """Return the same height in a narrow place."""
        return QSize(theme.px(200), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, remove on Delete."""
        row = self.currentRow()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.opened.emit(row)
        elif event.key() == Qt.Key.Key_Delete and row >= 0:
            self.removed.emit(row)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Grow rows with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_words"):
            self._fit()

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW_PX))
        for row in range(self.rowCount()):
            self.setRowHeight(row, theme.px(_ROW_PX))
        self.updateGeometry()
