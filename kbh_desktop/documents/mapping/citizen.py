"""From an interview to Borgerens kopi."""

import re
from collections.abc import Iterable

from kbh_desktop.documents.citizen_copy import (
    CitizenCopyValues,
    CitizenRow,
    CitizenSection,
    CitizenStep,
)
from kbh_desktop.documents.mapping.answers import Answer, Answers
from kbh_desktop.documents.mapping.person import Occasion, latin_name, native_name
from kbh_desktop.documents.parallel import Both
from kbh_desktop.interviews.model import Interview
from kbh_desktop.people.model import Person

# What the consultant thinks, what the person knows anyway, and what stands elsewhere on the copy.
_LEFT_OUT = frozenset(
    {"a_meeting", "b_consent", "c_identity", "l_assessment", "m_close", "k_agreements", "l_close"}
)
_NOT_SAID = ("_any", "_more", "_readiness")
# What the shipped first interview asks beside the main thing; the case keeps it.
_DETAILS = re.compile(
    r"[de]\d_(?!mother|literacy|recommended)|f2_(?!title_danish|country)|f[456]_"
    r"|g2_(?!occupation|country)|g5_|g6_(?!place)|h1_(?!skill|level)|h2_(?!category)|h[458]_|j6_|j7_"
)
_ADDRESSES = frozenset({"o1_address", "o1_postcode"})


def citizen_values(
    answers: Answers,
    person: Person,
    interview: Interview,
    *,
    own_language: str,
    lead: str,
    occasion: Occasion,
) -> CitizenCopyValues:
    """Choose what the copy says; nothing about health gets through."""
    answers = answers.without_health()
    return CitizenCopyValues(
        person_name=latin_name(person),
        native_name=native_name(person),
        own_language=own_language,
        held_on=answers.day("a2_start", "n1_start") or interview.started_at.astimezone().date(),
        municipality=occasion.municipality,
        print_number=occasion.print_number,
        printed_at=occasion.printed_at,
        consultant=answers.text("a4_consultant", "n4_consultant") or interview.consultant,
        next_interview=answers.day("w1_next_on"),
        summary=Both(lead),
        next_steps=tuple(_next_steps(answers)),
        told=tuple(_told(answers, person)),
        draft=True,
    )


def _next_steps(answers: Answers) -> Iterable[CitizenStep]:
    for what, who, due in (
        ("l6_what", "l6_who", "l6_due_on"),
        ("w1_what", "w1_who", "w1_due_on"),
    ):
        for row in answers.rows(what):
            done_by = row.get(who)
            names = (done_by.text.own, done_by.text.danish) if done_by else ()
            said = row.get(what)
            if said:
                words = " · ".join(dict.fromkeys(name for name in names if name))
                yield CitizenStep(_both(said), words, row.day(due))


def _told(answers: Answers, person: Person) -> Iterable[CitizenSection]:
    for section in answers.sections:
        rows = [
            CitizenRow(answer.label, _both(answer))
            for answer in answers.of(section)
            if not answer.name.endswith(_NOT_SAID)
            and answer.value != "unchanged"
            and not _DETAILS.match(answer.name)
            and not (person.address_protected and answer.name in _ADDRESSES)
        ]
        if rows and section.name not in _LEFT_OUT:
            yield CitizenSection(section.title, tuple(rows))


def _both(answer: Answer) -> Both:
    """Return the answer in both languages; what was written in own letters is in the own one."""
    if answer.in_own_script:
        return Both("", answer.text.danish)
    return answer.text
