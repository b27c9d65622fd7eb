"""Times at which the participants have something that can't move, such as Danish lessons."""

from datetime import time
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kbh_desktop.courses.schedule import BusyBlock, CourseBoard
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from ui.courses.day_field import DayField
from ui.courses.row_delegate import Row
from ui.courses.rows import RowList
from ui.courses.words import clock_words, day_and_date
from ui.errors import guard
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Rule
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.spoken_dates import parse_time
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App

_LIST_PX = 200


class BlocksDialog(Dialog):
    """Adds, removes, and reads in a timetable; each deed can be undone in the plan."""

    width_px = 600

    def __init__(self, parent: QWidget, app: "App", board: CourseBoard) -> None:
        super().__init__(parent, _("Fixed times"))
        self._app = app
        self._course = board.course.id
        self.rows = RowList(_("Fixed times"))
        self.rows.setMinimumHeight(theme.px(_LIST_PX))
        self._nothing = Text(_("There are none yet."), "Muted")
        self.line = QLineEdit(_("Danish (Red Cross)"))
        self.day = DayField(_("Day"), app.people.today())
        self.begins, self.ends = QLineEdit(), QLineEdit()
        self.remove = Button(_("Remove"), self._remove, icon="trash-2")
        self._add_fields()
        self.add_cancel(_("Close"))
        self._tell(board)

    def _tell(self, board: CourseBoard) -> None:
        self.rows.show_rows([_row(block) for block in board.blocks])
        self.rows.choose_first()
        self.rows.setVisible(bool(board.blocks))
        self.remove.setVisible(bool(board.blocks))
        self._nothing.setVisible(not board.blocks)
        self._blocks = board.blocks

    def _read(self) -> None:
        self._tell(self._app.courses.board(self._course))

    def _add(self) -> None:
        with guard(self, self._fields):
            self._app.courses.add_block(self._course, self._wanted())
            self._read()

    def _wanted(self) -> BusyBlock:
        return BusyBlock(
            day=self.day.day(),
            starts=_time(self.begins, "starts"),
            ends=_time(self.ends, "ends"),
            title=self.line.text(),
        )

    def _remove(self) -> None:
        block = next((each for each in self._blocks if each.id == self.rows.key), None)
        if block is not None:
            with guard(self):
                self._app.courses.remove_block(self._course, block.id)
                self._read()

    def _add_fields(self) -> None:
        self._fields: dict[str, Field | DayField] = {
            "title": Field(_("What"), self.line),
            "day": self.day,
            "first_day": self.day,
            "starts": Field(_("From"), self.begins),
            "ends": Field(_("To"), self.ends),
        }
        self.begins.setPlaceholderText("8.30")
        self.ends.setPlaceholderText("11.30")
        about = _("What the participants can't be moved from. The week shows it hatched.")
        self.column.addWidget(Text(about, "Sub", wrap=True))
        self.column.addWidget(self._nothing)
        self.column.addWidget(self.rows, 1)
        line = QHBoxLayout()
        line.addWidget(self.remove)
        line.addStretch(1)
        self.column.addLayout(line)
        self.column.addWidget(Rule())
        self.column.addWidget(self._fields["title"])
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.day, 2)
        row.addWidget(self._fields["starts"], 1)
        row.addWidget(self._fields["ends"], 1)
        self.column.addLayout(row)
        add = QVBoxLayout()
        line = QHBoxLayout()
        line.addWidget(Button(_("Add the time"), self._add, icon="plus"))
        line.addStretch(1)
        add.addLayout(line)
        self.column.addLayout(add)


def _row(block: BusyBlock) -> Row:
    span = f"{clock_words(block.starts)}\u2013{clock_words(block.ends)}"
    return Row(block.id, block.title, f"{day_and_date(block.day)} {span}", "calendar-off")


def _time(line: QLineEdit, field: str) -> time:
    try:
        return time.fromisoformat(parse_time(line.text()))
    except InputError as error:
        raise InputError(str(error), field=field) from None
