"""Functions of dates and times."""

import math
import re

from kbh_desktop.xforms.xpath.context import Context
from kbh_desktop.xforms.xpath.functions.registry import Arguments, Theme
from kbh_desktop.xforms.xpath.moments import (
    Moment,
    day_of,
    fraction_of_day,
    from_days,
    moment_of,
    read_moment,
)
from kbh_desktop.xforms.xpath.values import Value, text_number, to_text

_theme = Theme()
FUNCTIONS = _theme.functions

_MONTHS = {
    "da": [
        "jan.",
        "feb.",
        "mar.",
        "apr.",
        "maj",
        "jun.",
        "jul.",
        "aug.",
        "sep.",
        "okt.",
        "nov.",
        "dec.",
    ],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}
_DAYS = {
    "da": ["man.", "tirs.", "ons.", "tors.", "fre.", "lør.", "søn."],
    "en": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
}
_FIELD = re.compile(r"%(.)")


@_theme.function("today", 0)
def _today(context: Context, _arguments: Arguments) -> Value:
    return day_of(context.environment.now())


@_theme.function("now", 0)
def _now(context: Context, _arguments: Arguments) -> Value:
    return moment_of(context.environment.now())


def _moment(value: Value) -> Moment | None:
    if isinstance(value, Moment):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return None if math.isnan(value) else from_days(value)
    text = to_text(value)
    number = math.nan if read_moment(text) else text_number(text)
    return read_moment(text) if math.isnan(number) else from_days(number)


@_theme.function("date", 1)
def _date(context: Context, arguments: Arguments) -> Value:
    moment = _moment(arguments[0](context))
    return "" if moment is None else moment.midnight()


@_theme.function("date-time", 1)
def _date_time(context: Context, arguments: Arguments) -> Value:
    return _moment(arguments[0](context)) or ""


@_theme.function("decimal-date-time", 1)
def _decimal_date_time(context: Context, arguments: Arguments) -> Value:
    moment = _moment(arguments[0](context))
    return math.nan if moment is None else moment.days()


@_theme.function("decimal-time", 1)
def _decimal_time(context: Context, arguments: Arguments) -> Value:
    value = arguments[0](context)
    text = to_text(value)
    fraction = fraction_of_day(text.rpartition("T")[2])
    return math.nan if fraction is None else fraction


def _format(context: Context, arguments: Arguments) -> Value:
    moment = _moment(arguments[0](context))
    if moment is None:
        return ""
    language = context.environment.language
    fields = _fields(moment, language if language in _MONTHS else "en")
    pattern = to_text(arguments[1](context))
    return _FIELD.sub(lambda match: fields.get(match[1], match[0]), pattern)


def _fields(moment: Moment, language: str) -> dict[str, str]:
    """The codes of the ODK XForms specification, format-date()."""
    wall = moment.wall
    return {
        "Y": f"{wall.year:04}",
        "y": f"{wall.year % 100:02}",
        "m": f"{wall.month:02}",
        "n": str(wall.month),
        "b": _MONTHS[language][wall.month - 1],
        "d": f"{wall.day:02}",
        "e": str(wall.day),
        "a": _DAYS[language][wall.weekday()],
        "H": f"{wall.hour:02}",
        "h": str(wall.hour),
        "M": f"{wall.minute:02}",
        "S": f"{wall.second:02}",
        "3": f"{wall.microsecond // 1000:03}",
        "W": f"{wall.isocalendar().week:02}",
        "w": str(wall.isoweekday() % 7),
        "%": "%",
    }


_theme.function("format-date", 2)(_format)
_theme.function("format-date-time", 2)(_format)
