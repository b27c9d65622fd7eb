"""One person beside the list: where they stand, whether they may join and why, what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from kbh_desktop.courses.enrolment import Line
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from ui.course_people.eligibility_lines import EligibilityLines
from ui.theme import Tone
from ui.widgets.buttons import Button, LinkButton, PrimaryButton
from ui.widgets.card import Card, Rule
from ui.widgets.chip import Chip
from ui.widgets.clearing import clear_layout
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class PersonView:
    """What the card shows of one person."""

    person: PersonId
    name: str = field(repr=False)
    status: tuple[str, Tone]
    facts: tuple[str, ...] = field(default=(), repr=False)
    reasons: tuple[str, ...] = field(default=(), repr=False)
    """What to know before asking the person."""
    lines: tuple[Line, ...] = field(default=(), repr=False)
    deeds: tuple[str, ...] = ()
    """What can be done: `enrol`, `wait`, `offer`, `leave`, `come_back`; the first stands out."""


class ParticipantCard(Card):
    """`wanted` gives a deed and the person; `opened` the person whose page is wanted."""

    wanted = Signal(str, str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Chosen person"))
        self._person = PersonId("")
        self._name = Text("", "H2", wrap=True)
        self._name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        self._status = Chip()
        self._facts = QVBoxLayout()
        self._facts.setSpacing(3)
        self._buttons = FlowLayout(spacing=8)
        self._why = QVBoxLayout()
        self._why.setSpacing(5)
        self._lines = EligibilityLines()
        self._worth_knowing = Text(_("Worth knowing"), "Label")
        self._conditions = Text(_("Conditions of joining"), "Label")
        self.open_link = LinkButton(_("Open the person"), self._opened)
        self._lay_out()

    def tell(self, view: PersonView) -> None:
        """Show one person."""
        self._person = view.person
        self._name.setText(view.name)
        self._status.say(*view.status)
        self._show_texts(self._facts, view.facts)
        self._worth_knowing.setVisible(bool(view.reasons))
        self._show_texts(self._why, view.reasons)
        self._conditions.setVisible(bool(view.lines))
        self._lines.tell(view.lines)
        self._offer(view.deeds, view.name)

    def _show_texts(self, column: QVBoxLayout, texts: Sequence[str]) -> None:
        clear_layout(column)
        for text in texts:
            column.addWidget(Text(text, "Sub", wrap=True))

    def _offer(self, deeds: Sequence[str], name: str) -> None:
        self._buttons.clear()
        for place, deed in enumerate(deeds):
            kind = PrimaryButton if not place and deed != "leave" else Button
            words, icon = _deed_words(deed)
            button = kind(words, partial(self._press, deed), icon=icon)
            button.setAccessibleName(f"{words}: {name}")
            self._buttons.addWidget(button)

    def _press(self, deed: str) -> None:
        self.wanted.emit(deed, self._person)

    def _opened(self) -> None:
        self.opened.emit(self._person)

    def _lay_out(self) -> None:
        self.column.setSpacing(10)
        self.column.addWidget(self._name)
        self.column.addWidget(self._status, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(self._facts)
        self.column.addLayout(self._buttons)
        self.column.addWidget(self._worth_knowing)
        self.column.addLayout(self._why)
        self.column.addWidget(Rule())
        self.column.addWidget(self._conditions)
        self.column.addWidget(self._lines)
        self.column.addWidget(self.open_link, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)


def _deed_words(deed: str) -> tuple[str, str]:
    return {
        "enrol": (_("Enrol"), "user-plus"),
        "wait": (_("Put on the waiting list"), "clock"),
        "offer": (_("Offer the free place"), "user-check"),
        "leave": (_("Leaves the course …"), "log-out"),
        "come_back": (_("Take the leaving back"), "undo-2"),
    }[deed]
