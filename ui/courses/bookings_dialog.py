"""What one person, room or bus is booked for, across all courses."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kbh_desktop.courses.resources import Booking
from kbh_desktop.i18n import _
from ui.courses.row_delegate import Row
from ui.courses.rows import RowList
from ui.courses.words import day_and_date
from ui.navigation import Place
from ui.theme import theme
from ui.widgets.dialog import Dialog
from ui.widgets.text import Text

_LIST_PX = 320


class BookingsDialog(Dialog):
    """Enter on one asks to be brought there; `opened` gives the Place."""

    opened = Signal(object)
    width_px = 560

    def __init__(self, parent: QWidget, name: str, bookings: tuple[Booking, ...]) -> None:
        super().__init__(parent, _("The plan of {name}").format(name=name))
        self._bookings = bookings
        self.rows = RowList(_("Booked for"))
        self.rows.setMinimumHeight(theme.px(_LIST_PX))
        self.rows.show_rows([_row(n, each) for n, each in enumerate(self._bookings)])
        self.rows.choose_first()
        if self._bookings:
            self.column.addWidget(self.rows, 1)
        else:
            self.column.addWidget(Text(_("Not booked for anything."), "Muted"))
        self.rows.opened.connect(self._open)
        self.add_cancel(_("Close"))

    def _open(self, key: str) -> None:
        booking = self._bookings[int(key)]
        self.accept()
        self.opened.emit(Place("course", booking.course))


def _row(number: int, booking: Booking) -> Row:
    at = booking.placement
    span = f"{booking.starts}\u2013{booking.ends}".replace(":", ".")
    when = f"{day_and_date(at.day)} {span}"
    return Row(str(number), booking.title, f"{when} \u00b7 {booking.course_title}", "calendar-days")
