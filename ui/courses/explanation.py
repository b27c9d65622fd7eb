"""Why not everything can be placed: the facts that clash, and the ways out."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kbh_desktop.courses.planner.clash import Clash
from kbh_desktop.courses.planner.result import Unplaced
from kbh_desktop.i18n import _
from ui.courses.view import PlanView
from ui.widgets.clearing import clear_layout
from ui.widgets.text import Text


class Explanation(QWidget):
    """Hidden while there is nothing to explain."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    @property
    def words(self) -> str:
        """Everything that is said."""
        return "\n".join(label.text() for label in self.findChildren(Text) if not label.isHidden())

    def tell(self, view: PlanView, clashes: Sequence[Clash], unplaced: Sequence[Unplaced]) -> None:
        """Say in words what stands in the way."""
        clear_layout(self._column)
        for clash in clashes:
            self._column.addWidget(Text(clash.words, "Strong", wrap=True))
            if clash.ways_out:
                self._column.addWidget(Text(_("Any one of these would help:"), "Muted"))
                for way in clash.ways_out:
                    self._column.addWidget(Text(f"\u2022 {way}", wrap=True))
        explained = {name for clash in clashes for name in clash.sessions}
        for each in unplaced:
            if each.session not in explained and each.session in view.instance.session:
                self._column.addWidget(Text(each.reason, "WarnText", wrap=True))
        self.setVisible(bool(self._column.count()))
