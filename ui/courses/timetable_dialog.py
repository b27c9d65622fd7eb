"""Takes a timetable of Danish lessons in: shown first, nothing changed before it is said so."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from kbh_desktop.courses.model import CourseId
from kbh_desktop.courses.schedule import BusyBlock
from kbh_desktop.courses.timetable_import import TimetablePreview
from kbh_desktop.i18n import _, n_
from ui.background import run_in_background
from ui.courses.row_delegate import Row
from ui.courses.rows import RowList
from ui.courses.words import clock_words, day_and_date
from ui.errors import guard, show_error
from ui.theme import Tone, theme
from ui.widgets.check_box import CheckBox
from ui.widgets.dialog import Dialog
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App

_LIST_PX, _MOST_SKIPPED = 260, 5


class TimetableDialog(Dialog):
    """What is new, changed and gone; the whole is one step that can be undone."""

    width_px = 620

    def __init__(
        self, parent: QWidget, app: "App", course_id: CourseId, preview: TimetablePreview
    ) -> None:
        super().__init__(parent, _("Danish timetable"))
        self._app = app
        self._course_id = course_id
        self._preview = preview
        self.column.addWidget(Text(_summary(preview), "Sub", wrap=True))
        for words in preview.skipped[:_MOST_SKIPPED]:
            self.column.addWidget(Text(words, "WarnText", wrap=True))
        self.rows = RowList(_("What would change"))
        self.rows.setMinimumHeight(theme.px(_LIST_PX))
        self.rows.show_rows(_rows(preview))
        self.rows.choose_first()
        self.remove_gone = CheckBox(_("Also remove what the file does not have"))
        self.remove_gone.setChecked(True)
        changes = bool(self.rows.keys)
        if changes:
            self.column.addWidget(self.rows, 1)
        if preview.gone:
            self.column.addWidget(self.remove_gone)
        self.add_cancel(_("Cancel") if changes else _("Close"))
        if changes:
            self.add_accept(_("Apply"))

    def accept(self) -> None:
        """Take the timetable in."""
        with guard(self):
            self._app.courses.apply_timetable(
                self._course_id, self._preview, remove_gone=self.remove_gone.isChecked()
            )
            super().accept()


def ask_for_timetable(parent: QWidget, app: "App", course_id: CourseId) -> None:
    """Let the person choose a file, and show what it would change."""
    chosen, _filter = QFileDialog.getOpenFileName(
        parent, _("Take in a timetable"), "", _("Timetables (*.ics *.xlsx)")
    )
    if chosen:
        show_timetable(parent, app, course_id, Path(chosen))


def show_timetable(parent: QWidget, app: "App", course_id: CourseId, path: Path) -> None:
    """Read the file in the background and show what it would change."""
    run_in_background(
        parent,
        lambda: app.courses.import_timetable(course_id, path),
        lambda preview: TimetableDialog(parent, app, course_id, preview).start(),
        lambda error: show_error(parent, error),
    )


def _summary(preview: TimetablePreview) -> str:
    counts = (
        n_("{count} new", "{count} new", len(preview.new)).format(count=len(preview.new)),
        n_("{count} changed", "{count} changed", len(preview.changed)).format(
            count=len(preview.changed)
        ),
        n_("{count} gone", "{count} gone", len(preview.gone)).format(count=len(preview.gone)),
        n_("{count} as before", "{count} as before", preview.same).format(count=preview.same),
    )
    return f"{preview.file_name}: {', '.join(counts)}."


def _rows(preview: TimetablePreview) -> list[Row]:
    return [
        *(_row("new", n, each, _("New"), "ok") for n, each in enumerate(preview.new)),
        *(
            _row("changed", n, after, _("Changed"), "warn")
            for n, (_before, after) in enumerate(preview.changed)
        ),
        *(_row("gone", n, each, _("Gone"), "bad") for n, each in enumerate(preview.gone)),
    ]


def _row(group: str, number: int, block: BusyBlock, word: str, tone: Tone) -> Row:
    span = f"{clock_words(block.starts)}\u2013{clock_words(block.ends)}"
    remark = f"{day_and_date(block.day)} {span}"
    return Row(f"{group}{number}", block.title, remark, "calendar-off", ((word, tone),))
