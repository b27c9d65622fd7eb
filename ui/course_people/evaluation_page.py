"""The tab with what participants say of the weeks: noted here, or on their own screen."""

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QWidget

from kbh_desktop.courses.calendar import Week
from kbh_desktop.courses.evaluations import SMILEYS, Evaluation, WeekTrend
from kbh_desktop.courses.model import Course, CourseId
from kbh_desktop.i18n import _
from kbh_desktop.security.model import Role
from ui.course_people.course_tab import CourseTab
from ui.course_people.figures_table import FiguresTable
from ui.course_people.kiosk import KioskScreen
from ui.course_people.rows import Row, RowsView
from ui.course_people.smiley import SmileyButton, smiley_label
from ui.course_people.trend_picture import TrendPicture, decimal
from ui.errors import guard
from ui.navigation import Command, Navigator
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.select import Select
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App

_WIDE_PX = 760
_FACE_PX = 56
_MOST_COMMENTS = 6


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a course so far."""

    course: Course
    this_week: int
    """The course week of today, the last when the course is over."""
    trend: tuple[WeekTrend, ...]
    comments: tuple[Evaluation, ...] = field(repr=False)


class EvaluationPage(CourseTab[Said]):
    """Pressing a face, or its digit, saves an answer at once; nobody's name is kept."""

    kinds: ClassVar[frozenset[str]] = frozenset({"course", "course_evaluation"})

    def __init__(self, app: "App", navigator: Navigator, course_id: CourseId) -> None:
        super().__init__(_("Evaluation"), app, navigator, course_id)
        self._said: Said | None = None
        self._may_answer = self.may_plan or app.user.has(Role.CONSULTANT)
        self.week = Select(_("Week of the course"))
        self.comment = QLineEdit()
        self.comment.setPlaceholderText(_("Optional; write it before the face"))
        self.comment.returnPressed.connect(self._to_faces)
        self.faces = [SmileyButton(smiley, _FACE_PX) for smiley in SMILEYS]
        self.kiosk_button = Button(
            _("Show to participants"), self.show_kiosk, icon="monitor-smartphone"
        )
        self.picture = TrendPicture()
        self.table = FiguresTable(
            _("Answers by week"),
            (_("Week"), *map(str, SMILEYS), _("Answers"), _("Mean")),
        )
        self._nothing = Text(
            _("No answers yet. Press a face, or show the screen to the participants."),
            "Muted",
            wrap=True,
        )
        self.comments = RowsView(_("Comments"), most=_MOST_COMMENTS)
        self.remove_button = Button(_("Remove the chosen answer"), self._remove)
        self.remove_button.setProperty("kind", "ghost")
        self._lay_out()

    def activated(self) -> None:
        """Show the answers and put the keyboard on the faces."""
        super().activated()
        self._to_faces()

    def commands(self) -> tuple[Command, ...]:
        """Offer the participants' screen."""
        show = Command(_("Show to participants"), self.show_kiosk, "monitor-smartphone")
        return (show, *super().commands())

    def panes(self) -> tuple[QWidget, ...]:
        """Return the faces, the table and the comments."""
        return (self.faces[0], self.table, self.comments)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by digit wherever no field took it."""
        smiley = event.key() - Qt.Key.Key_0
        if smiley in SMILEYS and not event.modifiers() and self._may_answer:
            self._answer(smiley)
            return
        super().keyPressEvent(event)

    def fetch(self) -> Said:
        """Ask for the answers."""
        service = self.app.participants.evaluations
        course = self.app.courses.get(self.course_id)
        here = Week.of(self.app.people.today())
        begun = [n for n, week in enumerate(course.calendar.weeks, 1) if week <= here]
        answers = service.list(self.course_id)
        return Said(
            course,
            begun[-1] if begun else 1,
            service.trend(self.course_id),
            tuple(each for each in reversed(answers) if each.comment),
        )

    def show_fetched(self, fetched: Said) -> None:
        """Show picture, table and comments."""
        first = self._said is None
        self._said = fetched
        weeks = enumerate(fetched.course.calendar.weeks, 1)
        self.week.set_options((str(n), week_words(n, week)) for n, week in weeks)
        if first:
            self.week.choose(str(fetched.this_week))
        answered = any(week.answers for week in fetched.trend)
        self._nothing.setVisible(not answered)
        self.picture.setVisible(answered)
        self.table.setVisible(answered)
        self.picture.tell(fetched.trend)
        self.table.tell([_figures(week) for week in fetched.trend])
        self.comments.tell([_comment_row(each) for each in fetched.comments])
        self._comments_card.setVisible(bool(fetched.comments))

    def show_kiosk(self) -> None:
        """Fill the screen with the faces, for the participants."""
        if self._said is None:
            return
        screen = KioskScreen(self._said.course.languages, pin=self.app.citizen_pin.get())
        screen.answered.connect(self._answer_of_participant)
        screen.left.connect(self.navigator.uncover)
        self.navigator.cover(screen)

    # What the person does

    def _answer(self, smiley: int) -> None:
        with guard(self):
            text = self._add(smiley, self.comment.text())
            self.comment.clear()
            self.navigator.toast(text)

    def _answer_of_participant(self, smiley: int) -> None:
        """Save without a word: nothing of the window may show over the participants' screen."""
        with guard(self):
            self._add(smiley, "")

    def _add(self, smiley: int, comment: str) -> str:
        service = self.app.participants.evaluations
        week = int(self.week.value or 1)
        made = service.add(self.course_id, week, smiley, comment)
        text = _("Week {week}: {answer}").format(week=week, answer=smiley_label(smiley))
        self.did(text, partial(service.remove, made.id))
        self.refresh()
        return text

    def _remove(self) -> None:
        answers = self._said.comments if self._said else ()
        chosen = next((each for each in answers if each.id == self.comments.key), None)
        if chosen is None:
            return
        with guard(self):
            service = self.app.participants.evaluations
            service.remove(chosen.id)
            back = partial(service.add, self.course_id, chosen.week, chosen.smiley, chosen.comment)
            self.did(_("An answer is removed"), back)
            self.refresh()

    def _to_faces(self) -> None:
        self.faces[-1].setFocus()

    # Layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the trend below the faces where there is no room beside."""
        super().resizeEvent(event)
        wide = self.width() >= theme.px(_WIDE_PX)
        direction = QBoxLayout.Direction
        self._both.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def _lay_out(self) -> None:
        note = Card(_("Note an answer"))
        note.header.addWidget(self.undo_button)
        note.column.addWidget(Field(_("Week of the course"), self.week))
        note.column.addWidget(Field(_("Comment"), self.comment))
        row = QHBoxLayout()
        row.setSpacing(0)
        for button in self.faces:
            button.clicked.connect(partial(self._pressed, button.smiley))
            row.addWidget(button)
        row.addStretch(1)
        note.column.addLayout(row)
        note.column.addWidget(Text(_("Keys 1 to 4. No name is kept."), "Muted", wrap=True))
        note.column.addWidget(self.kiosk_button, 0, Qt.AlignmentFlag.AlignLeft)
        note.column.addStretch(1)
        if not self._may_answer:
            note.hide()
            self.remove_button.hide()
        trend = Card(_("Week by week"))
        trend.column.addWidget(self._nothing)
        trend.column.addWidget(self.picture)
        trend.column.addWidget(self.table)
        trend.column.addStretch(1)
        self._comments_card = Card(_("Comments"))
        self._comments_card.column.addWidget(self.comments)
        self._comments_card.column.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._both = QHBoxLayout()
        self._both.setSpacing(14)
        self._both.addWidget(note, 2)
        self._both.addWidget(trend, 3)
        scroll = ScrollColumn(spacing=14)
        scroll.column.addLayout(self._both)
        scroll.column.addWidget(self._comments_card)
        scroll.column.addStretch(1)
        self.column.addWidget(scroll, 1)

    def _pressed(self, smiley: int, _checked: object = None) -> None:
        self._answer(smiley)


def week_words(number: int, week: Week) -> str:
    """Return a course week with its week of the year, such as `2. uge (uge 49)`."""
    text = _("Week {number} of the course (week {week})")
    return text.format(number=number, week=week.number)


def _figures(week: WeekTrend) -> list[str]:
    mean = decimal(week.mean) if week.mean is not None else "–"
    return [str(week.week), *map(str, week.counts), str(week.answers), mean]


def _comment_row(each: Evaluation) -> Row:
    where = _("Week {week}").format(week=each.week)
    return Row(each.id, each.comment, f"{where} · {smiley_label(each.smiley)}")
