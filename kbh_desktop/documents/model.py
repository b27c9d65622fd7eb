"""What can be printed, a document made ready, and one that was printed."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from kbh_desktop.documents.pdf.ink import PLAIN, Look
from kbh_desktop.ids import InterviewId, PersonId

Printing = Literal["printed", "saved"]


class DocumentKind(StrEnum):
    """The documents there are; the value never changes."""

    SUMMARY = "summary"
    CITIZEN_COPY = "citizen-copy"
    HEALTH = "health"
    RECOVERY = "recovery"
    CV = "cv"
    COMPETENCE_PROFILE = "competence-profile"
    DAY_LIST = "day-list"
    INTERVIEW_FORM = "interview-form"
    ACCESS_REPORT = "access-report"
    ACCESS_REPORT_HEALTH = "access-report-health"
    COURSE_PLAN = "course-plan"
    TEACHER_PLAN = "teacher-plan"
    ATTENDANCE_SHEET = "attendance-sheet"
    CERTIFICATE = "certificate"
    SETTLEMENT = "settlement"
    GOAL_REPORT = "goal-report"
    KEY_SHARE = "key-share"
    KEY_MINUTES = "key-minutes"
    RECOVERY_DRILL = "recovery-drill"
    BREACH_NOTICE = "breach-notice"
    BREACH_DECISION = "breach-decision"
    CONSENT_PROOF = "consent-proof"
    DELETION_PROOF = "deletion-proof"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One document that is wanted.

    | kind | subject | detail |
    |---|---|---|
    | summary, copy, health | interview | |
    | CV, competence profile, access report | person | |
    | day list | centre, or nothing for all | the day (ISO) |
    | interview form | SHA-256 of the form | |
    | course plan | course | |
    | settlement | course | `on_account` or `final` |
    | teacher's plan | teacher or interpreter | |
    | attendance sheet | course | the course week, from 1 |
    | certificate | course | person |
    | proof of a withdrawal | person | the purpose |
    | proof of a deletion | deletion | |
    | goal report | the quarter, as `2026-Q1` | |
    """

    kind: DocumentKind
    subject: str
    detail: str = ""
    language: str = "da"
    """Of the document; of the copy and the form, the language beside the Danish."""
    reason: str = ""
    """Why health answers are read."""


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
    look: Look = PLAIN


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """A document as it leaves the program, with the number that the log knows it by."""

    number: str
    title: str
    pdf: bytes = field(repr=False)
    pages: int
    file_name: str


@dataclass(frozen=True, slots=True)
class PreparedBatch:
    """Many documents made ready as one file to look at and print, and each for itself."""

    pdf: bytes = field(repr=False)
    pages: int
    documents: tuple[PreparedDocument, ...] = field(repr=False)
    """Without a file of their own: their `pdf` is empty."""
    missing_glyphs: frozenset[str] = field(repr=False)
    left_out: int = 0
    """How many rest on a consent that was refused or taken back."""


@dataclass(frozen=True, slots=True)
class PrintedBatch:
    """Many documents as they leave the program, and the number of each."""

    numbers: tuple[str, ...]
    pdf: bytes = field(repr=False)
    pages: int


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
