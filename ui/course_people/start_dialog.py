"""Where and when a participant begins in a work placement, and when they move."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from kbh_desktop.courses.placement_starts import USUAL_DAYS, PlacementStart
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _, short_date
from ui.course_people.number_field import NumberField
from ui.course_people.typed import typed_day
from ui.course_people.words import isolated
from ui.errors import guard
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field


@dataclass(frozen=True, slots=True)
class TypedStart:
    """What was typed."""

    firm: str = field(repr=False)
    starts_on: date
    days_a_week: int
    moves_on: date | None


class StartDialog(Dialog):
    """`keep` gets what was typed, and may refuse it; `remove` takes the start away."""

    def __init__(
        self,
        parent: QWidget,
        name: str,
        start: PlacementStart | None,
        today: date,
        keep: Callable[[TypedStart], None],
        remove: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(parent, _("Work placement of {name}").format(name=isolated(name)))
        self._today = today
        self._keep = keep
        self.firm = QLineEdit(start.firm if start else "")
        self.starts_on = QLineEdit(short_date(start.starts_on) if start else "")
        self.days = NumberField()
        self.days.setRange(1, 5)
        self.days.setValue(start.days_a_week if start else USUAL_DAYS)
        moves = start.moves_on if start else None
        self.moves_on = QLineEdit(short_date(moves) if moves else "")
        self.fields = {
            "firm": Field(_("Company"), self.firm),
            "starts_on": Field(_("First day"), self.starts_on),
            "days_a_week": Field(_("Days a week"), self.days),
            "moves_on": Field(
                _("Moves on"),
                self.moves_on,
                _("Empty: what is known of the person holds."),
            ),
        }
        row = QHBoxLayout()
        row.setSpacing(12)
        for key in ("starts_on", "days_a_week"):
            row.addWidget(self.fields[key], 1, Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(self.fields["firm"])
        self.column.addLayout(row)
        self.column.addWidget(self.fields["moves_on"])
        if remove is not None:
            self.column.addWidget(self._remover(remove), 0, Qt.AlignmentFlag.AlignLeft)
        self.add_cancel()
        self.add_accept(_("Keep"))

    def accept(self) -> None:
        """Give what was typed, if it can be read."""
        for each in self.fields.values():
            each.show_error("")
        with guard(self, self.fields):
            starts_on = typed_day(self.starts_on.text(), self._today, "starts_on")
            if starts_on is None:
                raise InputError(_("Say on which day."), field="starts_on")
            moves_on = typed_day(self.moves_on.text(), self._today, "moves_on")
            typed = TypedStart(self.firm.text(), starts_on, self.days.value(), moves_on)
            self._keep(typed)
            super().accept()

    def _remover(self, remove: Callable[[], None]) -> Button:
        def act() -> None:
            self.reject()
            remove()

        button = Button(_("Remove from the plan"), act)
        button.setProperty("kind", "ghost")
        return button
