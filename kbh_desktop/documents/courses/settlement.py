"""The settlement of a course between municipalities: what it cost, who paid, who owes whom."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import (
    Block,
    Facts,
    Keep,
    Para,
    Row,
    Section,
    Signatures,
    Story,
    Title,
)
from kbh_desktop.documents.pages import Document, Printed
from kbh_desktop.documents.tables import Column, Table
from kbh_desktop.documents.wording import day_span, oere
from kbh_desktop.i18n import _, long_date, n_, speaking

_MM = design.MM


@dataclass(frozen=True, slots=True)
class CostRow:
    """One cost in øre; what was spent is unknown before the account is made up."""

    title: str
    planned: int
    actual: int | None = None
    paid_by: str = ""


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One municipality, in øre; the balance is what it still owes, below 0 what it gets."""

    municipality: str
    received: int
    """Refugees it receives from the course."""
    share: int
    paid: int
    balance: int


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """Who pays whom, in øre."""

    payer: str
    receiver: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementValues(Printed):
    """Everything the settlement says; numbers of people, never names."""

    course: str
    is_final: bool
    """Whether it is by the numbers received, and not on account by those expected."""
    total: int
    """Øre."""
    costs: tuple[CostRow, ...]
    shares: tuple[ShareRow, ...]
    payments: tuple[PaymentRow, ...]
    first_day: date | None = None
    last_day: date | None = None
    key_from: date | None = None
    """From which day the numbers of people hold."""
    unpaid: int = 0
    """Øre that nobody has paid yet."""
    adjustments: tuple[tuple[str, int], ...] = ()
    """What each must still pay after the settlement on account; below 0 gets back."""
    prepared_by: str = field(default="", repr=False)


def settlement_report(values: SettlementValues) -> Document:
    """Compose the settlement."""
    with speaking(values.language):
        kind = _("Final settlement") if values.is_final else _("Settlement on account")
        return Document(
            title=kind,
            subject=values.course,
            organisation=values.municipality,
            story=[
                Para(kind, design.KICKER),
                Title(values.course, before=3),
                Facts(_facts(values), before=13.5),
                *_sections(values),
            ],
            confidentiality="",
            footnote=_("Holds numbers of people, no names."),
            print_number=values.print_number,
            printed_at=values.printed_at,
            language=values.language,
            draft=values.draft,
        )


def _facts(values: SettlementValues) -> list[tuple[str, str]]:
    when = (
        day_span(values.first_day, values.last_day) if values.first_day and values.last_day else ""
    )
    people = sum(share.received for share in values.shares)
    return [
        (_("Course"), when),
        (_("Costs"), oere(values.total)),
        (_("Received") if values.is_final else _("Expected"), _persons(people)),
        (_("Numbers from"), long_date(values.key_from) if values.key_from else ""),
    ]


def _persons(count: int) -> str:
    return n_("{count} person", "{count} persons", count).format(count=count)


def _sections(values: SettlementValues) -> list[Block]:
    rule = _("Split by the number of refugees that each municipality receives from the course.")
    parts: list[tuple[str, str, Story]] = [
        (_("Who pays whom"), "", _payments(values)),
        (_("Shares"), rule, [_shares(values.shares)] if values.shares else []),
        (_("Costs"), "", [_costs(values.costs)] if values.costs else []),
        (_("After on account"), "", _adjustments(values.adjustments)),
        (_("Signatures"), "", _signatures(values)),
    ]
    kept = [part for part in parts if part[2]]
    return [Section(n, title, story, note) for n, (title, note, story) in enumerate(kept, 1)]


def _payments(values: SettlementValues) -> list[Block]:
    columns = (
        Column(_("From"), style=design.STRONG),
        Column(_("To"), style=design.STRONG),
        Column(_("Amount"), 34 * _MM, design.STRONG, "right"),
    )
    rows = [(row.payer, row.receiver, oere(row.amount)) for row in values.payments]
    found: list[Block] = [Table(columns, rows)] if rows else []
    if not rows:
        found.append(Para(_("Nobody owes anybody anything.")))
    if values.unpaid:
        words = _("{amount} of the costs are not paid by anybody yet.")
        found.append(Para(words.format(amount=oere(values.unpaid)), design.SMALL, before=4))
    return found


def _shares(shares: Sequence[ShareRow]) -> Table:
    money = 23 * _MM
    columns = (
        Column(_("Municipality")),
        Column(_("Persons"), 15 * _MM, align="right"),
        Column(_("Share"), money, align="right"),
        Column(_("Paid"), money, align="right"),
        Column(_("To settle"), 31 * _MM, align="right"),
    )
    rows = [
        (
            row.municipality,
            str(row.received),
            *map(oere, (row.share, row.paid)),
            _to_settle(row.balance),
        )
        for row in shares
    ]
    total = (
        _("Together"),
        str(sum(row.received for row in shares)),
        oere(sum(row.share for row in shares)),
        oere(sum(row.paid for row in shares)),
        "",
    )
    return Table(columns, rows, total=total, gap=2.5 * _MM)


def _to_settle(amount: int) -> str:
    if not amount:
        return _("nothing")
    text = _("pays {amount}") if amount > 0 else _("gets {amount}")
    return text.format(amount=oere(abs(amount)))


def _costs(costs: Sequence[CostRow]) -> Table:
    money = 25 * _MM
    columns = (
        Column(_("What")),
        Column(_("Paid by"), 30 * _MM, design.SMALL_ROW),
        Column(_("Budget"), money, align="right"),
        Column(_("Spent"), money, align="right"),
    )
    rows = [
        (row.title, row.paid_by, oere(row.planned), "" if row.actual is None else oere(row.actual))
        for row in costs
    ]
    spent = [row.actual for row in costs if row.actual is not None]
    planned = oere(sum(row.planned for row in costs))
    total = (_("Together"), "", planned, oere(sum(spent)) if spent else "")
    return Table(columns, rows, total=total, gap=2.5 * _MM)


def _adjustments(rows: Sequence[tuple[str, int]]) -> list[Block]:
    columns = (Column(_("Municipality")), Column(_("To settle"), 40 * _MM, align="right"))
    return [Table(columns, [(name, _to_settle(amount)) for name, amount in rows])] if rows else []


def _signatures(values: SettlementValues) -> list[Block]:
    people = [(values.prepared_by, _("Prepared by")), ("", _("Approved by"))]
    return [Keep([Row([], pad=(0, 0), rule=None), Signatures(people, _("Date"))])]
