"""The facts about a person, each changed where it stands."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kbh_desktop.people.model import Person
from ui.people.fact_row import FactRow
from ui.people.fields import fact_groups, value_of
from ui.widgets.card import Card


class Facts(QWidget):
    """Cards of facts; `changed` gives a field's name and new value."""

    changed = Signal(str, object)
    history_wanted = Signal(str)
    reveal_wanted = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.rows: dict[str, FactRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for title, entries in fact_groups():
            card = Card(title)
            card.column.setSpacing(0)
            for entry in entries:
                row = FactRow(entry, today)
                row.changed.connect(self.changed)
                row.history_wanted.connect(self.history_wanted)
                row.reveal_wanted.connect(self.reveal_wanted)
                self.rows[entry.name] = row
                card.column.addWidget(row)
            column.addWidget(card)

    def tell(self, person: Person) -> None:
        """Show the facts of `person`; the CPR number stays masked."""
        for name, row in self.rows.items():
            raw = value_of(person, name)
            shown = person.masked_cpr if name == "cpr" else row.entry.shown(raw)
            row.tell(raw, shown)

    def save(self) -> None:
        """Save what is being edited."""
        for row in self.rows.values():
            row.save()
