"""Danish numbers for people and firms: what is an error, and what only deserves a hint.

Rules as cpr.dk publishes them. A CPR number without a valid check digit is never refused: such
numbers have been issued since 1 October 2007, many of them to refugees born "1 January".
"""

import re
from dataclasses import dataclass, field
from datetime import date

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.people.model import CprKind, Hint, HintKind, Sex

_CPR = re.compile(r"[0-9]{6}[0-9A-ZÆØÅ]{4}")
_CPR_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)
_REPLACEMENT_DAY = 60
_USUAL_UDL_NR = 8
_UDL_NR_LENGTHS = range(6, 13)


@dataclass(frozen=True, slots=True)
class CprCheck:
    """A CPR or replacement number, and what may be read from it."""

    number: str = field(repr=False)
    """Ten characters without the hyphen."""
    kind: CprKind
    birth_date: date | None = field(default=None, repr=False)
    """Never read from a replacement number."""
    sex: Sex = field(default="", repr=False)
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class UdlNrCheck:
    """An Udl.nr. as digits only."""

    number: str = field(repr=False)
    hints: tuple[Hint, ...] = ()


def parse_cpr(text: str, today: date) -> CprCheck:
    """Return the CPR or replacement number in `text`.

    Raises:
        InputError: not ten characters, no such day, or born after `today`.
    """
    number = re.sub(r"[\s-]", "", text).upper()
    if not _CPR.fullmatch(number):
        raise _cpr_error(_("A CPR number has ten digits: DDMMYY-SSSS."))
    day = int(number[:2])
    if _REPLACEMENT_DAY < day <= _REPLACEMENT_DAY + 31:
        return CprCheck(number, "erstatning")
    if not 1 <= day <= 31:  # noqa: PLR2004 - days of a month
        raise _cpr_error(_("There is no day {day} in a month.").format(day=number[:2]))
    if not number.isdecimal():
        return CprCheck(number, "erstatning")
    return _real_cpr(number, today)


def _real_cpr(number: str, today: date) -> CprCheck:
    born = _birth_date(number)
    if born is None:
        raise _cpr_error(_("The first six digits of the CPR number are no date."))
    if born > today:
        raise _cpr_error(_("The date in the CPR number is in the future."))
    sex: Sex = "male" if int(number[9]) % 2 else "female"
    hints = () if has_check_digit(number) else (_no_check_digit(),)
    return CprCheck(number, "cpr", born, sex, hints)


def _birth_date(number: str) -> date | None:
    day, month, year = int(number[:2]), int(number[2:4]), int(number[4:6])
    try:
        return date(_century(int(number[6]), year) + year, month, day)
    except ValueError:
        return None


def _century(seventh: int, year: int) -> int:
    """Return the century that the seventh digit tells (cpr.dk)."""
    if seventh <= 3:  # noqa: PLR2004
        return 1900
    if seventh in (4, 9):
        return 2000 if year <= 36 else 1900  # noqa: PLR2004
    return 2000 if year <= 57 else 1800  # noqa: PLR2004


def has_check_digit(cpr: str) -> bool:
    """Return whether ten digits agree with modulus 11."""
    return sum(w * int(d) for w, d in zip(_CPR_WEIGHTS, cpr, strict=True)) % 11 == 0


def _no_check_digit() -> Hint:
    return Hint(HintKind.NO_CHECK_DIGIT, _("Without a check digit – valid."))


def _cpr_error(message: str) -> InputError:
    return InputError(message, field="cpr")


def format_cpr(number: str) -> str:
    """Return a number as it is written, `DDMMYY-SSSS`."""
    return f"{number[:6]}-{number[6:]}"


def cpr_disagreements(check: CprCheck, birth_date: str, sex: Sex) -> tuple[Hint, ...]:
    """Return warnings where a CPR number says other than `birth_date` (ISO) and `sex`."""
    hints = []
    born = check.birth_date.isoformat() if check.birth_date else ""
    if born and birth_date and not born.startswith(birth_date):
        text = _("The CPR number says another date of birth.")
        hints.append(Hint(HintKind.BIRTH_DATE_DIFFERS, text))
    if check.sex and sex in ("female", "male") and sex != check.sex:
        hints.append(Hint(HintKind.SEX_DIFFERS, _("The CPR number says another sex.")))
    return tuple(hints)


def parse_udl_nr(text: str) -> UdlNrCheck:
    """Return the digits of an Udl.nr., with or without dots, spaces and hyphens.

    Raises:
        InputError: something else than digits, or fewer than 6 or more than 12.
    """
    number = re.sub(r"[.\s-]", "", text)
    if not re.fullmatch(r"[0-9]+", number):
        raise InputError(_("An Udl.nr. holds digits only."), field="udl_nr")
    if len(number) not in _UDL_NR_LENGTHS:
        raise InputError(_("An Udl.nr. has 8 digits, at least 6, at most 12."), field="udl_nr")
    if len(number) == _USUAL_UDL_NR:
        return UdlNrCheck(number)
    hint = Hint(HintKind.UNUSUAL_LENGTH, _("An Udl.nr. usually has 8 digits – check it."))
    return UdlNrCheck(number, (hint,))


def parse_cvr(text: str) -> str:
    """Return the eight digits of a firm's CVR number.

    Raises:
        InputError: not eight digits, or the check digit is wrong.
    """
    number = re.sub(r"\s", "", text)
    if not re.fullmatch(r"[0-9]{8}", number):
        raise InputError(_("A CVR number has eight digits."), field="cvr")
    if sum(w * int(d) for w, d in zip(_CVR_WEIGHTS, number, strict=True)) % 11:
        raise InputError(_("The check digit of the CVR number is wrong."), field="cvr")
    return number


def parse_postcode(text: str) -> str:
    """Return the four digits of a Danish postcode.

    Raises:
        InputError: not four digits.
    """
    postcode = text.strip()
    if not re.fullmatch(r"[0-9]{4}", postcode):
        raise InputError(_("A Danish postcode has four digits."), field="postcode")
    return postcode
