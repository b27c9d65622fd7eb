"""The evaluation screen that participants answer on: four faces, and nothing of any case."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from kbh_desktop.courses.evaluations import SMILEYS
from kbh_desktop.i18n import _
from ui.course_people.kiosk_words import kiosk_words
from ui.course_people.smiley import SmileyButton
from ui.theme import Weight, theme
from ui.widgets.buttons import QuietButton
from ui.widgets.covering import CoveringScreen
from ui.widgets.text import Text

_THANKS_MS = 2500
_FACE_PX = 132
_CENTRE = Qt.AlignmentFlag.AlignCenter


class KioskScreen(CoveringScreen):
    """Fills the screen; each answer is thanked for, then the next participant is asked.

    `answered` gives a face from 1 (sad) to 4 (glad); `left` comes after Esc, and the PIN if one
    is set.
    """

    answered = Signal(int)
    left = Signal()

    def __init__(
        self, languages: tuple[str, ...], *, pin: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._pin = pin
        self._words = kiosk_words(languages)
        self._pin_field = QLineEdit()
        self._buttons = [SmileyButton(smiley, _FACE_PX) for smiley in SMILEYS]
        self._stack = QStackedWidget()
        self._question = self._question_part()
        self._thanks = self._thanks_part()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_THANKS_MS)
        self._pause.timeout.connect(self._ask)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Evaluation screen"))
        self._lay_out()
        self._ask()

    @property
    def is_thanking(self) -> bool:
        """Whether an answer was just given."""
        return self._stack.currentWidget() is self._thanks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by digit, leave on Esc; nothing else leads out."""
        smiley = event.key() - Qt.Key.Key_0
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif smiley in SMILEYS:
            self._answer(smiley)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        event.accept()

    def leave(self) -> None:
        """Go back to the evaluation, after the PIN if one is set."""
        if not self._pin:
            self.left.emit()
            return
        self._pin_field.show()
        self._pin_field.setFocus()

    def _pin_typed(self, typed: str) -> None:
        if typed == self._pin:
            self.left.emit()

    def _answer(self, smiley: int) -> None:
        if self.is_thanking:
            return
        self.answered.emit(smiley)
        self._stack.setCurrentWidget(self._thanks)
        self._pause.start()

    def _ask(self) -> None:
        self._stack.setCurrentWidget(self._question)
        self.setFocus()

    def _lay_out(self) -> None:
        self._close = QuietButton(_("Close"), self.leave, icon="x")
        self._close.setToolTip("Esc")
        self._pin_field.setEchoMode(QLineEdit.EchoMode.Password)
        self._pin_field.setMaximumWidth(120)
        self._pin_field.setPlaceholderText(_("PIN"))
        self._pin_field.setAccessibleName(_("PIN of the consultant"))
        self._pin_field.textEdited.connect(self._pin_typed)
        self._pin_field.hide()
        head = QHBoxLayout()
        head.addStretch(1)
        head.addWidget(self._pin_field)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 24, 40, 40)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _question_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setSpacing(theme.px(10))
        column.addStretch(2)
        for place, words in enumerate(self._words):
            column.addWidget(_line(words.question, first=not place))
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in self._buttons:
            button.clicked.connect(partial(self._pressed, button.smiley))
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(3)
        self._stack.addWidget(part)
        return part

    def _thanks_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setSpacing(theme.px(10))
        column.addStretch(2)
        for place, words in enumerate(self._words):
            column.addWidget(_line(words.thanks, first=not place))
        column.addStretch(3)
        self._stack.addWidget(part)
        return part

    def _pressed(self, smiley: int, _checked: object = None) -> None:
        self._answer(smiley)


def _line(text: str, *, first: bool) -> Text:
    line = Text(text, wrap=True)
    line.setAlignment(_CENTRE)
    line.setFont(theme.font(38 if first else 24, Weight.DemiBold if first else Weight.Normal))
    return line
