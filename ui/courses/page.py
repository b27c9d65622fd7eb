"""One course: its plan, and beside it participants, attendance and everything else of it."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from kbh_desktop.changes import DataChanged
from kbh_desktop.courses.access import may_plan
from kbh_desktop.courses.model import CourseId
from kbh_desktop.courses.planner.tasks import TaskKind
from kbh_desktop.i18n import _
from ui.courses.course_menu import CourseMenu
from ui.courses.course_words import calendar_words
from ui.courses.part_tabs import PartTabs
from ui.courses.parts import PLAN, Part, parts
from ui.courses.plan_model import PlanModel
from ui.courses.plan_part import PlanPart
from ui.courses.planner_dialog import PlannerDialog, start_planner
from ui.courses.words import conflicts_text
from ui.errors import guard, show_error
from ui.navigation import Command, Navigator, Place, Question
from ui.page import Page
from ui.people.words import centre_text
from ui.theme import theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.notice import NoticeBar
from ui.widgets.page_header import PageHeader

if TYPE_CHECKING:
    from kbh_desktop.app import App

_MARGIN, _GAP, _NARROW_PX = 20, 10, 780


class CoursePage(Page):
    """Ctrl+Z and Ctrl+Y take deeds on the plan back and do them again, without limit."""

    kinds: ClassVar[frozenset[str]] = frozenset(
        {"course", "course_session", "course_block", "course_resource", "course_absence"}
    )

    def __init__(self, app: "App", navigator: Navigator, course_id: CourseId) -> None:
        super().__init__(_("Course"), margin=_MARGIN)
        self.column.setContentsMargins(_MARGIN, 14, _MARGIN, 14)
        self.column.setSpacing(_GAP)
        self._app = app
        self._navigator = navigator
        self.course_id = course_id
        self.may_change = may_plan(app.user)
        self.model = PlanModel(app.courses, course_id, self)
        self.plan = PlanPart(self.model, app.people.today, may_change=self.may_change)
        self._parts = parts(app.user)
        self._made: dict[str, QWidget] = {PLAN: self.plan}
        self._header = PageHeader("", "", navigator.back)
        self.tabs = PartTabs([(part.key, part.title(), part.icon) for part in self._parts])
        self._stack = QStackedWidget()
        self._trial = NoticeBar()
        self.menu = CourseMenu(app, navigator, self)
        self.planner: PlannerDialog | None = None
        """The planner's dialog, once it was opened."""
        self._lay_out()
        self._connect()
        self.open_part(PLAN)

    # What the shell asks

    def refresh(self) -> None:
        """Read the plan anew."""
        self.model.load()

    def activated(self) -> None:
        """Read, and put the keyboard into the week."""
        self.refresh()
        part = self._stack.currentWidget()
        if isinstance(part, Page):
            part.activated()
        else:
            self.plan.grid.setFocus()

    def leaving(self) -> None:
        """Let the part in front save what waits."""
        self.plan.grid.let_go()
        part = self._stack.currentWidget()
        if isinstance(part, Page):
            part.leaving()

    def data_changed(self, change: DataChanged) -> None:
        """Refresh the plan, and the part in front."""
        super().data_changed(change)
        part = self._stack.currentWidget()
        if isinstance(part, Page):
            part.data_changed(change)

    def bookmark(self) -> str:
        """Return part, week and session."""
        return "\n".join((self.tabs.current, self.plan.tabs.current, self.plan.grid.session))

    def restore(self, bookmark: str) -> None:
        """Return to such a place once the plan is there."""
        part, tab, session = (*bookmark.split("\n"), "", "")[:3]
        self.open_part(part or PLAN)
        self.plan.open_when_read(tab, session)

    def panes(self) -> tuple[QWidget, ...]:
        """Return tabs, week, tray or conflicts, or the parts of what is in front."""
        part = self._stack.currentWidget()
        if isinstance(part, Page):
            return (self.tabs, *part.panes())
        beside = self.plan.pane if self.plan.pane.isVisible() else self.plan.pane_button
        return (self.tabs, self.plan.tabs, self.plan.grid, beside)

    def commands(self) -> tuple[Command, ...]:
        """Offer the parts, and what the buttons do."""
        places = tuple(
            Command(part.title(), partial(self.open_part, part.key), part.icon)
            for part in self._parts
        )
        front = self._stack.currentWidget()
        own = front.commands() if isinstance(front, Page) else self._plan_commands()
        return (*places, *own, *self.menu.commands())

    def _plan_commands(self) -> tuple[Command, ...]:
        if not self.may_change:
            return ()
        return (
            Command(_("Fill the rest"), partial(self.run_planner, "fill"), "wand-sparkles"),
            Command(_("Improve"), partial(self.run_planner, "improve"), "sparkles"),
            Command(_("Repair"), partial(self.run_planner, "repair"), "wrench"),
            Command(_("Undo"), self.model.undo, "undo-2", "Ctrl+Z"),
            Command(_("Redo"), self.model.redo, "redo-2", "Ctrl+Y"),
        )

    # Parts

    def open_part(self, key: str) -> None:
        """Show the plan, the participants, attendance ..."""
        part = next((each for each in self._parts if each.key == key), self._parts[0])
        shown = self._stack.currentWidget()
        if isinstance(shown, Page):
            shown.leaving()
        made = self._made.get(part.key) or self._build(part)
        self._stack.setCurrentWidget(made)
        self.tabs.mark(part.key)
        self._fit()
        if isinstance(made, Page):
            made.activated()

    def _build(self, part: Part) -> QWidget:
        if part.make is None:
            return self.plan
        made = part.make(self._app, self._navigator, self.course_id)
        self._made[part.key] = made
        self._stack.addWidget(made)
        return made

    # The plan

    def run_planner(self, task: TaskKind) -> None:
        """Let the planner fill, improve or repair; nothing is applied before it is said so."""
        if self.model.view is not None:
            self.planner = start_planner(self, self.model, task)

    def _tell(self) -> None:
        board, view = self.model.board, self.model.view
        if board is None or view is None:
            return
        conflicts = len(view.conflicts)
        about = (
            centre_text(board.course.centre),
            calendar_words(board.calendar),
            conflicts_text(conflicts) if conflicts else "",
        )
        self._header.say(board.course.title, " \u00b7 ".join(filter(None, about)))
        self._tell_steps()
        if board.course.what_if_of is None:
            self._trial.close_notice()
        elif self._trial.isHidden():
            text = _("You are trying out another plan. The course itself is as it was.")
            self._trial.say(text, "warn", _("Use this plan"), self._adopt)

    def _tell_steps(self) -> None:
        for button, label, name in (
            (self._undo, self.model.undo_label, _("Undo")),
            (self._redo, self.model.redo_label, _("Redo")),
        ):
            button.setEnabled(bool(label))
            button.rename(f"{name}: {label}" if label else name)

    def _undo_step(self) -> None:
        if self.model.undo_label:
            self._navigator.toast(_("Undone: {label}").format(label=self.model.undo_label))
            self.model.undo()

    def _redo_step(self) -> None:
        if self.model.redo_label:
            self._navigator.toast(_("Done again: {label}").format(label=self.model.redo_label))
            self.model.redo()

    def _adopt(self) -> None:
        board = self.model.board
        target = board.course.what_if_of if board else None
        if target is not None:
            question = Question(
                _("Use this plan for the course?"),
                _("The course gets this plan, and the try-out goes away. It can be undone there."),
                _("Use this plan"),
            )
            self._navigator.confirm(question, lambda: self._adopted(target))

    def _adopted(self, target: CourseId) -> None:
        with guard(self):
            self._app.courses.adopt(self.course_id)
            self._navigator.toast(_("The course has the new plan"))
            self._navigator.go(Place("course", target))

    def _connect(self) -> None:
        self.model.changed.connect(self._tell)
        self.model.failed.connect(lambda error: show_error(self, error))
        self.tabs.chosen.connect(self.open_part)
        self.plan.fill_wanted.connect(partial(self.run_planner, "fill"))
        self.plan.repair_wanted.connect(partial(self.run_planner, "repair"))
        self.plan.change_wanted.connect(self.menu.change_session)
        if self.may_change:
            for keys, act in (("Ctrl+Z", self._undo_step), ("Ctrl+Y", self._redo_step)):
                shortcut = QShortcut(QKeySequence(keys), self.plan, act)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self) -> None:
        self._undo = IconButton("undo-2", _("Undo"), self._undo_step)
        self._redo = IconButton("redo-2", _("Redo"), self._redo_step)
        self._improve = Button(_("Improve"), partial(self.run_planner, "improve"), icon="sparkles")
        for button in (self._undo, self._redo, self._improve):
            self._header.buttons.addWidget(button)
            button.setVisible(self.may_change)
        for menu in self.menu.buttons:
            self._header.buttons.addWidget(menu)
        self._stack.addWidget(self.plan)
        self.column.addWidget(self._header)
        self.column.addWidget(self.tabs)
        self.column.addWidget(self._trial)
        self.column.addWidget(self._stack, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep to what fits beside the title of a narrow window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Offer deeds on the plan only beside the plan: the other parts take back their own."""
        narrow = self.width() < theme.px(_NARROW_PX)
        on_plan = self.may_change and self.tabs.current == PLAN
        self._undo.setVisible(on_plan)
        self._redo.setVisible(on_plan)
        self._improve.setVisible(on_plan and not narrow)
        self.menu.be_narrow(narrow=narrow)
