"""The card that gives a new passphrase by the recovery sheet."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from ui.errors import text_of
from ui.theme import theme
from ui.unlock.passphrase_field import PassphraseField
from ui.unlock.strength import strength
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.field import Field
from ui.widgets.select import Select
from ui.widgets.text import Text


class RecoveryCard(QWidget):
    """Asks for the groups of the sheet and a new passphrase; `submitted` gives all."""

    submitted = Signal(str, str, str)
    back_wanted = Signal()

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(names)
        self._who = Select(_("Who are you?"), ((name, name) for name in names))
        self._who_field = Field(_("Who are you?"), self._who)
        self._who_field.setVisible(len(self._names) > 1)
        self._words = QPlainTextEdit()
        self._words.setTabChangesFocus(True)
        self._words.setFixedHeight(theme.px(64))
        self._words_field = Field(
            _("The groups on the recovery sheet"),
            self._words,
            _("On a consultant's computer the office's sheet works too. Spaces do not matter."),
        )
        self._passphrase = PassphraseField(_("New passphrase"))
        self._passphrase.changed.connect(self._judge)
        self._passphrase.entered.connect(self._submit)
        self._verdict = Text("", "Muted", wrap=True)
        self._do = PrimaryButton(_("Set the new passphrase"), self._submit)
        self._back = QuietButton(_("Back"), self.back_wanted.emit, icon="arrow-left")
        buttons = QHBoxLayout()
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        buttons.addWidget(self._do)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Text(_("Use the recovery sheet"), "H1", wrap=True))
        column.addWidget(self._who_field)
        column.addWidget(self._words_field)
        column.addWidget(Text(_("New passphrase"), "Label"))
        column.addWidget(self._passphrase)
        column.addWidget(self._verdict)
        column.addLayout(buttons)
        self._judge("")

    def start(self) -> None:
        """Give the keyboard to the first field."""
        (self._who if len(self._names) > 1 else self._words).setFocus()

    def refuse(self, error: Exception) -> None:
        """Say at the field why it did not work."""
        self.setEnabled(True)
        weak = isinstance(error, InputError) and error.field == "passphrase"
        (self._passphrase if weak else self._words_field).show_error(text_of(error))

    def _judge(self, typed: str) -> None:
        self._verdict.setText(strength(typed, self._who.value).words)

    def _submit(self) -> None:
        self._words_field.show_error("")
        self._passphrase.show_error("")
        self.setEnabled(False)
        who = self._who.value or next(iter(self._names), "")
        self.submitted.emit(self._words.toPlainText(), who, self._passphrase.text)
