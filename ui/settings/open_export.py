"""Answers to other systems: a file that anybody can read, so it is asked about loudly."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from kbh_desktop.i18n import _, n_
from kbh_desktop.interviews.leaving import Leaving, OpenExport
from kbh_desktop.interviews.model import Format
from ui.background import Progress, run_in_background
from ui.errors import guard, show_error
from ui.exchange.progress_dialog import run_with_progress
from ui.navigation import Navigator
from ui.settings.section import Section
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.select import Select
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App

ChooseFolder = Callable[[QWidget], Path | None]


class OpenExportSection(Section):
    """For coordinators: finished interviews by one form, unencrypted."""

    def __init__(
        self, app: "App", navigator: Navigator, choose_folder: ChooseFolder | None = None
    ) -> None:
        super().__init__(
            _("Answers to other systems"),
            _("Writes finished interviews to files that anybody can read. Health never leaves."),
        )
        self._app = app
        self._navigator = navigator
        self._choose_folder = choose_folder or _ask_for_folder
        self._out = OpenExport(app.interviews, app.audit, app.user)
        self.form = Select(_("Form"))
        self.format = Select(
            _("Kind of file"),
            [("xlsx", _("Excel workbook")), ("csv", "CSV"), ("xml", "ODK XML")],
        )
        self.format.choose("xlsx")
        self.export = Button(_("Export unencrypted …"), self._look, icon="lock-open")
        row = QHBoxLayout()
        row.addWidget(self.form, 1)
        row.addWidget(self.format)
        self.column.addLayout(row)
        self.column.addWidget(self.export, 0, Qt.AlignmentFlag.AlignLeft)

    def refresh(self) -> None:
        """List the forms."""
        with guard(self):
            cards = self._app.interviews.forms()
            self.form.set_options([(card.form_id, card.title) for card in cards])
            if cards and not self.form.value:
                self.form.choose(cards[0].form_id)
            self.export.setEnabled(bool(cards))

    def _look(self) -> None:
        run_in_background(
            self,
            partial(self._out.preview, self.form.value),
            self._ask,
            lambda error: show_error(self, error),
        )

    def _ask(self, leaving: Leaving) -> None:
        if leaving.interviews:
            LeavingDialog(self, leaving, self._write).start()
        else:
            self._navigator.toast(_("No interview by that form is finished."))

    def _write(self, reason: str) -> None:
        folder = self._choose_folder(self)
        if folder is None:
            return
        form, kind = self.form.value, cast("Format", self.format.value)

        def work(progress: Progress) -> int:
            written = self._out.write(
                form, kind, folder, reason=reason, cancelled=progress.cancelled
            )
            return len(written)

        run_with_progress(self, _("Writing"), work, self._written)

    def _written(self, count: int) -> None:
        words = n_(
            "{count} file is written, unencrypted", "{count} files are written, unencrypted", count
        )
        self._navigator.toast(words.format(count=count))


class LeavingDialog(Dialog):
    """Names what leaves, and asks why."""

    def __init__(self, parent: QWidget, leaving: Leaving, on_yes: Callable[[str], None]) -> None:
        super().__init__(parent, _("This leaves the program unencrypted"))
        self._on_yes = on_yes
        self.show_notice(
            _("Whoever gets the files can read them. The law sees that as a transfer."), "bad"
        )
        for line in _lines(leaving):
            self.column.addWidget(Text(line, wrap=True))
        self.reason = QLineEdit()
        self.field = Field(
            _("Why do the answers leave?"), self.reason, _("The log keeps who, when and why.")
        )
        self.column.addWidget(self.field)
        self.add_cancel()
        self.add_accept(_("Choose a folder and write"), dangerous=True)

    def accept(self) -> None:
        """Go on once there is a reason."""
        reason = self.reason.text().strip()
        if not reason:
            self.field.show_error(_("Write why."))
            self.reason.setFocus()
            return
        super().accept()
        self._on_yes(reason)


def _lines(leaving: Leaving) -> list[str]:
    interviews = n_("{count} interview", "{count} interviews", leaving.interviews)
    persons = n_("{count} person", "{count} persons", leaving.persons)
    head = _("{title}: {interviews} with {persons}, {questions} questions.").format(
        title=leaving.title,
        interviews=interviews.format(count=leaving.interviews),
        persons=persons.format(count=leaving.persons),
        questions=leaving.questions,
    )
    lines = [head]
    if leaving.identifying:
        text = _("These say who a person is: {questions}")
        lines.append(text.format(questions=" ".join(leaving.identifying)))
    if leaving.confidential:
        text = n_(
            "{count} question is confidential (K2).",
            "{count} questions are confidential (K2).",
            leaving.confidential,
        )
        lines.append(text.format(count=leaving.confidential))
    if leaving.left_out:
        text = n_(
            "{count} person stays behind: a consent to sharing was taken back.",
            "{count} persons stay behind: a consent to sharing was taken back.",
            leaving.left_out,
        )
        lines.append(text.format(count=leaving.left_out))
    return lines


def _ask_for_folder(parent: QWidget) -> Path | None:
    chosen = QFileDialog.getExistingDirectory(parent, _("Where to save the files"))
    return Path(chosen) if chosen else None
