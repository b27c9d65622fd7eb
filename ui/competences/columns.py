"""Search, card and suggestions side by side; in little room the suggestions go below the search."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.competences.card_list import CardList
from ui.competences.finder import Finder
from ui.competences.suggestions import Suggestions
from ui.theme import theme
from ui.widgets.card import Card

_WIDE_PX = 900
_SIDE_PX = 252
_SIDE_PERCENT = 43
"""Of the whole width, at most."""


class Columns(QWidget):
    """`narrowed` says each time whether there is little room."""

    narrowed = Signal(bool)

    def __init__(self, finder: Finder, card_list: CardList, suggestions: Suggestions) -> None:
        super().__init__()
        self._finder, self.suggestions = finder, suggestions
        self.left, self._middle, self.right = (Card(padding=12) for _side in range(3))
        self._wide = False
        self.left.column.addWidget(finder)
        self._middle.column.addWidget(card_list)
        finder.typing.connect(lambda typing: self._make_room(typing=typing))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.left)
        row.addWidget(self._middle, 1)
        row.addWidget(self.right)
        self._arrange(wide=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is."""
        super().resizeEvent(event)
        self._arrange(wide=self.width() >= theme.px(_WIDE_PX))

    def _arrange(self, *, wide: bool) -> None:
        home = self.right if wide else self.left
        if self.suggestions.parentWidget() is not home:
            home.column.addWidget(self.suggestions, 1)
        self._wide = wide
        self.right.setVisible(wide)
        self._finder.be_brief(not wide)
        self.suggestions.be_brief(not wide)
        self._make_room(typing=self._finder.is_typing)
        for side in (self.left, self.right):
            side.setFixedWidth(min(theme.px(_SIDE_PX), self.width() * _SIDE_PERCENT // 100))
        self.narrowed.emit(not wide)

    def _make_room(self, *, typing: bool) -> None:
        """Give the room of the suggestions to the hits while both stand in one column."""
        self.suggestions.setVisible(self._wide or not typing)
        self.left.column.setStretchFactor(self._finder, 1 if self._wide or typing else 0)
