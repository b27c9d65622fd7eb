"""Trying the recovery: which backup, the printed words, and what was found."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from kbh_desktop.custody.model import Drill
from kbh_desktop.documents.model import DocumentKind
from kbh_desktop.errors import InputError, WrongPassphraseError
from kbh_desktop.i18n import _, long_date
from ui.background import run_in_background
from ui.custody.lines import Lines
from ui.custody.printing import print_protocol
from ui.errors import show_error, text_of
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.select import Select
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App
    from kbh_desktop.documents.protocol import ProtocolValues


class DrillDialog(Dialog):
    """Opens a backup with the printed key in the background and says what is in it."""

    width_px = 640

    def __init__(self, parent: QWidget, app: "App") -> None:
        super().__init__(parent, _("Try the recovery"))
        self._app = app
        self._drill: Drill | None = None
        text = _(
            "A backup is opened with the printed key, counted, checked and shredded again. Nothing "
            "of today's work is touched."
        )
        self.column.addWidget(Text(text, "Sub", wrap=True))
        copies = [(one.name, long_date(one.day)) for one in app.backups.all()]
        self.backup = Select(_("Backup"), copies)
        suggested = app.drill.suggested()
        if suggested:
            self.backup.choose(suggested.name)
        self.words = Lines(_("The printed key"), 5)
        hint = _(
            "The groups of the recovery sheet, or the words of enough key parts, one per line."
        )
        self._words_field = Field(_("The printed key"), self.words, hint)
        self.column.addWidget(Field(_("Backup"), self.backup))
        self.column.addWidget(self._words_field)
        self._working = QProgressBar()
        self._working.setRange(0, 0)
        self._working.setAccessibleName(_("The backup is being tried"))
        self._working.hide()
        self.found = Text("", "Strong", wrap=True)
        self.found.hide()
        self.print_it = Button(_("Print the protocol"), self._print, icon="printer")
        self.print_it.hide()
        for widget in (self._working, self.found):
            self.column.addWidget(widget)
        self.column.addWidget(self.print_it, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_cancel(_("Close"))
        self._yes = self.add_accept(_("Try it"))
        if not copies:
            self._yes.setEnabled(False)
            self.show_notice(_("There is no backup to try yet."), "warn")

    def accept(self) -> None:
        """Try it in the background; the dialog stays to show what was found."""
        self._words_field.show_error("")
        self._yes.setEnabled(False)
        self._working.show()
        words, backup = self.words.text, self.backup.value
        run_in_background(
            self, lambda: self._app.drill.run(words, backup), self._show, self._failed
        )

    def _show(self, drill: Drill) -> None:
        self._drill = drill
        self._working.hide()
        self.words.clear()
        text = (
            _("It works: {persons} people and {interviews} interviews, everything whole.")
            if drill.ok
            else _("The backup opened, but it is damaged. Make a new one and tell IT.")
        )
        self.found.setText(text.format(persons=drill.persons, interviews=drill.interviews))
        self.found.show()
        self.print_it.show()
        self.print_it.setFocus()
        self._fit()

    def _failed(self, error: Exception) -> None:
        self._working.hide()
        self._yes.setEnabled(True)
        if isinstance(error, (InputError, WrongPassphraseError)):
            self._words_field.show_error(text_of(error))
        else:
            show_error(self, error)
        self._fit()
        self.words.setFocus()

    def _print(self) -> None:
        print_protocol(self, self._app, DocumentKind.RECOVERY_DRILL, self.values)

    def values(self) -> "ProtocolValues":
        """Return what the protocol says; call it in the background."""
        from kbh_desktop.custody.papers import drill_values  # noqa: PLC0415 - imports reportlab

        assert self._drill is not None  # noqa: S101 - the button shows after a drill
        return drill_values(
            self._drill,
            self._app.bundles.office_card(),
            self._app.settings.office_name,
            self._app.clock().astimezone(),
        )
