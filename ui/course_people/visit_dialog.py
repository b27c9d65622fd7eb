"""A company visit: where, when, how many, how they get there and what they must wear."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from kbh_desktop.courses.visits import CompanyVisit
from kbh_desktop.i18n import _, short_date
from kbh_desktop.people.numbers import parse_cvr
from ui.course_people.number_field import NumberField
from ui.course_people.typed import typed_day, typed_time
from ui.errors import guard
from ui.widgets.check_box import CheckBox
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.select import Select

_MOST = 200
_PAIRS = (("day", "starts"), ("cvr", "max_persons"), ("contact", "phone"))
_ORDER = (
    "firm",
    "session_id",
    "day",
    "cvr",
    "contact",
    "address",
    "transport",
    "safety_gear",
    "trades",
)

Keep = Callable[[Mapping[str, Any]], None]


class VisitDialog(Dialog):
    """`keep` gets the fields of the visit, and may refuse one; then that field says why."""

    width_px = 620

    def __init__(
        self,
        parent: QWidget,
        visit: CompanyVisit | None,
        sessions: Sequence[tuple[str, str]],
        today: date,
        keep: Keep,
    ) -> None:
        super().__init__(parent, _("Change the visit") if visit else _("New visit"))
        self._today = today
        self._keep = keep
        self.lines = {name: QLineEdit(text) for name, text in _texts(visit).items()}
        self.max_persons = NumberField()
        self.max_persons.setRange(0, _MOST)
        self.max_persons.setSpecialValueText(_("No limit"))
        self.max_persons.setValue((visit.max_persons or 0) if visit else 0)
        self.session = Select(_("In the plan"), (("", _("Not in the plan")), *sessions))
        self.session.choose((visit.session_id or "") if visit else "")
        self.session.picked.connect(lambda _session: self._show_day())
        self.confirmed = CheckBox(_("The company has confirmed"))
        self.confirmed.setChecked(bool(visit and visit.confirmed))
        self.fields = {
            name: Field(label, self._control(name), hint)
            for name, (label, hint) in _labels().items()
        }
        beside = dict(_PAIRS)
        for name in _ORDER:
            if name in beside:
                self.column.addLayout(self._pair(name, beside[name]))
            else:
                self.column.addWidget(self.fields[name])
        self.column.addWidget(self.confirmed)
        self._show_day()
        self.add_cancel()
        self.add_accept(_("Keep"))

    def accept(self) -> None:
        """Give what was typed, if it can be read."""
        for field in self.fields.values():
            field.show_error("")
        with guard(self, self.fields):
            self._keep(self._typed())
            super().accept()

    def _typed(self) -> dict[str, Any]:
        text = {name: line.text().strip() for name, line in self.lines.items()}
        return {
            **{name: text[name] for name in ("firm", "contact", "phone", "address")},
            **{name: text[name] for name in ("transport", "safety_gear")},
            "cvr": parse_cvr(text["cvr"]) if text["cvr"] else "",
            "day": typed_day(text["day"], self._today, "day"),
            "starts": typed_time(text["starts"], "starts"),
            "trades": tuple(filter(None, map(str.strip, text["trades"].split(",")))),
            "max_persons": self.max_persons.value() or None,
            "confirmed": self.confirmed.isChecked(),
            "session_id": self.session.value or None,
        }

    def _show_day(self) -> None:
        """Say that the plan sets the day, where the visit has a place in it."""
        planned = bool(self.session.value)
        self.fields["day"].show_hint(_("The plan sets the day.") if planned else "")

    def _control(self, name: str) -> QWidget:
        others = {"max_persons": self.max_persons, "session_id": self.session}
        return others.get(name) or self.lines[name]

    def _pair(self, left: str, right: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for name in (left, right):
            row.addWidget(self.fields[name], 1, Qt.AlignmentFlag.AlignTop)
        return row


def _texts(visit: CompanyVisit | None) -> dict[str, str]:
    names = ("firm", "cvr", "contact", "phone", "address", "transport", "safety_gear")
    texts = {name: str(getattr(visit, name)) if visit else "" for name in names}
    texts["day"] = short_date(visit.day) if visit and visit.day else ""
    texts["starts"] = f"{visit.starts:%H.%M}" if visit and visit.starts else ""
    texts["trades"] = ", ".join(visit.trades) if visit else ""
    return texts


def _labels() -> Mapping[str, tuple[str, str]]:
    return {
        "firm": (_("Company"), ""),
        "cvr": (_("CVR number"), ""),
        "session_id": (_("In the plan"), ""),
        "contact": (_("Contact person"), ""),
        "phone": (_("Phone"), ""),
        "address": (_("Address"), ""),
        "day": (_("Day"), ""),
        "starts": (_("At"), ""),
        "max_persons": (_("At most so many visitors"), ""),
        "transport": (_("Transport"), ""),
        "safety_gear": (_("Safety gear"), _("What the visitors must wear or bring.")),
        "trades": (
            _("Work to be seen"),
            _("Job titles with a comma between; they say whom the visit suits."),
        ),
    }
