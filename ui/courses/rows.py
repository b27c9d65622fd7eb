"""A list of rows with an icon, a title, a remark and short words at the far side."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from ui.courses.row_delegate import ROW_ROLE, Row, RowDelegate

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class RowsModel(QAbstractListModel):
    """Holds the rows of a list."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Hold other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row, its title, or what is read aloud."""
        row = self.rows[index.row()]
        found: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: row.title,
            Qt.ItemDataRole.ToolTipRole: f"{row.title}\n{row.remark}",
            Qt.ItemDataRole.AccessibleTextRole: row.said(),
            ROW_ROLE: row,
        }
        return found.get(role)


class RowList(QListView):
    """Up and Down choose, Enter or a double click opens; `chosen` and `opened` give a row's key.

    Rows shown anew choose nothing aloud.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = RowsModel()
        self._is_telling = False
        self.setModel(self._rows)
        self.setItemDelegate(RowDelegate(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentRowChanged.connect(lambda _now, _was: self._choose())
        self.doubleClicked.connect(lambda _index: self._open())

    @property
    def key(self) -> str:
        """The key of the row chosen; empty when none is."""
        row = self.currentIndex().row()
        return self._rows.rows[row].key if 0 <= row < len(self._rows.rows) else ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all rows."""
        return tuple(row.key for row in self._rows.rows)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show rows; the row chosen stays chosen, or the one that took its place is."""
        if tuple(rows) == self._rows.rows:
            return
        key, row = self.key, self.currentIndex().row()
        self._is_telling = True
        self._rows.show_rows(rows)
        if key in self.keys:
            self.choose(key)
        elif rows and row >= 0:
            self.setCurrentIndex(self._rows.index(min(row, len(rows) - 1), 0))
        self._is_telling = False

    def choose(self, key: str) -> None:
        """Choose the row with that key, if there is one."""
        if key in self.keys:
            self.setCurrentIndex(self._rows.index(self.keys.index(key), 0))

    def choose_first(self) -> None:
        """Choose the first row where none is chosen."""
        if not self.key and self.keys:
            self.setCurrentIndex(self._rows.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let rows be as high as their words need in the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()

    def _choose(self) -> None:
        if not self._is_telling:
            self.chosen.emit(self.key)

    def _open(self) -> None:
        if self.key:
            self.opened.emit(self.key)
