"""What the planner makes of a plan as somebody left it."""

from dataclasses import replace

import pytest

from kbh_desktop.courses.conflicts import conflicts
from kbh_desktop.courses.planner.plan import Watch
from kbh_desktop.courses.planner.reading import read_instance
from kbh_desktop.courses.planner.tasks import Task, carry_out
from kbh_desktop.courses.timetable import Placement

DAYS = ["2027-04-19", "2027-04-20"]


@pytest.fixture
def instance():
    return read_instance(
        {
            "format": "kbh-plan/1",
            "calendar": {"days": DAYS, "slots_per_day": 4},
            "resources": [{"id": name, "kind": "teacher"} for name in ("T", "U")],
            "groups": [{"id": "g"}],
            "sessions": [
                {"id": name, "slots": 2, "groups": ["g"], "needs": [{"kind": "teacher"}]}
                for name in ("a", "b", "c")
            ],
        }
    )


def at(instance, day, slot, *resources):
    return Placement(instance.grid.days[day], slot, resources)


def carried_out(kind, instance, placements, **more):
    found = carry_out(Task(kind, instance, placements, limit_s=0.3, exact=False, **more), Watch())
    assert conflicts(instance, found.sessions) == ()
    return found


def test_filling_keeps_what_stands_and_mends_what_can_not(instance):
    """b is booked on top of a, and c has nobody: both get a place, a stays."""
    left = {
        "a": at(instance, 0, 0, "T"),
        "b": at(instance, 0, 2, "T"),
        "c": at(instance, 0, 2, "U"),
        "gone": at(instance, 0, 0),
    }
    found = carried_out("fill", instance, left)
    assert (found.status, found.sessions["a"]) == ("complete", left["a"])
    assert len(set(found.moved) & {"b", "c"}) == 1


@pytest.mark.parametrize("kind", ["fill", "improve", "repair", "explain"])
def test_somebody_missing_or_gone_is_replaced(instance, kind):
    left = {"a": at(instance, 0, 0, ""), "b": at(instance, 0, 2, "nobody"), "c": at(instance, 1, 0)}
    found = carried_out(kind, instance, left)
    assert found.status == "complete"
    assert all(set(each.resources) <= {"T", "U"} for each in found.sessions.values())


def test_locks_hold_whatever_is_done(instance):
    left = {"a": at(instance, 1, 2, "U"), "b": at(instance, 0, 0, "T")}
    for kind in ("fill", "improve", "repair"):
        found = carried_out(kind, instance, left, locks={"a": "all", "b": "people"})
        assert found.sessions["a"] == left["a"]
        assert found.sessions["b"].resources == ("T",)


def test_improving_moves_nothing_for_nothing(instance):
    plain = replace(instance, weights=replace(instance.weights, few_bookings=0))
    left = {
        "a": at(instance, 0, 0, "T"),
        "b": at(instance, 0, 2, "T"),
        "c": at(instance, 1, 0, "T"),
    }
    assert carried_out("improve", plain, left).moved == ()


def test_a_repair_goes_no_further_than_asked(instance):
    away = replace(
        instance,
        resources=(replace(instance.resources[0], max_slots_per_day=0), instance.resources[1]),
    )
    left = {
        "a": at(instance, 0, 0, "T"),
        "b": at(instance, 0, 2, "U"),
        "c": at(instance, 1, 0, "U"),
    }
    found = carried_out("repair", away, left, scope="people")
    assert (found.status, found.moved, found.told) == ("complete", (), ("T", "U"))
