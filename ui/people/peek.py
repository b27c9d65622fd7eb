"""A look at a person beside the list, without leaving it."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kbh_desktop.i18n import _, n_
from kbh_desktop.ids import PersonId
from kbh_desktop.people.labels import phase_label, sex_label
from kbh_desktop.people.model import Deadline, Person
from kbh_desktop.people.service import PeopleService
from ui.navigation import Navigator
from ui.people.words import (
    PHASE_TONES,
    centre_text,
    country_text,
    deadline_text,
    deadline_tone,
    language_text,
    name_or_unknown,
)
from ui.theme import theme
from ui.widgets.buttons import IconButton, PrimaryButton
from ui.widgets.chip import Chip
from ui.widgets.clearing import clear_layout
from ui.widgets.text import Text

_WIDTH_PX = 300


class Peek(QFrame):
    """Name, number, languages and deadlines; Esc or Space in the list closes it."""

    def __init__(self, people: PeopleService, navigator: Navigator) -> None:
        super().__init__()
        self.setProperty("class", "Card")
        self.setAccessibleName(_("A look at the person"))
        self._people = people
        self._navigator = navigator
        self._person_id = PersonId("")
        self._name = Text("", "H2", wrap=True)
        self._number = Text("", "Muted")
        self._phase = Chip()
        self._facts = QFormLayout()
        self._facts.setHorizontalSpacing(14)
        self._facts.setVerticalSpacing(8)
        self._facts.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._due = QVBoxLayout()
        self._due.setSpacing(8)
        self._lay_out()
        self.hide()

    def show_person(self, person_id: PersonId) -> None:
        """Show the person beside the list."""
        self._person_id = person_id
        person = self._people.get(person_id)
        today = self._people.today()
        self._name.setText(name_or_unknown(person.display_name))
        self._number.setText(person.masked_number)
        self._phase.say(phase_label(person.phase), PHASE_TONES[person.phase])
        clear_layout(self._facts)
        for label, value in _facts(person, today):
            if value:
                self._facts.addRow(Text(label, "Muted"), Text(value, wrap=True))
        clear_layout(self._due)
        for deadline in self._people.deadlines(person_id):
            self._due.addWidget(_deadline_row(deadline, today))
        self.setFixedWidth(theme.px(_WIDTH_PX))
        self.show()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(
            IconButton("x", _("Close the look at the person"), self.hide),
            0,
            Qt.AlignmentFlag.AlignTop,
        )
        inner = QWidget()
        inner.setProperty("class", "Plain")
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(20, 4, 20, 12)
        inside.setSpacing(12)
        inside.addWidget(self._number)
        inside.addWidget(self._phase)
        inside.addLayout(self._facts)
        inside.addLayout(self._due)
        inside.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 16)
        column.setSpacing(0)
        top.setContentsMargins(20, 0, 10, 0)
        column.addLayout(top)
        column.addWidget(scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 20, 0)
        foot.addWidget(
            PrimaryButton(_("Open"), lambda: self._navigator.open_person(self._person_id))
        )
        column.addLayout(foot)


def _facts(person: Person, today: date) -> tuple[tuple[str, str], ...]:
    age = person.age(today)
    years = n_("{count} year", "{count} years", age or 0).format(count=age)
    return (
        (_("Age"), years if age is not None else ""),
        (_("Sex"), sex_label(person.sex)),
        (_("Citizenship"), country_text(person.citizenships)),
        (_("Mother tongue"), language_text(person.mother_tongues)),
        (_("Centre"), centre_text(person.centre)),
        (_("Job consultant"), person.consultant),
        (_("Phone"), person.phone),
    )


def _deadline_row(deadline: Deadline, today: date) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(Text(deadline.title, wrap=True), 1)
    line.addWidget(Chip(deadline_text(deadline, today), deadline_tone(deadline, today)))
    return row
