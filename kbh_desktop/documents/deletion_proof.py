"""Proof of a deletion: what, when and by whom, and where it is not confirmed yet."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import (
    Block,
    Facts,
    Panel,
    Para,
    Section,
    Signatures,
    Story,
    Title,
)
from kbh_desktop.documents.pages import Document, Printed
from kbh_desktop.documents.tables import Bullets, Column, Table
from kbh_desktop.i18n import _, n_, short_date, speaking

_MM = design.MM


@dataclass(frozen=True, slots=True)
class HolderRow:
    """A device that may hold it, and what is known of that."""

    name: str
    held: bool
    confirmed: bool
    revoked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionProofValues(Printed):
    """What can be proven today; not a word of what was deleted."""

    number: str
    """The id of the person in the program, which names nobody."""
    rule: str
    is_part: bool
    """Whether the rest of what is known of the person stays."""
    source: str
    ground: str
    deleted_at: datetime
    deleted_by: str = field(repr=False)
    reason: str = field(repr=False)
    counts: tuple[tuple[str, int], ...]
    """What went, in words, and how much of it."""
    holders: tuple[HolderRow, ...] = ()
    backups: tuple[date, ...] = ()
    backups_gone_by: date | None = None


def deletion_proof(values: DeletionProofValues) -> Document:
    """Compose the proof."""
    with speaking(values.language):
        return Document(
            title=_("Proof of deletion"),
            subject=values.number[:8],
            organisation=values.municipality,
            story=[*_masthead(values), *_sections(values), _signature(values)],
            confidentiality=_("Confidential"),
            footnote=_("It says nothing of what was deleted, and names nobody it was about."),
            print_number=values.print_number,
            printed_at=values.printed_at,
            language=values.language,
            draft=values.draft,
        )


def _masthead(values: DeletionProofValues) -> list[Block]:
    at = values.deleted_at
    facts = [
        (_("Case"), values.number[:8]),
        (_("Deleted"), f"{short_date(at.date())} {at:%H.%M}"),
        (_("Deleted by"), values.deleted_by),
        (_("State on"), short_date(values.printed_at.date())),
    ]
    waiting = sum(not row.confirmed for row in values.holders)
    found: list[Block] = [
        Para(_("Proof of deletion"), design.KICKER),
        Title(values.rule, before=3),
        Facts(facts, before=13.5),
    ]
    if waiting or values.backups:
        text = _("Not confirmed everywhere yet; see below where. Print this again later.")
    else:
        text = _("Confirmed everywhere: at the office, on every laptop and in the backups.")
    return [*found, Panel([Para(text, design.LEAD)], before=14, pad=(9, 11))]


def _sections(values: DeletionProofValues) -> list[Block]:
    parts: tuple[tuple[str, str, Story], ...] = (
        (_("Why"), "", _why(values)),
        (_("What was deleted"), _("How much, not what it said."), _counts(values)),
        (_("Where it is confirmed, and where not yet"), "", _holders(values.holders)),
        (_("Backups"), "", [Bullets(_backups(values))]),
        (_("How it was deleted"), "", [Bullets(_how(values))]),
    )
    return [Section(n, title, story, note) for n, (title, note, story) in enumerate(parts, 1)]


def _why(values: DeletionProofValues) -> list[Block]:
    return [
        Para(values.reason, design.LEAD),
        Para(values.ground, design.BODY_TEXT, before=4, language="da"),
        Para(values.source, design.SMALL, before=2, language="da"),
    ]


def _counts(values: DeletionProofValues) -> list[Block]:
    columns = (Column(_("What")), Column(_("Count"), 28 * _MM, align="right"))
    rows = [(what, str(count)) for what, count in values.counts]
    return [Table(columns, rows, pad=2.4)]


def _holders(holders: Sequence[HolderRow]) -> list[Block]:
    columns = (
        Column(_("Where")),
        Column(_("Worked with the person"), 30 * _MM),
        Column(_("State"), 50 * _MM),
    )
    rows = [(_("The office's vault"), _("Yes"), _("Deleted"))]
    rows += [(row.name, _("Yes") if row.held else _("No"), _state(row)) for row in holders]
    return [Table(columns, rows, pad=2.4)]


def _state(row: HolderRow) -> str:
    if row.confirmed:
        return _("Confirmed")
    if row.revoked:
        return _("Lost or revoked: can't confirm")
    return _("Not confirmed yet")


def _backups(values: DeletionProofValues) -> list[str]:
    if not values.backups or values.backups_gone_by is None:
        return [_("No backup of the office's vault is older than the deletion.")]
    count = n_(
        "{count} backup from before still holds it, sealed with the vault's key.",
        "{count} backups from before still hold it, sealed with the vault's key.",
        len(values.backups),
    ).format(count=len(values.backups))
    until = _("The last of them is replaced by {day} when the program is opened every day.")
    return [count, until.format(day=short_date(values.backups_gone_by))]


def _how(values: DeletionProofValues) -> list[str]:
    rest = _("The rest of what is known of the person stays until its own day.")
    return [
        _("The content and the salts were overwritten in the database; free pages too."),
        _("Ids and digests stay, so that the change log can still be verified."),
        *([rest] if values.is_part else []),
    ]


def _signature(values: DeletionProofValues) -> Block:
    people = [(values.deleted_by, _("Deleted by"))]
    return Signatures(people, date_label=_("Date"), before=20)
