"""A field for a day that lies ahead, typed as one says it or chosen from a calendar."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QWidget

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _, short_date
from ui.theme import Tone
from ui.widgets.buttons import IconButton
from ui.widgets.field import Field
from ui.widgets.spoken_dates import parse_date

_LONG_AGO = timedelta(days=60 * 365)
_A_MONTH, _A_YEAR = timedelta(days=31), timedelta(days=365)


def planned_day(text: str, today: date) -> date:
    """Return the day meant by a text about something planned.

    Without a year, a day over a month ago means that of next year; two digits mean this century.

    Raises:
        InputError: nothing that reads as a day.
    """
    found = parse_date(text, today)
    if found < today - _LONG_AGO:
        return found.replace(year=found.year + 100)
    if found < today - _A_MONTH:
        return parse_date(text, today + _A_YEAR)
    return found


class DayField(QWidget):
    """Types `19/4`, `19. april 2027` or an ISO date; a past day without a year means the next."""

    changed = Signal()

    def __init__(self, label: str, today: date, *, empty: bool = False) -> None:
        super().__init__()
        self._today = today
        self._may_be_empty = empty
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("for example 19/4-27"))
        self._calendar: _Calendar | None = None
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        open_ = IconButton("calendar-days", _("Choose from the calendar"), self._open)
        row.addWidget(open_)
        both.setFocusProxy(self.line)
        self.field = Field(label, both)
        self.line.setAccessibleName(label)
        column = QHBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        self.setFocusProxy(self.line)
        self.line.editingFinished.connect(self._settle)

    def day(self) -> date:
        """Return the day that is meant.

        Raises:
            InputError: nothing that reads as a day.
        """
        text = self.line.text().strip()
        if not text:
            raise InputError(_("Write the day."), field="first_day")
        try:
            return planned_day(text, self._today)
        except InputError as error:
            raise InputError(str(error), field="first_day") from None

    def day_or_none(self) -> date | None:
        """Return the day, or None where nothing readable is written."""
        try:
            return self.day()
        except InputError:
            return None

    def show_day(self, day: date | None) -> None:
        """Show a day, or nothing."""
        self.line.setText(short_date(day) if day else "")
        self.show_error("")

    def show_error(self, text: str) -> None:
        """Say what is wrong."""
        self.field.show_error(text)

    def show_hint(self, text: str, tone: Tone = "") -> None:
        """Say something below the field."""
        self.field.show_hint(text, tone)

    def _settle(self) -> None:
        if not self.line.text().strip() and self._may_be_empty:
            self.show_error("")
        elif self.line.text().strip():
            try:
                self.show_day(self.day())
            except InputError as error:
                self.show_error(str(error))
        self.changed.emit()

    def _open(self) -> None:
        calendar = _Calendar(self)
        found = self.day_or_none() or self._today
        calendar.setSelectedDate(QDate(found.year, found.month, found.day))
        calendar.activated.connect(self._picked)
        calendar.clicked.connect(self._picked)
        calendar.move(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)))
        calendar.show()
        calendar.setFocus()
        self._calendar = calendar

    def _picked(self, day: QDate) -> None:
        self.show_day(date(day.year(), day.month(), day.day()))
        if self._calendar is not None:
            self._calendar.close()
            self._calendar = None
        self.line.setFocus()
        self.changed.emit()


class _Calendar(QCalendarWidget):
    """Closes on Esc."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Calendar"))
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
