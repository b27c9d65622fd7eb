"""Every document with the texts of an invented person, and with any other text in every field."""

import io
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from itertools import count

from kbh_desktop.documents.access_report import access_report
from kbh_desktop.documents.citizen_copy import citizen_copy
from kbh_desktop.documents.competence_profile import competence_profile_document
from kbh_desktop.documents.consent_proof import consent_proof
from kbh_desktop.documents.courses.attendance_sheet import attendance_sheet
from kbh_desktop.documents.courses.certificate import certificate
from kbh_desktop.documents.courses.course_plan import course_plan
from kbh_desktop.documents.courses.settlement import settlement_report
from kbh_desktop.documents.courses.teacher_plan import teacher_plan
from kbh_desktop.documents.cv_draft import cv_document
from kbh_desktop.documents.day_list import day_list
from kbh_desktop.documents.deletion_proof import deletion_proof
from kbh_desktop.documents.goal_report import goal_report
from kbh_desktop.documents.health_sheet import health_sheet
from kbh_desktop.documents.interview_form import interview_form
from kbh_desktop.documents.pdf.ink import PLAIN, Look
from kbh_desktop.documents.protocol import protocol
from kbh_desktop.documents.recovery_sheet import recovery_sheet
from kbh_desktop.documents.render import Document, render
from kbh_desktop.documents.samples import (
    competences,
    courses,
    interviews,
    proofs,
    protocols,
    reports,
)
from kbh_desktop.documents.summary import interview_summary

DOCUMENTS = {
    "access": (access_report, reports.access_report_values()),
    "attendance": (attendance_sheet, courses.attendance_sheet_values()),
    "certificate": (certificate, courses.certificate_values()),
    "consent": (consent_proof, proofs.consent_proof_values()),
    "copy": (citizen_copy, interviews.arabic_copy()),
    "cv": (cv_document, competences.cv_values()),
    "day": (day_list, reports.day_list_values()),
    "deletion": (deletion_proof, proofs.deletion_proof_values()),
    "form": (interview_form, reports.interview_form_values()),
    "goals": (goal_report, reports.goal_report_values()),
    "health": (health_sheet, interviews.health()),
    "plan": (course_plan, courses.course_plan_values()),
    "profile": (competence_profile_document, competences.competence_profile_values()),
    "protocol": (protocol, protocols.key_share()),
    "recovery": (recovery_sheet, interviews.recovery()),
    "settlement": (settlement_report, courses.settlement_values()),
    "summary": (interview_summary, interviews.arabic_summary()),
    "teacher": (teacher_plan, courses.teacher_plan_values()),
}
CODES = {"language", "own_language", "answering"}

_ARABIC = "أحب أن أعتني بالناس وأعرف أنني أستطيع أن أتعلم الكلمات الدنماركية 26 مارس مع Mette"
_TIGRINYA = "ናይ መኪና ሞተር ክዕርይ እፈቱ እየ። ነዚ ስራሕ ካብ ንእስነተይ ጀሚረ እፈልጦ፡ 26 መጋቢት ምስ Mette"
_HOSTILE = (
    '<b>fed & <img src="/etc/passwd"/> &amp; 1<2',
    "a\x00b\x07\u2028c\ufeffd",
    "\u202eabc\u2066\u2067x\u2069",
    "Maximiliana-" * 6,
    "😀 👨‍👩‍👧‍👦 漢字 สวัสดี",
    "A" * 70,
    "",
)


def document(name: str, case: str = "danish") -> Document:
    """Return a document with its texts in a case: danish, arabic, tigrinya or hostile."""
    compose, values = DOCUMENTS[name]
    return compose(rewritten(values, CASES[case]))


def pdf(drawn: Document, look: Look = PLAIN) -> bytes:
    """Return the file of a document."""
    target = io.BytesIO()
    render(drawn, target, look=look)
    return target.getvalue()


def rewritten(values: object, change: Callable[[str, int], str]) -> object:
    """Return `values` with every text in them changed; `change` is told the field's number."""
    numbers = count()

    def inner(value: object, name: str = "") -> object:
        if isinstance(value, str) and not isinstance(value, Enum) and name not in CODES:
            return change(value, next(numbers))
        if isinstance(value, tuple):
            return tuple(inner(part) for part in value)
        if is_dataclass(value) and not isinstance(value, type):
            return replace(
                value, **{f.name: inner(getattr(value, f.name), f.name) for f in fields(value)}
            )
        return value

    return inner(values)


def emptied(values: object) -> object:
    """Return `values` without any text, number of rows, or date that may be missing."""

    def inner(value: object, name: str = "") -> object:
        if isinstance(value, str) and not isinstance(value, Enum) and name not in CODES:
            return ""
        if isinstance(value, tuple):
            return ()
        if is_dataclass(value) and not isinstance(value, type):
            return replace(
                value, **{f.name: inner(getattr(value, f.name), f.name) for f in fields(value)}
            )
        return value

    return inner(values)


def _said_in(sentence: str) -> Callable[[str, int], str]:
    words = sentence.split()

    def change(text: str, number: int) -> str:
        said: list[str] = []
        while text and len(" ".join(said)) < len(text):
            said.append(words[(number + len(said)) % len(words)])
        return " ".join(said)

    return change


CASES: dict[str, Callable[[str, int], str]] = {
    "danish": lambda text, _number: text,
    "arabic": _said_in(_ARABIC),
    "tigrinya": _said_in(_TIGRINYA),
    "hostile": lambda _text, number: _HOSTILE[number % len(_HOSTILE)],
}
