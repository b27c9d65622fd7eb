"""Asks what stands on the printed plan beside the sessions: the aim of each week, and the foot."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from kbh_desktop.courses.fields import LONGEST_AIM, LONGEST_NOTICE
from kbh_desktop.courses.schedule import CourseBoard
from kbh_desktop.i18n import _
from ui.courses.words import week_name
from ui.errors import guard
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field

if TYPE_CHECKING:
    from kbh_desktop.app import App


class PlanWordsDialog(Dialog):
    """A line for each week and one for the foot; saving is one step that can be undone."""

    width_px = 620

    def __init__(self, parent: QWidget, app: "App", board: CourseBoard) -> None:
        super().__init__(parent, _("Words of the plan"))
        self._app = app
        self._course = board.course
        themes = {module.week: str(module.title) for module in board.modules}
        known = dict(enumerate(board.course.aims, 1))
        self.aims: list[QLineEdit] = []
        self._fields: dict[str, Field] = {}
        for number, week in enumerate(board.calendar.weeks, 1):
            line = _line(known.get(number, ""), LONGEST_AIM)
            name = " · ".join(filter(None, (week_name(week), themes.get(number, ""))))
            self._fields[f"aims.{number}"] = Field(_("Aim of {week}").format(week=name), line)
            self.aims.append(line)
        self.notice = _line(board.course.notice, LONGEST_NOTICE)
        self._fields["notice"] = Field(
            _("At the foot of the plan"), self.notice, _("Such as whom to call when ill.")
        )
        for field in self._fields.values():
            self.column.addWidget(field)
        self.add_cancel()
        self.add_accept(_("Save"))

    def accept(self) -> None:
        """Keep the words; what is too long is said at its field."""
        with guard(self, self._fields):
            self._app.courses.change(
                self._course.id,
                aims=tuple(line.text() for line in self.aims),
                notice=self.notice.text(),
            )
            self.done(self.DialogCode.Accepted)


def _line(text: str, most: int) -> QLineEdit:
    line = QLineEdit(text)
    line.setMaxLength(most)
    return line
