"""When what has to go: pure rules of days, read from resources/retention/rules.toml."""

import calendar
import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from kbh_desktop.errors import InputError, NotFoundError
from kbh_desktop.i18n import _, language
from kbh_desktop.people.deadlines import add_months
from kbh_desktop.resources import resource
from kbh_desktop.retention.model import Due, Facts, Rule

_YEAR, _MONTH = 4, 7
_DECEMBER = 12


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules in the order in which they are shown."""
    return tuple(map(_rule, _file()["rule"]))


def rule(key: str) -> Rule:
    """Return one rule.

    Raises: NotFoundError.
    """
    found = next((each for each in rules() if each.key == key), None)
    if found is None:
        raise NotFoundError(_("There is no rule called {key}.").format(key=key))
    return found


def version() -> str:
    """Return the version of the rule set."""
    return str(_file()["version"])


def title_of(one: Rule) -> str:
    """Return the title of a rule in the language of the program."""
    return one.titles.get(language(), one.titles["da"])


def last_day(day: str) -> date:
    """Return the last day that an ISO day, month (`2026-02`) or year may mean.

    Raises: InputError for anything else.
    """
    try:
        if len(day) == _YEAR:
            return date(int(day), _DECEMBER, 31)
        if len(day) == _MONTH:
            year, month = int(day[:4]), int(day[5:])
            return date(year, month, calendar.monthrange(year, month)[1])
        return date.fromisoformat(day)
    except ValueError:
        raise InputError(_("“{text}” is no day.").format(text=day), field="day") from None


def due_on(one: Rule, event_on: str) -> date:
    """Return the day from which it has to go.

    A period of months ends on the same day of the month, or on its last when there is none. Where
    only the month or the year of the event is known, it counts from the last day that may be meant.
    """
    return add_months(last_day(event_on), one.months) + timedelta(days=one.days)


def clock(facts: Facts) -> tuple[Due, ...]:
    """Return what has to go when, the earliest first; nothing whose event has not happened."""
    found = []
    for one in rules():
        event_on = _event_of(one, facts)
        if event_on:
            extension = facts.extensions.get(one.key)
            due = due_on(one, event_on)
            if extension is not None:
                due = max(due, extension.until)
            waits = one.needs_journal and not facts.journalised_on
            found.append(Due(one, due, event_on, extension, waits))
    return tuple(sorted(found, key=lambda each: (each.due_on, each.rule.key)))


def _event_of(one: Rule, facts: Facts) -> str:
    if one.part == "health" and not facts.has_health:
        return ""
    events = {
        "closed": facts.closed_on,
        "rejected": facts.rejected_on,
        "decided_elsewhere": facts.elsewhere_on,
        "request": facts.requested_on,
    }
    return events.get(one.event, "")


@cache
def _file() -> Mapping[str, Any]:
    with resource("retention/rules.toml").open("rb") as source:
        return tomllib.load(source)


def _rule(written: Mapping[str, Any]) -> Rule:
    return Rule(
        key=written["key"],
        part=written["part"],
        event=written["event"],
        days=written.get("days", 0),
        months=written.get("months", 0),
        needs_journal=written.get("journal", False),
        is_assumed=written["assumed"],
        source=written["source"],
        ground=written["ground"],
        titles=written["title"],
    )
