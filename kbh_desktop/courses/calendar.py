"""ISO weeks, Danish holidays and the weeks a course runs in."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from kbh_desktop.i18n import _, language, short_date

if TYPE_CHECKING:
    from holidays import HolidayBase

DENMARK = ZoneInfo("Europe/Copenhagen")
COURSE_WEEKS = 6
LEAST_OPEN_DAYS = 3
"""A week with fewer open days is no course week."""
WORKDAYS = 5
_MOST_SKIPPED = 10


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
    return _name_in(_calendar_of("public"), day)


def closed_name(day: date) -> str:
    """Return why there are no lessons on `day`: a holiday or a day offices keep closed, or ``.

    1 May, Constitution Day, 24 and 31 December are no public holidays; offices close all the same.
    """
    return holiday_name(day) or _name_in(_calendar_of("optional"), day)


def is_closed(day: date) -> bool:
    """Return whether there are no lessons on `day`, a workday or not."""
    closed = day in _calendar_of("public") or day in _calendar_of("optional")
    return day.weekday() >= WORKDAYS or closed


@cache
def _calendar_of(category: Literal["public", "optional"]) -> "HolidayBase":
    """Return the Danish days of a category, by date; years are worked out when asked for."""
    from holidays import country_holidays  # noqa: PLC0415 - a tenth of a second

    return country_holidays("DK", language="en_US", categories=(category,))


def _name_in(found: "HolidayBase", day: date) -> str:
    """Return the name as it stands inside a sentence; that of the library for a new holiday."""
    words = {
        "New Year's Day": _("New Year's Day"),
        "Maundy Thursday": _("Maundy Thursday"),
        "Good Friday": _("Good Friday"),
        "Easter Sunday": _("Easter Sunday"),
        "Easter Monday": _("Easter Monday"),
        "Great Prayer Day": _("Great Prayer Day"),
        "Ascension Day": _("Ascension Day"),
        "Pentecost": _("Whit Sunday"),
        "Pentecost Monday": _("Whit Monday"),
        "Christmas Day": _("Christmas Day"),
        "Second Day of Christmas": _("Second Christmas Day"),
        "Workers' Day": _("1 May"),
        "Constitution Day": _("Constitution Day"),
        "Christmas Eve": _("Christmas Eve"),
        "New Year's Eve": _("New Year's Eve"),
    }
    names = found.get_list(day)
    return words.get(names[0], names[0]) if names else ""


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
