"""An interview as it was at every moment since it began, from the change log."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from kbh_desktop.storage.change_log import FieldWrite

_ANSWER = "a."


@dataclass(frozen=True, slots=True)
class Changed:
    """One answer that was changed, in words; empty is no answer."""

    key: str
    question: str = field(repr=False)
    before: str = field(repr=False)
    after: str = field(repr=False)
    value: str = field(repr=False)
    """The answer afterwards as it is written, to be given again."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What was saved together, and who did it."""

    at: datetime
    author: str
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """How keys and values become words; what may not be read stays masked."""

    question: Callable[[str], str]
    readable: Callable[[str, object], str]
    worded: Callable[[str, str], str]


def moments(writes: Iterable[FieldWrite], wording: Wording) -> tuple[Moment, ...]:
    """Return the saved changes of answers, the first one first; `writes` come newest first."""
    by_change: dict[str, list[FieldWrite]] = {}
    for write in reversed(list(writes)):
        key = write.field.removeprefix(_ANSWER)
        if write.field.startswith(_ANSWER) and not key.endswith("]"):
            by_change.setdefault(write.change_id, []).append(write)
    answers: dict[str, str] = {}
    found = []
    for together in by_change.values():
        changes = [_changed(write, answers, wording) for write in together]
        told = tuple(
            change for change in changes if change.question and change.before != change.after
        )
        if told:
            first = together[0]
            found.append(Moment(datetime.fromisoformat(first.wall), first.author, told))
    return tuple(found)


def answers_at(told: Iterable[Moment]) -> dict[str, Changed]:
    """Return the answers that stood after these moments, by key."""
    standing: dict[str, Changed] = {}
    for moment in told:
        for change in moment.changes:
            standing[change.key] = change
    return {key: change for key, change in standing.items() if change.after}


def _changed(write: FieldWrite, answers: dict[str, str], wording: Wording) -> Changed:
    key = write.field.removeprefix(_ANSWER)
    value = wording.readable(key, write.value)
    before = answers.get(key, "")
    answers[key] = value
    return Changed(
        key,
        wording.question(key),
        wording.worded(key, before) if before else "",
        wording.worded(key, value) if value else "",
        value,
    )
