"""What is known of a lost device, and the clock that runs from then on."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from kbh_desktop.ids import PersonId

Answer = Literal["", "yes", "no"]
NOTIFY_WITHIN = timedelta(hours=72)
"""GDPR art. 33(1): from when the controller became aware of the breach."""


@dataclass(frozen=True, slots=True)
class LossDetails:
    """What people write about the loss; all of it may still be empty."""

    what_happened: str = field(default="", repr=False)
    happened_at: str = ""
    """ISO 8601, or in words where nobody knows exactly."""
    disk_encrypted: Answer = ""
    switched_off: Answer = ""
    consequences: str = field(default="", repr=False)
    measures_taken: str = field(default="", repr=False)
    measures_planned: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)
    late_reason: str = field(default="", repr=False)
    notified_at: str = ""
    """When the authority was told, ISO 8601; empty while it was not."""
    not_notified_reason: str = field(default="", repr=False)
    tell_persons: Answer = ""
    """The decision under art. 34: whether the persons themselves are told."""
    tell_reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Loss:
    """A device reported as lost; `persons` are those it worked with, by id."""

    id: str
    device: str
    device_name: str
    reported_at: datetime
    reported_by: str
    known_at: datetime
    """When the office became aware, UTC."""
    persons: tuple[PersonId, ...]
    last_received_at: str
    last_sent_at: str
    missing: tuple[int, ...]
    """Numbers of bundles that were made and never came."""
    details: LossDetails
    found_at: datetime | None = None
    found_reason: str = field(default="", repr=False)

    @property
    def notify_before(self) -> datetime:
        """When the authority must have been told."""
        return self.known_at + NOTIFY_WITHIN

    @property
    def is_open(self) -> bool:
        """Whether it still has to be decided or done something."""
        told = self.details.notified_at or self.details.not_notified_reason
        return self.found_at is None and not (told and self.details.tell_persons)

    def time_left(self, now: datetime) -> timedelta:
        """Return what is left of the 72 hours; less than nothing when they are over."""
        return self.notify_before - now


@dataclass(frozen=True, slots=True)
class Affected:
    """One person on the device, with the categories of what was there."""

    id: PersonId
    name: str = field(repr=False)
    cpr_masked: str = field(repr=False)
    has_cpr: bool
    has_health: bool
    address_protected: bool
    interviews: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How many are affected, and by what."""

    persons: int
    with_cpr: int
    with_health: int
    address_protected: int
    interviews: int


def tally(affected: tuple[Affected, ...]) -> Tally:
    """Count the categories."""
    return Tally(
        persons=len(affected),
        with_cpr=sum(each.has_cpr for each in affected),
        with_health=sum(each.has_health for each in affected),
        address_protected=sum(each.address_protected for each in affected),
        interviews=sum(each.interviews for each in affected),
    )
