"""A white sheet on the page that holds things that belong together."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.text import Text


class Card(QFrame):
    """A sheet with an optional title; content goes into `column`, buttons into `header`."""

    def __init__(
        self, title: str = "", *, padding: int = 20, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("class", "Card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(padding, min(padding, 16), padding, min(padding, 16))
        self.column.setSpacing(8)
        self.header = QHBoxLayout()
        self.header.setSpacing(8)
        if title:
            self.setAccessibleName(title)
            self.header.addWidget(Text(title, "H2"))
            self.header.addStretch(1)
            self.column.addLayout(self.header)


class Rule(QFrame):
    """A thin line between rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("class", "Rule")
        self.setFixedHeight(1)
