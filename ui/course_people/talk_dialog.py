"""An individual talk: with whom, when, for how long and with whose help."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from kbh_desktop.courses.model import ResourceId
from kbh_desktop.courses.talks import LONGEST_TALK, TALK_MINUTES, Talk
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _, short_date
from kbh_desktop.ids import PersonId
from ui.course_people.number_field import NumberField
from ui.course_people.typed import typed_day, typed_time
from ui.errors import guard
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.select import Select


@dataclass(frozen=True, slots=True)
class TypedTalk:
    """What was typed."""

    person: PersonId = field(repr=False)
    day: date
    starts: time
    minutes: int
    resource: ResourceId | None


class TalkDialog(Dialog):
    """`keep` gets what was typed, and may refuse it; then the field says why."""

    def __init__(
        self,
        parent: QWidget,
        talk: Talk | None,
        people: Sequence[tuple[str, str]],
        staff: Sequence[tuple[str, str]],
        today: date,
        keep: Callable[[TypedTalk], None],
    ) -> None:
        super().__init__(parent, _("Change the talk") if talk else _("New talk"))
        self._today = today
        self._keep = keep
        self.person = Select(_("Participant"), people)
        self.day = QLineEdit(short_date(talk.day) if talk else "")
        self.starts = QLineEdit(f"{talk.starts:%H.%M}" if talk else "")
        self.minutes = NumberField()
        self.minutes.setRange(5, LONGEST_TALK)
        self.minutes.setSingleStep(5)
        self.minutes.setValue(talk.minutes if talk else TALK_MINUTES)
        self.resource = Select(_("Who talks"), (("", _("Nobody chosen yet")), *staff))
        if talk:
            self.person.choose(talk.person)
            self.person.setEnabled(False)
            self.resource.choose(talk.resource or "")
        self.fields = {
            "person": Field(_("Participant"), self.person),
            "day": Field(_("Day"), self.day),
            "starts": Field(_("At"), self.starts),
            "minutes": Field(_("Minutes"), self.minutes),
            "resource": Field(_("Who talks"), self.resource),
        }
        row = QHBoxLayout()
        row.setSpacing(12)
        for name in ("day", "starts", "minutes"):
            row.addWidget(self.fields[name], 1, Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(self.fields["person"])
        self.column.addLayout(row)
        self.column.addWidget(self.fields["resource"])
        self.add_cancel()
        self.add_accept(_("Keep"))

    def accept(self) -> None:
        """Give what was typed, if it can be read."""
        for each in self.fields.values():
            each.show_error("")
        with guard(self, self.fields):
            self._keep(self._typed())
            super().accept()

    def _typed(self) -> TypedTalk:
        day = typed_day(self.day.text(), self._today, "day")
        starts = typed_time(self.starts.text(), "starts")
        if day is None:
            raise InputError(_("Say on which day."), field="day")
        if starts is None:
            raise InputError(_("Say at what time."), field="starts")
        resource = ResourceId(self.resource.value) if self.resource.value else None
        person = PersonId(self.person.value)
        return TypedTalk(person, day, starts, self.minutes.value(), resource)
