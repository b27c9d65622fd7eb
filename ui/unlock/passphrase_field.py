"""A field for a passphrase: hidden, with an eye to show it and a word about Caps Lock."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kbh_desktop.i18n import _
from ui.widgets.buttons import IconButton
from ui.widgets.restyle import restyle
from ui.widgets.text import Text


class _Line(QLineEdit):
    """Notices Caps Lock from what the keys give, as Qt does not tell."""

    caps_noticed = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps_noticed.emit(False)  # noqa: FBT003 - unknown until the next letter
        elif event.text().isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            upper = event.text().isupper()
            if upper != event.text().islower():
                self.caps_noticed.emit(upper != shift)
        super().keyPressEvent(event)


class PassphraseField(QWidget):
    """Holds a passphrase; `entered` when Enter is pressed."""

    entered = Signal()
    changed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = _Line()
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.setAccessibleName(name)
        self._line.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._line.returnPressed.connect(self.entered)
        self._line.textChanged.connect(self.changed)
        self._line.caps_noticed.connect(self._tell_caps)
        self._eye = IconButton("eye", _("Show the passphrase"), self._toggle)
        self._caps = Text(_("Caps Lock is on."), "WarnText")
        self._error = Text("", "ErrorText", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._line, 1)
        row.addWidget(self._eye)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self._caps)
        column.addWidget(self._error)
        self._caps.hide()
        self._error.hide()
        self.setFocusProxy(self._line)

    @property
    def text(self) -> str:
        """What was typed."""
        return self._line.text()

    def clear(self) -> None:
        """Forget what was typed, and hide what is typed next."""
        self._line.clear()
        self._show(shown=False)

    def show_error(self, text: str) -> None:
        """Show `text` below the field; nothing when it is empty."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self._line.setAccessibleDescription(text)
        restyle(self._line, "state", "error" if text else "")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the word about Caps Lock away."""
        self._caps.hide()
        super().focusOutEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Forget nothing when the field is disabled while the vault opens."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._show(shown=False)

    def _tell_caps(self, on: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._caps.setVisible(on)

    def _toggle(self) -> None:
        self._show(shown=self._line.echoMode() is QLineEdit.EchoMode.Password)
        self._line.setFocus()

    def _show(self, *, shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self._line.setEchoMode(mode.Normal if shown else mode.Password)
        self._eye.set_icon("eye-off" if shown else "eye")
        self._eye.rename(_("Hide the passphrase") if shown else _("Show the passphrase"))
