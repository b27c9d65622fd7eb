"""What the keys mean in the week grid."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent

Act = Literal["walk", "nudge", "open", "hold", "lock", "remove", "drop", "let_go", "week"]
_Key, _Mod = Qt.Key, Qt.KeyboardModifier
_ARROWS = {
    _Key.Key_Left: (-1, 0),
    _Key.Key_Right: (1, 0),
    _Key.Key_Up: (0, -1),
    _Key.Key_Down: (0, 1),
}
_ENTER = (_Key.Key_Return, _Key.Key_Enter)
_PLAIN: dict[int, Act] = {
    _Key.Key_Space: "hold",
    _Key.Key_L: "lock",
    _Key.Key_Delete: "remove",
    _Key.Key_Backspace: "remove",
}
_WEEKS = {_Key.Key_PageUp: -1, _Key.Key_PageDown: 1}


@dataclass(frozen=True, slots=True)
class KeyAct:
    """An act with its step in days and slots, or in weeks."""

    act: Act
    days: int = 0
    slots: int = 0


def key_act(event: QKeyEvent, *, holds: bool) -> KeyAct | None:
    """Return what the key means while a session is held, or while none is; None for nothing."""
    pressed = event.modifiers() & ~_Mod.KeypadModifier
    combination = QKeyCombination(pressed, _Key(event.key()))
    key = combination.key()
    if key in _ARROWS:
        return _arrow(key, pressed, holds=holds)
    if pressed != _Mod.NoModifier:
        return None
    if key in _WEEKS:
        return KeyAct("week", days=_WEEKS[key])
    if holds:
        return _while_held(key)
    if key in _ENTER:
        return KeyAct("open")
    return KeyAct(_PLAIN[key]) if key in _PLAIN else None


def _arrow(key: Qt.Key, pressed: Qt.KeyboardModifier, *, holds: bool) -> KeyAct | None:
    days, slots = _ARROWS[key]
    if pressed == _Mod.NoModifier:
        return KeyAct("walk", days, slots)
    if holds:
        return None
    if pressed == _Mod.AltModifier or (pressed == _Mod.ControlModifier and days):
        return KeyAct("nudge", days, slots)
    return None


def _while_held(key: Qt.Key) -> KeyAct | None:
    if key in (*_ENTER, _Key.Key_Space):
        return KeyAct("drop")
    return KeyAct("let_go") if key == _Key.Key_Escape else None
