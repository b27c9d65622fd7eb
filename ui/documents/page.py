"""Documents of one subject: what to print at the left, its pages at the right."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kbh_desktop.documents.model import DocumentKind, PreparedDocument
from kbh_desktop.i18n import LANGUAGES, _
from kbh_desktop.ids import InterviewId
from kbh_desktop.people.lists import language_of
from ui.background import Progress, run_in_background
from ui.documents.printing import prepare_printer, print_pdf
from ui.documents.save_file import write_new_file
from ui.errors import guard, show_error
from ui.exchange.progress_dialog import run_with_progress
from ui.navigation import Command, Navigator
from ui.page import Page
from ui.theme import theme
from ui.widgets.buttons import Button, IconButton, PrimaryButton
from ui.widgets.pdf_view import PdfView
from ui.widgets.reason_dialog import ReasonDialog
from ui.widgets.select import Select
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App

ChooseTarget = Callable[[QWidget, str], Path | None]


class DocumentsPage(Page):
    """Shows the document chosen; saving and printing number and log it.

    The subject is an interview; subclasses offer the documents of something else.
    """

    def __init__(
        self,
        app: "App",
        navigator: Navigator,
        subject: str,
        *,
        choose_target: ChooseTarget | None = None,
    ) -> None:
        super().__init__(_("Print"), margin=0)
        self._app = app
        self._navigator = navigator
        self._subject = subject
        self._choose_target = choose_target or ask_for_target
        self._prepared: PreparedDocument | None = None
        self.kind = Select(_("Document"), self.offered_kinds())
        self.language = Select(_("Language"), self.offered_languages())
        self.save = Button(_("Save as PDF"), self._save, icon="download")
        self.print = PrimaryButton(_("Print"), self._print, icon="printer")
        self.pages = PdfView()
        self._remark = Text("", "Muted", wrap=True)
        self._lay_out()
        self.kind.picked.connect(lambda _kind: self.kind_picked())
        self.language.picked.connect(lambda _language: self.prepare())

    def activated(self) -> None:
        """Make the document when the page is first shown."""
        if self._prepared is None:
            self.prepare()

    def prepare(self) -> None:
        """Make the chosen document anew and show its pages."""
        if self.chosen_kind() is DocumentKind.HEALTH:
            dialog = ReasonDialog(self, _("Health and adjustments"), _("Show"))
            dialog.reasoned.connect(self._make)
            dialog.start()
        else:
            self._make("")

    def _make(self, reason: str) -> None:
        for button in (self.save, self.print):
            button.setEnabled(False)
        self.say(_("Making the pages…"))
        subject, detail = self.chosen_subject()
        work = partial(
            self._app.documents.prepare,
            self.chosen_kind(),
            subject,
            detail=detail,
            language=self.language.value,
            reason=reason,
        )
        run_in_background(self, work, self._show, self._failed)

    def kind_picked(self) -> None:
        """Offer what fits the kind, and make it."""
        self.language.set_options(self.offered_languages())
        self.prepare()

    def chosen_subject(self) -> tuple[str, str]:
        """Return subject and detail of the document chosen."""
        return self._subject, ""

    def further_choices(self) -> tuple[QWidget, ...]:
        """Return what else is to be chosen, shown under the kind."""
        return ()

    def say(self, words: str) -> None:
        """Show a remark under the buttons."""
        self._remark.setText(words)

    def offer_nothing(self, why: str) -> None:
        """Say why there is nothing to save and to print."""
        self._prepared = None
        for button in (self.save, self.print):
            button.setEnabled(False)
        self.say(why)

    def chosen_kind(self) -> DocumentKind:
        """Return the kind of document chosen."""
        return DocumentKind(self.kind.value)

    def panes(self) -> tuple[QWidget, ...]:
        """Return the choices and the pages for F6."""
        return (self.kind, self.pages)

    def commands(self) -> tuple[Command, ...]:
        """Offer what can be done here."""
        return (
            Command(_("Save as PDF"), self._save, "download"),
            Command(_("Print"), self._print, "printer", "Ctrl+P"),
        )

    def _lay_out(self) -> None:
        side = QFrame()
        side.setProperty("class", "Rail")
        side.setFixedWidth(theme.px(280))
        options = QVBoxLayout(side)
        options.setContentsMargins(20, 20, 20, 20)
        options.setSpacing(8)
        back = QHBoxLayout()
        back.addWidget(IconButton("arrow-left", _("Back"), self._navigator.back))
        back.addWidget(Text(_("Print"), "H1"), 1)
        options.addLayout(back)
        options.addSpacing(8)
        options.addWidget(Text(_("Document"), "Label"))
        options.addWidget(self.kind)
        for choice in self.further_choices():
            options.addWidget(choice)
        options.addSpacing(4)
        options.addWidget(Text(_("Language"), "Label"))
        options.addWidget(self.language)
        options.addSpacing(12)
        options.addWidget(self.print)
        options.addWidget(self.save)
        options.addWidget(self._remark)
        options.addStretch(1)
        zoom = QHBoxLayout()
        zoom.addWidget(IconButton("zoom-out", _("Smaller pages"), partial(self.pages.zoom, -1)))
        zoom.addWidget(IconButton("zoom-in", _("Larger pages"), partial(self.pages.zoom, 1)))
        zoom.addStretch(1)
        options.addLayout(zoom)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(self.pages, 1)
        self.column.addLayout(row, 1)

    def offered_kinds(self) -> list[tuple[str, str]]:
        """Return the documents there are of the subject, with their names."""
        words = {
            DocumentKind.SUMMARY: _("Interview summary"),
            DocumentKind.CITIZEN_COPY: _("The citizen's copy"),
            DocumentKind.HEALTH: _("Health and adjustments"),
        }
        return [(kind.value, words[kind]) for kind in self._app.documents.kinds()]

    def offered_languages(self) -> list[tuple[str, str]]:
        """Return the languages of the chosen document, with their names."""
        kind = self.chosen_kind()
        codes: tuple[str, ...] = LANGUAGES
        if kind is DocumentKind.CITIZEN_COPY:
            codes = self._app.documents.languages(InterviewId(self._subject))
        elif kind is DocumentKind.HEALTH:
            codes = LANGUAGES[:1]
        return [(code, language_of(code).name) for code in codes]

    def _show(self, prepared: PreparedDocument) -> None:
        self._prepared = prepared
        self.pages.show_pdf(prepared.pdf)
        for button in (self.save, self.print):
            button.setEnabled(True)
        self.say(_("Saving and printing give the document a number and are written in the log."))

    def _failed(self, error: Exception) -> None:
        self.say("")
        show_error(self, error)

    def _save(self) -> None:
        if self._prepared is None:
            return
        target = self._choose_target(self, self._prepared.file_name)
        if target is not None:
            self.save_to(target)

    def save_to(self, target: Path) -> None:
        """Number and log the document, and write it to `target`."""
        prepared = self._prepared
        if prepared is None:
            return
        with guard(self):
            printed = self._app.documents.record_print(prepared, "saved")
            write_new_file(target, printed.pdf)
            self._navigator.toast(
                _("Saved with print number {number}").format(number=printed.number)
            )

    def _print(self) -> None:
        prepared = self._prepared
        if prepared is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        prepare_printer(printer)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        """Number and log the document, and send it to `printer`."""
        prepared = self._prepared
        if prepared is None:
            return

        def work(progress: Progress) -> str:
            printed = self._app.documents.record_print(prepared, "printed")
            print_pdf(printed.pdf, printer, progress.report)
            return printed.number

        run_with_progress(self, _("Printing"), work, self._printed)

    def _printed(self, number: str) -> None:
        self._navigator.toast(_("Printed with number {number}").format(number=number))


def ask_for_target(parent: QWidget, file_name: str) -> Path | None:
    """Let the person choose where to save the document."""
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, _("Save as PDF"), file_name, _("PDF documents (*.pdf)")
    )
    return Path(chosen) if chosen else None
