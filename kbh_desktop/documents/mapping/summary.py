"""From an interview to the Samtaleresumé."""

import re
from collections.abc import Iterable
from itertools import groupby

from kbh_desktop.documents.mapping.answers import Answer, Answers, Section, named
from kbh_desktop.documents.mapping.person import (
    Occasion,
    born,
    centre_name,
    latin_name,
    native_name,
)
from kbh_desktop.documents.person_parts import (
    CompetenceLine,
    ExperienceLine,
    LanguageLine,
    NextStep,
    SummaryRow,
)
from kbh_desktop.documents.summary import Disagreement, SummarySection, SummaryValues
from kbh_desktop.i18n import _
from kbh_desktop.interviews.model import Interview
from kbh_desktop.people.labels import sex_label
from kbh_desktop.people.model import Person

_TOP = 5  # competences with level blocks; the others are tags
_WANTED_WORK = ("j2_first", "j2_second", "j2_third")
_UNCHANGED = "unchanged"
_EXPECTATIONS = re.compile(r"k[1-8]_")
_AGREED = "understood"
# The shipped first interview names its questions a1_ ... m2_; the summary chooses among them.
# The second names them n1_ ... x1_; all but the meeting and the agreements are printed in order.
_CHOSEN_FROM = re.compile(r"(?:[a-m]\d*|n\d)_|w1_|x1_|.*_(?:any|more)$")
_ADDRESSES = frozenset({"o1_address", "o1_postcode"})


def summary_values(
    answers: Answers,
    person: Person,
    interview: Interview,
    *,
    lead: str,
    occasion: Occasion,
    language: str = "da",
) -> SummaryValues:
    """Choose and word what the summary says; nothing about health gets through."""
    answers = answers.without_health()
    competences = _competences(answers)
    return SummaryValues(
        person_name=latin_name(person),
        native_name=native_name(person),
        interview_title=interview.title,
        held_on=answers.day("a2_start", "n1_start") or interview.started_at.astimezone().date(),
        municipality=occasion.municipality,
        print_number=occasion.print_number,
        printed_at=occasion.printed_at,
        cpr_masked=person.masked_cpr,
        number_masked="" if person.cpr else person.masked_number,
        born=born(person, occasion.printed_at.date()),
        sex=sex_label(person.sex),
        citizenships=named(person.citizenships, "country").danish,
        mother_tongues=named(person.mother_tongues, "language").danish,
        centre=centre_name(person),
        consultant=answers.text("a4_consultant", "n4_consultant") or interview.consultant,
        interpreter=_interpreter(answers),
        next_interview=answers.day("w1_next_on"),
        lead=lead,
        languages=tuple(_languages(answers)),
        competences=tuple(competences[:_TOP]),
        competence_tags=(*(line.name for line in competences[_TOP:]), *_informal(answers)),
        jobs=tuple(_jobs(answers)),
        education=tuple(_education(answers)),
        wishes=tuple(_wishes(answers)),
        expectations_reviewed=any(_EXPECTATIONS.match(answer.name) for answer in answers),
        disagreements=tuple(_disagreements(answers)),
        sections=tuple(_others(answers, person)),
        next_steps=tuple(_next_steps(answers)),
        language=language,
        draft=True,
    )


def summary_row(answer: Answer) -> SummaryRow:
    """Return an answer as a row; what was written in own letters is quoted."""
    if answer.in_own_script:
        return SummaryRow(answer.label.danish, "", answer.text.danish)
    return SummaryRow(answer.label.danish, answer.text.danish)


def _in_order(answers: Answers, names: Iterable[str]) -> list[Answer]:
    return [answer for name in names if (answer := answers.get(name))]


def _interpreter(answers: Answers) -> str:
    how = answers.text("a6_interpreter", "n6_interpreter")
    who = answers.text("a8_interpreter_number", "n8_interpreter_number")
    return ", ".join(part for part in (how, who) if part)


def _competences(answers: Answers) -> list[CompetenceLine]:
    """The best mastered first; the form's order decides between equals."""
    rows = answers.rows("h1_skill")
    rows.sort(key=lambda row: (-_number(row, "h1_level"), -_number(row, "h1_years")))
    return [
        CompetenceLine(
            row.text("h1_skill"),
            _number(row, "h1_level"),
            _years(row.text("h1_years")),
            row.text("h1_evidence"),
        )
        for row in rows
    ]


def _number(row: Answers, name: str) -> int:
    value = row.value(name)
    return int(value) if value.isdecimal() else 0


def _years(number: str) -> str:
    return _("{count} years").format(count=number) if number else ""


def _informal(answers: Answers) -> list[str]:
    licences = [row.text("h2_category") for row in answers.rows("h2_category")]
    found = [_("Driving licence: {kinds}").format(kinds=", ".join(licences))] if licences else []
    return [*found, *answers.parts("h3_certificates"), *answers.parts("h6_informal")]


def _jobs(answers: Answers) -> Iterable[ExperienceLine]:
    for row in answers.rows("g2_occupation"):
        ongoing = _("now") if row.value("g2_current") == "yes" else ""
        yield ExperienceLine(
            row.text("g2_occupation"),
            _period(row.value("g2_from")[:4], row.value("g2_to")[:4] or ongoing),
            _joined(row, ("g2_industry", "g2_country")),
            _joined(row, ("g2_employment", "g2_tasks", "g2_machines", "g5_evidence")),
        )


def _education(answers: Answers) -> Iterable[ExperienceLine]:
    for row in answers.rows("f2_level"):
        level = f"{row.text('f2_level')} (ISCED {row.value('f2_level')})"
        yield ExperienceLine(
            row.text("f2_title_danish", "f2_title", "f2_field") or level,
            _period(row.value("f2_from_year"), row.value("f2_to_year")),
            row.text("f2_country"),
            " · ".join([level, *_said(row, ("f2_title", "f2_completed", "f2_paper"))]),
        )
    years = answers.text("f1_years")
    if years:
        yield ExperienceLine(_("School: {years}").format(years=_years(years)))


def _said(row: Answers, names: Iterable[str]) -> list[str]:
    """Return question and answer where the answer alone says too little."""
    found = []
    for answer in _in_order(row, names):
        short = answer.name in {"f2_completed", "f2_paper"}
        label = f"{answer.label.danish} " if short else ""
        found.append(f"{label}{answer.text.danish}")
    return found


def _period(begin: str, end: str) -> str:
    return "–".join(part for part in (begin, end) if part)


def _joined(row: Answers, names: Iterable[str]) -> str:
    return " · ".join(answer.text.danish for answer in _in_order(row, names))


def _languages(answers: Answers) -> Iterable[LanguageLine]:
    spoken = [_("Understands: {level}"), _("Reads: {level}"), _("Speaks: {level}")]
    spoken.append(_("Writes: {level}"))

    def levels(row: Answers, prefix: str) -> tuple[str, ...]:
        kinds = zip(("listen", "read", "speak", "write"), spoken, strict=True)
        found = ((text, row.value(f"{prefix}_{kind}")) for kind, text in kinds)
        return tuple(text.format(level=value.upper()) for text, value in found if value)

    mother = answers.get("e1_mother_tongues")
    if mother:
        literacy = answers.text("e4_literacy")
        reads = (_("Reads and writes: {level}").format(level=literacy),) if literacy else ()
        yield LanguageLine(mother.text.danish, mother.text.own, reads)
    danish = levels(answers, "e3")
    if danish:
        yield LanguageLine(_("Danish"), "", danish)
    for row in answers.rows("e2_language"):
        name = row.get("e2_language")
        if name:
            yield LanguageLine(name.text.danish, name.text.own, levels(row, "e2"))


def _wishes(answers: Answers) -> Iterable[SummaryRow]:
    yield from map(summary_row, _in_order(answers, ["j1_wishes"]))
    wanted = _in_order(answers, _WANTED_WORK)
    if wanted:
        ranked = (f"{rank}. {answer.text.danish}" for rank, answer in enumerate(wanted, 1))
        words = "   ".join(ranked) if len(wanted) > 1 else wanted[0].text.danish
        yield SummaryRow(wanted[0].label.danish, words)
    yield from map(summary_row, _in_order(answers, ["j3_education", "j4_dream", "k9_expects"]))


def _disagreements(answers: Answers) -> Iterable[Disagreement]:
    for answer in answers:
        if _EXPECTATIONS.match(answer.name) and answer.value != _AGREED:
            yield Disagreement(answer.label.danish, answer.text.danish)
    said = answers.get("k10_disagreement")
    if said:
        yield Disagreement(said.label.danish, said.text.danish)


def _next_steps(answers: Answers) -> Iterable[NextStep]:
    for what, who, due in (
        ("l6_what", "l6_who", "l6_due_on"),
        ("w1_what", "w1_who", "w1_due_on"),
    ):
        for row in answers.rows(what):
            yield NextStep(row.text(what), row.text(who), row.day(due))


def _others(answers: Answers, person: Person) -> Iterable[SummarySection]:
    """What the summary has no place of its own for, under the titles of the form."""
    for section in answers.sections:
        kept = [
            answer
            for answer in answers.of(section)
            if not _CHOSEN_FROM.match(answer.name)
            and answer.value != _UNCHANGED
            and not _is_hidden(answer, person)
        ]
        if kept:
            yield SummarySection(_title(section), tuple(_rows(kept)))


def _rows(answers: Iterable[Answer]) -> Iterable[SummaryRow]:
    """Return a row for each answer, or for each instance of a repeat."""
    for instance, group in groupby(answers, key=lambda answer: answer.instance):
        members = list(group)
        if instance and not any(answer.in_own_script for answer in members):
            words = " · ".join(answer.text.danish for answer in members)
            yield SummaryRow(members[0].label.danish, words)
        else:
            yield from map(summary_row, members)


def _is_hidden(answer: Answer, person: Person) -> bool:
    return person.address_protected and answer.name in _ADDRESSES


def _title(section: Section) -> str:
    return section.title.danish or section.name
