"""The planner in a process of its own: news, answers, a plan; stopped at once, nothing left."""

import multiprocessing
import time
from dataclasses import replace

import pytest

from kbh_desktop.courses.conflicts import conflicts
from kbh_desktop.courses.planner.plan import Search, plan
from kbh_desktop.courses.planner.reading import read_instance
from kbh_desktop.courses.planner.runner import PlannerRun
from kbh_desktop.courses.planner.tasks import Task
from kbh_desktop.courses.timetable import Span
from kbh_desktop.errors import CancelledError, PlanningError
from kbh_desktop.i18n import set_language
from tests.planning_world import SLOTS, instance

PATIENCE_S = 60


@pytest.fixture(scope="module")
def whole():
    """One course and its first plan."""
    read = read_instance(instance(1, 1))
    return read, plan(read, Search(seed=1, limit_s=20, improve=False)).sessions


def test_a_plan_comes_back_with_news_on_the_way(whole):
    with PlannerRun(Task("fill", whole[0], seed=1, limit_s=2)) as run:
        news = list(run.updates())
        found = run.result(PATIENCE_S)
    assert found.status == "complete"
    assert conflicts(whole[0], found.sessions) == ()
    assert news[-1].placed == news[-1].total == len(whole[0].sessions)
    assert conflicts(whole[0], news[-1].placements) == ()
    assert not run.is_running
    assert multiprocessing.active_children() == []


def test_a_run_is_ended_at_once_and_leaves_no_process(whole):
    run = PlannerRun(Task("improve", whole[0], whole[1], limit_s=PATIENCE_S))
    for news in run.updates():
        if news.placements:
            break
    began = time.monotonic()
    run.cancel()
    assert time.monotonic() - began < PATIENCE_S / 4
    assert not run.is_running
    assert multiprocessing.active_children() == []
    with pytest.raises(CancelledError):
        run.result()
    assert run.progress.placements
    run.cancel()


def test_who_does_not_wait_long_enough_is_told_so(whole):
    with PlannerRun(Task("improve", whole[0], whole[1], limit_s=PATIENCE_S)) as run:
        with pytest.raises(TimeoutError):
            run.result(0.05)
        assert run.is_running


def test_what_is_placed_stays_while_the_rest_is_filled_in(whole):
    read, placements = whole
    kept = dict(list(placements.items())[::2])
    with PlannerRun(Task("fill", read, kept, limit_s=2)) as run:
        found = run.result(PATIENCE_S)
    assert found.status == "complete"
    assert {name: found.sessions[name] for name in kept} == kept


def test_a_repair_answers_rung_by_rung_in_the_language_of_the_program(whole):
    read, placements = whole
    sick = placements["c0-m4a"].resources[1]
    away = (Span(placements["c0-m4a"].day, 0, SLOTS),)
    ill = replace(
        read,
        resources=tuple(
            replace(each, unavailable=(*each.unavailable, *away)) if each.id == sick else each
            for each in read.resources
        ),
    )
    with PlannerRun(Task("repair", ill, placements, limit_s=2)) as run:
        found = run.result(PATIENCE_S)
    assert run.answers[0].scope == "people"
    assert found == run.answers[-1].plan
    assert found.moved == ()
    assert sick in found.told
    assert sick not in found.sessions["c0-m4a"].resources


def test_an_impossible_task_is_explained(whole):
    read, _placements = whole
    nobody = replace(read, resources=tuple(r for r in read.resources if r.kind != "teacher"))
    set_language("en")
    try:
        with PlannerRun(Task("explain", nobody, limit_s=4)) as run:
            found = run.result(PATIENCE_S)
    finally:
        set_language("da")
    assert found.status == "impossible"
    assert "there is none" in found.reasons[0]


def test_a_process_that_dies_is_told_of(whole):
    run = PlannerRun(Task("improve", whole[0], whole[1], limit_s=PATIENCE_S))
    next(iter(run.updates()))
    [child] = multiprocessing.active_children()
    child.kill()
    with pytest.raises(PlanningError):
        run.result(PATIENCE_S)
    assert multiprocessing.active_children() == []
