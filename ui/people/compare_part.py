"""Two registrations side by side: what each says, what is kept, and the decision."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kbh_desktop.errors import KbhError
from kbh_desktop.i18n import _, n_
from kbh_desktop.ids import PersonId
from kbh_desktop.people.comparing import Comparison, FieldPair, MergedPair, Side, Written
from kbh_desktop.people.labels import field_label
from ui.errors import text_of
from ui.people.duplicate_words import value_text
from ui.people.value_choice import ValueChoice
from ui.people.words import name_or_unknown
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import Card
from ui.widgets.clearing import clear_layout
from ui.widgets.field import Field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.moments import moment_text
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.text import Text, left_aligned

if TYPE_CHECKING:
    from kbh_desktop.app import App


class ComparePart(ScrollColumn):
    """The left one is kept; per field its value stays or the other one's is taken over."""

    merged = Signal(object)
    not_same_wanted = Signal(str, str)
    refused = Signal(str)

    def __init__(self, app: "App") -> None:
        super().__init__()
        self.setAccessibleName(_("Compare two registrations"))
        self._app = app
        self._comparison: Comparison | None = None
        self.choices: dict[str, ValueChoice] = {}
        self._sides = QHBoxLayout()
        self._sides.setSpacing(12)
        self._fields = Card(_("What they say"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self._fields.column.addLayout(self._rows)
        self.swap = Button(_("Keep the other one"), self._swap, icon="arrow-left-right")
        self.reason = QLineEdit()
        self.reason.returnPressed.connect(self._merge)
        self.reason_field = Field(_("Why they are the same person"), self.reason)
        self.apart = Button(_("Not the same person"), self._not_same, icon="user-x")
        self.together = PrimaryButton(_("Bring together"), self._merge, icon="merge")
        self._lay_out()

    def compare(self, one: PersonId, other: PersonId) -> None:
        """Show two people side by side; `one` is kept."""
        try:
            comparison = self._app.duplicates.compare(one, other)
        except KbhError as error:
            self.refused.emit(text_of(error))
            return
        self._comparison = comparison
        clear_layout(self._sides)
        clear_layout(self._rows)
        self._sides.addWidget(self._side_card(comparison.one, _("Is kept")), 1)
        self._sides.addWidget(
            self._side_card(comparison.other, _("Is shown under the one that is kept")), 1
        )
        self.choices = {}
        alike = []
        for pair in comparison.fields:
            if pair.differs:
                self._rows.addWidget(self._choice_row(pair))
            else:
                alike.append(pair)
        self._show_alike(alike)
        self.reason.clear()
        self.focus_first()

    def focus_first(self) -> None:
        """Give the keyboard to the first choice."""
        first = next(iter(self.choices.values()), None)
        (first or self.reason).setFocus()

    def _side_card(self, side: Side, what: str) -> Card:
        card = Card()
        name = name_or_unknown(side.person.display_name)
        card.setAccessibleName(f"{what}: {name}")
        card.column.addWidget(Text(what, "Label", wrap=True))
        card.column.addWidget(left_aligned(Text(name, "H2", wrap=True)))
        interviews = n_("{count} interview", "{count} interviews", side.interviews)
        changed = ""
        if side.changed_at:
            when = moment_text(side.changed_at, self._app.clock())
            changed = _("last changed {when}").format(when=when)
        facts = (
            side.person.masked_number,
            interviews.format(count=side.interviews),
            changed,
            self._laptops(side.person.id),
        )
        card.column.addWidget(Text(" · ".join(filter(None, facts)), "Muted", wrap=True))
        return card

    def _laptops(self, person_id: PersonId) -> str:
        bundles = self._app.bundles
        if not bundles.is_office:
            return ""
        names = [d.name for d in bundles.devices() if person_id in bundles.assigned(d.id)]
        return _("at {devices}").format(devices=", ".join(names)) if names else _("at no laptop")

    def _choice_row(self, pair: FieldPair) -> QWidget:
        label = field_label(pair.name)
        choice = ValueChoice(
            label,
            self._worded(pair.name, pair.one),
            self._worded(pair.name, pair.other),
            take_other=pair.only_other,
        )
        self.choices[pair.name] = choice
        row = QWidget()
        row.setProperty("class", "Plain")
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Text(label, "Label"))
        column.addWidget(choice)
        return row

    def _worded(self, name: str, written: Written) -> tuple[str, str]:
        value = value_text(name, written.value)
        if written.at is None or not written.value:
            return value, ""
        return value, f"{written.author}, {self._when(written.at)}"

    def _when(self, at: datetime) -> str:
        return moment_text(at, self._app.clock())

    def _show_alike(self, alike: list[FieldPair]) -> None:
        if not alike:
            return
        inner = QWidget()
        inner.setProperty("class", "Plain")
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setColumnStretch(1, 1)
        grid.addWidget(Text(_("The same in both"), "Label"), 0, 0, 1, 2)
        for row, pair in enumerate(alike, start=1):
            grid.addWidget(Text(field_label(pair.name), "Muted"), row, 0)
            shown = Text(value_text(pair.name, pair.one.value), wrap=True)
            grid.addWidget(left_aligned(shown), row, 1)
        self._rows.addWidget(inner)

    def _swap(self) -> None:
        if self._comparison is not None:
            self.compare(self._comparison.other.person.id, self._comparison.one.person.id)

    def _not_same(self) -> None:
        if self._comparison is not None:
            one, other = self._comparison.one.person.id, self._comparison.other.person.id
            self.not_same_wanted.emit(one, other)

    def _merge(self) -> None:
        if self._comparison is None:
            return
        kept = self._comparison.one
        self.reason_field.show_error("")
        try:
            pair: MergedPair = self._app.duplicates.merge(
                kept.person.id,
                self._comparison.other.person.id,
                take=[name for name, choice in self.choices.items() if choice.takes_other],
                reason=self.reason.text(),
                base=kept.heads,
            )
        except KbhError as error:
            self.reason_field.show_error(text_of(error))
            self.reason.setFocus()
            return
        self.merged.emit(pair)

    def _lay_out(self) -> None:
        self.column.addLayout(self._sides)
        self.column.addWidget(self._fields)
        decision = Card(_("Decision"))
        about = _(
            "Nothing is thrown away: both registrations stay, and are shown as one until they"
            " are taken apart again."
        )
        decision.column.addWidget(Text(about, "Muted", wrap=True))
        decision.column.addWidget(self.reason_field)
        foot = FlowLayout()
        foot.addWidget(self.swap)
        foot.addWidget(self.apart)
        foot.addWidget(self.together)
        decision.column.addLayout(foot)
        self.column.addWidget(decision)
        self.column.addStretch(1)
