"""Every plan stands up to a second opinion, and “impossible” is never said of what has a plan."""

from itertools import permutations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kbh_desktop.courses.conflicts import conflicts
from kbh_desktop.courses.planner.answer import as_json
from kbh_desktop.courses.planner.board import Board, bits
from kbh_desktop.courses.planner.frame import Frame
from kbh_desktop.courses.planner.plan import Search, plan
from kbh_desktop.courses.planner.reading import read_instance
from kbh_desktop.courses.planner.score import score
from kbh_desktop.courses.timetable import Placement
from tests.plan_checker import violations
from tests.small_instances import DAYS, SLOTS, placements, small_instances


def has_plan(raw, done=None):
    """Try everything, with the second opinion as the only judge."""
    done = done or {}
    left = [each for each in raw["sessions"] if each["id"] not in done]
    if not left:
        return True
    session = left[0]
    staffings = list(permutations(["T1", "T2", "R1", "R2"], len(session["needs"])))
    for day in DAYS:
        for slot in range(SLOTS):
            for staffing in staffings:
                place = {"day": day, "slot": slot, "resources": list(staffing)}
                trial = {**done, session["id"]: place}
                if not violations(raw, trial) and has_plan(raw, trial):
                    return True
    return False


@settings(max_examples=50)
@given(small_instances)
def test_a_plan_stands_up_to_a_second_opinion_and_impossible_is_never_wrong(raw):
    found = plan(read_instance(raw), Search(limit_s=0.02))
    answer = as_json(found)
    assert violations(raw, answer["sessions"]) == []
    if found.status == "complete":
        assert len(found.sessions) == len(raw["sessions"])
        assert found.bound is not None
        assert found.bound <= found.score
    if found.status == "impossible":
        assert found.clashes
        assert not has_plan(raw)
    for clash in found.clashes:
        named = [each for each in raw["sessions"] if each["id"] in clash.sessions]
        assert not has_plan({**raw, "sessions": named})
        assert clash.ways_out or not clash.is_minimal


@given(small_instances, placements)
def test_the_conflicts_and_the_second_opinion_agree(raw, placed):
    instance = read_instance(raw)
    placed = {name: place for name, place in placed.items() if name in instance.session}
    for name, place in placed.items():
        place["resources"] = place["resources"][: len(instance.session[name].needs)]
    found = conflicts(
        instance,
        {
            name: Placement(DAY[place["day"]], place["slot"], tuple(place["resources"]))
            for name, place in placed.items()
        },
    )
    assert bool(found) == bool(violations(raw, placed))
    assert all(each.text and each.remedy for each in found)


@given(small_instances, st.randoms(use_true_random=False))
def test_the_running_cost_is_that_of_the_plan_counted_afresh(raw, chance):
    instance = read_instance(raw)
    board = Board(Frame(instance))
    for _turn in range(12):
        s = chance.randrange(len(instance.sessions))
        if s in board.start:
            board.take(s)
        elif starts := list(bits(board.legal(s))):
            start = chance.choice(starts)
            staffing = next(board.staffings(s, start), None)
            if staffing is not None:
                board.put(s, start, staffing)
        assert board.tally.cost == sum(score(instance, board.placements()).values())
        assert not conflicts(instance, board.placements())


@given(small_instances, st.randoms(use_true_random=False))
def test_a_start_is_legal_exactly_when_placing_there_breaks_nothing(raw, chance):
    instance = read_instance(raw)
    board = Board(Frame(instance))
    some = [s for s in range(len(instance.sessions)) if board.legal(s)]
    assume(some)
    s = chance.choice(some)
    legal = {
        start for start in bits(board.legal(s)) if next(board.staffings(s, start), None) is not None
    }
    allowed = set()
    for start in range(len(DAYS) * SLOTS):
        place = {"day": DAYS[start // SLOTS], "slot": start % SLOTS}
        name, needs = instance.sessions[s].id, instance.sessions[s].needs
        if any(
            not violations(raw, {name: {**place, "resources": list(staffing)}})
            for staffing in permutations(["T1", "T2", "R1", "R2"], len(needs))
        ):
            allowed.add(start)
    assert legal <= allowed
    if not raw.get("order"):
        assert legal == allowed


DAY = {
    each.isoformat(): each
    for each in read_instance(
        {"format": "kbh-plan/1", "calendar": {"days": DAYS, "slots_per_day": SLOTS}, "sessions": []}
    ).grid.days
}
