"""A few options side by side, of which one is chosen."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from ui.theme import Token, Weight, theme
from ui.widgets.flow_layout import FlowLayout


class _Segment(QRadioButton):
    """Drawn as a button, read aloud as a radio button."""

    def sizeHint(self) -> QSize:
        text = QFontMetrics(theme.font(14, Weight.DemiBold)).horizontalAdvance(self.text())
        return QSize(text + theme.px(30), theme.px(36))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt's name
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        edge: Token = "focus" if self.hasFocus() else "accent" if chosen else "field"
        ground: Token = "soft" if chosen else "hover" if self.underMouse() else "surface"
        painter.setPen(QPen(theme.color(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.setPen(theme.color("on_soft" if chosen else "text"))
        painter.setFont(theme.font(14, Weight.DemiBold if chosen else Weight.Medium))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class SegmentedChoice(QWidget):
    """Arrows and digits choose; Delete takes the choice back."""

    chosen = Signal(str)

    def __init__(
        self, name: str, options: Iterable[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._buttons: dict[str, _Segment] = {}
        self._group = QButtonGroup(self)
        flow = FlowLayout(self, spacing=8)
        for value, words in options:
            button = _Segment(words)
            button.setAccessibleDescription(name)
            button.clicked.connect(lambda _on, v=value: self.chosen.emit(v))
            self._buttons[value] = button
            self._group.addButton(button)
            flow.addWidget(button)
        self.setFocusProxy(next(iter(self._buttons.values())))

    @property
    def value(self) -> str:
        """The value of the chosen option, empty when none is."""
        return next((v for v, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, value: str) -> None:
        """Show `value` as chosen, or nothing when no option has it, without saying so."""
        self._group.setExclusive(False)
        for each, button in self._buttons.items():
            button.setChecked(each == value)
        self._group.setExclusive(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit, or take the choice back."""
        at = event.key() - Qt.Key.Key_1
        values = list(self._buttons)
        if 0 <= at < len(values):
            self._buttons[values[at]].setFocus()
            self._buttons[values[at]].click()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.choose("")
            self.chosen.emit("")
        else:
            super().keyPressEvent(event)
