"""The tab with what a course costs and who bears it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from kbh_desktop.courses.economy import CostKey, CostLine, CostSplit, KeyKind, Run
from kbh_desktop.courses.model import CourseId
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from ui.course_people.cost_dialog import Cost, CostDialog
from ui.course_people.course_tab import CourseTab
from ui.course_people.figures_table import FiguresTable
from ui.course_people.key_card import KeyCard
from ui.course_people.money import plain_kroner
from ui.course_people.settlement_card import SettlementCard
from ui.course_people.split_card import SplitCard
from ui.errors import guard
from ui.navigation import Command, Navigator
from ui.people.words import municipality_text
from ui.theme import theme
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from kbh_desktop.app import App

_WIDE_PX = 860


@dataclass(frozen=True, slots=True)
class Economy:
    """The costs of a course as they were last asked for."""

    municipalities: tuple[str, ...]
    lines: tuple[CostLine, ...]
    keys: Mapping[KeyKind, CostKey | None]
    on_account: CostSplit | None
    final: CostSplit | None


class EconomyPage(CourseTab[Economy]):
    """Budget, actual costs, the key, the split, and the payments that follow."""

    kinds: ClassVar[frozenset[str]] = frozenset({"course", "course_cost", "course_cost_key"})

    def __init__(self, app: "App", navigator: Navigator, course_id: CourseId) -> None:
        super().__init__(_("Economy"), app, navigator, course_id)
        self._economy: Economy | None = None
        self.add_button = PrimaryButton(_("New cost"), self._ask_new, icon="plus")
        self.table = FiguresTable(
            _("Costs"),
            (_("What"), _("Paid by"), _("Budget"), _("Actual"), _("Difference")),
            words=2,
        )
        self.key = KeyCard()
        self.split = SplitCard()
        self.settlement = SettlementCard()
        self._none = EmptyState(
            "receipt",
            _("No costs yet"),
            _("Write the budget first: teaching, interpreters, buses, materials."),
        )
        self._first = self._none.add_action(_("Add the first cost"), self._ask_new, "plus")
        self._lay_out()
        self.table.opened.connect(self._ask_change)
        self.table.removed.connect(self._remove)
        self.key.changed.connect(self._set_key)

    def activated(self) -> None:
        """Show the costs and put the keyboard into the table."""
        super().activated()
        self.table.setFocus()

    def commands(self) -> tuple[Command, ...]:
        """Offer a new cost."""
        new = (Command(_("New cost"), self._ask_new, "plus"),) if self.may_plan else ()
        return (*new, *super().commands())

    def panes(self) -> tuple[QWidget, ...]:
        """Return the costs, the key and the split."""
        return (self.table, self.key, self.split.table)

    def fetch(self) -> Economy:
        """Ask for costs, keys and splits."""
        service = self.app.course_economy
        return Economy(
            self.app.courses.get(self.course_id).municipalities,
            service.cost_lines(self.course_id),
            {
                "planned": service.cost_key(self.course_id, "planned"),
                "received": service.cost_key(self.course_id, "received"),
            },
            self._split("on_account"),
            self._split("final"),
        )

    def show_fetched(self, fetched: Economy) -> None:
        """Show everything."""
        self._economy = fetched
        has_lines = bool(fetched.lines)
        self._none.setVisible(not has_lines)
        self.table.setVisible(has_lines)
        self.add_button.setVisible(has_lines and self.may_plan)
        self._first.setVisible(self.may_plan)
        self.key.setEnabled(self.may_plan)
        self._remove_button.setVisible(has_lines and self.may_plan)
        self.table.tell(list(map(_figures, fetched.lines)), total=_total(fetched.lines))
        self.key.tell(fetched.municipalities, fetched.keys)
        self.split.tell(fetched.municipalities, fetched.on_account, fetched.final)
        self.settlement.tell(fetched.municipalities, fetched.final or fetched.on_account)

    def _split(self, run: Run) -> CostSplit | None:
        try:
            return self.app.course_economy.split(self.course_id, run)
        except InputError:  # nobody said yet how many each receives
            return None

    # What the person does

    def _ask_new(self) -> None:
        municipalities = self._economy.municipalities if self._economy else ()
        CostDialog(self, None, municipalities, self._add).start()

    def _ask_change(self, row: int) -> None:
        line = self._line(row)
        if line is not None and self._economy is not None and self.may_plan:
            keep = partial(self._change, line)
            CostDialog(self, line, self._economy.municipalities, keep).start()

    def _add(self, cost: Cost) -> None:
        line = self._write_new(cost)
        text = _("New cost: {what}").format(what=line.what)
        self.did(text, partial(self.app.course_economy.remove, line.id))
        self.refresh()

    def _write_new(self, cost: Cost) -> CostLine:
        return self.app.course_economy.add(
            self.course_id,
            cost.what,
            cost.planned_oere,
            actual_oere=cost.actual_oere,
            paid_by=cost.paid_by,
        )

    def _change(self, line: CostLine, cost: Cost) -> None:
        service = self.app.course_economy
        service.change(line.id, **_fields(cost))
        before = Cost(line.what, line.planned_oere, line.actual_oere, line.paid_by)
        text = _("Change of {what}").format(what=line.what)
        self.did(text, lambda: service.change(line.id, **_fields(before)))
        self.refresh()

    def _remove(self, row: int) -> None:
        line = self._line(row)
        if line is None or not self.may_plan:
            return
        with guard(self):
            self.app.course_economy.remove(line.id)
            text = _("{what} is removed").format(what=line.what)
            self.navigator.toast(text)
            cost = Cost(line.what, line.planned_oere, line.actual_oere, line.paid_by)
            self.did(text, partial(self._write_new, cost))
            self.refresh()

    def _set_key(self, kind: KeyKind, people: Mapping[str, int]) -> None:
        key = self._economy.keys[kind] if self._economy else None
        before = dict(key.people) if key else {}
        if {code: before.get(code, 0) for code in people} == dict(people):
            return
        with guard(self):
            service = self.app.course_economy
            service.set_cost_key(self.course_id, kind, people)
            back = partial(service.set_cost_key, self.course_id, kind, before)
            self.did(_("Who receives how many"), back)
            self.refresh()

    def _line(self, row: int) -> CostLine | None:
        lines = self._economy.lines if self._economy else ()
        return lines[row] if row < len(lines) else None

    # Layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the key below the costs where there is no room beside."""
        super().resizeEvent(event)
        wide = self.width() >= theme.px(_WIDE_PX)
        direction = QBoxLayout.Direction
        for row in (self._upper, self._lower):
            row.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def _lay_out(self) -> None:
        costs = Card(_("Budget and costs"))
        costs.header.addWidget(self.undo_button)
        costs.header.addWidget(self.add_button)
        costs.column.addWidget(self._none)
        costs.column.addWidget(self.table)
        remove = Button(_("Remove the chosen cost"), lambda: self._remove(self.table.currentRow()))
        remove.setProperty("kind", "ghost")
        self._remove_button = remove
        costs.column.addWidget(remove, 0, Qt.AlignmentFlag.AlignLeft)
        self.table.itemSelectionChanged.connect(
            lambda: remove.setEnabled(self._line(self.table.currentRow()) is not None)
        )
        costs.column.addStretch(1)
        self.key.column.addStretch(1)
        self.split.column.addStretch(1)
        self.settlement.column.addStretch(1)
        self._upper, self._lower = QHBoxLayout(), QHBoxLayout()
        for row, left, right in (
            (self._upper, costs, self.key),
            (self._lower, self.split, self.settlement),
        ):
            row.setSpacing(14)
            row.addWidget(left, 3)
            row.addWidget(right, 2)
        scroll = ScrollColumn(spacing=14)
        scroll.column.addLayout(self._upper)
        scroll.column.addLayout(self._lower)
        scroll.column.addStretch(1)
        self.column.addWidget(scroll, 1)


def _fields(cost: Cost) -> dict[str, object]:
    return {
        "what": cost.what,
        "planned_oere": cost.planned_oere,
        "actual_oere": cost.actual_oere,
        "paid_by": cost.paid_by,
    }


def _figures(line: CostLine) -> list[str]:
    difference = line.difference_oere
    return [
        line.what,
        municipality_text(line.paid_by) or "–",
        plain_kroner(line.planned_oere),
        "–" if line.actual_oere is None else plain_kroner(line.actual_oere),
        "–" if difference is None else plain_kroner(difference),
    ]


def _total(lines: tuple[CostLine, ...]) -> list[str]:
    known = [line for line in lines if line.actual_oere is not None]
    actual = sum(line.actual_oere or 0 for line in known)
    difference = sum(line.difference_oere or 0 for line in known)
    return [
        _("Total"),
        "",
        plain_kroner(sum(line.planned_oere for line in lines)),
        plain_kroner(actual) if known else "–",
        plain_kroner(difference) if known else "–",
    ]
