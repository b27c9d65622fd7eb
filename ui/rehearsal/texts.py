"""The words read to the person, one by one: what is still a draft is ticked off here."""

from collections.abc import Collection, Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from kbh_desktop.i18n import _, n_
from kbh_desktop.xforms.drafts import Wording, wordings
from kbh_desktop.xforms.model import Form
from ui.interviews.card import is_right_to_left
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.chip import Chip
from ui.widgets.search_field import SearchField

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_TICK_PX = 92


class _Column(IntEnum):
    SEEN = 0
    SOURCE = 1
    WORDS = 2


class TextModel(QAbstractTableModel):
    """One row for each text; the first column says whether somebody has found it right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: Sequence[Wording] = ()
        self._drafts: Collection[str] = ()

    def show_rows(self, rows: Sequence[Wording], drafts: Collection[str]) -> None:
        """Put other rows in place of those shown; `drafts` are marks."""
        self.beginResetModel()
        self._rows, self._drafts = rows, drafts
        self.endResetModel()

    def show_drafts(self, drafts: Collection[str]) -> None:
        """Say anew which of the rows are drafts."""
        self._drafts = drafts
        if self._rows:
            last = self.index(len(self._rows) - 1, _Column.WORDS)
            self.dataChanged.emit(self.index(0, 0), last)

    def wording(self, row: int) -> Wording:
        """Return the text in a row."""
        return self._rows[row]

    def is_draft(self, row: int) -> bool:
        """Return whether nobody has found the text in a row right."""
        return self._rows[row].mark in self._drafts

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many texts are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(_Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the words over a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Seen"), _("Danish"), _("Read to the person"))[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a text, its side, or whether it is a draft."""
        wording = self._rows[index.row()]
        words = wording.words if index.column() == _Column.WORDS else wording.source
        answers = {
            Qt.ItemDataRole.ToolTipRole: wording.text_id,
            Qt.ItemDataRole.TextAlignmentRole: _side(words),
        }
        if index.column() == _Column.SEEN:
            state = _("Draft words") if self.is_draft(index.row()) else _("Seen")
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return f"{state}. {wording.source}. {wording.words}"
            return state if role == Qt.ItemDataRole.DisplayRole else None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return words
        return answers.get(Qt.ItemDataRole(role))


class TextTable(QTableView):
    """Space ticks off the chosen texts and goes on to the next; once more takes it back."""

    ticked = Signal(list)
    """Rows."""

    def __init__(self, model: TextModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(_("Texts read to the person"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_Column.SEEN, QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(_Column.SEEN, theme.px(_TICK_PX))
        self.doubleClicked.connect(lambda index: self.ticked.emit([index.row()]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space."""
        if event.key() != Qt.Key.Key_Space:
            super().keyPressEvent(event)
            return
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        if rows:
            self.ticked.emit(rows)


class TextsPanel(QWidget):
    """All texts of one language, how many are drafts, and a way to a translator and back."""

    reviewed = Signal(list, bool)
    """Marks, and whether they are right."""
    export_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[Wording] = ()
        self._drafts: frozenset[str] = frozenset()
        self._model = TextModel(self)
        self.table = TextTable(self._model)
        self.table.ticked.connect(self._ticked)
        self.only_drafts = CheckBox(_("Drafts only"))
        self.only_drafts.setChecked(True)
        self.only_drafts.toggled.connect(self._filter)
        self._search = SearchField(_("Find words"))
        self._search.textChanged.connect(self._filter)
        self._count = Chip()
        self.export_button = Button(_("To a translator …"), self.export_wanted.emit)
        self.import_button = Button(_("From a translator …"), self.import_wanted.emit)
        self._lay_out()

    def show_language(self, form: Form, language: str, reviewed: frozenset[str]) -> None:
        """Show the texts of `form` in `language`, those that are alike once."""
        once = {one.mark: one for one in wordings(form, language)} if language else {}
        self._all = tuple(once.values())
        drafted = language in form.drafted_languages
        marks = (one.mark for one in self._all if one.mark not in reviewed)
        self._drafts = frozenset(marks) if drafted else frozenset()
        for button in (self.export_button, self.import_button):
            button.setEnabled(bool(language))
        self._filter()

    def show_reviewed(self, reviewed: frozenset[str]) -> None:
        """Count anew after texts were ticked; rows stay where they are until searched anew."""
        self._drafts -= reviewed
        self._model.show_drafts(self._drafts)
        self._say_count()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._search, 1)
        row.addWidget(self.only_drafts)
        row.addWidget(self._count)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self.export_button)
        last.addWidget(self.import_button)
        last.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addLayout(last)

    def _filter(self) -> None:
        wanted = self._search.text().strip().casefold()
        only = self.only_drafts.isChecked()
        rows = [
            one
            for one in self._all
            if (not only or one.mark in self._drafts)
            and wanted in f"{one.source} {one.words} {one.text_id}".casefold()
        ]
        self._model.show_rows(rows, self._drafts)
        if rows:
            self.table.selectRow(0)
        self._say_count()

    def _say_count(self) -> None:
        count = len(self._drafts)
        if not self._all:
            self._count.say("")
        elif count:
            words = n_("{count} draft of {total}", "{count} drafts of {total}", count)
            self._count.say(words.format(count=count, total=len(self._all)), "warn")
        else:
            self._count.say(_("No drafts"), "ok")

    def _ticked(self, rows: list[int]) -> None:
        is_right = any(self._model.is_draft(row) for row in rows)
        marks = [self._model.wording(row).mark for row in rows]
        if not is_right:
            self._drafts |= set(marks)
            self._model.show_drafts(self._drafts)
        self.reviewed.emit(marks, is_right)
        self.table.selectRow(min(rows[-1] + 1, self._model.rowCount() - 1))


def _side(words: str) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if is_right_to_left(words) else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
