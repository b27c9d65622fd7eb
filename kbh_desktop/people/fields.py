"""What may stand in each field of a person, in the one form it is stored."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, cast

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.people.birth_dates import parse_birth_date, parse_date
from kbh_desktop.people.model import PHASES, PRECISIONS, SEXES, BirthPrecision, Hint, Person
from kbh_desktop.people.numbers import cpr_disagreements, parse_cpr, parse_udl_nr

_DATES = ("decision_date", "entry_date", "arrival_date", "moved_on")
_MUNICIPALITIES = ("municipality_expected", "municipality_decided", "municipality_actual")
_SEX_WORDS = {"kvinde": "female", "mand": "male", "f": "female", "m": "male", "k": "female"}
_YES = {"1", "true", "yes", "ja"}
_NO = {"0", "false", "no", "nej", ""}
NOBODY = Person(id=PersonId(""))
FIELDS = tuple(name for name in Person.__dataclass_fields__ if name != "id")


def checked(fields: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Return `fields` as they are stored.

    Raises:
        InputError: no such field, or a value that can't stand in it.
    """
    found: dict[str, Any] = {}
    for name, value in fields.items():
        if name not in FIELDS:
            message = _("A person has no field “{name}”.").format(name=name)
            raise InputError(message, field=name)
        found[name] = _checked_value(name, value)
    if "cpr" in found:
        check = parse_cpr(found["cpr"], today) if found["cpr"] else None
        found["cpr"] = check.number if check else ""
        found["cpr_kind"] = check.kind if check else ""
    if found.get("birth_date"):
        wanted = cast("BirthPrecision | None", found.get("birth_precision"))
        born = parse_birth_date(found["birth_date"], today, wanted)
        found["birth_date"], found["birth_precision"] = born.text, born.precision
    return found


def _checked_value(name: str, value: object) -> object:
    if name == "address_protected":
        return _yes_or_no(name, value)
    typed = str(value).strip()
    if not typed:
        return ""
    return _RULES.get(name, _as_typed)(name, typed)


def _as_typed(_name: str, typed: str) -> str:
    return typed


def _date(name: str, typed: str) -> str:
    return parse_date(typed, field_name=name)


def _udl_nr(_name: str, typed: str) -> str:
    return parse_udl_nr(typed).number


def _municipality(name: str, typed: str) -> str:
    if not re.fullmatch(r"0[1-9]\d\d", typed):
        raise InputError(_("A municipality code has four digits, such as 0201."), field=name)
    return typed


def _phone(_name: str, typed: str) -> str:
    """Phone numbers become E.164 where they can; anything else stays as it was typed."""
    digits = re.sub(r"[\s().-]", "", typed)
    if re.fullmatch(r"\d{8}", digits):
        return f"+45{digits}"
    international = re.sub(r"^00", "+", digits)
    return international if re.fullmatch(r"\+[1-9]\d{6,14}", international) else typed


def _sex(name: str, typed: str) -> str:
    return _one_of(name, _SEX_WORDS.get(typed.casefold(), typed.casefold()), SEXES)


def _one_of(name: str, typed: str, allowed: tuple[str, ...]) -> str:
    if typed not in allowed:
        choices = ", ".join(filter(None, allowed))
        message = _("“{text}” does not fit here. Choose among: {choices}.")
        raise InputError(message.format(text=typed, choices=choices), field=name)
    return typed


def _phase(name: str, typed: str) -> str:
    return _one_of(name, typed, PHASES)


def _precision(name: str, typed: str) -> str:
    return _one_of(name, typed, PRECISIONS)


_RULES: dict[str, Callable[[str, str], str]] = {
    **dict.fromkeys(_DATES, _date),
    **dict.fromkeys(_MUNICIPALITIES, _municipality),
    "udl_nr": _udl_nr,
    "phone": _phone,
    "sex": _sex,
    "phase": _phase,
    "birth_precision": _precision,
}


def _yes_or_no(name: str, value: object) -> bool:
    typed = str(value).strip().casefold()
    if typed not in _YES | _NO:
        raise InputError(_("Answer yes or no."), field=name)
    return typed in _YES


def hints(fields: Mapping[str, Any], today: date) -> tuple[Hint, ...]:
    """Return what deserves a second look in `fields`.

    Raises:
        InputError: as `checked`.
    """
    good = checked(fields, today)
    person = replace(NOBODY, **good)
    found: list[Hint] = []
    if person.udl_nr:
        found += parse_udl_nr(person.udl_nr).hints
    if person.birth_date:
        found += parse_birth_date(person.birth_date, today, person.birth_precision).hints
    if person.cpr:
        check = parse_cpr(person.cpr, today)
        found += check.hints + cpr_disagreements(check, person.birth_date, person.sex)
    return tuple(found)
