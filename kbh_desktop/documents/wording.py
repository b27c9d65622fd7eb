"""Days, hours, amounts and shares as documents print them, in the language of the document."""

from datetime import date, time
from fractions import Fraction

from kbh_desktop.i18n import _, language, long_date, n_

_YEAR = 12
FEW = 5
"""Fewer people than this are never counted out in what leaves the office."""


def clock(at: time) -> str:
    """Return the hour as Danes write it, `8.30`, or `08:30` in English."""
    return f"{at:%H:%M}" if language() == "en" else f"{at.hour}.{at:%M}"


def weekday_name(weekday: int) -> str:
    """Return the name of a weekday; Monday is 0."""
    return (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )[weekday]


def day_span(first: date, last: date) -> str:
    """Return two days in words: `9. marts – 17. april 2026`; each stays on one line."""
    if first == last:
        return _together(long_date(first))
    begin = long_date(first)
    if first.year == last.year:
        begin = begin.removesuffix(f" {first.year}")
    return f"{_together(begin)} – {_together(long_date(last))}"


def short_span(first: date, last: date) -> str:
    """Return the days of one week: `9.–13. marts`, or over two months `30. marts – 3. april`."""
    begin, end = (_together(long_date(day).removesuffix(f" {day.year}")) for day in (first, last))
    if first == last:
        return begin
    if first.month != last.month:
        return f"{begin} – {end}"
    return f"{first.day}–{end}" if language() == "en" else f"{first.day}.–{end}"


def _together(words: str) -> str:
    return words.replace(" ", "\xa0")


def grouped(number: int) -> str:
    """Return a whole number with its thousands apart: `60.000`, in English `60,000`."""
    text = f"{number:,}"
    return text if language() == "en" else text.replace(",", ".")


def kroner(amount: int) -> str:
    """Return whole kroner, such as `60.000 kr.`."""
    return _("{amount} DKK").format(amount=grouped(amount))


def oere(amount: int) -> str:
    """Return an amount given in øre as kroner, with øre only where there are some."""
    whole, rest = divmod(abs(amount), 100)
    sign = "−" if amount < 0 else ""
    point = "." if language() == "en" else ","
    return sign + kroner(whole).replace(
        grouped(whole), f"{grouped(whole)}{point}{rest:02}" if rest else grouped(whole)
    )


def percent(share: Fraction | None) -> str:
    """Return a share (0 to 1) as per cent with one decimal, half rounded up: `39,3 %`."""
    if share is None:
        return "–"
    tenths = (share.numerator * 2000 + share.denominator) // (2 * share.denominator)
    text = (
        f"{tenths // 10}.{tenths % 10}" if language() == "en" else f"{tenths // 10},{tenths % 10}"
    )
    return f"{text} %"


def years_and_months(months: int) -> str:
    """Return a length of time: `6 år`, `4 mdr.`, or nothing for none."""
    if months <= 0:
        return ""
    if months < _YEAR:
        return n_("{count} month", "{count} months", months).format(count=months)
    years = months // _YEAR
    return n_("{count} year", "{count} years", years).format(count=years)
