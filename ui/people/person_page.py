"""One person: who, how far, what happened, and the facts."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kbh_desktop.changes import DataChanged
from kbh_desktop.errors import InputError, KbhError, NotFoundError
from kbh_desktop.i18n import _, n_
from kbh_desktop.ids import ChangeId, InterviewId, PersonId
from kbh_desktop.people.model import Person
from kbh_desktop.people.numbers import format_cpr
from kbh_desktop.people.service import PeopleService
from ui.errors import guard, text_of
from ui.navigation import Command, Navigator, Place
from ui.page import Page
from ui.people.dialogs import HistoryDialog, StartDialog
from ui.people.facts import Facts
from ui.people.interviews_card import InterviewsCard
from ui.people.keeping import Keeping
from ui.people.same_person_part import SamePersonPart
from ui.people.stepper import Stepper, steps_of
from ui.people.timeline import Timeline
from ui.people.words import (
    country_text,
    deadline_text,
    deadline_tone,
    language_text,
    name_or_unknown,
)
from ui.theme import theme
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.page_header import PageHeader
from ui.widgets.reason_dialog import ReasonDialog
from ui.widgets.saved_chip import SavedChip
from ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from kbh_desktop.interviews.service import InterviewService

_WIDE_PX = 940
_COMPETENCES_KEY = "Ctrl+Shift+K"


class PersonPage(Page):
    """Shows a person; every fact is changed where it stands and saved at once."""

    kinds: ClassVar[frozenset[str]] = frozenset(
        {"person", "note", "interview", "conflict", "same_person", "consent", "retention"}
    )

    def __init__(
        self,
        person_id: PersonId,
        people: PeopleService,
        interviews: "InterviewService",
        navigator: Navigator,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__(_("Person"))
        self._id = person_id
        self._people = people
        self._interviews = interviews
        self._navigator = navigator
        self._clock = clock
        self._heads: tuple[ChangeId, ...] = ()
        self._person = Person(person_id)
        self._header = PageHeader("", on_back=navigator.back)
        self._saved = SavedChip()
        self._start = PrimaryButton(_("Start an interview"), self._ask_start, icon="play")
        self._competences = Button(_("Competence card"), self._open_competences, icon="id-card")
        self._competences.setToolTip(_COMPETENCES_KEY)
        self._deadlines = FlowLayout(spacing=6)
        self._stepper = Stepper()
        self._timeline = Timeline()
        self._talks = InterviewsCard()
        self._facts = Facts(people.today)
        self._registrations: SamePersonPart | None = None
        self._keeping: Keeping | None = None
        self._lay_out()
        self._connect()

    def add_keeping(self, part: Keeping) -> None:
        """Show what the person agreed to and how long what is known is kept."""
        self._keeping = part
        self._left.insertWidget(1, part)

    @property
    def languages(self) -> str:
        """The codes of the person's languages, the mother tongue first."""
        return f"{self._person.mother_tongues} {self._person.languages}"

    def add_registrations(self, part: SamePersonPart) -> None:
        """Show with whom the person is one, below the facts."""
        self._registrations = part
        self._right.insertWidget(1, part)

    # What the shell asks

    def refresh(self) -> None:
        """Ask for the person anew."""
        self._show(self._people.get)

    def activated(self) -> None:
        """Open the person, which the log keeps, and give the keyboard to the main action."""
        self._show(self._people.open)
        self._start.setFocus()

    def _show(self, fetch: Callable[[PersonId], Person]) -> None:
        try:
            self._person = fetch(self._id)
        except NotFoundError as error:
            self.show_notice(text_of(error), "bad")
            return
        with guard(self):
            self._heads = self._people.heads(self._id)
            self._show_head()
            if self._keeping is not None:
                self._keeping.tell(self._deadlines)
            self._facts.tell(self._person)
            now = self._clock()
            self._talks.tell(self._interviews.for_person(self._id), now)
            self._timeline.tell(self._people.timeline(self._id), now)
            if self._registrations is not None:
                self._registrations.tell(self._id)

    def leaving(self) -> None:
        """Save the fact that is being edited."""
        self._facts.save()

    def data_changed(self, change: DataChanged) -> None:
        """Refresh if this person may be meant."""
        others = {"note", "interview", "same_person", "consent", "retention"}
        if not change.ids or self._id in change.ids or change.kinds & others:
            super().data_changed(change)

    def bookmark(self) -> str:
        """Return the note that is being written, to be kept in memory while locked."""
        return self._timeline.unsaved_note

    def restore(self, bookmark: str) -> None:
        """Put the note back."""
        self._timeline.keep_note(bookmark)

    def commands(self) -> tuple[Command, ...]:
        """Offer to start an interview and to open the competence card."""
        return (
            Command(_("Start an interview"), self._ask_start, "play"),
            Command(_("Competence card"), self._open_competences, "id-card", _COMPETENCES_KEY),
        )

    def panes(self) -> tuple[QWidget, ...]:
        """Return the actions, the timeline and the facts."""
        first_fact = next(iter(self._facts.rows.values()))
        return (self._start, self._timeline, first_fact)

    # Showing

    def _show_head(self) -> None:
        person, today = self._person, self._people.today()
        age = person.age(today)
        years = n_("{count} year", "{count} years", age or 0).format(count=age)
        about = (
            person.masked_number,
            years if age is not None else "",
            country_text(person.citizenships),
            language_text(person.mother_tongues),
        )
        name = name_or_unknown(person.display_name)
        if person.latin_name and person.latin_name != person.display_name:
            name = f"{name} · {person.latin_name}"
        self._header.say(name, "  ·  ".join(filter(None, about)))
        self._stepper.tell(steps_of(person))
        self._deadlines.clear()
        for deadline in self._people.deadlines(self._id):
            text = f"{deadline.title}: {deadline_text(deadline, today)}"
            self._deadlines.addWidget(Chip(text, deadline_tone(deadline, today)))

    # What the person does

    def _change(self, name: str, value: object) -> None:
        row = self._facts.rows[name]
        try:
            self._people.change(self._id, base=self._heads, **{name: value})
        except InputError as error:
            row.refuse(str(error))
            return
        except KbhError as error:
            row.refuse(text_of(error))
            return
        self._saved.tell(self._clock())
        row.done()
        self.refresh()

    def _note(self, text: str) -> None:
        with guard(self):
            self._people.add_note(self._id, text)
            self._timeline.note_added()
            self._saved.tell(self._clock())
            self.refresh()

    def _show_history(self, name: str) -> None:
        entry = self._facts.rows[name].entry
        shown = _masked if name == "cpr" else entry.shown
        with guard(self):
            writes = self._people.history(self._id, name)
            dialog = HistoryDialog(self, name, writes, shown, self._clock())
            dialog.restored.connect(lambda value: self._change(name, value))
            dialog.start()

    def _ask_reason(self) -> None:
        def reveal(reason: str) -> None:
            with guard(self):
                number = self._people.reveal_cpr(self._id, reason)
                self._facts.rows["cpr"].tell(number, format_cpr(number))

        dialog = ReasonDialog(self, _("Show the whole CPR number"), _("Show the number"))
        dialog.reasoned.connect(reveal)
        dialog.start()

    def _ask_start(self) -> None:
        with guard(self):
            forms = self._interviews.forms()
            if not forms:
                self.show_notice(
                    _("No form is installed yet. Ask the office for a bundle."), "warn"
                )
                return
            dialog = StartDialog(self, forms, self._person.mother_tongues)
            dialog.started.connect(self._start_interview)
            dialog.start()

    def _open_competences(self) -> None:
        self._navigator.go(Place("competences", self._id))

    def _start_interview(self, form_id: str, language: str) -> None:
        with guard(self):
            interview = self._interviews.start(self._id, form_id, language=language)
            self._navigator.open_interview(interview.id)

    # Layout

    def _lay_out(self) -> None:
        self._header.buttons.addWidget(self._saved)
        self._header.buttons.addWidget(self._start)
        self.column.addWidget(self._header)
        way = Card()
        way.setAccessibleName(_("Pathway"))
        way.column.setSpacing(12)
        way.column.addWidget(self._stepper)
        due = QWidget()
        due.setLayout(self._deadlines)
        way.column.addWidget(due)
        self._left = QVBoxLayout()
        self._left.setSpacing(16)
        self._talks.header.addWidget(self._competences)
        self._left.addWidget(self._talks)
        self._left.addWidget(self._timeline, 1)
        self._right = QVBoxLayout()
        self._right.addWidget(self._facts)
        self._right.addStretch(1)
        self._row = QHBoxLayout()
        self._row.setSpacing(16)
        self._row.addLayout(self._left, 1)
        self._row.addLayout(self._right, 1)
        scroll = ScrollColumn()
        scroll.column.addWidget(way)
        scroll.column.addLayout(self._row, 1)
        self.column.addWidget(scroll, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the facts below where there is no room beside."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        wide = self.width() >= theme.px(_WIDE_PX)
        self._row.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def _connect(self) -> None:
        self._facts.changed.connect(self._change)
        self._facts.history_wanted.connect(self._show_history)
        self._facts.reveal_wanted.connect(self._ask_reason)
        self._timeline.noted.connect(self._note)
        self._timeline.interview_wanted.connect(
            lambda i: self._navigator.open_interview(InterviewId(i))
        )
        self._talks.opened.connect(lambda i: self._navigator.open_interview(InterviewId(i)))
        self._talks.print_wanted.connect(lambda i: self._navigator.go(Place("documents", i)))
        self._talks.start_wanted.connect(self._ask_start)
        QShortcut(QKeySequence(_COMPETENCES_KEY), self, self._open_competences)


def _masked(cpr: str) -> str:
    return f"{cpr[:6]}-xxxx" if cpr else ""
