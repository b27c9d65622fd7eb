"""What stored fields of courses are called where people compare and settle them."""

from collections.abc import Mapping
from datetime import date

from kbh_desktop.courses.attendance import LessonMark, Mark
from kbh_desktop.courses.marks import read_mark
from kbh_desktop.courses.stored import placement_of
from kbh_desktop.courses.wording import (
    day_words,
    language_name,
    municipality_name,
    place_name,
    session_kind_name,
)
from kbh_desktop.i18n import _, n_, short_date

SHARED = "*"
"""The scope of what belongs to no person."""
_MARK, _VISIT, _PEOPLE = "m.", "v.", "n."
_OERE = 100


def is_of_courses(entity: str) -> bool:
    """Return whether a kind of record belongs to courses."""
    return entity == "course" or entity.startswith("course_")


def field_label(entity: str, field: str) -> str:
    """Return what a stored field is called; empty for one that no person would know."""
    if entity == "course_enrolment" and field.startswith((_MARK, _VISIT)):
        return _("Attendance") if field.startswith(_MARK) else _("Company visit")
    if entity == "course_cost_key" and field.startswith(_PEOPLE):
        name = municipality_name(field.removeprefix(_PEOPLE))
        return _("People received by {municipality}").format(municipality=name)
    return _labels().get(field, "")


def _labels() -> Mapping[str, str]:
    return {
        "title": _("Name"),
        "name": _("Name"),
        "centre": _("Centre"),
        "first_day": _("First day"),
        "last_day": _("Last day"),
        "languages": _("Languages"),
        "municipalities": _("Municipalities"),
        "capacity": _("Places"),
        "at": _("Time"),
        "staff": _("People and room"),
        "lock": _("Locked"),
        "kind": _("Kind"),
        "lessons": _("Lessons"),
        "week": _("Week"),
        "place": _("Place"),
        "day": _("Day"),
        "starts": _("From"),
        "ends": _("To"),
        "firm": _("Company"),
        "contact": _("Contact"),
        "note": _("Note"),
        "what": _("What"),
        "planned_oere": _("Budget"),
        "actual_oere": _("Actual"),
        "paid_by": _("Paid by"),
        "status": _("Status"),
        "exit_reason": _("Why the person left"),
        "left_on": _("Left on"),
        "enrolled_on": _("Place since"),
        "starts_on": _("Starts on"),
        "moves_on": _("Moves on"),
    }


def value_words(field: str, value: object, names: Mapping[str, str]) -> str:
    """Return a stored value as a person reads it; `names` are those of resources by id."""
    if isinstance(value, list):
        return ", ".join(_each(field, str(each), names) for each in value if each) or "–"
    text = str(value)
    if field.startswith(_MARK):
        return mark_words(read_mark(text))
    if field == "at":
        placement = placement_of(text, ())
        if placement is None:
            return text
        said = _("{day}, lesson {number}")
        return said.format(day=day_words(placement.day), number=placement.slot + 1)
    if field.endswith("_oere") and isinstance(value, int):
        return f"{value / _OERE:.2f}".replace(".", ",")
    return _each(field, text, names)


def _each(field: str, text: str, names: Mapping[str, str]) -> str:
    known = {
        "staff": lambda: names.get(text, text),
        "languages": lambda: language_name(text),
        "municipalities": lambda: municipality_name(text),
        "paid_by": lambda: municipality_name(text),
        "centre": lambda: place_name(text),
        "kind": lambda: session_kind_name(text),
    }.get(field)
    if known is not None:
        return known()
    try:
        return short_date(date.fromisoformat(text))
    except ValueError:
        return text


def mark_words(mark: LessonMark) -> str:
    """Return a mark in words, such as `10 minutter for sent`."""
    if mark.mark is Mark.LATE:
        text = n_("{count} minute late", "{count} minutes late", mark.late_minutes)
        return text.format(count=mark.late_minutes)
    return {
        Mark.PRESENT: _("present"),
        Mark.LAWFUL: _("lawful absence"),
        Mark.UNLAWFUL: _("unlawful absence"),
        Mark.UNMARKED: _("not marked"),
    }[mark.mark]
