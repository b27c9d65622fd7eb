"""A screen over the whole window, for eyes that must not see the case behind it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import theme


class CoveringScreen(QWidget):
    """Nothing shows through, and Tab never leads behind it."""

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001, N802 - Qt's signature
        """Keep the keyboard on this screen."""
        stops = [w for w in self.stops() if w.isVisibleTo(self) and w.isEnabled()]
        here = self.focusWidget()
        at = stops.index(here) if here in stops else (-1 if forward else 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        if stops:
            stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the ground."""
        QPainter(self).fillRect(self.rect(), theme.color("surface"))

    def stops(self) -> list[QWidget]:
        """Return everything here that takes the keyboard, in reading order."""
        found: list[QWidget] = []
        at = self.nextInFocusChain()
        while at is not None and at is not self:
            tabbed = at.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
            if tabbed and self.isAncestorOf(at):
                found.append(at)
            at = at.nextInFocusChain()
        return found
