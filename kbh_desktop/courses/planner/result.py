"""What planning gives: how far it has come, and the plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kbh_desktop.courses.planner.clash import Clash
from kbh_desktop.courses.timetable import Placement

Status = Literal["complete", "partial", "impossible"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far planning has come."""

    placed: int
    total: int
    score: int
    seconds: float
    bound: int | None = None
    """No complete plan costs less; None where not known."""
    placements: Mapping[str, Placement] = field(default_factory=dict, repr=False)
    """The best plan so far."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A session without a place in the plan, and why."""

    session: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What the planner found."""

    status: Status
    sessions: dict[str, Placement]
    unplaced: tuple[Unplaced, ...]
    parts: dict[str, int]
    """What each wish costs."""
    bound: int | None
    """No complete plan costs less; None where there is none."""
    seconds: float
    first_plan_seconds: float | None
    """When the first complete plan stood."""
    moved: tuple[str, ...]
    clashes: tuple[Clash, ...]
    seed: int
    least_moved: int | None = None
    """No plan moves fewer sessions; None where not known."""
    told: tuple[str, ...] = ()
    """The people and groups whose previous plan has changed."""

    @property
    def score(self) -> int:
        """What all wishes left open cost."""
        return sum(self.parts.values())

    @property
    def gap(self) -> float | None:
        """How far the score may lie above the best, as a part of it; None where not known."""
        if self.bound is None:
            return None
        return (self.score - self.bound) / self.score if self.score else 0.0

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the plan is not complete, in sentences."""
        return tuple(clash.words for clash in self.clashes) or tuple(
            each.reason for each in self.unplaced
        )
