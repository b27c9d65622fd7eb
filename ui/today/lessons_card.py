"""Today's lessons of the courses, each with the way to its attendance."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kbh_desktop.i18n import _
from ui.theme import theme
from ui.today.cards import RowsCard, row_line
from ui.today.lessons import LessonToday
from ui.widgets.buttons import Button
from ui.widgets.text import ElidedText, Text

_TIME_PX = 76


class LessonsCard(RowsCard):
    """Hidden on days without lessons; `attendance_wanted` gives the id of a course."""

    attendance_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Lessons today"))
        self.hide()

    def tell(self, lessons: tuple[LessonToday, ...]) -> None:
        """Show the lessons."""
        self.clear()
        for lesson in lessons:
            self.add(self._row(lesson))
        self.setVisible(bool(lessons))

    def _row(self, lesson: LessonToday) -> QWidget:
        row, line = row_line()
        when = Text(lesson.begins, "Strong")
        when.setFixedWidth(theme.px(_TIME_PX))
        line.addWidget(when)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(ElidedText(lesson.title, "Strong"))
        words.addWidget(ElidedText(lesson.about, "Muted"))
        line.addLayout(words, 1)
        button = Button(_("Take attendance"), lambda: self.attendance_wanted.emit(lesson.course))
        button.setAccessibleName(f"{button.text()}: {lesson.title}")
        line.addWidget(button)
        return row
