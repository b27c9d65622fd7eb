"""Shows the passphrase of files just saved: once, as nobody keeps it."""

from PySide6.QtWidgets import QApplication, QWidget

from kbh_desktop.i18n import _
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.text import Text


class FilePassphraseDialog(Dialog):
    """The words are large enough to be read over the telephone."""

    def __init__(self, parent: QWidget, passphrase: str) -> None:
        super().__init__(parent, _("The passphrase of the file"))
        self._passphrase = passphrase
        text = _("Give it to whoever opens the file, by another way than the file itself.")
        self.column.addWidget(Text(text, "Sub", wrap=True))
        self.words = Text(passphrase, "H1", wrap=True)
        self.words.setAccessibleName(passphrase)
        self.column.addWidget(self.words)
        once = _("It is shown this once and kept nowhere.")
        self.column.addWidget(Text(once, "WarnText", wrap=True))
        self.copy = Button(_("Copy the words"), self._copy, icon="copy")
        self.buttons.addWidget(self.copy)
        self.add_accept(_("I have it"))

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._passphrase)
        self.copy.set_words(_("Copied"))
