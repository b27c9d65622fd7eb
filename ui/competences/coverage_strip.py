"""The foot of the card: job goals and how far they are, what else is near, and the Danish track."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kbh_desktop.competences import labels
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
    """Tiles in a row, each opening what stands behind it; in little room some are icons."""

    goal_opened = Signal(int)
    """Its place among the goals."""
    goals_wanted = Signal()
    nearest_opened = Signal()
    track_opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Job goals"))
        self.tiles: list[CoverageTile] = []
        self._told: object = None
        self._brief = True
        self._last_two: tuple[CoverageTile, ...] = ()
        self._near = IconButton("signpost", _("Near at hand"), self.nearest_opened.emit)
        self._track = IconButton("graduation-cap", _("Danish education"), self.track_opened.emit)
        self._change = IconButton("pencil", _("Change job goals"), self.goals_wanted.emit)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(10)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(self._row, 1)
        for button in (self._near, self._track, self._change):
            whole.addWidget(button)

    def be_brief(self, brief: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Show what is not a goal as an icon only."""
        self._brief = brief
        self._show_sizes()

    def tell(
        self, goals: Sequence[GoalPicture], near: Sequence[str], track: TrackSuggestion
    ) -> None:
        """Show the goals, the names of the `near` occupations, and the Danish track."""
        told = (tuple(goals), tuple(near), track)
        if told == self._told:
            return
        self._told = told
        at = next((i for i, tile in enumerate(self.tiles) if tile.hasFocus()), -1)
        self._clear()
        for place, goal in enumerate(goals):
            self._add(_goal_tile(goal, partial(self.goal_opened.emit, place)))
        if not goals:
            self._add(_wish_tile(self.goals_wanted.emit))
        others = [_track_tile(track, self.track_opened.emit)]
        if near:
            others.insert(0, _near_tile(near, self.nearest_opened.emit))
        for tile in others:
            self._add(tile)
        self._last_two = tuple(others)
        self._near.setEnabled(bool(near))
        self._change.setVisible(bool(goals))
        self._track.rename(others[-1].accessibleName())
        self._show_sizes()
        self.setFocusProxy(self.tiles[0])
        if at >= 0:
            self.tiles[min(at, len(self.tiles) - 1)].setFocus()

    def _show_sizes(self) -> None:
        for tile in self._last_two:
            tile.setVisible(not self._brief)
        self._near.setVisible(self._brief)
        self._track.setVisible(self._brief)

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


def _wish_tile(act: Act) -> CoverageTile:
    words = _("Up to three, the dearest first.")
    return CoverageTile(_("Choose job goals"), words, act, icon="target")


def _near_tile(near: Sequence[str], act: Act) -> CoverageTile:
    return CoverageTile(_("Near at hand"), ", ".join(near), act, icon="signpost")


def _track_tile(track: TrackSuggestion, act: Act) -> CoverageTile:
    if track.decided:
        words = _("Chosen by the consultant.")
        if track.name and track.track != track.decided:
            words = _("Chosen by the consultant; the rule suggests {name}.").format(name=track.name)
        return CoverageTile(labels.tracks()[track.decided], words, act, icon="graduation-cap")
    if not track.name:
        words = _("Not answered yet: {questions}").format(questions=", ".join(track.unanswered))
        return CoverageTile(_("Danish education"), words, act, icon="graduation-cap")
    return CoverageTile(track.name, track.rule, act, icon="graduation-cap")
