"""How each field of a person is shown and typed; one entry adds a field to the windows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _, long_date, short_date
from kbh_desktop.people.birth_dates import parse_birth_date
from kbh_desktop.people.labels import phase_label, sex_label
from kbh_desktop.people.lists import centres
from kbh_desktop.people.model import PHASES, Person, format_udl_nr
from ui.people.words import (
    centre_text,
    country_text,
    language_text,
    municipality_text,
)
from ui.widgets.spoken_dates import parse_date

Kind = Literal[
    "text",
    "long",
    "date",
    "birth",
    "cpr",
    "choice",
    "countries",
    "languages",
    "municipality",
    "yes",
]


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """One field: `shown` turns its value into words."""

    name: str
    kind: Kind = "text"
    shown: Callable[[str], str] = str
    options: Callable[[date], tuple[tuple[str, str], ...]] = lambda _today: ()


def date_text(iso: str) -> str:
    """Return a whole or partly known date as Danes write it."""
    parts = iso.split("-")
    if len(parts) == 3:  # noqa: PLR2004 - year, month, day
        return short_date(date.fromisoformat(iso))
    return "-".join(reversed(parts)) if iso else ""


def typed_date(text: str, today: date) -> str:
    """Return the day that `text` means, such as `3/4-16` or `i går`, as ISO text.

    Raises: InputError.
    """
    return parse_date(text, today).isoformat() if text.strip() else ""


def typed_birth_date(text: str, today: date) -> str:
    """Return the birth date that `text` means; a year or a month of a year is enough.

    Raises: InputError.
    """
    if not text.strip():
        return ""
    try:
        return parse_birth_date(text, today).text
    except InputError:
        born = typed_date(text, today)
        return parse_birth_date(born, today).text


def date_in_words(iso: str) -> str:
    """Return a whole date in words, nothing for one that is only partly known."""
    return long_date(date.fromisoformat(iso)) if iso.count("-") == 2 else ""  # noqa: PLR2004


def sex_options() -> tuple[tuple[str, str], ...]:
    """Return the registered sexes with their words."""
    return tuple((sex, sex_label(sex)) for sex in ("female", "male", "x"))


def centre_options(today: date) -> tuple[tuple[str, str], ...]:
    """Return the centres that are open, after an empty choice."""
    return (("", "–"), *((c.code, centre_text(c.code)) for c in centres(today)))


def basis_options(_today: date) -> tuple[tuple[str, str], ...]:
    """Return the bases of residence, after an empty choice."""
    return (("", "–"), *basis_labels().items())


def basis_labels() -> Mapping[str, str]:
    """Return the words for each basis of residence."""
    return {
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


def basis_text(basis: str) -> str:
    """Return the words for a basis of residence."""
    return basis_labels().get(basis, basis)


def phase_options(_today: date) -> tuple[tuple[str, str], ...]:
    """Return the phases with their words."""
    return tuple((phase, phase_label(phase)) for phase in PHASES)


def civil_labels() -> Mapping[str, str]:
    """Return the words for each civil status."""
    return {
        "unmarried": _("Unmarried"),
        "married": _("Married"),
        "cohabiting": _("Living together"),
        "divorced": _("Divorced"),
        "widowed": _("Widowed"),
        "separated": _("Separated"),
        "unknown": _("Unknown"),
    }


def civil_options(_today: date) -> tuple[tuple[str, str], ...]:
    """Return the civil statuses, after an empty choice."""
    return (("", "–"), *civil_labels().items())


def civil_text(status: str) -> str:
    """Return the words for a civil status."""
    return civil_labels().get(status, status)


def yes_text(value: str) -> str:
    """Return yes or no."""
    return _("Yes") if value == "True" else _("No")


def value_of(person: Person, name: str) -> str:
    """Return the value of a field as text."""
    return str(getattr(person, name))


def fact_groups() -> tuple[tuple[str, tuple[FieldEntry, ...]], ...]:
    """Return the facts of a person, in groups with their titles."""
    return (
        (
            _("Identity"),
            (
                FieldEntry("given_name"),
                FieldEntry("family_name"),
                FieldEntry("latin_name"),
                FieldEntry("called_name"),
                FieldEntry("udl_nr", shown=format_udl_nr),
                FieldEntry("cpr", "cpr"),
                FieldEntry("birth_date", "birth", date_text),
                FieldEntry("sex", "choice", sex_label, lambda _d: (("", "–"), *sex_options())),
                FieldEntry("citizenships", "countries", country_text),
            ),
        ),
        (
            _("Contact and language"),
            (
                FieldEntry("phone"),
                FieldEntry("address_protected", "yes", yes_text),
                FieldEntry("civil_status", "choice", civil_text, civil_options),
                FieldEntry("mother_tongues", "languages", language_text),
                FieldEntry("languages", "languages", language_text),
            ),
        ),
        (
            _("Residence and placement"),
            (
                FieldEntry("phase", "choice", phase_label, phase_options),
                FieldEntry("residence_basis", "choice", basis_text, basis_options),
                FieldEntry("centre", "choice", centre_text, centre_options),
                FieldEntry("entry_date", "date", date_text),
                FieldEntry("decision_date", "date", date_text),
                FieldEntry("municipality_expected", "municipality", municipality_text),
                FieldEntry("municipality_decided", "municipality", municipality_text),
                FieldEntry("municipality_actual", "municipality", municipality_text),
                FieldEntry("arrival_date", "date", date_text),
                FieldEntry("moved_on", "date", date_text),
            ),
        ),
        (_("Work"), (FieldEntry("consultant"), FieldEntry("notes", "long"))),
    )
