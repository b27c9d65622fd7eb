"""The list of people: chips, search while typing, and a look without leaving."""

from typing import ClassVar

from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kbh_desktop.i18n import _, n_
from kbh_desktop.ids import PersonId
from kbh_desktop.people.model import CHIPS, Chip, Order, PersonPage, PersonQuery
from kbh_desktop.people.service import PeopleService
from ui.background import run_in_background
from ui.errors import guard, show_error
from ui.navigation import Command, Navigator, Place
from ui.page import Page
from ui.people.list_model import WINDOW, PeopleModel
from ui.people.list_table import PeopleTable
from ui.people.peek import Peek
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.search_field import SearchField
from ui.widgets.select import Select
from ui.widgets.text import Text

_FIRST_ROWS = 3 * WINDOW


class _ChipButton(Button):
    kind = "seg"


class PeoplePage(Page):
    """Finds people and opens them."""

    kinds: ClassVar[frozenset[str]] = frozenset({"person", "interview", "conflict", "person_index"})

    def __init__(self, people: PeopleService, navigator: Navigator) -> None:
        super().__init__(_("People"))
        self._people = people
        self._navigator = navigator
        self._query = PersonQuery()
        self._asked = 0
        self._answered = 0
        self._asking = False
        self._wanted = (PersonId(""), 0)
        self._model = PeopleModel(people)
        self._table = PeopleTable(self._model)
        self._peek = Peek(people, navigator)
        self._total = Text("", "Muted")
        self._search = SearchField(_("Search by name, number, phone …"))
        self._order = Select(
            _("Sorted by"), (("name", _("By name")), ("deadline", _("By deadline")))
        )
        self._chips: dict[Chip, _ChipButton] = {}
        self._nobody = EmptyState("users", "")
        self._new_here = self._nobody.add_action(_("New person"), self._new_person, "plus")
        self._fetch_here = self._nobody.add_action(
            _("Take in a bundle"), navigator.open_exchange, "package-open"
        )
        self._all_here = self._nobody.add_action(_("Show everybody"), self._show_all)
        self._lay_out()
        self._connect()

    # What the shell asks

    def refresh(self) -> None:
        """Ask for the list again, keeping the chosen person chosen."""
        if self._table.person_id:
            self._wanted = (self._table.person_id, self._table.currentIndex().row())
        self._find()
        self._count()

    def activated(self) -> None:
        """Show the list and put the keyboard into it."""
        self.refresh()
        self._table.setFocus()

    def bookmark(self) -> str:
        """Return chip, chosen person and what was searched for."""
        row = max(0, self._table.currentIndex().row())
        chosen = (self._query.chip, str(row), self._table.person_id or "")
        return "\n".join((*chosen, self._search.text()))

    def restore(self, bookmark: str) -> None:
        """Return to such a list."""
        chip, row, person_id, text = bookmark.split("\n", 3)
        self._wanted = (PersonId(person_id), int(row))
        for each in CHIPS:
            self._chips[each].setChecked(each == chip)
        self._search.setText(text)
        self._find()

    def commands(self) -> tuple[Command, ...]:
        """Offer to register somebody, and to look for people registered twice."""
        return (
            Command(_("New person"), self._new_person, "user-plus", "Ctrl+N"),
            Command(_("Duplicates"), self._duplicates, "users"),
        )

    def _duplicates(self) -> None:
        self._navigator.go(Place("duplicates"))

    def panes(self) -> tuple[QWidget, ...]:
        """Return search, list and the look beside it."""
        beside = (self._peek,) if self._peek.isVisible() else ()
        return (self._search, self._table, *beside)

    @property
    def is_up_to_date(self) -> bool:
        """Whether the list shown is the answer to what was asked last."""
        return self._answered == self._asked

    # Finding

    def _asked_for(self) -> PersonQuery:
        chip: Chip = next((c for c in CHIPS if self._chips[c].isChecked()), "all")
        order: Order = "deadline" if self._order.value == "deadline" else "name"
        return PersonQuery(self._search.text(), chip, order)

    def _find(self) -> None:
        """Ask in the background; while an answer is under way, only the newest question waits."""
        self._query = self._asked_for()
        self._asked += 1
        if not self._asking:
            self._ask()

    def _ask(self) -> None:
        self._asking = True
        number, query = self._asked, self._query
        run_in_background(
            self,
            lambda: self._people.find(query, limit=_FIRST_ROWS),
            lambda page: self._found(number, page),
            self._failed,
        )

    def _failed(self, error: Exception) -> None:
        self._asking = False
        show_error(self, error)

    def _found(self, number: int, page: PersonPage) -> None:
        self._asking = False
        if number != self._asked:
            self._ask()
            return
        self._answered = number
        self._model.show_list(self._query, page)
        self._say_count(page)
        self._stack.setCurrentWidget(self._table if page.total else self._nobody)
        self._choose_again()

    def _choose_again(self) -> None:
        """Keep who was chosen, if still near where they stood."""
        person_id, near = self._wanted
        row = self._model.row_of(person_id, near) if person_id else 0
        self._wanted = (PersonId(""), 0)
        self._table.choose_row(max(0, row))

    def _count(self) -> None:
        run_in_background(self, self._people.counts, self._counted, self._failed)

    def _counted(self, counts: dict[Chip, int]) -> None:
        for chip, button in self._chips.items():
            shown = f"{counts[chip]:,}".replace(",", ".")
            number = f"  {shown}" if chip != "all" and counts[chip] else ""
            button.set_words(f"{_chip_title(chip)}{number}")

    def _say_count(self, page: PersonPage) -> None:
        count = n_("{count} person", "{count} people", page.total)
        text = count.format(count=f"{page.total:,}".replace(",", "."))
        if page.forgiven:
            text = _("{people} with names like that").format(people=text)
        self._total.setText(text)
        if not page.total:
            self._say_nobody()

    def _say_nobody(self) -> None:
        for button in (self._new_here, self._fetch_here, self._all_here):
            button.hide()
        text = self._query.text.strip()
        if not text and self._query.chip == "all":
            self._nobody.say(
                _("Nobody is here yet"),
                _("Register the first person, or take in a bundle from the office."),
            )
            self._new_here.show()
            self._fetch_here.show()
        elif text:
            self._nobody.say(
                _("Nobody matches “{text}”").format(text=text),
                _("Search for part of a name, the date of birth, or the end of a number."),
            )
            self._all_here.show()
            self._new_here.show()
        else:
            self._nobody.say(*_nobody_words(self._query.chip))
            self._all_here.show()

    # What the person does

    def _chip_pressed(self) -> None:
        self._find()

    def _show_all(self) -> None:
        self._chips["all"].setChecked(True)
        self._search.clear()
        self._find()
        self._table.setFocus()

    def _new_person(self) -> None:
        self._navigator.go(Place("new_person"))

    def _open(self, person_id: str) -> None:
        self._navigator.open_person(PersonId(person_id))

    def _toggle_peek(self) -> None:
        if self._peek.isVisible():
            self._peek.hide()
        elif self._table.person_id is not None:
            with guard(self):
                self._peek.show_person(self._table.person_id)

    def _chosen(self, person_id: str) -> None:
        if self._peek.isVisible() and person_id:
            with guard(self):
                self._peek.show_person(PersonId(person_id))

    def _type_into_search(self, text: str) -> None:
        self._search.setFocus()
        self._search.setText(self._search.text() + text)

    # Layout

    def _lay_out(self) -> None:
        title = QHBoxLayout()
        title.setSpacing(12)
        title.addWidget(Text(self.title, "H1"))
        title.addWidget(self._total)
        title.addStretch(1)
        new = PrimaryButton(_("New person"), self._new_person, icon="plus")
        new.setShortcut("Ctrl+N")
        title.addWidget(new)
        self.column.addLayout(title)
        chips = QWidget()
        flow = FlowLayout(chips, spacing=8)
        group = QButtonGroup(self)
        for chip in CHIPS:
            button = _ChipButton(_chip_title(chip))
            button.setCheckable(True)
            button.setChecked(chip == "all")
            group.addButton(button)
            flow.addWidget(button)
            self._chips[chip] = button
        find = QHBoxLayout()
        find.setSpacing(8)
        find.addWidget(self._search, 1)
        find.addWidget(self._order)
        self.column.addLayout(find)
        self.column.addWidget(chips)
        card = QFrame()
        card.setProperty("class", "Card")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._nobody)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 4, 1, 4)
        inside.addWidget(self._stack)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(card, 1)
        row.addWidget(self._peek)
        self.column.addLayout(row, 1)

    def _connect(self) -> None:
        self._search.textChanged.connect(lambda _text: self._find())
        self._search.returnPressed.connect(self._table.setFocus)
        self._order.picked.connect(lambda _order: self._find())
        for button in self._chips.values():
            button.clicked.connect(self._chip_pressed)
        self._table.opened.connect(self._open)
        self._table.peek_wanted.connect(self._toggle_peek)
        self._table.chosen.connect(self._chosen)
        self._table.typed.connect(self._type_into_search)


def _chip_title(chip: Chip) -> str:
    return {
        "all": _("All"),
        "mine": _("Mine"),
        "due": _("Deadline"),
        "no_interview": _("Without interview"),
        "conflicts": _("Conflicts"),
    }[chip]


def _nobody_words(chip: Chip) -> tuple[str, str]:
    return {
        "all": (_("Nobody is here yet"), ""),
        "mine": (
            _("None of the people are yours"),
            _("You become the consultant of people you register or are handed by the office."),
        ),
        "due": (
            _("No deadlines within two weeks"),
            _("Deadlines follow from the decision on placement and the day of moving in."),
        ),
        "no_interview": (_("Everybody has had an interview"), ""),
        "conflicts": (_("No conflicts"), _("Nobody changed the same thing as somebody else.")),
    }[chip]
