"""Dagsliste: who is to be talked with at one centre on one day, with room for notes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import Block, Facts, Para, Stack, Title
from kbh_desktop.documents.pages import Document, Printed
from kbh_desktop.documents.tables import Column, Table
from kbh_desktop.documents.writing_room import Checkbox
from kbh_desktop.i18n import _, long_date, n_, short_date, speaking

_MM = design.MM
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class DayListRow:
    """One person: what is to happen, and what to bring about it."""

    name: str = field(repr=False)
    native_name: str = field(default="", repr=False)
    at: str = ""
    """The hour, where one is agreed."""
    born: str = field(default="", repr=False)
    """A year, to tell people of one name apart."""
    number_masked: str = field(default="", repr=False)
    language: str = field(default="", repr=False)
    interview: str = ""
    due: date | None = field(default=None, repr=False)
    consultant: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayListValues(Printed):
    """Everything the list says; names and numbers, nothing that was answered."""

    centre: str
    day: date
    rows: tuple[DayListRow, ...]


def day_list(values: DayListValues) -> Document:
    """Compose the list."""
    with speaking(values.language):
        title = _("Day list")
        return Document(
            title=title,
            subject=values.centre,
            organisation=values.municipality,
            story=[
                Para(title, design.KICKER),
                Title(values.centre or _("All centres"), before=3),
                Facts(_facts(values), before=13.5),
                _rows(values),
            ],
            confidentiality=_("Confidential"),
            footnote=_("Holds personal data. Keep it locked away and shred it after use."),
            print_number=values.print_number,
            printed_at=values.printed_at,
            language=values.language,
            draft=values.draft,
        )


def _facts(values: DayListValues) -> list[tuple[str, str]]:
    languages = dict.fromkeys(row.language for row in values.rows if row.language)
    consultants = dict.fromkeys(row.consultant for row in values.rows if row.consultant)
    count = n_("{count} person", "{count} persons", len(values.rows))
    return [
        (_("Day"), long_date(values.day)),
        (_("To be talked with"), count.format(count=len(values.rows))),
        (_("Languages"), _first_of(languages)),
        (_("Job consultants"), _first_of(consultants)),
    ]


def _first_of(names: Iterable[str]) -> str:
    """Return the first few names, and how many more there are."""
    shown = list(names)
    more = [f"+ {len(shown) - _SHOWN}"] if len(shown) > _SHOWN else []
    return ", ".join([*shown[:_SHOWN], *more])


def _rows(values: DayListValues) -> Block:
    if not values.rows:
        return Para(_("Nobody is on the list."), design.LEAD, before=18)
    columns = (
        Column("", 5 * _MM),
        Column(_("Time"), 14 * _MM, design.VALUE),
        Column(_("Name"), 50 * _MM),
        Column(_("Language"), 24 * _MM, design.SMALL_ROW),
        Column(_("Interview"), 36 * _MM),
        Column(_("Remarks")),
    )
    rows = [(Checkbox(), row.at, _who(row), row.language, _what(row), "") for row in values.rows]
    return Table(columns, rows, gap=2.5 * _MM, pad=5.4, before=18)


def _who(row: DayListRow) -> Block:
    story: list[Block] = [Para(row.name or _("Name unknown"), design.STRONG)]
    if row.native_name:
        story.append(Para(row.native_name, design.SMALL_LEFT))
    known = (_("Born {date}").format(date=row.born) if row.born else "", row.number_masked)
    if any(known):
        story.append(Para(" · ".join(part for part in known if part), design.SMALL))
    return Stack(story)


def _what(row: DayListRow) -> Block:
    story: list[Block] = [Para(row.interview or "–", design.SMALL_ROW_STRONG)]
    if row.due:
        due = _("Deadline {date}").format(date=short_date(row.due))
        story.append(Para(due, design.SMALL))
    if row.consultant:
        story.append(Para(row.consultant, design.SMALL))
    return Stack(story)
