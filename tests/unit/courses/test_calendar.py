"""Danish holidays, ISO weeks and the weeks a course runs in."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.courses.calendar import (
    LEAST_OPEN_DAYS,
    Week,
    closed_name,
    course_calendar,
    holiday_name,
    is_closed,
    moment,
)
from kbh_desktop.people.deadlines import is_holiday

days = st.dates(date(2015, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2027, 3, 25), "skærtorsdag"),
        (date(2027, 5, 6), "Kristi himmelfartsdag"),
        (date(2027, 5, 17), "2. pinsedag"),
        (date(2023, 5, 5), "store bededag"),
        (date(2024, 4, 26), ""),
        (date(2026, 12, 26), "2. juledag"),
    ],
)
def test_the_holidays_have_their_danish_names(day, name):
    assert holiday_name(day) == name


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 5, 1), "1. maj"),
        (date(2026, 6, 5), "grundlovsdag"),
        (date(2026, 12, 24), "juleaftensdag"),
        (date(2026, 12, 31), "nytårsaftensdag"),
    ],
)
def test_days_offices_keep_closed_have_their_danish_names(day, name):
    assert (closed_name(day), holiday_name(day)) == (name, "")


@given(days)
def test_every_holiday_has_a_name_and_no_other_day_has(day):
    assert bool(holiday_name(day)) == is_holiday(day)


@given(days)
def test_a_closed_workday_says_why(day):
    assert is_closed(day) == (day.weekday() >= 5 or bool(closed_name(day)))


def test_a_week_belongs_to_its_iso_year():
    assert Week.of(date(2027, 1, 1)) == Week(2026, 53)
    assert Week.of(date(2024, 12, 30)) == Week(2025, 1)
    assert Week(2026, 53).later(1) == Week(2027, 1)


@given(days, st.integers(-200, 200))
def test_weeks_count_on_over_every_new_year(day, weeks):
    assert Week.of(day).later(weeks) == Week.of(day + timedelta(weeks=weeks))
    assert Week.of(day).later(weeks).later(-weeks) == Week.of(day)
    assert Week.of(day).monday <= day < Week.of(day).later(1).monday


@given(days, st.integers(1, 12))
def test_a_course_gets_its_weeks_whatever_the_holidays(day, weeks):
    calendar = course_calendar(day, weeks)
    assert len(calendar.weeks) == weeks == len(set(calendar.weeks))
    assert list(calendar.weeks) == sorted(calendar.weeks)
    for week in calendar.weeks:
        assert sum(d in calendar.open_days for d in week.workdays) >= LEAST_OPEN_DAYS
    assert not any(is_closed(d) or d < day for d in calendar.open_days)


def test_a_course_over_easter_says_which_days_it_loses():
    calendar = course_calendar(date(2027, 3, 8))
    assert [week.number for week in calendar.weeks] == [10, 11, 12, 13, 14, 15]
    assert calendar.notices == (
        "Ingen undervisning 25-03-2027: skærtorsdag.",
        "Ingen undervisning 26-03-2027: langfredag.",
        "Ingen undervisning 29-03-2027: 2. påskedag.",
    )


def test_a_week_the_centre_keeps_closed_is_passed_over():
    christmas = [date(2026, 12, 21) + timedelta(days=n) for n in range(12)]
    calendar = course_calendar(date(2026, 11, 30), also_closed=christmas)
    assert [week.number for week in calendar.weeks] == [49, 50, 51, 1, 2, 3]
    assert calendar.notices[0] == "Uge 52 springes over: den har for få åbne dage."


@given(days, st.times())
def test_a_lesson_keeps_its_time_of_day_through_summer_time(day, at):
    found = moment(day, at)
    assert found.tzinfo is UTC
    hours = datetime.combine(day, at, UTC) - found
    assert hours in (timedelta(hours=1), timedelta(hours=2))


def test_summer_time_begins_in_march():
    assert moment(date(2027, 3, 26), time(12, 30)).hour == 11
    assert moment(date(2027, 3, 30), time(12, 30)).hour == 10
