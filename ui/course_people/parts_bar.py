"""Parts of a tab as a row of buttons that say how much is in each."""

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import Button
from ui.widgets.flow_layout import FlowLayout


class _PartButton(Button):
    kind = "seg"


class PartsBar(QWidget):
    """`chosen` gives the key of the part that is wanted."""

    chosen = Signal(str)

    def __init__(
        self, name: str, parts: Iterable[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._words = dict(parts)
        self._buttons: dict[str, _PartButton] = {}
        flow = FlowLayout(self, spacing=8)
        for key, words in self._words.items():
            button = _PartButton(words, partial(self._pressed, key))
            button.setCheckable(True)
            self._buttons[key] = button
            flow.addWidget(button)
        self.show_part(next(iter(self._words)))
        self.setFocusProxy(next(iter(self._buttons.values())))

    @property
    def part(self) -> str:
        """The key of the part in front."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def show_part(self, part: str) -> None:
        """Mark a part as the one in front, without saying so."""
        for key, button in self._buttons.items():
            button.setChecked(key == part)

    def count(self, counts: Mapping[str, int]) -> None:
        """Say how much is in each part."""
        for key, button in self._buttons.items():
            number = counts.get(key, 0)
            button.set_words(f"{self._words[key]}  {number}" if number else self._words[key])

    def _pressed(self, part: str) -> None:
        self.show_part(part)
        self.chosen.emit(part)
