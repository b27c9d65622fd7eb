"""What the proofs and the board must not get wrong at their edges."""

import pytest

from kbh_desktop.courses.planner import proof
from kbh_desktop.courses.planner.board import Board, bits
from kbh_desktop.courses.planner.frame import Frame, fit
from kbh_desktop.courses.planner.proof import is_impossible
from kbh_desktop.courses.planner.reading import read_instance


def world(*sessions, **more):
    return read_instance(
        {
            "format": "kbh-plan/1",
            "calendar": {"days": ["2027-04-19"], "slots_per_day": 6},
            "places": ["Avnstrup", "Greve"],
            "resources": [{"id": "T", "kind": "teacher"}],
            "sessions": [
                {"id": name, "slots": slots, "needs": [{"kind": "teacher"}], **extra}
                for name, slots, extra in sessions
            ],
            **more,
        }
    )


THREE = (("a", 2, {}), ("b", 2, {}), ("c", 2, {}))


def test_a_search_that_was_given_up_proves_nothing(monkeypatch):
    for nodes in range(6):
        monkeypatch.setattr(proof, "_MOST_NODES", nodes)
        assert not is_impossible(world(*THREE))


def test_a_search_to_the_end_proves_what_counting_can_not():
    """Three slots of two do not fit around a locked middle, though the hours suffice."""
    middle = {"start_slots": [1]}
    assert is_impossible(world(("a", 2, middle), ("b", 2, {"start_slots": [0, 2]}), ("c", 1, {})))
    assert not is_impossible(world(("a", 2, middle), ("b", 2, {"start_slots": [0, 3]})))


@pytest.mark.parametrize(("slots", "free"), [(0, [0, 1, 3, 4, 5]), (1, [0, 4, 5]), (2, [5])])
def test_the_way_is_kept_free_before_and_after_a_session(slots, free):
    instance = world(
        ("a", 1, {"place": "Avnstrup"}),
        ("b", 1, {"place": "Greve"}),
        travel_slots=[["Avnstrup", "Greve", slots]],
    )
    board = Board(Frame(instance))
    board.put(0, 2, (0,))
    assert list(bits(board.legal(1))) == free


def test_without_a_travel_time_one_place_a_day():
    board = Board(Frame(world(("a", 1, {"place": "Avnstrup"}), ("b", 1, {"place": "Greve"}))))
    board.put(0, 2, (0,))
    assert board.legal(1) == 0


@pytest.mark.parametrize("slots", range(1, 9))
def test_runs_of_free_slots_are_found_bit_by_bit(slots):
    for free in range(1 << 8):
        expected = [n for n in range(8) if all(free >> n + k & 1 for k in range(slots))]
        assert list(bits(fit(free, slots))) == expected
