"""The register as one grid that is filled in with single keys."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from kbh_desktop.courses.attendance import LawfulReason, LessonMark, Mark
from kbh_desktop.i18n import _
from ui.course_people.marks import KEYS, MOST_LATE_MINUTES, fresh_mark
from ui.course_people.register_drawing import (
    CELL_PX,
    NAMES_PX,
    ROW_PX,
    WIDE_CELL_PX,
    WIDE_NAMES_PX,
    LessonHeader,
    MarkDelegate,
    PupilHeader,
)
from ui.course_people.register_model import RegisterModel
from ui.theme import theme

_DIGITS_PAUSE_MS = 1500
"""Two digits typed within this time are one number of minutes."""


class RegisterGrid(QTableView):
    """T, F, S and U mark and go down; digits after F are minutes, after S the kind of absence.

    `marked` gives row, column and the new mark of lessons that are held; `all_present` asks for
    the chosen lesson, `other_day` for the day before (-1) or after (1).
    """

    marked = Signal(int, int, object)
    moved = Signal()
    all_present = Signal()
    other_day = Signal(int)

    def __init__(self, model: RegisterModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._register = model
        self._digits = ""
        self._digits_pause = QTimer(self)
        self._digits_pause.setSingleShot(True)
        self._digits_pause.setInterval(_DIGITS_PAUSE_MS)
        self._digits_pause.timeout.connect(self._forget_digits)
        self._lessons, self._pupils = LessonHeader(model), PupilHeader(model)
        self.setHorizontalHeader(self._lessons)
        self.setVerticalHeader(self._pupils)
        self.setModel(model)
        self.setItemDelegate(MarkDelegate(model, self))
        model.modelReset.connect(self._fit)
        self.setAccessibleName(_("Attendance"))
        self.setAccessibleDescription(
            _("T present, F late, S lawful absence, U unlawful absence, A everybody present.")
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._fit()

    @property
    def row(self) -> int:
        """The row of the chosen cell, -1 when none is."""
        return self.currentIndex().row()

    @property
    def column(self) -> int:
        """The column of the chosen cell, -1 when none is."""
        return self.currentIndex().column()

    def choose(self, row: int, column: int) -> None:
        """Put the keyboard into a cell, the nearest there is."""
        rows, columns = self._register.rowCount(), self._register.columnCount()
        if rows and columns:
            row, column = min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)
            self.setCurrentIndex(self._register.index(row, column))

    def mark(self, mark: LessonMark, *, onward: bool = False) -> None:
        """Mark the chosen cell, and with `onward` go down."""
        row, column = self.row, self.column
        if row < 0 or not self._register.may_mark(row, column):
            return
        self.marked.emit(row, column, self._register.pupil(row).permitted(mark))
        if onward:
            self.choose(row + 1, column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the keys of the register."""
        held = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if held or not self._answer(event):
            super().keyPressEvent(event)

    def currentChanged(  # noqa: N802 - Qt's name
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Say that another cell is chosen."""
        super().currentChanged(current, previous)
        self._forget_digits()
        self._lessons.point_at(current.column())
        self._pupils.point_at(current.row())
        self.moved.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Grow rows and columns with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_register"):
            self._fit()

    def _answer(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in KEYS:
            self._mark_by_key(KEYS[key])
        elif key == Qt.Key.Key_A:
            self.all_present.emit()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.other_day.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose(self.row + 1, self.column)
        else:
            return event.text().isdecimal() and self._digit(event.text())
        return True

    def _mark_by_key(self, mark: Mark) -> None:
        """Late and lawful absences stay, as a number may follow."""
        self._forget_digits()
        self.mark(fresh_mark(mark), onward=mark in (Mark.PRESENT, Mark.UNLAWFUL))

    def _digit(self, digit: str) -> bool:
        if self.row < 0:
            return False
        now = self._register.mark(self.row, self.column)
        if now.mark is Mark.LATE:
            self._digits += digit
            self._digits_pause.start()
            minutes = min(int(self._digits), MOST_LATE_MINUTES)
            if minutes:
                self.mark(LessonMark(Mark.LATE, minutes))
        elif now.mark is Mark.LAWFUL and 1 <= int(digit) <= len(LawfulReason):
            self.mark(LessonMark(Mark.LAWFUL, reason=tuple(LawfulReason)[int(digit) - 1]))
        return True

    def _forget_digits(self) -> None:
        self._digits = ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give names and lessons what room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._pupils.setDefaultSectionSize(theme.px(ROW_PX))
        names = min(theme.px(NAMES_PX), self.width() // 2)
        columns = max(1, self._register.columnCount())
        room = self.width() - names - theme.px(16)
        cell = min(max(room // columns, theme.px(CELL_PX)), theme.px(WIDE_CELL_PX))
        self._lessons.setMinimumSectionSize(theme.px(CELL_PX))
        self._lessons.setDefaultSectionSize(cell)
        spare = max(0, room - columns * cell)
        self._pupils.setFixedWidth(min(names + spare, theme.px(WIDE_NAMES_PX)))
