"""The planner on invented courses: first plans, scores, filling in, answers, repair, reasons.

Short unless told otherwise by environment variables: `KBH_BENCH_COURSES=1,3,10,30`,
`KBH_BENCH_SEEDS=5` and `KBH_BENCH_SECONDS=10,60` (for improving; empty for not at all). Every plan
is looked over by a second opinion; FET, where installed, plans the same instances in the same run.
Each figure is the median of the seeds with the worst in brackets. Seconds are those of the clock,
milliseconds those of the processor.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from kbh_desktop.courses.calendar import Week
from kbh_desktop.courses.conflicts import conflicts
from kbh_desktop.courses.planner import cpsat
from kbh_desktop.courses.planner.answer import as_json
from kbh_desktop.courses.planner.desk import Desk
from kbh_desktop.courses.planner.hand import Start
from kbh_desktop.courses.planner.plan import Search, Watch, plan
from kbh_desktop.courses.planner.reading import read_instance
from kbh_desktop.courses.planner.repair import Answer, repair
from kbh_desktop.courses.planner.result import Plan
from kbh_desktop.courses.planner.score import score
from kbh_desktop.courses.timetable import Placement
from tests import fet_timetable
from tests.plan_checker import violations
from tests.planning_trouble import IMPOSSIBLE, ill, locked
from tests.planning_world import instance

Figure = tuple[str, float, str, str]
Raw = dict[str, Any]
FIRST_S = {1: 0.5, 3: 3, 10: 30, 30: 180}
FILL_S = {1: 0.1, 3: 0.5, 10: 2, 30: 15}
REPAIR_S = {1: 1, 3: 3, 10: 5, 30: 15}
WHY_S = {1: 3, 3: 20, 10: 60, 30: 180}
LIMIT_S = 180
REPAIR_LIMIT_S = {1: 4, 3: 4, 10: 15, 30: 30}
SHARE_LOCKED = 0.6
WITHIN = 1.2
"""Of what no plan can better, for one course."""


def run() -> list[Figure]:
    """Measure what the environment asks for."""
    courses = _numbers("KBH_BENCH_COURSES", "1,3")
    seeds = range(1, _numbers("KBH_BENCH_SEEDS", "1")[0] + 1)
    seconds = _numbers("KBH_BENCH_SECONDS", "3")
    found = [figure for count in courses for figure in _Measured(count, seeds, seconds).figures()]
    return [*found, *_without_ortools()]


def _numbers(name: str, usual: str) -> list[int]:
    return [int(each) for each in os.environ.get(name, usual).split(",") if each]


class _Measured:
    """The figures of one number of courses."""

    def __init__(self, courses: int, seeds: Sequence[int], seconds: Sequence[int]) -> None:
        self._count, self._seeds, self._seconds = courses, seeds, seconds
        self._name = f"{courses} course{'s' * (courses > 1)}"
        self._raws = {seed: instance(courses, seed) for seed in seeds}
        self._first: dict[int, Plan] = {}
        self._placed: dict[int, dict[str, Any]] = {}

    def figures(self) -> Iterator[Figure]:
        yield from self._first_plans()
        yield from self._filled_in()
        yield from self._live()
        yield from self._repaired()
        yield from self._explained()
        if self._seconds:
            yield from self._scores()

    def _scores(self) -> Iterator[Figure]:
        runs = {
            seconds: [
                self._planned(seed, Search(seed, seconds, exact=True)) for seed in self._seeds
            ]
            for seconds in self._seconds
        }
        least = [max(each.bound or 1 for each in same) for same in zip(*runs.values(), strict=True)]
        for seconds, found in runs.items():
            ours = [each.score for each in found]
            yield self._figure(f"score after {seconds} s", ours)
            if self._count == 1:
                above = [score / bound for score, bound in zip(ours, least, strict=True)]
                yield self._figure("  of what no plan can better", above, "", f"<= {WITHIN}")
        bare = [self._planned(seed, Search(seed, self._seconds[0])) for seed in self._seeds]
        yield self._figure(
            f"score after {self._seconds[0]} s without OR-tools", [each.score for each in bare]
        )
        yield from self._fet(statistics.median(ours))

    def _first_plans(self) -> Iterator[Figure]:
        cpu = []
        for seed in self._seeds:
            began = time.process_time()
            self._first[seed] = self._planned(seed, Search(seed, LIMIT_S, improve=False))
            cpu.append(time.process_time() - began)
            self._placed[seed] = as_json(self._first[seed])["sessions"]
        begun = [each.first_plan_seconds or LIMIT_S for each in self._first.values()]
        yield self._figure("first plan", begun, "s", f"<= {FIRST_S[self._count]}")
        yield self._figure("first plan, processor", cpu, "s")
        yield self._figure("score of it", [each.score for each in self._first.values()])

    def _filled_in(self) -> Iterator[Figure]:
        found = []
        for seed in self._seeds:
            raw = locked(self._raws[seed], self._placed[seed], share=SHARE_LOCKED, seed=seed)
            found.append(self._looked_over(raw, Search(seed, LIMIT_S, improve=False)).seconds)
        yield self._figure("60 % locked, fill in", found, "s", f"<= {FILL_S[self._count]}")

    def _live(self) -> Iterator[Figure]:
        """Measure what a window asks while a session is dragged."""
        seed = self._seeds[0]
        read, placed = read_instance(self._raws[seed]), self._first[seed].sessions
        desk, name = Desk(read, placed), "c0-m4a"
        week = Week.of(placed[name].day)
        intro = Start(placed["c0-intro"].day, placed["c0-intro"].slot)
        undo = {name: placed[name]}
        asked: dict[str, tuple[Callable[[], object], str]] = {
            "where it may go in a week": (lambda: desk.legal(name, week), "<= 1"),
            "why not there": (lambda: desk.why(name, intro), ""),
            "moved and moved back": (lambda: desk.undo(desk.apply(undo)), "<= 1"),
            "the ten best places": (lambda: desk.options(name), ""),
            "swaps": (lambda: desk.swaps(name), ""),
            "all conflicts": (lambda: conflicts(read, placed), "<= 5" if self._count == 1 else ""),
        }
        for what, (work, goal) in asked.items():
            yield f"{self._name}: {what}", _each_ms(work), "ms", goal

    def _repaired(self) -> Iterator[Figure]:
        for kind in ("interpreter", "teacher"):
            first, moved, told, proved = [], [], [], []
            for seed in self._seeds:
                raw = ill(self._raws[seed], self._placed[seed], kind)
                answers: list[float] = []
                began = time.perf_counter()

                def note(_answer: Answer, answers: list[float] = answers) -> None:
                    answers.append(time.perf_counter() - began)  # noqa: B023 - called at once

                search = Search(seed, REPAIR_LIMIT_S[self._count], exact=True, explain=False)
                found = repair(read_instance(raw), search, Watch(), note)
                assert violations(raw, as_json(found)["sessions"]) == []
                first.append(answers[0] if answers else LIMIT_S)
                moved.append(len(found.moved))
                told.append(len(found.told))
                proved.append(found.seconds if found.least_moved == len(found.moved) else LIMIT_S)
            goal = f"<= {REPAIR_S[self._count]}"
            yield self._figure(f"{kind} ill, first valid", first, "s", goal)
            yield self._figure("  sessions moved", moved)
            yield self._figure("  people and groups told", told)
            if self._count == 1:
                yield self._figure("  fewest moves proven", proved, "s")

    def _explained(self) -> Iterator[Figure]:
        seconds, facts, minimal = [], [], []
        for seed in self._seeds:
            for spoil in IMPOSSIBLE:
                raw = spoil(self._raws[seed])
                found = self._looked_over(raw, Search(seed, LIMIT_S, improve=False, exact=True))
                assert found.status == "impossible", (seed, spoil.__name__)
                seconds.append(found.seconds)
                facts += [len(clash.ways_out) for clash in found.clashes]
                minimal += [clash.is_minimal for clash in found.clashes]
        yield self._figure("why impossible", seconds, "s", f"<= {WHY_S[self._count]}")
        yield self._figure("  facts named", facts)
        share = 100 * sum(minimal) / len(minimal)
        yield f"{self._name}:   confirmed, each fact needed", share, "%", ">= 100"

    def _fet(self, ours: float) -> Iterator[Figure]:
        if not fet_timetable.is_installed():
            return
        for wishes in (False, True):
            seconds, scores = [], []
            for seed in self._seeds:
                with tempfile.TemporaryDirectory() as folder:
                    found, taken = fet_timetable.timetable(
                        self._raws[seed],
                        self._placed[seed],
                        folder,
                        wishes=wishes,
                        limit_s=max(self._seconds),
                        seed=seed,
                    )
                if found is not None:
                    seconds.append(taken)
                    scores.append(_score(self._raws[seed], found))
            name = "with wishes" if wishes else "hard rules"
            if scores:
                yield self._figure(f"FET, {name}", seconds, "s")
                yield self._figure(f"  score (ours {ours:g})", scores, "", f">= {ours:g}")
            else:
                yield f"{self._name}: FET, {name}: no plan", max(self._seconds), "s", ""

    def _planned(self, seed: int, search: Search) -> Plan:
        return self._looked_over(self._raws[seed], search)

    @staticmethod
    def _looked_over(raw: Raw, search: Search) -> Plan:
        found = plan(read_instance(raw), search)
        assert violations(raw, as_json(found)["sessions"]) == []
        return found

    def _figure(self, what: str, values: Sequence[float], unit: str = "", goal: str = "") -> Figure:
        worst = f" (worst {max(values):.3g}) " if len(values) > 1 else ""
        told = f"{goal}{worst}".lstrip()
        return f"{self._name}: {what}", statistics.median(values), unit, told


def _score(raw: Raw, placed: dict[str, Any]) -> int:
    placements = {
        name: Placement(date.fromisoformat(at["day"]), at["slot"], tuple(at["resources"]))
        for name, at in placed.items()
    }
    return sum(score(replace(read_instance(raw), previous={}), placements).values())


def _each_ms(work: Callable[[], object], times: int = 20) -> float:
    began = time.process_time()
    for _n in range(times):
        work()
    return (time.process_time() - began) / times * 1e3


def _without_ortools() -> Iterator[Figure]:
    """Plan a course in a program that has no OR-tools."""
    code = (
        "import sys; sys.modules['ortools'] = None\n"
        "from kbh_desktop.courses.planner import plan, reading\n"
        "from tests.planning_world import instance\n"
        "found = plan.plan(reading.read_instance(instance(1, 1)),"
        " plan.Search(1, 1, exact=True))\n"
        "assert found.status == 'complete'\n"
    )
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    yield "without OR-tools: started, planned for 1 s", time.perf_counter() - began, "s", ""
    yield "OR-tools installed (1 is yes)", float(cpsat.is_installed()), "", ""
