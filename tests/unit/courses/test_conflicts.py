"""Each rule a timetable can break, with its sentence and what could be done."""

from dataclasses import replace
from datetime import date

import pytest

from kbh_desktop.courses.conflicts import Rule, conflicts
from kbh_desktop.courses.model import Need
from kbh_desktop.courses.timetable import (
    Break,
    Grid,
    Group,
    Instance,
    Lock,
    Order,
    Placement,
    Resource,
    SameResource,
    Session,
    Span,
)

MONDAY, TUESDAY, HOLIDAY = date(2027, 5, 3), date(2027, 5, 4), date(2027, 5, 6)
GRID = Grid((MONDAY, TUESDAY, HOLIDAY), 8, breaks=(Break(4, 60),), closed=frozenset({HOLIDAY}))
INTRO = Session(
    "a", "Velkommen", 2, "c1", ("hold",), 16, "Avnstrup", (Need("teacher", "m1"), Need("room"))
)
CV = replace(INTRO, id="b", name="CV")
WORLD = Instance(
    grid=GRID,
    resources=(
        Resource("Tove", "teacher", frozenset({"m1"})),
        Resource("Ulf", "teacher", frozenset({"m1", "m2"})),
        Resource("Sal", "room", capacity=16, places=frozenset({"Avnstrup"})),
        Resource("Kro", "room", capacity=12),
    ),
    groups=(Group("hold", 16),),
    sessions=(INTRO, CV),
)


def at(day, slot, *resources):
    return Placement(day, slot, resources or ("Tove", "Sal"))


def found(instance, **placed):
    return [(each.rule, each.text) for each in conflicts(instance, placed)]


def test_a_sound_timetable_has_no_conflicts():
    assert found(WORLD, a=at(MONDAY, 0), b=at(MONDAY, 2)) == []


@pytest.mark.parametrize(
    ("place", "rule", "said"),
    [
        (at(HOLIDAY, 0), Rule.CALENDAR, "torsdag 06-05-2027: Kristi himmelfartsdag"),
        (at(MONDAY, 3), Rule.CALENDAR, "mandag 03-05-2027 kl. 10.45 går ind over en pause"),
        (at(MONDAY, 7), Rule.CALENDAR, "ud over dagen"),
        (at(MONDAY, 0, "Tove", ""), Rule.NEED, "Velkommen mangler lokale."),
        (at(MONDAY, 0, "Sal", "Tove"), Rule.NEED, "Sal kan ikke bruges som underviser (m1)"),
        (at(MONDAY, 0, "Tove", "Kro"), Rule.SEATS, "Kro mangler 4 pladser til Velkommen."),
    ],
)
def test_a_session_by_itself(place, rule, said):
    rules = found(WORLD, a=place)
    assert rules[0][0] is rule
    assert said in rules[0][1]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"earliest": TUESDAY}, Rule.WINDOW),
        ({"start_slots": frozenset({2, 4})}, Rule.WINDOW),
        ({"not_at": frozenset({(MONDAY, 1)})}, Rule.WINDOW),
        ({"locked": Lock(TUESDAY, 0)}, Rule.LOCK),
        ({"locked": Lock(resources=("Ulf",))}, Rule.LOCK),
    ],
)
def test_a_session_with_its_own_limits(change, rule):
    world = replace(WORLD, sessions=(replace(INTRO, **change), CV))
    assert [each[0] for each in found(world, a=at(MONDAY, 0))] == [rule]


def test_nobody_can_be_in_two_places():
    rules = found(WORLD, a=at(MONDAY, 0), b=at(MONDAY, 1, "Ulf", "Sal"))
    assert rules == [
        (Rule.TWICE, "hold har både Velkommen og CV mandag 03-05-2027 kl. 09.15."),
        (Rule.TWICE, "Sal har både Velkommen og CV mandag 03-05-2027 kl. 09.15."),
    ]


def test_danish_lessons_and_absences_stand_in_the_way():
    danish = replace(WORLD.groups[0], unavailable=(Span(MONDAY, 0, 4),))
    rules = found(replace(WORLD, groups=(danish,)), a=at(MONDAY, 2))
    assert rules == [
        (Rule.AWAY, "hold er fraværende eller optaget mandag 03-05-2027 kl. 10.00: Velkommen.")
    ]


@pytest.mark.parametrize("cap", ["max_slots_per_day", "max_slots_per_week"])
def test_weekly_and_daily_hours_are_kept(cap):
    tove = replace(WORLD.resources[0], **{cap: 3})
    world = replace(WORLD, resources=(tove, *WORLD.resources[1:]))
    [(rule, text)] = found(world, a=at(MONDAY, 0), b=at(MONDAY, 2))
    assert rule is Rule.TOO_MUCH
    assert "Tove har 4 lektioner" in text


def test_the_way_between_two_places_takes_its_time():
    world = replace(WORLD, sessions=(INTRO, replace(CV, place="Greve", groups=())))
    there = {"a": at(MONDAY, 0), "b": at(MONDAY, 2, "Tove", "Kro")}
    world = replace(world, weights=replace(world.weights, seats=0))
    assert [each[0] for each in found(world, **there)] == [Rule.TRAVEL]
    travel = {frozenset(("Avnstrup", "Greve")): 2}
    assert [each[0] for each in found(replace(world, travel=travel), **there)] == [Rule.TRAVEL]
    later = {**there, "b": at(MONDAY, 4, "Tove", "Kro")}
    assert found(replace(world, travel=travel), **later) == []


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Order("b", "a"), "Velkommen skal ligge efter CV."),
        (Order("a", "b", min_days=2), "mindst 2 dage"),
        (Order("a", "b", max_days=0), "højst gå 0 dage"),
    ],
)
def test_the_order_of_the_modules_is_kept(rule, said):
    rules = found(replace(WORLD, order=(rule,)), a=at(MONDAY, 0), b=at(TUESDAY, 0))
    assert rules[0][0] is Rule.ORDER
    assert said in rules[0][1]


def test_what_must_be_apart_and_what_must_have_the_same_teacher():
    world = replace(
        WORLD,
        different_days=(("a", "b"),),
        same_resource=(SameResource(("a", "b"), "teacher"),),
    )
    rules = found(world, a=at(MONDAY, 0), b=at(MONDAY, 2, "Ulf", "Sal"))
    assert rules == [
        (Rule.SAME_DAY, "Velkommen og CV må ikke holdes samme dag."),
        (Rule.SAME_RESOURCE, "Velkommen og CV skal have samme underviser."),
    ]


def test_every_conflict_says_what_could_be_done():
    for conflict in conflicts(WORLD, {"a": at(MONDAY, 3), "b": at(MONDAY, 3, "Ulf", "Kro")}):
        assert conflict.remedy.endswith(".")
