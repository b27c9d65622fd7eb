"""Words for what speaks for two registrations being one person."""

from dataclasses import replace

from kbh_desktop.i18n import _
from kbh_desktop.people.fields import NOBODY
from kbh_desktop.people.likeness import Level, Sign
from ui.people.fields import fact_groups
from ui.theme import Tone

LEVEL_TONES: dict[Level, Tone] = {
    Level.NEARLY_SURE: "bad",
    Level.LIKELY: "warn",
    Level.POSSIBLE: "info",
}


def level_text(level: Level) -> str:
    """Return how sure it is."""
    return {
        Level.NEARLY_SURE: _("Nearly certain"),
        Level.LIKELY: _("Likely"),
        Level.POSSIBLE: _("Perhaps"),
    }[level]


def sign_text(sign: Sign) -> str:
    """Return what speaks for or against it."""
    return {
        Sign.SAME_UDL_NR: _("the same Udl.nr."),
        Sign.OTHER_UDL_NR: _("different Udl.nr."),
        Sign.SAME_CPR: _("the same CPR number"),
        Sign.OTHER_CPR: _("different CPR numbers"),
        Sign.SAME_NAME: _("the same name"),
        Sign.SPELT_IN_TWO_WAYS: _("the name is spelt in two ways"),
        Sign.NAMES_SWAPPED: _("given name and family name swapped"),
        Sign.ONE_NAME_MORE: _("one of them has a name more"),
        Sign.SAME_BIRTH_DATE: _("the same date of birth"),
        Sign.BOTH_FIRST_OF_JANUARY: _("both born on 1 January"),
        Sign.DAY_AND_MONTH_SWAPPED: _("day and month of birth swapped"),
        Sign.ONLY_THE_YEAR: _("only the year of birth is known"),
        Sign.ONLY_THE_MONTH: _("only the month of birth is known"),
        Sign.AGE_IS_A_GUESS: _("the age is estimated"),
        Sign.NO_BIRTH_DATE: _("a date of birth is missing"),
        Sign.ONE_PART_OF_DATE_DIFFERS: _("one part of the date of birth differs"),
        Sign.OTHER_BIRTH_DATE: _("different dates of birth"),
        Sign.SAME_PHONE: _("the same phone number"),
        Sign.OTHER_SEX: _("different sex"),
    }[sign]


def value_text(name: str, value: object) -> str:
    """Return a field's value as a person reads it; of a CPR number only the day."""
    if value in ("", None):
        return _("(empty)")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if name == "cpr":
        return replace(NOBODY, cpr=str(value)).masked_cpr
    entries = (entry for _title, group in fact_groups() for entry in group)
    entry = next((entry for entry in entries if entry.name == name), None)
    return entry.shown(str(value)) if entry else str(value)
