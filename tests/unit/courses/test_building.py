"""The shipped template on the real calendars of 2026 and 2027."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbh_desktop.courses.building import CourseToPlan, course_instance, danish_mornings
from kbh_desktop.courses.conflicts import conflicts
from kbh_desktop.courses.model import Course, CourseId
from kbh_desktop.courses.planner.plan import Search, plan
from kbh_desktop.courses.templates import shipped_template
from kbh_desktop.courses.timetable import Resource, Span

TEACHERS = (
    Resource("Tove", "teacher", frozenset({"labour_market", "society"}), max_slots_per_week=24),
    Resource("Ulf", "teacher", frozenset({"competences", "labour_market"}), max_slots_per_week=24),
    Resource("Vibe", "teacher", frozenset({"society", "competences"}), max_slots_per_week=24),
)
INTERPRETERS = (
    Resource("Amir", "interpreter", frozenset({"ar"}), max_slots_per_week=20),
    Resource("Selam", "interpreter", frozenset({"ti"}), max_slots_per_week=20),
)
ROOMS = (
    Resource("Sal 1", "room", frozenset({"class"}), frozenset({"avnstrup"}), 18),
    Resource("Sal 2", "room", frozenset({"class"}), frozenset({"avnstrup"}), 20),
)
STAFF = (*TEACHERS, *INTERPRETERS, *ROOMS)


def course(first_day, name="Hold 1", closed=()):
    """Return a course with Danish lessons every morning."""
    made = Course(CourseId(name), name, "aos", "avnstrup", first_day, languages=("ar", "ti"))
    bare = CourseToPlan(made, shipped_template(), 16, also_closed=closed)
    danish = danish_mornings(bare.calendar, range(5))
    return CourseToPlan(made, shipped_template(), 16, danish, closed)


def planned(instance):
    found = plan(instance, Search(limit_s=30, improve=False))
    assert found.status == "complete", found.reasons
    assert conflicts(instance, found.sessions) == ()
    return found


@pytest.mark.parametrize(
    "first_day",
    [
        date(2026, 3, 9),  # Easter 2026
        date(2026, 4, 20),  # 1 May, Ascension Day and Whit Monday
        date(2026, 11, 23),  # Christmas, New Year and week 53
        date(2027, 2, 22),  # Easter 2027
        date(2027, 4, 19),  # 1 May on a Saturday, Whit Monday
        date(2027, 11, 22),  # Christmas 2027
    ],
)
def test_the_shipped_template_is_planned_whatever_the_holidays(first_day):
    instance = course_instance([course(first_day)], STAFF)
    found = planned(instance)
    assert len(found.sessions) == len(shipped_template().sessions)
    assert all(placement.slot >= 4 for placement in found.sessions.values())


@settings(max_examples=10)
@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_any_first_day_of_the_two_years_gives_a_whole_plan(first_day):
    monday = first_day - timedelta(days=first_day.weekday())
    planned(course_instance([course(monday)], STAFF))


def test_two_courses_share_their_people_and_rooms():
    one = course(date(2027, 4, 19))
    other = course(date(2027, 5, 3), "Hold 2")
    more = (
        Resource("Basma", "interpreter", frozenset({"ar"})),
        Resource("Yonas", "interpreter", frozenset({"ti"})),
    )
    found = planned(course_instance([one, other], (*STAFF, *more)))
    assert {name.split("/")[0] for name in found.sessions} == {"Hold 1", "Hold 2"}


def test_a_week_with_holidays_lends_its_sessions_to_its_neighbours():
    instance = course_instance([course(date(2027, 3, 8))], STAFF)
    week_3 = instance.session["Hold 1/w3a"]
    assert (week_3.earliest, week_3.latest) == (date(2027, 3, 15), date(2027, 4, 2))
    week_2 = instance.session["Hold 1/w2a"]
    assert (week_2.earliest, week_2.latest) == (date(2027, 3, 15), date(2027, 3, 19))


def test_an_interpreter_who_is_away_all_week_is_named():
    week = [Span(date(2027, 4, 26) + timedelta(days=n), 0, 8) for n in range(5)]
    selam = replace(INTERPRETERS[1], unavailable=tuple(week))
    staff = (*TEACHERS, *ROOMS, INTERPRETERS[0], selam)
    instance = course_instance([course(date(2027, 4, 19))], staff)
    found = plan(instance, Search(limit_s=5))
    assert found.status == "impossible"
    assert {name for clash in found.clashes for name in clash.resources} == {"Selam"}
    assert "Selam er fraværende" in found.reasons[0]
    assert any("Find ekstra tolk (tigrinya)." in clash.ways_out for clash in found.clashes)
