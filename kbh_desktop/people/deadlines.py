"""By when something must have happened for a person, and the calendar behind it.

Rules L1, S-1 and S-2 only: taking over, and the two interviews of Københavnermodellen.
"""

import calendar
from collections.abc import Collection
from datetime import date, timedelta

from kbh_desktop.i18n import _
from kbh_desktop.people.model import Deadline, Person

FIRST_INTERVIEW = "samtale1"
SECOND_INTERVIEW = "samtale2"
QUOTA_REFUGEE = "section_8"
_WEEKDAY_RULE_FROM = date(2016, 1, 1)
_LAST_PRAYER_DAY = 2023
_DAYS_AFTER_EASTER = (-3, -2, 0, 1, 39, 49, 50)
_PRAYER_DAY = 26
_SATURDAY = 5


def easter(year: int) -> date:
    """Return Easter Sunday of a Gregorian year (the Meeus/Jones/Butcher computation)."""
    golden, (century, in_century) = year % 19, divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leaps, leap_rest = divmod(in_century, 4)
    sunday = (32 + 2 * century_rest + 2 * leaps - moon - leap_rest) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def is_holiday(day: date) -> bool:
    """Return whether `day` is a Danish public holiday."""
    if (day.month, day.day) in ((1, 1), (12, 25), (12, 26)):
        return True
    after = (day - easter(day.year)).days
    return after in _DAYS_AFTER_EASTER or (after == _PRAYER_DAY and day.year <= _LAST_PRAYER_DAY)


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later, the last day of the month when there is none."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def takeover_date(decision: date) -> date:
    """Return when the municipality takes over after a decision on placement.

    The end of the first whole month after it, so the 1st of the month after that, moved past
    weekends and holidays (Integrationsloven § 4, 2; lov 665 af 8/6 2016 § 1, 2).
    """
    day = add_months(decision.replace(day=1), 2)
    if day >= _WEEKDAY_RULE_FROM:
        while day.weekday() >= _SATURDAY or is_holiday(day):
            day += timedelta(days=1)
    return day


def rule_title(rule: str) -> str:
    """Return the words for a rule's short name."""
    return {
        "L1": _("The municipality takes over"),
        "S-1": _("Interview 1 before the move"),
        "S-2": _("Interview 2 at moving in"),
    }[rule]


_SOURCES = {
    "L1": "Integrationsloven § 4, stk. 2",
    "S-1": "Københavnermodellen",
    "S-2": "Københavnermodellen",
}
_GRACE_DAYS = {"S-2": 14}


def deadline(rule: str, due_on: date) -> Deadline:
    """Return the deadline that `rule` sets on `due_on`."""
    return Deadline(rule, rule_title(rule), due_on, _SOURCES[rule], _GRACE_DAYS.get(rule, 0))


def deadlines(person: Person, finished_forms: Collection[str]) -> tuple[Deadline, ...]:
    """Return what is still open for `person`, the earliest first."""
    if person.phase == "closed":
        return ()
    arrival = date.fromisoformat(person.arrival_date) if person.arrival_date else None
    takeover = _takeover(person)
    move = arrival or takeover
    found = []
    if takeover and not arrival:
        found.append(deadline("L1", takeover))
    if move and FIRST_INTERVIEW not in finished_forms:
        found.append(deadline("S-1", move))
    if arrival and SECOND_INTERVIEW not in finished_forms:
        found.append(deadline("S-2", arrival))
    return tuple(sorted(found, key=lambda each: (each.due_on, each.rule != "S-1")))


def _takeover(person: Person) -> date | None:
    """Quota refugees are taken over when registered in the municipality (§ 4, 3), not by date."""
    if not person.decision_date or person.residence_basis == QUOTA_REFUGEE:
        return None
    return takeover_date(date.fromisoformat(person.decision_date))
