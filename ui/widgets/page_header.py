"""The head of a page: a way back, the title, a line below it, and what can be done."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kbh_desktop.i18n import _
from ui.widgets.buttons import IconButton
from ui.widgets.text import ElidedText


class PageHeader(QWidget):
    """Actions go into `buttons`; they stand at the far side."""

    def __init__(
        self,
        title: str,
        below: str = "",
        on_back: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = ElidedText(title, "H1")
        self.below = ElidedText(below, "Muted")
        if not below:
            self.below.hide()
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        if on_back is not None:
            back = IconButton("arrow-left", _("Back"), on_back)
            back.setToolTip(_("Back") + " (Esc)")
            row.addWidget(back)
        row.addLayout(words, 1)
        row.addLayout(self.buttons)

    def say(self, title: str, below: str = "") -> None:
        """Show another title and line."""
        self.title.setText(title)
        self.below.setText(below)
        self.below.setVisible(bool(below))
