"""Who pays whom, so that everybody ends with their own share."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from kbh_desktop.courses.economy import CostSplit
from kbh_desktop.i18n import _
from ui.course_people.figures_table import FiguresTable
from ui.course_people.money import kroner, plain_kroner
from ui.people.words import municipality_text
from ui.widgets.card import Card
from ui.widgets.clearing import clear_layout
from ui.widgets.text import Text


class SettlementCard(Card):
    """A sentence for each payment, and a matrix with who pays in rows and who gets in columns."""

    def __init__(self) -> None:
        super().__init__(_("Who owes whom"))
        self._sentences = QVBoxLayout()
        self._sentences.setSpacing(6)
        self.column.addLayout(self._sentences)
        self._matrix = QVBoxLayout()
        self.column.addLayout(self._matrix)
        self.table: FiguresTable | None = None
        self._municipalities: tuple[str, ...] = ()

    def tell(self, municipalities: Sequence[str], split: CostSplit | None) -> None:
        """Show the payments that `split` leads to."""
        clear_layout(self._sentences)
        for text, look in _sentences(split):
            self._sentences.addWidget(Text(text, "Strong" if look else "Muted", wrap=True))
        self._show_matrix(tuple(municipalities), split)

    def _show_matrix(self, municipalities: tuple[str, ...], split: CostSplit | None) -> None:
        if self.table is None or municipalities != self._municipalities:
            self._municipalities = municipalities
            clear_layout(self._matrix)
            heads = (_("Pays ↓  Gets →"), *map(municipality_text, municipalities))
            self.table = FiguresTable(_("Who owes whom"), heads)
            self._matrix.addWidget(self.table)
        payments = split.payments if split else ()
        self.table.setVisible(bool(payments))
        owed = {(each.payer, each.receiver): each.amount for each in payments}
        self.table.tell(
            [
                [
                    municipality_text(payer),
                    *(
                        plain_kroner(owed[payer, receiver]) if (payer, receiver) in owed else "–"
                        for receiver in municipalities
                    ),
                ]
                for payer in municipalities
            ]
        )


def _sentences(split: CostSplit | None) -> list[tuple[str, bool]]:
    if split is None:
        return [(_("Nothing is split yet."), False)]
    found = [
        (
            _("{payer} pays {amount} to {receiver}.").format(
                payer=municipality_text(each.payer),
                amount=kroner(each.amount),
                receiver=municipality_text(each.receiver),
            ),
            True,
        )
        for each in split.payments
    ]
    by_final = split.run == "final"
    about = _("By the final split.") if by_final else _("By the split on account.")
    found.insert(0, (about, False))
    if not split.payments:
        found.append((_("Nobody owes anybody anything."), False))
    if split.unpaid:
        text = _("{amount} is left out: nobody has paid it yet.")
        found.append((text.format(amount=kroner(split.unpaid)), False))
    return found
