"""The last step: every answer on one page, what is missing, and finishing."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kbh_desktop.i18n import _, n_
from kbh_desktop.xforms.states import Problem, View
from ui.widgets.buttons import Button, LinkButton, PrimaryButton
from ui.widgets.card import Card
from ui.widgets.link_row import LinkRow
from ui.widgets.text import Text

SectionAnswers = tuple[str, str, tuple[View, ...]]
"""Reference, title and views of one section."""


class Review(QScrollArea):
    """Shows all answers by section with links back, and offers to finish."""

    question_wanted = Signal(str)
    section_wanted = Signal(str)
    finish_wanted = Signal()
    revise_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, worded: Callable[[View], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worded = worded
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.action: Button = PrimaryButton(_("Finish the interview"))

    def show_all(
        self,
        sections: Sequence[SectionAnswers],
        problems: Sequence[Problem],
        hidden: Sequence[tuple[str, str]],
        *,
        finished: bool,
    ) -> None:
        """Show the answers; `hidden` are label and value of answers no longer asked for."""
        inner = QWidget()
        inner.setProperty("class", "Plain")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 4, 8, 24)
        column.setSpacing(12)
        column.addWidget(Text(_("Go through and finish"), "H1"))
        column.addWidget(self._ending(problems, finished=finished))
        if hidden and not finished:
            column.addWidget(_hidden_card(hidden))
        for ref, title, views in sections:
            column.addWidget(self._section_card(ref, title, views))
        column.addStretch(1)
        self.setWidget(inner)

    def _ending(self, problems: Sequence[Problem], *, finished: bool) -> QWidget:
        if finished:
            card = Card(_("Finished and locked"))
            words = _("The answers are locked. Changing them makes a new revision.")
            card.column.addWidget(Text(words, "Sub", wrap=True))
            self.action = Button(_("Make a revision"), self.revise_wanted.emit)
        elif problems:
            words = n_(
                "{count} answer is missing or must be put right",
                "{count} answers are missing or must be put right",
                len(problems),
            )
            card = Card(words.format(count=len(problems)))
            for problem in problems:
                go = partial(self.question_wanted.emit, problem.key)
                card.column.addWidget(LinkRow(problem.label, problem.message, go))
            self.action = PrimaryButton(_("Finish the interview"))
            self.action.setEnabled(False)
        else:
            card = Card(_("Everything is answered"))
            words = _("Read the summary aloud through the interpreter, then finish.")
            card.column.addWidget(Text(words, "Sub", wrap=True))
            self.action = PrimaryButton(_("Finish the interview"), self.finish_wanted.emit)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        if finished:
            buttons.addWidget(
                PrimaryButton(_("Print the summary"), self.print_wanted.emit, icon="printer")
            )
        buttons.addWidget(self.action)
        buttons.addStretch(1)
        card.column.addLayout(buttons)
        return card

    def _section_card(self, ref: str, title: str, views: tuple[View, ...]) -> Card:
        card = Card(title)
        card.header.addWidget(
            _named(
                LinkButton(_("Go there"), lambda: self.section_wanted.emit(ref)),
                _("Go to {section}").format(section=title),
            )
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        answered = [v for v in views if v.kind in {"question", "instance"}]
        shown = [v for v in answered if v.kind == "instance" or v.value]
        for row, view in enumerate(shown):
            if view.kind == "instance":
                title = " · ".join(part for part in (view.label, view.display) if part)
                grid.addWidget(Text(title, "Strong", wrap=True), row, 0, 1, 2)
                continue
            grid.addWidget(Text(view.label, "Sub", wrap=True), row, 0)
            grid.addWidget(Text(self._worded(view), wrap=True), row, 1)
        if not shown:
            grid.addWidget(Text(_("Nothing answered yet."), "Muted"), 0, 0, 1, 2)
        card.column.addLayout(grid)
        return card


def _hidden_card(hidden: Sequence[tuple[str, str]]) -> Card:
    card = Card(_("Answers that are no longer asked for"))
    words = _("They are left out when you finish, and stay in the history.")
    card.column.addWidget(Text(words, "Sub", wrap=True))
    for label, value in hidden:
        card.column.addWidget(Text(f"{label}: {value}", "Muted", wrap=True))
    return card


def _named(button: LinkButton, name: str) -> LinkButton:
    button.setAccessibleName(name)
    return button
