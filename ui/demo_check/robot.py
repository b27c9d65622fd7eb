"""A patient person at the keyboard: finds things by the names a screen reader would say."""

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

_PATIENCE_S = 20.0
_STEP_MS = 10

Kind = TypeVar("Kind", bound=QWidget)


class CheckFailedError(Exception):
    """Something was not as it must be."""


class Robot:
    """Works in one window, waiting for what it needs as a person would."""

    def __init__(self, window: QWidget) -> None:
        self.window = window

    def wait(self, what: str, happened: Callable[[], bool]) -> None:
        """Wait until `happened`.

        Raises:
            CheckFailedError: it did not within 20 s.
        """
        end = time.monotonic() + _PATIENCE_S
        while not happened():
            if time.monotonic() > end:
                raise CheckFailedError(f"waited in vain for: {what}")
            QTest.qWait(_STEP_MS)

    def find(self, kind: type[Kind], name: str = "") -> Kind:
        """Return the visible, enabled `kind` called `name`, waiting until it is there."""
        found: list[Kind] = []

        def look() -> bool:
            found[:] = [
                widget
                for widget in self.window.findChildren(kind)
                if widget.isVisible()
                and widget.isEnabled()
                and (not name or widget.accessibleName() == name)
            ]
            return bool(found)

        self.wait(f"{kind.__name__} “{name}”", look)
        return found[-1]

    def press(self, name: str) -> None:
        """Press the button called `name` with the space bar."""
        button = self.find(QAbstractButton, name)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(button, Qt.Key.Key_Space)
        QTest.qWait(_STEP_MS)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where the keyboard is."""
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            self.wait("the window", self.window.isActiveWindow)
        target = QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)
        QTest.qWait(_STEP_MS)

    def write(self, name: str, text: str) -> QWidget:
        """Write `text` into the field called `name`, replacing what it holds."""
        field: QWidget
        if [f for f in self.window.findChildren(QPlainTextEdit) if f.accessibleName() == name]:
            box = self.find(QPlainTextEdit, name)
            box.selectAll()
            field = box
        else:
            line = self.find(QLineEdit, name)
            line.selectAll()
            field = line
        field.setFocus(Qt.FocusReason.TabFocusReason)
        self.commit(field, text)
        return field

    def commit(self, field: QWidget, text: str) -> None:
        """Put `text` in as an input method does, in any script."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(field, event)
        QTest.qWait(_STEP_MS)
