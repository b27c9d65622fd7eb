"""The idle lock, and the PIN of the citizen's screen."""

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit

from kbh_desktop.i18n import _, n_
from kbh_desktop.interviews.citizen_pin import CitizenPin
from ui.errors import guard
from ui.navigation import Navigator
from ui.settings.section import Section
from ui.theme import theme
from ui.widgets.field import Field
from ui.widgets.select import Select

_IDLE_MINUTES = (1, 2, 5, 10, 15, 20, 30)


class LockSection(Section):
    """After how long the program locks itself, within IT's longest time, and the PIN."""

    def __init__(self, navigator: Navigator, longest: int, citizen_pin: CitizenPin) -> None:
        super().__init__(
            _("Lock"),
            _("The program locks itself when nobody is there, and returns to the same place."),
        )
        self._navigator = navigator
        self._citizen_pin = citizen_pin
        offered = [minutes for minutes in _IDLE_MINUTES if minutes <= longest]
        self.minutes = Select(
            _("Lock after"),
            [(str(m), n_("{count} minute", "{count} minutes", m).format(count=m)) for m in offered],
        )
        self.minutes.setMaximumWidth(theme.px(220))
        self.minutes.choose(str(navigator.preferences.idle_minutes))
        self.minutes.picked.connect(self._minutes_chosen)
        hint = _("IT allows at most {count} minutes.").format(count=longest)
        self.column.addWidget(
            Field(_("Lock after"), self.minutes, hint if longest < _IDLE_MINUTES[-1] else "")
        )

        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self.pin.setMaxLength(6)
        self.pin.setMaximumWidth(theme.px(220))
        self.pin.editingFinished.connect(self._pin_written)
        self._pin_field = Field(
            _("PIN of the citizen's screen"),
            self.pin,
            _("4 to 6 digits that lead back to the case. Leave it empty to be asked for none."),
        )
        self.column.addWidget(self._pin_field)

    def refresh(self) -> None:
        """Show the PIN that is kept, as dots."""
        if not self.pin.hasFocus():
            self.pin.setText(self._citizen_pin.get())
            self._pin_field.show_error("")

    def _minutes_chosen(self, minutes: str) -> None:
        self._navigator.choose(replace(self._navigator.preferences, idle_minutes=int(minutes)))

    def _pin_written(self) -> None:
        pin = self.pin.text().strip()
        self._pin_field.show_error("")
        if pin == self._citizen_pin.get():
            return
        with guard(self, {"citizen_pin": self._pin_field}):
            self._citizen_pin.set(pin)
            self._navigator.toast(_("The PIN is kept") if pin else _("No PIN is asked for"))
