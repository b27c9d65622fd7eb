"""Beside the week: the tray and the conflicts, one of the two in front."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kbh_desktop.i18n import _
from ui.courses.conflict_list import ConflictList
from ui.courses.row_delegate import Row
from ui.courses.tray import Tray
from ui.courses.view import PlanView
from ui.courses.words import conflicts_text, kind_icon, session_remark
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.text import Text


class _Tab(Button):
    kind = "seg"


class SidePane(Card):
    """The tabs say how many wait."""

    fill_wanted = Signal()

    def __init__(self, *, may_change: bool) -> None:
        super().__init__(padding=8)
        self.tray = Tray()
        self.conflicts = ConflictList(may_change=may_change)
        self.fill = PrimaryButton(_("Fill the rest"), self.fill_wanted.emit, icon="wand-sparkles")
        self._may_change = may_change
        self._is_narrow = False
        self._counts = (0, 0)
        self._all_placed = EmptyState("circle-check", _("Everything is placed"))
        self._hint = Text(_("Drag into the week, or press Space and choose."), "Muted", wrap=True)
        self._tray_tab = _Tab("", lambda: self.show_part(conflicts=False))
        self._conflict_tab = _Tab("", lambda: self.show_part(conflicts=True))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._tray_part())
        self._stack.addWidget(self.conflicts)
        row = QHBoxLayout()
        row.setSpacing(6)
        for tab in (self._tray_tab, self._conflict_tab):
            tab.setCheckable(True)
            row.addWidget(tab, 1)
        self.column.addLayout(row)
        self.column.addWidget(self._stack, 1)
        self.show_part(conflicts=False)

    def show_part(self, *, conflicts: bool) -> None:
        """Show the conflicts, or the tray."""
        self._stack.setCurrentIndex(int(conflicts))
        self._tray_tab.setChecked(not conflicts)
        self._conflict_tab.setChecked(conflicts)
        self.setFocusProxy(self.conflicts.rows if conflicts else self.tray)

    def tell(self, view: PlanView) -> None:
        """Show what is not placed and what is in conflict."""
        self.tray.show_rows(_tray_rows(view))
        count = len(view.unplaced)
        self._counts = (count, len(view.conflicts))
        self._name_tabs()
        self.tray.setVisible(bool(count))
        self._hint.setVisible(bool(count) and self._may_change)
        self.fill.setVisible(bool(count) and self._may_change)
        self._all_placed.setVisible(not count)
        self.conflicts.tell(view.conflicts)

    def be_narrow(self, *, narrow: bool) -> None:
        """Show icons with numbers where there is no room for words."""
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._name_tabs()

    def _name_tabs(self) -> None:
        placed, conflicts = self._counts
        for tab, words, count, icon in (
            (self._tray_tab, _("Not placed ({count})").format(count=placed), placed, "inbox"),
            (self._conflict_tab, conflicts_text(conflicts), conflicts, "triangle-alert"),
        ):
            tab.set_icon(icon if self._is_narrow else "")
            tab.set_words(str(count) if self._is_narrow else words)
            tab.setAccessibleName(words)
            tab.setToolTip(words)

    def _tray_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._hint)
        column.addWidget(self.tray, 1)
        column.addWidget(self._all_placed, 1)
        self._all_placed.hide()
        column.addWidget(self.fill)
        return part


def _tray_rows(view: PlanView) -> Sequence[Row]:
    return [
        Row(
            name,
            view.instance.session[name].name,
            session_remark(view, name),
            kind_icon(view.kinds.get(name, "lesson")),
        )
        for name in view.unplaced
    ]
