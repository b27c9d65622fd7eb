"""Dates as Danes type them."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.errors import InputError
from ui.widgets.spoken_dates import parse_date, parse_time

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3/4-16", date(2016, 4, 3)),
        ("3/4 2016", date(2016, 4, 3)),
        ("3.4.16", date(2016, 4, 3)),
        ("03-04-2016", date(2016, 4, 3)),
        ("030416", date(2016, 4, 3)),
        ("03042016", date(2016, 4, 3)),
        ("2016-04-03", date(2016, 4, 3)),
        ("3. april 2016", date(2016, 4, 3)),
        ("3 apr 16", date(2016, 4, 3)),
        ("1. oktober 1985", date(1985, 10, 1)),
        ("12/8-62", date(1962, 8, 12)),
        ("1/1-27", date(2027, 1, 1)),
        ("1/1-28", date(1928, 1, 1)),
        ("24/12", date(2026, 12, 24)),
        ("i går", date(2026, 11, 23)),
        (" I  DAG ", TODAY),
        ("i morgen", date(2026, 11, 25)),
    ],
)
def test_a_date_is_read_as_a_dane_means_it(typed, meant):
    assert parse_date(typed, TODAY) == meant


@pytest.mark.parametrize("typed", ["", "31/2-16", "april", "3/13-16", "x", "1/1/1/1", "99"])
def test_what_is_no_date_is_said_and_kept(typed):
    with pytest.raises(InputError, match=f"“{typed}”"):
        parse_date(typed, TODAY)


@given(st.dates(min_value=TODAY - timedelta(days=36000), max_value=TODAY))
def test_every_day_of_the_last_98_years_can_be_typed_with_two_digits(day):
    assert parse_date(f"{day.day}/{day.month}-{day:%y}", TODAY) == day


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_an_input_error(text):
    with suppress(InputError):
        parse_date(text, TODAY)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9", "09:00"),
        ("9.30", "09:30"),
        ("930", "09:30"),
        ("kl. 14.02", "14:02"),
        ("23:59", "23:59"),
    ],
)
def test_a_time_is_read_as_a_dane_means_it(typed, meant):
    assert parse_time(typed) == meant


@pytest.mark.parametrize("typed", ["", "24", "9.60", "nine"])
def test_what_is_no_time_is_said(typed):
    with pytest.raises(InputError):
        parse_time(typed)
