"""Dates and moments as JavaRosa counts them: days since 1 January 1970, local time."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - wall time on purpose
_DAY_S, _DAY_H, _HOUR_MIN, _MINUTE_S = 86_400, 24, 60, 60
_MOMENT = re.compile(
    r"""(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)
    (?:T(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?
    (?P<offset>Z|[+-]\d\d(?::?\d\d)?)?)?""",
    re.VERBOSE,
)
_TIME = re.compile(
    r"(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d(?:[.,]\d+)?))?(?:Z|[+-]\d\d(?::?\d\d)?)?"
)
_FIRST_DAY, _LAST_DAY = -719_162.0, 2_932_896.0


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or a day with its time; `wall` is local time without an offset."""

    wall: datetime
    has_time: bool
    written: str

    def days(self) -> float:
        """Return the days since 1 January 1970, with the time as a fraction."""
        return (self.wall - _EPOCH) / timedelta(days=1)

    def midnight(self) -> "Moment":
        """Return the day alone."""
        return day_of(self.wall)


def day_of(wall: datetime) -> Moment:
    """Return the day of `wall`."""
    start = wall.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    return Moment(start, has_time=False, written=start.date().isoformat())


def moment_of(aware: datetime) -> Moment:
    """Return `aware` as a moment, written with milliseconds and its offset."""
    written = aware.isoformat(timespec="milliseconds")
    return Moment(aware.replace(tzinfo=None), has_time=True, written=written)


def read_moment(text: str) -> Moment | None:
    """Return the date or moment that `text` writes in ISO 8601, or None."""
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        return None
    part = match.groupdict(default="0")
    try:
        wall = datetime(  # noqa: DTZ001 - wall time on purpose
            int(part["year"]),
            int(part["month"]),
            int(part["day"]),
            int(part["hour"]),
            int(part["minute"]),
            int(part["second"]),
            int(part["fraction"].ljust(6, "0")[:6]),
        )
        if match["offset"]:
            wall = _local(wall, match["offset"])
    except (ValueError, OverflowError, OSError):
        return None
    has_time = match["hour"] is not None
    return Moment(wall, has_time=has_time, written=text.strip()) if has_time else day_of(wall)


def _local(wall: datetime, offset: str) -> datetime:
    ahead = timedelta()
    if offset != "Z":
        digits = offset[1:].replace(":", "").ljust(4, "0")
        ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        ahead = -ahead if offset[0] == "-" else ahead
    utc = datetime.fromisoformat(f"{(wall - ahead).isoformat()}+00:00")
    return utc.astimezone().replace(tzinfo=None)


def from_days(days: float) -> Moment | None:
    """Return the moment `days` after 1 January 1970, or None beyond the years 1 to 9999."""
    if not _FIRST_DAY <= days < _LAST_DAY:
        return None
    wall = _EPOCH + timedelta(days=days)
    if days == int(days):
        return day_of(wall)
    return moment_of(wall.astimezone())


def fraction_of_day(text: str) -> float | None:
    """Return the part of the day that a time such as `10:30` has used up, or None."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"])
    second = float((match["second"] or "0").replace(",", "."))
    if hour >= _DAY_H or minute >= _HOUR_MIN or second >= _MINUTE_S:
        return None
    return (hour * 3600 + minute * 60 + second) / _DAY_S
