"""The tab on which each participant's way into work is planned, before the move if possible."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from kbh_desktop.courses.model import Course, CourseId
from kbh_desktop.courses.placement_starts import PlacementStart, figures
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from ui.course_people.course_tab import CourseTab
from ui.course_people.start_dialog import StartDialog, TypedStart
from ui.course_people.start_figures import StartFigures
from ui.course_people.start_line import StartLine, StartLines
from ui.errors import guard
from ui.navigation import Navigator
from ui.people.words import name_or_unknown
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App


@dataclass(frozen=True, slots=True)
class Starts:
    """The placements of a course as they were last asked for."""

    course: Course
    names: Mapping[PersonId, str] = field(repr=False)
    """Those with a place on the course."""
    starts: Mapping[PersonId, PlacementStart] = field(repr=False)
    """The first of each participant."""
    today: date


class PlacementPage(CourseTab[Starts]):
    """A line of days for each participant; Enter plans or changes it."""

    kinds: ClassVar[frozenset[str]] = frozenset(
        {"course", "course_placement_start", "course_enrolment", "person"}
    )

    def __init__(self, app: "App", navigator: Navigator, course_id: CourseId) -> None:
        super().__init__(_("Placement plan"), app, navigator, course_id)
        self._starts: Starts | None = None
        self.figures = StartFigures()
        self.list = StartLines(_("Placement plan"))
        self.plan_button = Button(_("Plan or change"), self._ask_chosen, icon="pencil")
        self._nobody = EmptyState(
            "briefcase",
            _("Nobody is on the course yet"),
            _("Enrol people under Participants; then their way into work is planned here."),
        )
        self._stack = QStackedWidget()
        self._lay_out()
        self.list.opened.connect(self._ask)

    def activated(self) -> None:
        """Show the plan and put the keyboard into the list."""
        super().activated()
        self.list.setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the list and the button."""
        return (self.list, self.plan_button)

    def fetch(self) -> Starts:
        """Ask for participants and their placements."""
        service = self.app.participants
        placed: dict[PersonId, PlacementStart] = {}
        for start in service.placements.list(self.course_id):
            placed.setdefault(start.person, start)
        return Starts(
            self.app.courses.get(self.course_id),
            {
                row.person_id: name_or_unknown(row.name)
                for row in service.participants(self.course_id)
                if row.status in ("enrolled", "finished")
            },
            placed,
            self.app.people.today(),
        )

    def show_fetched(self, fetched: Starts) -> None:
        """Show the figures and a line for each participant."""
        self._starts = fetched
        planned = [start for person, start in fetched.starts.items() if person in fetched.names]
        self.figures.tell(figures(planned), len(fetched.names))
        lines = [
            _line(person, name, fetched.starts.get(person))
            for person, name in fetched.names.items()
        ]
        days = fetched.course.calendar.open_days
        self.list.tell_lines(lines, days[0], days[-1], fetched.today)
        self._stack.setCurrentIndex(0 if lines else 1)

    # What the person does

    def _ask_chosen(self) -> None:
        self._ask(self.list.key)

    def _ask(self, key: str) -> None:
        if self._starts is None or key not in self._starts.names or not self.may_plan:
            return
        person = PersonId(key)
        start = self._starts.starts.get(person)
        keep = partial(self._change, start) if start else partial(self._add, person)
        remove = partial(self._remove, start) if start else None
        name = self._starts.names[person]
        StartDialog(self, name, start, self._starts.today, keep, remove).start()

    def _add(self, person: PersonId, typed: TypedStart) -> None:
        service = self.app.participants.placements
        start = service.add(
            self.course_id,
            person,
            typed.firm,
            typed.starts_on,
            days_a_week=typed.days_a_week,
            moves_on=typed.moves_on,
        )
        self._done(person, partial(service.remove, start.id))

    def _change(self, start: PlacementStart, typed: TypedStart) -> None:
        service = self.app.participants.placements
        service.change(
            replace(
                start,
                firm=typed.firm,
                starts_on=typed.starts_on,
                days_a_week=typed.days_a_week,
                moves_on=typed.moves_on,
            )
        )
        self._done(start.person, partial(service.change, start))

    def _remove(self, start: PlacementStart) -> None:
        with guard(self):
            service = self.app.participants.placements
            service.remove(start.id)
            back = partial(
                service.add,
                self.course_id,
                start.person,
                start.firm,
                start.starts_on,
                days_a_week=start.days_a_week,
                moves_on=start.moves_on,
            )
            self._done(start.person, back)

    def _done(self, person: PersonId, take_back: Callable[[], object]) -> None:
        name = self._starts.names.get(person, "") if self._starts else ""
        self.did(_("Work placement of {name}").format(name=name), take_back)
        self.refresh()

    # Layout

    def _lay_out(self) -> None:
        head = Card(padding=16)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.figures, 1)
        row.addWidget(self.undo_button)
        row.addWidget(self.plan_button)
        if not self.may_plan:
            self.plan_button.hide()
        head.column.addLayout(row)
        sheet = Card(padding=1)
        sheet.column.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._nobody)
        sheet.column.addWidget(self._stack, 1)
        about = _("● work begins   ◆ moves   the broad line is the course")
        self.column.setSpacing(12)
        self.column.addWidget(head)
        self.column.addWidget(sheet, 1)
        self.column.addWidget(Text(about, "Muted"))


def _line(person: PersonId, name: str, start: PlacementStart | None) -> StartLine:
    if start is None:
        return StartLine(person, name)
    return StartLine(person, name, start.firm, start.starts_on, start.moves_on)
