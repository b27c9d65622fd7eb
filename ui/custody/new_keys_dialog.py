"""New keys for the office, and for how long those before are still good."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from kbh_desktop.custody.office_keys import GRACE_DAYS
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _, long_date
from ui.errors import guard
from ui.navigation import Navigator
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App


class NewKeysDialog(Dialog):
    """Exchanges the keys that bundles are sealed to and signed with."""

    def __init__(self, parent: QWidget, app: "App", navigator: Navigator) -> None:
        super().__init__(parent, _("New keys for the office"))
        self._app = app
        self._navigator = navigator
        text = _(
            "Laptops take the new keys over with their next bundle from the office. What they made "
            "with the keys before is taken for as long as you say here."
        )
        self.column.addWidget(Text(text, "Sub", wrap=True))
        self.days = QLineEdit(str(GRACE_DAYS))
        self.reason = QLineEdit()
        hint = _("0 ends them at once, as after a theft of the office's computer.")
        self._fields = {
            "grace_days": Field(_("Days that the keys before are good"), self.days, hint),
            "reason": Field(_("Reason"), self.reason),
        }
        for field in self._fields.values():
            self.column.addWidget(field)
        self.add_cancel()
        self.add_accept(_("Make new keys"))

    def accept(self) -> None:
        """Exchange the keys and say until when those before are good."""
        with guard(self, self._fields):
            typed = self.days.text().strip()
            if not typed.isdecimal():
                raise InputError(_("Write a number of days."), field="grace_days")
            new = self._app.office_keys.renew(
                grace_days=int(typed), reason=self.reason.text().strip()
            )
            said = _("New keys; those before are good until {day}")
            self._navigator.toast(said.format(day=long_date(new.good_until)))
            super().accept()
