"""What interviews tell other features while they are answered, and what those know beforehand."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy.orm import Session as Transaction

from kbh_desktop.interviews.model import Interview
from kbh_desktop.interviews.safe import ref_of
from kbh_desktop.xforms.effects import Effects
from kbh_desktop.xforms.model import Form, Question, Repeat
from kbh_desktop.xforms.session import Session

_OFFERED = frozenset({"", "K0", "K1"})
"""Classes of answers that others are told; what is more sensitive stays in the interview."""
Answers = Mapping[str, str]
Tell = Callable[[Transaction, Interview], None]


class Beforehand(Protocol):
    """What a feature knows of a person before an interview begins."""

    @property
    def answers(self) -> Mapping[str, str]:
        """By the names of questions outside repeats."""

    @property
    def rows(self) -> Mapping[str, Sequence[tuple[str, Mapping[str, str]]]]:
        """By the names of repeats: the id of each instance, and its answers by name."""


@dataclass(frozen=True, slots=True)
class Listener:
    """A feature that lives by what is answered."""

    names: frozenset[str]
    """Of the questions it listens to."""
    told: Callable[[Transaction, Interview, Answers, Answers], None]
    """Called inside the transaction that saves, with the answers by key before and after it."""
    known: Callable[[Transaction, str], Beforehand]
    """Returns what is known of a person."""


class Teller:
    """Tells the listener what one open interview says now, as often as that changes."""

    def __init__(self, listener: Listener | None, form: Form) -> None:
        self._listener = listener
        self._form = form
        self._before: Answers = {}

    def begin(self, session: Session) -> None:
        """Take what stands in `session` as told already."""
        self._before = self._now(session)

    def telling(self, session: Session, effects: Effects) -> Tell:
        """Return what tells of a change, to be called inside the transaction that saves it."""

        def tell(transaction: Transaction, interview: Interview) -> None:
            if self._listener is None:
                return
            if not _concerns((*effects.answers, *effects.changed), self._listener.names):
                return
            now = self._now(session)
            if now != self._before:
                self._listener.told(transaction, interview, self._before, now)
                self._before = now

        return tell

    def _now(self, session: Session) -> Answers:
        """Return the answers that are asked for now, none of class K2 or K3."""
        if self._listener is None:
            return {}
        names, hidden = self._listener.names, frozenset(session.hidden_answers())
        return {
            key: value
            for key, value in session.answers().items()
            if key.rpartition("/")[2] in names and key not in hidden and self._is_offered(key)
        }

    def _is_offered(self, key: str) -> bool:
        element = self._form.elements.get(ref_of(key))
        return isinstance(element, Question) and element.sensitivity in _OFFERED


def _concerns(keys: Iterable[str], names: frozenset[str]) -> bool:
    """Return whether one of `keys` is of a question in `names`, or of a whole instance."""
    return any(key.endswith("]") or key.rpartition("/")[2] in names for key in keys)


def fill_rows(session: Session, form: Form, beforehand: Beforehand) -> None:
    """Put the instances that are known beforehand in the place of the empty ones."""
    entries: dict[str, str | None] = {}
    for element in form.elements.values():
        if not isinstance(element, Repeat) or element.name not in beforehand.rows:
            continue
        began_with = f"{element.ref}[~"
        entries |= {
            key: None
            for key in session.answers()
            if key.startswith(began_with) and key.endswith("]")
        }
        asked = {child.name for child in element.children if isinstance(child, Question)}
        for order, (instance_id, answers) in enumerate(beforehand.rows[element.name], 1):
            key = f"{began_with}{instance_id}]"
            entries[key] = str(order)
            entries |= {f"{key}/{n}": value for n, value in answers.items() if n in asked}
    if entries:
        session.restore(entries)
