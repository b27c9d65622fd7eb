"""Every conflict of a plan with what could be done about it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kbh_desktop.courses.conflicts import Conflict
from kbh_desktop.i18n import _
from ui.courses.row_delegate import Row
from ui.courses.rows import RowList
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout


class ConflictList(QWidget):
    """Enter shows where it is; “next free” moves the session that is easiest to move."""

    shown = Signal(object)
    """A Conflict."""
    move_wanted = Signal(object)
    repair_wanted = Signal()

    def __init__(self, *, may_change: bool) -> None:
        super().__init__()
        self._conflicts: tuple[Conflict, ...] = ()
        self.rows = RowList(_("Conflicts"))
        self._nothing = EmptyState("circle-check", _("No conflicts"))
        self.move_button = Button(_("Move to the next free"), self._move, icon="arrow-right")
        self.repair = Button(_("Repair"), self.repair_wanted.emit, icon="wrench")
        self._may_change = may_change
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.addWidget(self.move_button)
        flow.addWidget(self.repair)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.rows, 1)
        column.addWidget(self._nothing, 1)
        self._nothing.hide()
        column.addWidget(buttons)
        self.setFocusProxy(self.rows)
        self.rows.chosen.connect(lambda _key: self._show())
        self.rows.opened.connect(lambda _key: self._show())

    def tell(self, conflicts: Sequence[Conflict]) -> None:
        """Show the conflicts."""
        self._conflicts = tuple(conflicts)
        self.rows.show_rows(
            [
                Row(str(n), each.text, each.remedy, "triangle-alert")
                for n, each in enumerate(self._conflicts)
            ]
        )
        self.rows.setVisible(bool(conflicts))
        self._nothing.setVisible(not conflicts)
        for button in (self.move_button, self.repair):
            button.setVisible(self._may_change and bool(conflicts))

    @property
    def conflict(self) -> Conflict | None:
        """The conflict chosen."""
        return self._conflicts[int(self.rows.key)] if self.rows.key else None

    def _show(self) -> None:
        if self.conflict is not None:
            self.shown.emit(self.conflict)

    def _move(self) -> None:
        self.rows.choose_first()
        if self.conflict is not None:
            self.move_wanted.emit(self.conflict)
