"""Planning, filling around locks, repairing, and saying why not."""

from itertools import pairwise

import pytest

from kbh_desktop.courses.planner.answer import as_json
from kbh_desktop.courses.planner.plan import Search, Watch, plan
from kbh_desktop.courses.planner.reading import read_instance
from kbh_desktop.errors import CancelledError, InputError
from tests.plan_checker import violations
from tests.planning_world import DAYS, SLOTS, instance


def planned(raw, limit_s=20, watch=None, **options):
    """Plan until the first complete plan and a little longer."""
    return plan(read_instance(raw), Search(limit_s=limit_s, **options), watch or Watch())


@pytest.fixture(scope="module")
def whole():
    """One course with its plan as JSON."""
    raw = instance(1, 1)
    return raw, as_json(planned(raw, 2, seed=1))


def test_a_course_gets_a_complete_plan_that_stands_up_to_a_second_opinion(whole):
    raw, answer = whole
    assert answer["status"] == "complete"
    assert len(answer["sessions"]) == len(raw["sessions"])
    assert violations(raw, answer["sessions"]) == []
    assert answer["score"]["total"] == sum(answer["score"]["parts"].values())


def test_what_is_locked_stays_and_the_rest_is_filled_in(whole):
    raw, answer = whole
    kept = list(answer["sessions"].items())[::2]
    raw = {**raw, "sessions": [dict(each) for each in raw["sessions"]]}
    for session in raw["sessions"]:
        session["locked"] = dict(kept).get(session["id"])
    found = as_json(planned(raw, 3, seed=2))
    assert found["status"] == "complete"
    assert violations(raw, found["sessions"]) == []
    assert {name: found["sessions"][name] for name, _place in kept} == dict(kept)


@pytest.mark.parametrize("scope", ["people", "courses", "all"])
def test_a_repair_moves_little_when_an_interpreter_falls_ill(whole, scope):
    raw, answer = whole
    sick = next(r["id"] for r in raw["resources"] if r["kind"] == "interpreter")
    raw = {**raw, "resources": [dict(each) for each in raw["resources"]]}
    for resource in raw["resources"]:
        if resource["id"] == sick:
            resource["unavailable"] = [*resource["unavailable"], [DAYS[8].isoformat(), 0, SLOTS]]
    weights = {**raw["weights"], "stay": 10}
    raw.update(previous=answer["sessions"], repair_scope=scope, weights=weights)
    found = as_json(planned(raw, 5, seed=1, improve=False))
    assert violations(raw, found["sessions"]) == []
    assert len(found["moved"]) <= 4
    if scope == "people":
        assert found["moved"] == []


def greve_is_away(raw):
    for resource in raw["resources"]:
        if resource["id"].startswith("C-Greve"):
            resource["unavailable"] = [[day.isoformat(), 0, SLOTS] for day in DAYS[:13]]
    return raw


def test_talks_without_a_consultant_are_explained_by_the_facts_that_matter():
    found = planned(greve_is_away(instance(1, 1)), 2)
    assert found.status == "impossible"
    for clash in found.clashes:
        assert clash.resources == ("C-Greve-0",)
        assert "C-Greve-0 er fraværende" in clash.words
        assert "fra mandag 19-04-2027 til onsdag 05-05-2027" in clash.words
        assert len(clash.ways_out) == 3
    named = {name for clash in found.clashes for name in clash.sessions}
    assert {each.session for each in found.unplaced} == named


def too_few_hours(raw):
    raw["groups"][0]["max_slots_per_week"] = 17


def one_morning_for_talks(raw):
    for room in raw["resources"]:
        if "meet" in room["skills"]:
            room["unavailable"] = [[day.isoformat(), 0, SLOTS] for day in DAYS if day != DAYS[2]]


def six_days_in_five(raw):
    names = [f"c0-m{n}a" for n in range(6)]
    raw["different_days"] = [names]
    for session in raw["sessions"]:
        if session["id"] in names:
            session.update(earliest=DAYS[0].isoformat(), latest=DAYS[4].isoformat())
    raw["order"] = [rule for rule in raw["order"] if not rule["after"].startswith("c0-m")]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (too_few_hours, "c0: højst 17 lektioner om ugen."),
        (one_morning_for_talks, "kræver lokale (meet): Avnstrup-meet-0."),
        (six_days_in_five, "Ikke på samme dag: m0a, m1a, m2a, m3a og 2 mere."),
    ],
)
def test_a_planted_impossibility_is_found_in_a_few_facts(spoil, said):
    raw = instance(1, 1)
    spoil(raw)
    found = planned(raw)
    assert found.status == "impossible"
    [clash] = found.clashes
    assert said in clash.words
    assert len(clash.ways_out) <= 5
    assert violations(raw, as_json(found)["sessions"]) == []


def small(**more):
    day = "2027-04-19"
    sessions = [
        {"id": name, "slots": 2, "needs": [{"kind": "teacher"}]} for name in ("a", "b", "c", "d")
    ]
    return {
        "format": "kbh-plan/1",
        "calendar": {"days": [day, "2027-04-20"], "slots_per_day": 4},
        "resources": [{"id": "T", "kind": "teacher"}],
        "sessions": sessions,
        **more,
    }


def test_too_many_lessons_for_one_teacher_are_counted_not_searched():
    raw = small()
    assert planned(raw, 1).status == "complete"
    raw["resources"][0]["max_slots_per_week"] = 6
    found = planned(raw, 1)
    assert found.status == "impossible"
    assert "højst 6 lektioner om ugen" in found.clashes[0].words
    assert "a, b, c, d kræver underviser: T." in found.clashes[0].words


def test_locks_against_the_order_are_named():
    raw = small(order=[{"before": "a", "after": "b"}])
    raw["sessions"][0]["locked"] = {"day": "2027-04-20", "slot": 0}
    raw["sessions"][1]["locked"] = {"day": "2027-04-19", "slot": 2}
    [clash] = planned(raw, 1).clashes
    assert set(clash.sessions) == {"a", "b"}
    assert "a skal ligge før b." in clash.words
    assert len(clash.ways_out) == 3


def test_a_circle_in_the_order_is_named():
    names = ("a", "b", "c", "a")
    raw = small(order=[{"before": one, "after": other} for one, other in pairwise(names)])
    [clash] = planned(raw, 1).clashes
    assert set(clash.sessions) == {"a", "b", "c"}


def test_planning_tells_how_far_it_is_and_stops_when_asked():
    told = []
    planned(instance(1, 2), 0.5, Watch(told.append))
    assert told[-1].total >= told[-1].placed > 0
    with pytest.raises(CancelledError):
        planned(instance(1, 2), 5, Watch(is_cancelled=lambda: True))


def test_a_plan_that_cannot_be_better_ends_the_search():
    raw = small(weights={"seats": 1, "half_day": 1})
    raw["resources"][0]["capacity"] = 10
    raw["sessions"] = [{**raw["sessions"][0], "size": 14}]
    found = planned(raw, 60)
    assert (found.score, found.bound, found.gap) == (4, 4, 0)
    assert found.seconds < 30


def test_nothing_to_plan_is_a_complete_plan():
    assert planned(small(sessions=[]), 1).status == "complete"


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"format": "kbh-plan/9"}, "format"),
        ({"calendar": None}, "calendar"),
        ({"calendar": {"days": ["2027-04-31"], "slots_per_day": 4}}, "calendar.days[0]"),
        ({"calendar": {"days": [], "slots_per_day": 4}}, "calendar.days"),
        ({"calendar": {"days": ["2027-04-19"], "slots_per_day": 0}}, "calendar.slots_per_day"),
        ({"sessions": {}}, "sessions"),
        ({"sessions": [{"id": "a"}]}, "sessions[0].slots"),
        ({"sessions": [{"id": "a", "slots": True}]}, "sessions[0].slots"),
        ({"sessions": [{"id": "a", "slots": 1}] * 2}, "sessions[1].id"),
        ({"sessions": [{"id": "a", "slots": 1, "groups": ["x"]}]}, "sessions[0].groups[0]"),
        (
            {"sessions": [{"id": "a", "slots": 1, "locked": {"resources": ["x"]}}]},
            "sessions[0].locked.resources[0]",
        ),
        ({"order": [{"before": "a", "after": "x"}]}, "order[0].after"),
        (
            {"resources": [{"id": "T", "kind": "teacher", "unavailable": [[1]]}]},
            "resources[0].unavailable[0]",
        ),
        ({"weights": {"love": 1}}, "weights.love"),
        ({"repair_scope": "none"}, "repair_scope"),
        ({"previous": {"a": {"slot": 1}}}, "previous.a.day"),
    ],
)
def test_a_malformed_instance_names_the_path(change, path):
    with pytest.raises(InputError) as refused:
        read_instance(small(**change))
    assert refused.value.field == path
    assert str(refused.value).startswith(path)


@pytest.mark.parametrize("value", [None, [], "x", 3])
def test_what_is_no_object_is_refused(value):
    with pytest.raises(InputError):
        read_instance(value)
