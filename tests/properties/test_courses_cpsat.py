"""The CP-SAT model has the rules and costs of the planner's own board."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbh_desktop.courses.conflicts import conflicts
from kbh_desktop.courses.planner import cpsat
from kbh_desktop.courses.planner.board import Board
from kbh_desktop.courses.planner.frame import Frame
from kbh_desktop.courses.planner.plan import Search, plan
from kbh_desktop.courses.planner.reading import read_instance
from tests.small_instances import NAMES, small_instances

pytest.importorskip("ortools", reason="the optional part of the planner")


def solved(board, some):
    """Return the outcome for some sessions, those found put on the board, and the whole cost."""
    from kbh_desktop.courses.planner.cpsat_wishes import Wishes

    exact, base = cpsat.model_of(board, some), 0
    if not exact.is_hopeless:
        wishes = Wishes(exact)
        wishes.minimise()
        base = wishes.base
    outcome = cpsat.solve(exact, cpsat.Effort(5))
    for s, (start, people) in outcome.held.items():
        board.put(s, start, people)
    return outcome, base + outcome.bound


@settings(max_examples=60)
@given(small_instances)
def test_its_best_plan_costs_what_the_board_says_and_no_other_is_better(raw):
    instance = read_instance(raw)
    found = plan(instance, Search(limit_s=0.05, explain=False))
    board = Board(Frame(instance))
    outcome, cost = solved(board, range(len(instance.sessions)))
    if outcome.verdict == "infeasible":
        assert found.status != "complete"
        assert cpsat.proves_impossible(instance, 5)
        return
    assert outcome.verdict == "optimal"
    assert not conflicts(instance, board.placements())
    assert cost == board.tally.cost
    if found.status == "complete":
        assert found.score >= cost


@settings(max_examples=60)
@given(small_instances, st.sets(st.sampled_from(NAMES)))
def test_beside_what_stands_it_finds_what_costs_least(raw, stay):
    instance = read_instance(raw)
    found = plan(instance, Search(limit_s=0.02, improve=False, explain=False))
    board = Board(Frame(instance))
    for s, held in board.held(found.sessions):
        board.put(s, *held)
    before = board.tally.cost
    some = [s for s in list(board.start) if instance.sessions[s].id not in stay]
    for s in some:
        board.take(s)
    outcome, cost = solved(board, some)
    assert outcome.verdict == "optimal"
    assert not conflicts(instance, board.placements())
    assert cost == board.tally.cost <= before
