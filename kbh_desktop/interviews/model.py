"""An interview, the forms there are, and what saving one answer brought about."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

from kbh_desktop.ids import ChangeId, InterviewId, PersonId

State = Literal["draft", "finished"]
Format = Literal["xml", "csv", "xlsx"]
"""Of finished interviews that leave in the open."""
FORMATS: tuple[Format, ...] = get_args(Format)

MASKED = "🔒"
"""Shown instead of an answer about health that this user may not read."""


@dataclass(frozen=True, slots=True)
class FormCard:
    """One published version of a form."""

    form_id: str
    version: str
    title: str
    languages: tuple[str, ...]
    sha256: str
    """Of the XForm, hexadecimal."""
    signer: str = ""
    """`program`, `office` or `device`; empty when nobody who may has signed it."""


@dataclass(frozen=True, slots=True)
class Interview:
    """One form being filled in, or filled in, with one person."""

    id: InterviewId
    person_id: PersonId
    form_id: str
    form_version: str
    title: str
    state: State
    started_at: datetime
    finished_at: datetime | None
    consultant: str
    place: str
    interpreter: str = field(repr=False)
    language: str
    """The person's language, as the form names it."""
    revision: int
    """0 until first finished, then 1, 2 ..."""
    answered: int
    total: int
    errors: int


@dataclass(frozen=True, slots=True)
class Revision:
    """One finished state of an interview."""

    number: int
    finished_at: datetime
    finished_by: str
    confirmation: str
    """How the person confirmed what was read back, such as `confirmed` or `declined`."""
    remarks: str = field(repr=False)
    content_hash: str
    """SHA-256 of the form and the answers as stored, hexadecimal."""
    reason: str


@dataclass(frozen=True, slots=True)
class AnswerHistory:
    """One earlier answer to one question."""

    change_id: ChangeId
    value: str = field(repr=False)
    display: str = field(repr=False)
    """The value as a person reads it."""
    author: str
    at: datetime
    is_head: bool


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """What the person said to the same question in an earlier interview."""

    interview_id: InterviewId
    title: str
    at: datetime
    value: str = field(repr=False)
    display: str = field(repr=False)
    """The value as a person reads it."""
    lines: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Questions and answers of a whole section, where the question asks about one."""
