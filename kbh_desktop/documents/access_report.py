"""The answer to a person who asks what is held about them (art. 15 of the GDPR)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import Block, Facts, Para, Section, Story, Title
from kbh_desktop.documents.pages import Document, Printed
from kbh_desktop.documents.person_parts import SummaryRow, answer_rows
from kbh_desktop.documents.tables import Bullets, Column, Table
from kbh_desktop.i18n import _, long_date, short_date, speaking

_MM = design.MM


@dataclass(frozen=True, slots=True)
class HeldSection:
    """Facts or answers that are kept together, as question and answer."""

    title: str
    rows: tuple[SummaryRow, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class LogRow:
    """Who did what with the data, and when."""

    at: str
    who: str = field(repr=False)
    what: str
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessReportValues(Printed):
    """Everything held about one person; health answers only on the sheet about health."""

    person_name: str = field(repr=False)
    native_name: str = field(default="", repr=False)
    number_masked: str = field(default="", repr=False)
    asked_on: date | None = None
    answered_by: str = field(default="", repr=False)
    about_health: bool = False
    """Whether this is the sheet about health, which only the health role may make."""
    has_health: bool = False
    """Whether answers about health are held, which then stand on their own sheet."""
    sections: tuple[HeldSection, ...] = field(default=(), repr=False)
    recipients: tuple[str, ...] = ()
    """Where data went or may go, such as `Bærbar 14` or `Roskilde Kommune`."""
    log: tuple[LogRow, ...] = field(default=(), repr=False)
    kept_until: str = ""


def access_report(values: AccessReportValues) -> Document:
    """Compose the report, or its sheet about health."""
    with speaking(values.language):
        title = (
            _("What is held about you: health")
            if values.about_health
            else _("What is held about you")
        )
        confidential = _("Confidential · Health") if values.about_health else _("Confidential")
        return Document(
            title=title,
            subject=values.person_name,
            organisation=values.municipality,
            story=[*_masthead(title, values), *_sections(values)],
            confidentiality=confidential,
            footnote=_("Given to the person only, or to somebody with a power of attorney."),
            print_number=values.print_number,
            printed_at=values.printed_at,
            language=values.language,
            draft=values.draft,
        )


def _masthead(title: str, values: AccessReportValues) -> list[Block]:
    facts = [
        (_("CPR no. or alien number"), values.number_masked),
        (_("Asked on"), long_date(values.asked_on) if values.asked_on else ""),
        (_("Made on"), short_date(values.printed_at.date())),
        (_("Answered by"), values.answered_by),
    ]
    found: list[Block] = [
        Para(title, design.KICKER),
        Title(values.person_name.strip() or _("Name unknown"), before=3),
    ]
    if values.native_name:
        found.append(Para(values.native_name, design.NATIVE, before=1))
    return [*found, Facts(facts, before=13.5)]


def _sections(values: AccessReportValues) -> list[Block]:
    parts: list[tuple[str, str, Story]] = []
    if not values.about_health:
        parts.append((_("Why we hold it"), "", _why(values)))
    for section in values.sections:
        rows = answer_rows(section.rows) or [Para(_("Nothing is held."), design.ABSENT)]
        parts.append((section.title, section.note, rows))
    parts += [
        (_("Who has received it"), "", _recipients(values.recipients)),
        (_("Who has seen it"), _("From the log; newest first."), _log(values.log)),
        (_("Your rights"), "", [Bullets(_rights())] if not values.about_health else []),
    ]
    kept = [part for part in parts if part[2]]
    return [Section(n, title, story, note) for n, (title, note, story) in enumerate(kept, 1)]


def _why(values: AccessReportValues) -> Story:
    found = [
        _(
            "The municipality holds it to receive you, to find work and education with you, and to "
            "keep the deadlines of the Integration Act."
        ),
        _(
            "The basis is the General Data Protection Regulation, article 6(1)(c) and (e), article "
            "9(2)(f), and sections 7, 8 and 11 of the Danish Data Protection Act."
        ),
        _("Most of it comes from you. Some comes from the asylum centre and public registers."),
    ]
    if values.kept_until:
        found.append(_("It is kept {until}.").format(until=values.kept_until))
    if values.has_health:
        found.append(_("What is held about health stands on a sheet of its own."))
    return [Bullets(found)]


def _recipients(recipients: Sequence[str]) -> Story:
    return [Bullets(recipients)] if recipients else []


def _log(rows: Sequence[LogRow]) -> Story:
    columns = (
        Column(_("When"), 30 * _MM, design.SMALL_ROW),
        Column(_("Who"), 36 * _MM, design.SMALL_ROW),
        Column(_("What"), None, design.SMALL_ROW_INK),
        Column(_("Print no."), 24 * _MM, design.SMALL_ROW),
    )
    table = [(row.at, row.who, row.what, row.subject) for row in rows]
    return [Table(columns, table, gap=2.5 * _MM, pad=2.4)] if rows else []


def _rights() -> list[str]:
    return [
        _("You can have mistakes corrected (article 16)."),
        _("You can ask for deletion; what the law says must be kept is kept (article 17)."),
        _("You can object to what we do with it (article 21)."),
        _("You can complain to the Danish Data Protection Agency."),
    ]
