"""The interviews of a person, each with its one next action."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kbh_desktop.i18n import _
from kbh_desktop.interviews.model import Interview
from ui.widgets.buttons import Button, IconButton
from ui.widgets.card import Card, Rule
from ui.widgets.chip import Chip
from ui.widgets.clearing import clear_layout
from ui.widgets.moments import moment_text
from ui.widgets.text import Text


class InterviewsCard(Card):
    """`opened` and `print_wanted` give an interview's id; `start_wanted` asks for a new one."""

    opened = Signal(str)
    print_wanted = Signal(str)
    start_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Interviews"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.column.addLayout(self._rows)

    def tell(self, interviews: Sequence[Interview], now: datetime) -> None:
        """Show `interviews`, those still open first."""
        clear_layout(self._rows)
        ordered = sorted(
            interviews, key=lambda i: (i.state == "finished", -i.started_at.timestamp())
        )
        for number, interview in enumerate(ordered):
            if number:
                self._rows.addWidget(Rule())
            self._rows.addWidget(self._row(interview, now))
        if not interviews:
            self._rows.addWidget(Text(_("No interview yet."), "Muted"))
            start = Button(_("Start the first interview"), self.start_wanted.emit, icon="play")
            self._rows.addSpacing(8)
            self._rows.addWidget(start, 0, Qt.AlignmentFlag.AlignLeft)

    def _row(self, interview: Interview, now: datetime) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 8, 0, 8)
        line.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(interview.title, "Strong", wrap=True))
        when = moment_text(interview.finished_at or interview.started_at, now)
        words.addWidget(Text(" · ".join(filter(None, (when, interview.consultant))), "Muted"))
        line.addLayout(words, 1)
        finished = interview.state == "finished"
        done = _("{done} of {total}").format(done=interview.answered, total=interview.total)
        line.addWidget(Chip(_("Finished") if finished else done, "ok" if finished else "info"))
        button = Button(
            _("Open") if finished else _("Continue"), lambda: self.opened.emit(interview.id)
        )
        button.setAccessibleName(f"{button.text()}: {interview.title}")
        line.addWidget(
            IconButton(
                "printer",
                _("Print {title}").format(title=interview.title),
                lambda: self.print_wanted.emit(interview.id),
            )
        )
        line.addWidget(button)
        return row
