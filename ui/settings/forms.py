"""The forms of this vault, and for those who may: publishing a new version."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from kbh_desktop.i18n import _
from kbh_desktop.interviews.model import FormCard
from kbh_desktop.interviews.service import InterviewService
from ui.background import run_in_background
from ui.errors import guard, show_error
from ui.navigation import Navigator, Place
from ui.settings.section import Section
from ui.widgets.buttons import Button
from ui.widgets.card import Rule
from ui.widgets.chip import Chip
from ui.widgets.clearing import clear_layout
from ui.widgets.text import Text


class FormsSection(Section):
    """Lists the newest version of each form."""

    def __init__(self, interviews: InterviewService, navigator: Navigator) -> None:
        super().__init__(
            _("Forms"),
            _("A form is written as a workbook (XLSForm). Interviews under way keep theirs."),
        )
        self._interviews = interviews
        self._navigator = navigator
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.column.addLayout(self._rows)
        self._try = Button(_("Try a form …"), self._choose_to_try, icon="clipboard-list")
        self._add = Button(_("Publish a form …"), self._choose_to_publish, icon="file-plus")
        row = QHBoxLayout()
        row.addWidget(self._try)
        row.addWidget(self._add)
        row.addStretch(1)
        self.column.addLayout(row)

    def refresh(self) -> None:
        """List the forms."""
        clear_layout(self._rows)
        with guard(self):
            for card in self._interviews.forms():
                self._rows.addWidget(_row(card))
                self._rows.addWidget(Rule())
            for card in self._interviews.refused_forms():
                self._rows.addWidget(_row(card))
                self._rows.addWidget(Rule())

    def publish(self, path: Path) -> None:
        """Check and keep the form in `path`."""
        self._add.setEnabled(False)
        run_in_background(
            self, lambda: self._interviews.publish(path), self._published, self._failed
        )

    def rehearse(self, path: Path) -> None:
        """Show the form in `path` as it will be met, without publishing it."""
        self._navigator.go(Place("rehearsal", str(path)))

    def _choose_to_try(self) -> None:
        self._choose(self.rehearse)

    def _choose_to_publish(self) -> None:
        self._choose(self.publish)

    def _choose(self, then: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self.window(), _("Choose the form"))
        dialog.setNameFilter(_("Forms (*.xlsx *.md *.xml *.zip)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _published(self, card: FormCard) -> None:
        self._add.setEnabled(True)
        self.refresh()
        text = _("{title}, version {version}, is published")
        self._navigator.toast(text.format(title=card.title, version=card.version))

    def _failed(self, error: Exception) -> None:
        self._add.setEnabled(True)
        show_error(self, error)


def _row(card: FormCard) -> QWidget:
    row = QWidget()
    words = QVBoxLayout(row)
    words.setContentsMargins(0, 2, 0, 2)
    words.setSpacing(2)
    words.addWidget(Text(card.title, "Strong", wrap=True))
    about = (_("version {version}").format(version=card.version), ", ".join(card.languages))
    words.addWidget(Text(" · ".join(about), "Muted", wrap=True))
    signer = _signer(card)
    if signer:
        words.addWidget(Text(signer, "Muted", wrap=True))
    else:
        words.addWidget(Chip(_("Not signed by the office"), "bad"))
        told = _("It is not offered. Ask the office to publish it and send a new bundle.")
        words.addWidget(Text(told, "Muted", wrap=True))
    return row


def _signer(card: FormCard) -> str:
    words = {
        "program": _("Comes with the program"),
        "office": _("Signed by the office"),
        "device": _("Published on this computer; others don't use it"),
    }
    return words.get(card.signer, "")
