"""What the fields of a competence card can hold."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import get_args

from kbh_desktop.competences import labels
from kbh_desktop.competences.abilities import abilities
from kbh_desktop.competences.items import FIELDS, NAMING, Kind
from kbh_desktop.competences.model import Evidence, Source
from kbh_desktop.errors import InputError, NotFoundError
from kbh_desktop.i18n import _
from kbh_desktop.people import lists

OLDEST_YEAR = 1930
MOST_YEARS = 70
MOST_SCHOOL_YEARS = 25
MOST_HOURS = 37
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_LONGEST = 4_000
_Check = Callable[[str, str, date], str]


def checked(kind: Kind, values: Mapping[str, object], today: date) -> dict[str, str]:
    """Return `values` as they are kept; None is empty.

    Raises: InputError when a field can't hold its value, or there is no such field.
    """
    good = {}
    for name, value in values.items():
        if name not in FIELDS[kind]:
            raise InputError(_("There is no field {name} here.").format(name=name), field=name)
        text = _text(value)
        good[name] = _check_of(kind, name)(name, text, today) if text else ""
    return good


def check_whole(kind: Kind, values: Mapping[str, str]) -> None:
    """Let nothing past that has no name, or that ended before it began.

    Raises: InputError names the field.
    """
    naming = NAMING.get(kind)
    if naming and not values.get(naming):
        raise InputError(_("Say what it is first."), field=naming)
    began, ended = values.get("began", ""), values.get("ended", "")
    shared = min(len(began), len(ended))
    if shared and ended[:shared] < began[:shared]:
        raise InputError(_("It can't have ended before it began."), field="ended")


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (frozenset, set, tuple, list)):
        return " ".join(sorted(map(str, value)))
    return str(value).strip()


def _check_of(kind: Kind, name: str) -> _Check:
    return _CHECKS.get((kind, name)) or _CHECKS_BY_NAME.get(name, _words)


def _words(name: str, text: str, _today: date) -> str:
    if len(text) > _LONGEST:
        raise InputError(_("That is longer than {most} signs.").format(most=_LONGEST), field=name)
    return text


def _day(name: str, text: str, today: date) -> str:
    found = _DATE.fullmatch(text)
    try:
        whole = date(*(int(part or 1) for part in found.groups())) if found else None
    except ValueError:
        whole = None
    if whole is None or whole.year < OLDEST_YEAR:
        raise InputError(
            _("Write a date as 2016, 2016-04 or 2016-04-03, not {text}.").format(text=text),
            field=name,
        )
    if name != "expires" and whole > today:
        raise InputError(_("That day is still to come."), field=name)
    return text


def _year(name: str, text: str, today: date) -> str:
    return _number(name, text, OLDEST_YEAR, today.year)


def _within(least: int, most: int) -> _Check:
    return lambda name, text, _today: _number(name, text, least, most)


def _number(name: str, text: str, least: int, most: int) -> str:
    if not (text.isascii() and text.isdecimal()) or not least <= int(text) <= most:
        message = _("Write a number from {least} to {most}, not {text}.")
        raise InputError(message.format(least=least, most=most, text=text), field=name)
    return str(int(text))


def _country(name: str, text: str, _today: date) -> str:
    try:
        return lists.country(text.upper()).code
    except NotFoundError as error:
        raise InputError(str(error), field=name) from None


def _language(name: str, text: str, _today: date) -> str:
    try:
        return lists.language_of(text.lower()).code
    except NotFoundError as error:
        raise InputError(str(error), field=name) from None


def _ability(name: str, text: str, today: date) -> str:
    return _one_of(*abilities())(name, text, today)


def _one_of(*allowed: str) -> _Check:
    def check(name: str, text: str, _today: date) -> str:
        if text not in allowed:
            message = _("{text} is not on the list.").format(text=text)
            raise InputError(message, field=name)
        return text

    return check


def _some_of(*allowed: str) -> _Check:
    one = _one_of(*allowed)

    def check(name: str, text: str, today: date) -> str:
        return " ".join(sorted({one(name, each, today) for each in text.split()}))

    return check


_CEFR = _one_of(*labels.CEFR)
_YES_NO = _one_of("yes", "no")
_HOW_WELL = _one_of("0", "1", "2", "3")
_CHECKS_BY_NAME: Mapping[str, _Check] = {
    "began": _day,
    "ended": _day,
    "expires": _day,
    "year": _year,
    "last_used": _year,
    "years": _within(0, MOST_YEARS),
    "school_years": _within(0, MOST_SCHOOL_YEARS),
    "hours": _within(1, MOST_HOURS),
    "country": _country,
    "evidence": _one_of(*get_args(Evidence)),
    "employment": _one_of(*labels.employments()),
    "listening": _CEFR,
    "reading": _CEFR,
    "speaking": _CEFR,
    "writing": _CEFR,
    "lasts": _YES_NO,
    "held": _YES_NO,
    "highest_level": _within(0, 8),
    "phone": _HOW_WELL,
    "computer": _HOW_WELL,
    "office": _HOW_WELL,
    "email": _HOW_WELL,
    "form": _HOW_WELL,
    "literacy": _one_of("none", "letters", "simple", "fluent"),
    "latin": _one_of("yes", "partly", "no"),
    "track": _one_of(*labels.tracks()),
    "completed": _one_of(*labels.completions()),
    "paper": _one_of(*labels.papers()),
    "recognised": _one_of(*labels.recognitions()),
}
_CHECKS: Mapping[tuple[Kind, str], _Check] = {
    ("skill", "level"): _within(1, 3),
    ("skill", "sources"): _some_of(*get_args(Source)),
    ("education", "level"): _within(0, 8),
    ("education", "field"): _one_of(*labels.education_fields()),
    ("licence", "category"): _one_of(*labels.LICENCES),
    ("language", "language"): _language,
    ("tool", "code"): _one_of(*labels.tools()),
    ("informal", "code"): _ability,
}
