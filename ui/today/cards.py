"""The cards of the first page."""

from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kbh_desktop.i18n import _, n_
from kbh_desktop.interviews.model import Interview
from kbh_desktop.people.model import PersonRow
from ui.exchange.alarm_list import alarm_row
from ui.people.dialogs import language_name
from ui.people.words import deadline_text, deadline_tone, name_or_unknown
from ui.theme import theme
from ui.today.overview import Overview
from ui.widgets.buttons import Button, LinkButton, PrimaryButton, QuietButton
from ui.widgets.card import Card, Rule
from ui.widgets.chip import Chip
from ui.widgets.clearing import clear_layout
from ui.widgets.empty_state import EmptyState
from ui.widgets.moments import moment_text, time_text
from ui.widgets.text import ElidedText, Text

_TIME_PX = 76


class RowsCard(Card):
    """A card of rows with lines between them."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.column.addLayout(self._rows)
        self.column.addStretch(1)

    def clear(self) -> None:
        """Take every row away."""
        clear_layout(self._rows)

    def add(self, row: QWidget) -> None:
        """Add a row below the others."""
        if self._rows.count():
            self._rows.addWidget(Rule())
        self._rows.addWidget(row)


class InterviewsToday(RowsCard):
    """The user's open interviews and today's; `opened` gives the id of one."""

    opened = Signal(str)
    people_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Interviews"))

    def tell(self, overview: Overview, now: datetime) -> None:
        """Show the interviews, the first open one with the main button."""
        self.clear()
        first_open = next((i.id for i in overview.interviews if i.state == "draft"), None)
        for interview in overview.interviews:
            person = overview.people.get(interview.person_id)
            main = interview.id == first_open
            self.add(self._row(interview, person, now, main=main))
        if not overview.interviews:
            empty = EmptyState(
                "clipboard-list",
                _("No interview is under way"),
                _("Find the person and start one; it is saved as you write."),
            )
            empty.add_action(_("Find a person"), self.people_wanted.emit, "users")
            self.add(empty)

    def _row(
        self, interview: Interview, person: PersonRow | None, now: datetime, *, main: bool
    ) -> QWidget:
        row, line = row_line()
        when = Text(_when(interview.started_at, now), "Strong")
        when.setFixedWidth(theme.px(_TIME_PX))
        line.addWidget(when)
        words = QVBoxLayout()
        words.setSpacing(2)
        name = name_or_unknown(person.name if person else "")
        words.addWidget(ElidedText(name, "Strong"))
        interpreter = interview.interpreter
        about = (
            interview.title,
            language_name(interview.language) if interview.language else "",
            _("interpreter: {name}").format(name=interpreter) if interpreter else "",
        )
        words.addWidget(ElidedText(" · ".join(filter(None, about)), "Muted"))
        line.addLayout(words, 1)
        done = interview.state == "finished"
        share = _("{done} of {total}").format(done=interview.answered, total=interview.total)
        line.addWidget(Chip(_("Finished") if done else share, "ok" if done else "info"))
        kind = PrimaryButton if main else Button
        button = kind(_("Open") if done else _("Continue"), lambda: self.opened.emit(interview.id))
        button.setAccessibleName(f"{button.text()}: {name}, {interview.title}")
        line.addWidget(button)
        return row


class DeadlinesCard(RowsCard):
    """The nearest deadlines, late ones first; `opened` gives a person's id."""

    opened = Signal(str)
    all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Deadlines"))
        self._all = QuietButton("", self.all_wanted.emit)
        self.header.addWidget(self._all)

    def tell(self, overview: Overview, today: date) -> None:
        """Show the deadlines."""
        self.clear()
        for person in overview.due:
            self.add(self._row(person, today))
        text = n_("Show all {count}", "Show all {count}", overview.due_total)
        self._all.set_words(text.format(count=overview.due_total))
        self._all.setVisible(overview.due_total > len(overview.due))
        if not overview.due:
            self.add(Text(_("No deadlines within two weeks."), "Muted"))

    def _row(self, person: PersonRow, today: date) -> QWidget:
        row, line = row_line()
        words = QVBoxLayout()
        words.setSpacing(0)
        name = name_or_unknown(person.name)
        link = LinkButton(name, lambda: self.opened.emit(person.id))
        link.setProperty("kind", "row")
        words.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        due = person.deadline
        if due is not None:
            link.setAccessibleDescription(f"{due.title}: {deadline_text(due, today)}")
            words.addWidget(ElidedText(due.title, "Muted"))
        line.addLayout(words, 1)
        if due is not None:
            line.addWidget(Chip(deadline_text(due, today), deadline_tone(due, today)))
        return row


class ExchangeCard(RowsCard):
    """What waits to be sent and to be decided; `wanted` asks for the exchange."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Exchange"))

    def tell(self, overview: Overview, now: datetime, *, office: bool) -> None:
        """Show what waits."""
        self.clear()
        for alarm in overview.alarms:
            self.add(alarm_row(alarm))
        if not office:
            self.add(self._sending(overview, now))
        if overview.conflicts:
            text = n_("{count} conflict", "{count} conflicts", overview.conflicts)
            self.add(
                self._row(
                    text.format(count=overview.conflicts),
                    _("Two people wrote the same field differently."),
                    Button(_("Decide"), self.wanted.emit),
                )
            )
        elif office:
            self.add(
                self._row(
                    _("No conflicts"),
                    _("Bundles from the computers are taken in here."),
                    Button(_("Take in a bundle"), self.wanted.emit),
                )
            )

    def _sending(self, overview: Overview, now: datetime) -> QWidget:
        last = overview.last_bundle_at
        when = _("Last bundle: {when}").format(when=moment_text(last, now)) if last else ""
        if not overview.unsent:
            return self._row(_("Everything is sent"), when, Button(_("Open"), self.wanted.emit))
        text = n_("{count} change not sent", "{count} changes not sent", overview.unsent)
        people = n_("about {count} person", "about {count} people", overview.unsent_people)
        below = " · ".join(filter(None, (people.format(count=overview.unsent_people), when)))
        return self._row(
            text.format(count=overview.unsent), below, Button(_("Make a bundle"), self.wanted.emit)
        )

    def _row(self, title: str, below: str, button: Button) -> QWidget:
        row, line = row_line()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(title, "Strong", wrap=True))
        if below:
            words.addWidget(Text(below, "Muted", wrap=True))
        line.addLayout(words, 1)
        line.addWidget(button)
        return row


def row_line() -> tuple[QWidget, QHBoxLayout]:
    """Return a row and the line its parts stand in."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 10, 0, 10)
    line.setSpacing(12)
    return row, line


def _when(started_at: datetime, now: datetime) -> str:
    local = started_at.astimezone()
    if local.date() == now.astimezone().date():
        return time_text(started_at)
    return f"{local.day}/{local.month}"
