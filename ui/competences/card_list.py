"""The competence card as one list that is walked through with the arrows."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView

from kbh_desktop.i18n import _
from ui.competences.row_delegate import Index, RowDelegate
from ui.competences.row_layout import lay_out
from ui.competences.rows import Row
from ui.competences.words import LEVELS

_Role = Qt.ItemDataRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_REMOVE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class CardModel(QAbstractListModel):
    """The lines of the card; headings can't be taken in hand."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Put other lines in place of those shown."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        """Return the words of a line, or the line itself."""
        row = self.rows[index.row()]
        if role in {_Role.DisplayRole, _Role.AccessibleTextRole}:
            return row.spoken
        if role == _Role.ToolTipRole:
            return row.spoken if row.kind == "entry" else None
        return row if role == _Role.UserRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings be passed over."""
        if self.rows[index.row()].kind == "heading":
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class CardList(QListView):
    """Enter opens, 1-3 set the level, B steps through the evidence, Delete removes."""

    opened = Signal(object)
    leveled = Signal(object, int)
    evidence_stepped = Signal(object)
    removed = Signal(object)
    menu_wanted = Signal(object, QPoint)
    """A Row and where on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.card = CardModel(self)
        self.setModel(self.card)
        self.setItemDelegate(RowDelegate(self))
        self.setAccessibleName(_("Competence card"))
        self.setAccessibleDescription(_("Enter opens, 1 to 3 set the level, Delete removes"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda index: self._open(self.card.rows[index.row()]))

    @property
    def current(self) -> Row | None:
        """The line in hand."""
        index = self.currentIndex()
        return self.card.rows[index.row()] if index.isValid() else None

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other lines; what was in hand stays so, or else the line after it."""
        held, at = self.current, self.currentIndex().row()
        scrolled = self.verticalScrollBar().value()
        self.card.show_rows(rows)
        same = [i for i, row in enumerate(rows) if held and _same(row, held)]
        if held is not None:
            self._take_from(same[0] if same else at)
        self.verticalScrollBar().setValue(scrolled)

    def take(self, row_id: str) -> None:
        """Take the entry with that id in hand and bring it into sight."""
        for number, row in enumerate(self.card.rows):
            if row.id == row_id and row.kind == "entry":
                self.setCurrentIndex(self.card.index(number))
                QTimer.singleShot(0, self, self._show_current)

    def walk(self, step: int) -> None:
        """Take the next line in hand, or with -1 the one before; headings are passed over."""
        at = self.currentIndex().row() + step
        while 0 <= at < len(self.card.rows):
            if self.card.rows[at].kind != "heading":
                self.setCurrentIndex(self.card.index(at))
                return
            at += step
        if step < 0:
            self.scrollToTop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do with the line in hand what the key says."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.walk(1 if event.key() == Qt.Key.Key_Down else -1)
        elif self.current is None or event.modifiers() & _HELD or not self._act(event.key()):
            super().keyPressEvent(event)

    def _act(self, key: int) -> bool:
        """Return whether the key means something to the line in hand."""
        row = self.current
        if row is None:
            return False
        level = key - Qt.Key.Key_0
        if key in _ENTER:
            self._open(row)
        elif row.leveled and level in LEVELS:
            self.leveled.emit(row, level)
        elif row.documented and key == Qt.Key.Key_B:
            self.evidence_stepped.emit(row)
        elif row.kind == "entry" and key in _REMOVE:
            self.removed.emit(row)
        else:
            return False
        return True

    def keyboardSearch(self, _search: str) -> None:  # noqa: N802 - Qt's name
        """Letters have meanings of their own here."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the first line in hand when none is."""
        super().focusInEvent(event)
        if self.current is None:
            self.walk(1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Set a level, open the menu, or begin to add, by what lies under the pointer."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        row, at = self.card.rows[index.row()], event.position().toPoint()
        if row.kind == "add":
            self._open(row)
        elif row.kind == "entry":
            self._press(row, index, at)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the line in hand."""
        index = self.currentIndex()
        if self.current is None or self.current.kind != "entry":
            return
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        below = self.visualRect(index).bottomLeft()
        place = self.viewport().mapToGlobal(below) if by_key else event.globalPos()
        self.menu_wanted.emit(self.current, place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew, as heights follow from the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _press(self, row: Row, index: QModelIndex, at: QPoint) -> None:
        places = lay_out(row, self.visualRect(index))
        for level, box in zip(LEVELS, places.chips, strict=False):
            if box.contains(at):
                self.leveled.emit(row, level)
        if places.more.contains(at):
            self.menu_wanted.emit(row, self.viewport().mapToGlobal(places.more.bottomLeft()))

    def _open(self, row: Row) -> None:
        self.opened.emit(row)

    def _take_from(self, number: int) -> None:
        for at in (*range(number, len(self.card.rows)), *range(number - 1, -1, -1)):
            if 0 <= at < len(self.card.rows) and self.card.rows[at].kind != "heading":
                self.setCurrentIndex(self.card.index(at))
                return

    def _show_current(self) -> None:
        self.scrollTo(self.currentIndex(), QListView.ScrollHint.EnsureVisible)


def _same(one: Row, other: Row) -> bool:
    return (one.kind, one.section, one.id) == (other.kind, other.section, other.id)
