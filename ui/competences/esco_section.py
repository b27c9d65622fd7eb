"""The ESCO packs of the office: taking one in, what it changed, and taking it out again."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from kbh_desktop.i18n import _, long_date
from kbh_desktop.security.model import NodeKind
from ui.background import Progress, run_in_background
from ui.competences.esco_dialogs import EscoPreviewDialog, EscoReportDialog, language_title
from ui.errors import guard, show_error
from ui.exchange.progress_dialog import run_with_progress
from ui.navigation import Navigator, Question
from ui.settings.section import Section
from ui.widgets.buttons import Button, QuietButton
from ui.widgets.card import Rule
from ui.widgets.clearing import clear_layout
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App
    from kbh_desktop.competences.esco import ImportedPack, ImportReport, PackPreview

Browse = Callable[[QWidget, Callable[[Path], None]], None]


class EscoSection(Section):
    """Lists the packs; a pack that was stopped half-way goes on from there."""

    def __init__(self, app: "App", navigator: Navigator, browse: Browse | None = None) -> None:
        super().__init__(
            _("ESCO packs"),
            _(
                "Official names of occupations and skills in many languages, as files that the"
                " European Commission gives away. Our own catalogue works without them."
            ),
        )
        self._app = app
        self._navigator = navigator
        self._browse = browse or browse_for_pack
        self._looking = False
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.column.addLayout(self._rows)
        self._add = Button(_("Choose a pack …"), self._choose, icon="package-plus")
        self.column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        if app.kind is NodeKind.OFFICE:
            travels = _("Packs travel to the laptops with the next bundle.")
            self.column.addWidget(Text(travels, "Muted", wrap=True))
        self.column.addWidget(
            Text(
                _("This service uses the ESCO classification of the European Commission."),
                "Muted",
                wrap=True,
            )
        )

    def refresh(self) -> None:
        """List the packs."""
        clear_layout(self._rows)
        with guard(self):
            packs = self._app.esco.packs()
            for pack in packs:
                self._rows.addWidget(self._row(pack))
                self._rows.addWidget(Rule())
            if not packs:
                self._rows.addWidget(Text(_("No pack yet."), "Muted"))

    def look_at(self, path: Path) -> None:
        """Say what `path` holds and ask whether to take it in."""
        if self._looking:
            return
        self._looking = True
        run_in_background(
            self,
            lambda: self._app.esco.preview(path),
            partial(self._ask, path),
            self._failed,
        )

    def _choose(self) -> None:
        self._browse(self, self.look_at)

    def _ask(self, path: Path, preview: "PackPreview") -> None:
        self._looking = False
        dialog = EscoPreviewDialog(self, preview)
        dialog.wanted.connect(lambda: self._take_in(path))
        dialog.start()

    def _take_in(self, path: Path) -> None:
        def work(progress: Progress) -> "ImportReport":
            return self._app.esco.import_(
                path, progress=progress.report, cancelled=progress.cancelled
            )

        title = _("The pack is being taken in")
        run_with_progress(self, title, work, self._taken_in, self._failed)

    def _taken_in(self, report: "ImportReport") -> None:
        self.refresh()
        EscoReportDialog(self, report).start()

    def _failed(self, error: Exception) -> None:
        self._looking = False
        self.refresh()
        show_error(self, error)

    def _row(self, pack: "ImportedPack") -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        title = language_title(pack.language)
        words.addWidget(Text(title, "Strong", wrap=True))
        words.addWidget(Text(_about(pack), "Muted", wrap=True))
        line.addLayout(words, 1)
        if not pack.imported_at:
            go_on = Button(_("Go on"), self._catch_up)
            go_on.setAccessibleName(_("Go on with {name}").format(name=title))
            line.addWidget(go_on)
        remove = QuietButton(_("Remove …"), partial(self._ask_removal, pack), icon="trash-2")
        remove.setAccessibleName(_("Remove {name}").format(name=title))
        line.addWidget(remove)
        return row

    def _catch_up(self) -> None:
        def work(progress: Progress) -> object:
            return self._app.esco.catch_up(progress=progress.report, cancelled=progress.cancelled)

        title = _("The pack is being made searchable")
        run_with_progress(self, title, work, lambda _packs: self.refresh(), self._failed)

    def _ask_removal(self, pack: "ImportedPack") -> None:
        text = _(
            "Cards keep the words that were chosen from it. It goes from the laptops too, with the"
            " next bundle."
        )
        title = _("Remove {name}?").format(name=language_title(pack.language))
        question = Question(title, text, _("Remove"), dangerous=True)
        self._navigator.confirm(question, lambda: self._remove(pack.language))

    def _remove(self, language: str) -> None:
        run_in_background(
            self,
            lambda: self._app.esco.remove(language),
            lambda _none: self.refresh(),
            self._failed,
        )


def browse_for_pack(parent: QWidget, on_chosen: Callable[[Path], None]) -> None:
    """Let the person choose the file of a pack."""
    dialog = QFileDialog(parent.window(), _("Choose a pack"))
    dialog.setNameFilter(_("ESCO packs (*.zip)"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: on_chosen(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _about(pack: "ImportedPack") -> str:
    version = _("version {version}").format(version=pack.version)
    if not pack.imported_at:
        return f"{version} · {_('not searchable yet')}"
    day = long_date(datetime.fromisoformat(pack.imported_at).astimezone().date())
    return f"{version} · {_('taken in on {day}').format(day=day)}"
