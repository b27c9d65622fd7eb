"""Choosing one or several of a question's options, by mouse, digit or letters."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kbh_desktop.xforms.states import ChoiceView, View
from ui.interviews.controls.control import Control
from ui.interviews.controls.looks import Flowing, Look
from ui.widgets.clearing import clear_layout

_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class _Options(Control):
    """The options as buttons; digits 1-9 press them, arrows walk. Quick ones go on at once."""

    several = False

    def __init__(
        self, look: Look | None = None, *, quick: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look: Look = look or Flowing()
        self._quick = quick
        self._lines = self._look.layout(self)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._choices: tuple[ChoiceView, ...] = ()
        self._buttons: list[QAbstractButton] = []
        self._value = ""

    def field(self) -> QWidget:
        """Return the chosen button, or the first."""
        chosen = next((b for b in self._buttons if b.isChecked()), None)
        return chosen or (self._buttons[0] if self._buttons else self)

    def show_view(self, view: View, /) -> None:
        """Show the options and which are chosen."""
        if view.choices != self._choices:
            self._build(view)
        self._value = view.value
        chosen = set(view.value.split())
        for choice, button in zip(self._choices, self._buttons, strict=True):
            button.setChecked(choice.value in chosen)
            button.setEnabled(not view.readonly)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let digits press options, arrows walk between them and Enter go on."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        return self._key(event) or super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        digit = event.key() - Qt.Key.Key_1
        if 0 <= digit < min(9, len(self._buttons)) and not event.modifiers():
            self._buttons[digit].setFocus()
            self._buttons[digit].click()
            return True
        if event.key() in _RETURN:
            self.next_wanted.emit()
            return True
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if step and not event.modifiers():
            sideways = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self._walk(-step if sideways and mirrored else step)
            return True
        return False

    def _walk(self, step: int) -> None:
        at = next((i for i, b in enumerate(self._buttons) if b.hasFocus()), 0)
        self._buttons[(at + step) % len(self._buttons)].setFocus()

    def _build(self, view: View) -> None:
        clear_layout(self._lines)
        self._choices = view.choices
        self._buttons = []
        for number, choice in enumerate(view.choices, 1):
            button = self._look.button(choice, several=self.several)
            button.setCheckable(True)
            button.setAccessibleName(choice.label)
            button.setAccessibleDescription(view.label)
            if number <= 9:  # noqa: PLR2004 - as many as there are digit keys
                button.setToolTip(f"{number}  {choice.label_other}".strip())
            button.installEventFilter(self)
            button.clicked.connect(lambda _on, value=choice.value: self._pressed(value))
            self._buttons.append(button)
            self._group.addButton(button)
            self._look.add(self._lines, button, number - 1)

    def _pressed(self, _value: str, /) -> None:
        """Answer with the option pressed."""

    def _say(self, value: str) -> None:
        self._value = value
        chosen = set(value.split())
        for choice, button in zip(self._choices, self._buttons, strict=True):
            button.setChecked(choice.value in chosen)
        self.answered.emit(value)


class OneOfControl(_Options):
    """One option; pressing it again takes the answer back."""

    def _pressed(self, value: str, /) -> None:
        self._say("" if value == self._value else value)
        if self._quick and self._value:
            self.next_wanted.emit()


class SeveralControl(_Options):
    """Any number of options, in the order of the form."""

    several = True

    def _pressed(self, value: str, /) -> None:
        chosen = set(self._value.split()) ^ {value}
        self._say(" ".join(c.value for c in self._choices if c.value in chosen))


class PickerControl(Control):
    """One of many options: type a few letters of any word of it, Enter picks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[ChoiceView, ...] = ()
        self._value = ""
        self._box = QComboBox()
        self._box.setEditable(True)
        self._box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._box.setMinimumContentsLength(28)
        self._box.setMaxVisibleItems(14)
        completer = QCompleter(self._box.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._box.setCompleter(completer)
        self._box.activated.connect(self._picked)
        line = self._box.lineEdit()
        if line is not None:
            line.editingFinished.connect(self.flush)
            line.setAccessibleName("")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._box)
        row.addStretch(1)

    def field(self) -> QWidget:
        """Return the box."""
        return self._box

    def show_view(self, view: View, /) -> None:
        """Show the options and the chosen one."""
        line = self._box.lineEdit()
        if line is not None:
            line.setAccessibleName(view.label)
        if view.choices != self._choices:
            self._choices = view.choices
            self._box.clear()
            self._box.addItems([choice.label for choice in view.choices])
        self._value = view.value
        at = next((i for i, c in enumerate(self._choices) if c.value == view.value), -1)
        self._box.setCurrentIndex(at)
        if at < 0:
            self._box.setEditText(view.value)
        self._box.setEnabled(not view.readonly)

    def flush(self) -> None:
        """Say the option whose name was typed; an empty box takes the answer back."""
        super().flush()
        typed = self._box.currentText().strip().casefold()
        if not typed:
            self._say("")
            return
        exact = [c for c in self._choices if c.label.casefold() == typed]
        close = exact or [c for c in self._choices if typed in c.label.casefold()]
        if len(close) == 1 or exact:
            self._say(close[0].value)

    def _picked(self, at: int) -> None:
        self._say(self._choices[at].value)
        self.next_wanted.emit()

    def _say(self, value: str) -> None:
        if value != self._value:
            self._value = value
            self.answered.emit(value)


class RankControl(Control):
    """Options put in order: the first press ranks first; Alt+arrows move."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[ChoiceView, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._buttons: dict[str, QPushButton] = {}
        self._order: list[str] = []

    def field(self) -> QWidget:
        """Return the first option."""
        return next(iter(self._buttons.values()), self)

    def show_view(self, view: View, /) -> None:
        """Show every option with its rank."""
        if view.choices != self._choices:
            self._build(view)
        self._order = [v for v in view.value.split() if v in self._buttons]
        for choice in self._choices:
            button = self._buttons[choice.value]
            ranked = choice.value in self._order
            place = f"{self._order.index(choice.value) + 1}. " if ranked else ""
            button.setText(f"{place}{choice.label}")
            button.setChecked(ranked)
            button.setEnabled(not view.readonly)

    def _build(self, view: View) -> None:
        for button in self._buttons.values():
            button.deleteLater()
        self._choices = view.choices
        self._buttons = {}
        for choice in view.choices:
            button = QPushButton(choice.label)
            button.setProperty("kind", "seg")
            button.setCheckable(True)
            button.setAccessibleName(choice.label)
            button.setAccessibleDescription(view.label)
            button.clicked.connect(lambda _on, value=choice.value: self._pressed(value))
            self._buttons[choice.value] = button
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _pressed(self, value: str, /) -> None:
        if value in self._order:
            self._order.remove(value)
        else:
            self._order.append(value)
        self.answered.emit(" ".join(self._order))
