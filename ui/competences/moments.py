"""Moments of a life as precisely as they are told: a day, a month or a year."""

import re

from kbh_desktop.i18n import _

_PRECISE = re.compile(r"(?:(?:(\d{1,2})[-./ ])?(\d{1,2})[-./ ])?(\d{4})")


def shown_moment(iso: str) -> str:
    """Return `2016`, `04-2016` or `03-04-2016`, as precise as `iso`."""
    return "-".join(reversed(iso.split("-")))


def iso_moment(typed: str) -> str:
    """Return a day, month or year written the Danish way as ISO text; other text as it is."""
    found = _PRECISE.fullmatch(typed.strip())
    if found is None:
        return typed.strip()
    day, month, year = found.groups()
    return "-".join(part.zfill(2) for part in (year, month, day) if part)


def span_text(began: str, ended: str, *, lasts: bool) -> str:
    """Return the years from when to when: `2008-2016`, `siden 2019`, or nothing."""
    first, last = began[:4], ended[:4]
    if lasts and first:
        return _("since {year}").format(year=first)
    return "–".join(dict.fromkeys(part for part in (first, last) if part))
