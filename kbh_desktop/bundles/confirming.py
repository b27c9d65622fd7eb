"""Which devices say that a change of ours has arrived."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from kbh_desktop.bundles.records import AssignmentRecord, HeldRecord, PeerRecord
from kbh_desktop.storage.tables import ChangeRecord


def confirmations(session: Session, change_id: str) -> dict[PeerRecord, bool]:
    """Return every device known here and whether it says that it has the change."""
    arrival = session.scalar(select(ChangeRecord.arrival).where(ChangeRecord.id == change_id))
    peers = session.scalars(select(PeerRecord).order_by(PeerRecord.name)).all()
    return {peer: arrival is not None and peer.acked >= arrival for peer in peers}


def holders(session: Session, person_id: str) -> frozenset[str]:
    """Return the ids of the devices that work with a person, or say that they hold one."""
    found: set[str] = set()
    for record in (AssignmentRecord, HeldRecord):
        found |= set(session.scalars(select(record.device).where(record.scope == person_id)))
    return frozenset(found)
