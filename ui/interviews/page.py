"""The interview page: sections left, bilingual cards in the middle, help right."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kbh_desktop.errors import InputError, KbhError
from kbh_desktop.i18n import _
from kbh_desktop.xforms.states import Problem, View
from ui.errors import guard, show_error
from ui.interviews.card import QuestionCard
from ui.interviews.controls.factory import ControlTools
from ui.interviews.finish_dialog import FinishDialog, RevisionDialog
from ui.interviews.review import Review
from ui.interviews.section_view import SectionView
from ui.interviews.sections import REVIEW, SectionList
from ui.interviews.side_pane import SidePane
from ui.interviews.top_bar import TopBar
from ui.navigation import Command, Navigator, Place
from ui.page import Page
from ui.people.words import centre_text
from ui.theme import theme
from ui.widgets.shortcuts import add_shortcuts
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.interviews.service import Answered, OpenInterview

_WIDTH_WITH_PANE = 1080
"""Narrower pages (logical pixels at 100 % text) show the side pane only when asked."""
_WIDTH_WITH_NAMES = 800
"""Narrower ones show the sections as rings."""


class InterviewPage(Page):
    """Runs one open interview: each answer is saved as it is given."""

    def __init__(
        self,
        interview: "OpenInterview",
        navigator: Navigator,
        *,
        tools: ControlTools,
        clock: Callable[[], datetime],
        show_citizen: Callable[["InterviewPage"], None],
    ) -> None:
        super().__init__(_("Interview"), margin=0)
        self.interview = interview
        self._navigator = navigator
        self._clock = clock
        self._show_citizen = show_citizen
        self._section = ""
        self._question = ""
        self._unsaved: dict[str, str] = {}
        self._pane_chosen: bool | None = None
        self._bar = TopBar()
        self._sections = SectionList()
        self._title = Text("", "H1", wrap=True)
        self._title_other = Text("", "Sub", wrap=True)
        self._cards = SectionView(tools)
        self._review = Review(tools.worded)
        self._middle = QStackedWidget()
        self._pane = SidePane()
        self._lay_out()
        self._connect()
        self._add_shortcuts()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    # What the window around asks

    def activated(self) -> None:
        """Open the first section that is not complete."""
        if not self._section:
            self.open_section(self._first_open_section())
        self._refresh_around()

    def leaving(self) -> None:
        """Say and save everything that was typed."""
        self._cards.flush()
        self._save_again()

    def bookmark(self) -> str:
        """Return the question in hand."""
        return self._question or self._section

    def restore(self, bookmark: str) -> None:
        """Return to the question that was in hand."""
        self.go_to(bookmark)

    def panes(self) -> tuple[QWidget, ...]:
        """Return sections, questions and side pane for F6."""
        return (self._sections, self._middle, self._pane)

    def commands(self) -> tuple[Command, ...]:
        """Offer what can be done here."""
        return (
            Command(_("Show to citizen"), self._citizen, "presentation", "F11"),
            Command(_("Go through and finish"), lambda: self.open_section(REVIEW), "list-checks"),
            Command(_("Next error"), self._next_error, "circle-alert", "Alt+E"),
            Command(_("Print the summary"), self._print, "printer"),
            Command(_("The answers over time"), self._bar.history_wanted.emit, "history", "Ctrl+H"),
            Command(_("Undo"), self._undo, "undo-2", "Ctrl+Z"),
            Command(_("Redo"), self._redo, "redo-2", "Ctrl+Shift+Z"),
        )

    # Going about in the interview

    @property
    def bar(self) -> TopBar:
        """The bar over the interview."""
        return self._bar

    @property
    def section(self) -> str:
        """The reference of the open section."""
        return self._section

    @property
    def question(self) -> str:
        """The key of the question in hand."""
        return self._question

    def has_focus(self, key: str) -> bool:
        """Return whether the keyboard is in the question `key`."""
        card = self._cards.card(key)
        focus: QWidget | None = self.window().focusWidget()
        return card is not None and focus is not None and card.isAncestorOf(focus)

    def open_section(self, ref: str) -> None:
        """Show the section `ref`, or the review."""
        self._cards.flush()
        self._section = ref
        self._question = ""
        if ref == REVIEW:
            self._show_review()
        else:
            self._middle.setCurrentIndex(0)
            self._cards.open_section(self.interview.view(ref))
        self._show_progress()

    def go_to(self, key: str) -> None:
        """Show the question `key` and put the keyboard into it."""
        ref = self.interview.section_of(key)
        if ref != self._section:
            self.open_section(ref)
        if key != ref:
            self._question = key
            self._cards.focus_question(key)

    def answer(self, key: str, value: str) -> None:
        """Save one answer and show all that follows from it."""
        card = self._cards.card(key)
        try:
            answered = self.interview.answer(key, value)
        except InputError as error:
            if card is not None:
                card.refuse(str(error))
            return
        except KbhError as error:
            self._unsaved[key] = value
            self._bar.show_unsaved()
            show_error(self, error)
            return
        self._unsaved.pop(key, None)
        self._answered(answered)

    # Inside

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 20, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._title_other, 1)
        first = QWidget()
        cards = QVBoxLayout(first)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(8)
        cards.addLayout(head)
        cards.addWidget(self._cards, 1)
        self._middle.addWidget(first)
        self._middle.addWidget(self._review)
        body = QHBoxLayout()
        body.setContentsMargins(20, 14, 12, 0)
        body.setSpacing(20)
        body.addWidget(self._sections)
        body.addWidget(self._middle, 1)
        body.addWidget(self._pane)
        self.column.setSpacing(0)
        self.column.addWidget(self._bar)
        self.column.addLayout(body, 1)

    def _connect(self) -> None:
        self._sections.chosen.connect(self.open_section)
        self._cards.answered.connect(self.answer)
        self._cards.add_wanted.connect(self._add)
        self._cards.remove_wanted.connect(self._remove)
        self._bar.undo_wanted.connect(self._undo)
        self._bar.redo_wanted.connect(self._redo)
        self._bar.errors_wanted.connect(self._next_error)
        self._bar.citizen_wanted.connect(self._citizen)
        self._bar.back_wanted.connect(self._navigator.back)
        self._bar.pane_wanted.connect(self._toggle_pane)
        self._pane.question_wanted.connect(self.go_to)
        self._pane.value_wanted.connect(self.answer)
        self._review.question_wanted.connect(self.go_to)
        self._review.section_wanted.connect(self.open_section)
        self._review.finish_wanted.connect(self._finish)
        self._review.revise_wanted.connect(self._revise)
        self._review.print_wanted.connect(self._print)

    def _add_shortcuts(self) -> None:
        keys = {
            "Ctrl+Z": self._undo,
            "Ctrl+Shift+Z": self._redo,
            "Alt+Down": lambda: self._step(1),
            "Alt+Up": lambda: self._step(-1),
            "Alt+E": self._next_error,
            "Ctrl+PgDown": lambda: self._step_section(1),
            "Ctrl+PgUp": lambda: self._step_section(-1),
            "Ctrl+H": self._bar.history_wanted.emit,
            "F11": self._citizen,
        }
        add_shortcuts(self, keys)

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Notice which question has the keyboard."""
        parent = now
        while parent is not None and not isinstance(parent, QuestionCard):
            parent = parent.parentWidget()
        if isinstance(parent, QuestionCard) and self.isAncestorOf(parent):
            self._take_in_hand(parent.view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the questions the room where there is little, unless the pane was asked for."""
        super().resizeEvent(event)
        self._sections.set_compact(compact=self.width() < theme.px(_WIDTH_WITH_NAMES))
        if self._pane_chosen is None:
            self._pane.setVisible(self.width() >= theme.px(_WIDTH_WITH_PANE))

    def _toggle_pane(self) -> None:
        self._pane_chosen = self._pane.isHidden()
        self._pane.setVisible(self._pane_chosen)

    def _take_in_hand(self, view: View) -> None:
        if view.key == self._question:
            return
        self._question = view.key
        self._middle.setFocusProxy(self._cards.field_of(view.key))
        self._show_answers(view.key)

    def _show_answers(self, key: str) -> None:
        history = () if self.interview.is_sealed(key) else self.interview.history(key)
        earlier = None if self.interview.is_sealed(key) else self.interview.earlier(key)
        self._pane.show_answers(key, earlier, history, self._clock())

    def _answered(self, answered: "Answered") -> None:
        self._bar.show_saved(answered.saved_at)
        if self._section == REVIEW:
            self._show_review()
        else:
            self._cards.show_views(self.interview.view(self._section))
        self._refresh_around()

    def _refresh_around(self) -> None:
        interview = self.interview
        self._show_progress()
        errors = self._errors()
        self._pane.show_problems(errors)
        self._bar.show_errors(len(errors))
        self._bar.show_steps(undo=interview.can_undo, redo=interview.can_redo)
        about = interview.interview
        parts = (about.title, centre_text(about.place), about.interpreter)
        self._bar.show_subject(interview.person_name, " · ".join(p for p in parts if p))
        if interview.is_finished:
            self._bar.show_locked()
        if self._question:
            self._show_answers(self._question)

    def _show_progress(self) -> None:
        progress = self.interview.progress()
        self._sections.show_progress(progress, self._section)
        here = next((s for s in progress if s.ref == self._section), None)
        self._title.setText(here.title if here else "")
        self._title_other.setText(here.title_other if here else "")

    def _show_review(self) -> None:
        interview = self.interview
        sections = [
            (section.ref, section.title, interview.view(section.ref))
            for section in interview.progress()
            if section.relevant
        ]
        self._review.show_all(
            sections,
            interview.problems(),
            interview.hidden_answers(),
            finished=interview.is_finished,
        )
        self._middle.setCurrentIndex(1)

    def _first_open_section(self) -> str:
        sections = [s for s in self.interview.progress() if s.relevant]
        open_ones = [s.ref for s in sections if s.answered < s.total]
        return open_ones[0] if open_ones else REVIEW

    def _add(self, key: str) -> None:
        with guard(self):
            added, answered = self.interview.add_repeat(key)
            self._answered(answered)
            first = self._cards.neighbour_below(added)
            if first is not None:
                self.go_to(first)

    def _remove(self, key: str) -> None:
        with guard(self):
            self._answered(self.interview.remove_repeat(key))
            self._navigator.toast(_("Removed. Ctrl+Z brings it back."))

    def _undo(self) -> None:
        self._cards.flush()
        with guard(self):
            self._stepped(self.interview.undo(), _("There is nothing to undo."))

    def _redo(self) -> None:
        with guard(self):
            self._stepped(self.interview.redo(), _("There is nothing to redo."))

    def _stepped(self, answered: "Answered | None", nothing: str) -> None:
        if answered is None:
            self._navigator.toast(nothing)
            return
        self._answered(answered)
        changed = next(iter(answered.effects.answers), "")
        if changed:
            self.go_to(changed)

    def _step(self, step: int) -> None:
        key = self._cards.neighbour(self._question, step)
        if key is not None:
            self.go_to(key)
        elif self._question:
            self._step_section(step)

    def _step_section(self, step: int) -> None:
        refs = [s.ref for s in self.interview.progress() if s.relevant] + [REVIEW]
        at = refs.index(self._section) + step if self._section in refs else 0
        if 0 <= at < len(refs):
            self.open_section(refs[at])
            first = self._cards.neighbour("", 0) if refs[at] != REVIEW else None
            if first is not None:
                self.go_to(first)

    def _errors(self) -> list[Problem]:
        """Answers that do not fit; what is not answered yet is no error while filling in."""
        if self.interview.is_finished:
            return []
        return [problem for problem in self.interview.problems() if not problem.is_missing]

    def _next_error(self) -> None:
        keys = [problem.key for problem in self._errors()]
        if keys:
            at = keys.index(self._question) + 1 if self._question in keys else 0
            self.go_to(keys[at % len(keys)])

    def _citizen(self) -> None:
        self._cards.flush()
        self._show_citizen(self)

    def _save_again(self) -> None:
        for key, value in list(self._unsaved.items()):
            self.answer(key, value)

    def _finish(self) -> None:
        self.leaving()
        dialog = FinishDialog(self, self._finished)
        dialog.start()

    def _finished(self, confirmation: str, remarks: str) -> None:
        with guard(self):
            self.interview.finish(confirmation, remarks)
            self._show_review()
            self._refresh_around()
            self._navigator.toast(_("The interview is finished and locked."))

    def _print(self) -> None:
        self._navigator.go(Place("documents", self.interview.id))

    def _revise(self) -> None:
        RevisionDialog(self, self._revised).start()

    def _revised(self, reason: str) -> None:
        with guard(self):
            self.interview.reopen_as_revision(reason)
            self._section = ""
            self.activated()
