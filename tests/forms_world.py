"""The shipped forms, loaded once, and sessions of them filled in from plain answers."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path

from kbh_desktop.resources import resource
from kbh_desktop.xforms.definition import load_form
from kbh_desktop.xforms.model import Form
from kbh_desktop.xforms.publish import convert
from kbh_desktop.xforms.session import Session

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
_INSTANCE = re.compile(r"^(?P<repeat>.*)\[(?P<position>\d+)\]")


def form_path(form_id: str) -> Path:
    """Return where the source of a shipped form lies."""
    return resource(f"forms/{form_id}.md")


@cache
def xform(form_id: str) -> bytes:
    """Return the XForm of a shipped form."""
    return convert(form_path(form_id))


@cache
def shipped(form_id: str) -> Form:
    """Return a shipped form ready to be filled in."""
    return load_form(xform(form_id))


def session(
    form_id: str,
    prefill: Mapping[str, str] | None = None,
    reviewed: frozenset[str] = frozenset(),
) -> Session:
    """Return a new session of a shipped form on 24 November 2026."""
    numbers = count(1)
    return Session(
        shipped(form_id),
        clock=lambda: NOW,
        new_id=lambda: f"{next(numbers):032x}",
        username="Mette Holm",
        prefill=prefill or {"/data/person_id": "person-1"},
        reviewed=reviewed,
    )


def steps(answers: Mapping[str, str]) -> list[dict[str, str]]:
    """Return what to do for `answers` by reference with positions; instances are added first."""
    made: dict[str, int] = {}
    found: list[dict[str, str]] = []
    for ref, value in answers.items():
        instance = _INSTANCE.match(ref)
        if instance:
            repeat, position = instance["repeat"], int(instance["position"])
            found += [{"add": repeat}] * (position - made.setdefault(repeat, 1))
            made[repeat] = max(made[repeat], position)
        found.append({"set": ref, "value": value})
    return found


def fill(session: Session, answers: Mapping[str, str]) -> Session:
    """Give `answers` by reference with positions, adding the repeat instances they need."""
    for step in steps(answers):
        if "add" in step:
            session.add(step["add"])
        else:
            session.set(step["set"], step["value"])
    return session


def values(session: Session) -> dict[str, str]:
    """Return the relevant values by the last name of their reference; of a repeat the first."""
    found: dict[str, str] = {}
    for key in session.node_keys():
        state = session.state(key)
        if state.value:
            found.setdefault(state.ref.rsplit("/", 1)[1], state.value)
    return found


def problems(session: Session) -> list[str]:
    """Return what is left to put right, in one line each."""
    return [f"{problem.key}: {problem.message}" for problem in session.problems()]
