"""What OR-tools adds to the planner, and that nothing is missing without it."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from kbh_desktop.courses.conflicts import conflicts
from kbh_desktop.courses.planner import cpsat, proof
from kbh_desktop.courses.planner.board import Board
from kbh_desktop.courses.planner.frame import Frame
from kbh_desktop.courses.planner.plan import Search, plan, put_settled
from kbh_desktop.courses.planner.proof import restricted
from kbh_desktop.courses.planner.reading import read_instance
from kbh_desktop.courses.timetable import Span
from tests.planning_world import SLOTS, instance

ROOT = Path(__file__).resolve().parents[3]
pytest.importorskip("ortools", reason="the optional part of the planner")


@pytest.fixture(scope="module")
def whole():
    """One course and its first plan."""
    read = read_instance(instance(1, 1))
    return read, plan(read, Search(seed=1, limit_s=20, improve=False)).sessions


def laid(read, placements):
    board = Board(Frame(read))
    put_settled(board, Random(0), placements)
    return board


def test_polishing_gives_the_best_plan_with_its_proof(whole):
    names = [session.id for session in whole[0].sessions if "talk" not in session.id][:14]
    read = restricted(whole[0], names)
    board = laid(read, {name: whole[1][name] for name in names})
    before, found, seconds = board.tally.cost, [], iter([30.0, 0.0])
    best, bound = cpsat.polish(board, Random(1), lambda: next(seconds), found.append)
    assert bound == board.tally.cost < before
    assert conflicts(read, board.placements()) == ()
    assert {s: held[0] for s, held in best.items()} == board.start
    assert found[-1].cost == board.tally.cost
    assert conflicts(read, found[-1].placements) == ()


def test_several_courses_are_polished_one_after_the_other():
    read = read_instance(instance(3, 1))
    board = laid(read, plan(read, Search(seed=1, limit_s=20, improve=False)).sessions)
    before, seconds = board.tally.cost, iter([4.0, 4.0, 0.0])
    _best, bound = cpsat.polish(board, Random(1), lambda: next(seconds), lambda _better: None)
    assert bound is None
    assert board.tally.cost < before
    assert conflicts(read, board.placements()) == ()


def test_the_fewest_moves_are_found_and_proved(whole):
    read, placements = whole
    teacher, day = placements["c0-m4a"].resources[0], placements["c0-m4a"].day
    away = Span(day, 0, SLOTS)
    ill = replace(
        read,
        previous=placements,
        resources=tuple(
            replace(each, unavailable=(*each.unavailable, away)) if each.id == teacher else each
            for each in read.resources
        ),
    )
    found, least = cpsat.fewest_moves(ill, placements, 20)
    assert conflicts(ill, found) == ()
    moved = [
        name
        for name, at in found.items()
        if at.day != placements[name].day or at.slot != placements[name].slot
    ]
    assert len(moved) == least


def test_what_has_a_plan_is_never_called_impossible(whole):
    read, _placements = whole
    assert not cpsat.proves_impossible(read, 2)
    nobody = replace(read, resources=tuple(r for r in read.resources if r.kind != "teacher"))
    assert cpsat.proves_impossible(nobody, 2)


def test_what_search_gives_up_is_proved_and_explained(monkeypatch):
    monkeypatch.setattr(proof, "_MOST_NODES", 0)
    needs = [{"kind": "teacher"}]
    raw = {
        "format": "kbh-plan/1",
        "calendar": {"days": ["2027-04-19"], "slots_per_day": 6},
        "resources": [{"id": "T", "kind": "teacher"}],
        "sessions": [
            {"id": "a", "slots": 2, "start_slots": [1], "needs": needs},
            {"id": "b", "slots": 2, "start_slots": [0, 2], "needs": needs},
            {"id": "c", "slots": 1, "needs": needs},
        ],
    }
    assert plan(read_instance(raw), Search(limit_s=1)).status == "partial"
    found = plan(read_instance(raw), Search(limit_s=5, exact=True))
    assert found.status == "impossible"
    [clash] = found.clashes
    assert clash.sessions == ("a", "b")
    assert clash.is_minimal
    assert len(clash.ways_out) == 3


BLOCKED = """
import sys
sys.modules["ortools"] = None
from kbh_desktop.courses.planner import cpsat, proof
from kbh_desktop.courses.planner.plan import Search, plan
from kbh_desktop.courses.planner.proof import restricted
from kbh_desktop.courses.planner.reading import read_instance
from kbh_desktop.courses.planner.repair import repair
from kbh_desktop.courses.planner.plan import Watch
from dataclasses import replace
from pathlib import Path
from tests.planning_world import instance
assert not cpsat.is_installed()
read = read_instance(instance(1, 1))
found = plan(read, Search(1, 1, exact=True))
again = replace(read, previous=found.sessions)
print(found.status, repair(again, Search(1, 1, exact=True), Watch()).moved)
"""


def test_everything_works_without_it():
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["complete", "()"]


def test_planning_does_not_import_it_unasked():
    code = "import sys, kbh_desktop.courses.planner.runner, kbh_desktop.courses.planner.desk\n"
    code += "assert 'ortools' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_only_its_own_files_import_it():
    files = [*ROOT.glob("kbh_desktop/**/*.py"), *ROOT.glob("ui/**/*.py")]
    users = {path.name for path in files if "from ortools" in path.read_text("utf-8")}
    assert users == {"cpsat.py", "cpsat_model.py", "cpsat_wishes.py"}
