"""Everyday abilities as large pictures that the person points at; nothing of the case is shown."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from kbh_desktop.competences.spoken import word_for
from kbh_desktop.i18n import _
from ui.competences.pictogram_card import PictogramCard
from ui.competences.pictogram_dialog import Pictogram
from ui.interviews.card import is_right_to_left
from ui.interviews.citizen_words import words_for
from ui.theme import Weight, theme
from ui.widgets.buttons import IconButton, PrimaryButton, QuietButton
from ui.widgets.covering import CoveringScreen
from ui.widgets.text import Text

_SIZES = (15.0, 18.0, 22.0, 27.0)
_CARD_WIDTH = 11
"""Widths of a card in heights of its words."""
_QUESTION = {
    "da": "Hvad er du god til, eller hvad er du vant til at lave derhjemme?",
    "en": "What are you good at, or used to doing at home?",
    "ar": "ماذا تجيد، أو ماذا اعتدت أن تفعل في البيت؟",
    "fa": "چه کارهایی را خوب بلدید یا در خانه انجام می‌دهید؟",
    "ti": "እንታይ ጽቡቕ ትኽእል፡ ወይ ኣብ ገዛ እንታይ ትገብር?",
    "so": "Maxaad ku fiican tahay, ama maxaad guriga ku qaban jirtay?",
    "uk": "Що ви добре вмієте або звикли робити вдома?",
    "ku": "Tu di çi de baş î, an li malê çi dikî?",
}
"""Machine-made drafts except Danish and English: a translator should look through them."""


class CitizenPictures(CoveringScreen):
    """`toggled` gives a code and whether it is chosen; Esc leaves, after the PIN if one is set."""

    toggled = Signal(str, bool)
    left = Signal()

    def __init__(
        self,
        pictograms: Sequence[Pictogram],
        chosen: Collection[str],
        *,
        language: str,
        pin: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._pictograms = tuple(pictograms)
        self._chosen = set(chosen)
        self._language = language
        self._pin = pin
        self._size = 1
        self._across = 0
        self.cards: dict[str, PictogramCard] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Show to citizen"))
        self.pin_field = QLineEdit()
        self._grid = QGridLayout()
        self._lay_out()
        self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc; walk through the pictures with the arrows."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            self._walk(event.key())
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let as many pictures stand beside one another as there is room for."""
        super().resizeEvent(event)
        if self._fitting() != self._across:
            self._fill()

    def leave(self) -> None:
        """Go back to the consultant's screen, after the PIN if one is set."""
        if not self._pin:
            self.left.emit()
            return
        self.pin_field.show()
        self.pin_field.setFocus()

    def resize_text(self, step: int) -> None:
        """Make the pictures larger, or with -1 smaller."""
        self._size = max(0, min(len(_SIZES) - 1, self._size + step))
        self._fill()

    def _lay_out(self) -> None:
        question = _QUESTION.get(self._language, "")
        danish = _QUESTION["da"] if question and self._language != "da" else ""
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 24, 48, 24)
        column.setSpacing(12)
        column.addLayout(self._head())
        for words, size, weight in (
            (question or _QUESTION["da"], 30, Weight.DemiBold),
            (danish, 18, Weight.Normal),
        ):
            if words:
                label = Text(words, "" if weight == Weight.DemiBold else "Sub", wrap=True)
                label.setFont(theme.font(size, weight))
                if is_right_to_left(words):
                    side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
                    label.setAlignment(side)
                column.addWidget(label)
        inner = QWidget()
        inner.setProperty("class", "Plain")
        inner.setLayout(self._grid)
        self._grid.setSpacing(12)
        self._grid.setContentsMargins(0, 0, 8, 0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(inner)
        column.addWidget(scroll, 1)
        column.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        self.pin_field.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin_field.setMaximumWidth(theme.px(120))
        self.pin_field.setPlaceholderText(_("PIN"))
        self.pin_field.setAccessibleName(_("PIN of the consultant"))
        self.pin_field.textEdited.connect(self._pin_typed)
        self.pin_field.hide()
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.pin_field)
        close = QuietButton(_("Close"), self.leave, icon="x")
        close.setToolTip("Esc")
        row.addWidget(close)
        return row

    def _foot(self) -> QHBoxLayout:
        done = PrimaryButton(words_for(self._language).done, self.leave)
        done.setFont(theme.font(20, Weight.Medium))
        done.setMinimumSize(theme.px(140), theme.px(54))
        row = QHBoxLayout()
        row.addWidget(IconButton("a-arrow-down", _("Smaller text"), lambda: self.resize_text(-1)))
        row.addWidget(IconButton("a-arrow-up", _("Larger text"), lambda: self.resize_text(1)))
        row.addStretch(1)
        row.addWidget(done)
        return row

    def _fitting(self) -> int:
        card = theme.px(_SIZES[self._size] * _CARD_WIDTH)
        return max(2, (self.width() - 96) // card)

    def _fill(self) -> None:
        held = next((code for code, card in self.cards.items() if card.hasFocus()), "")
        for card in self.cards.values():
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = {}
        self._across = self._fitting()
        for place, (code, icon, words) in enumerate(self._pictograms):
            own = word_for(code, self._language)
            card = PictogramCard(icon, own or words, words if own else "", size=_SIZES[self._size])
            card.setChecked(code in self._chosen)
            card.clicked.connect(lambda on, code=code: self._toggle(code, chosen=on))
            self.cards[code] = card
            self._grid.addWidget(card, place // self._across, place % self._across)
        if held:
            self.cards[held].setFocus()

    def _toggle(self, code: str, *, chosen: bool) -> None:
        (self._chosen.add if chosen else self._chosen.discard)(code)
        self.toggled.emit(code, chosen)

    def _walk(self, key: int) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._across,
            Qt.Key.Key_Down: self._across,
        }
        cards = list(self.cards.values())
        here = next((i for i, card in enumerate(cards) if card.hasFocus()), -1)
        step = steps.get(Qt.Key(key), 0)
        if step and 0 <= (there := max(0, here + step)) < len(cards):
            cards[there].setFocus(Qt.FocusReason.TabFocusReason)

    def _pin_typed(self, typed: str) -> None:
        if typed == self._pin:
            self.left.emit()
