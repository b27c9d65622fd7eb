"""One part of the settings, found by the words in it."""

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from kbh_desktop.people.folding import folded_words
from ui.widgets.card import Card
from ui.widgets.text import Text


class Section(Card):
    """A card with a title and a line of explanation."""

    def __init__(self, title: str, explanation: str = "") -> None:
        super().__init__(title)
        self.title = title
        if explanation:
            self.column.addWidget(Text(explanation, "Muted", wrap=True))

    def refresh(self) -> None:
        """Ask the services and show what they say."""

    def has_words(self, typed: str) -> bool:
        """Say whether every typed word begins a word of this part."""
        here = [word for text in self._texts() for word in folded_words(text)]
        return all(any(w.startswith(each) for w in here) for each in folded_words(typed))

    def _texts(self) -> list[str]:
        labels = [label.text() for label in self.findChildren(QLabel)]
        buttons = [button.text() for button in self.findChildren(QPushButton)]
        named = [widget.accessibleName() for widget in self.findChildren(QWidget)]
        return [self.title, *labels, *buttons, *named]
