"""What is known of who keeps the parts of the recovery key, and of the last drill."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

DRILL_EVERY = timedelta(days=90)
"""So often the recovery of a backup should be tried."""


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who is present at a ceremony, and as what."""

    name: str
    function: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a ceremony is to make: a part for each of `holders`, of which `needed` are enough."""

    present: tuple[Present, ...]
    holders: tuple[str, ...]
    needed: int = 2


@dataclass(frozen=True, slots=True)
class Ceremony:
    """A ceremony that is under way: nothing of it is in force before it is finished."""

    plan: Plan
    led_by: str
    begun_at: datetime
    mark: str
    """The two words that all sheets of this set begin with."""
    recipient: str
    """The public half of the new recovery key, `age1...`."""
    confirmed: tuple[bool, ...]
    asked: tuple[tuple[int, int], ...] = field(repr=False)
    """For each sheet the places of the two words that confirm it, from 1."""

    @property
    def next_sheet(self) -> int | None:
        """The number of the first sheet that is not confirmed, from 1; None when all are."""
        waiting = (at for at, done in enumerate(self.confirmed, 1) if not done)
        return next(waiting, None)


@dataclass(frozen=True, slots=True)
class Custody:
    """Who keeps the recovery key since the last ceremony."""

    plan: Plan
    led_by: str
    finished_at: datetime
    mark: str
    fingerprint: str
    """Of the office's card."""


@dataclass(frozen=True, slots=True)
class Drill:
    """What trying a recovery gave."""

    at: datetime
    by: str
    backup: str
    persons: int
    interviews: int
    log_entries: int
    log_ok: bool
    pages_ok: bool

    @property
    def ok(self) -> bool:
        """Whether everything in the backup was whole."""
        return self.log_ok and self.pages_ok

    @property
    def due_at(self) -> datetime:
        """When the next one is due."""
        return self.at + DRILL_EVERY
