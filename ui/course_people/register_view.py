"""The register with its days: choose a day or a week, mark, see what it adds up to."""

from datetime import date, datetime

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kbh_desktop.courses.attendance import LessonMark, Mark
from kbh_desktop.courses.calendar import Week
from kbh_desktop.courses.participation import LessonSlot
from kbh_desktop.courses.wording import weekday_name
from kbh_desktop.i18n import _, long_date, n_
from kbh_desktop.ids import PersonId
from ui.course_people.mark_bar import MarkBar
from ui.course_people.marks import attendance_sentence
from ui.course_people.register import Register
from ui.course_people.register_grid import RegisterGrid
from ui.course_people.register_model import RegisterModel, lesson_words
from ui.course_people.words import isolated
from ui.theme import theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.saved_chip import SavedChip
from ui.widgets.segmented_choice import SegmentedChoice
from ui.widgets.text import ElidedText

_WIDE_PX, _LEAST_PX = 760, 440


class RegisterView(QWidget):
    """`marked` gives person, lesson and mark; `all_present` the lesson that everybody came to."""

    marked = Signal(str, object, object)
    all_present = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._register = Register()
        self._day: date | None = None
        self.model = RegisterModel()
        self.grid = RegisterGrid(self.model)
        self.bar = MarkBar()
        self._title = ElidedText("", "H2")
        self._missing = Chip()
        self.saved_chip = SavedChip()
        self._span = SegmentedChoice(_("Show"), (("day", _("Day")), ("week", _("Week"))))
        self._span.choose("day")
        self._span.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._before = IconButton("chevron-left", _("The day before"), lambda: self.step(-1))
        self._after = IconButton("chevron-right", _("The day after"), lambda: self.step(1))
        self.everybody = Button(_("Everybody present"), self._everybody, icon="check-check")
        self.everybody.setToolTip("A")
        self._head = QHBoxLayout()
        self._lay_out()
        self._connect()

    @property
    def day(self) -> date | None:
        """The day in front."""
        return self._day

    def tell(self, register: Register) -> None:
        """Show `register`, at first the day where marks are missing."""
        self._register = register
        if self._day not in register.days:
            self._day = first_to_mark(register)
        self._show()

    def open_day(self, day: date) -> None:
        """Bring a day in front, if there are lessons on it."""
        if day in self._register.days:
            self._day = day
            self._show()
            self._choose_first_unmarked()

    def add_beside(self, widget: QWidget) -> None:
        """Put a widget beside the day."""
        self._head.insertWidget(3, widget)

    def saved(self, moment: datetime) -> None:
        """Say since when everything is saved, where there is room for it."""
        self.saved_chip.tell(moment)
        self._fit()

    def point_at(self, lesson: LessonSlot, person: PersonId | None) -> None:
        """Bring a lesson in front and put the keyboard on a participant's cell in it."""
        self.open_day(lesson.day)
        columns = [self.model.lesson(n) for n in range(self.model.columnCount())]
        rows = [self.model.pupil(n).person for n in range(self.model.rowCount())]
        if person is not None and lesson in columns and person in rows:
            self.grid.choose(rows.index(person), columns.index(lesson))

    def step(self, way: int) -> None:
        """Go to the next (1) or the earlier (-1) day, or week, that has lessons."""
        days = [d for d in self._register.days if self._is_beyond(d, way)]
        if days:
            self.open_day(days[0] if way > 0 else days[-1])

    def minimumSizeHint(self) -> QSize:
        """Return the room that is enough with fewer words."""
        return QSize(theme.px(_LEAST_PX), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use fewer words where there is little room."""
        super().resizeEvent(event)
        self._fit()

    # Showing

    def _fit(self) -> None:
        narrow = self.width() < theme.px(_WIDE_PX)
        self.everybody.set_words(_("All present") if narrow else _("Everybody present"))
        self.saved_chip.setVisible(bool(self.saved_chip.text()) and not narrow)
        self.bar.be_narrow(narrow=narrow)
        self._title.setText(self._heading(whole_week=self._span.value == "week", narrow=narrow))

    def _is_beyond(self, day: date, way: int) -> bool:
        if self._day is None:
            return False
        if self._span.value == "week":
            here, there = Week.of(self._day), Week.of(day)
            return there > here if way > 0 else there < here
        return day > self._day if way > 0 else day < self._day

    def _show(self) -> None:
        whole_week = self._span.value == "week"
        lessons = [each for each in self._register.lessons if self._is_shown(each, whole_week)]
        chosen = (self.grid.row, self.grid.column)
        self.model.show_register(self._register, lessons)
        if self.grid.row < 0:
            self.grid.choose(*chosen)
        self._fit()
        self._before.rename(_("The week before") if whole_week else _("The day before"))
        self._after.rename(_("The week after") if whole_week else _("The day after"))
        days = self._register.days
        self._before.setEnabled(any(self._is_beyond(day, -1) for day in days))
        self._after.setEnabled(any(self._is_beyond(day, 1) for day in days))
        self._count_missing(lessons)
        self._describe()

    def _is_shown(self, lesson: LessonSlot, whole_week: bool) -> bool:  # noqa: FBT001
        if self._day is None:
            return False
        if whole_week:
            return Week.of(lesson.day) == Week.of(self._day)
        return lesson.day == self._day

    def _heading(self, *, whole_week: bool, narrow: bool) -> str:
        if self._day is None:
            return ""
        if whole_week:
            week = Week.of(self._day)
            return _("Week {week}").format(week=week.number)
        name = weekday_name(self._day)
        if narrow:
            return f"{name[:2]} {self._day.day}/{self._day.month}"
        if self._day == self._register.today:
            return _("Today, {day}").format(day=f"{name} {long_date(self._day)}")
        return f"{name[:1].upper()}{name[1:]} {long_date(self._day)}"

    def _count_missing(self, lessons: list[LessonSlot]) -> None:
        today = self._register.today
        missing = sum(len(self._register.unmarked(each)) for each in lessons)
        text = n_("{count} missing", "{count} missing", missing).format(count=missing)
        if all(each.day > today for each in lessons):
            self._missing.say(_("Not held yet"))
        else:
            self._missing.say(text if missing else _("All marked"), "warn" if missing else "ok")

    def _describe(self) -> None:
        row, column = self.grid.row, self.grid.column
        if row < 0 or column < 0:
            self.bar.show_nothing()
            self.everybody.setEnabled(False)
            return
        lesson, pupil = self.model.lesson(column), self.model.pupil(row)
        where = f"{isolated(pupil.name)} · {lesson_words(lesson)}"
        may_mark = self.model.may_mark(row, column)
        if not may_mark:
            where = f"{where}: {self.model.state_words(row, column)}"
        self.bar.offer_reasons(is_reduced=pupil.is_reduced)
        self.bar.tell(
            where,
            self.model.mark(row, column),
            attendance_sentence(self.model.total(row)),
            may_mark=may_mark,
        )
        self.everybody.setEnabled(lesson.day <= self._register.today)

    # What the person does

    def _marked(self, row: int, column: int, mark: LessonMark) -> None:
        person, lesson = self.model.pupil(row).person, self.model.lesson(column)
        self.model.put(row, column, mark)
        self._register = self._register.with_mark(person, lesson, mark)
        self._describe()
        self.marked.emit(person, lesson, mark)

    def _everybody(self) -> None:
        if self.grid.column >= 0:
            lesson = self.model.lesson(self.grid.column)
            if lesson.day <= self._register.today:
                self.all_present.emit(lesson)
                self.grid.setFocus()

    def _choose_first_unmarked(self) -> None:
        for column in range(self.model.columnCount()):
            for row in range(self.model.rowCount()):
                unmarked = self.model.mark(row, column).mark is Mark.UNMARKED
                if unmarked and self.model.may_mark(row, column):
                    self.grid.choose(row, column)
                    return
        self.grid.choose(0, 0)

    def _connect(self) -> None:
        self.grid.marked.connect(self._marked)
        self.grid.moved.connect(self._describe)
        self.grid.all_present.connect(self._everybody)
        self.grid.other_day.connect(self.step)
        self.bar.chosen.connect(self._pressed)
        self._span.chosen.connect(lambda _span: self._show())

    def _pressed(self, mark: LessonMark) -> None:
        self.grid.mark(mark)
        self.grid.setFocus()

    def _lay_out(self) -> None:
        head = self._head
        head.setSpacing(8)
        head.addWidget(self._before)
        head.addWidget(self._after)
        head.addWidget(self._title, 1)
        head.addWidget(self.saved_chip)
        head.addWidget(self._missing)
        head.addWidget(self._span)
        head.addWidget(self.everybody)
        sheet = Card(padding=1)
        sheet.column.setContentsMargins(1, 1, 1, 1)
        sheet.column.addWidget(self.grid, 1)
        foot = Card(padding=14)
        foot.column.addWidget(self.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(sheet, 1)
        column.addWidget(foot)


def first_to_mark(register: Register) -> date | None:
    """Return today, else the last day with marks missing, else the nearest day."""
    days, today = register.days, register.today
    if today in days:
        return today
    missing = [each.day for each in register.lessons if register.unmarked(each)]
    past = [day for day in days if day < today]
    return max(missing or past[-1:] or days[:1], default=None)
