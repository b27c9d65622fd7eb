"""Papers of a course: what to print at the left, its pages at the right."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kbh_desktop.courses.model import CourseId
from kbh_desktop.courses.schedule import CourseBoard
from kbh_desktop.documents.model import DocumentKind, PreparedDocument
from kbh_desktop.i18n import LANGUAGES, _
from kbh_desktop.people.lists import language_of
from ui.background import Progress, run_in_background
from ui.courses.words import week_name
from ui.documents.page import ChooseTarget, ask_for_target
from ui.documents.printing import prepare_printer, print_pdf
from ui.documents.save_file import write_new_file
from ui.errors import guard, show_error
from ui.exchange.progress_dialog import run_with_progress
from ui.navigation import Command, Navigator
from ui.page import Page
from ui.theme import theme
from ui.widgets.buttons import Button, IconButton, PrimaryButton
from ui.widgets.pdf_view import PdfView
from ui.widgets.select import Select
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App

_SIDE_PX = 280
_SPEAKING = ("teacher", "interpreter", "consultant")


class CoursePrintPage(Page):
    """Shows the paper chosen; saving and printing number and log it."""

    def __init__(
        self,
        app: "App",
        navigator: Navigator,
        course_id: CourseId,
        *,
        choose_target: ChooseTarget | None = None,
    ) -> None:
        super().__init__(_("Print"), margin=0)
        self._app = app
        self._navigator = navigator
        self._course_id = course_id
        self._choose_target = choose_target or ask_for_target
        self._board: CourseBoard | None = None
        self._prepared: PreparedDocument | None = None
        self.kind = Select(_("Document"), _kinds())
        self.detail = Select(_("Of what"))
        self.language = Select(
            _("Language"), ((code, language_of(code).name) for code in LANGUAGES)
        )
        self.save = Button(_("Save as PDF"), self._save, icon="download")
        self.print = PrimaryButton(_("Print"), self._print, icon="printer")
        self.pages = PdfView()
        self._detail_label = Text(_("Of what"), "Label")
        self._remark = Text("", "Muted", wrap=True)
        for button in (self.save, self.print):
            button.setEnabled(False)
        self._lay_out()
        self.kind.picked.connect(lambda _kind: self._kind_picked())
        for select in (self.detail, self.language):
            select.picked.connect(lambda _value: self.prepare())

    def activated(self) -> None:
        """Read the course, then make the document."""
        run_in_background(
            self, lambda: self._app.courses.board(self._course_id), self._read, self._failed
        )

    def panes(self) -> tuple[QWidget, ...]:
        """Return the choices and the pages for F6."""
        return (self.kind, self.pages)

    def commands(self) -> tuple[Command, ...]:
        """Offer what can be done here."""
        return (
            Command(_("Save as PDF"), self._save, "download"),
            Command(_("Print"), self._print, "printer", "Ctrl+P"),
        )

    def prepare(self) -> None:
        """Make the chosen document anew and show its pages."""
        for button in (self.save, self.print):
            button.setEnabled(False)
        self._remark.setText(_("Making the pages…"))
        subject, detail = self._subject()
        work = partial(
            self._app.documents.prepare,
            self._chosen(),
            subject,
            detail=detail,
            language=self.language.value,
        )
        run_in_background(self, work, self._show, self._failed)

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

    def _chosen(self) -> DocumentKind:
        return DocumentKind(self.kind.value)

    def _subject(self) -> tuple[str, str]:
        """Return subject and detail of the document chosen."""
        if self._chosen() is DocumentKind.TEACHER_PLAN:
            return self.detail.value, ""
        return self._course_id, self.detail.value

    def _read(self, board: CourseBoard) -> None:
        self._board = board
        self._kind_picked()

    def _kind_picked(self) -> None:
        details = self._details()
        self.detail.set_options(details)
        for part in (self.detail, self._detail_label):
            part.setVisible(bool(details))
        if self._chosen() is DocumentKind.TEACHER_PLAN and not details:
            self._remark.setText(_("Nobody is placed in a session yet."))
        else:
            self.prepare()

    def _details(self) -> list[tuple[str, str]]:
        board, kind = self._board, self._chosen()
        if board is None:
            return []
        if kind is DocumentKind.ATTENDANCE_SHEET:
            return [(str(n), week_name(week)) for n, week in enumerate(board.calendar.weeks, 1)]
        if kind is DocumentKind.SETTLEMENT:
            return [("on_account", _("On account")), ("final", _("Final"))]
        if kind is DocumentKind.TEACHER_PLAN:
            used = {name for at in board.placements.values() for name in at.resources}
            return [
                (each.id, each.label)
                for each in board.instance.resources
                if each.id in used and each.kind in _SPEAKING
            ]
        return []

    def _show(self, prepared: PreparedDocument) -> None:
        self._prepared = prepared
        self.pages.show_pdf(prepared.pdf)
        for button in (self.save, self.print):
            button.setEnabled(True)
        self._remark.setText(
            _("Saving and printing give the document a number and are written in the log.")
        )

    def _failed(self, error: Exception) -> None:
        self._remark.setText("")
        show_error(self, error)

    def _save(self) -> None:
        if self._prepared is not None:
            target = self._choose_target(self, self._prepared.file_name)
            if target is not None:
                self.save_to(target)

    def _print(self) -> None:
        if self._prepared is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        prepare_printer(printer)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.print_to(printer)

    def _printed(self, number: str) -> None:
        self._navigator.toast(_("Printed with number {number}").format(number=number))

    def _lay_out(self) -> None:
        side = QFrame()
        side.setProperty("class", "Rail")
        side.setFixedWidth(theme.px(_SIDE_PX))
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
        options.addWidget(self._detail_label)
        options.addWidget(self.detail)
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


def _kinds() -> list[tuple[str, str]]:
    words = {
        DocumentKind.COURSE_PLAN: _("The plan of the course"),
        DocumentKind.TEACHER_PLAN: _("The plan of one person"),
        DocumentKind.ATTENDANCE_SHEET: _("Attendance sheet"),
        DocumentKind.SETTLEMENT: _("Settlement"),
    }
    return [(kind.value, text) for kind, text in words.items()]
