"""Push buttons by what they are for."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme import Token, theme

Kind = Literal["", "primary", "danger", "ghost", "icon", "link", "seg", "value"]
_ICON_COLORS: dict[Kind, Token] = {
    "primary": "on_accent",
    "danger": "bad",
    "link": "accent",
}


class Button(QPushButton):
    """A button with text and perhaps an icon, in the look of its kind."""

    kind: Kind = ""

    def __init__(
        self,
        text: str,
        on_click: Callable[[], None] | None = None,
        *,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self.setAccessibleName(text)
        if self.kind:
            self.setProperty("kind", self.kind)
        if on_click is not None:
            self.clicked.connect(lambda _checked: on_click())
        self._dress()

    def set_words(self, text: str) -> None:
        """Show another text, and read it aloud."""
        self.setText(text)
        self.setAccessibleName(text)
        self._dress()

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon = name
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Colour the icon anew when the look changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        if not self._icon:
            return
        self.setIconSize(theme.icon_size())
        self.setIcon(theme.icon(self._icon, _ICON_COLORS.get(self.kind, "text2")))
        if self.text() and not self.text().startswith(" "):
            self.setText(f" {self.text()}")


class PrimaryButton(Button):
    """The one thing to do here."""

    kind: Kind = "primary"


class DangerButton(Button):
    """Something that can't be taken back."""

    kind: Kind = "danger"


class QuietButton(Button):
    """A side way, without a border."""

    kind: Kind = "ghost"


class LinkButton(Button):
    """A way to another place."""

    kind: Kind = "link"


class IconButton(Button):
    """An icon alone; its name is read aloud and shown as a tip."""

    kind: Kind = "icon"

    def __init__(
        self,
        icon: str,
        name: str,
        on_click: Callable[[], None] | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", on_click, icon=icon, parent=parent)
        self.rename(name)

    def rename(self, name: str) -> None:
        """Have another name read aloud and shown as a tip."""
        self.setAccessibleName(name)
        self.setToolTip(name)
