"""The folder or share in which bundles are laid and fetched."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from kbh_desktop.i18n import _
from kbh_desktop.settings.service import save_choices
from ui.errors import guard
from ui.settings.section import Section
from ui.widgets.buttons import Button
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App

ChooseFolder = Callable[[QWidget], Path | None]


class SharedFolderSection(Section):
    """Chosen here unless IT decided it; it is used from the next time the vault is opened."""

    def __init__(self, app: "App", choose_folder: ChooseFolder | None = None) -> None:
        super().__init__(
            _("Shared folder for bundles"),
            _(
                "Laptops lay their bundles there, and the office its answers. Everything in it is"
                " sealed; no server is needed."
            ),
        )
        self._app = app
        self._choose_folder = choose_folder or _ask_for_folder
        self.where = Text(app.settings.exchange_folder or _("not set"), wrap=True)
        self.column.addWidget(self.where)
        self.choose = Button(_("Choose a folder …"), self._choose, icon="folder-open")
        self.clear = Button(_("Use none"), self._clear)
        if app.settings.source("exchange_folder").is_it:
            self.column.addWidget(Text(_("IT has decided this folder."), "Muted", wrap=True))
            return
        buttons = QHBoxLayout()
        buttons.addWidget(self.choose)
        buttons.addWidget(self.clear)
        buttons.addStretch(1)
        self.column.addLayout(buttons)

    def _choose(self) -> None:
        folder = self._choose_folder(self)
        if folder is not None:
            self._keep(str(folder))

    def _clear(self) -> None:
        self._keep("")

    def _keep(self, folder: str) -> None:
        with guard(self):
            save_choices(self._app.folder, exchange_folder=folder)
            words = _("{folder}, from the next time you unlock")
            self.where.setText(words.format(folder=folder or _("not set")))


def _ask_for_folder(parent: QWidget) -> Path | None:
    chosen = QFileDialog.getExistingDirectory(parent, _("Shared folder for bundles"))
    return Path(chosen) if chosen else None
