"""The merge desk: a field that two places wrote differently, and the decision."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from kbh_desktop.bundles.service import FieldConflict, FieldWrite
from kbh_desktop.i18n import _
from kbh_desktop.ids import ChangeId
from ui.background import run_in_background
from ui.errors import guard, show_error
from ui.exchange.words import Words
from ui.navigation import Navigator
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.moments import moment_text
from ui.widgets.restyle import restyle
from ui.widgets.text import Text
from ui.widgets.word_diff import WordDiff

if TYPE_CHECKING:
    from kbh_desktop.app import App

_MOST_CARDS = 40


class MergeDesk(QWidget):
    """One card for each conflict; nothing is changed until Apply, and it can be taken back."""

    decided = Signal()

    def __init__(self, app: "App", navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._navigator = navigator
        self._words = Words(app)
        self.cards: list[ConflictCard] = []
        self._last: ChangeId | None = None
        self.take_back = Button(_("Take the last decision back"), self._take_back, icon="undo-2")
        self.take_back.hide()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setAccessibleName(_("Conflicts"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.take_back, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self._scroll, 1)

    def refresh(self) -> None:
        """Ask for the conflicts and show them."""
        run_in_background(
            self, self._app.bundles.conflicts, self._show, lambda error: show_error(self, error)
        )

    def _show(self, conflicts: Sequence[FieldConflict]) -> None:
        self._words.forget()
        inner = QWidget()
        inner.setProperty("class", "Plain")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 8)
        column.setSpacing(12)
        self.take_back.setVisible(self._last is not None)
        self.cards = [
            ConflictCard(conflict, self._words, self._app.clock())
            for conflict in conflicts[:_MOST_CARDS]
        ]
        for card in self.cards:
            card.settled.connect(partial(self._settle, card))
            column.addWidget(card)
        if not self.cards:
            empty = EmptyState(
                "git-merge",
                _("No conflicts"),
                _("When two people have changed the same field, you settle it here."),
            )
            column.addWidget(empty, 1)
        column.addStretch(1)
        self._scroll.setWidget(inner)
        if self.cards:
            self.cards[0].focus_first()

    def _settle(self, card: "ConflictCard") -> None:
        conflict = card.conflict
        with guard(self):
            self._last = self._app.bundles.resolve(
                conflict.record_id,
                conflict.field,
                card.value,
                head=card.head,
                reason=card.reason,
            )
            self._navigator.toast(_("Settled. The decision travels with the next bundle."))
            self.decided.emit()

    def _take_back(self) -> None:
        if self._last is None:
            return
        with guard(self):
            self._app.bundles.unresolve(self._last)
            self._last = None
            self._navigator.toast(_("Taken back. The conflict is open again."))
            self.decided.emit()


class ConflictCard(Card):
    """Before, the two values with author and time, and the result."""

    settled = Signal()

    def __init__(self, conflict: FieldConflict, words: Words, now: datetime) -> None:
        self._place = (conflict.entity, conflict.record_id, conflict.field)
        called = words.field(*self._place) or conflict.field
        super().__init__(f"{called} · {words.person(conflict.scope)}")
        self.conflict = conflict
        self.head: ChangeId | None = None
        self.value: str | None = None
        self._words = words
        self._now = now
        self._options: list[Button] = []
        self._reason = QLineEdit()
        self._reason.setPlaceholderText(_("Why (optional)"))
        self._reason.setAccessibleName(_("Why"))
        self._reason.returnPressed.connect(self._apply)
        self._result = Text("", "Strong", wrap=True)
        self.apply = PrimaryButton(_("Apply"), self._apply, icon="check")
        self.apply.setEnabled(False)
        self._lay_out()

    @property
    def reason(self) -> str:
        """Why it is decided so."""
        return self._reason.text().strip()

    def focus_first(self) -> None:
        """Put the keyboard on the first value."""
        self._options[0].setFocus(Qt.FocusReason.TabFocusReason)

    def choose(self, number: int) -> None:
        """Choose the value `number` from 0; one past the last keeps both."""
        if number < len(self.conflict.heads):
            write = self.conflict.heads[number]
            self.head, self.value = write.change_id, None
            self._result.setText(self._shown(write))
        elif self._can_keep_both():
            self.head, self.value = None, self._both()
            self._result.setText(self.value)
        else:
            return
        for place, button in enumerate(self._options):
            button.setChecked(place == number)
            restyle(button, "kind", "seg")
        self.apply.setEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit."""
        number = event.key() - Qt.Key.Key_1
        if 0 <= number <= len(self.conflict.heads) and not self._reason.hasFocus():
            self.choose(number)
            self.apply.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        base, heads = self.conflict.base, self.conflict.heads
        grid.addWidget(Text(_("Before"), "Label"), 0, 0)
        grid.addWidget(Text(self._shown(base) if base else _("(empty)"), "Sub", wrap=True), 1, 0)
        for number, write in enumerate(heads):
            other = heads[0] if number else heads[-1]
            button = self._option(number, write)
            grid.addWidget(button, 0, number + 1)
            grid.addWidget(WordDiff(self._shown(write), self._shown(other)), 1, number + 1)
            grid.addWidget(Text(self._who(write), "Muted", wrap=True), 2, number + 1)
        for place in range(len(heads) + 1):
            grid.setColumnStretch(place, 1)
        self.column.addLayout(grid)
        row = QHBoxLayout()
        row.addWidget(Text(_("Result"), "Label"))
        row.addWidget(self._result, 1)
        self.column.addLayout(row)
        foot = QHBoxLayout()
        if self._can_keep_both():
            both = Button(_("{key}  Both").format(key=len(heads) + 1), self._choose_both)
            self._make_option(both)
            foot.addWidget(both)
        foot.addWidget(self._reason, 1)
        foot.addWidget(self.apply)
        self.column.addLayout(foot)

    def _option(self, number: int, write: FieldWrite) -> Button:
        words = _("{key}  Use this").format(key=number + 1)
        button = Button(words, partial(self.choose, number))
        self._make_option(button)
        button.setAccessibleName(
            _("Use {value}, {who}").format(value=self._shown(write), who=self._who(write))
        )
        return button

    def _make_option(self, button: Button) -> None:
        button.setCheckable(True)
        button.setProperty("kind", "seg")
        self._options.append(button)

    def _choose_both(self) -> None:
        self.choose(len(self.conflict.heads))

    def _can_keep_both(self) -> bool:
        return all(isinstance(w.value, str) and " " in w.value for w in self.conflict.heads)

    def _both(self) -> str:
        return "\n".join(str(write.value) for write in self.conflict.heads)

    def _shown(self, write: FieldWrite) -> str:
        return self._words.value(*self._place, write.value)

    def _who(self, write: FieldWrite) -> str:
        when = moment_text(datetime.fromisoformat(write.wall), self._now)
        return f"{write.author}, {when}"

    def _apply(self) -> None:
        if self.apply.isEnabled():
            self.settled.emit()
