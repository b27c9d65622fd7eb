"""The tab with everybody of a course: who is on it, who waits, who could join and why not."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from kbh_desktop.courses.matching import JoinMatch
from kbh_desktop.courses.model import Course, CourseId, ExitReason
from kbh_desktop.courses.participation import Candidate, ParticipantRow
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.people.access import does_casework
from ui.background import run_in_background
from ui.course_people.course_tab import CourseTab
from ui.course_people.leave_dialog import LeaveDialog
from ui.course_people.participant_card import ParticipantCard, PersonView
from ui.course_people.participant_words import (
    candidate_row,
    candidate_view,
    participant_row,
    participant_view,
)
from ui.course_people.parts_bar import PartsBar
from ui.course_people.places_bar import PlacesBar
from ui.course_people.rows import Row, RowsView
from ui.errors import guard, show_error
from ui.navigation import Navigator
from ui.people.words import name_or_unknown
from ui.theme import theme
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from kbh_desktop.app import App

_WIDE_PX = 640
_PARTS = ("enrolled", "waiting", "candidates", "left")
Matches = Mapping[PersonId, JoinMatch]


@dataclass(frozen=True, slots=True)
class People:
    """Everybody of a course as it was last asked for."""

    course: Course
    participants: tuple[ParticipantRow, ...] = field(repr=False)
    candidates: tuple[Candidate, ...] = field(repr=False)

    @property
    def taken(self) -> int:
        """How many places are taken."""
        return sum(row.status in ("enrolled", "finished") for row in self.participants)

    def of(self, part: str, matches: Matches) -> Sequence[ParticipantRow | Candidate]:
        """Return who stands in a part; of the candidates first who should be asked first."""
        if part == "candidates":
            free = [each for each in self.candidates if not each.status]
            return sorted(free, key=lambda each: _order(each, matches.get(each.person_id)))
        wanted = ("enrolled", "finished") if part == "enrolled" else (part,)
        return [row for row in self.participants if row.status in wanted]


def _order(candidate: Candidate, match: JoinMatch | None) -> tuple[bool, int]:
    return (not candidate.eligibility.may_wait, match.rank if match else 0)


class ParticipantsPage(CourseTab[People]):
    """One list and one card; everything done is saved at once and can be taken back."""

    kinds: ClassVar[frozenset[str]] = frozenset(
        {"course", "course_session", "course_enrolment", "person"}
    )

    def __init__(self, app: "App", navigator: Navigator, course_id: CourseId) -> None:
        super().__init__(_("Participants"), app, navigator, course_id)
        self._people: People | None = None
        self._matches: Matches = {}
        self.parts = PartsBar(
            _("Show"),
            (
                ("enrolled", _("On the course")),
                ("waiting", _("Waiting list")),
                ("candidates", _("Candidates")),
                ("left", _("Left")),
            ),
        )
        self.places = PlacesBar()
        self.list = RowsView(_("People"))
        self.card = ParticipantCard()
        self._nobody = EmptyState("users", "")
        self._to_candidates = self._nobody.add_action(
            _("See who could join"), partial(self.open_part, "candidates"), "user-plus"
        )
        self._beside = ScrollColumn()
        self._stack = QStackedWidget()
        self._lay_out()
        self.card.open_link.setVisible(does_casework(app.user))
        self.parts.chosen.connect(self._part_chosen)
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(lambda _key: self.card.setFocus())
        self.card.wanted.connect(self._wanted)
        self.card.opened.connect(lambda key: navigator.open_person(PersonId(key)))

    def activated(self) -> None:
        """Show the people and put the keyboard into the list."""
        super().activated()
        self.list.setFocus()

    def bookmark(self) -> str:
        """Return the part in front."""
        return self.parts.part

    def restore(self, bookmark: str) -> None:
        """Return to a part."""
        if bookmark in _PARTS:
            self.open_part(bookmark)

    def panes(self) -> tuple[QWidget, ...]:
        """Return the parts, the list and the card."""
        return (self.parts, self.list, self.card)

    def open_part(self, part: str) -> None:
        """Show `enrolled`, `waiting`, `candidates` or `left`."""
        self.parts.show_part(part)
        self._part_chosen(part)
        self.list.setFocus()

    def fetch(self) -> People:
        """Ask who is on the course and who could be."""
        service = self.app.participants
        return People(
            self.app.courses.get(self.course_id),
            service.participants(self.course_id),
            service.candidates(self.course_id),
        )

    def show_fetched(self, fetched: People) -> None:
        """Show lists and numbers."""
        self._people = fetched
        self.places.tell(fetched.taken, fetched.course.capacity)
        self.parts.count({part: len(fetched.of(part, {})) for part in _PARTS})
        self._part_chosen(self.parts.part)

    # Showing

    def _part_chosen(self, part: str) -> None:
        """Show the part; of candidates ask as well what they told, which takes longer."""
        self._show_part()
        if part == "candidates" and self._people is not None:
            run_in_background(
                self,
                partial(self.app.course_suggestions.participants, self.course_id),
                self._matched,
                lambda error: show_error(self, error),
            )

    def _matched(self, matches: Sequence[JoinMatch]) -> None:
        found = {each.person: each for each in matches}
        if found != self._matches:
            at_top = self.list.currentIndex().row() <= 0
            self._matches = found
            self._show_part()
            if at_top:
                self.list.choose_first()

    def _show_part(self) -> None:
        if self._people is None:
            return
        part = self.parts.part
        people = self._people.of(part, self._matches)
        self.list.tell([self._row(each) for each in people])
        self._stack.setCurrentIndex(0 if people else 1)
        self._beside.setVisible(bool(people))
        self._nobody.say(*_nobody_words(part))
        self._to_candidates.setVisible(part != "candidates")
        self._chosen(self.list.key)

    def _row(self, each: ParticipantRow | Candidate) -> Row:
        return candidate_row(each) if isinstance(each, Candidate) else participant_row(each)

    def _chosen(self, key: str) -> None:
        if self._people is None:
            return
        everybody = self._people.of(self.parts.part, self._matches)
        found = next((each for each in everybody if each.person_id == key), None)
        self.card.setVisible(found is not None)
        if isinstance(found, Candidate):
            self._tell(candidate_view(found, self._matches.get(found.person_id)))
        elif found is not None:
            lines = self._candidate(found.person_id)
            is_free = self._people.taken < self._people.course.capacity
            self._tell(participant_view(found, lines, is_free=is_free))

    def _tell(self, view: PersonView) -> None:
        self.card.tell(view if self.may_plan else replace(view, deeds=()))

    def _candidate(self, person: PersonId) -> Candidate | None:
        candidates = self._people.candidates if self._people else ()
        return next((each for each in candidates if each.person_id == person), None)

    def _name(self, person: PersonId) -> str:
        row, candidate = self._participant(person), self._candidate(person)
        return name_or_unknown(row.name if row else candidate.name if candidate else "")

    # What the person does

    def _wanted(self, deed: str, key: str) -> None:
        person = PersonId(key)
        acts: Mapping[str, Callable[[], None]] = {
            "enrol": partial(self._enrol, person, waiting=False),
            "wait": partial(self._enrol, person, waiting=True),
            "offer": partial(self._offer, person),
            "leave": partial(self._ask_leave, person),
            "come_back": partial(self._come_back, person),
        }
        with guard(self):
            acts[deed]()

    def _enrol(self, person: PersonId, *, waiting: bool) -> None:
        service = self.app.participants
        service.enrol(self.course_id, person, waiting=waiting)
        text = _("{name} is on the waiting list") if waiting else _("{name} is on the course")
        self._done(text, person, partial(service.withdraw, self.course_id, person))

    def _offer(self, person: PersonId) -> None:
        service = self.app.participants
        service.offer_place(self.course_id, person)
        back = partial(service.enrol, self.course_id, person, waiting=True)
        self._done(_("{name} has got the place"), person, back)

    def _come_back(self, person: PersonId) -> None:
        row = self._participant(person)
        self.app.participants.come_back(self.course_id, person)
        back = partial(self._leave_again, row) if row else lambda: None
        self._done(_("{name} is on the course again"), person, back)

    def _ask_leave(self, person: PersonId) -> None:
        today = self.app.people.today()
        leave = partial(self._leave, person)
        LeaveDialog(self, self._name(person), today, leave).start()

    def _leave(self, person: PersonId, reason: ExitReason, on: date) -> None:
        with guard(self):
            service = self.app.participants
            left = service.leave(self.course_id, person, reason, on)
            back = partial(service.come_back, self.course_id, person)
            self._done(_("{name} has left the course"), person, back)
            if left.notice:
                self.show_notice(left.notice, "warn")

    def _leave_again(self, row: ParticipantRow) -> None:
        service = self.app.participants
        service.leave(self.course_id, row.person_id, row.exit_reason, row.left_on)

    def _participant(self, person: PersonId) -> ParticipantRow | None:
        rows = self._people.participants if self._people else ()
        return next((row for row in rows if row.person_id == person), None)

    def _done(self, text: str, person: PersonId, take_back: Callable[[], object]) -> None:
        words = text.format(name=self._name(person))
        self.clear_notice()
        self.navigator.toast(words)
        self.did(words, take_back)
        self.refresh()

    # Layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the card below the list where there is no room beside."""
        super().resizeEvent(event)
        wide = self.width() >= theme.px(_WIDE_PX)
        direction = QBoxLayout.Direction
        for row in (self._head, self._row_of_both):
            row.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def _lay_out(self) -> None:
        places = QHBoxLayout()
        places.setSpacing(8)
        places.addWidget(self.places, 1)
        places.addWidget(self.undo_button)
        self._head = QHBoxLayout()
        self._head.setSpacing(16)
        self._head.addWidget(self.parts, 3)
        self._head.addLayout(places, 2)
        self.column.setSpacing(10)
        self.column.addLayout(self._head)
        sheet = Card(padding=1)
        sheet.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        sheet.column.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._nobody)
        sheet.column.addWidget(self._stack, 1)
        self._beside.column.addWidget(self.card)
        self._beside.column.addStretch(1)
        self._row_of_both = QHBoxLayout()
        self._row_of_both.setSpacing(14)
        self._row_of_both.addWidget(sheet, 1)
        self._row_of_both.addWidget(self._beside, 1)
        self.column.addLayout(self._row_of_both, 1)


def _nobody_words(part: str) -> tuple[str, str]:
    return {
        "enrolled": (
            _("Nobody is on the course yet"),
            _("Candidates are the people at the centre, each with every condition explained."),
        ),
        "waiting": (
            _("Nobody waits"),
            _("When the course is full, candidates are put on the waiting list."),
        ),
        "candidates": (
            _("There are no more candidates"),
            _("Everybody at the centre is on the course already, or nobody lives there."),
        ),
        "left": (_("Nobody has left"), _("Who leaves stands here with the reason.")),
    }[part]
