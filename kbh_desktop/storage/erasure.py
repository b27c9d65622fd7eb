"""Taking content out of the store: erasing a person everywhere, or forgetting one on a laptop."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Session

from kbh_desktop.ids import ChangeId
from kbh_desktop.storage.base import synced_entities
from kbh_desktop.storage.batches import batches
from kbh_desktop.storage.blobs import drop_unreferenced
from kbh_desktop.storage.change import ERASURE, WRITE, Place
from kbh_desktop.storage.projection import ProjectionHooks
from kbh_desktop.storage.tables import ChangeRecord, ConflictRecord, ErasedScopeRecord
from kbh_desktop.storage.writing import append, transaction_of

PERSON = "person"


def erase(session: Session, scope: str, reason: str, hooks: ProjectionHooks) -> ChangeId:
    """Remove all content about the person `scope`, here now and elsewhere with the next bundles.

    The ids and digests stay, so that the log can still be verified; only the office may do it.
    Call `Database.checkpoint` after the commit, so that nothing stays in the write-ahead log.
    """
    session.flush()
    change = append(session, Place(PERSON, scope, scope), {"reason": reason}, (), kind=ERASURE)
    redact(session, {scope: change.id}, hooks)
    return change.id


def redact(session: Session, scopes: Mapping[str, str], hooks: ProjectionHooks) -> None:
    """Empty the changes of the erased `scopes` (to the erasing change) and drop their rows."""
    rows = [{"scope": scope, "change_id": change_id} for scope, change_id in scopes.items()]
    statement = upsert(ErasedScopeRecord)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["scope"], set_={"change_id": statement.excluded.change_id}
        ),
        rows,
    )
    for part in batches(scopes):
        session.execute(
            update(ChangeRecord)
            .where(ChangeRecord.scope.in_(part), ChangeRecord.kind == WRITE)
            .values(fields=None, salt=None),
            execution_options={"synchronize_session": False},
        )
    _drop_rows(session, scopes, hooks)


def forget(session: Session, scopes: Collection[str], hooks: ProjectionHooks) -> None:
    """Remove the persons `scopes` from this device only; their erasures stay known."""
    for part in batches(scopes):
        session.execute(
            delete(ChangeRecord).where(ChangeRecord.scope.in_(part), ChangeRecord.kind == WRITE),
            execution_options={"synchronize_session": False},
        )
    _drop_rows(session, scopes, hooks)


def erased_scopes(session: Session, scopes: Iterable[str]) -> set[str]:
    """Return which of `scopes` were erased."""
    return {
        scope
        for part in batches(scopes)
        for scope in session.scalars(
            select(ErasedScopeRecord.scope).where(ErasedScopeRecord.scope.in_(part))
        )
    }


def _drop_rows(session: Session, scopes: Iterable[str], hooks: ProjectionHooks) -> None:
    for part in batches(scopes):
        session.execute(delete(ConflictRecord).where(ConflictRecord.scope.in_(part)))
        for entity, record_class in synced_entities().items():
            ids = session.scalars(
                delete(record_class).where(record_class.scope.in_(part)).returning(record_class.id),
                execution_options={"synchronize_session": False},
            ).all()
            if ids:
                transaction_of(session).touch(entity, ids)
                hooks.tell(session, entity, ids)
    drop_unreferenced(session)
    session.expire_all()
