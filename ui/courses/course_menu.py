"""What can be done with a course beside its plan: print, export, import, fixed times."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from kbh_desktop.i18n import _
from ui.courses.blocks_dialog import BlocksDialog
from ui.courses.course_form import CourseForm
from ui.courses.exporting import FileKind, calendar_file, export, workbook_file
from ui.courses.plan_words_dialog import PlanWordsDialog
from ui.courses.session_form import SessionForm
from ui.courses.timetable_dialog import ask_for_timetable
from ui.errors import guard
from ui.navigation import Command, Navigator, Place
from ui.widgets.buttons import Button

if TYPE_CHECKING:
    from kbh_desktop.app import App
    from ui.courses.page import CoursePage


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do."""

    title: str
    icon: str
    run: Callable[[], None]
    needs_planning: bool = False


class CourseMenu:
    """Two menus in the header, and the same in the command palette."""

    def __init__(self, app: "App", navigator: Navigator, page: "CoursePage") -> None:
        self._app = app
        self._navigator = navigator
        self._page = page
        self._more = _menu_button(page, _("More"), "ellipsis", self._entries())
        self._print = Button(_("Print"), self._print_papers, icon="printer", parent=page)
        self.buttons = (self._print, self._more)

    def be_narrow(self, *, narrow: bool) -> None:
        """Show icons alone where there is no room for words."""
        for button, words in ((self._print, _("Print")), (self._more, _("More"))):
            button.set_words("" if narrow else words)
            button.setAccessibleName(words)
            button.setToolTip(words if narrow else "")

    def commands(self) -> tuple[Command, ...]:
        """Return everything for the command palette."""
        paper = Command(_("Print"), self._print_papers, "printer", "Ctrl+P")
        return (paper, *(Command(each.title, each.run, each.icon) for each in self._entries()))

    def _entries(self) -> tuple[Entry, ...]:
        every = (
            Entry(_("New session"), "plus", self._new_session, needs_planning=True),
            Entry(_("Change the course"), "pencil", self._change_course, needs_planning=True),
            Entry(_("Words of the plan"), "text", self._plan_words, needs_planning=True),
            Entry(_("Fixed times"), "calendar-off", self._blocks, needs_planning=True),
            Entry(_("Take in a timetable"), "upload", self._timetable, needs_planning=True),
            Entry(_("Try another plan"), "git-branch", self._try, needs_planning=True),
            Entry(_("Save the calendar"), "calendar-plus", self._calendar),
            Entry(_("Save as Excel"), "file-spreadsheet", self._workbook),
            Entry(_("People and rooms"), "users", self._resources),
        )
        return tuple(e for e in every if self._page.may_change or not e.needs_planning)

    def _print_papers(self) -> None:
        self._navigator.go(Place("course_print", self._page.course_id))

    def _new_session(self) -> None:
        board = self._page.model.board
        if board is not None:
            SessionForm(self._page, self._app, board).start()

    def change_session(self, session: str) -> None:
        """Ask what a session is to be from now on."""
        board = self._page.model.board
        if board is not None:
            SessionForm(self._page, self._app, board, board.session[session]).start()

    def _change_course(self) -> None:
        board = self._page.model.board
        if board is not None:
            CourseForm(self._page, self._app, board.course).start()

    def _plan_words(self) -> None:
        board = self._page.model.board
        if board is not None:
            PlanWordsDialog(self._page, self._app, board).start()

    def _blocks(self) -> None:
        board = self._page.model.board
        if board is not None:
            BlocksDialog(self._page, self._app, board).start()

    def _timetable(self) -> None:
        ask_for_timetable(self._page, self._app, self._page.course_id)

    def _calendar(self) -> None:
        course_id = self._page.course_id
        self._export(
            calendar_file(lambda path: self._app.course_files.course_calendar(course_id, path))
        )

    def _workbook(self) -> None:
        course_id = self._page.course_id
        self._export(
            workbook_file(lambda path: self._app.course_files.plan_workbook(course_id, path))
        )

    def _export(self, kind: FileKind) -> None:
        board = self._page.model.board
        if board is not None:
            export(self._page, self._navigator, board.course.title, kind)

    def _try(self) -> None:
        with guard(self._page):
            made = self._app.courses.what_if(self._page.course_id)
            self._navigator.go(Place("course", made.id))

    def _resources(self) -> None:
        self._navigator.go(Place("course_resources"))


def _menu_button(parent: QWidget, words: str, icon: str, entries: tuple[Entry, ...]) -> Button:
    menu = QMenu(parent)
    menu.setAccessibleName(words)
    for entry in entries:
        menu.addAction(entry.title, entry.run)
    button = Button(words, icon=icon)
    button.setMenu(menu)
    return button
