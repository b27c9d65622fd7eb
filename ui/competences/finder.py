"""The search: titles and skills by the words people use, in any of the person's languages."""

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kbh_desktop.i18n import _
from ui.competences.hit_list import HitList
from ui.competences.hits import HitRow
from ui.widgets.empty_state import EmptyState
from ui.widgets.search_field import SearchField
from ui.widgets.segmented_choice import SegmentedChoice

SearchKind = Literal["all", "title", "skill"]
Find = Callable[[str, SearchKind], Sequence[HitRow]]
_WALK = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 6,
    Qt.Key.Key_PageUp: -6,
}
_KINDS: tuple[SearchKind, ...] = ("all", "title", "skill")


class Finder(QWidget):
    """Enter adds what is pointed at and keeps what was typed, marked, for the next word."""

    added = Signal(object, int)
    """A HitRow and its level, 0 for none."""
    undo_wanted = Signal()
    typing = Signal(bool)
    """Whether hits are shown from now on."""

    def __init__(self, find: Find) -> None:
        super().__init__()
        self._find = find
        self._kind: SearchKind = "all"
        self._just_added = False
        self._brief = False
        self._put_away = False
        """Whether the hits give way to what else stands in the column, after one was added."""
        self.field = SearchField(_("Search for work and skills"))
        self.field.setToolTip("Ctrl+F")
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self._choice = SegmentedChoice(
            _("Search in"),
            (("all", _("All")), ("title", _("Work")), ("skill", _("Abilities"))),
        )
        self._choice.choose("all")
        self._choice.chosen.connect(self._kind_chosen)
        self.list = HitList(_("What was found"))
        self.list.added.connect(self._add)
        self.list.left_upwards.connect(self.field.setFocus)
        self._hint = EmptyState(
            "search",
            _("What have you worked with?"),
            _("Type it as it is said, also in another language. Enter adds it to the card."),
        )
        self._hint.setMinimumHeight(1)  # it may be cut; the window must not grow for it
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(0)  # the letter is painted first
        self._pause.timeout.connect(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self._choice)
        column.addWidget(self.list, 1)
        column.addWidget(self._hint, 1)
        column.addStretch()
        self.setFocusProxy(self.field)
        self.search()

    def search(self) -> None:
        """Show what fits the words typed."""
        self._pause.stop()
        typed = self.field.text().strip()
        rows = [*self._find(typed, self._kind), *self._own_words(typed)] if typed else []
        self.list.hits.show_rows(rows)
        self.list.setVisible(self.is_typing)
        self._hint.setVisible(not typed and not self._brief)
        self.list.point_at(0)

    @property
    def is_typing(self) -> bool:
        """Whether hits are shown."""
        return bool(self.field.text().strip()) and not self._put_away

    def be_brief(self, brief: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Leave out the hint and the choice of kinds where there is little room."""
        self._brief = brief
        self._put_away = self._put_away and brief
        self._choice.setVisible(not brief)
        self._hint.setVisible(not brief and not self.is_typing)

    def look_in(self, kind: SearchKind) -> None:
        """Look for work or skills only, and take the keyboard."""
        self._kind = kind
        self._choice.choose(kind)
        self.search()
        self.field.setFocus()
        self.field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys work in the list while the field has the keyboard."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        step = _WALK.get(Qt.Key(event.key()))
        if step and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._settle()
            if self._put_away:
                self._put_hits_away(away=False)
            else:
                self.list.walk(step)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._settle()
            self.list.add_current()
            return True
        if self._just_added and event.matches(QKeySequence.StandardKey.Undo):
            self.undo_wanted.emit()
            return True
        return False

    def _settle(self) -> None:
        """Search at once for what was typed faster than the screen follows."""
        if self._pause.isActive():
            self.search()

    def _typed(self, text: str) -> None:
        self._just_added = False
        if self._brief and not text:
            self._kind = "all"  # the choice that says otherwise is not in sight
        self._put_hits_away(away=False)
        self._pause.start()

    def _kind_chosen(self, kind: str) -> None:
        self._kind = next((each for each in _KINDS if each == kind), "all")
        self._choice.choose(self._kind)
        self.search()

    def _add(self, row: HitRow, level: int) -> None:
        self.added.emit(row, level)
        self._just_added = True
        self.field.selectAll()
        self._put_hits_away(away=self._brief)

    def _put_hits_away(self, *, away: bool) -> None:
        self._put_away = away
        self.list.setVisible(self.is_typing)
        self.typing.emit(self.is_typing)

    def _own_words(self, typed: str) -> list[HitRow]:
        """Return the rows that keep the words as they were said."""
        title = HitRow(
            "own_title", typed, remark=_("Not found: keep the words as work"), icon="pencil-line"
        )
        skill = HitRow(
            "own_skill", typed, remark=_("Not found: keep the words as a skill"), icon="pencil-line"
        )
        wanted = {"all": [title, skill], "title": [title], "skill": [skill]}
        return wanted[self._kind]
