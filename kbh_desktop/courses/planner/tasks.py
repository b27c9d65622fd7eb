"""What the planner can be asked to do with a plan: fill it, improve it, repair it, explain it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from kbh_desktop.courses.planner.locks import LockLevel, with_locks
from kbh_desktop.courses.planner.plan import DEFAULT_LIMIT_S, Search, Watch, misplaced, plan
from kbh_desktop.courses.planner.repair import Answer, repair
from kbh_desktop.courses.planner.result import Plan
from kbh_desktop.courses.timetable import Instance, Placement, RepairScope

_LIGHT_STAY = 1
"""What moving a session costs while improving: enough not to move any for nothing."""
TaskKind = Literal["fill", "improve", "repair", "explain"]


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do; `placements` and `locks` are the plan as it stands."""

    kind: TaskKind
    instance: Instance
    placements: Mapping[str, Placement] = field(default_factory=dict, repr=False)
    locks: Mapping[str, LockLevel] = field(default_factory=dict, repr=False)
    seed: int = 0
    limit_s: float = DEFAULT_LIMIT_S
    scope: RepairScope = "all"
    """How much a repair may change."""
    exact: bool = True
    """Whether OR-tools may help, where it is installed."""


def carry_out(
    task: Task, watch: Watch, on_answer: Callable[[Answer], None] = lambda _answer: None
) -> Plan:
    """Return what the task leads to; the answers of a repair are told of as they are found.

    Raises:
        CancelledError: the watch said so.
    """
    known = _known(task.instance, task.placements)
    instance = with_locks(task.instance, known, task.locks)
    search = Search(task.seed, task.limit_s, exact=task.exact)
    if task.kind == "repair":
        before = {**instance.previous, **known}
        return repair(
            replace(instance, previous=before, repair_scope=task.scope), search, watch, on_answer
        )
    instance = replace(instance, previous=known or instance.previous, repair_scope="all")
    if task.kind == "fill":
        settled = set(known) - misplaced(instance, known)
        kept: dict[str, LockLevel] = dict.fromkeys(settled, "all")
        return plan(with_locks(instance, known, kept), search, watch)
    if task.kind == "improve":
        light = replace(instance, weights=replace(instance.weights, stay=_LIGHT_STAY))
        return plan(light, replace(search, start=known), watch)
    return plan(instance, replace(search, improve=False), watch)


def _known(instance: Instance, placements: Mapping[str, Placement]) -> dict[str, Placement]:
    """Return the placements without the sessions, people and rooms that are gone or missing."""
    return {
        name: replace(each, resources=tuple(r for r in each.resources if r in instance.resource))
        for name, each in placements.items()
        if name in instance.session
    }
