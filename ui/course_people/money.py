"""Amounts as Danes write and type them; øre inside."""

import re

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _

_AMOUNT = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d{1,9})(?:,(\d{1,2})|,-)?")


def kroner(oere: int) -> str:
    """Return an amount such as `32.000 kr.` or `1.250,50 kr.`."""
    return f"{plain_kroner(oere)} kr."


def plain_kroner(oere: int) -> str:
    """Return an amount without its unit, such as `32.000` or `−1.250,50`."""
    sign = "−" if oere < 0 else ""
    whole, rest = divmod(abs(oere), 100)
    shown = f"{whole:,}".replace(",", ".")
    return f"{sign}{shown},{rest:02}" if rest else f"{sign}{shown}"


def parse_kroner(text: str, field: str) -> int:
    """Return the øre of `1250`, `1.250`, `1.250,50`, `1250,-` or `1250 kr.`.

    Raises:
        InputError: nothing that reads as an amount.
    """
    typed = re.sub(r"\s|kr\.?$", "", text.strip().lower())
    found = _AMOUNT.fullmatch(typed)
    if found is None:
        message = _("“{text}” is not an amount. Type for example 1.250 or 1.250,50.")
        raise InputError(message.format(text=text), field=field)
    whole, rest = found.groups()
    return int(whole.replace(".", "")) * 100 + int((rest or "0").ljust(2, "0"))
