"""What the fields of courses and of their sessions may hold."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, get_args

from kbh_desktop.courses.calendar import course_calendar
from kbh_desktop.courses.model import SessionKind
from kbh_desktop.courses.schedule import MOST_LESSONS, BusyBlock, CourseSession
from kbh_desktop.errors import InputError, NotFoundError
from kbh_desktop.i18n import _
from kbh_desktop.people.lists import language_of, municipality

MOST_WEEKS, MOST_PLACES = 26, 500
LONGEST_AIM, LONGEST_NOTICE = 120, 200
"""What there is room for on the plan."""
FIRST_YEAR, LAST_YEAR = 2015, 2100


def required(text: str, field: str) -> str:
    """Return `text` without spaces around it.

    Raises:
        InputError: nothing is left.
    """
    if not text.strip():
        raise InputError(_("This can't be empty."), field=field)
    return text.strip()


def whole_number(value: object, field: str, least: int, most: int) -> int:
    """Return `value`.

    Raises:
        InputError: it is no whole number from `least` to `most`.
    """
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        text = _("It must be a whole number from {least} to {most}.")
        raise InputError(text.format(least=least, most=most), field=field)
    return value


def checked_day(day: date, field: str) -> date:
    """Return `day`.

    Raises:
        InputError: it lies in a year that can't be meant.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InputError(_("Check the year: {year}.").format(year=day.year), field=field)
    return day


def checked_course(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of a course for the given fields.

    Raises:
        InputError: a field can't hold that, or there is no such field.
    """
    unknown = fields.keys() - _COURSE.keys()
    if unknown:
        name = min(unknown)
        raise InputError(_("A course has no field “{name}”.").format(name=name), field=name)
    return {name: _COURSE[name](value, name) for name, value in fields.items()}


def _first_day(value: date, field: str) -> str:
    if not course_calendar(checked_day(value, field)).open_days:
        raise InputError(_("There is no open day in these weeks."), field=field)
    return value.isoformat()


def _days(value: Any, _field: str) -> list[str]:  # noqa: ANN401 - any collection of days
    return sorted({day.isoformat() for day in value})


def _municipalities(value: Any, field: str) -> list[str]:  # noqa: ANN401
    return _known(value, field, municipality)


def _languages(value: Any, field: str) -> list[str]:  # noqa: ANN401
    return _known(value, field, language_of)


def _aims(value: Any, field: str) -> list[str]:  # noqa: ANN401
    return [_short(each, f"{field}.{week}", LONGEST_AIM) for week, each in enumerate(value, 1)]


def _short(text: str, field: str, most: int) -> str:
    one_line = " ".join(text.split())
    if len(one_line) > most:
        raise InputError(_("There is room for {most} characters.").format(most=most), field=field)
    return one_line


def _known(value: Any, field: str, look_up: Any) -> list[str]:  # noqa: ANN401
    codes = list(dict.fromkeys(value))
    try:
        for code in codes:
            look_up(code)
    except NotFoundError as error:
        raise InputError(str(error), field=field) from None
    return codes


_COURSE: Mapping[str, Any] = {
    "title": required,
    "centre": required,
    "first_day": _first_day,
    "weeks": lambda value, field: whole_number(value, field, 1, MOST_WEEKS),
    "municipalities": _municipalities,
    "languages": _languages,
    "capacity": lambda value, field: whole_number(value, field, 1, MOST_PLACES),
    "closed_days": _days,
    "aims": _aims,
    "notice": lambda value, field: _short(value, field, LONGEST_NOTICE),
}


def check_session(session: CourseSession, weeks: int) -> None:
    """Let a session be stored as it is.

    Raises:
        InputError: a field can't hold that.
    """
    if not session.title.da.strip():
        raise InputError(_("This can't be empty."), field="title")
    if session.kind not in get_args(SessionKind):
        raise InputError(_("There is no such kind of session."), field="kind")
    whole_number(session.lessons, "lessons", 1, MOST_LESSONS)
    whole_number(session.week, "week", 0, weeks)
    if session.id in session.after:
        raise InputError(_("A session can't come after itself."), field="after")


def check_block(block: BusyBlock) -> None:
    """Let a block be stored as it is.

    Raises:
        InputError: a field can't hold that.
    """
    required(block.title, "title")
    checked_day(block.day, "day")
    if block.ends <= block.starts:
        raise InputError(_("It must end after it begins."), field="ends")


def check_span(first: date, last: date, field: str = "last_day") -> None:
    """Let a span of days pass.

    Raises:
        InputError: it ends before it begins, or lasts more than two years.
    """
    checked_day(first, "first_day")
    checked_day(last, field)
    if last < first:
        raise InputError(_("The last day must not come before the first."), field=field)
    if last - first > timedelta(days=731):
        raise InputError(_("That is more than two years."), field=field)
