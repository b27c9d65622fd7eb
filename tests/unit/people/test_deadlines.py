from datetime import date

import pytest

from kbh_desktop.people.deadlines import (
    FIRST_INTERVIEW,
    QUOTA_REFUGEE,
    SECOND_INTERVIEW,
    add_months,
    deadlines,
    easter,
    is_holiday,
    takeover_date,
)
from kbh_desktop.people.model import Person


@pytest.mark.parametrize(
    ("decision", "takeover"),
    [
        (date(2016, 5, 15), date(2016, 7, 1)),
        (date(2017, 8, 2), date(2017, 10, 2)),  # 1 October was a Sunday
        (date(2017, 11, 20), date(2018, 1, 2)),  # New Year
        (date(2015, 11, 20), date(2016, 1, 4)),
        (date(2014, 11, 20), date(2015, 1, 1)),  # before the weekday rule
        (date(2018, 2, 3), date(2018, 4, 3)),  # Easter Sunday and Monday
    ],
)
def test_taking_over_is_after_the_first_whole_month(decision, takeover):
    assert takeover_date(decision) == takeover


def test_months_are_clipped_to_their_last_day():
    assert add_months(date(2017, 1, 31), 1) == date(2017, 2, 28)
    assert add_months(date(2017, 8, 31), 6) == date(2018, 2, 28)
    assert add_months(date(2016, 1, 31), 1) == date(2016, 2, 29)
    assert add_months(date(2016, 12, 5), 1) == date(2017, 1, 5)
    assert add_months(date(2016, 1, 5), -1) == date(2015, 12, 5)


@pytest.mark.parametrize(
    "sunday",
    [date(1954, 4, 18), date(1981, 4, 19), date(2016, 3, 27), date(2024, 3, 31), date(2038, 4, 25)],
)
def test_easter_falls_where_almanacs_say(sunday):
    assert easter(sunday.year) == sunday


def test_the_great_prayer_day_ended_after_2023():
    assert is_holiday(date(2023, 5, 5))
    assert not is_holiday(date(2024, 4, 26))


@pytest.mark.parametrize(
    "day",
    [(1, 1), (3, 24), (3, 25), (3, 27), (3, 28), (5, 5), (5, 15), (5, 16), (12, 25), (12, 26)],
)
def test_the_danish_holidays_of_2016(day):
    assert is_holiday(date(2016, *day))


def rules(person, *finished):
    return [(each.rule, each.due_on) for each in deadlines(person, finished)]


def test_the_first_interview_is_due_before_the_move():
    person = Person(id="p", decision_date="2017-08-02")
    assert rules(person) == [("S-1", date(2017, 10, 2)), ("L1", date(2017, 10, 2))]
    assert rules(person, FIRST_INTERVIEW) == [("L1", date(2017, 10, 2))]


def test_the_second_interview_is_due_at_moving_in():
    person = Person(id="p", decision_date="2017-08-02", arrival_date="2017-09-20")
    assert rules(person, FIRST_INTERVIEW) == [("S-2", date(2017, 9, 20))]
    assert rules(person, FIRST_INTERVIEW, SECOND_INTERVIEW) == []


def test_quota_refugees_have_no_takeover_by_date():
    person = Person(id="p", decision_date="2017-08-02", residence_basis=QUOTA_REFUGEE)
    assert rules(person) == []


def test_nothing_is_due_for_a_closed_case():
    assert rules(Person(id="p", arrival_date="2017-09-20", phase="closed")) == []


def test_the_light_turns_amber_14_days_before_and_red_after():
    due = deadlines(Person(id="p", decision_date="2017-08-02"), ())[0]
    days = [date(2017, 9, 17), date(2017, 9, 18), date(2017, 10, 2), date(2017, 10, 3)]
    assert [due.light(day) for day in days] == ["green", "amber", "amber", "red"]


def test_the_second_interview_stays_amber_for_two_weeks():
    due = deadlines(Person(id="p", arrival_date="2017-09-20"), [FIRST_INTERVIEW])[0]
    assert [due.light(date(2017, 10, day)) for day in (4, 5)] == ["amber", "red"]
