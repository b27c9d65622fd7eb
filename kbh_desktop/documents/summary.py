"""Samtaleresumé: what was said and agreed in an interview, one or two pages for the case file."""

from dataclasses import dataclass, field
from datetime import date, datetime

from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import (
    Block,
    Cell,
    Facts,
    Keep,
    Para,
    Row,
    Signatures,
    Story,
    Tags,
    Title,
)
from kbh_desktop.documents.person_parts import (
    CompetenceLine,
    ExperienceLine,
    LanguageLine,
    NextStep,
    Part,
    SummaryRow,
    answer_rows,
    competence_rows,
    experience_rows,
    language_rows,
    numbered,
    step_table,
)
from kbh_desktop.documents.render import Document
from kbh_desktop.i18n import _, long_date, speaking

_MM = design.MM


@dataclass(frozen=True, slots=True)
class SummarySection:
    """Answers that belong together under a title, whatever form they come from."""

    title: str
    rows: tuple[SummaryRow, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A point of the expectation alignment that was not agreed, or is to be gone through again."""

    point: str = field(repr=False)
    outcome: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SummaryValues:
    """Everything the summary says; nothing in it comes from the health questions."""

    person_name: str = field(repr=False)
    interview_title: str
    held_on: date | None
    municipality: str
    print_number: str
    printed_at: datetime
    native_name: str = field(default="", repr=False)
    number_masked: str = field(default="", repr=False)
    cpr_masked: str = field(default="", repr=False)
    born: str = field(default="", repr=False)
    sex: str = field(default="", repr=False)
    citizenships: str = field(default="", repr=False)
    mother_tongues: str = field(default="", repr=False)
    centre: str = field(default="", repr=False)
    consultant: str = field(default="", repr=False)
    interpreter: str = field(default="", repr=False)
    next_interview: date | None = field(default=None, repr=False)
    lead: str = field(default="", repr=False)
    languages: tuple[LanguageLine, ...] = ()
    competences: tuple[CompetenceLine, ...] = ()
    competence_tags: tuple[str, ...] = field(default=(), repr=False)
    jobs: tuple[ExperienceLine, ...] = ()
    education: tuple[ExperienceLine, ...] = ()
    wishes: tuple[SummaryRow, ...] = ()
    expectations_reviewed: bool = False
    disagreements: tuple[Disagreement, ...] = ()
    sections: tuple[SummarySection, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    draft: bool = False
    language: str = "da"


def interview_summary(values: SummaryValues) -> Document:
    """Compose the summary in the language of `values`."""
    with speaking(values.language):
        title = _("Interview summary")
        return Document(
            title=f"{title} · {values.interview_title}",
            subject=values.person_name,
            organisation=values.municipality,
            story=[*_masthead(title, values), *numbered(_sections(values))],
            confidentiality=_("Confidential"),
            footnote=_("Holds personal data. Keep it locked away and shred it after use."),
            print_number=values.print_number,
            printed_at=values.printed_at,
            language=values.language,
            draft=values.draft,
        )


def _masthead(title: str, values: SummaryValues) -> Story:
    aside = 44 * _MM
    names: list[Block] = [
        Para(title, design.KICKER),
        Title(values.person_name.strip() or _("Name unknown"), before=3),
    ]
    if values.native_name:
        names.append(Para(values.native_name, design.NATIVE, before=1))
    held: list[Block] = [Para(_("Interview"), design.LABEL_END)]
    if values.held_on:
        held.append(Para(long_date(values.held_on), design.VALUE_END))
    held.append(Para(values.interview_title, design.SMALL_END))
    cells = [Cell(None, names), Cell(aside, held)]
    return Row(cells, pad=(0, 0), rule=None), Facts(_facts(values), before=13.5)


def _facts(values: SummaryValues) -> list[tuple[str, str]]:
    next_interview = long_date(values.next_interview) if values.next_interview else ""
    number = (_("CPR no."), values.cpr_masked)
    if not values.cpr_masked and values.number_masked:
        number = (_("Alien number"), values.number_masked)
    born = " · ".join(part for part in (values.born, values.sex) if part)
    return [
        (_("Born"), born),
        number,
        (_("Citizenship"), values.citizenships),
        (_("Asylum centre"), values.centre),
        (_("Mother tongue"), values.mother_tongues),
        (_("Interpreter"), values.interpreter),
        (_("Job consultant"), values.consultant),
        (_("Next interview"), next_interview),
    ]


def _sections(values: SummaryValues) -> list[Part]:
    scale = _("Blocks: 1 with help, 2 on their own, 3 can teach others.")
    parts: list[Part] = [
        (_("Summary"), "", [Para(values.lead, design.LEAD)] if values.lead.strip() else []),
        (_("Competences"), scale, _competences(values)),
        (_("Work"), "", experience_rows(values.jobs)),
        (_("Education"), "", experience_rows(values.education)),
        (_("Languages"), "", language_rows(values.languages)),
        (_("Wishes"), "", answer_rows(values.wishes)),
        (_("Not agreed"), _("Points of the expectation alignment."), _disagreements(values)),
        *((section.title, section.note, answer_rows(section.rows)) for section in values.sections),
        (_("Next steps"), "", step_table(values.next_steps)),
        (_("Signatures"), "", _signatures(values)),
    ]
    return [part for part in parts if part[2]]


def _competences(values: SummaryValues) -> list[Block]:
    found = competence_rows(values.competences)
    if values.competence_tags:
        found.append(Tags(values.competence_tags, before=6))
    return found


def _disagreements(values: SummaryValues) -> list[Block]:
    if not values.disagreements:
        agreed = _("All points were gone through and understood.")
        return [Para(agreed)] if values.expectations_reviewed else []
    return answer_rows([SummaryRow(line.point, line.outcome) for line in values.disagreements])


def _signatures(values: SummaryValues) -> list[Block]:
    statement = _(
        "The summary was read aloud. I could correct it, and I know that it is kept in my case."
    )
    people = [(values.person_name, _("Citizen")), (values.consultant, _("Job consultant"))]
    if values.interpreter:
        people.append(("", _("Interpreter")))
    return [Keep([Para(statement, design.SMALL), Signatures(people, _("Date"))])]
