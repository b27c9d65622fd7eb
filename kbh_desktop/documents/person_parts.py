"""Parts that documents about a person have in common: answers, competences, experience, steps."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import (
    Block,
    Cell,
    Keep,
    Level,
    Para,
    Quote,
    Row,
    Section,
    Story,
    Tags,
)
from kbh_desktop.documents.tables import Column, Table
from kbh_desktop.i18n import _, long_date

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
class NextStep:
    """Something that somebody will do."""

    what: str = field(repr=False)
    who: str = field(default="", repr=False)
    due: date | None = field(default=None, repr=False)


def level_word(level: int) -> str:
    """Return what a competence level means."""
    words = (_("Not assessed"), _("With help"), _("On their own"), _("Can teach others"))
    return words[level] if 0 <= level <= STEPS else words[0]


Part = tuple[str, str, Story]  # title, note, story


def numbered(parts: Sequence[Part]) -> list[Block]:
    """Return the parts that say something as sections with numbers."""
    kept = [part for part in parts if part[2]]
    return [Section(n, title, story, note) for n, (title, note, story) in enumerate(kept, 1)]


def _row(cells: Sequence[Cell], *, first: bool, gap: float, pad: float) -> Row:
    """Return a row of a list; the first stands under the section's own line."""
    if first:
        return Row(cells, gap=gap, pad=(0, pad), rule=None)
    return Row(cells, gap=gap, pad=(pad, pad))


def answer_rows(rows: Sequence[SummaryRow]) -> list[Block]:
    """Return each question with its answer beside it."""
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


def competence_rows(lines: Sequence[CompetenceLine]) -> list[Block]:
    """Return each competence with its level as blocks and in words."""
    name, gap = 42 * _MM, 2.5 * _MM
    steps = STEPS * 24.0
    found: list[Block] = []
    for line in lines:
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
    return found


def experience_rows(lines: Sequence[ExperienceLine]) -> list[Block]:
    """Return each job or education with its place and time."""
    when, where = 25 * _MM, 34 * _MM
    found: list[Block] = []
    for line in lines:
        title: list[Block] = [Para(line.title, design.STRONG)]
        if line.detail:
            title.append(Para(line.detail, design.SMALL_MIXED))
        cells = [
            Cell(None, title),
            Cell(where, [Para(line.place, design.SMALL_ROW)]),
            Cell(when, [Para(line.period, design.SMALL_ROW)]),
        ]
        found.append(_row(cells, first=not found, gap=design.GUTTER, pad=3.6))
    return found


def language_rows(lines: Sequence[LanguageLine]) -> list[Block]:
    """Return each language with its levels as tags."""
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


def step_table(steps: Sequence[NextStep]) -> list[Block]:
    """Return what somebody will do, by whom and when, as a table."""
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
