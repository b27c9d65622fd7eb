"""First plans, improvement, filling in, live answers, repair and reasons, for 1, 3 and 10 courses.

Invented instances of `tests.planning_world`; the median of the seeds and, in brackets, the worst.
"""

import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from kbh_desktop.courses.conflicts import conflicts
from kbh_desktop.courses.planner.answer import as_json
from kbh_desktop.courses.planner.board import Board
from kbh_desktop.courses.planner.frame import Frame
from kbh_desktop.courses.planner.plan import Search, plan
from kbh_desktop.courses.planner.reading import read_instance
from kbh_desktop.courses.planner.reasons import why_not
from kbh_desktop.courses.planner.result import Plan
from tests.plan_checker import violations
from tests.planning_world import DAYS, SLOTS, instance

Figure = tuple[str, float, str, str]
Raw = dict[str, Any]
GOALS_S = {1: 0.5, 3: 3, 10: 30}
FILL_GOALS_S = {1: 0.1, 3: 0.5, 10: 2}
REPAIR_GOALS_S = {1: 1, 3: 3, 10: 5}
WHY_GOALS_S = {1: 3, 3: 20, 10: 60}
LIMIT_S = 120
IMPROVE_S = {1: 10, 3: 10, 10: 40}
"""Seconds from the start, constructing included."""
SHARE_LOCKED = 0.6


def run(seeds: int = 3) -> list[Figure]:
    """Measure with that many seeds; every plan is looked over by the second opinion."""
    return [figure for courses in GOALS_S for figure in _measure(courses, range(1, seeds + 1))]


def _measure(courses: int, seeds: Sequence[int]) -> list[Figure]:
    raws = {seed: instance(courses, seed) for seed in seeds}
    first = {seed: _planned(raws[seed], seed) for seed in seeds}
    better = {seed: _planned(raws[seed], seed, improve_s=IMPROVE_S[courses]) for seed in seeds}
    filled = [_planned(_locked(raws[seed], first[seed]), seed) for seed in seeds]
    repaired = [_planned(_ill(raws[seed], first[seed]), seed) for seed in seeds]
    reasons = [_planned(_impossible(raws[seed]), seed) for seed in seeds]
    assert all(each.status == "impossible" for each in reasons)
    name = f"{courses} course{'s' * (courses > 1)}"
    begun = [each.first_plan_seconds or LIMIT_S for each in first.values()]
    return [
        _figure(f"{name}: first plan", begun, "s", f"<= {GOALS_S[courses]}"),
        _figure(f"{name}: score of it", _scores(first.values()), "", ""),
        _figure(
            f"{name}: score at {IMPROVE_S[courses]} s",
            [each.score for each in better.values()],
            "",
            "",
        ),
        _figure(f"{name}: 60 % locked, fill", _seconds(filled), "s", f"<= {FILL_GOALS_S[courses]}"),
        _figure(f"{name}: repair", _seconds(repaired), "s", f"<= {REPAIR_GOALS_S[courses]}"),
        _figure(f"{name}: sessions moved", [len(each.moved) for each in repaired], "", ""),
        _figure(f"{name}: why impossible", _seconds(reasons), "s", f"<= {WHY_GOALS_S[courses]}"),
        *_live(name, raws[seeds[0]], first[seeds[0]]),
    ]


def _planned(raw: Raw, seed: int, *, improve_s: float = 0) -> Plan:
    limit_s = improve_s or LIMIT_S
    found = plan(read_instance(raw), Search(seed, limit_s, bool(improve_s)))
    assert violations(raw, as_json(found)["sessions"]) == []
    return found


def _scores(plans: Iterable[Plan]) -> list[float]:
    return [each.score for each in plans]


def _seconds(plans: Sequence[Plan]) -> list[float]:
    return [each.seconds for each in plans]


def _figure(name: str, values: Sequence[float], unit: str, goal: str) -> Figure:
    return name, statistics.median(values), unit, f"{goal} (worst {max(values):.3g})".strip()


def _locked(raw: Raw, found: Plan) -> Raw:
    """Return the instance with most sessions locked where the plan has them."""
    placed = as_json(found)["sessions"]
    kept = dict(islice(placed.items(), int(SHARE_LOCKED * len(placed))))
    sessions = [{**each, "locked": kept.get(each["id"])} for each in raw["sessions"]]
    return {**raw, "sessions": sessions}


def _ill(raw: Raw, found: Plan) -> Raw:
    """Return the instance with the plan as it was, and the busiest interpreter ill for a week."""
    placed = as_json(found)["sessions"]
    work = {
        resource["id"]: sum(resource["id"] in place["resources"] for place in placed.values())
        for resource in raw["resources"]
        if resource["kind"] == "interpreter"
    }
    away = [[day.isoformat(), 0, SLOTS] for day in DAYS[5:10]]
    return {
        **_away(raw, {max(work, key=lambda name: work[name]): away}),
        "previous": placed,
        "weights": {**raw["weights"], "stay": 10},
    }


def _impossible(raw: Raw) -> Raw:
    """Return the instance with the consultants of one municipality away while talks are held."""
    away = [[day.isoformat(), 0, SLOTS] for day in DAYS[:13]]
    names = [each["id"] for each in raw["resources"] if each["id"].startswith("C-Greve")]
    return _away(raw, dict.fromkeys(names, away))


def _away(raw: Raw, absences: Mapping[str, list[list[object]]]) -> Raw:
    resources = [
        {**each, "unavailable": [*each.get("unavailable", []), *absences.get(each["id"], [])]}
        for each in raw["resources"]
    ]
    return {**raw, "resources": resources}


def _live(name: str, raw: Raw, found: Plan) -> list[Figure]:
    """Measure what a window asks while a session is dragged."""
    read = read_instance(raw)
    board = Board(Frame(read))
    for session, place in found.sessions.items():
        start = read.grid.index[place.day] * SLOTS + place.slot
        units = tuple(board.frame.unit_index[each] for each in place.resources)
        board.put(board.frame.session_index[session], start, units)
    dragged = next(s for s, session in enumerate(read.sessions) if session.name == "m4a")
    taken = board.take(dragged)

    def again() -> None:
        board.put(dragged, *taken)
        board.take(dragged)
        board.legal(dragged)

    return [
        (f"{name}: where may it go", _each_ms(again), "ms", "<= 1"),
        (f"{name}: why not", _each_ms(lambda: why_not(board, dragged)), "ms", "<= 1"),
        (
            f"{name}: all conflicts",
            _each_ms(lambda: conflicts(read, found.sessions)),
            "ms",
            "<= 5 for a course",
        ),
    ]


def _each_ms(work: Callable[[], object], times: int = 20) -> float:
    taken = []
    for _n in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1e3
