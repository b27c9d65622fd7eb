"""This computer: what it is called, its fingerprint, its card, and whether its data is whole."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QProgressBar

from kbh_desktop.i18n import _, n_
from kbh_desktop.security.model import NodeKind
from ui.background import run_in_background
from ui.errors import show_error
from ui.navigation import Navigator
from ui.settings.copies import CopiesList
from ui.settings.section import Section
from ui.theme import Tone
from ui.widgets.buttons import Button
from ui.widgets.chip import Chip
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App
    from kbh_desktop.security.audit import AuditReport


class Wholeness(Protocol):
    """What checking the data found, as far as a person is told."""

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""

    @property
    def missing_changes(self) -> int:
        """How many of the newest changes are gone."""


class ComputerSection(Section):
    """What others know this computer by."""

    def __init__(self, app: "App") -> None:
        super().__init__(_("This computer"))
        office, device = app.bundles.office_card(), app.bundles.device_card()
        is_office = app.kind is NodeKind.OFFICE
        facts = [
            (_("Used as"), _("The office's computer") if is_office else _("A job consultant's")),
            (_("Office"), office.name),
            (_("Fingerprint of the office"), office.fingerprint),
            (_("Folder"), str(app.folder)),
        ]
        if device is not None:
            facts.insert(1, (_("Name"), device.name))
            facts.insert(2, (_("Fingerprint of this computer"), device.fingerprint))
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(8)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for label, value in facts:
            shown = Text(value, wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(Text(label, "Muted"), shown)
        self.column.addLayout(form)


class CheckSection(Section):
    """Looks for damage in the database and for gaps in the log of deeds."""

    def __init__(self, app: "App", navigator: Navigator) -> None:
        super().__init__(
            _("Backup and check"),
            _("A copy is made every day, sealed like the vault. The check reads every page."),
        )
        self._app = app
        self._copies = CopiesList(app.backups, navigator)
        self._check = Button(_("Check now"), self._start, icon="shield-check")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("The check is running"))
        self._data, self._log = Chip(), Chip()
        self.column.addWidget(self._check, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self._bar)
        self.column.addWidget(self._data)
        self.column.addWidget(self._log)
        self.column.addSpacing(8)
        self.column.addWidget(Text(_("Daily copies"), "Label"))
        self.column.addWidget(self._copies)
        self._bar.hide()

    def refresh(self) -> None:
        """List the copies."""
        self._copies.refresh()

    def _start(self) -> None:
        self._check.setEnabled(False)
        self._bar.show()
        run_in_background(
            self, lambda: (self._app.check(), self._app.audit.verify()), self._done, self._failed
        )

    def _done(self, found: "tuple[Wholeness, AuditReport]") -> None:
        data, log = found
        self._check.setEnabled(True)
        self._bar.hide()
        self._data.say(*_data_words(data))
        entries = n_("{count} entry", "{count} entries", log.entries).format(count=log.entries)
        if log.ok:
            self._log.say(_("The log is whole: {entries}").format(entries=entries), "ok")
        else:
            text = _("The log is broken at entry {number}. Tell IT.")
            self._log.say(text.format(number=log.broken_at), "bad")

    def _failed(self, error: Exception) -> None:
        self._check.setEnabled(True)
        self._bar.hide()
        show_error(self, error)


def _data_words(report: Wholeness) -> tuple[str, Tone]:
    if report.ok:
        return _("The data is whole"), "ok"
    if report.missing_changes:
        text = _("The newest changes are missing. Tell IT before you go on.")
        return text, "bad"
    return _("The data is damaged. Tell IT, and take yesterday's backup."), "bad"
