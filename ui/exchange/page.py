"""The exchange page: out, in, conflicts, history."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QWidget

from kbh_desktop.bundles.model import ExportedBundle, ImportReport
from kbh_desktop.i18n import _, n_
from ui.background import run_in_background
from ui.errors import show_error
from ui.exchange.alarm_list import AlarmList, alarms_of
from ui.exchange.desk import MergeDesk
from ui.exchange.folder_card import FolderCard
from ui.exchange.history import HistoryPart
from ui.exchange.incoming import ChooseFile, IncomingPart
from ui.exchange.outgoing import ChooseFolder, OutgoingPart
from ui.navigation import Navigator, Place
from ui.page import Page
from ui.widgets.buttons import Button
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App

PARTS = ("out", "in", "conflicts", "history")


class ExchangePage(Page):
    """Four parts behind four buttons; the buttons say what waits."""

    kinds: ClassVar[frozenset[str]] = frozenset({"person", "interview", "bundle", "conflict"})

    def __init__(
        self,
        app: "App",
        navigator: Navigator,
        *,
        choose_folder: ChooseFolder | None = None,
        choose_file: ChooseFile | None = None,
    ) -> None:
        super().__init__(_("Exchange"))
        self._app = app
        self._navigator = navigator
        self.outgoing = OutgoingPart(app, choose_folder or ask_for_folder)
        self.incoming = IncomingPart(app, choose_file or ask_for_bundle)
        self.alarms = AlarmList()
        self.folder = FolderCard(app, app.courier) if app.courier else None
        self.desk = MergeDesk(app, navigator)
        self.history = HistoryPart(app)
        self._stack = QStackedWidget()
        self._tabs: dict[str, Button] = {}
        self._lay_out()
        self.outgoing.made.connect(self._made)
        self.incoming.taken_in.connect(self._taken_in)
        self.incoming.many_taken_in.connect(self.refresh)
        self.desk.decided.connect(self.refresh)
        self.open_part("out")

    def activated(self) -> None:
        """Show the part in front anew and give the keyboard to its button."""
        self.refresh()
        self._tabs[self.bookmark()].setFocus()

    def refresh(self) -> None:
        """Ask the part in front and count the conflicts."""
        part = self._stack.currentWidget()
        if isinstance(part, (OutgoingPart, MergeDesk, HistoryPart)):
            part.refresh()
        run_in_background(self, lambda: alarms_of(self._app), self.alarms.tell, self._failed)
        if self.folder is not None:
            self.folder.refresh()
        count = len(self._app.bundles.conflicts())
        words = n_("{count} conflict", "{count} conflicts", count).format(count=count)
        self._tabs["conflicts"].set_words(words if count else _("Conflicts"))

    def open_part(self, part: str) -> None:
        """Show `out`, `in`, `conflicts` or `history`."""
        self._stack.setCurrentIndex(PARTS.index(part))
        for name, button in self._tabs.items():
            button.setChecked(name == part)
        self.refresh()

    def bookmark(self) -> str:
        """Return the part in front."""
        return PARTS[self._stack.currentIndex()]

    def restore(self, bookmark: str) -> None:
        """Return to the part, and look at the file that `incoming` names."""
        part, _colon, file = bookmark.partition(":")
        if part in PARTS:
            self.open_part(part)
        if file:
            self.incoming.look_at(Path(file))

    def panes(self) -> tuple[QWidget, ...]:
        """Return the buttons and the part for F6."""
        return (self._tabs[self.bookmark()], self._stack)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Text(_("Exchange"), "H1"))
        head.addStretch(1)
        head.addWidget(Button(_("Duplicates"), self._open_duplicates, icon="users"))
        self.column.addLayout(head)
        titles = {
            "out": _("Out"),
            "in": _("In"),
            "conflicts": _("Conflicts"),
            "history": _("History"),
        }
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, title in titles.items():
            button = Button(title, partial(self.open_part, name))
            button.setCheckable(True)
            button.setProperty("kind", "seg")
            self._tabs[name] = button
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)
        for part in (self.outgoing, self.incoming, self.desk, self.history):
            self._stack.addWidget(part)
        self.column.addWidget(self.alarms)
        if self.folder is not None:
            self.folder.laid.connect(self._laid)
            self.column.addWidget(self.folder)
        self.column.addWidget(self._stack, 1)

    def _open_duplicates(self) -> None:
        self._navigator.go(Place("duplicates"))

    def _failed(self, error: Exception) -> None:
        show_error(self, error)

    def _laid(self, count: int) -> None:
        words = n_("{count} bundle laid", "{count} bundles laid", count)
        self._navigator.toast(words.format(count=count))
        self.refresh()

    def _made(self, bundle: ExportedBundle) -> None:
        words = _("Bundle no. {number} is written: {file}").format(
            number=bundle.sequence, file=bundle.path.name
        )
        self._navigator.toast(words)
        self.refresh()

    def _taken_in(self, report: ImportReport) -> None:
        self.refresh()
        if report.conflicts:
            self.open_part("conflicts")


def ask_for_folder(parent: QWidget) -> Path | None:
    """Let the person choose where to write a bundle, such as a USB stick."""
    chosen = QFileDialog.getExistingDirectory(parent, _("Where to write the bundle"))
    return Path(chosen) if chosen else None


def ask_for_bundle(parent: QWidget) -> Path | None:
    """Let the person choose a bundle file."""
    chosen, _filter = QFileDialog.getOpenFileName(
        parent, _("Open a bundle"), "", _("Bundles (*.kbhx)")
    )
    return Path(chosen) if chosen else None
