"""Keys and lost devices in the settings of an office."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kbh_desktop.i18n import _, long_date
from kbh_desktop.losses.model import Loss
from ui.custody.ceremony_dialog import CeremonyDialog
from ui.custody.drill_dialog import DrillDialog
from ui.custody.new_keys_dialog import NewKeysDialog
from ui.losses.dialog import LossDialog
from ui.losses.found_dialog import FoundDialog
from ui.losses.steps import hours_left
from ui.navigation import Navigator
from ui.settings.section import Section
from ui.widgets.buttons import Button, QuietButton
from ui.widgets.clearing import clear_layout
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App


class CustodySection(Section):
    """Says who keeps the key and when it was tried, and lists devices that were lost."""

    def __init__(self, app: "App", navigator: Navigator) -> None:
        super().__init__(
            _("Keys and lost devices"),
            _(
                "Who keeps the recovery key, whether it works, and what to do after a loss of a "
                "device."
            ),
        )
        self._app = app
        self._navigator = navigator
        self._keepers = Text("", wrap=True)
        self._tried = Text("", wrap=True)
        self._cases = QVBoxLayout()
        self._cases.setSpacing(0)
        buttons = QWidget()
        flow = FlowLayout(buttons, spacing=8)
        self.ceremony = Button("", self._hold_ceremony, icon="key-round")
        self.drill = Button(_("Try the recovery …"), self._try, icon="life-buoy")
        self.new_keys = Button(_("New keys for the office …"), self._renew, icon="refresh-cw")
        self.lost = Button(_("Lost device …"), self._report, icon="laptop")
        for button in (self.ceremony, self.drill, self.new_keys, self.lost):
            flow.addWidget(button)
        self.column.addWidget(self._keepers)
        self.column.addWidget(self._tried)
        self.column.addWidget(buttons)
        self.column.addLayout(self._cases)

    def refresh(self) -> None:
        """Say how it stands."""
        under_way = self._app.ceremony.under_way()
        self.ceremony.set_words(
            _("Go on with the key ceremony …") if under_way else _("Key ceremony …")
        )
        self._keepers.setText(self._who_keeps())
        last = self._app.drill.last()
        if last:
            said = _("The recovery was last tried on {day}.")
            self._tried.setText(said.format(day=long_date(last.at.astimezone().date())))
        else:
            self._tried.setText(_("The recovery was never tried."))
        clear_layout(self._cases)
        for loss in self._app.losses.all():
            self._cases.addWidget(self._row(loss))

    def _who_keeps(self) -> str:
        custody = self._app.ceremony.custody()
        if custody is None:
            return _("One person keeps the recovery sheet. A key ceremony splits it among several.")
        said = _("Kept by {names} since {day}; {needed} of them are needed.")
        return said.format(
            names=", ".join(custody.plan.holders),
            day=long_date(custody.finished_at.astimezone().date()),
            needed=custody.plan.needed,
        )

    def _row(self, loss: Loss) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 4, 0, 4)
        state = _("found again") if loss.found_at else ""
        if not state:
            state = hours_left(loss, self._app.clock()) if loss.is_open else _("decided")
        line.addWidget(Text(f"{loss.device_name} · {state}", wrap=True), 1)
        go_on = QuietButton(_("Open the case …"), partial(self._open, loss))
        go_on.setAccessibleName(_("Open the case of {name}").format(name=loss.device_name))
        line.addWidget(go_on)
        if not loss.found_at:
            found = QuietButton(_("Found …"), partial(self._found, loss))
            found.setAccessibleName(_("{name} was found").format(name=loss.device_name))
            line.addWidget(found)
        return row

    def _hold_ceremony(self) -> None:
        dialog = CeremonyDialog(self, self._app)
        dialog.finished.connect(self.refresh)
        dialog.go_on()

    def _try(self) -> None:
        dialog = DrillDialog(self, self._app)
        dialog.finished.connect(self.refresh)
        dialog.start(dialog.words)

    def _renew(self) -> None:
        NewKeysDialog(self, self._app, self._navigator).start()

    def _report(self) -> None:
        self._start(LossDialog(self, self._app))

    def _open(self, loss: Loss) -> None:
        self._start(LossDialog(self, self._app, self._app.losses.get(loss.id)))

    def _start(self, dialog: LossDialog) -> None:
        dialog.finished.connect(self.refresh)
        dialog.go_on()

    def _found(self, loss: Loss) -> None:
        dialog = FoundDialog(self, self._app, loss)
        dialog.finished.connect(self.refresh)
        dialog.start(dialog.reason)
