"""A person who works in a window with the keyboard alone and knows what a screen reader says."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

Key = Qt.Key
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
MOST_TABS = 120


class Keyboard:
    """Presses keys where the keyboard is; never touches a widget by itself."""

    def __init__(self, qtbot, window: QWidget) -> None:
        self._qtbot = qtbot
        self.window = window

    def wait(self, happened, timeout_s: float = 20) -> None:
        self._qtbot.waitUntil(happened, timeout=round(timeout_s * 1000))

    @property
    def here(self) -> QWidget:
        """What has the keyboard."""
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the keyboard"
        return widget

    @property
    def name(self) -> str:
        """What a screen reader calls it."""
        return spoken_name(self.here)

    def press(self, key: Key, held=Qt.KeyboardModifier.NoModifier, times: int = 1) -> None:
        for _time in range(times):
            popup = QApplication.activePopupWidget()
            QTest.keyClick(popup or QApplication.focusWidget() or self.window, key, held)
            QTest.qWait(10)

    def write(self, text: str) -> None:
        """Commit `text` as an input method does, in any script."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self.here, event)
        QTest.qWait(10)

    def pick(self, text: str) -> None:
        """Type the beginning of something offered and take the first that matches."""
        self.write(text)
        self.wait(lambda: QApplication.activePopupWidget() is not None)
        self.press(Key.Key_Down)
        self.press(Key.Key_Return)

    def tab_to(self, name: str, *, key: Key = Key.Key_Tab) -> None:
        """Press Tab until the keyboard is at `name`."""
        heard = []
        for _time in range(MOST_TABS):
            if self.name == name:
                return
            heard.append(self.name)
            self.press(key)
        raise AssertionError(f"Tab never came to “{name}”, but to {heard}")

    def press_button(self, name: str) -> None:
        self.tab_to(name)
        self.press(Key.Key_Space)


def spoken_name(widget: QWidget) -> str:
    """Return what is read aloud; on Linux a combo box gives its value as name, its label apart."""
    if isinstance(widget, QComboBox):
        return widget.accessibleName()
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface else ""
