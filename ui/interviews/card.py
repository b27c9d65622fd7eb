"""One question on the screen: Danish left, the person's language right, the answer under them."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from kbh_desktop.i18n import _
from kbh_desktop.interviews.model import MASKED
from kbh_desktop.xforms.markdown import to_plain
from kbh_desktop.xforms.states import View
from ui.interviews.controls.appearances import is_table_head, is_table_row
from ui.interviews.controls.control import Control
from ui.interviews.controls.factory import ControlTools, make_control
from ui.interviews.controls.looks import HeaderCells
from ui.interviews.form_words import show_words
from ui.interviews.media import QuestionMedia, show_choice_pictures
from ui.theme import Weight, theme
from ui.widgets.chip import Chip
from ui.widgets.restyle import restyle
from ui.widgets.text import Text

_WORDS_SHARE, _CELLS_SHARE = 2, 3
_RTL_SCRIPTS = (range(0x0590, 0x0900), range(0xFB1D, 0xFE00), range(0xFE70, 0xFF00))


def is_right_to_left(text: str) -> bool:
    """Return whether the first strong letter of `text` is Hebrew, Arabic or a relative."""
    first = next((ord(letter) for letter in text if letter.isalpha()), 0)
    return any(first in block for block in _RTL_SCRIPTS)


class QuestionCard(QFrame):
    """A question with its words, its control and what is wrong with the answer."""

    answered = Signal(str, str)
    """Key and value."""
    focused = Signal(str)
    next_wanted = Signal(str)

    def __init__(self, view: View, tools: ControlTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self._refusal = ""
        self.setProperty("class", "Card")
        self._label = Text(wrap=True)
        self._other = Text("", "Sub", wrap=True)
        self._hint = Text("", "Muted", wrap=True)
        self._hint_other = Text("", "Muted", wrap=True)
        self._draft = Chip(_("Draft words"), "warn")
        self._draft.setToolTip(_("No translator has seen these words yet."))
        self._error = Text("", "ErrorText", wrap=True)
        self._guidance = _Guidance()
        self._tools = tools
        self._media = QuestionMedia(tools.media)
        asks = view.kind != "note" and not is_table_head(view)
        self.control = make_control(view, tools) if asks else None
        self._build()
        self._dress()
        self.show_view(view)

    def changeEvent(self, event: QEvent) -> None:
        """Size the words anew when the look changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    @property
    def error_text(self) -> str:
        """What is wrong with the answer, in words; empty when nothing is."""
        return self._refusal or self.view.error

    @property
    def other_words(self) -> QLabel:
        """The question in the person's language."""
        return self._other

    def show_view(self, view: View) -> None:
        """Show the question as it now stands."""
        self.view = view
        mark = " *" if view.required else ""
        show_words(self._label, view.label + mark)
        _show_other(self._other, view.label_other)
        _show_optional(self._hint, view.hint)
        _show_other(self._hint_other, view.hint_other)
        self._draft.setVisible(view.is_draft and bool(view.label_other))
        self._guidance.show_text(view.guidance)
        self._media.show_view(view)
        if self.control is not None:
            locked = view.value == MASKED
            self.control.setVisible(not locked)
            if not locked:
                self.control.show_view(view)
                show_choice_pictures(self.control, view, self._tools.media)
            field = self.control.field()
            field.setAccessibleName(to_plain(view.label))
        self._show_error()

    def refuse(self, words: str) -> None:
        """Say what is wrong with typed text that could not be saved; empty words take it back."""
        self._refusal = words
        self._show_error()

    def focus_field(self) -> None:
        """Put the keyboard into the answer."""
        if self.control is not None:
            self.control.focus_field()

    def flush(self) -> None:
        """Say what was typed and not yet said."""
        if self.control is not None:
            self.control.flush()

    def _build(self) -> None:
        if is_table_head(self.view) or is_table_row(self.view):
            self._build_table_row()
            return
        words = QHBoxLayout()
        words.setSpacing(24)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(4)
        right.setSpacing(4)
        left.addWidget(self._label)
        left.addWidget(self._hint)
        left.addStretch(1)
        right.addWidget(self._other)
        right.addWidget(self._hint_other)
        right.addWidget(self._draft, 0, Qt.AlignmentFlag.AlignLeft)
        right.addStretch(1)
        words.addLayout(left, 1)
        words.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 14, 20, 16)
        whole.setSpacing(8)
        whole.addLayout(words)
        whole.addWidget(self._guidance)
        whole.addWidget(self._media)
        if self.control is not None:
            self._connect(self.control)
            whole.addWidget(self.control)
        if self.view.value == MASKED:
            words_only = _("Answered. Only the health role can read it.")
            whole.addWidget(Text(words_only, "Muted", wrap=True))
        whole.addWidget(self._error)

    def _build_table_row(self) -> None:
        """Words left, cells right, so that rows below one another make a table."""
        words = QVBoxLayout()
        words.setSpacing(2)
        texts = (self._label, self._other, self._hint, self._hint_other)
        for part in (*texts, self._guidance, self._media):
            words.addWidget(part)
        words.addWidget(self._draft, 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(self._error)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 20, 8)
        row.setSpacing(16)
        row.addLayout(words, _WORDS_SHARE)
        if self.control is None:
            row.addWidget(HeaderCells(self.view.choices), _CELLS_SHARE)
        else:
            self._connect(self.control)
            row.addWidget(self.control, _CELLS_SHARE)
        if self.view.value == MASKED:
            row.addWidget(Text(_("Answered. Only the health role can read it."), "Muted"))

    def _dress(self) -> None:
        self._label.setFont(theme.font(16, Weight.Medium))
        self._other.setFont(theme.font(18))

    def _connect(self, control: Control) -> None:
        control.answered.connect(self._answered)
        control.refused.connect(self.refuse)
        control.next_wanted.connect(lambda: self.next_wanted.emit(self.view.key))

    def _answered(self, value: str) -> None:
        self._refusal = ""
        self.answered.emit(self.view.key, value)

    def _show_error(self) -> None:
        words = self.error_text
        _show_optional(self._error, words)
        restyle(self, "state", "error" if words else "")
        if self.control is not None:
            field = self.control.field()
            field.setAccessibleDescription(words or self.view.hint)
            restyle(field, "state", "error" if words else "")


class _Guidance(QWidget):
    """Help for the consultant that stays folded until asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._button = QToolButton()
        self._button.setText(_("Guidance"))
        self._button.setAccessibleName(_("Show guidance"))
        self._button.setCheckable(True)
        self._button.setArrowType(Qt.ArrowType.RightArrow)
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._button.setProperty("kind", "fold")
        self._text = Text("", "Sub", wrap=True)
        self._text.hide()
        self._button.toggled.connect(self._toggled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._text)

    def show_text(self, text: str) -> None:
        """Offer `text`, or nothing."""
        show_words(self._text, text)
        self.setVisible(bool(text))

    def _toggled(self, on: bool) -> None:  # noqa: FBT001 - a Qt signal's argument
        self._text.setVisible(on)
        self._button.setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)


def _show_optional(label: QLabel, text: str) -> None:
    show_words(label, text)
    label.setVisible(bool(text))


def _show_other(label: QLabel, text: str) -> None:
    _show_optional(label, text)
    rtl = is_right_to_left(text)
    label.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    )
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    label.setAlignment(side | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute)
