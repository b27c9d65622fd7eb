"""What each municipality bears: on account, in the end, and the difference."""

from collections.abc import Sequence

from kbh_desktop.courses.economy import CostSplit
from kbh_desktop.i18n import _
from ui.course_people.figures_table import FiguresTable
from ui.course_people.money import kroner, plain_kroner
from ui.course_people.split_picture import Part, SplitPicture
from ui.people.words import municipality_text
from ui.widgets.card import Card
from ui.widgets.text import Text


class SplitCard(Card):
    """A picture, and a table with the same figures."""

    def __init__(self) -> None:
        super().__init__(_("Split between the municipalities"))
        self.picture = SplitPicture(_("Split between the municipalities"))
        self.table = FiguresTable(
            _("Split between the municipalities"),
            (
                _("Municipality"),
                _("Planned"),
                _("On account"),
                _("Received"),
                _("Final"),
                _("Difference"),
            ),
        )
        self._about = Text("", "Muted", wrap=True)
        self.column.addWidget(self._about)
        self.column.addWidget(self.picture)
        self.column.addWidget(self.table)

    def tell(
        self, municipalities: Sequence[str], first: CostSplit | None, final: CostSplit | None
    ) -> None:
        """Show the split on account (`first`) and the final one, as far as they are known."""
        newest = final or first
        self.picture.setVisible(newest is not None)
        self.table.setVisible(newest is not None)
        if newest is None:
            self._about.setText(_("Say above how many each receives; then the costs are split."))
            return
        self._about.setText(
            _("Final, by those received.") if final else _("On account, by those planned.")
        )
        self.picture.tell(
            [
                Part(municipality_text(code), newest.shares[code], kroner(newest.shares[code]))
                for code in municipalities
                if code in newest.shares
            ]
        )
        self.table.tell(
            [[municipality_text(code), *_figures(code, first, final)] for code in municipalities],
            total=[_("Total"), *_totals(first, final)],
        )


def _figures(code: str, first: CostSplit | None, final: CostSplit | None) -> list[str]:
    shown = []
    for split in (first, final):
        shown.append(str(split.key.people.get(code, 0)) if split else "–")
        shown.append(plain_kroner(split.shares.get(code, 0)) if split else "–")
    if first and final:
        shown.append(plain_kroner(final.shares.get(code, 0) - first.shares.get(code, 0)))
    else:
        shown.append("–")
    return shown


def _totals(first: CostSplit | None, final: CostSplit | None) -> list[str]:
    shown = []
    for split in (first, final):
        shown.append(str(split.key.total) if split else "–")
        shown.append(plain_kroner(split.total) if split else "–")
    shown.append(plain_kroner(final.total - first.total) if first and final else "–")
    return shown
