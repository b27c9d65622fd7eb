"""The book of bundles made and taken in: sequence numbers, receipts, and what never came."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kbh_desktop.bundles.clock_rules import Sample
from kbh_desktop.bundles.model import BundleEvent, Receipt
from kbh_desktop.bundles.records import EventRecord, PeerRecord
from kbh_desktop.bundles.witnesses import MOST_TOLD, heads_in
from kbh_desktop.security.audit import AuditHead

_NEWEST_RECEIPTS = 50
_SEQUENCES_LOOKED_AT = 1_000


def next_sequence(session: Session, peer: str) -> int:
    """Return the number of the next bundle to `peer`; the first is 1."""
    newest = session.scalar(
        select(func.max(EventRecord.sequence)).where(EventRecord.peer == peer, EventRecord.outgoing)
    )
    return (newest or 0) + 1


def missing_sequences(session: Session, peer: str, upto: int = 0) -> tuple[int, ...]:
    """Return the numbers of bundles from `peer`, below the newest or `upto`, that never came."""
    came = set(
        session.scalars(
            select(EventRecord.sequence).where(
                EventRecord.peer == peer, EventRecord.outgoing.is_(False)
            )
        )
    )
    newest = max(came | {upto})
    first = max(1, newest - _SEQUENCES_LOOKED_AT)
    return tuple(number for number in range(first, newest) if number not in came)


def already_imported(session: Session, bundle_id: str) -> EventRecord | None:
    """Return the event of taking this very bundle in, if there was one."""
    return session.scalar(
        select(EventRecord).where(
            EventRecord.bundle_id == bundle_id, EventRecord.outgoing.is_(False)
        )
    )


def last_event(session: Session, peer: str, *, outgoing: bool) -> EventRecord | None:
    """Return the newest bundle to or from `peer`."""
    return session.scalar(
        select(EventRecord)
        .where(EventRecord.peer == peer, EventRecord.outgoing.is_(outgoing))
        .order_by(EventRecord.sequence.desc())
        .limit(1)
    )


def receipts_for(session: Session, peer: str) -> tuple[Receipt, ...]:
    """Return our receipts for the newest bundles from `peer`."""
    query = select(EventRecord).where(EventRecord.peer == peer, EventRecord.outgoing.is_(False))
    newest = query.order_by(EventRecord.sequence.desc()).limit(_NEWEST_RECEIPTS)
    return tuple(receipt for event in session.scalars(newest) if (receipt := receipt_of(event)))


def note_receipts(session: Session, peer: str, receipts: tuple[Receipt, ...]) -> None:
    """Note what `peer` says of the bundles we made for it."""
    for receipt in receipts:
        event = session.scalar(
            select(EventRecord).where(
                EventRecord.bundle_id == receipt.bundle_id,
                EventRecord.outgoing,
                EventRecord.peer == peer,
            )
        )
        if event is not None and event.receipt_at is None:
            event.arrived, event.receipt_at = receipt.arrived, receipt.at


def last_receipt(session: Session, peer: str) -> Receipt | None:
    """Return the newest receipt of `peer` for a bundle we made."""
    event = session.scalar(
        select(EventRecord)
        .where(EventRecord.peer == peer, EventRecord.outgoing, EventRecord.receipt_at.is_not(None))
        .order_by(EventRecord.receipt_at.desc())
        .limit(1)
    )
    return receipt_of(event) if event else None


def told_heads(session: Session, peer: str | None = None) -> tuple[AuditHead, ...]:
    """Return the heads of our own audit log told with the newest bundles, to `peer` or to all."""
    query = select(EventRecord.witness).where(EventRecord.outgoing)
    if peer is not None:
        query = query.where(EventRecord.peer == peer)
    newest = session.scalars(query.order_by(EventRecord.sequence.desc()).limit(MOST_TOLD))
    return tuple(head for witness in newest for head in heads_in(witness)[:1])


def witnesses(session: Session, peer: str) -> tuple[tuple[int, str], ...]:
    """Return the numbers of the bundles from `peer` and what each told of its audit log."""
    query = select(EventRecord.sequence, EventRecord.witness).where(
        EventRecord.peer == peer, EventRecord.outgoing.is_(False)
    )
    return tuple((number, witness) for number, witness in session.execute(query))


def clock_samples(session: Session, peer: str) -> tuple[Sample, ...]:
    """Return what the newest bundle from `peer`, and its newest receipt, say of the two clocks."""
    samples = []
    came = last_event(session, peer, outgoing=False)
    if came is not None:
        samples.append(_sample(peer, came.made_at, came.happened_at, theirs_first=True))
    query = select(EventRecord).where(
        EventRecord.peer == peer, EventRecord.outgoing, EventRecord.receipt_at.is_not(None)
    )
    made = session.scalar(query.order_by(EventRecord.sequence.desc()).limit(1))
    if made is not None and made.receipt_at:
        samples.append(_sample(peer, made.receipt_at, made.made_at, theirs_first=False))
    return tuple(sample for sample in samples if sample)


def _sample(peer: str, theirs: str, ours: str, *, theirs_first: bool) -> Sample | None:
    """Return the sample, unless a peer wrote something that is no moment."""
    try:
        moments = datetime.fromisoformat(theirs), datetime.fromisoformat(ours)
    except ValueError:
        return None
    if any(moment.tzinfo is None for moment in moments):
        return None
    return Sample(peer, *moments, theirs_first)


def receipt_of(event: EventRecord) -> Receipt | None:
    """Return the receipt for a bundle, when there is one."""
    if event.arrived is None or event.receipt_at is None:
        return None
    return Receipt(
        bundle_id=event.bundle_id,
        sequence=event.sequence,
        arrived=event.arrived,
        expected=event.changes,
        persons=event.persons,
        at=event.receipt_at,
    )


def history(session: Session, limit: int) -> tuple[BundleEvent, ...]:
    """Return the newest bundles made and taken in."""
    query = (
        select(EventRecord, PeerRecord.name)
        .join(PeerRecord, PeerRecord.id == EventRecord.peer, isouter=True)
        .order_by(EventRecord.happened_at.desc(), EventRecord.sequence.desc())
        .limit(limit)
    )
    return tuple(
        BundleEvent(
            bundle_id=event.bundle_id,
            outgoing=event.outgoing,
            peer=event.peer,
            peer_name=name or "",
            sequence=event.sequence,
            made_at=event.made_at,
            happened_at=event.happened_at,
            author=event.author,
            file_name=event.file_name,
            changes=event.changes,
            persons=event.persons,
            new_changes=event.new_changes,
            receipt=receipt_of(event),
        )
        for event, name in session.execute(query)
    )
