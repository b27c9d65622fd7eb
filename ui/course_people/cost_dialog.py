"""One cost: what, how much was planned, how much it became, and who paid it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QWidget

from kbh_desktop.courses.economy import CostLine
from kbh_desktop.i18n import _
from ui.course_people.money import parse_kroner, plain_kroner
from ui.errors import guard
from ui.people.words import municipality_text
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.select import Select


@dataclass(frozen=True, slots=True)
class Cost:
    """What was typed; amounts in øre."""

    what: str
    planned_oere: int
    actual_oere: int | None
    paid_by: str


class CostDialog(Dialog):
    """`keep` gets what was typed, and may refuse it; then the field says why."""

    def __init__(
        self,
        parent: QWidget,
        line: CostLine | None,
        municipalities: Sequence[str],
        keep: Callable[[Cost], None],
    ) -> None:
        super().__init__(parent, _("Change the cost") if line else _("New cost"))
        self._keep = keep
        self.what = QLineEdit(line.what if line else "")
        self.planned = QLineEdit(plain_kroner(line.planned_oere) if line else "")
        known = line is not None and line.actual_oere is not None
        self.actual = QLineEdit(plain_kroner(line.actual_oere or 0) if line and known else "")
        options = [("", _("Nobody yet"))]
        options += [(code, municipality_text(code)) for code in municipalities]
        self.paid_by = Select(_("Paid by"), options)
        self.paid_by.choose(line.paid_by if line else "")
        self.fields = {
            "what": Field(_("What"), self.what),
            "planned_oere": Field(_("Budget in kroner"), self.planned),
            "actual_oere": Field(
                _("What it cost in kroner"), self.actual, _("Leave it empty until it is known.")
            ),
            "paid_by": Field(_("Paid by"), self.paid_by),
        }
        for field in self.fields.values():
            self.column.addWidget(field)
        self.add_cancel()
        self.add_accept(_("Keep"))

    def accept(self) -> None:
        """Give what was typed, if it can be read."""
        for field in self.fields.values():
            field.show_error("")
        with guard(self, self.fields):
            actual = self.actual.text().strip()
            self._keep(
                Cost(
                    self.what.text(),
                    parse_kroner(self.planned.text(), "planned_oere"),
                    parse_kroner(actual, "actual_oere") if actual else None,
                    self.paid_by.value,
                )
            )
            super().accept()
