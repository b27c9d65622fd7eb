"""Helbred og hensyn: what is difficult and what helps, on its own sheet for those who may know.

It says what a person can do, never a diagnosis, a treatment or a medicine.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import (
    Block,
    Cell,
    Facts,
    Panel,
    Para,
    Row,
    Section,
    Tags,
    Title,
)
from kbh_desktop.documents.render import Document
from kbh_desktop.i18n import _, long_date, short_date, speaking

_MM = design.MM


@dataclass(frozen=True, slots=True)
class HealthSheetValues:
    """Everything the sheet says; a withdrawn consent leaves nothing but the notice of it."""

    person_name: str = field(repr=False)
    interview_title: str
    held_on: date | None
    municipality: str
    print_number: str
    printed_at: datetime
    printed_by: str = field(default="", repr=False)
    reason: str = field(default="", repr=False)
    cpr_masked: str = field(default="", repr=False)
    matters: str = field(default="", repr=False)
    difficulties: tuple[str, ...] = field(default=(), repr=False)
    adjustments: tuple[str, ...] = field(default=(), repr=False)
    treatment: str = field(default="", repr=False)
    assessment: str = field(default="", repr=False)
    offered_on: date | None = field(default=None, repr=False)
    leave: str = field(default="", repr=False)
    consent: str = field(default="", repr=False)
    withdrawn_on: date | None = field(default=None, repr=False)
    draft: bool = False


def health_sheet(values: HealthSheetValues) -> Document:
    """Compose the sheet in Danish."""
    with speaking("da"):
        title = _("Health and adjustments")
        return Document(
            title=title,
            subject=values.person_name,
            organisation=values.municipality,
            story=[*_masthead(title, values), *_content(values)],
            confidentiality=_("Confidential · Health"),
            footnote=_("Only for those who need it. Never kept with the summary."),
            print_number=values.print_number,
            printed_at=values.printed_at,
            draft=values.draft,
        )


def _masthead(title: str, values: HealthSheetValues) -> list[Block]:
    held = long_date(values.held_on) if values.held_on else ""
    facts = [
        (_("CPR no."), values.cpr_masked),
        (_("Interview"), ", ".join(part for part in (values.interview_title, held) if part)),
        (_("Printed by"), values.printed_by),
        (_("Purpose"), values.reason),
    ]
    return [
        Para(title, design.KICKER),
        Title(values.person_name.strip() or _("Name unknown"), before=3),
        Facts(facts, before=13.5),
    ]


def _content(values: HealthSheetValues) -> list[Block]:
    if values.withdrawn_on:
        notice = _("The consent was withdrawn on {date}. Nothing about health is printed.")
        text = notice.format(date=short_date(values.withdrawn_on))
        return [Panel([Para(text, design.LEAD)], before=18, pad=(11, 13))]
    offered = _("Offered on {date}.").format(date=short_date(values.offered_on or date.min))
    assessment = [
        part for part in (values.assessment, offered if values.offered_on else "") if part
    ]
    parts = (
        (_("Bears on work"), "", _text(values.matters)),
        (_("What is difficult"), _("Function, not diagnosis."), _tags(values.difficulties)),
        (_("Adjustments that help"), _("At work and in class."), _tags(values.adjustments)),
        (_("Treatment"), _("No names of illness or medicine."), _text(values.treatment)),
        (_("Health assessment"), _("Offered to everybody."), _text(" · ".join(assessment))),
        (_("Leave"), "", _text(values.leave)),
        (_("Consent"), _("To get information from the asylum centre."), _text(values.consent)),
    )
    return [
        Section(number, title, story, note) for number, (title, note, story) in enumerate(parts, 1)
    ]


def _text(text: str) -> list[Block]:
    if text.strip():
        return [Para(text.strip(), design.LEAD)]
    return [Para(_("Not answered"), design.ABSENT)]


def _tags(words: Sequence[str]) -> list[Block]:
    if not words:
        return _text("")
    rows: list[Block] = [Row([Cell(None, [Tags(words, design.TAG_LARGE)])], rule=None)]
    return rows
