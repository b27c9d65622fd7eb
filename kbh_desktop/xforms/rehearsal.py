"""Rehearses a form before it is published: how long it takes, and what nobody is ever asked."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from math import ceil
from pathlib import Path
from random import Random

from kbh_desktop.clock import Clock
from kbh_desktop.errors import InputError
from kbh_desktop.xforms.definition import load_form
from kbh_desktop.xforms.findings import Finding
from kbh_desktop.xforms.model import Form, Group, Question, Repeat
from kbh_desktop.xforms.publish import examine
from kbh_desktop.xforms.session import Session
from kbh_desktop.xforms.states import View

SECONDS_A_QUESTION = {"note": 6, "select_one": 12, "select_multiple": 20, "integer": 10, "date": 15}
SECONDS_OTHERWISE = 30
INTERPRETED = 1.8
"""A talk with an interpreter says most things twice: a rule of thumb, measured by nobody."""
WALKS = 24
_MOST_ADDED = 2
_SAMPLES = ("1", "40", "2020-01-15", "x", "2030-01-15", "12:00", "ja")


@dataclass(frozen=True, slots=True)
class Reading:
    """A workbook as it was last saved."""

    findings: tuple[Finding, ...]
    form: Form | None = None
    """None when the workbook can't become a form."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What came of filling a form in at random many times."""

    questions: int
    minutes: int
    """With an interpreter, when every question that is usually met is asked."""
    never_met: tuple[str, ...] = ()
    """References of questions that no trial run was asked."""


def read_form(path: Path) -> Reading:
    """Examine the workbook at `path`, and load the form where there is one."""
    examined = examine(path)
    return Reading(examined.findings, load_form(examined.xform) if examined.xform else None)


def rehearse(form: Form, clock: Clock, cancelled: Callable[[], bool] = lambda: False) -> Rehearsal:
    """Fill the form in at random many times; some seconds for a long one."""
    asked = {ref for ref, element in form.elements.items() if _is_asked(element)}
    walks: list[_Walk] = []
    for seed in range(WALKS):
        if walks and cancelled():
            break
        walks.append(_walk(form, clock, Random(seed)))  # noqa: S311 - no secret
    met = frozenset[str]().union(*(walk.met for walk in walks))
    seconds = sum(walk.seconds for walk in walks) / len(walks)
    return Rehearsal(
        questions=sum(not _is_note(form.elements[ref]) for ref in asked),
        minutes=ceil(seconds * INTERPRETED / 60),
        never_met=tuple(ref for ref in form.elements if ref in asked - met),
    )


@dataclass(frozen=True, slots=True)
class _Walk:
    met: frozenset[str]
    seconds: float


def _walk(form: Form, clock: Clock, chance: Random) -> _Walk:
    """Answer the form once from top to bottom as chance has it."""
    numbers = count()
    session = Session(form, clock=clock, new_id=lambda: f"walk{next(numbers)}")
    met: set[str] = set()
    seconds = 0.0
    for place in range(len(form.sections)):
        done: set[str] = set()
        while views := _waiting(session, place, done):
            for view in views:
                done.add(_slot(view))
                if view.kind == "repeat":
                    _add_some(session, view, chance)
                elif session.state(view.key).relevant:
                    met.add(view.ref)
                    seconds += SECONDS_A_QUESTION.get(view.type, SECONDS_OTHERWISE)
                    _answer(session, view, chance)
    return _Walk(frozenset(met), seconds)


def _waiting(session: Session, section: int, done: set[str]) -> list[View]:
    """Return what came into sight in the section and was not met yet."""
    views = session.view(section, (session.form.default_language, None))
    wanted = {"question", "note", "repeat"}
    return [view for view in views if view.kind in wanted and _slot(view) not in done]


def _slot(view: View) -> str:
    return f"{view.kind} {view.key}"


def _add_some(session: Session, view: View, chance: Random) -> None:
    for _each in range(chance.randint(0, _MOST_ADDED) if view.can_add else 0):
        session.add(view.key)


def _answer(session: Session, view: View, chance: Random) -> None:
    if view.readonly or view.kind == "note":
        return
    for value in _tries(view, chance):
        try:
            session.set(view.key, value)
        except InputError:
            continue
        return


def _tries(view: View, chance: Random) -> list[str]:
    """Return answers to try, the first that fits is given; nothing to try leaves it empty."""
    values = [choice.value for choice in view.choices]
    if not values:
        return chance.sample(_SAMPLES, len(_SAMPLES))
    if view.type.startswith("select_multiple"):
        return [" ".join(chance.sample(values, chance.randint(1, len(values))))]
    if view.type == "rank":
        return [" ".join(chance.sample(values, len(values)))]
    return [chance.choice(values)]


def _is_asked(element: Question | Group | Repeat) -> bool:
    return isinstance(element, Question) and element.in_body


def _is_note(element: Question | Group | Repeat) -> bool:
    return isinstance(element, Question) and element.type == "note"
