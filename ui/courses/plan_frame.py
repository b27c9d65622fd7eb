"""The widgets of a course's plan and their places, in wide and narrow windows."""

from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kbh_desktop.courses.timetable import Grid
from kbh_desktop.i18n import _
from ui.courses.action_bar import ActionBar
from ui.courses.drag_label import DragLabel
from ui.courses.grid import WeekGrid
from ui.courses.overview import Overview
from ui.courses.plan_table import PlanTable
from ui.courses.side_pane import SidePane
from ui.courses.week_tabs import OVERVIEW, WeekTabs
from ui.courses.words import conflicts_text
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.select import Select

_PANE_PX, _NARROW_PANE_PX, _NARROW_PX = 270, 210, 760
TABLE = "table"
_FRONTS = {OVERVIEW: 1, TABLE: 2}


class PlanFrame(QWidget):
    """Week, overview or table in front; tray and conflicts beside, in a narrow window on demand."""

    def __init__(self, today: Callable[[], date], *, may_change: bool) -> None:
        super().__init__()
        self.tabs = WeekTabs()
        self.bar = ActionBar()
        self.grid = WeekGrid(Grid((), 8), today)
        self.overview = Overview(today)
        self.table = PlanTable()
        self.pane = SidePane(may_change=may_change)
        self.only = Select(_("Show for"))
        self.pane_button = Button("", self._toggle_pane, icon="inbox")
        self._front = QStackedWidget()
        self._is_pane_open = False
        """Whether tray and conflicts are shown in a narrow window."""
        self._drag = DragLabel(self)
        self._lay_out()

    @property
    def is_week_in_front(self) -> bool:
        """Whether a week is shown, not the overview or the table."""
        return not self._front.currentIndex()

    def show_front(self, key: str) -> None:
        """Bring the overview, the table or the week in front."""
        self._front.setCurrentIndex(_FRONTS.get(key, 0))
        self.bar.setVisible(self.is_week_in_front)

    def _toggle_pane(self) -> None:
        self.open_pane(is_open=not self._is_pane_open)
        if self._is_pane_open:
            self.pane.setFocus()

    def open_pane(self, *, is_open: bool) -> None:
        """Show tray and conflicts in a narrow window; in a wide one they always are."""
        self._is_pane_open = is_open
        self._fit()

    def name_pane_button(self, unplaced: int, conflicts: int) -> None:
        """Say on the button what waits behind it."""
        placed = _("Not placed ({count})").format(count=unplaced)
        words = ", ".join(filter(None, (placed, conflicts_text(conflicts) if conflicts else "")))
        self.pane_button.set_icon("triangle-alert" if conflicts else "inbox")
        self.pane_button.set_words(str(conflicts or unplaced))
        self.pane_button.setAccessibleName(words)
        self.pane_button.setToolTip(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the week more of a narrow window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < theme.px(_NARROW_PX)
        self.pane_button.setVisible(narrow)
        self._beside.setVisible(self._is_pane_open or not narrow)
        self._beside.setFixedWidth(theme.px(_NARROW_PANE_PX if narrow else _PANE_PX))
        self.pane.be_narrow(narrow=narrow)

    def _lay_out(self) -> None:
        week = Card(padding=4)
        week.column.addWidget(self.grid, 1)
        glance = Card(padding=12)
        scroll = ScrollColumn()
        scroll.column.addWidget(self.overview)
        glance.column.addWidget(scroll, 1)
        rows = Card(padding=4)
        rows.column.addWidget(self.table, 1)
        for part in (week, glance, rows):
            self._front.addWidget(part)
        beside = QVBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self.only)
        beside.addWidget(self.pane, 1)
        self._beside = QWidget()
        self._beside.setLayout(beside)
        beside.setContentsMargins(0, 0, 0, 0)
        body = QHBoxLayout()
        body.setSpacing(12)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.bar)
        left.addWidget(self._front, 1)
        body.addLayout(left, 1)
        body.addWidget(self._beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.tabs, 1)
        head.addWidget(self.pane_button)
        column.addLayout(head)
        column.addLayout(body, 1)
