"""Names somebody who is the same person as the one in front."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.people.model import PersonQuery
from kbh_desktop.people.service import PeopleService
from ui.people.words import name_or_unknown
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.picker import Option, Picker

_OFFERED = 8


class SamePersonDialog(Dialog):
    """`found` gives the other person's id."""

    found = Signal(str)

    def __init__(self, parent: QWidget, person_id: PersonId, people: PeopleService) -> None:
        super().__init__(parent, _("Same person as…"))
        self._id = person_id
        self._people = people
        label = _("Name or number of the other registration")
        self.picker = Picker(label, self._offers)
        self.field = Field(label, self.picker)
        self.column.addWidget(self.field)
        self.add_cancel()
        self.add_accept(_("Compare"))

    def accept(self) -> None:
        """Give the person that was picked."""
        if not self.picker.values:
            self.field.show_error(_("Choose somebody."))
            self.picker.setFocus()
            return
        super().accept()
        self.found.emit(self.picker.values[0])

    def _offers(self, typed: str) -> tuple[Option, ...]:
        ids = self._people.find(PersonQuery(text=typed), limit=_OFFERED).ids
        return tuple(
            Option(row.id, " · ".join(filter(None, (name_or_unknown(row.name), row.number))))
            for row in self._people.rows(ids)
            if row.id != self._id
        )
