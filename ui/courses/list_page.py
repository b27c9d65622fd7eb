"""The courses: those that are coming and under way, and what can be done with one."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from kbh_desktop.courses.access import may_plan
from kbh_desktop.courses.model import Course, CourseId
from kbh_desktop.courses.schedule import CourseRow
from kbh_desktop.i18n import _
from ui.background import run_in_background
from ui.courses.copy_course import CopyDialog
from ui.courses.course_words import course_row
from ui.courses.new_course import NewCourseDialog
from ui.courses.row_delegate import Row
from ui.courses.rows import RowList
from ui.errors import guard, show_error
from ui.navigation import Command, Navigator, Place, Question
from ui.page import Page
from ui.theme import theme
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.page_header import PageHeader
from ui.widgets.segmented_choice import SegmentedChoice

if TYPE_CHECKING:
    from kbh_desktop.app import App

Found = tuple[tuple[CourseRow, ...], tuple[Course, ...]]
CURRENT, FINISHED = "current", "finished"
_NARROW_PX = 720


class CoursesPage(Page):
    """Enter opens a course; finished ones lie behind their own button."""

    kinds: ClassVar[frozenset[str]] = frozenset(
        {"course", "course_session", "course_block", "course_resource", "course_enrolment"}
    )

    def __init__(self, app: "App", navigator: Navigator) -> None:
        super().__init__(_("Fast Track"))
        self._app = app
        self._navigator = navigator
        self._may_change = may_plan(app.user)
        self._found: Found = ((), ())
        self.rows = RowList(_("Courses"))
        self.which = SegmentedChoice(
            _("Which courses"),
            ((CURRENT, _("Coming and under way")), (FINISHED, _("Over"))),
        )
        self.which.choose(CURRENT)
        self._nothing = EmptyState("calendar-range", "")
        self._begin = self._nothing.add_action(_("New course"), self.ask_new, "plus")
        self._add_people = self._nothing.add_action(
            _("People and rooms"), self._open_resources, "users"
        )
        self._lay_out()
        self.rows.opened.connect(self._open)
        self.rows.chosen.connect(lambda _key: self._offer())
        self.which.chosen.connect(lambda _value: self._show())
        if self._may_change:
            QShortcut(QKeySequence.StandardKey.New, self, self.ask_new).setContext(
                Qt.ShortcutContext.WidgetWithChildrenShortcut
            )

    def refresh(self) -> None:
        """Ask for the courses in the background."""
        run_in_background(self, self._ask, self._tell, lambda error: show_error(self, error))

    def activated(self) -> None:
        """Ask, and put the keyboard into the list."""
        self.refresh()
        self.rows.setFocus()

    def bookmark(self) -> str:
        """Return which courses are shown and which is chosen."""
        return f"{self.which.value}\n{self.rows.key}"

    def restore(self, bookmark: str) -> None:
        """Return to such a list."""
        which, _line, key = bookmark.partition("\n")
        self.which.choose(which or CURRENT)
        self._show()
        self.rows.choose(key)

    def commands(self) -> tuple[Command, ...]:
        """Offer what the buttons do."""
        reading = (
            Command(_("People and rooms"), self._open_resources, "users"),
            Command(_("Course templates"), self._open_templates, "layout-template"),
        )
        new = (Command(_("New course"), self.ask_new, "plus", "Ctrl+N"),)
        return (*(new if self._may_change else ()), *reading)

    def panes(self) -> tuple[QWidget, ...]:
        """Return the choice and the list."""
        return (self.which, self.rows)

    # Finding

    def _ask(self) -> Found:
        courses = self._app.courses
        rows = courses.list()
        tried = tuple(plan for row in rows for plan in courses.what_ifs(row.id))
        return rows, tried

    def _tell(self, found: Found) -> None:
        self._found = found
        self._show()

    def _show(self) -> None:
        rows, tried = self._found
        wants_finished = self.which.value == FINISHED
        shown: list[Row] = []
        for row in rows:
            if (row.state == "finished") == wants_finished:
                shown.append(course_row(row))
                shown += [_tried_row(plan) for plan in tried if plan.what_if_of == row.id]
        self.rows.show_rows(shown)
        self.rows.choose_first()
        self._stack.setCurrentIndex(0 if shown else 1)
        if not shown:
            self._say_nothing(finished=wants_finished)
        self._offer()

    def _say_nothing(self, *, finished: bool) -> None:
        for button in (self._begin, self._add_people):
            button.setVisible(self._may_change and not finished)
        if finished:
            self._nothing.say(
                _("No course is finished yet"), _("A course moves here when its last day is over.")
            )
        else:
            self._nothing.say(
                _("No course is planned yet"),
                _("Make one from the template: six weeks of sessions, ready to be placed."),
            )

    # What the person does

    def ask_new(self) -> None:
        """Ask what a new course begins with."""
        dialog = NewCourseDialog(self, self._app)
        dialog.made.connect(self._open)
        dialog.start()

    def _open(self, course_id: str) -> None:
        self._navigator.go(Place("course", course_id))

    def _open_resources(self) -> None:
        self._navigator.go(Place("course_resources"))

    def _open_templates(self) -> None:
        self._navigator.go(Place("course_templates"))

    def _copy(self) -> None:
        row = self._row()
        if row is not None:
            dialog = CopyDialog(self, self._app, row.id, row.title)
            dialog.made.connect(self._open)
            dialog.start()

    def _try(self) -> None:
        row = self._row()
        if row is not None:
            with guard(self):
                self._open(self._app.courses.what_if(row.id).id)

    def _ask_remove(self) -> None:
        row = self._row()
        if row is None:
            return
        self._navigator.confirm(
            Question(
                _("Remove {title}?").format(title=row.title),
                _("The course and its plan go away. A course with participants stays."),
                _("Remove"),
                dangerous=True,
            ),
            lambda: self._remove(row.id),
        )

    def _remove(self, course_id: CourseId) -> None:
        with guard(self):
            self._app.courses.remove(course_id)
            self._navigator.toast(_("The course is removed"))
            self.refresh()

    def _row(self) -> CourseRow | None:
        return next((row for row in self._found[0] if row.id == self.rows.key), None)

    def _offer(self) -> None:
        """Offer what can be done with the course chosen."""
        is_course = self._row() is not None
        for button in self._deeds:
            button.setVisible(is_course and self._may_change)
        self._open_button.setVisible(bool(self.rows.key))

    def _lay_out(self) -> None:
        header = PageHeader(_("Fast Track"), _("Six weeks towards a job"))
        self._ways = {
            _("People and rooms"): Button("", self._open_resources, icon="users"),
            _("Templates"): Button("", self._open_templates, icon="layout-template"),
        }
        for button in self._ways.values():
            header.buttons.addWidget(button)
        if self._may_change:
            header.buttons.addWidget(PrimaryButton(_("New course"), self.ask_new, icon="plus"))
        self.column.addWidget(header)
        self.column.addWidget(self.which)
        card = Card(padding=6)
        card.column.addWidget(self.rows, 1)
        self._open_button = Button(_("Open"), lambda: self._open(self.rows.key), icon="arrow-right")
        self._deeds = (
            Button(_("Make a copy"), self._copy, icon="copy"),
            Button(_("Try another plan"), self._try, icon="git-branch"),
            Button(_("Remove"), self._ask_remove, icon="trash-2"),
        )
        foot = QWidget()
        flow = FlowLayout(foot)
        for button in (self._open_button, *self._deeds):
            flow.addWidget(button)
        card.column.addWidget(foot)
        nothing = Card()
        nothing.column.addWidget(self._nothing, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(card)
        self._stack.addWidget(nothing)
        row = QHBoxLayout()
        row.addWidget(self._stack, 1)
        self.column.addLayout(row, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show icons alone beside the title of a narrow window."""
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_NARROW_PX)
        for words, button in self._ways.items():
            button.set_words("" if narrow else words)
            button.setAccessibleName(words)
            button.setToolTip(words)


def _tried_row(plan: Course) -> Row:
    remark = _("A plan that is being tried out; the course itself is as it was.")
    return Row(plan.id, plan.title, remark, "git-branch", ((_("Try-out"), "warn"),))
