"""A label, a control, a hint and what is wrong, one below the other."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Tone
from ui.widgets.announce import announce
from ui.widgets.restyle import restyle
from ui.widgets.text import Look, Text

_HINT_LOOKS: dict[Tone, Look] = {"warn": "WarnText", "bad": "ErrorText"}


class FieldError(Text):
    """What is wrong with a field; hidden while nothing is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "ErrorText", wrap=True, parent=parent)
        self.hide()

    def say(self, text: str) -> None:
        """Show `text`; nothing when it is empty."""
        self.setText(text)
        self.setVisible(bool(text))


class Field(QWidget):
    """A control with its label; the error is read with the control."""

    def __init__(
        self, label: str, control: QWidget, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.control = control
        self._given_hint = hint
        self._label = Text(label, "Label")
        self._label.setBuddy(control)
        if not control.accessibleName():
            control.setAccessibleName(label)
        self._hint = Text(hint, "Muted", wrap=True)
        if not hint:
            self._hint.hide()
        self._error = FieldError()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self._label)
        column.addWidget(control)
        column.addWidget(self._hint)
        column.addWidget(self._error)
        self.setFocusProxy(control)

    def set_label(self, label: str) -> None:
        """Ask for something else with the same control."""
        self._label.setText(label)
        self.control.setAccessibleName(label)

    @property
    def error(self) -> str:
        """What is wrong, empty when nothing is."""
        return self._error.text()

    @property
    def hint(self) -> str:
        """What is said below the control, besides an error."""
        return self._hint.text()

    def show_error(self, text: str) -> None:
        """Say what is wrong; nothing when `text` is empty."""
        if text and text != self._error.text():
            announce(self.control, text)
        self._error.say(text)
        self.control.setAccessibleDescription(text or self._hint.text())
        restyle(self.control, "state", "error" if text else "")

    def show_hint(self, text: str, tone: Tone = "") -> None:
        """Say `text` below the control; the field's own hint when it is empty."""
        self._hint.setText(text or self._given_hint)
        self._hint.setVisible(bool(self._hint.text()))
        restyle(self._hint, "class", _HINT_LOOKS.get(tone, "Muted"))
        if not self._error.text():
            self.control.setAccessibleDescription(self._hint.text())
