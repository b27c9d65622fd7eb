"""The fields of a person in words, as a report prints them."""

from collections.abc import Callable, Mapping
from datetime import date

from kbh_desktop.documents.mapping.answers import named
from kbh_desktop.documents.mapping.person import centre_name
from kbh_desktop.documents.sources import municipality_name
from kbh_desktop.i18n import _, long_date
from kbh_desktop.people.labels import phase_label, sex_label
from kbh_desktop.people.model import Person

_ISO_DAY = 10


def field_words(person: Person, name: str) -> str:
    """Return one field in words; empty where nothing is held."""
    if name == "centre":
        return centre_name(person)
    value = str(getattr(person, name))
    word = _WORDS.get(name)
    return word(value) if word and value else value


def _day(value: str) -> str:
    return long_date(date.fromisoformat(value)) if len(value) == _ISO_DAY else value


def _languages(codes: str) -> str:
    return named(codes, "language").danish


def _countries(codes: str) -> str:
    return named(codes, "country").danish


def _basis(value: str) -> str:
    words = {
        "asylum_seeker": _("Asylum seeker"),
        "section_7_1": _("Convention status (§ 7, 1)"),
        "section_7_2": _("Protection status (§ 7, 2)"),
        "section_7_3": _("Temporary protection (§ 7, 3)"),
        "section_8": _("Quota refugee (§ 8)"),
        "section_9b": _("Humanitarian (§ 9 b)"),
        "section_9c": _("Exceptional reasons (§ 9 c)"),
        "family_refugee": _("Family of a refugee"),
        "family_other": _("Family of somebody else"),
        "special_act": _("Special act (Ukraine)"),
        "other": _("Other"),
    }
    return words.get(value, value)


def _civil(value: str) -> str:
    words = {
        "unmarried": _("Unmarried"),
        "married": _("Married"),
        "cohabiting": _("Living together"),
        "divorced": _("Divorced"),
        "widowed": _("Widowed"),
        "separated": _("Separated"),
        "unknown": _("Unknown"),
    }
    return words.get(value, value)


_WORDS: Mapping[str, Callable[[str], str]] = {
    "birth_date": _day,
    "sex": sex_label,
    "citizenships": _countries,
    "residence_basis": _basis,
    "decision_date": _day,
    "municipality_expected": municipality_name,
    "municipality_decided": municipality_name,
    "municipality_actual": municipality_name,
    "entry_date": _day,
    "arrival_date": _day,
    "moved_on": _day,
    "civil_status": _civil,
    "mother_tongues": _languages,
    "languages": _languages,
    "phase": phase_label,
}
