"""The print centre: who and what at the left, the pages at the right, and out they go."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from kbh_desktop.documents.model import DocumentKind, PreparedBatch, Wanted
from kbh_desktop.i18n import _, n_
from kbh_desktop.ids import PersonId
from kbh_desktop.people.access import does_casework
from ui.background import Progress
from ui.documents.page import ask_for_target
from ui.documents.printing import prepare_printer
from ui.errors import show_error
from ui.navigation import Command, Navigator
from ui.page import Page
from ui.print_center.how import HowChoice
from ui.print_center.leaving import print_batch, save_each, save_together
from ui.print_center.maker import BatchMaker
from ui.print_center.passphrase_dialog import FilePassphraseDialog
from ui.print_center.people_choice import PeopleChoice
from ui.print_center.selections import SelectionsBar
from ui.print_center.what import ABOUT_HEALTH, WhatChoice
from ui.theme import theme
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.pdf_view import PdfView
from ui.widgets.reason_dialog import ReasonDialog
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App

ChooseFolder = Callable[[QWidget], Path | None]
ChooseTarget = Callable[[QWidget, str], Path | None]
_PAUSE_MS = 350
_WIDE_PX = 330


class PrintCenterPage(Page):
    """Makes the pages anew when another choice is made; nothing leaves before it is asked for."""

    def __init__(
        self,
        app: "App",
        navigator: Navigator,
        *,
        choose_target: ChooseTarget | None = None,
        choose_folder: ChooseFolder | None = None,
    ) -> None:
        super().__init__(_("Print"), margin=0)
        self._app = app
        self._navigator = navigator
        self._choose_target = choose_target or ask_for_target
        self._choose_folder = choose_folder or _ask_for_folder
        self._batch: PreparedBatch | None = None
        self._reason = ""
        self._maker = BatchMaker(app, self)
        self._sees_people = does_casework(app.user)
        self.people = PeopleChoice(app.people)
        self.what = WhatChoice(app)
        self.how = HowChoice()
        self.selections = SelectionsBar(app.print_selections, navigator)
        self.pages = PdfView()
        self.print = PrimaryButton(_("Print"), self._print, icon="printer")
        self.save_one = Button(_("One file"), self._save_together, icon="file-down")
        self.save_each = Button(_("A file each"), self._save_each, icon="files")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Making the pages…"))
        self._said = Text("", "Muted", wrap=True)
        self._stop = Button(_("Stop"), self._cancel)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._make)
        self._empty = EmptyState(
            "printer",
            _("Choose people and documents"),
            _("The pages are shown here before anything leaves the computer."),
        )
        self._lay_out()
        self._connect()
        self._show_nothing()

    def activated(self) -> None:
        """Ask for the people and give the keyboard to the search."""
        self.what.refresh()
        self.selections.refresh()
        if self._sees_people:
            self.people.refresh()
            self.people.search.setFocus()
        if self._batch is None and self.what.kinds:
            self._pause.start()

    def leaving(self) -> None:
        """Stop making pages; what was made stays, but not what tells of health."""
        self._cancel()
        if self._reason:
            self._no_reason()
            self._show_nothing()
        self._pause.stop()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the choices and the pages for F6."""
        return (self.people.search, self.what, self.pages)

    def commands(self) -> tuple[Command, ...]:
        """Offer what can be done here."""
        return (
            Command(_("Print"), self._print, "printer", "Ctrl+P"),
            Command(_("One file"), self._save_together, "file-down"),
        )

    # Making

    def _changed(self) -> None:
        self._maker.cancel()
        self._batch = None
        self._offer(is_ready=False)
        if not set(ABOUT_HEALTH) & set(self.what.kinds):
            self._reason = ""  # a reason is for one reading, not for the day
        elif not self._reason:
            dialog = ReasonDialog(self, _("Health and adjustments"), _("Show"))
            dialog.reasoned.connect(self._reasoned)
            dialog.rejected.connect(self._no_reason)
            dialog.start()
            return
        self._pause.start()

    def _reasoned(self, reason: str) -> None:
        self._reason = reason
        self._pause.start()

    def _no_reason(self) -> None:
        self.what.tick(tuple(kind for kind in self.what.kinds if kind not in ABOUT_HEALTH))

    def _make(self) -> None:
        people, kinds = self.people.chosen, self.what.kinds
        if not kinds:
            self._show_nothing()
            return
        language, reason = self.how.language, self._reason
        of_its_own = self.what.without_people(language)
        about = self.what.about_each()

        def wanted(progress: Progress) -> list[Wanted]:
            found = list(of_its_own)
            for person in people:
                progress.check()
                found += about(person, language, reason)
            return found

        if not people and not of_its_own:
            self._show_nothing()
            return
        self._maker.make(wanted, self.how.look)
        self._bar.setRange(0, 0)
        self._say(_("Making the pages…"))
        self._offer(is_ready=False)

    def _moved(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _made(self, batch: PreparedBatch) -> None:
        self._batch = batch
        self._show_pages(batch)
        documents = len(batch.documents)
        words = n_("{count} document", "{count} documents", documents).format(count=documents)
        pages = n_("{count} page", "{count} pages", batch.pages).format(count=batch.pages)
        said = _("{documents}, {pages}. Each gets a print number and a line in the log.")
        self._say(
            " ".join(filter(None, (said.format(documents=words, pages=pages), _left_out(batch))))
        )
        self._offer(is_ready=True)

    def _failed(self, error: Exception) -> None:
        self._say("")
        self._offer(is_ready=False)
        show_error(self, error)

    def _cancel(self) -> None:
        if self._maker.cancel():
            self._say(_("Stopped. Nothing was printed."))
            self._offer(is_ready=False)

    # Leaving

    def _print(self) -> None:
        if self._batch is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        prepare_printer(printer)
        printer.setCopyCount(self.how.copies)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        """Number, log and print what was made."""
        if self._batch is not None:
            print_batch(self, self._app, self._batch, printer, self._printed)

    def _printed(self, count: int) -> None:
        words = n_("{count} document is printed", "{count} documents are printed", count)
        self._navigator.toast(words.format(count=count))

    def _save_together(self) -> None:
        if self._batch is None:
            return
        target = self._choose_target(self, _("Documents.pdf"))
        if target is not None:
            sealed = self.how.sealed.isChecked()
            save_together(self, self._app, self._batch, target, sealed=sealed, on_done=self._saved)

    def _save_each(self) -> None:
        if self._batch is None:
            return
        folder = self._choose_folder(self)
        if folder is not None:
            sealed = self.how.sealed.isChecked()
            save_each(self, self._app, self._batch, folder, sealed=sealed, on_done=self._saved)

    def _saved(self, count: int, passphrase: str) -> None:
        words = n_("{count} document is saved", "{count} documents are saved", count)
        self._navigator.toast(words.format(count=count))
        if passphrase:
            FilePassphraseDialog(self, passphrase).start()

    # Showing

    def _lay_out(self) -> None:
        side = QFrame()
        side.setProperty("class", "Rail")
        side.setFixedWidth(theme.px(_WIDE_PX))
        choices = ScrollColumn(spacing=10)
        choices.column.setContentsMargins(20, 0, 14, 12)
        if self._sees_people:
            choices.column.addWidget(self.selections)
            choices.column.addWidget(Text(_("People"), "Strong"))
            choices.column.addWidget(self.people, 1)
        else:  # without a place in the window they would be windows of their own
            for part in (self.selections, self.people):
                part.setParent(self)
                part.hide()
        choices.column.addWidget(Text(_("Documents"), "Strong"))
        choices.column.addWidget(self.what)
        choices.column.addWidget(Text(_("How"), "Strong"))
        choices.column.addWidget(self.how)
        whole = QVBoxLayout(side)
        whole.setContentsMargins(0, 20, 0, 14)
        whole.setSpacing(10)
        head = QHBoxLayout()
        head.setContentsMargins(20, 0, 20, 0)
        head.addWidget(Text(_("Print"), "H1"))
        whole.addLayout(head)
        whole.addWidget(choices, 1)
        whole.addWidget(self._foot())
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self._empty)
        right.addWidget(self.pages, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(side)
        row.addLayout(right, 1)
        self.column.addLayout(row, 1)

    def _foot(self) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(20, 0, 20, 0)
        column.setSpacing(8)
        column.addWidget(self._said)
        making = QHBoxLayout()
        making.addWidget(self._bar, 1)
        making.addWidget(self._stop)
        column.addLayout(making)
        column.addWidget(self.print)
        files = QHBoxLayout()
        files.setSpacing(8)
        files.addWidget(self.save_one, 1)
        files.addWidget(self.save_each, 1)
        column.addLayout(files)
        return foot

    def _connect(self) -> None:
        self._maker.previewed.connect(self._show_pages)
        self._maker.made.connect(self._made)
        self._maker.nothing.connect(self._show_nobody)
        self._maker.failed.connect(self._failed)
        self._maker.moved.connect(self._moved)
        self.people.changed.connect(self._changed)
        self.what.changed.connect(self._changed)
        self.how.changed.connect(self._changed)
        self.selections.chosen.connect(self._take)
        self.selections.current = lambda: (self.people.chosen, self.what.kinds)

    def _take(self, people: tuple[PersonId, ...], kinds: tuple[DocumentKind, ...]) -> None:
        self.what.tick(kinds)
        self.people.choose(people)

    def _show_nothing(self, why: str = "") -> None:
        self._batch = None
        self._say(why)
        self._offer(is_ready=False)
        self.pages.hide()
        self._empty.show()

    def _show_nobody(self) -> None:
        self._show_nothing(_("None of the people chosen has had an interview."))

    def _show_pages(self, batch: PreparedBatch) -> None:
        self._empty.hide()
        self.pages.show()
        self.pages.show_pdf(batch.pdf)

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def _offer(self, *, is_ready: bool) -> None:
        for button in (self.print, self.save_one, self.save_each):
            button.setEnabled(is_ready)
        self._bar.setVisible(self._maker.is_making)
        self._stop.setVisible(self._maker.is_making)


def _left_out(batch: PreparedBatch) -> str:
    """Return how many documents are missing because of a consent; empty for none."""
    words = n_(
        "{count} is left out: its consent was refused or taken back.",
        "{count} are left out: their consents were refused or taken back.",
        batch.left_out,
    )
    return words.format(count=batch.left_out) if batch.left_out else ""


def _ask_for_folder(parent: QWidget) -> Path | None:
    chosen = QFileDialog.getExistingDirectory(parent, _("Where to save the files"))
    return Path(chosen) if chosen else None
