"""What can be printed, a document made ready, and one that was printed."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from kbh_desktop.ids import InterviewId, PersonId

Printing = Literal["printed", "saved"]


class DocumentKind(StrEnum):
    """The documents there are; the value never changes."""

    SUMMARY = "summary"
    CITIZEN_COPY = "citizen-copy"
    HEALTH = "health"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A document made ready to look at: a draft without a number, until it is printed."""

    kind: DocumentKind
    title: str
    pdf: bytes = field(repr=False)
    pages: int
    file_name: str
    """Without a name of anybody, as file names are seen by others."""
    missing_glyphs: frozenset[str] = field(repr=False)
    """Characters that no font has; they are printed as a replacement mark."""
    person_id: PersonId
    interview_id: InterviewId
    values: object = field(repr=False)
    """What the document says, kept for `record_print`."""


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """A document as it leaves the program, with the number that the log knows it by."""

    number: str
    title: str
    pdf: bytes = field(repr=False)
    pages: int
    file_name: str


@dataclass(frozen=True, slots=True)
class PrintEntry:
    """One line of the print log."""

    number: str
    kind: str
    """A `DocumentKind`, or one of a newer version of the program."""
    person_id: PersonId
    interview_id: InterviewId
    printed_by: str
    printed_at: datetime
    printing: str
    sha256: str
    """Of the file, hexadecimal."""
