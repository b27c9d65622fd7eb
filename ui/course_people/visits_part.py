"""The company visits of a course: a list, and one visit with who goes on it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kbh_desktop.courses.visits import CompanyVisit
from kbh_desktop.courses.wording import weekday_name
from kbh_desktop.i18n import _, short_date
from ui.course_people.rows import Row, RowsView
from ui.course_people.visitors import Visitor, Visitors
from ui.theme import Tone, theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card, Rule
from ui.widgets.clearing import clear_layout
from ui.widgets.empty_state import EmptyState
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.text import Text

_WIDE_PX = 640


class VisitsPart(QWidget):
    """`new_wanted`, `change_wanted` and `remove_wanted` ask for a deed on a visit.

    `ticked` gives visit, person and whether they go; `chosen` the visit that is shown.
    """

    new_wanted = Signal()
    change_wanted = Signal(str)
    remove_wanted = Signal(str)
    propose_wanted = Signal(str)
    ticked = Signal(str, str, bool)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._visits: tuple[CompanyVisit, ...] = ()
        self.list = RowsView(_("Company visits"))
        self.visitors = Visitors()
        self._card = Card()
        self._card.setAccessibleName(_("Chosen visit"))
        self._firm = Text("", "H2", wrap=True)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(4)
        self._who = Text("", "Label", wrap=True)
        self._propose = Button(
            _("Choose whom it suits"),
            lambda: self.propose_wanted.emit(self.list.key),
            icon="wand-sparkles",
        )
        self._none = EmptyState(
            "factory",
            _("No company visits yet"),
            _("A visit shows work as it is: a hotel, a warehouse, a nursing home."),
        )
        self._first = self._none.add_action(_("Plan the first visit"), self.new_wanted.emit, "plus")
        self._stack = QStackedWidget()
        self._lay_out()
        self.list.chosen.connect(self._show_chosen)
        self.list.opened.connect(self.change_wanted.emit)
        self.visitors.ticked.connect(
            lambda person, goes: self.ticked.emit(self.list.key, person, goes)
        )

    def be_for(self, *, may_plan: bool) -> None:
        """Hide what only those may do who plan courses."""
        for button in (self._first, self._change, self._remove):
            button.setVisible(may_plan)

    def tell(self, visits: Sequence[CompanyVisit]) -> None:
        """Show `visits`."""
        self._visits = tuple(visits)
        self.list.tell([visit_row(each) for each in visits])
        self._stack.setCurrentIndex(0 if visits else 1)
        self._show_chosen(self.list.key)

    def tell_visitors(self, visitors: Sequence[Visitor], *, can_propose: bool) -> None:
        """Show who may go on the chosen visit; `can_propose` once it is known whom it suits."""
        visit = self._chosen()
        if visit is None:
            return
        going = sum(each.goes for each in visitors)
        text = _("Who goes: {count}").format(count=going)
        if visit.max_persons is not None:
            text = _("Who goes: {count} of at most {most}").format(
                count=going, most=visit.max_persons
            )
        self._who.setText(text if visitors else _("Nobody is on the course yet"))
        full = visit.max_persons is not None and going >= visit.max_persons
        self._propose.setVisible(can_propose and not full)
        self.visitors.tell(visitors, is_full=full)

    def _chosen(self) -> CompanyVisit | None:
        return next((each for each in self._visits if each.id == self.list.key), None)

    def _show_chosen(self, _key: str) -> None:
        visit = self._chosen()
        if visit is None:
            return
        self._firm.setText(visit.firm)
        clear_layout(self._facts)
        for label, value in visit_facts(visit):
            self._facts.addWidget(_fact(label, value))
        self.chosen.emit(visit.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the visit below the list where there is no room beside."""
        super().resizeEvent(event)
        wide = self.width() >= theme.px(_WIDE_PX)
        direction = QBoxLayout.Direction
        self._both.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def _lay_out(self) -> None:
        sheet = Card(padding=1)
        sheet.column.setContentsMargins(1, 1, 1, 1)
        sheet.column.addWidget(self.list)
        self._change = Button(
            _("Change the visit"), lambda: self.change_wanted.emit(self.list.key), icon="pencil"
        )
        self._remove = Button(_("Remove"), lambda: self.remove_wanted.emit(self.list.key))
        self._remove.setProperty("kind", "ghost")
        buttons = QHBoxLayout()
        buttons.addWidget(self._change)
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        self._card.column.addWidget(self._firm)
        self._card.column.addLayout(self._facts)
        self._card.column.addLayout(buttons)
        self._card.column.addWidget(Rule())
        self._card.column.addWidget(self._who)
        self._card.column.addWidget(self._propose, 0, Qt.AlignmentFlag.AlignLeft)
        self._card.column.addWidget(self.visitors)
        self._card.column.addStretch(1)
        beside = ScrollColumn()
        beside.column.addWidget(self._card)
        beside.column.addStretch(1)
        both = QWidget()
        self._both = QHBoxLayout(both)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(14)
        self._both.addWidget(sheet, 1)
        self._both.addWidget(beside, 1)
        self._stack.addWidget(both)
        self._stack.addWidget(self._none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)


def visit_row(visit: CompanyVisit) -> Row:
    """Return a visit as a row: firm, when, how many go, and whether it is confirmed."""
    chip: tuple[str, Tone] = (
        (_("Confirmed"), "ok") if visit.confirmed else (_("Not confirmed"), "warn")
    )
    going = _("{count} go").format(count=len(visit.participants))
    return Row(visit.id, visit.firm, f"{when_words(visit)} · {going}", *chip)


def when_words(visit: CompanyVisit) -> str:
    """Return day and time of a visit."""
    if visit.day is None:
        return _("No day yet")
    day = f"{weekday_name(visit.day)} {short_date(visit.day)}"
    return (
        _("{day} at {time}").format(day=day, time=f"{visit.starts:%H.%M}") if visit.starts else day
    )


def visit_facts(visit: CompanyVisit) -> list[tuple[str, str]]:
    """Return what is known of a visit, each with its label."""
    contact = ", ".join(filter(None, (visit.contact, visit.phone)))
    facts = [
        (_("When"), when_words(visit)),
        (_("CVR number"), visit.cvr),
        (_("Contact person"), contact),
        (_("Address"), visit.address),
        (_("Transport"), visit.transport),
        (_("Safety gear"), visit.safety_gear),
        (_("Work to be seen"), ", ".join(visit.trades)),
    ]
    return [(label, value) for label, value in facts if value]


def _fact(label: str, value: str) -> QWidget:
    fact = QWidget()
    row = QHBoxLayout(fact)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    name = Text(label, "Muted", wrap=True)
    name.setFixedWidth(theme.px(120))
    row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Text(value, wrap=True), 1)
    return fact
