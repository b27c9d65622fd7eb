"""What the desk says of a start is what the conflicts say once the session stands there."""

from datetime import date
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from kbh_desktop.courses.calendar import Week
from kbh_desktop.courses.conflicts import conflicts
from kbh_desktop.courses.planner.desk import Desk
from kbh_desktop.courses.planner.hand import Start
from kbh_desktop.courses.planner.reading import read_instance
from kbh_desktop.courses.planner.score import score
from kbh_desktop.courses.timetable import Placement
from tests.small_instances import DAYS, SLOTS, small_instances

STARTS = [Start(date.fromisoformat(day), slot) for day in DAYS for slot in range(SLOTS)]
RESOURCES = {"teacher": ["T1", "T2", ""], "room": ["R1", "R2", ""]}
LEVELS = ["time", "people", "room", "all"]


@st.composite
def desks(draw):
    """Return a desk on which some sessions lie anywhere, with anybody or nobody."""
    instance = read_instance(draw(small_instances))
    placements = {}
    for session in instance.sessions:
        if draw(st.booleans()):
            day, slot = draw(st.sampled_from(STARTS))
            people = (draw(st.sampled_from(RESOURCES[need.kind])) for need in session.needs)
            placements[session.id] = Placement(day, slot, tuple(people))
    names = st.sampled_from([session.id for session in instance.sessions])
    return Desk(instance, placements, draw(st.dictionaries(names, st.sampled_from(LEVELS))))


def conflicts_of(desk, session, placement):
    """Return the conflicts the session would have."""
    found = conflicts(desk.instance, {**desk.placements, session: placement})
    return [each for each in found if session in each.sessions]


def staffings(session):
    """Return everybody who could be thought of, right or wrong."""
    return permutations(["T1", "T2", "R1", "R2"], len(session.needs))


@settings(max_examples=150)
@given(desks(), st.data())
def test_verdicts_are_what_the_conflicts_say(desk, data):
    session = data.draw(st.sampled_from(desk.instance.sessions))
    before = desk.cost
    verdicts = desk.legal(session.id)
    assert list(verdicts) == STARTS
    for start, verdict in verdicts.items():
        placement = desk.at(session.id, start)
        found = conflicts_of(desk, session.id, placement)
        assert bool(found) == (verdict.answer == "forbidden")
        assert bool(desk.why(session.id, start)) == bool(found)
        if found:
            assert verdict.words
            for people in staffings(session):
                assert conflicts_of(desk, session.id, Placement(*start, people))
        else:
            undo = desk.apply({session.id: placement})
            assert verdict.cost == desk.cost - before
            desk.undo(undo)
            assert desk.cost == before


@given(desks())
def test_the_cost_is_that_of_the_placements(desk):
    assert desk.cost == sum(score(desk.instance, desk.placements).values())


@given(desks(), st.data())
def test_undo_puts_everything_back(desk, data):
    before = (desk.placements, desk.cost, [desk.legal(s.id) for s in desk.instance.sessions])
    names = st.sampled_from([session.id for session in desk.instance.sessions])
    undone = []
    for name, start in data.draw(st.lists(st.tuples(names, st.sampled_from(STARTS)), max_size=5)):
        undone.append(desk.apply({name: desk.at(name, start)}))
        other = data.draw(names)
        undone.append(desk.apply({other: None}))
    for token in reversed(undone):
        desk.undo(token)
    assert (desk.placements, desk.cost) == before[:2]
    assert [desk.legal(session.id) for session in desk.instance.sessions] == before[2]


@given(desks(), st.data())
def test_options_swaps_and_substitutes_add_no_conflict(desk, data):
    session = data.draw(st.sampled_from(desk.instance.sessions)).id
    for option in desk.options(session):
        assert not conflicts_of(desk, session, option.placement)
    costs = [option.verdict.cost for option in desk.options(session) if not option.verdict.words]
    assert costs == sorted(costs)
    cost = desk.cost
    for swap in desk.swaps(session):
        undo = desk.apply(swap.placements)
        assert cost - desk.cost == swap.gain
        named = {
            name for each in conflicts(desk.instance, desk.placements) for name in each.sessions
        }
        assert not named & swap.placements.keys()
        assert session in swap.placements
        desk.undo(undo)
    now = desk.placements.get(session)
    for name in filter(None, now.resources if now else ()):
        for each in desk.substitutes(session, name):
            undo = desk.apply(each.placements)
            assert desk.cost - cost == each.cost
            found = conflicts(desk.instance, desk.placements)
            assert all(each.resource not in one.resources for one in found)
            desk.undo(undo)


def test_a_week_is_asked_for_by_its_number():
    grid = {"days": DAYS, "slots_per_day": SLOTS}
    raw = {"format": "kbh-plan/1", "calendar": grid, "sessions": [{"id": "a", "slots": 1}]}
    desk = Desk(read_instance(raw), {})
    week = Week.of(date.fromisoformat(DAYS[-1]))
    assert [start.day.isoformat() for start in desk.legal("a", week)] == [DAYS[-1]] * SLOTS
