"""The dialog of one entry, which puts it on the card and changes it there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kbh_desktop.competences import labels
from kbh_desktop.competences.card import Entry
from kbh_desktop.competences.items import CHOSEN, FIELDS, NAMING, Kind
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from ui.competences.entry_dialog import EntryDialog
from ui.competences.entry_fields import fields_of, kind_of, title_of, values_of

if TYPE_CHECKING:
    from kbh_desktop.competences.service import CompetenceService


class CardEntryDialog(EntryDialog):
    """A new entry is put on the card as soon as it says what it is."""

    saved = Signal(str)
    """The id of the entry, each time something of it was saved."""

    def __init__(
        self,
        parent: QWidget,
        service: "CompetenceService",
        person_id: PersonId,
        subject: Entry | Kind,
        title: str = "",
    ) -> None:
        entry = subject if isinstance(subject, Entry) else None
        self._kind: Kind = kind_of(subject) if isinstance(subject, Entry) else subject
        self._service, self._person_id = service, person_id
        self._entry_id = entry.id if entry else ""
        values = values_of(entry) if entry else {}
        shown = title or title_of(self._kind)
        super().__init__(parent, shown, fields_of(self._kind), values, self._keep)
        if entry:
            self.offer_removal()
        if entry and entry.differs:
            self.show_notice(_told_differently(entry), "warn")

    def _keep(self, name: str, text: str) -> None:
        if self._entry_id:
            fields = {name: text}
            if name == NAMING[self._kind] and CHOSEN[0] in FIELDS[self._kind]:
                # Other words are no longer what was chosen from the catalogue.
                fields.update(dict.fromkeys(CHOSEN, ""))
            self._service.change(self._person_id, self._entry_id, **fields)
        elif self.values[NAMING[self._kind]]:
            self._entry_id = self._service.add(self._person_id, self._kind, **self.values)
        else:
            return
        self.saved.emit(self._entry_id)


def _told_differently(entry: Entry) -> str:
    names = labels.field_labels()
    fields = ", ".join(names.get(field, field).lower() for field in entry.differs)
    text = _("Told differently: {fields}. What you choose here holds from now on.")
    return text.format(fields=fields)
