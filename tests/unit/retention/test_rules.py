"""When what has to go: pure rules of days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.errors import InputError, NotFoundError
from kbh_desktop.retention import rules
from kbh_desktop.retention.model import Extension, Facts

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
RULES = st.sampled_from(rules.rules())


@pytest.mark.parametrize(
    ("key", "event", "due"),
    [
        ("case", "2026-04-16", date(2027, 4, 16)),
        ("case", "2024-02-29", date(2025, 2, 28)),
        ("health", "2025-11-30", date(2026, 2, 28)),
        ("health", "2023-11-30", date(2024, 2, 29)),
        ("case", "2026-02", date(2027, 2, 28)),
        ("case", "2025", date(2026, 12, 31)),
        ("rejected", "2026-12-31", date(2027, 1, 30)),
    ],
)
def test_a_period_ends_on_the_same_day_or_the_last_of_the_month(key, event, due):
    assert rules.due_on(rules.rule(key), event) == due


@given(RULES, DAYS)
def test_nothing_goes_before_its_event(rule, day):
    assert rules.due_on(rule, day.isoformat()) > day


@given(RULES, DAYS, st.integers(0, 400))
def test_a_later_event_never_goes_earlier(rule, day, later):
    then = day + timedelta(days=later)
    assert rules.due_on(rule, day.isoformat()) <= rules.due_on(rule, then.isoformat())


@given(RULES, DAYS)
def test_less_precision_never_deletes_earlier(rule, day):
    exact = rules.due_on(rule, day.isoformat())
    month, year = f"{day:%Y-%m}", f"{day:%Y}"
    assert exact <= rules.due_on(rule, month) <= rules.due_on(rule, year)


@given(DAYS)
def test_months_keep_the_day_or_take_the_last_of_the_month(day):
    due = rules.due_on(rules.rule("health"), day.isoformat())
    is_last = (due + timedelta(days=1)).month != due.month
    assert due.day == day.day or (is_last and due.day < day.day)


@pytest.mark.parametrize("text", ["", "2026-13", "2026-02-30", "i går", "20260", "26"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(InputError):
        rules.last_day(text)


def test_an_unknown_rule_is_said():
    with pytest.raises(NotFoundError, match="horoscope"):
        rules.rule("horoscope")


def test_a_clock_runs_by_what_happened_and_nothing_else():
    assert rules.clock(Facts()) == ()
    assert [d.rule.key for d in rules.clock(Facts(closed_on="2026-01-01"))] == ["case"]
    with_health = rules.clock(Facts(closed_on="2026-01-01", has_health=True))
    assert [d.rule.key for d in with_health] == ["health", "case"]


def test_the_case_waits_until_what_must_be_kept_is_journalised():
    (due,) = rules.clock(Facts(closed_on="2026-01-01"))
    assert due.waits_for_journal
    (due,) = rules.clock(Facts(closed_on="2026-01-01", journalised_on="2026-01-02"))
    assert not due.waits_for_journal


@given(DAYS, DAYS)
def test_an_extension_only_ever_makes_it_later(closed, until):
    extension = {"case": Extension(until, "klagesag", "Ane", "")}
    (due,) = rules.clock(Facts(closed_on=closed.isoformat(), extensions=extension))
    assert due.due_on == max(rules.due_on(rules.rule("case"), closed.isoformat()), until)


def test_every_rule_names_its_ground_and_its_source():
    for rule in rules.rules():
        assert rule.ground
        assert rule.source
        assert rule.titles.keys() == {"da", "en"}
        assert (rule.days > 0) != (rule.months > 0)
