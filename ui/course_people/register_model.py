"""The attendance register as a table: a row for each participant, a column for each lesson."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from kbh_desktop.courses.attendance import Attendance, LessonMark
from kbh_desktop.courses.participation import LessonSlot
from kbh_desktop.i18n import _
from ui.course_people.marks import LETTERS, attendance_sentence, mark_words
from ui.course_people.register import Pupil, Register

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_Role = Qt.ItemDataRole


class RegisterModel(QAbstractTableModel):
    """Shows some of a register's lessons; totals are always of the whole course."""

    def __init__(self) -> None:
        super().__init__()
        self._register = Register()
        self._lessons: tuple[LessonSlot, ...] = ()
        self._totals: dict[str, Attendance] = {}
        self._weeks: dict[str, tuple[Attendance, ...]] = {}

    def show_register(self, register: Register, lessons: Sequence[LessonSlot]) -> None:
        """Show `lessons` of `register`; the chosen cell stays chosen if the shape is the same."""
        same = register.pupils == self._register.pupils and tuple(lessons) == self._lessons
        if not same:
            self.beginResetModel()
        self._register, self._lessons = register, tuple(lessons)
        self._totals.clear()
        self._weeks.clear()
        if same:
            self._tell_changed(0, self.rowCount() - 1)
        else:
            self.endResetModel()

    def put(self, row: int, column: int, mark: LessonMark) -> None:
        """Show a mark at once, before the service is asked anew."""
        person = self.pupil(row).person
        self._register = self._register.with_mark(person, self._lessons[column], mark)
        self._totals.pop(person, None)
        self._weeks.pop(person, None)
        self._tell_changed(row, row)

    def pupil(self, row: int) -> Pupil:
        """Return who stands in `row`."""
        return self._register.pupils[row]

    def lesson(self, column: int) -> LessonSlot:
        """Return which lesson stands in `column`."""
        return self._lessons[column]

    def mark(self, row: int, column: int) -> LessonMark:
        """Return the mark in a cell."""
        return self._register.mark(self.pupil(row).person, self._lessons[column])

    def total(self, row: int) -> Attendance:
        """Return the attendance of a participant so far."""
        pupil = self.pupil(row)
        if pupil.person not in self._totals:
            self._totals[pupil.person] = self._register.total(pupil)
        return self._totals[pupil.person]

    def by_week(self, row: int) -> tuple[Attendance, ...]:
        """Return the attendance of a participant in each week."""
        pupil = self.pupil(row)
        if pupil.person not in self._weeks:
            self._weeks[pupil.person] = self._register.by_week(pupil)
        return self._weeks[pupil.person]

    def may_mark(self, row: int, column: int) -> bool:
        """Return whether a cell can be marked yet, or at all."""
        return self._register.may_mark(self.pupil(row), self._lessons[column])

    # What Qt asks

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many participants there are."""
        return 0 if parent.isValid() else len(self._register.pupils)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many lessons are shown."""
        return 0 if parent.isValid() else len(self._lessons)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401 - Qt's
        """Return the letter of a mark, and what is read aloud."""
        if not index.isValid():
            return None
        mark = self.mark(index.row(), index.column())
        if role == _Role.DisplayRole:
            return LETTERS.get(mark.mark, "")
        if role in (_Role.AccessibleTextRole, _Role.ToolTipRole):
            return self.cell_words(index.row(), index.column())
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = _Role.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's
        """Return the lesson above, the participant beside."""
        across = orientation == Qt.Orientation.Horizontal
        if not 0 <= section < (self.columnCount() if across else self.rowCount()):
            return None
        if role == _Role.DisplayRole:
            return f"{self.lesson(section).starts:%H.%M}" if across else self.pupil(section).name
        if role in (_Role.ToolTipRole, _Role.AccessibleTextRole):
            return lesson_words(self.lesson(section)) if across else self.row_words(section)
        return None

    def cell_words(self, row: int, column: int) -> str:
        """Return who, which lesson and what, as it is read aloud."""
        lesson = lesson_words(self.lesson(column))
        return f"{self.pupil(row).name}, {lesson}: {self.state_words(row, column)}"

    def state_words(self, row: int, column: int) -> str:
        """Return the mark in a cell, or why there can be none."""
        if self.may_mark(row, column):
            return mark_words(self.mark(row, column))
        pupil, day = self.pupil(row), self.lesson(column).day
        on_course = pupil.since <= day <= pupil.until
        return _("Not held yet") if on_course else _("Not on the course that day")

    def row_words(self, row: int) -> str:
        """Return a participant's attendance in words."""
        return f"{self.pupil(row).name}: {attendance_sentence(self.total(row))}"

    def _tell_changed(self, first: int, last: int) -> None:
        if last < 0 or not self._lessons:
            return
        corner = self.index(last, self.columnCount() - 1)
        self.dataChanged.emit(self.index(first, 0), corner)
        self.headerDataChanged.emit(Qt.Orientation.Vertical, first, last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)


def lesson_words(lesson: LessonSlot) -> str:
    """Return a lesson as one says it, such as `30/11 kl. 12.30, Løn og skat`."""
    day = f"{lesson.day.day}/{lesson.day.month}"
    return _("{day} at {time}, {title}").format(
        day=day, time=f"{lesson.starts:%H.%M}", title=lesson.title
    )
