"""The table of people: keys, columns that give way, and the row that is chosen."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from ui.people.list_delegate import ROW_PX, PersonDelegate
from ui.people.list_model import Column, PeopleModel
from ui.theme import theme

_WIDTHS_PX = {
    Column.CENTRE: 128,
    Column.LANGUAGE: 128,
    Column.PHASE: 240,
    Column.PROGRESS: 146,
    Column.DEADLINE: 150,
}
_GIVE_WAY = (Column.LANGUAGE, Column.CENTRE, Column.PROGRESS, Column.PHASE)
"""Who goes first where there is no room."""
_LEAST_PERSON_PX = 230


class PeopleTable(QTableView):
    """Enter opens, Space peeks, letters go to the search field."""

    opened = Signal(str)
    peek_wanted = Signal()
    chosen = Signal(str)
    typed = Signal(str)

    def __init__(self, model: PeopleModel) -> None:
        super().__init__()
        self._people = model
        self.setModel(model)
        self.setItemDelegate(PersonDelegate(model, self))
        self.setAccessibleName(_("People"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.PERSON, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._chosen)
        self._fit()

    @property
    def person_id(self) -> PersonId | None:
        """Who is chosen."""
        return self._people.person_id(self.currentIndex().row())

    def choose_row(self, row: int) -> None:
        """Choose the person in `row`, if there is one."""
        if 0 <= row < self._people.rowCount():
            self.setCurrentIndex(self._people.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer Enter, Space and letters; Home and End go to the ends of the list."""
        key, text = event.key(), event.text()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif key == Qt.Key.Key_Space:
            self.peek_wanted.emit()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.choose_row(0 if key == Qt.Key.Key_Home else self._people.rowCount() - 1)
        elif text.isprintable() and text.strip() and not _is_shortcut(event):
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let columns give way."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Grow rows and columns with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW_PX))
        room = self.viewport().width() - theme.px(_LEAST_PERSON_PX)
        room -= sum(theme.px(width) for width in _WIDTHS_PX.values())
        for column in _GIVE_WAY:
            hide = room < 0
            self.setColumnHidden(column, hide)
            room += theme.px(_WIDTHS_PX[column]) if hide else 0
        for column, width in _WIDTHS_PX.items():
            self.setColumnWidth(column, theme.px(width))

    def _open(self, index: QModelIndex) -> None:
        person_id = self._people.person_id(index.row())
        if person_id is not None:
            self.opened.emit(person_id)

    def _chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.chosen.emit(self._people.person_id(current.row()) or "")


def _is_shortcut(event: QKeyEvent) -> bool:
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return bool(event.modifiers() & held)
