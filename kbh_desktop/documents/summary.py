"""Samtaleresumé: what was said and agreed in an interview, one or two pages for the case file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import (
    Block,
    Cell,
    Facts,
    Keep,
    Level,
    Para,
    Quote,
    Row,
    Section,
    Signatures,
    Story,
    Tags,
    Title,
)
from kbh_desktop.documents.render import Document
from kbh_desktop.documents.tables import Column, Table
from kbh_desktop.i18n import _, long_date, speaking

STEPS = 3  # the highest competence level
_MM = design.MM


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A question and its answer, with the person's own words where they were written down."""

    label: str
    value: str = field(repr=False)
    own_words: str = field(default="", repr=False)
    own_language: str = ""


@dataclass(frozen=True, slots=True)
class SummarySection:
    """Answers that belong together under a title, whatever form they come from."""

    title: str
    rows: tuple[SummaryRow, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class CompetenceLine:
    """One competence; level 1 with help, 2 on their own, 3 can teach others, 0 not assessed."""

    name: str = field(repr=False)
    level: int
    years: str = field(default="", repr=False)
    evidence: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ExperienceLine:
    """A job or an education: what, where, when, and in what detail."""

    title: str = field(repr=False)
    period: str = field(default="", repr=False)
    place: str = field(default="", repr=False)
    detail: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class LanguageLine:
    """A language, its own name for itself, and how well it is mastered."""

    name: str = field(repr=False)
    native_name: str = field(default="", repr=False)
    levels: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A point of the expectation alignment that was not agreed, or is to be gone through again."""

    point: str = field(repr=False)
    outcome: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class NextStep:
    """Something that somebody will do."""

    what: str = field(repr=False)
    who: str = field(default="", repr=False)
    due: date | None = field(default=None, repr=False)


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
            story=[*_masthead(title, values), *_numbered(_sections(values))],
            confidentiality=_("Confidential"),
            footnote=_("Holds personal data. Keep it locked away and shred it after use."),
            print_number=values.print_number,
            printed_at=values.printed_at,
            language=values.language,
            draft=values.draft,
        )


def level_word(level: int) -> str:
    """Return what a competence level means."""
    words = (_("Not assessed"), _("With help"), _("On their own"), _("Can teach others"))
    return words[level] if 0 <= level <= STEPS else words[0]


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


_Part = tuple[str, str, Story]  # title, note, story


def _numbered(parts: Sequence[_Part]) -> list[Block]:
    return [
        Section(number, title, story, note)
        for number, (title, note, story) in enumerate(parts, 1)
        if story
    ]


def _sections(values: SummaryValues) -> list[_Part]:
    scale = _("Blocks: 1 with help, 2 on their own, 3 can teach others.")
    parts: list[_Part] = [
        (_("Summary"), "", [Para(values.lead, design.LEAD)] if values.lead.strip() else []),
        (_("Competences"), scale, _competences(values)),
        (_("Work"), "", _experience(values.jobs)),
        (_("Education"), "", _experience(values.education)),
        (_("Languages"), "", _languages(values.languages)),
        (_("Wishes"), "", _rows(values.wishes)),
        (_("Not agreed"), _("Points of the expectation alignment."), _disagreements(values)),
        *((section.title, section.note, _rows(section.rows)) for section in values.sections),
        (_("Next steps"), "", _next_steps(values.next_steps)),
        (_("Signatures"), "", _signatures(values)),
    ]
    return [part for part in parts if part[2]]


def _row(cells: Sequence[Cell], *, first: bool, gap: float, pad: float) -> Row:
    """Return a row of a list; the first stands under the section's own line."""
    if first:
        return Row(cells, gap=gap, pad=(0, pad), rule=None)
    return Row(cells, gap=gap, pad=(pad, pad))


def _rows(rows: Sequence[SummaryRow]) -> list[Block]:
    asked = 50 * _MM
    found: list[Block] = []
    for row in rows:
        answer: list[Block] = []
        if row.value.strip() or not row.own_words.strip():
            answer.append(_answer(row.value))
        if row.own_words.strip():
            answer.append(Quote(row.own_words, language=row.own_language))
        cells = [Cell(asked, [Para(row.label, design.QUESTION)]), Cell(None, answer)]
        found.append(Keep([_row(cells, first=not found, gap=design.GUTTER, pad=3.2)]))
    return found


def _answer(text: str) -> Para:
    return Para(text) if text.strip() else Para(_("Not answered"), design.ABSENT)


def _competences(values: SummaryValues) -> list[Block]:
    name, gap = 42 * _MM, 2.5 * _MM
    steps = STEPS * 24.0
    found: list[Block] = []
    for line in values.competences:
        word = level_word(line.level)
        detail = " · ".join(part for part in (line.years, line.evidence) if part)
        words = [(word, design.SMALL_ROW_STRONG), (f"   {detail}", design.SMALL_ROW)]
        level = Level(line.level, STEPS, f"{word} ({line.level}/{STEPS})")
        cells = [
            Cell(name, [Para(line.name, design.COMPETENCE)]),
            Cell(steps, [level]),
            Cell(None, [Para(words if detail else words[:1], design.SMALL_ROW)]),
        ]
        found.append(_row(cells, first=not found, gap=gap, pad=2.7))
    if values.competence_tags:
        found.append(Tags(values.competence_tags, before=6))
    return found


def _experience(lines: Sequence[ExperienceLine]) -> list[Block]:
    when, where = 25 * _MM, 34 * _MM
    found: list[Block] = []
    for line in lines:
        title: list[Block] = [Para(line.title, design.STRONG)]
        if line.detail:
            title.append(Para(line.detail, design.SMALL))
        cells = [
            Cell(None, title),
            Cell(where, [Para(line.place, design.SMALL_ROW)]),
            Cell(when, [Para(line.period, design.SMALL_ROW)]),
        ]
        found.append(_row(cells, first=not found, gap=design.GUTTER, pad=3.6))
    return found


def _languages(lines: Sequence[LanguageLine]) -> list[Block]:
    name, gap = 44 * _MM, 3 * _MM
    found: list[Block] = []
    for line in lines:
        names = [(line.name, design.VALUE), (f"   {line.native_name}", design.VALUE_QUIET)]
        levels: list[Block] = []
        if line.levels:
            levels.append(Tags(line.levels, design.TAG_QUIET, design.TINT))
        cells = [
            Cell(name, [Para(names if line.native_name else line.name, design.VALUE)]),
            Cell(None, levels),
        ]
        found.append(_row(cells, first=not found, gap=gap, pad=2.7))
    return found


def _disagreements(values: SummaryValues) -> list[Block]:
    if not values.disagreements:
        agreed = _("All points were gone through and understood.")
        return [Para(agreed)] if values.expectations_reviewed else []
    return _rows([SummaryRow(line.point, line.outcome) for line in values.disagreements])


def _next_steps(steps: Sequence[NextStep]) -> list[Block]:
    columns = (
        Column("", 4 * _MM, design.NUMBER),
        Column(_("What")),
        Column(_("Who"), 31 * _MM, design.SMALL_ROW),
        Column(_("Deadline"), 29 * _MM, design.SMALL_ROW_STRONG),
    )
    rows = [
        (str(n), step.what, step.who, long_date(step.due) if step.due else _("No deadline"))
        for n, step in enumerate(steps, 1)
    ]
    return [Table(columns, rows, gap=2.5 * _MM)] if steps else []


def _signatures(values: SummaryValues) -> list[Block]:
    statement = _(
        "The summary was read aloud. I could correct it, and I know that it is kept in my case."
    )
    people = [(values.person_name, _("Citizen")), (values.consultant, _("Job consultant"))]
    if values.interpreter:
        people.append(("", _("Interpreter")))
    return [Keep([Para(statement, design.SMALL), Signatures(people, _("Date"))])]
