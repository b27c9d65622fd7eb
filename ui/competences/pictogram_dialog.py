"""Everyday abilities to point at, each put on the card or taken off at once."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from kbh_desktop.i18n import _
from ui.competences.pictogram_card import PictogramCard
from ui.widgets.buttons import QuietButton
from ui.widgets.dialog import Dialog
from ui.widgets.text import Text

ACROSS = 4
Pictogram = tuple[str, str, str]
"""A code, the name of a picture, and words."""
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -ACROSS,
    Qt.Key.Key_Down: ACROSS,
}


class PictogramDialog(Dialog):
    """`toggled` gives a code and whether it is chosen; arrows walk, Space chooses."""

    toggled = Signal(str, bool)
    citizen_wanted = Signal()

    width_px = 680

    def __init__(
        self, parent: QWidget, pictograms: Sequence[Pictogram], chosen: Collection[str]
    ) -> None:
        super().__init__(parent, _("Everyday abilities"))
        asked = _("What does the person like doing, or is used to from home?")
        self.column.addWidget(Text(asked, "Sub", wrap=True))
        grid = QGridLayout()
        grid.setSpacing(10)
        self.cards: dict[str, PictogramCard] = {}
        for place, (code, icon, words) in enumerate(pictograms):
            card = PictogramCard(icon, words)
            card.setChecked(code in chosen)
            card.clicked.connect(lambda on, code=code: self.toggled.emit(code, on))
            self.cards[code] = card
            grid.addWidget(card, place // ACROSS, place % ACROSS)
        self.column.addLayout(grid)
        show = QuietButton(_("Show to citizen"), self._show_to_citizen, icon="presentation")
        show.setAutoDefault(False)
        self.buttons.insertWidget(0, show)
        self.add_accept(_("Done"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the pictures with the arrows."""
        step = _STEPS.get(Qt.Key(event.key()))
        cards = list(self.cards.values())
        here = next((i for i, card in enumerate(cards) if card.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
        elif 0 <= here + step < len(cards):
            cards[here + step].setFocus(Qt.FocusReason.TabFocusReason)

    def _show_to_citizen(self) -> None:
        self.accept()
        self.citizen_wanted.emit()
