"""Answering many questions by their references, as commands and invented people do."""

import re
from collections.abc import Mapping

from kbh_desktop.errors import InputError
from kbh_desktop.xforms.effects import Effects
from kbh_desktop.xforms.session import Session

_INSTANCE = re.compile(r"(?P<repeat>.*?[^/\[\]]+)\[(?P<position>\d+)\]")
MOST_INSTANCES = 200


def answer_all(session: Session, answers: Mapping[str, str]) -> Effects:
    """Answer the questions at references such as `/data/job[2]/title`; return all effects.

    Instances of repeats are made as needed.

    Raises:
        InputError: names the reference whose answer can't be taken; those before it were taken.
    """
    stored: dict[str, str | None] = {}
    changed: set[str] = set()
    there: set[str] = set()
    for ref, value in answers.items():
        try:
            effects = [*_make_room(session, ref, there), session.set(ref, value)]
        except InputError as error:
            raise InputError(f"{ref}: {error}", field=ref) from None
        for effect in effects:
            stored |= effect.answers
            changed |= effect.changed
    return Effects(stored, frozenset(changed))


def has(session: Session, address: str) -> bool:
    """Return whether there is a node at a key, or at a reference with positions."""
    try:
        session.positional(address)
    except InputError:
        return False
    return True


def _make_room(session: Session, ref: str, there: set[str]) -> list[Effects]:
    """Add the instances that `ref` needs; `there` remembers those that exist."""
    effects = []
    for match in _INSTANCE.finditer(ref):
        repeat, position = ref[: match.end("repeat")], int(match["position"])
        for place in range(1, min(position, MOST_INSTANCES) + 1):
            address = f"{repeat}[{place}]"
            if address not in there and not has(session, address):
                effects += [session.add(repeat)[1]]
            there.add(address)
    return effects
