"""The questions of one section, built a few at a time and kept in step with the answers."""

import time
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QVBoxLayout, QWidget

from kbh_desktop.xforms.states import View
from ui.interviews.card import QuestionCard
from ui.interviews.controls.factory import ControlTools
from ui.interviews.repeat_cards import InstanceCard, RepeatFoot

_TOLD = frozenset({"text", "select_one"})
_MOST_TOLD = 2
SLICE_S = 0.02
"""How long one slice of building may take."""


@dataclass(slots=True)
class _Placed:
    """A view and the widget that shows it."""

    view: View
    widget: QWidget


class SectionView(QScrollArea):
    """Shows the views of one section as cards.

    `show_views` may be called after each answer: only what differs is touched.
    """

    answered = Signal(str, str)
    focused = Signal(str)
    add_wanted = Signal(str)
    remove_wanted = Signal(str)
    built = Signal()

    def __init__(self, tools: ControlTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._placed: dict[str, _Placed] = {}
        self._order: list[str] = []
        self._waiting: list[View] = []
        self._focus_when_built = ""
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._start_empty()

    def open_section(self, views: tuple[View, ...]) -> None:
        """Show another section from its top."""
        self.flush()
        self._start_empty()
        self._waiting = list(_feet_last(views))
        self._build_some()

    def show_views(self, views: tuple[View, ...]) -> None:
        """Bring the cards in step with `views` of the same section."""
        views = _feet_last(views)
        if self._waiting:
            self._waiting = [v for v in views if _slot(v) not in self._placed]
        wanted = {_slot(view) for view in views}
        for slot in [s for s in self._order if s not in wanted]:
            self._remove(slot)
        for place, view in enumerate(views):
            slot = _slot(view)
            placed = self._placed.get(slot)
            if placed is None:
                if not self._waiting:
                    self._place(view, place)
            elif placed.view != view:
                placed.view = view
                _show(placed.widget, view)
        self._show_folding()

    def focus_question(self, key: str) -> None:
        """Scroll to the question `key` and put the keyboard into its answer."""
        placed = self._placed.get(key)
        if placed is None:
            self._focus_when_built = key
            return
        self._unfold(key)
        self._column.activate()
        QApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))
        self.ensureWidgetVisible(placed.widget, 0, 60)
        if isinstance(placed.widget, QuestionCard):
            placed.widget.focus_field()

    def neighbour(self, key: str, step: int) -> str | None:
        """Return the key of the question `step` answers away from `key` that takes one."""
        questions = [
            s
            for s in self._order
            if isinstance(w := self._placed[s].widget, QuestionCard) and w.control is not None
        ]
        if not questions:
            return None
        at = questions.index(key) + step if key in questions else 0
        return questions[at] if 0 <= at < len(questions) else None

    def neighbour_below(self, instance: str) -> str | None:
        """Return the key of the first question inside the repeat instance `instance`."""
        inside = [s for s in self._order if s.startswith(instance + "/")]
        return next((s for s in inside if self.card(s) is not None), None)

    def card(self, key: str) -> QuestionCard | None:
        """Return the card of the question `key` if it is on the screen."""
        placed = self._placed.get(key)
        return placed.widget if placed and isinstance(placed.widget, QuestionCard) else None

    def field_of(self, key: str) -> QWidget:
        """Return what takes the keyboard in the question `key`, else the whole section."""
        card = self.card(key)
        return self if card is None or card.control is None else card.control.field()

    def flush(self) -> None:
        """Say everything typed and not yet said."""
        for placed in list(self._placed.values()):
            if isinstance(placed.widget, QuestionCard):
                placed.widget.flush()

    def build_all(self) -> None:
        """Build what still waits, at once."""
        while self._waiting:
            self._build_some()

    def _start_empty(self) -> None:
        inner = QWidget()
        inner.setProperty("class", "Plain")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 4, 8, 24)
        self._column.setSpacing(12)
        self._column.addStretch(1)
        self._placed, self._order, self._waiting = {}, [], []
        self.setWidget(inner)

    def _build_some(self) -> None:
        end = time.perf_counter() + SLICE_S
        while self._waiting and time.perf_counter() < end:
            self._place(self._waiting.pop(0), len(self._order))
        if self._waiting:
            QTimer.singleShot(0, self, self._build_some)
            return
        self._show_folding()
        if self._focus_when_built:
            key, self._focus_when_built = self._focus_when_built, ""
            self.focus_question(key)
        self.built.emit()

    def _place(self, view: View, place: int) -> None:
        slot = _slot(view)
        if slot in self._placed:
            return
        widget = self._make(view)
        self._placed[slot] = _Placed(view, widget)
        self._order.insert(place, slot)
        self._column.insertWidget(place, widget)

    def _remove(self, slot: str) -> None:
        placed = self._placed.pop(slot)
        self._order.remove(slot)
        self._column.removeWidget(placed.widget)
        placed.widget.hide()
        placed.widget.deleteLater()

    def _make(self, view: View) -> QWidget:
        if view.kind == "instance":
            instance = InstanceCard(view)
            instance.remove_wanted.connect(self.remove_wanted)
            instance.folded.connect(self._show_folding)
            return instance
        if view.kind == "repeat":
            foot = RepeatFoot(view)
            foot.add_wanted.connect(self.add_wanted)
            return foot
        if view.kind == "group":
            return _GroupTitle(view)
        card = QuestionCard(view, self._tools)
        card.answered.connect(self.answered)
        card.next_wanted.connect(self._go_on)
        return card

    def _go_on(self, key: str) -> None:
        following = self.neighbour(key, 1)
        if following is not None:
            self.focus_question(following)

    def _unfold(self, key: str) -> None:
        for slot in self._order:
            widget = self._placed[slot].widget
            if isinstance(widget, InstanceCard) and key.startswith(widget.view.key + "/"):
                widget.set_folded(folded=False)

    def _show_folding(self) -> None:
        folded = [
            w.view.key + "/"
            for s in self._order
            if isinstance(w := self._placed[s].widget, InstanceCard) and w.is_folded
        ]
        for slot in self._order:
            view, widget = self._placed[slot].view, self._placed[slot].widget
            hide = any(view.key.startswith(prefix) for prefix in folded)
            if hide != widget.isHidden():
                widget.setVisible(not hide)


class _GroupTitle(QLabel):
    """The words over a group of questions."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self.setProperty("class", "H2")
        self.setWordWrap(True)
        self.show_view(view)

    def show_view(self, view: View) -> None:
        """Show the group's words."""
        self.setText(view.label)


def _feet_last(views: tuple[View, ...]) -> tuple[View, ...]:
    """Return `views` with each repeat after its instances, where its button belongs.

    An instance says what its first answers are, as it is all that is seen of it when folded.
    """
    ordered: list[View] = []
    open_feet: list[View] = []
    for view in views:
        while open_feet and view.depth <= open_feet[-1].depth:
            ordered.append(open_feet.pop())
        if view.kind == "repeat":
            open_feet.append(view)
        else:
            summary = _summary(view, views) if view.kind == "instance" else view.display
            ordered.append(replace(view, display=summary))
    return (*ordered, *reversed(open_feet))


def _summary(instance: View, views: tuple[View, ...]) -> str:
    inside = f"{instance.key}/"
    said = [v.display for v in views if v.key.startswith(inside) and v.display and v.type in _TOLD]
    return ", ".join(said[:_MOST_TOLD])


def _slot(view: View) -> str:
    return f"{view.key}#add" if view.kind == "repeat" else view.key


def _show(widget: QWidget, view: View) -> None:
    if isinstance(widget, (QuestionCard, InstanceCard, RepeatFoot, _GroupTitle)):
        widget.show_view(view)
