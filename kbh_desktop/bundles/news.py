"""Whether there is anything that the last bundle laid for somebody did not bring."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from kbh_desktop.bundles.records import AssignmentRecord
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.tables import ChangeRecord

_LAID = "bundles_laid"

Stand = list[int]
"""The newest change for somebody, and the newest and the number of their assignments."""


def stand(database: Database, session: Session, peer: str, *, is_office: bool) -> Stand:
    """Return where things stand that concern `peer`."""
    before = _laid(database, session).get(peer, [0, 0, 0])[0]
    newest = select(func.max(ChangeRecord.arrival)).where(ChangeRecord.arrival > before)
    assigned = [0, 0]
    if is_office:
        theirs = select(AssignmentRecord.scope).where(AssignmentRecord.device == peer)
        newest = newest.where(
            or_(ChangeRecord.origin.is_(None), ChangeRecord.origin != peer),
            ChangeRecord.scope.in_(theirs),
        )
        counted = select(func.coalesce(func.max(AssignmentRecord.number), 0), func.count())
        row = session.execute(counted.where(AssignmentRecord.device == peer)).one()
        assigned = [int(row[0]), int(row[1])]
    else:
        newest = newest.where(ChangeRecord.origin.is_(None))
    return [session.scalar(newest) or before, *assigned]


def is_news(database: Database, session: Session, peer: str, now: Stand) -> bool:
    """Say whether something changed since the last bundle for `peer` was laid."""
    return _laid(database, session).get(peer, [0, 0, 0]) != now


def note_laid(database: Database, session: Session, peer: str, now: Stand) -> None:
    """Remember that a bundle laid for `peer` brings everything up to `now`."""
    database.meta_set(session, _LAID, {**_laid(database, session), peer: now})


def _laid(database: Database, session: Session) -> dict[str, Stand]:
    kept = database.meta_get(session, _LAID)
    return dict(kept) if isinstance(kept, dict) else {}
