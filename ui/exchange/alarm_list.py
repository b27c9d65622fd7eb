"""What should worry somebody about the exchange, above everything else."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kbh_desktop.bundles.alarms import Alarm
from kbh_desktop.i18n import _
from ui.theme import TONES, Tone, theme
from ui.widgets.announce import announce
from ui.widgets.clearing import clear_layout
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App


def alarms_of(app: "App") -> tuple[Alarm, ...]:
    """Ask for the alarms; call it in the background."""
    return app.bundles.alarms(app.settings.overdue_days, app.settings.silent_days)


class AlarmList(QWidget):
    """One line for each alarm, the gravest first; hidden when there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Warnings"))
        self._shown: tuple[Alarm, ...] = ()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        self.hide()

    def tell(self, alarms: Sequence[Alarm]) -> None:
        """Show `alarms`; what is new is read aloud."""
        if tuple(alarms) == self._shown:
            return
        self._shown = tuple(alarms)
        clear_layout(self._rows)
        for alarm in alarms:
            self._rows.addWidget(alarm_row(alarm))
        self.setVisible(bool(alarms))
        if alarms:
            announce(self, alarms[0].words)


def alarm_row(alarm: Alarm) -> QWidget:
    """Return the line of one alarm: an icon and its words."""
    tone: Tone = "bad" if alarm.is_grave else "warn"
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(10)
    picture = QLabel()
    icon = "circle-alert" if alarm.is_grave else "triangle-alert"
    picture.setPixmap(theme.pixmap(icon, TONES[tone][1], 18))
    line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Text(alarm.words, "Strong" if alarm.is_grave else "", wrap=True), 1)
    return row
