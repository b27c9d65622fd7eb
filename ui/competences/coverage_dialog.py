"""What stands behind a tile: a goal's skills, occupations near at hand, the rule of a track."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kbh_desktop.i18n import _
from ui.competences.coverage_picture import CoverageShares, draw_coverage, legend
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Rule
from ui.widgets.chip import Chip
from ui.widgets.dialog import Dialog
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class GoalSkills:
    """Names of the skills a goal asks for, in three parts."""

    title: str
    have: tuple[str, ...]
    could_show: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def shares(self) -> CoverageShares:
        """The same in numbers."""
        return CoverageShares(len(self.have), len(self.could_show), len(self.missing))


class CoveragePicture(QWidget):
    """The boxes of the tile, as wide as there is room."""

    def __init__(self, shares: CoverageShares) -> None:
        super().__init__()
        self._shares = shares
        self.setAccessibleName(shares.words)
        single = shares.asked == 1
        wide = QSizePolicy.Policy.Fixed if single else QSizePolicy.Policy.Expanding
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for all boxes."""
        return QSize(theme.px(21 * max(1, self._shares.asked)), theme.px(24))

    def minimumSizeHint(self) -> QSize:
        """Return room for a box."""
        return QSize(theme.px(21), theme.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the boxes."""
        draw_coverage(QPainter(self), QRect(self.rect()), self._shares)


class GoalDialog(Dialog):
    """The skills that a goal asks for, by whether the person has, could show or lacks them."""

    width_px = 640

    def __init__(self, parent: QWidget, goal: GoalSkills) -> None:
        super().__init__(parent, goal.title)
        self.column.addWidget(Text(goal.shares.words, "Sub", wrap=True))
        self.column.addWidget(CoveragePicture(goal.shares))
        parts = (goal.have, goal.could_show, goal.missing)
        for (shares, words), names in zip(legend(), parts, strict=True):
            self.column.addWidget(Rule())
            self.column.addWidget(_part(shares, words, names))
        self.add_cancel(_("Close"))


class NearestDialog(Dialog):
    """Other occupations within reach and which skills they share; `wished` gives one to want."""

    wished = Signal(str)
    """The title."""

    width_px = 640

    def __init__(
        self,
        parent: QWidget,
        near: Sequence[GoalSkills],
        *,
        room_for_goals: bool,
    ) -> None:
        super().__init__(parent, _("Near at hand"))
        explained = _("Occupations that ask for much of what the person has, the nearest first.")
        self.column.addWidget(Text(explained, "Sub", wrap=True))
        for goal in near:
            self.column.addWidget(Rule())
            self.column.addWidget(self._row(goal, wishable=room_for_goals))
        self.add_cancel(_("Close"))

    def _row(self, goal: GoalSkills, *, wishable: bool) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(Text(goal.title, "Strong", wrap=True))
        words.addWidget(CoveragePicture(goal.shares))
        overlap = _("Shares: {skills}").format(skills=", ".join((*goal.have, *goal.could_show)))
        words.addWidget(Text(overlap, "Muted", wrap=True))
        line.addLayout(words, 1)
        if wishable:
            wish = Button(_("Make it a goal"), partial(self._wish, goal.title), icon="target")
            wish.setAccessibleName(_("Make {title} a goal").format(title=goal.title))
            line.addWidget(wish, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _wish(self, title: str) -> None:
        self.accept()
        self.wished.emit(title)


def _part(shares: CoverageShares, words: str, names: Sequence[str]) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(CoveragePicture(shares))
    head.addWidget(Text(f"{words} ({len(names)})", "Strong", wrap=True), 1)
    column.addLayout(head)
    if names:
        flow = FlowLayout(spacing=6)
        for name in names:
            flow.addWidget(Chip(name, "info" if shares.have else ""))
        column.addLayout(flow)
    else:
        column.addWidget(Text(_("nothing"), "Muted"))
    return part
