"""ISO weeks, Danish holidays and the weeks a course runs in."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from kbh_desktop.i18n import _, language, short_date
from kbh_desktop.people.deadlines import easter, is_holiday

DENMARK = ZoneInfo("Europe/Copenhagen")
COURSE_WEEKS = 6
LEAST_OPEN_DAYS = 3
"""A week with fewer open days is no course week."""
WORKDAYS = 5
_MOST_SKIPPED = 10
_CUSTOMARY = {(5, 1), (6, 5), (12, 24), (12, 31)}


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """One ISO 8601 week; `year` is the ISO year, which differs from the calendar's at New Year."""

    year: int
    number: int
    """1 to 53."""

    @classmethod
    def of(cls, day: date) -> "Week":
        """Return the week that `day` lies in."""
        found = day.isocalendar()
        return cls(found.year, found.week)

    @property
    def monday(self) -> date:
        """The first day of the week."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def workdays(self) -> tuple[date, ...]:
        """Monday to Friday, holidays too."""
        return tuple(self.monday + timedelta(days=n) for n in range(WORKDAYS))

    def later(self, weeks: int) -> "Week":
        """Return the week that comes `weeks` later."""
        return Week.of(self.monday + timedelta(weeks=weeks))


@dataclass(frozen=True, slots=True)
class CourseCalendar:
    """The weeks of one course and what was moved to find them."""

    weeks: tuple[Week, ...]
    closed: frozenset[date]
    """Workdays of these weeks without lessons."""
    notices: tuple[str, ...]
    """Weeks passed over and closed days, as sentences."""

    @property
    def open_days(self) -> tuple[date, ...]:
        """Every day with lessons, in order."""
        return tuple(d for week in self.weeks for d in week.workdays if d not in self.closed)


def holiday_name(day: date) -> str:
    """Return the name of the public holiday on `day`; empty on other days."""
    if not is_holiday(day):
        return ""
    fixed = {
        (1, 1): _("New Year's Day"),
        (12, 25): _("Christmas Day"),
        (12, 26): _("Second Christmas Day"),
    }
    movable = {
        -3: _("Maundy Thursday"),
        -2: _("Good Friday"),
        0: _("Easter Sunday"),
        1: _("Easter Monday"),
        26: _("Great Prayer Day"),
        39: _("Ascension Day"),
        49: _("Whit Sunday"),
        50: _("Whit Monday"),
    }
    return fixed.get((day.month, day.day)) or movable[(day - easter(day.year)).days]


def closed_name(day: date) -> str:
    """Return why there are no lessons on `day`: a holiday or a day offices keep closed, or ``.

    1 May, Constitution Day, 24 and 31 December are no public holidays; offices close all the same.
    """
    customary = {
        (5, 1): _("1 May"),
        (6, 5): _("Constitution Day"),
        (12, 24): _("Christmas Eve"),
        (12, 31): _("New Year's Eve"),
    }
    return holiday_name(day) or customary.get((day.month, day.day), "")


def is_closed(day: date) -> bool:
    """Return whether there are no lessons on `day`, a workday or not."""
    return day.weekday() >= WORKDAYS or is_holiday(day) or (day.month, day.day) in _CUSTOMARY


def course_calendar(
    first_day: date, weeks: int = COURSE_WEEKS, also_closed: Collection[date] = ()
) -> CourseCalendar:
    """Return the `weeks` ISO weeks from that of `first_day` that have three open days or more.

    `also_closed` are the centre's own closed days.
    """
    return _calendar(first_day, weeks, frozenset(also_closed), language())


@lru_cache(maxsize=256)
def _calendar(first_day: date, weeks: int, own: frozenset[date], _language: str) -> CourseCalendar:
    found: list[Week] = []
    closed: set[date] = set()
    notices: list[str] = []
    for week in _weeks_from(Week.of(first_day), weeks + _MOST_SKIPPED):
        shut = {day for day in week.workdays if is_closed(day) or day in own or day < first_day}
        if WORKDAYS - len(shut) < LEAST_OPEN_DAYS:
            text = _("Week {week} is passed over: it has too few open days.")
            notices.append(text.format(week=week.number))
            continue
        notices += _closed_notices(shut - {d for d in shut if d < first_day})
        closed |= shut
        found.append(week)
        if len(found) == weeks:
            break
    return CourseCalendar(tuple(found), frozenset(closed), tuple(notices))


def _weeks_from(week: Week, most: int) -> Iterator[Week]:
    return (week.later(n) for n in range(most))


def _closed_notices(shut: Collection[date]) -> list[str]:
    text = _("No lessons on {date}: {reason}.")
    reasons = ((day, closed_name(day) or _("the centre is closed")) for day in sorted(shut))
    return [text.format(date=short_date(day), reason=reason) for day, reason in reasons]


def moment(day: date, at: time) -> datetime:
    """Return the UTC moment of a Danish time of day; a repeated hour means its first turn."""
    return datetime.combine(day, at, DENMARK).astimezone(UTC)
