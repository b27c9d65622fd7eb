"""The plan as a table: the same as the week grid, for the screen reader and for sorting by eye."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from kbh_desktop.i18n import _
from ui.courses.view import PlanView, rule_words
from ui.courses.words import day_heading, lock_words, time_span
from ui.theme import theme

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_PAD_PX = 8
_NOTHING = "\u2013"
_WIDE = (2, 3)
"""Columns that share the room that is left: what is held, and with whom."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One session as the table shows it."""

    session: str
    cells: tuple[str, ...] = field(repr=False)


def table_rows(view: PlanView, only: str = "") -> tuple[TableRow, ...]:
    """Return the placed sessions in the order of time, then those not placed."""
    rows = []
    placed = sorted(view.placements.items(), key=lambda each: (each[1].day, each[1].slot, each[0]))
    for name, at in placed:
        if only and only not in at.resources:
            continue
        session = view.instance.session[name]
        wrong = dict.fromkeys(rule_words(each.rule) for each in view.conflicts_of(name))
        rows.append(
            TableRow(
                name,
                (
                    day_heading(at.day),
                    time_span(view.instance.grid, at.slot, session.slots),
                    session.name,
                    ", ".join(view.name(each) for each in at.resources if each),
                    lock_words(view.locks.get(name, "")),
                    ", ".join(wrong),
                ),
            )
        )
    if not only:
        for name in view.unplaced:
            title = view.instance.session[name].name
            rows.append(TableRow(name, (_("Not placed"), "", title, "", "", "")))
    return tuple(rows)


class _Model(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[TableRow, ...] = ()

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_heads())

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.rows[index.row()].cells[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_heads()[index.column()]}: {cell or _NOTHING}"
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _heads()[section]
        return None


def _heads() -> tuple[str, ...]:
    return (
        _("Day"),
        _("Time"),
        _("What is held"),
        _("People and room"),
        _("Locked"),
        _("Conflicts"),
    )


class _Cell(QStyledItemDelegate):
    """Stands below the words of the header."""

    def initStyleOption(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        super().initStyleOption(option, index)
        option.rect.adjust(theme.px(_PAD_PX), 0, 0, 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return room for the words and the space before them."""
        return super().sizeHint(option, index) + QSize(2 * theme.px(_PAD_PX), 0)


class PlanTable(QTableView):
    """Enter opens the session of the row."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows = _Model()
        self.setModel(self._rows)
        self.setAccessibleName(_("All sessions of the course"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in _WIDE:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Cell(self))
        self.doubleClicked.connect(self._open)

    def tell(self, view: PlanView, only: str = "") -> None:
        """Show the sessions; with `only`, those of one person or room."""
        row = self.currentIndex().row()
        self._rows.show_rows(table_rows(view, only))
        self.verticalHeader().setDefaultSectionSize(theme.px(36))
        if row >= 0:
            self.selectRow(min(row, self._rows.rowCount() - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._rows.rows[index.row()].session)
