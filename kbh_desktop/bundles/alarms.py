"""What should worry somebody about the exchange, in words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from kbh_desktop.bundles.clock_rules import WrongClock, duration_words
from kbh_desktop.bundles.model import Device
from kbh_desktop.bundles.witnesses import LogBreak
from kbh_desktop.i18n import _, n_


class AlarmKind(StrEnum):
    """What is wrong."""

    LOG = "log"
    """The audit log of a peer is not the one it was."""
    GAP = "gap"
    """Bundles of a laptop that never came."""
    OVERDUE = "overdue"
    """Work here that the office has not confirmed for days."""
    SILENT = "silent"
    """A laptop that has not been heard of."""
    CLOCK = "clock"
    """A clock that is wrong."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """One worry; `device` is empty when it is about this computer, `numbers` are of bundles."""

    kind: AlarmKind
    device: str = ""
    name: str = ""
    numbers: tuple[int, ...] = ()
    days: int = 0
    entry: int = 0
    ahead: timedelta = timedelta()
    against: str = ""
    """Whose clock says that this computer's is wrong; empty when several do."""

    @property
    def words(self) -> str:
        """Say it in a sentence or two."""
        return _WORDS[self.kind](self)

    @property
    def is_grave(self) -> bool:
        """Whether something may be lost, in strange hands or changed in secret."""
        return self.kind in {AlarmKind.LOG, AlarmKind.GAP}


def gaps(devices: Iterable[Device]) -> tuple[Alarm, ...]:
    """Return the laptops of which bundles never came."""
    return tuple(
        Alarm(AlarmKind.GAP, device.id, device.name, device.missing)
        for device in devices
        if device.missing and not device.revoked
    )


def silent(devices: Iterable[Device], now: datetime, days: int) -> tuple[Alarm, ...]:
    """Return the laptops not heard of for `days` days or longer."""
    found = []
    for device in devices:
        heard = datetime.fromisoformat(device.last_bundle_at or device.enrolled_at)
        passed = (now - heard).days
        if passed >= days and not device.revoked:
            found.append(Alarm(AlarmKind.SILENT, device.id, device.name, days=passed))
    return tuple(found)


def overdue(oldest: str | None, now: datetime, days: int) -> tuple[Alarm, ...]:
    """Return the alarm for work written at `oldest` that waits for `days` days or longer."""
    passed = (now - datetime.fromisoformat(oldest)).days if oldest else -1
    return (Alarm(AlarmKind.OVERDUE, days=passed),) if passed >= days else ()


def broken_log(device: Device, found: LogBreak | None) -> tuple[Alarm, ...]:
    """Return the alarm for the audit log of `device`."""
    if found is None:
        return ()
    numbers = (found.bundle,)
    return (Alarm(AlarmKind.LOG, device.id, device.name, numbers, entry=found.entry),)


def of_clock(wrong: WrongClock, name: str) -> Alarm:
    """Return the alarm for a clock; `name` is its owner's, or of who says that ours is wrong."""
    if wrong.peer is None:
        return Alarm(AlarmKind.CLOCK, ahead=wrong.ahead, against=name)
    return Alarm(AlarmKind.CLOCK, wrong.peer, name, ahead=wrong.ahead)


def _gap_words(alarm: Alarm) -> str:
    numbers = ", ".join(map(str, alarm.numbers))
    return n_(
        "Bundle no. {numbers} from {name} never came. Find out where it is; it is sealed.",
        "Bundles no. {numbers} from {name} never came. Find out where they are; they are sealed.",
        len(alarm.numbers),
    ).format(numbers=numbers, name=alarm.name)


def _silent_words(alarm: Alarm) -> str:
    return n_(
        "{name} has not been heard of for {count} day.",
        "{name} has not been heard of for {count} days.",
        alarm.days,
    ).format(name=alarm.name, count=alarm.days)


def _overdue_words(alarm: Alarm) -> str:
    return n_(
        "The office has not confirmed your work for {count} day. Send a bundle.",
        "The office has not confirmed your work for {count} days. Send a bundle.",
        alarm.days,
    ).format(count=alarm.days)


def _log_words(alarm: Alarm) -> str:
    return _(
        "The audit log of {name} is not the one it was: entry {entry} is gone or changed, as bundle"
        " no. {number} shows. Ask whether a backup was put back there; if not, tell the data"
        " protection officer."
    ).format(name=alarm.name, entry=alarm.entry, number=alarm.numbers[0])


def _clock_words(alarm: Alarm) -> str:
    ahead = alarm.ahead > timedelta()
    text = _ahead_text(alarm) if ahead else _behind_text(alarm)
    return text.format(long=duration_words(alarm.ahead), name=alarm.name or alarm.against)


def _ahead_text(alarm: Alarm) -> str:
    if alarm.device:
        return _("The clock of {name} was {long} ahead when it wrote. The order is right.")
    if alarm.against:
        return _("This computer's clock is {long} ahead of that of {name}. Set it.")
    return _("This computer's clock is {long} ahead. Set it.")


def _behind_text(alarm: Alarm) -> str:
    if alarm.device:
        return _("The clock of {name} was {long} behind when it wrote. The order is right.")
    if alarm.against:
        return _("This computer's clock is {long} behind that of {name}. Set it.")
    return _("This computer's clock is {long} behind. Set it.")


_WORDS: dict[AlarmKind, Callable[[Alarm], str]] = {
    AlarmKind.LOG: _log_words,
    AlarmKind.GAP: _gap_words,
    AlarmKind.OVERDUE: _overdue_words,
    AlarmKind.SILENT: _silent_words,
    AlarmKind.CLOCK: _clock_words,
}
