"""The audit log: whether it is whole, and writing it to a file for a supervisor."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from kbh_desktop.audit.export import AuditExport, Period
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _, n_
from kbh_desktop.people.naming import name_if_here
from kbh_desktop.security.audit import AuditReport
from kbh_desktop.security.model import Role
from ui.background import Progress, run_in_background
from ui.courses.day_field import DayField
from ui.errors import show_error
from ui.exchange.progress_dialog import run_with_progress
from ui.navigation import Navigator
from ui.settings.section import Section
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App

ChooseTarget = Callable[[QWidget], Path | None]
_FEBRUARY, _SHORTEST = 2, 28


class AuditLogSection(Section):
    """For coordinators and IT: verify, and export a period with ids or, loudly, with names."""

    def __init__(
        self, app: "App", navigator: Navigator, choose_target: ChooseTarget | None = None
    ) -> None:
        super().__init__(
            _("Audit log"),
            _("Who saw, printed, exported and took in what; no entry can be changed or removed."),
        )
        self._app = app
        self._navigator = navigator
        self._choose_target = choose_target or _ask_for_target
        self.verdict = Text("", "Sub", wrap=True)
        self.verdict.hide()
        today = app.people.today()
        self.first = DayField(_("From"), today, empty=True)
        self.last = DayField(_("To"), today, empty=True)
        days = QHBoxLayout()
        days.addWidget(self.first)
        days.addWidget(self.last)
        self.column.addLayout(days)
        buttons = QHBoxLayout()
        self.export = Button(_("Export with ids only …"), self.write_ids, icon="save")
        buttons.addWidget(self.export)
        if app.user.has(Role.COORDINATOR):
            named = Button(_("Export with names …"), self._ask_why, icon="lock-open")
            buttons.addWidget(named)
        buttons.addWidget(Button(_("Verify the log"), self.verify, icon="shield-check"))
        buttons.addStretch(1)
        self.column.addLayout(buttons)
        self.column.addWidget(self.verdict)

    def verify(self) -> None:
        """Check the whole log, also against what bundles told others."""
        run_in_background(
            self,
            lambda: self._app.audit.verify(self._app.bundles.told_heads()),
            self._say,
            lambda error: show_error(self, error),
        )

    def write_ids(self) -> None:
        """Write the period with ids only."""
        self.write("")

    def write(self, reason: str) -> None:
        """Write the period to a file, with names when there is a `reason`."""
        today = self._app.people.today()
        try:
            period = Period(_past_day(self.first, today), _past_day(self.last, today))
        except InputError as error:
            show_error(self, error)
            return
        path = self._choose_target(self)
        if path is None:
            return
        names = partial(name_if_here, self._app.people) if reason else None

        def work(_progress: Progress) -> AuditExport:
            told = self._app.bundles.told_heads()
            return self._app.audit.export(
                path, period, name_of=names, reason=reason, witnessed=told
            )

        run_with_progress(self, _("Writing"), work, self._written)

    def _ask_why(self) -> None:
        NamesLeaveDialog(self, self.write).start()

    def _written(self, exported: AuditExport) -> None:
        count = len(exported.entries)
        words = n_("{count} entry is written", "{count} entries are written", count)
        self._navigator.toast(words.format(count=count))
        self._say(exported.report)

    def _say(self, report: AuditReport) -> None:
        whole = _("The log is whole: {entries} entries.").format(entries=report.entries)
        broken = _("The log was changed at entry {number}.").format(number=report.broken_at)
        self.verdict.setText(whole if report.ok else broken)
        self.verdict.show()


class NamesLeaveDialog(Dialog):
    """Says that names leave, and asks why."""

    def __init__(self, parent: QWidget, on_yes: Callable[[str], None]) -> None:
        super().__init__(parent, _("Names leave with the log"))
        self._on_yes = on_yes
        self.show_notice(
            _("The file names people and why staff looked at them. Anybody can read it."), "bad"
        )
        self.reason = QLineEdit()
        self.field = Field(
            _("Why do names leave?"), self.reason, _("The log keeps who, when and why.")
        )
        self.column.addWidget(self.field)
        self.add_cancel()
        self.add_accept(_("Choose a file and write"), dangerous=True)

    def accept(self) -> None:
        """Write, once there is a reason."""
        reason = self.reason.text().strip()
        if not reason:
            self.field.show_error(_("Say why names leave with the log."))
            self.reason.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().accept()
        self._on_yes(reason)


def _past_day(field: DayField, today: date) -> date | None:
    """Return the day typed, or None for no day; one without a year lies in the past here.

    Raises: InputError.
    """
    if not field.line.text().strip():
        return None
    day = field.day()
    while day > today:
        day = date(
            day.year - 1, day.month, min(day.day, _SHORTEST) if day.month == _FEBRUARY else day.day
        )
    return day


def _ask_for_target(parent: QWidget) -> Path | None:
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, _("Export the audit log"), _("audit-log.csv"), "CSV (*.csv);;JSON (*.json)"
    )
    return Path(chosen) if chosen else None
