"""The citizen's screen: one question, their language first, large answers, no case data."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kbh_desktop.i18n import _
from kbh_desktop.xforms.markdown import to_plain
from kbh_desktop.xforms.states import ChoiceView, View
from ui.interviews.big_answer import BigAnswer
from ui.interviews.card import is_right_to_left
from ui.interviews.citizen_words import numerals, words_for
from ui.interviews.controls.control import Control
from ui.interviews.controls.factory import ControlTools, make_control
from ui.interviews.form_words import show_words
from ui.interviews.media import QuestionMedia, choice_picture
from ui.theme import Weight, theme
from ui.widgets.buttons import Button, IconButton, PrimaryButton, QuietButton
from ui.widgets.covering import CoveringScreen
from ui.widgets.text import Text

_SIZES = (0.8, 1.0, 1.25, 1.5)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute


class Questions(Protocol):
    """What the screen needs of the interview behind it."""

    def views(self) -> Sequence[View]:
        """Return the questions to show, in order, as they now stand."""

    def answer(self, key: str, value: str) -> None:
        """Save an answer."""


class CitizenScreen(CoveringScreen):
    """Shows one question after the other; Esc leaves, after the PIN if one is set."""

    left = Signal(str)
    """The key of the question last shown."""

    def __init__(
        self,
        questions: Questions,
        start: str,
        *,
        language: str,
        tools: ControlTools,
        pin: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._questions = questions
        self._language = language
        self._words = words_for(language)
        self._tools = tools
        self._pin = pin
        self._size = 1
        self._control: Control | None = None
        keys = [view.key for view in questions.views()]
        self._key = start if start in keys else (keys[0] if keys else "")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(56, 28, 56, 28)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Show to citizen"))
        self._pin_field = QLineEdit()
        self._body: QWidget | None = None
        self._build()

    @property
    def key(self) -> str:
        """The key of the question on the screen."""
        return self._key

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc; walk with the arrow keys of the reading direction."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in {Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.step(1)
        elif event.key() == Qt.Key.Key_PageUp:
            self.step(-1)
        event.accept()

    def step(self, step: int) -> None:
        """Show the next question, or with -1 the one before; past the last, leave."""
        self._flush()
        keys = [view.key for view in self._questions.views()]
        at = keys.index(self._key) + step if self._key in keys else 0
        if at >= len(keys):
            self.leave()
        elif at >= 0:
            self._key = keys[at]
            self._build()

    def leave(self) -> None:
        """Go back to the consultant's screen, after the PIN if one is set."""
        self._flush()
        if not self._pin:
            self.left.emit(self._key)
            return
        self._pin_field.show()
        self._pin_field.setFocus()

    def resize_text(self, step: int) -> None:
        """Make the words larger, or with -1 smaller."""
        self._size = max(0, min(len(_SIZES) - 1, self._size + step))
        self._build()

    def _flush(self) -> None:
        if self._control is not None:
            self._control.flush()

    def _px(self, size: float) -> float:
        return size * _SIZES[self._size]

    def _build(self) -> None:
        views = self._questions.views()
        view = next((v for v in views if v.key == self._key), None)
        old, self._body = self._body, QWidget()
        self._control = None
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._column.addWidget(self._body, 1)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if view is None:
            return
        number = [v.key for v in views].index(view.key) + 1
        right = is_right_to_left(view.label_other)
        self._body.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight
        )
        column.addLayout(self._head(number, len(views)))
        column.addSpacing(10)
        column.addWidget(self._progress(number, len(views)))
        column.addStretch(1)
        self._add_words(column, view, right=right)
        column.addSpacing(theme.px(28))
        column.addWidget(self._answers(view, right=right), 9)
        column.addSpacing(theme.px(12))
        column.addLayout(self._foot(number, len(views)))
        self.setFocus()

    def _head(self, number: int, total: int) -> QHBoxLayout:
        row = QHBoxLayout()
        place = self._words.place.format(
            number=numerals(number, self._language), total=numerals(total, self._language)
        )
        words = Text(place, "Sub")
        words.setFont(theme.font(self._px(18)))
        row.addWidget(words)
        row.addStretch(1)
        row.addWidget(self._pin_box())
        close = QuietButton(_("Close"), self.leave, icon="x")
        close.setToolTip("Esc")
        row.addWidget(close)
        return row

    def _pin_box(self) -> QLineEdit:
        self._pin_field = QLineEdit()
        self._pin_field.setEchoMode(QLineEdit.EchoMode.Password)
        self._pin_field.setMaximumWidth(120)
        self._pin_field.setPlaceholderText(_("PIN"))
        self._pin_field.setAccessibleName(_("PIN of the consultant"))
        self._pin_field.textEdited.connect(self._pin_typed)
        self._pin_field.hide()
        return self._pin_field

    def _pin_typed(self, typed: str) -> None:
        if typed == self._pin:
            self.left.emit(self._key)

    def _progress(self, number: int, total: int) -> QProgressBar:
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, total)
        bar.setValue(number)
        bar.setAccessibleName(_("Progress"))
        return bar

    def _add_words(self, column: QVBoxLayout, view: View, *, right: bool) -> None:
        side = _RIGHT if right else _LEFT
        question = Text(wrap=True)
        show_words(question, view.label_other or view.label)
        question.setFont(theme.font(self._px(38), Weight.DemiBold))
        question.setAlignment(side)
        column.addWidget(question)
        media = QuestionMedia(self._tools.media)
        column.addWidget(media)
        media.show_view(view)
        rest = (view.hint_other, 20.0), (view.label if view.label_other else "", 19.0)
        for words, size in rest:
            if words:
                label = Text("", "Sub", wrap=True)
                show_words(label, words)
                label.setFont(theme.font(self._px(size)))
                label.setAlignment(side)
                column.addSpacing(8)
                column.addWidget(label)

    def _answers(self, view: View, *, right: bool) -> QWidget:
        if view.choices:
            return self._choices(view, right=right)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        if view.kind != "note":
            control = make_control(view, self._tools)
            control.show_view(view)
            control.field().setAccessibleName(to_plain(view.label_other or view.label))
            control.field().setFont(theme.font(self._px(22)))
            control.answered.connect(lambda value: self._questions.answer(view.key, value))
            control.next_wanted.connect(lambda: self.step(1))
            column.addWidget(control)
            self._control = control
        column.addStretch(1)
        return holder

    def _choices(self, view: View, *, right: bool) -> QWidget:
        inner = QWidget()
        inner.setProperty("class", "Plain")
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setSpacing(14)
        chosen = view.value.split()
        for place, choice in enumerate(view.choices):
            picture = choice_picture(choice, self._tools.media, self.devicePixelRatioF())
            button = BigAnswer(choice, self._px(24), self._px(15), right=right, picture=picture)
            button.setChecked(choice.value in chosen)
            button.clicked.connect(self._presser(view, choice))
            grid.addWidget(button, place // 2, place % 2)
        grid.setRowStretch(len(view.choices), 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(inner)
        return scroll

    def _presser(self, view: View, choice: ChoiceView) -> Callable[[], None]:
        def press() -> None:
            several = view.type == "select_multiple"
            before = view.value.split()
            if several:
                kept = set(before) ^ {choice.value}
                value = " ".join(c.value for c in view.choices if c.value in kept)
            else:
                value = "" if choice.value in before else choice.value
            self._questions.answer(view.key, value)
            self._build()
            self._focus_choice(choice)

        return press

    def _focus_choice(self, choice: ChoiceView) -> None:
        for button in self.findChildren(BigAnswer):
            if button.choice == choice and not button.isHidden():
                button.setFocus()

    def _foot(self, number: int, total: int) -> QHBoxLayout:
        back = Button(self._words.back, lambda: self.step(-1))
        back.setEnabled(number > 1)
        ending = self._words.done if number == total else self._words.following
        onward = PrimaryButton(ending, lambda: self.step(1))
        for button in (back, onward):
            button.setFont(theme.font(self._px(20), Weight.Medium))
            button.setMinimumSize(theme.px(140), theme.px(54))
        row = QHBoxLayout()
        row.addWidget(back)
        row.addStretch(1)
        row.addWidget(IconButton("a-arrow-down", _("Smaller text"), lambda: self.resize_text(-1)))
        row.addWidget(IconButton("a-arrow-up", _("Larger text"), lambda: self.resize_text(1)))
        row.addStretch(1)
        row.addWidget(onward)
        return row
