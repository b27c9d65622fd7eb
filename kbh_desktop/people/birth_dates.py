"""Birth dates that may be known to the day, the month, the year, or only as a guess."""

import re
from dataclasses import dataclass, field
from datetime import date

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.people.model import BirthPrecision, Hint, HintKind

_DANISH = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})")
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_OLDEST = 110


@dataclass(frozen=True, slots=True)
class BirthDate:
    """A birth date as known."""

    text: str = field(repr=False)
    """YYYY-MM-DD, YYYY-MM or YYYY."""
    precision: BirthPrecision
    hints: tuple[Hint, ...] = ()


def parse_date(text: str, *, field_name: str) -> str:
    """Return a whole date as ISO text; `16-4-2026` and `2026-04-16` are both understood.

    Raises:
        InputError: no such day.
    """
    iso = _iso(text.strip())
    if iso is None or len(iso) != len("YYYY-MM-DD"):
        message = _("“{text}” is no date. Write it as DD-MM-YYYY.").format(text=text.strip())
        raise InputError(message, field=field_name)
    return iso


def parse_birth_date(text: str, today: date, precision: BirthPrecision | None = None) -> BirthDate:
    """Return the birth date in `text`; without `precision` it is as precise as it was written.

    Raises:
        InputError: no such day, after `today`, or more than 110 years before it.
    """
    iso = _iso(text.strip())
    if iso is None:
        raise InputError(
            _("Write the date of birth as DD-MM-YYYY, or only the year."), field="birth_date"
        )
    written: BirthPrecision = {4: "year", 7: "month"}.get(len(iso), "day")  # type: ignore[assignment]
    first = date.fromisoformat((iso + "-01-01")[:10])
    if first > today:
        raise InputError(_("The date of birth is in the future."), field="birth_date")
    if today.year - first.year > _OLDEST:
        raise InputError(
            _("The date of birth is more than {years} years ago.").format(years=_OLDEST),
            field="birth_date",
        )
    return _with_hints(iso, "estimated" if precision == "estimated" else written)


def _iso(text: str) -> str | None:
    danish = _DANISH.fullmatch(text)
    if danish:
        text = f"{danish[3]}-{int(danish[2]):02}-{int(danish[1]):02}"
    if not _ISO.fullmatch(text):
        return None
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return None
    return text


def _with_hints(iso: str, precision: BirthPrecision) -> BirthDate:
    if precision == "day" and iso.endswith("-01-01"):
        hint = Hint(HintKind.MAYBE_ESTIMATED, _("1 January: is the date estimated?"))
        return BirthDate(iso, precision, (hint,))
    return BirthDate(iso, precision)
