"""The pane at the right: what is to be put right, and what was answered before."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kbh_desktop.i18n import _
from kbh_desktop.interviews.model import AnswerHistory, EarlierAnswer
from kbh_desktop.xforms.markdown import to_plain
from kbh_desktop.xforms.states import Problem
from ui.theme import theme
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Rule
from ui.widgets.link_row import LinkRow
from ui.widgets.moments import moment_text
from ui.widgets.text import Text


class SidePane(QFrame):
    """Lists problems with links, and for the question in hand its earlier answers."""

    question_wanted = Signal(str)
    value_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inner = QWidget()
        inner.setProperty("class", "Plain")
        column = QVBoxLayout(inner)
        column.setContentsMargins(4, 4, 8, 16)
        column.setSpacing(18)
        self._problems = _Part(_("To put right"))
        self._earlier = _Part(_("Earlier answer"))
        self._history = _Part(_("This answer over time"))
        for part in (self._problems, self._earlier, self._history):
            column.addWidget(part)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self.setFixedWidth(theme.px(250))
        self._earlier.hide()
        self._history.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """List what is to be put right; each is a link to its question."""
        self._problems.clear()
        if not problems:
            self._problems.say(_("Nothing. Every answer fits."))
        for problem in problems:
            go = partial(self.question_wanted.emit, problem.key)
            self._problems.add(LinkRow(problem.label, problem.message, go))

    def show_answers(
        self,
        key: str,
        earlier: EarlierAnswer | None,
        history: Sequence[AnswerHistory],
        now: datetime,
    ) -> None:
        """Show what was answered to the question `key` before."""
        self._earlier.clear()
        self._history.clear()
        self._earlier.setVisible(earlier is not None)
        self._history.setVisible(len(history) > 1)
        if earlier is not None:
            self._earlier.say(f"{earlier.title}, {moment_text(earlier.at, now)}")
            for question, answer in earlier.lines:
                self._earlier.add(Text(to_plain(question), "Muted", wrap=True))
                self._earlier.add(Text(answer, wrap=True))
            if not earlier.lines:
                self._earlier.add(Text(earlier.display, wrap=True))
                self._offer(self._earlier, key, earlier.value)
        for before in history:
            if before.is_head:
                continue
            self._history.add(Rule())
            self._history.say(f"{moment_text(before.at, now)} · {before.author}")
            self._history.add(Text(before.display or _("(empty)"), wrap=True))
            self._offer(self._history, key, before.value)

    def focus_problems(self) -> None:
        """Put the keyboard on the first problem."""
        self._problems.focus_first()

    def _offer(self, part: "_Part", key: str, value: str) -> None:
        button = LinkButton(_("Use this answer"), partial(self.value_wanted.emit, key, value))
        button.setAccessibleDescription(value)
        part.add(button)


class _Part(QWidget):
    """A heading with rows under it."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(Text(title, "Strong"))
        self._rows: list[QWidget] = []

    def clear(self) -> None:
        """Take all rows away."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []

    def say(self, text: str) -> None:
        """Add a line of small text."""
        self.add(Text(text, "Muted", wrap=True))

    def add(self, row: QWidget) -> None:
        """Add a row."""
        self._rows.append(row)
        self._column.addWidget(row)

    def focus_first(self) -> None:
        """Put the keyboard on the first link."""
        link = next((row for row in self._rows if isinstance(row, LinkRow)), None)
        if link is not None:
            link.setFocus(Qt.FocusReason.TabFocusReason)
