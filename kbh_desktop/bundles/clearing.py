"""What the office has not got yet, and taking persons off a laptop once it has."""

from collections import Counter
from collections.abc import Collection

from sqlalchemy import delete, text
from sqlalchemy.orm import Session

from kbh_desktop.bundles.contents import unconfirmed
from kbh_desktop.bundles.intake import ASSIGNMENT
from kbh_desktop.bundles.records import HeldRecord, PeerRecord, ReleaseRecord
from kbh_desktop.errors import NotAllowedError
from kbh_desktop.i18n import _
from kbh_desktop.storage.base import WHOLE_OFFICE
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.erasure import forget

_UNSENT = text("""
    SELECT scope, count(*) AS changes FROM change_log
    WHERE origin IS NULL AND arrival > :acked AND kind = 'w'
    GROUP BY scope ORDER BY min(arrival)
""")
_UNASSIGNED = text("""
    SELECT scope FROM change_log WHERE kind = 'w' AND scope <> '*'
      AND scope NOT IN (SELECT scope FROM bundle_assignment WHERE device = :node)
    GROUP BY scope
    HAVING max(CASE WHEN origin IS NULL THEN arrival ELSE 0 END) <= :acked
""")


_OLDEST = text("""
    SELECT wall FROM change_log
    WHERE origin IS NULL AND arrival > :acked AND kind = 'w' AND scope <> '*'
    ORDER BY arrival LIMIT 1
""")


def oldest_unsent(session: Session, peer: PeerRecord) -> str | None:
    """Return when the first change that the peer has not acknowledged was written."""
    found: str | None = session.scalar(_OLDEST, {"acked": peer.acked})
    return found


def unsent_changes(session: Session, peer: PeerRecord) -> dict[str, int]:
    """Return how many changes and files of each person the peer has not confirmed.

    What belongs to the whole office, such as forms, is nobody's lost work and not counted.
    """
    rows = session.execute(_UNSENT, {"acked": peer.acked})
    counts = Counter({row.scope: row.changes for row in rows})
    counts.update(unconfirmed(session, peer.id))
    del counts[WHOLE_OFFICE]
    return dict(counts)


def purge(database: Database, session: Session, peer: PeerRecord) -> list[str]:
    """Forget persons no longer assigned here whose every change the office has; return them."""
    unassigned = session.scalars(_UNASSIGNED, {"node": database.node, "acked": peer.acked})
    scopes = sorted(set(unassigned) - unconfirmed(session, peer.id).keys())
    _forget(database, session, scopes)
    return scopes


def clear(database: Database, session: Session, peer: PeerRecord, scopes: Collection[str]) -> None:
    """Take `scopes` off this device; the office hears of it with the next bundle.

    Raises: NotAllowedError when the office has not acknowledged everything about them.
    """
    waiting = unsent_changes(session, peer).keys() & set(scopes)
    if waiting or WHOLE_OFFICE in scopes:
        raise NotAllowedError(
            _("The office has not confirmed everything yet. Wait for its answer.")
        )
    newest = database.meta_get(session, ASSIGNMENT) or 0
    for scope in scopes:
        session.merge(ReleaseRecord(scope=scope, number=newest))
    _forget(database, session, scopes)


def _forget(database: Database, session: Session, scopes: Collection[str]) -> None:
    forget(session, scopes, database.hooks)
    for scope in scopes:
        session.execute(
            delete(HeldRecord).where(HeldRecord.device == database.node, HeldRecord.scope == scope)
        )
