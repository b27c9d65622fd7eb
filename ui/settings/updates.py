"""New versions of the program: which the office announced, and whether a file is one of them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.security.model import NodeKind, Role
from kbh_desktop.updates.model import ReleaseNotice, Standing, parts
from ui.background import run_in_background
from ui.errors import guard, show_error
from ui.navigation import Navigator
from ui.settings.section import Section
from ui.theme import Tone
from ui.widgets.buttons import Button
from ui.widgets.chip import Chip
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App

_TONES: dict[Standing, Tone] = {"current": "ok", "available": "info", "required": "bad"}


class UpdatesSection(Section):
    """IT installs; this says whether there is something to install."""

    def __init__(self, app: "App", navigator: Navigator) -> None:
        super().__init__(
            _("Updates"),
            _("IT installs new versions. The office signs what they must look like."),
        )
        self._app = app
        self._navigator = navigator
        self._chip = Chip()
        self._about = Text("", "Muted", wrap=True)
        self.column.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self._about)
        if app.settings.update_folder:
            look = Button(_("Check the file in IT's folder"), self._look, icon="shield-check")
            self.column.addWidget(look, 0, Qt.AlignmentFlag.AlignLeft)
        if app.kind is NodeKind.OFFICE and app.user.has(Role.COORDINATOR, Role.IT):
            announce = Button(_("Announce a new version …"), self._announce, icon="megaphone")
            self.column.addWidget(announce, 0, Qt.AlignmentFlag.AlignLeft)

    def refresh(self) -> None:
        """Ask what was announced."""
        with guard(self):
            notice, standing = self._app.updates.notice(), self._app.updates.standing()
            self._chip.say(_standing_words(standing), _TONES[standing])
            self._about.setText(_notice_words(self._app.updates.version, notice))

    def _look(self) -> None:
        folder = Path(self._app.settings.update_folder)
        run_in_background(
            self,
            lambda: self._app.updates.installer_in(folder),
            self._found,
            lambda error: show_error(self, error),
        )

    def _found(self, path: Path | None) -> None:
        if path is None:
            self._navigator.toast(_("The announced file does not lie in IT's folder."))
        else:
            text = _("{name} is the file that the office signed.")
            self._navigator.toast(text.format(name=path.name))

    def _announce(self) -> None:
        AnnounceDialog(self, self._sign).start()

    def _sign(self, version: str, installers: list[Path]) -> None:
        run_in_background(
            self,
            lambda: self._app.updates.announce(version, installers),
            self._signed,
            lambda error: show_error(self, error),
        )

    def _signed(self, notice: ReleaseNotice) -> None:
        self.refresh()
        text = _("Version {version} goes out with the next bundles.")
        self._navigator.toast(text.format(version=notice.version))


class AnnounceDialog(Dialog):
    """Asks for the number of the version and its installers."""

    def __init__(self, parent: QWidget, on_sign: Callable[[str, list[Path]], None]) -> None:
        super().__init__(parent, _("Announce a new version"))
        self._on_sign = on_sign
        self.installers: list[Path] = []
        self.version = QLineEdit()
        self.version.setPlaceholderText("1.2.0")
        self.field = Field(_("Version"), self.version)
        self.column.addWidget(self.field)
        self._files = Text(_("No installers chosen"), "Muted", wrap=True)
        self.column.addWidget(self._files)
        choose = Button(_("Choose installers …"), self._browse, icon="folder-open")
        self.column.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_cancel()
        self.add_accept(_("Sign and send with the next bundles"))

    def accept(self) -> None:
        """Hand over what was chosen, once it can be a release."""
        version = self.version.text().strip()
        try:
            parts(version)
        except InputError as error:
            self.field.show_error(str(error))
            self.version.setFocus()
            return
        if not self.installers:
            self.show_notice(_("Choose the installers of the new version."), "bad")
            return
        super().accept()
        self._on_sign(version, self.installers)

    def take(self, installers: list[Path]) -> None:
        """Show the files chosen."""
        self.installers = installers
        self._files.setText(", ".join(path.name for path in installers))

    def _browse(self) -> None:
        chosen = QFileDialog.getOpenFileNames(
            self, _("Choose installers …"), "", _("Installers (*.deb *.msi *.exe)")
        )[0]
        if chosen:
            self.take([Path(name) for name in chosen])


def _standing_words(standing: Standing) -> str:
    if standing == "required":
        return _("An update is needed")
    return _("There is an update") if standing == "available" else _("Up to date")


def _notice_words(version: str, notice: ReleaseNotice | None) -> str:
    here = _("This computer has version {version}.").format(version=version)
    if notice is None:
        return f"{here} {_('The office has announced no version.')}"
    said = _("The office has announced version {version}: {files}.")
    return f"{here} {said.format(version=notice.version, files=', '.join(notice.files))}"
