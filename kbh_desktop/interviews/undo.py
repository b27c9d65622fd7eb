"""Which answers can be undone and redone, worked out from what was written and when.

Undoing writes the earlier values as an ordinary change. So the change log alone tells, also after
a restart, what has been done, undone and done again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Values = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Step:
    """One saved change of answers: what stood there before and after; None is no answer."""

    before: Values = field(repr=False)
    after: Values = field(repr=False)

    def backwards(self) -> "Step":
        """Return the step that takes this one back."""
        return Step(self.after, self.before)


@dataclass(frozen=True, slots=True)
class Written:
    """One entry of the change log: the answers it wrote, and whether they were ours."""

    values: Values = field(repr=False)
    ours: bool


class UndoLog:
    """The steps that can be undone and redone; feed it every write in order."""

    def __init__(self, written: Iterable[Written] = ()) -> None:
        self._answers: dict[str, str] = {}
        self._done: list[Step] = []
        self._undone: list[Step] = []
        for write in written:
            self.note(write.values, ours=write.ours)

    def note(self, values: Values, *, ours: bool = True) -> None:
        """Take in one write; somebody else's can't be undone here."""
        step = Step({key: self._answers.get(key) for key in values}, dict(values))
        for key, value in values.items():
            if value is None:
                self._answers.pop(key, None)
            else:
                self._answers[key] = value
        if ours and step.before != step.after:
            self._sort_in(step)

    def _sort_in(self, step: Step) -> None:
        if self._done and step == self._done[-1].backwards():
            self._undone.append(self._done.pop())
        elif self._undone and step == self._undone[-1]:
            self._done.append(self._undone.pop())
        else:
            self._done.append(step)
            self._undone.clear()

    def next_undo(self) -> Values | None:
        """Return the values that take the latest step back, or None."""
        return self._offered(self._done[-1].backwards()) if self._done else None

    def next_redo(self) -> Values | None:
        """Return the values that do the latest undone step again, or None."""
        return self._offered(self._undone[-1]) if self._undone else None

    def _offered(self, step: Step) -> Values | None:
        """A step is offered only while nobody else has changed those answers since."""
        untouched = all(self._answers.get(key) == value for key, value in step.before.items())
        return step.after if untouched else None
