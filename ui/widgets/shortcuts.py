"""Keys that work while the keyboard is anywhere inside a widget."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def add_shortcuts(widget: QWidget, keys: Mapping[str, Callable[[], None]]) -> None:
    """Let each key, such as `Ctrl+Z`, do what stands beside it."""
    for sequence, act in keys.items():
        shortcut = QShortcut(QKeySequence(sequence), widget)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
