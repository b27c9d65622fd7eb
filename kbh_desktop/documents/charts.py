"""Charts that need no colour to be read: bars, a line towards a goal, a strip of weeks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from kbh_desktop.documents import design
from kbh_desktop.documents.boxes import Box
from kbh_desktop.documents.drawing import Area, FigureBox, Label, Stroke, label
from kbh_desktop.documents.text.layout import Style, text_width

_MM: Final = design.MM
_GRID_STEPS: Final = 4
_AXIS: Final = 26.0  # room for the numbers at the left
_DOT: Final = 5.0
_NICE: Final = (4, 8, 12, 20, 40, 60, 80, 100, 200, 400, 1000)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar as long as its share (0 to 1) of the room, with a tick where the goal lies."""

    share: float | None
    goal: float | None = None
    color: str = design.PETROL
    before: float = 0

    def lay(self, width: float, missing: set[str]) -> Box:  # noqa: ARG002
        """Lay out; the words stand in the row beside it."""
        height, top = design.BODY_TEXT.leading, 3.6
        parts: list[Area | Stroke | Label] = [Area(0, top, width, 6.6, design.EMPTY, 1.2)]
        if self.share is not None and self.share > 0:
            long = max(1.5, width * min(1.0, self.share))
            parts.append(Area(0, top, long, 6.6, self.color, 1.2))
        if self.goal is not None:
            at = width * min(1.0, max(0.0, self.goal))
            parts.append(Stroke(((at, top - 2.6), (at, top + 9.2)), design.INK, 1.1))
        return FigureBox(width, height, "", parts)


@dataclass(frozen=True, slots=True)
class GoalPoint:
    """One moment: what was reached and what was aimed for, in per cent; either may be unknown."""

    name: str
    reached: float | None
    goal: float | None = None
    words: str = ""
    """The number as it is printed, such as `39,3`."""


@dataclass(frozen=True, slots=True)
class GoalLine:
    """What was reached over time as a line with dots, and the goal as dashes."""

    points: Sequence[GoalPoint]
    reached_name: str
    goal_name: str
    words: str = field(repr=False)
    height: float = 120
    before: float = 0

    def lay(self, width: float, missing: set[str]) -> Box:
        """Lay out grid, lines and labels."""
        plot = _Plot(self, width, missing)
        return FigureBox(width, self.height + 30, self.words, plot.parts())


class _Plot:
    """The coordinates of one chart."""

    def __init__(self, chart: GoalLine, width: float, missing: set[str]) -> None:
        self.chart = chart
        self.missing = missing
        self.right = width
        self.top, self.bottom = 16.0, chart.height + 12
        self.most = _nice([v for p in chart.points for v in (p.reached, p.goal) if v is not None])
        self.step = (width - _AXIS) / max(1, len(chart.points))

    def parts(self) -> list[Area | Stroke | Label]:
        return [*self._grid(), *self._goal(), *self._reached(), *self._names(), *self._key()]

    def _x(self, index: int) -> float:
        return _AXIS + self.step * (index + 0.5)

    def _y(self, value: float) -> float:
        return self.bottom - (self.bottom - self.top) * value / self.most

    def _grid(self) -> list[Area | Stroke | Label]:
        found: list[Area | Stroke | Label] = []
        for step in range(_GRID_STEPS + 1):
            value = self.most * step / _GRID_STEPS
            y = self._y(value)
            line = (design.INK, 0.8) if not step else (design.RULE, 0.5)
            found.append(Stroke(((_AXIS, y), (self.right, y)), *line))
            text = f"{value:g} %"
            found.append(self._label(text, design.LABEL_END, 0, y - 5, _AXIS - 5))
        return found

    def _goal(self) -> list[Area | Stroke | Label]:
        at = [
            (self._x(n), self._y(p.goal))
            for n, p in enumerate(self.chart.points)
            if p.goal is not None
        ]
        if not at:
            return []
        if len(at) == 1:
            at = [(at[0][0] - self.step / 3, at[0][1]), (at[0][0] + self.step / 3, at[0][1])]
        return [Stroke(tuple(at), design.INK_2, 1.2, "4 3")]

    def _reached(self) -> list[Area | Stroke | Label]:
        found: list[Area | Stroke | Label] = []
        known = [(n, p) for n, p in enumerate(self.chart.points) if p.reached is not None]
        for (n, one), (m, two) in pairwise(known):
            if m == n + 1:  # a quarter without a number leaves a gap
                ends = (
                    (self._x(n), self._y(one.reached or 0)),
                    (self._x(m), self._y(two.reached or 0)),
                )
                found.append(Stroke(ends, design.PETROL, 2.2))
        for n, point in known:
            x, y = self._x(n), self._y(point.reached or 0)
            found.append(Area(x - _DOT / 2, y - _DOT / 2, _DOT, _DOT, design.PETROL, _DOT / 2))
            is_short = point.goal is not None and (point.reached or 0) < point.goal
            above = y + 4 if is_short and y + 15 < self.bottom else y - 15
            behind = text_width(point.words, design.CHART_VALUE) + 2
            found += [
                Area(x - behind / 2, above + 1, behind, 8.4, design.WHITE),
                self._label(point.words, design.CHART_VALUE, x - 24, above, 48),
            ]
        return found

    def _names(self) -> list[Area | Stroke | Label]:
        return [
            self._label(
                p.name, design.LABEL_CENTER, self._x(n) - self.step / 2, self.bottom + 3, self.step
            )
            for n, p in enumerate(self.chart.points)
        ]

    def _key(self) -> list[Area | Stroke | Label]:
        name, goal = self.chart.reached_name, self.chart.goal_name
        own = min(text_width(name, design.LABEL), (self.right - _AXIS) / 2)
        found: list[Area | Stroke | Label] = [
            Stroke(((_AXIS, 5), (_AXIS + 16, 5)), design.PETROL, 2.2),
            self._label(name, design.LABEL, _AXIS + 20, 0.5, own + 1),
        ]
        if any(point.goal is not None for point in self.chart.points):
            at = _AXIS + 20 + own + 14
            found += [
                Stroke(((at, 5), (at + 16, 5)), design.INK_2, 1.2, "4 3"),
                self._label(goal, design.LABEL, at + 20, 0.5, self.right - at - 20),
            ]
        return found

    def _label(self, text: str, style: Style, x: float, y: float, width: float) -> Label:
        return label(text, style, x, y, width, self.missing)


def _nice(values: Sequence[float]) -> float:
    """Return the top of the scale: a number that four steps divide well."""
    most = max(values, default=0)
    return next((top for top in _NICE if top >= min(most * 1.08, 100)), most)


@dataclass(frozen=True, slots=True)
class StripWeek:
    """One week of a course: its name, its share (0 to 1; none before anything was held)."""

    name: str
    share: float | None
    words: str


@dataclass(frozen=True, slots=True)
class WeekStrip:
    """The weeks of a course side by side, each filled from below as far as its share."""

    weeks: Sequence[StripWeek]
    words: str = field(repr=False)
    height: float = 26
    before: float = 0

    def lay(self, width: float, missing: set[str]) -> Box:
        """Lay out the columns with their labels."""
        gap = 3.0
        count = max(1, len(self.weeks))
        column = min(15 * _MM, (width - gap * (count - 1)) / count)
        parts: list[Area | Stroke | Label] = []
        for place, week in enumerate(self.weeks):
            x = place * (column + gap)
            parts.append(Area(x, 0, column, self.height, design.EMPTY, 1.5))
            if week.share:
                filled = self.height * min(1.0, week.share)
                parts.append(
                    Area(
                        x, self.height - filled, column, filled, design.PETROL, min(1.5, filled / 2)
                    )
                )
            parts.append(label(week.words, design.CHART_UNDER, x, self.height + 2, column, missing))
            parts.append(
                label(week.name, design.LABEL_CENTER, x, self.height + 12, column, missing)
            )
        return FigureBox(width, self.height + 22, self.words, parts)
