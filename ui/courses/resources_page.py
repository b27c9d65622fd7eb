"""The people, rooms and buses that all courses share."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from kbh_desktop.courses.access import may_plan
from kbh_desktop.courses.model import RESOURCE_KINDS, ResourceId
from kbh_desktop.courses.resources import Absence, Booking, StoredResource
from kbh_desktop.i18n import _
from ui.background import run_in_background
from ui.courses.absences_dialog import AbsencesDialog
from ui.courses.bookings_dialog import BookingsDialog
from ui.courses.exporting import calendar_file, export
from ui.courses.resource_form import ResourceForm
from ui.courses.resource_words import kinds_title, resource_row
from ui.courses.rows import RowList
from ui.errors import guard, show_error
from ui.navigation import Command, Navigator, Place, Question
from ui.page import Page
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.page_header import PageHeader
from ui.widgets.segmented_choice import SegmentedChoice

if TYPE_CHECKING:
    from kbh_desktop.app import App

ALL = "all"
Found = tuple[tuple[StoredResource, ...], tuple[Absence, ...]]


class ResourcesPage(Page):
    """Enter changes one; absences and bookings lie behind their buttons."""

    kinds: ClassVar[frozenset[str]] = frozenset(
        {"course_resource", "course_absence", "course_session"}
    )

    def __init__(self, app: "App", navigator: Navigator) -> None:
        super().__init__(_("People and rooms"))
        self._app = app
        self._navigator = navigator
        self._may_change = may_plan(app.user)
        self._found: Found = ((), ())
        self.rows = RowList(_("People and rooms"))
        kinds = [(kind, kinds_title(kind)) for kind in RESOURCE_KINDS]
        self.which = SegmentedChoice(_("Which to show"), [(ALL, _("All")), *kinds])
        self.which.choose(ALL)
        self._lay_out()
        self.which.chosen.connect(lambda _value: self._show())
        self.rows.opened.connect(lambda _key: self._change())
        self.rows.chosen.connect(lambda _key: self._offer())

    def refresh(self) -> None:
        """Ask for everything in the background."""
        run_in_background(self, self._ask, self._tell, lambda error: show_error(self, error))

    def activated(self) -> None:
        """Ask, and put the keyboard into the list."""
        self.refresh()
        self.rows.setFocus()

    def commands(self) -> tuple[Command, ...]:
        """Offer to add one."""
        new = Command(_("New person or room"), self._add, "plus")
        return (new,) if self._may_change else ()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the choice and the list."""
        return (self.which, self.rows)

    def _ask(self) -> Found:
        return self._app.course_resources.list(), self._app.course_resources.absences()

    def _tell(self, found: Found) -> None:
        self._found = found
        self._show()

    def _show(self) -> None:
        resources, absences = self._found
        wanted = self.which.value
        shown = [each for each in resources if wanted in (ALL, each.kind)]
        today = self._app.people.today()
        self.rows.show_rows([resource_row(each, absences, today) for each in shown])
        self.rows.choose_first()
        self._stack.setCurrentIndex(0 if shown else 1)
        self._offer()

    def _chosen(self) -> StoredResource | None:
        return next((each for each in self._found[0] if each.id == self.rows.key), None)

    def _offer(self) -> None:
        chosen = self._chosen() is not None
        for button in self._deeds:
            button.setVisible(chosen and self._may_change)
        for button in (self._own_plan, self._save_calendar):
            button.setVisible(chosen)

    # What the person does

    def _add(self) -> None:
        kind = next(
            (each for each in RESOURCE_KINDS if each == self.which.value), RESOURCE_KINDS[0]
        )
        form = ResourceForm(self, self._app, kind)
        form.saved.connect(self._saved)
        form.start()

    def _change(self) -> None:
        resource = self._chosen()
        if resource is not None and self._may_change:
            form = ResourceForm(self, self._app, resource.kind, resource)
            form.saved.connect(self._saved)
            form.start()

    def _saved(self, resource_id: str) -> None:
        self.refresh()
        self.rows.choose(resource_id)

    def _absences(self) -> None:
        resource = self._chosen()
        if resource is not None:
            AbsencesDialog(self, self._app, resource).start()

    def _bookings(self) -> None:
        resource = self._chosen()
        if resource is not None:
            run_in_background(
                self,
                lambda: self._app.course_resources.bookings(resource.id),
                lambda bookings: self._show_bookings(resource.name, bookings),
                lambda error: show_error(self, error),
            )

    def _show_bookings(self, name: str, bookings: tuple[Booking, ...]) -> None:
        dialog = BookingsDialog(self, name, bookings)
        dialog.opened.connect(self._open_course)
        dialog.start()

    def _calendar(self) -> None:
        resource = self._chosen()
        if resource is not None:
            write = partial(self._app.course_files.resource_calendar, resource.id)
            export(self, self._navigator, resource.name, calendar_file(write))

    def _open_course(self, place: object) -> None:
        if isinstance(place, Place):
            self._navigator.go(place)

    def _ask_remove(self) -> None:
        resource = self._chosen()
        if resource is None:
            return
        question = Question(
            _("Remove {title}?").format(title=resource.name),
            _("Whoever is placed in a session can't be removed before another is chosen there."),
            _("Remove"),
            dangerous=True,
        )
        self._navigator.confirm(question, lambda: self._remove(resource.id))

    def _remove(self, resource_id: ResourceId) -> None:
        with guard(self):
            self._app.course_resources.remove(resource_id)
            self.refresh()

    def _lay_out(self) -> None:
        below = _("Shared by all courses: whoever is booked on one is not free for another.")
        header = PageHeader(_("People and rooms"), below, self._navigator.back)
        if self._may_change:
            header.buttons.addWidget(PrimaryButton(_("New"), self._add, icon="plus"))
        self.column.addWidget(header)
        self.column.addWidget(self.which)
        card = Card(padding=6)
        card.column.addWidget(self.rows, 1)
        foot = QWidget()
        flow = FlowLayout(foot)
        self._own_plan = Button(_("Own plan"), self._bookings, icon="calendar-days")
        self._deeds = (
            Button(_("Change it"), self._change, icon="pencil"),
            Button(_("Absences"), self._absences, icon="calendar-off"),
            Button(_("Remove"), self._ask_remove, icon="trash-2"),
        )
        self._save_calendar = Button(_("Save the calendar"), self._calendar, icon="calendar-plus")
        beside = (self._own_plan, self._save_calendar)
        for button in (*self._deeds[:2], *beside, self._deeds[2]):
            flow.addWidget(button)
        card.column.addWidget(foot)
        empty = EmptyState(
            "users",
            _("Nobody is here yet"),
            _("Add the teachers, interpreters, rooms and buses that courses can use."),
        )
        if self._may_change:
            empty.add_action(_("New"), self._add, "plus")
        nothing = Card()
        nothing.column.addWidget(empty, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(card)
        self._stack.addWidget(nothing)
        self.column.addWidget(self._stack, 1)
