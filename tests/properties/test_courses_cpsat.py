"""The CP-SAT model has the rules and costs of the planner's own board."""

import pytest
from hypothesis import given, settings

from kbh_desktop.courses.conflicts import conflicts
from kbh_desktop.courses.planner import cpsat
from kbh_desktop.courses.planner.board import Board
from kbh_desktop.courses.planner.frame import Frame
from kbh_desktop.courses.planner.plan import Search, plan
from kbh_desktop.courses.planner.reading import read_instance
from tests.small_instances import small_instances

pytest.importorskip("ortools", reason="the optional part of the planner")


@settings(max_examples=60)
@given(small_instances)
def test_its_best_plan_costs_what_the_board_says_and_no_other_is_better(raw):
    from kbh_desktop.courses.planner.cpsat_wishes import Wishes

    instance = read_instance(raw)
    found = plan(instance, Search(limit_s=0.05, explain=False))
    board = Board(Frame(instance))
    exact = cpsat.model_of(board, range(len(instance.sessions)))
    if not exact.is_hopeless:
        Wishes(exact).minimise()
    outcome = cpsat.solve(exact, cpsat.Effort(5))
    if outcome.verdict == "infeasible":
        assert found.status != "complete"
        assert cpsat.proves_impossible(instance, 5)
        return
    assert outcome.verdict == "optimal"
    for s, (start, people) in outcome.held.items():
        board.put(s, start, people)
    assert not conflicts(instance, board.placements())
    assert outcome.bound == board.tally.cost
    if found.status == "complete":
        assert found.score >= outcome.bound
