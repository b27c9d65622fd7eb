"""Sends the texts of a form to a translator, and takes them in as the form's next version."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from kbh_desktop.errors import StorageError
from kbh_desktop.i18n import _, n_
from kbh_desktop.xforms.translated import apply_changes
from kbh_desktop.xforms.translator import (
    Returned,
    Which,
    language_in,
    read_sheet,
    source_texts,
    wanted_texts,
    write_sheet,
)
from kbh_desktop.xforms.workbook import open_workbook
from ui.background import run_in_background
from ui.errors import show_error
from ui.navigation import Navigator, Question

if TYPE_CHECKING:
    from kbh_desktop.app import App

_EXCEL = "Excel (*.xlsx)"
_SHOWN = 8


class TranslatorFlow:
    """Asks for files, shows what will change, and publishes it."""

    def __init__(self, page: QWidget, app: "App", navigator: Navigator, form: Path) -> None:
        self._page = page
        self._app = app
        self._navigator = navigator
        self._form = form

    def export(self, language: str, which: Which) -> None:
        """Ask where to, and write the texts there."""
        name = f"{self._form.stem}-{language.split(maxsplit=1)[0]}.xlsx"
        self._ask_save(name, _EXCEL, lambda path: self.write(path, language, which))

    def write(self, path: Path, language: str, which: Which) -> None:
        """Write the texts for a translator to `path`."""
        reviewed = self._app.interviews.reviews.reviewed()

        def work() -> int:
            workbook = open_workbook(self._form)
            every = source_texts(workbook, language_in(workbook, language))
            texts = wanted_texts(every, which, language, reviewed)
            _write(path, write_sheet(texts, language))
            return len(texts)

        def done(count: int) -> None:
            words = n_("{count} text written to {name}", "{count} texts written to {name}", count)
            self._navigator.toast(words.format(count=count, name=path.name))

        run_in_background(self._page, work, done, self._failed)

    def take_in(self, language: str) -> None:
        """Ask for the translator's workbook and read it."""
        dialog = QFileDialog(self._page.window(), _("Choose the translator's workbook"))
        dialog.setNameFilter(_EXCEL)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.read(Path(name), language))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read(self, path: Path, language: str) -> None:
        """Show what a translator wrote in `path`, and ask whether to use it."""
        run_in_background(
            self._page,
            lambda: read_sheet(path, open_workbook(self._form), language),
            self._ask,
            self._failed,
        )

    def _ask(self, returned: Returned) -> None:
        if not returned.changes:
            self._navigator.toast(_("The translator has written nothing yet."))
            return
        new = [one for one in returned.changes if one.is_new]
        count = len(new)
        title = n_("Use {count} new text?", "Use {count} new texts?", count).format(count=count)
        said = _("{count} texts are reviewed. It becomes the next version of the form.")
        lines = [f"{one.text.now or '–'} → {one.new}" for one in new[:_SHOWN]]
        more = [_("… and {count} more").format(count=count - _SHOWN)] if count > _SHOWN else []
        text = "\n".join((said.format(count=len(returned.changes)), "", *lines, *more))
        question = Question(title, text, _("Choose a file and publish"))
        self._navigator.confirm(question, lambda: self._choose_target(returned))

    def _choose_target(self, returned: Returned) -> None:
        kind = self._form.suffix
        self._ask_save(self._form.name, f"(*{kind})", lambda path: self.publish(path, returned))

    def publish(self, path: Path, returned: Returned) -> None:
        """Write the next version of the form to `path`, publish it and clear its drafts."""
        today: date = self._app.clock().astimezone().date()
        interviews = self._app.interviews

        def work() -> str:
            _write(path, apply_changes(open_workbook(self._form), returned, today))
            card = interviews.publish(path)
            interviews.reviews.review(returned.marks, returned.language)
            return card.version

        def done(version: str) -> None:
            text = _("{title}, version {version}, is published")
            self._navigator.toast(text.format(title=path.stem, version=version))

        run_in_background(self._page, work, done, self._failed)

    def _ask_save(self, name: str, kinds: str, then: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self._page.window(), _("Choose where to write it"), name, kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _failed(self, error: Exception) -> None:
        show_error(self._page, error)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError:
        raise StorageError(_("The file {name} can't be written.").format(name=path.name)) from None
