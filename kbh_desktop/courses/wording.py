"""How times, people and rooms are called in sentences about a timetable."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from kbh_desktop.courses.model import Need
from kbh_desktop.courses.timetable import Grid, Placement
from kbh_desktop.errors import NotFoundError
from kbh_desktop.i18n import _, language, short_date
from kbh_desktop.people.lists import centre, language_of, municipality


class _Named(Protocol):
    @property
    def name(self) -> str: ...


def _name_of(code: str, look_up: Callable[[str], _Named]) -> str:
    try:
        return look_up(code).name if code else ""
    except NotFoundError:
        return code


def language_name(code: str) -> str:
    """Return the name of a language; what is no code stays as written."""
    return _name_of(code, language_of)


def municipality_name(code: str) -> str:
    """Return the name of a municipality; what is no code stays as written."""
    return _name_of(code, municipality)


def place_name(code: str) -> str:
    """Return the name of a centre; other places are called as written."""
    return _name_of(code, centre)


def kind_name(kind: str) -> str:
    """Return the word for a kind of resource; kinds of the office's own stay as written."""
    words = {
        "teacher": _("teacher"),
        "interpreter": _("interpreter"),
        "consultant": _("consultant"),
        "room": _("room"),
        "bus": _("bus"),
    }
    return words.get(kind, kind)


def skill_name(kind: str, skill: str) -> str:
    """Return the words for a skill: a language for its code; skills of the office as written."""
    if kind == "interpreter":
        return language_name(skill)
    words = {
        "labour_market": _("labour market"),
        "society": _("society"),
        "competences": _("competences"),
        "class": _("classroom"),
    }
    return words.get(skill, skill)


def need_words(need: Need) -> str:
    """Return kind and skill, such as `tolk (tigrinya)`."""
    kind = kind_name(need.kind)
    return f"{kind} ({skill_name(need.kind, need.skill)})" if need.skill else kind


def session_kind_name(kind: str) -> str:
    """Return the word for a kind of session."""
    words = {
        "lesson": _("lesson"),
        "visit": _("company visit"),
        "talk": _("individual talks"),
        "municipality": _("municipal day"),
        "internship": _("work placement"),
        "evaluation": _("evaluation"),
    }
    return words.get(kind, kind)


def weekday_name(day: date) -> str:
    """Return the name of the weekday, as it stands inside a sentence."""
    names = (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )
    name = names[day.weekday()]
    return name.lower() if language() == "da" else name


def day_words(day: date) -> str:
    """Return weekday and date, such as `mandag 19-04-2027`."""
    return f"{weekday_name(day)} {short_date(day)}"


def at_words(grid: Grid, placement: Placement) -> str:
    """Return day and time of a placement, such as `mandag 19-04-2027 kl. 12.30`."""
    at = grid.starts_at(max(0, min(placement.slot, grid.slots_per_day - 1)))
    return _("{day} at {time}").format(day=day_words(placement.day), time=f"{at:%H.%M}")
