"""Moves a draft to a corrected version of its form: what goes along, what is new, what is left."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kbh_desktop.clock import Clock
from kbh_desktop.errors import InputError
from kbh_desktop.xforms.instance import split_instance_key
from kbh_desktop.xforms.model import Element, Form, Question, Repeat
from kbh_desktop.xforms.session import Session

_INSTANCE_ID = re.compile(r"\[~[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Left:
    """An answer that the new version can't take; it stays in the history."""

    key: str
    value: str = field(repr=False)
    reason: str
    """Why, in words; empty when the question is gone."""


@dataclass(frozen=True, slots=True)
class DraftMove:
    """What moving a draft would do; nothing is done yet.

    `answers` is what the draft holds afterwards, `kept` where each old key goes, `new` the
    questions that the old version did not ask.
    """

    answers: Mapping[str, str] = field(repr=False)
    kept: Mapping[str, str]
    new: tuple[str, ...]
    left: tuple[Left, ...]


def plan_move(
    old: Form,
    new: Form,
    answers: Mapping[str, str],
    *,
    clock: Clock,
    new_id: Callable[[], str],
) -> DraftMove:
    """Return how the stored `answers` of `old` fit into `new`.

    A question is known again by its reference, or by its name if only one has that name.
    """
    places = _places(old, new)
    kept = {key: moved for key in answers if (moved := _moved(key, places))}
    entries = {moved: answers[key] for key, moved in kept.items()}
    begun = Session(new, clock=clock, new_id=new_id)
    defaults = {key: value for key, value in begun.answers().items() if _is_new(key, old, places)}
    session = Session(new, clock=clock, new_id=new_id, answers={**defaults, **entries})
    fitted, refused = _fitted(session, kept, answers)
    session.restore({**fitted, **{kept[key]: None for key in refused}})
    gone = [Left(key, value, "") for key, value in answers.items() if key not in kept]
    misfits = [Left(key, answers[key], reason) for key, reason in refused.items()]
    return DraftMove(
        answers=session.answers(),
        kept={key: moved for key, moved in kept.items() if key not in refused},
        new=_asked_anew(new, places),
        left=tuple(one for one in (*gone, *misfits) if _was_asked(one.key, old)),
    )


def _places(old: Form, new: Form) -> Mapping[str, str]:
    """Where each reference of the old form is in the new one."""
    by_name: dict[tuple[str, str], list[str]] = {}
    for ref, element in new.elements.items():
        by_name.setdefault((element.name, _kind(element)), []).append(ref)
    found: dict[str, str] = {}
    for ref, element in old.elements.items():
        same = new.elements.get(ref)
        if same is not None and isinstance(same, Question) == isinstance(element, Question):
            found[ref] = ref
            continue
        named = by_name.get((element.name, _kind(element)), [])
        if len(named) == 1 and _repeats_above(ref, old) == _repeats_above(named[0], new):
            found[ref] = named[0]
    return found


def _kind(element: Element) -> str:
    return type(element).__name__


def _repeats_above(ref: str, form: Form) -> int:
    parts = ref.split("/")
    above = ("/".join(parts[:length]) for length in range(2, len(parts)))
    return sum(isinstance(form.elements.get(place), Repeat) for place in above)


def _moved(key: str, places: Mapping[str, str]) -> str:
    """The key in the new form, its instances with the ids they had, or an empty text."""
    target = places.get(_INSTANCE_ID.sub("", key))
    if target is None:
        return ""
    ids = dict(_instances(key))
    by_target = {places[ref]: name for ref, name in ids.items() if ref in places}
    parts: list[str] = []
    ref = ""
    for part in target.strip("/").split("/"):
        ref = f"{ref}/{part}"
        name = by_target.get(ref, "")
        parts.append(f"{part}[~{name}]" if name else part)
    return "/" + "/".join(parts)


def _instances(key: str) -> list[tuple[str, str]]:
    """The repeats in `key` by reference, each with the id of its instance."""
    found = []
    place = ""
    for part in key.strip("/").split("/"):
        place = f"{place}/{part}"
        split = split_instance_key(place)
        if split:
            found.append((_INSTANCE_ID.sub("", place), split[2]))
    return found


def _is_new(key: str, old: Form, places: Mapping[str, str]) -> bool:
    ref = _INSTANCE_ID.sub("", key)
    return ref not in places.values() and ref not in old.elements and ref == key


def _fitted(
    session: Session, kept: Mapping[str, str], answers: Mapping[str, str]
) -> tuple[dict[str, str | None], dict[str, str]]:
    """The values as the new questions hold them, and why others can't, by the old key."""
    fitted: dict[str, str | None] = {}
    refused: dict[str, str] = {}
    for key, moved in kept.items():
        try:
            fitted[moved] = session.fitted(moved, answers[key])
        except InputError as fault:
            refused[key] = str(fault)
    return fitted, refused


def _asked_anew(new: Form, places: Mapping[str, str]) -> tuple[str, ...]:
    known = set(places.values())
    return tuple(
        ref
        for ref, element in new.elements.items()
        if isinstance(element, Question)
        and element.in_body
        and element.type != "note"
        and ref not in known
    )


def _was_asked(key: str, old: Form) -> bool:
    element = old.elements.get(_INSTANCE_ID.sub("", key))
    return isinstance(element, Question) and element.in_body
