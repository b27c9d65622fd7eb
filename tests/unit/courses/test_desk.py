"""What somebody who plans by hand is told."""

import pytest

from kbh_desktop.courses.calendar import Week
from kbh_desktop.courses.conflicts import Rule, conflicts
from kbh_desktop.courses.planner.desk import Desk
from kbh_desktop.courses.planner.hand import Start
from kbh_desktop.courses.planner.plan import Search, plan
from kbh_desktop.courses.planner.reading import read_instance
from kbh_desktop.courses.timetable import Placement
from tests.planning_world import DAYS, instance


@pytest.fixture(scope="module")
def course():
    """One course and its plan."""
    read = read_instance(instance(1, 1))
    return read, plan(read, Search(seed=1, limit_s=20, improve=False)).sessions


@pytest.fixture
def desk(course):
    return Desk(*course)


def test_the_place_a_session_has_is_one_it_may_have(desk):
    for name, placement in desk.placements.items():
        verdict = desk.legal(name)[Start(placement.day, placement.slot)]
        assert (verdict.answer, verdict.cost) == ("ok", 0)


def test_each_rule_is_told_from_the_others(desk):
    rules = {verdict.rule for name in desk.placements for verdict in desk.legal(name).values()}
    assert rules >= {Rule.CALENDAR, Rule.WINDOW, Rule.AWAY, Rule.TWICE, Rule.ORDER, None}


def test_why_names_what_is_in_the_way(desk):
    intro = desk.placements["c0-intro"]
    said = desk.why("c0-m4a", Start(intro.day, intro.slot))
    assert "m4a skal ligge efter intro." in said
    assert "har både" in said


def test_a_session_can_be_put_where_it_may_not_stand_and_back(desk, course):
    read, placements = course
    intro = placements["c0-intro"]
    undo = desk.apply({"c0-m4a": desk.at("c0-m4a", Start(intro.day, intro.slot))})
    assert {each.rule for each in conflicts(read, desk.placements)} >= {Rule.TWICE, Rule.ORDER}
    assert desk.legal("c0-m4a")[Start(intro.day, intro.slot)].answer == "forbidden"
    desk.undo(undo)
    assert desk.placements == placements


def test_what_is_locked_may_only_stand_where_it_is(course):
    desk = Desk(*course, {"c0-m4a": "time", "c0-m5a": "people"})
    at = course[1]["c0-m4a"]
    open_to = [start for start, v in desk.legal("c0-m4a").items() if v.answer != "forbidden"]
    assert open_to == [Start(at.day, at.slot)]
    week = desk.legal("c0-m4a", Week.of(at.day))
    assert Rule.LOCK in {verdict.rule for verdict in week.values()}
    held = course[1]["c0-m5a"].resources
    assert all(option.placement.resources[:3] == held[:3] for option in desk.options("c0-m5a"))


def test_a_session_off_the_plan_gets_its_best_starts_with_people(desk):
    desk.apply({"c0-m4a": None})
    assert "c0-m4a" not in desk.placements
    options = desk.options("c0-m4a", 3)
    assert options
    assert all(len(option.placement.resources) == 4 for option in options)


def test_the_crowded_start_is_won_by_moving_others(desk):
    swaps = desk.swaps("c0-m4a", 5)
    assert [swap.gain for swap in swaps] == sorted((s.gain for s in swaps), reverse=True)
    assert all(len(swap.placements) > 1 and "m4a til" in swap.words for swap in swaps)


def test_only_those_who_are_free_are_offered_as_substitutes(desk):
    placement = desk.placements["c0-m4a"]
    for each in desk.substitutes("c0-m4a", placement.resources[1]):
        assert each.resource in {free.id for free in desk.free(placement.day, placement.slot)}
        assert each.resource not in placement.resources


def test_one_substitute_is_found_for_a_whole_day(desk):
    before, day = (desk.placements, desk.cost), DAYS[0]
    offered = desk.covers("I-arabic-0", day)
    assert [each.resource for each in offered] == ["I-arabic-1"]
    undo = desk.apply(offered[0].placements)
    assert conflicts(desk.instance, desk.placements) == ()
    assert desk.cost - before[1] == offered[0].cost
    desk.undo(undo)
    assert (desk.placements, desk.cost) == before
    assert desk.covers("I-arabic-0", day.replace(year=2020)) == ()


def test_nobody_is_free_outside_the_calendar_or_on_a_closed_day(desk):
    [closed, *_more] = sorted(desk.instance.grid.closed)
    assert desk.free(closed, 0) == ()
    assert desk.free(closed.replace(year=2020), 0) == ()
    assert desk.free(DAYS[0], 0)


def test_what_lies_outside_the_calendar_is_kept_as_it_is(course):
    read, placements = course
    old = Placement(DAYS[0].replace(year=2020), 3, ("T0",))
    desk = Desk(read, {**placements, "c0-m4a": old})
    assert desk.placements["c0-m4a"] == old
    assert desk.at("c0-m4a", Start(old.day, 3)) == old
