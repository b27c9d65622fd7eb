"""What a person can agree to, what they said, and which of several words counts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, get_args

Said = Literal["", "given", "declined", "withdrawn"]
"""Empty is never asked."""
How = Literal["form", "paper", "spoken"]
"""In an interview; in writing; spoken, through an interpreter where one was needed."""
HOWS: tuple[How, ...] = get_args(How)
_BY_CAUTION: tuple[Said, ...] = ("withdrawn", "declined", "", "given")


class Way(StrEnum):
    """A way on which what rests on a consent leaves the program."""

    CV = "cv"
    EUROPASS = "europass"
    PROFILE = "profile"
    ANONYMOUS = "anonymous"
    HEALTH_SHEET = "health_sheet"
    OPEN_EXPORT = "open_export"


@dataclass(frozen=True, slots=True)
class Statement:
    """One word of the person about one purpose, and how it was given."""

    id: str
    said: Said
    said_on: date
    how: How
    taken_by: str
    """The member of staff who wrote it down."""
    noted_at: str
    """UTC, ISO 8601."""
    language: str
    """The code of the language it was asked in; empty when unknown."""
    text_version: str
    interview_id: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """What counts about one purpose now, and every word there was, the newest first."""

    purpose: str
    said: Said
    is_disputed: bool = False
    """Two laptops wrote different things down; the cautious one counts until it is decided."""
    statements: tuple[Statement, ...] = field(default=(), repr=False)

    @property
    def counting(self) -> Statement | None:
        """The newest word of those that say what counts."""
        return next((each for each in self.statements if each.said == self.said), None)


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether something may leave on one way; `why` is a sentence that names the consent."""

    may: bool
    why: str = ""
    purpose: str = ""
    was_asked: bool = True


def cautious(said: Iterable[Said]) -> Said:
    """Return the most cautious of several words: a withdrawal, then a no, then nothing."""
    found = set(said)
    return next((each for each in _BY_CAUTION if each in found), "")


def newest_first(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return the statements by the day they were said on, then by when they were noted."""
    order = sorted(statements, key=lambda each: (each.said_on, each.noted_at, each.id))
    return tuple(reversed(order))


def together(one: Consent, other: Consent) -> Consent:
    """Return what two registrations of one person say: the newest word, unless disputed."""
    statements = newest_first((*one.statements, *other.statements))
    is_disputed = one.is_disputed or other.is_disputed
    newest = next((each.said for each in statements), one.said)
    said = cautious((one.said, other.said)) if is_disputed else newest
    return Consent(one.purpose, said, is_disputed, statements)


def said_in_form(answer: str) -> Said:
    """Return what an answer (`yes`, `no`, `not_asked`) says; anything else says nothing."""
    answers: dict[str, Said] = {"yes": "given", "no": "declined"}
    return answers.get(answer, "")


def after_answer(statements: Iterable[Statement], interview_id: str, answer: str) -> Said:
    """Return what counts after an answer in an interview; `statements` has the newest first.

    A no to what another day gave takes it back. What was not asked today changes nothing that
    another day said, and a slip within one interview is no withdrawal.
    """
    others = (each.said for each in statements if each.interview_id != interview_id)
    earlier: Said = next(others, "")
    said = said_in_form(answer)
    if said == "declined" and earlier in ("given", "withdrawn"):
        return "withdrawn"
    return said or earlier
