"""The card that asks for the passphrase."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kbh_desktop.errors import WrongPassphraseError
from kbh_desktop.i18n import _, n_
from ui.errors import text_of
from ui.unlock.passphrase_field import PassphraseField
from ui.widgets.announce import announce
from ui.widgets.buttons import LinkButton, PrimaryButton
from ui.widgets.select import Select
from ui.widgets.text import Text


class UnlockCard(QWidget):
    """Asks who and for the passphrase; `submitted` gives both."""

    submitted = Signal(str, str)
    forgotten = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._left_s = 0
        self._busy = False
        self._is_awaited = False
        self._field = PassphraseField(_("Passphrase"))
        self._who_label = Text(_("Who are you?"), "Label")
        self._who = Select(_("Who are you?"))
        self._who.picked.connect(lambda _name: self._field.setFocus())
        self._field.entered.connect(self._submit)
        self._field.changed.connect(lambda _text: self._changed())
        self._unlock = PrimaryButton(_("Unlock"), self._submit)
        self._forgot = LinkButton(_("I have forgotten the passphrase"), self.forgotten.emit)
        self._countdown = QTimer(self)
        self._countdown.setInterval(1000)
        self._countdown.timeout.connect(self._count_down)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._who_label)
        column.addWidget(self._who)
        column.addSpacing(4)
        column.addWidget(Text(_("Passphrase"), "Label"))
        column.addWidget(self._field)
        column.addSpacing(8)
        column.addWidget(self._unlock)
        column.addWidget(self._forgot, 0, Qt.AlignmentFlag.AlignHCenter)
        self.set_users((), "")

    def set_users(self, names: Sequence[str], last: str) -> None:
        """Offer `names`; a single one is not asked about. Enter pressed before counts now."""
        self._names = tuple(names)
        several = len(self._names) > 1
        self._who_label.setVisible(several)
        self._who.setVisible(several)
        self._who.set_options((name, name) for name in self._names)
        self._who.choose(last if last in self._names else "")
        self._update_button()
        if self._is_awaited and self._names:
            self._is_awaited = False
            if not several or self._who.value == last:
                self._submit()

    def start(self) -> None:
        """Empty the field and give it the keyboard."""
        self._field.clear()
        self._field.setFocus()

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a state
        """Show that the vault is being opened."""
        self._busy = busy
        self._field.setEnabled(not busy)
        self._who.setEnabled(not busy)
        self._unlock.set_words(_("Unlocking …") if busy else _("Unlock"))
        self._update_button()

    def refuse(self, error: Exception) -> None:
        """Say why it did not open, and count down until the next try."""
        self.set_busy(False)
        self._field.clear()
        self._say(text_of(error))
        self.wait(error.wait_s if isinstance(error, WrongPassphraseError) else 0)
        self._field.setFocus()

    def wait(self, seconds: float) -> None:
        """Allow no try for `seconds`."""
        self._left_s = int(-(-seconds // 1))
        if self._left_s:
            self._countdown.start()
            self._tell_wait()
        self._update_button()

    def _changed(self) -> None:
        self._is_awaited = False
        self._update_button()

    def _submit(self) -> None:
        self._is_awaited = not self._names and bool(self._field.text)
        if self._unlock.isEnabled():
            self._field.show_error("")
            self.set_busy(True)
            self.submitted.emit(self._who.value or self._names[0], self._field.text)

    def _count_down(self) -> None:
        self._left_s -= 1
        if self._left_s > 0:
            self._tell_wait()
        else:
            self._countdown.stop()
            self._say("")
            self._unlock.set_words(_("Unlock"))
        self._update_button()

    def _tell_wait(self) -> None:
        text = n_("Try again in {count} second", "Try again in {count} seconds", self._left_s)
        self._unlock.set_words(text.format(count=self._left_s))

    def _say(self, text: str) -> None:
        self._field.show_error(text)
        if text:
            announce(self._field, text)

    def _update_button(self) -> None:
        ready = bool(self._names) and bool(self._field.text)
        self._unlock.setEnabled(ready and not self._left_s and not self._busy)
