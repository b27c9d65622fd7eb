"""Målopfyldelse: how far the municipality came in a quarter, with charts; small counts hidden."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import Block, Facts, Keep, Para, Section, Stack, Story, Title
from kbh_desktop.documents.charts import Bar, GoalLine, GoalPoint
from kbh_desktop.documents.pages import Document, Printed
from kbh_desktop.documents.small_counts import Count, hide
from kbh_desktop.documents.tables import Bullets, Column, Table
from kbh_desktop.documents.wording import FEW, grouped, percent
from kbh_desktop.i18n import _, long_date, n_, speaking

_MM = design.MM


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure: how many of how many, its goal, and what it means."""

    code: str
    name: str
    count: Count
    goal: Fraction | None = None
    before: Count | None = None
    """The quarter before."""
    definition: str = ""


@dataclass(frozen=True, slots=True)
class QuarterPoint:
    """The main figure at the end of one quarter."""

    name: str
    count: Count | None
    goal: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The main figure by sex, age, or another trait: a name and a count for each group."""

    title: str
    groups: tuple[tuple[str, Count], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalReportValues(Printed):
    """Everything the report says; numbers of people, never names."""

    quarter: str
    as_of: date
    population: int
    indicators: tuple[Indicator, ...]
    line: tuple[QuarterPoint, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    bundles_missing: int = 0
    """Laptops that have not delivered for the quarter."""
    not_measured: tuple[str, ...] = ()
    """Goals that this program can't measure."""
    path_is_assumed: bool = False
    """Whether the goals between decided years are a straight line that nobody decided."""


def goal_report(values: GoalReportValues) -> Document:
    """Compose the report."""
    with speaking(values.language):
        title = _("Goals reached")
        return Document(
            title=f"{title} · {values.quarter}",
            subject=values.municipality,
            organisation=values.municipality,
            story=[
                Para(title, design.KICKER),
                Title(values.quarter, before=3),
                Facts(_facts(values), before=13.5),
                *_sections(values),
            ],
            confidentiality="",
            footnote=_("Counts of fewer than {few} persons are hidden.").format(few=FEW),
            print_number=values.print_number,
            printed_at=values.printed_at,
            language=values.language,
            draft=values.draft,
        )


def _facts(values: GoalReportValues) -> list[tuple[str, str]]:
    missing = n_("{count} laptop missing", "{count} laptops missing", values.bundles_missing)
    complete = _("All laptops have delivered")
    people = values.population
    return [
        (_("As of"), long_date(values.as_of)),
        (_("Population"), f"< {FEW}" if 0 < people < FEW else grouped(people)),
        (_("Indicators"), str(len(values.indicators))),
        (
            _("Data"),
            missing.format(count=values.bundles_missing) if values.bundles_missing else complete,
        ),
    ]


def _sections(values: GoalReportValues) -> list[Block]:
    assumed = _("Between the years decided, the goal is a straight line that nobody has decided.")
    parts: list[tuple[str, str, Story]] = [
        (_("Over time"), assumed if values.path_is_assumed else "", _line(values)),
        (_("Indicators"), _("The tick is the goal."), _indicators(values.indicators)),
        *((part.title, "", _breakdown(part)) for part in values.breakdowns),
        (_("Not measured here"), "", _list(values.not_measured)),
        (_("What the figures mean"), "", _definitions(values.indicators)),
    ]
    kept = [part for part in parts if part[2]]
    return [Section(n, title, story, note) for n, (title, note, story) in enumerate(kept, 1)]


def _line(values: GoalReportValues) -> Story:
    points = []
    for point in values.line:
        share = point.count.share if point.count else None
        points.append(
            GoalPoint(
                point.name,
                None if share is None else float(share) * 100,
                None if point.goal is None else float(point.goal) * 100,
                percent(share),
            )
        )
    if not points:
        return []
    name = values.indicators[0].name if values.indicators else ""
    words = "; ".join(f"{point.name}: {point.words}" for point in points)
    return [GoalLine(points, name, _("Goal"), words)]


def _indicators(indicators: Sequence[Indicator]) -> Story:
    columns = (
        Column("", 9 * _MM, design.NUMBER),
        Column("", None),
        Column(_("Share"), 16 * _MM, design.VALUE, "right"),
        Column("", 26 * _MM),
        Column(_("Goal"), 14 * _MM, design.SMALL_ROW, "right"),
        Column(_("Last quarter"), 18 * _MM, design.SMALL_ROW, "right"),
    )
    rows = [
        (
            each.code,
            Stack([Para(each.name), Para(each.count.words, design.SMALL)]),
            percent(each.count.share),
            Bar(_float(each.count.share), _float(each.goal)),
            percent(each.goal) if each.goal is not None else "",
            percent(each.before.share) if each.before else "",
        )
        for each in indicators
    ]
    return [Table(columns, rows, gap=2 * _MM)] if rows else []


def _breakdown(part: Breakdown) -> Story:
    columns = (
        Column("", 42 * _MM),
        Column("", None),
        Column(_("Persons"), 24 * _MM, design.SMALL_ROW, "right"),
        Column(_("Share"), 16 * _MM, design.VALUE, "right"),
    )
    counts = hide([count for _name, count in part.groups])
    rows = [
        (name, Bar(_float(count.share)), count.words, percent(count.share))
        for (name, _), count in zip(part.groups, counts, strict=True)
    ]
    return [Keep([Table(columns, rows, gap=2.5 * _MM, pad=2.6)])] if rows else []


def _float(share: Fraction | None) -> float | None:
    return None if share is None else float(share)


def _list(items: Sequence[str]) -> Story:
    return [Bullets(items, design.SMALL)] if items else []


def _definitions(indicators: Sequence[Indicator]) -> Story:
    columns = (Column("", 9 * _MM, design.SMALL_STRONG), Column("", None, design.SMALL))
    rows = [(each.code, each.definition) for each in indicators if each.definition]
    return [Table(columns, rows, pad=2, has_head=False)] if rows else []
