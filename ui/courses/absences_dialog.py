"""When a person, room or bus can't be used."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from kbh_desktop.courses.resources import Absence, StoredResource
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from ui.courses.day_field import DayField
from ui.courses.resource_words import absence_text
from ui.courses.row_delegate import Row
from ui.courses.rows import RowList
from ui.errors import guard
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Rule
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.select import Select
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App

_LIST_PX = 150
_PARTS = {"day": (0, 0), "morning": (0, 4), "afternoon": (4, 0)}
"""The first lesson and how many; 0 for the rest of the day."""


class AbsencesDialog(Dialog):
    """Whole days, or a half of each of them."""

    width_px = 560

    def __init__(self, parent: QWidget, app: "App", resource: StoredResource) -> None:
        super().__init__(parent, _("When {name} is away").format(name=resource.name))
        self._app = app
        self._resource = resource
        today = app.people.today()
        self.rows = RowList(_("Absences"))
        self.rows.setMinimumHeight(theme.px(_LIST_PX))
        self._nothing = Text(_("No absence is noted."), "Muted")
        self.first = DayField(_("First day"), today)
        self.last = DayField(_("Last day"), today, empty=True)
        self.part = Select(
            _("Which part of the day"),
            (
                ("day", _("The whole day")),
                ("morning", _("Mornings")),
                ("afternoon", _("Afternoons")),
            ),
        )
        self.note = QLineEdit()
        self.remove = Button(_("Remove"), self._remove, icon="trash-2")
        self._add_fields()
        self.add_cancel(_("Close"))
        self._read()

    def _read(self) -> None:
        found = self._app.course_resources.absences(self._resource.id)
        self.rows.show_rows([_row(each) for each in found])
        self.rows.choose_first()
        for part in (self.rows, self.remove):
            part.setVisible(bool(found))
        self._nothing.setVisible(not found)

    def _add(self) -> None:
        with guard(self, {"first_day": self.first, "last_day": self.last}):
            first = self.first.day()
            last = self._last_day()
            slot, slots = _PARTS[self.part.value]
            self._app.course_resources.add_absence(
                self._resource.id,
                first,
                last,
                first_slot=slot,
                slots=slots,
                note=self.note.text(),
            )
            self.first.show_day(None)
            self.last.show_day(None)
            self.note.clear()
            self._read()

    def _last_day(self) -> date | None:
        if not self.last.line.text().strip():
            return None
        try:
            return self.last.day()
        except InputError as error:
            raise InputError(str(error), field="last_day") from None

    def _remove(self) -> None:
        if self.rows.key:
            with guard(self):
                self._app.course_resources.remove_absence(self.rows.key)
                self._read()

    def _add_fields(self) -> None:
        self.column.addWidget(self._nothing)
        self.column.addWidget(self.rows, 1)
        line = QHBoxLayout()
        line.addWidget(self.remove)
        line.addStretch(1)
        self.column.addLayout(line)
        self.column.addWidget(Rule())
        days = QHBoxLayout()
        days.setSpacing(12)
        days.addWidget(self.first, 1)
        days.addWidget(self.last, 1)
        self.column.addLayout(days)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Field(_("Which part of the day"), self.part), 1)
        row.addWidget(Field(_("Note"), self.note), 1)
        self.column.addLayout(row)
        line = QHBoxLayout()
        line.addWidget(Button(_("Add the absence"), self._add, icon="plus"))
        line.addStretch(1)
        self.column.addLayout(line)


def _row(absence: Absence) -> Row:
    halves = {(0, 4): _("Mornings"), (4, 0): _("Afternoons")}
    part = halves.get((absence.first_slot, absence.slots), "")
    remark = " \u00b7 ".join(filter(None, (part, absence.note)))
    return Row(absence.id, absence_text(absence), remark, "calendar-off")
