"""The foot of the card: job goals and how far they are, what else is near, and the Danish track."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kbh_desktop.competences.card import TrackSuggestion
from kbh_desktop.i18n import _
from ui.competences.coverage_picture import CoverageShares
from ui.competences.coverage_tile import CoverageTile
from ui.widgets.buttons import IconButton

Act = Callable[[], None]


@dataclass(frozen=True, slots=True)
class GoalPicture:
    """A wished occupation; `shares` is None for words that the catalogue does not know."""

    title: str
    shares: CoverageShares | None


class CoverageStrip(QWidget):
    """Tiles in a row; each opens what stands behind it."""

    goal_opened = Signal(int)
    """Its place among the goals."""
    goals_wanted = Signal()
    nearest_opened = Signal()
    track_opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Job goals"))
        self.tiles: list[CoverageTile] = []
        self.change = IconButton("pencil", _("Change job goals"), self.goals_wanted.emit)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(10)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(self._row, 1)
        whole.addWidget(self.change)

    def tell(
        self, goals: Sequence[GoalPicture], near: Sequence[str], track: TrackSuggestion
    ) -> None:
        """Show the goals, the names of the `near` occupations, and the Danish track."""
        at = next((i for i, tile in enumerate(self.tiles) if tile.hasFocus()), -1)
        self._clear()
        for place, goal in enumerate(goals):
            self._add(_goal_tile(goal, partial(self.goal_opened.emit, place)))
        if not goals:
            title = _("Choose job goals")
            words = _("Up to three, the dearest first.")
            self._add(CoverageTile(title, words, self.goals_wanted.emit, icon="target"))
        if near:
            title = _("Near at hand")
            self._add(
                CoverageTile(title, ", ".join(near), self.nearest_opened.emit, icon="signpost")
            )
        self._add(_track_tile(track, self.track_opened.emit))
        self.change.setVisible(bool(goals))
        if at >= 0:
            self.tiles[min(at, len(self.tiles) - 1)].setFocus()
        elif self.tiles:
            self.setFocusProxy(self.tiles[0])

    def _add(self, tile: CoverageTile) -> None:
        self.tiles.append(tile)
        self._row.addWidget(tile, 1)

    def _clear(self) -> None:
        for tile in self.tiles:
            self._row.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self.tiles = []


def _goal_tile(goal: GoalPicture, act: Act) -> CoverageTile:
    if goal.shares is None:
        words = _("The catalogue does not know it; choose a title to see the picture.")
        return CoverageTile(goal.title, words, act, icon="target")
    return CoverageTile(
        goal.title,
        goal.shares.words,
        act,
        shares=goal.shares,
        icon="target",
    )


def _track_tile(track: TrackSuggestion, act: Act) -> CoverageTile:
    if not track.name:
        words = _("Not answered yet: {questions}").format(questions=", ".join(track.unanswered))
        return CoverageTile(_("Danish education"), words, act, icon="graduation-cap")
    return CoverageTile(track.name, track.rule, act, icon="graduation-cap")
