"""A field that offers matches while somebody types, and holds one or several of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QVBoxLayout, QWidget

from kbh_desktop.i18n import _
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import FlowLayout


@dataclass(frozen=True, slots=True)
class Option:
    """Something to pick: its value and its words."""

    value: str
    text: str


Search = Callable[[str], Sequence[Option]]


class _Picked(Button):
    kind = "seg"


class Picker(QWidget):
    """Holds up to `most` options, shown as buttons that let go of them when pressed."""

    changed = Signal()

    def __init__(
        self, name: str, search: Search, *, most: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._search = search
        self._most = most
        self._picked: list[Option] = []
        self._offered: tuple[Option, ...] = ()
        self._words = QStringListModel(self)
        self._line = QLineEdit()
        self._line.setAccessibleName(name)
        self._line.setPlaceholderText(_("Type a few letters"))
        self._line.textEdited.connect(self._offer)
        self._line.installEventFilter(self)
        completer = QCompleter(self._words, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup = QListView()
        self._popup.setProperty("kind", "popup")
        self._popup.setAccessibleName(name)
        completer.setPopup(self._popup)
        completer.activated.connect(self._activated)
        self._completer = completer
        self._line.setCompleter(completer)
        chips = QWidget()
        self._flow = FlowLayout(chips, spacing=6)
        self._chips = chips
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(chips)
        column.addWidget(self._line)
        self.setFocusProxy(self._line)
        self._show()

    @property
    def values(self) -> tuple[str, ...]:
        """The values held, in the order they were picked."""
        return tuple(option.value for option in self._picked)

    @property
    def unclear(self) -> str:
        """What was typed without being picked."""
        return self._line.text().strip()

    def hold(self, options: Sequence[Option]) -> None:
        """Hold `options` instead, without saying so."""
        self._picked = list(options[: self._most])
        self._line.clear()
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pick the best match on Enter, on leaving, and on Tab; Backspace lets go of the last."""
        if event.type() == QEvent.Type.FocusOut:
            self._settle()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.unclear:
                self._settle()
                return True
            if event.key() == Qt.Key.Key_Backspace and not self._line.text() and self._picked:
                self._let_go(self._picked[-1])
                return True
        return super().eventFilter(watched, event)

    def _offer(self, typed: str) -> None:
        self._offered = tuple(self._search(typed)) if typed.strip() else ()
        self._words.setStringList([option.text for option in self._offered])
        if self._offered:
            self._completer.complete()
            self._point_at_best()

    def _point_at_best(self) -> None:
        """Let Enter take the first match; Qt would write what is pointed at into the line."""
        with QSignalBlocker(self._popup.selectionModel()):
            self._popup.setCurrentIndex(self._completer.completionModel().index(0, 0))

    def _activated(self, text: str) -> None:
        option = next((o for o in self._offered if o.text == text), None)
        if option is not None:
            self._pick(option)
            QTimer.singleShot(0, self._line.clear)

    def _settle(self) -> None:
        """Take what was typed if it can mean only one thing."""
        if not self.unclear or self._popup.isVisible():
            return
        found = self._search(self.unclear)
        typed = self.unclear.casefold()
        exact = [option for option in found if option.text.casefold() == typed]
        if len(found) == 1 or exact:
            self._pick((exact or list(found))[0])

    def _pick(self, option: Option) -> None:
        kept = [each for each in self._picked if each.value != option.value]
        self._picked = [*kept, option][-self._most :]
        self._line.clear()
        self._show()
        self.changed.emit()

    def _let_go(self, option: Option) -> None:
        self._picked.remove(option)
        self._show()
        self._line.setFocus()
        self.changed.emit()

    def _show(self) -> None:
        self._flow.clear()
        chip: _Picked | None = None
        for option in self._picked:
            chip = _Picked(option.text, partial(self._let_go, option), icon="x")
            chip.setAccessibleName(_("Remove {name}").format(name=option.text))
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(self._picked))
        self._line.setVisible(self._most > 1 or not self._picked)
        if not self._line.isHidden():
            self.setFocusProxy(self._line)
        elif chip is not None:
            self.setFocusProxy(chip)
        self.updateGeometry()
