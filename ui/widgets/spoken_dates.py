"""Dates and times as Danes type and say them, turned into ISO 8601."""

import re
from datetime import date, timedelta

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _

_RELATIVE_DAYS = {
    "i dag": 0, "idag": 0, "today": 0,
    "i går": -1, "igår": -1, "i gaar": -1, "yesterday": -1,
    "i forgårs": -2, "forgårs": -2,
    "i morgen": 1, "imorgen": 1, "tomorrow": 1,
    "i overmorgen": 2, "overmorgen": 2,
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_ENGLISH_MONTHS = {"may": 5, "oct": 10}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DANISH = re.compile(r"(\d{1,2})[./\- ]+(\d{1,2})(?:[./\- ]+(\d{4}|\d{2}))?\.?")
_IN_WORDS = re.compile(r"(\d{1,2})\.? ?([a-zæøå]{3,9})\.? ?(\d{4}|\d{2})?")
_PACKED = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_TIME = re.compile(r"(?:kl\.? ?)?(\d{1,2})(?:[.:](\d{2}))?|(\d{1,2})(\d{2})")


def parse_date(text: str, today: date) -> date:
    """Return the day meant by `3/4-16`, `3. april 2016`, `030416`, `i går` or an ISO date.

    A missing year is this year. Two digits mean the past hundred years, counted back from the
    end of next year.

    Raises:
        InputError: nothing that reads as a date, or no such day.
    """
    typed = " ".join(text.lower().split())
    if typed in _RELATIVE_DAYS:
        return today + timedelta(days=_RELATIVE_DAYS[typed])
    try:
        return date(*_year_month_day(typed, today))
    except (ValueError, TypeError) as error:
        raise InputError(
            _("“{text}” is not a date. Type for example 3/4-16 or yesterday.").format(text=text)
        ) from error


def _year_month_day(typed: str, today: date) -> tuple[int, int, int]:
    if found := _ISO.fullmatch(typed):
        year, month, day = found.groups()
        return int(year), int(month), int(day)
    if found := (_PACKED.fullmatch(typed) or _DANISH.fullmatch(typed)):
        day, month, year = found.groups()
        return _full_year(year, today), int(month), int(day)
    if found := _IN_WORDS.fullmatch(typed):
        day, name, year = found.groups()
        return _full_year(year, today), _month(name), int(day)
    raise ValueError(typed)


def _month(name: str) -> int:
    start = name[:3]
    return _ENGLISH_MONTHS.get(start) or _MONTHS.index(start) + 1


def _full_year(typed: str | None, today: date) -> int:
    if typed is None:
        return today.year
    if len(typed) == 4:  # noqa: PLR2004 - four digits are a whole year
        return int(typed)
    year = today.year - today.year % 100 + int(typed)
    return year if year <= today.year + 1 else year - 100


def parse_time(text: str) -> str:
    """Return the time meant by `9`, `9.30`, `930` or `kl. 14.02` as `HH:MM`.

    Raises:
        InputError: nothing that reads as a time of day.
    """
    found = _TIME.fullmatch(" ".join(text.lower().split()))
    if found:
        hour = int(found[1] or found[3])
        minute = int(found[2] or found[4] or 0)
        if hour < 24 and minute < 60:  # noqa: PLR2004 - hours of a day, minutes of an hour
            return f"{hour:02}:{minute:02}"
    raise InputError(_("“{text}” is not a time. Type for example 9.30.").format(text=text))
