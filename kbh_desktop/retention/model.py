"""When what has to go, and what proves that it went."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from kbh_desktop.ids import PersonId

Part = Literal["person", "health", "laptop", "log", "backups"]
Event = Literal["rejected", "decided_elsewhere", "closed", "request", "receipt", "entry", "made"]
DueOrder = Literal["due", "name"]


@dataclass(frozen=True, slots=True)
class Rule:
    """How long a part of what is known is kept after an event, and on which ground."""

    key: str
    part: Part
    event: Event
    days: int
    months: int
    needs_journal: bool
    """Only after it was confirmed that the municipality's own system has what must be kept."""
    is_assumed: bool
    """A proposal of this program, for the municipality to decide."""
    source: str
    ground: str
    """In the words of the law, Danish."""
    titles: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Extension:
    """Somebody decided to keep something longer."""

    until: date
    reason: str = field(repr=False)
    by: str
    at: str
    """UTC, ISO 8601."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the clock of one person runs by; days are ISO, also `2026-03` and `2026`."""

    closed_on: str = ""
    rejected_on: str = ""
    elsewhere_on: str = ""
    requested_on: str = ""
    journalised_on: str = ""
    has_health: bool = False
    extensions: Mapping[str, Extension] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Due:
    """A part of what is known of a person, and the day from which it has to go."""

    rule: Rule
    due_on: date
    event_on: str
    extension: Extension | None = None
    waits_for_journal: bool = False


@dataclass(frozen=True, slots=True)
class DueRow:
    """One line of the list of what has to go."""

    person_id: PersonId
    rule: Rule
    due_on: date
    is_extended: bool
    waits_for_journal: bool


@dataclass(frozen=True, slots=True)
class DuePage:
    """One window of that list, and how long the whole is."""

    rows: tuple[DueRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Holder:
    """A device that may still hold what was deleted, or says that it does not any more."""

    name: str
    held: bool
    """Whether it worked with the person."""
    confirmed: bool
    revoked: bool


@dataclass(frozen=True, slots=True)
class Deletion:
    """What was deleted of whom, by whom and why, without a word of what it said."""

    id: str
    person_id: PersonId
    rule: Rule
    deleted_at: datetime
    deleted_by: str
    reason: str = field(repr=False)
    counts: Mapping[str, int]
    """How many records of each kind went, and `changes` of the log that were emptied."""
    holders: tuple[Holder, ...]
    backups: tuple[date, ...]
    """The days of backups from before, which still hold it."""
    backups_gone_by: date | None
    """When the last of them is replaced, if the program is opened every day."""

    @property
    def is_confirmed(self) -> bool:
        """Whether it is gone everywhere, as far as anybody can know."""
        return not self.backups and all(holder.confirmed for holder in self.holders)
