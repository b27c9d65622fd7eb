"""On a person's page: the other registrations shown with it, and the way to name one more."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.people.comparing import MergedPair
from kbh_desktop.people.labels import field_label
from kbh_desktop.people.merging import DuplicateService
from kbh_desktop.people.service import PeopleService
from ui.errors import guard
from ui.navigation import Navigator, Place
from ui.people.duplicate_list import MergedRow
from ui.people.same_person_dialog import SamePersonDialog
from ui.widgets.buttons import QuietButton
from ui.widgets.card import Card
from ui.widgets.clearing import clear_layout


class SamePersonPart(QWidget):
    """Shows nothing but a quiet button for most people."""

    def __init__(
        self,
        people: PeopleService,
        duplicates: DuplicateService,
        navigator: Navigator,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._people = people
        self._duplicates = duplicates
        self._navigator = navigator
        self._clock = clock
        self._id = PersonId("")
        self._card = Card(_("Registered more than once"))
        self._rows = QVBoxLayout()
        self._card.column.addLayout(self._rows)
        self.ask_button = QuietButton(_("Same person as…"), self.ask, icon="users")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        column.addWidget(self.ask_button)
        self._card.hide()

    def tell(self, person_id: PersonId) -> None:
        """Show the registrations of another person."""
        self._id = person_id
        pairs = self._duplicates.merged(person_id)
        clear_layout(self._rows)
        for pair in pairs:
            self._rows.addWidget(MergedRow(pair, self._clock(), self._take_apart))
        self._card.setVisible(bool(pairs))

    def ask(self) -> None:
        """Ask who is the same person, and compare the two."""
        dialog = SamePersonDialog(self, self._id, self._people)
        dialog.found.connect(self._compare)
        dialog.start()

    def _compare(self, other: str) -> None:
        self._navigator.go(Place("duplicates", f"{self._id}:{other}"))

    def _take_apart(self, pair: MergedPair) -> None:
        with guard(self):
            separated = self._duplicates.unmerge(pair.link_id)
            words = _("Taken apart again.")
            if separated.stayed:
                fields = ", ".join(field_label(name) for name in separated.stayed)
                words = _("Taken apart. Changed since, so it stayed: {fields}").format(
                    fields=fields
                )
            self._navigator.toast(words)
