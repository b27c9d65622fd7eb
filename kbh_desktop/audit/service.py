"""Writing, reading and verifying the audit log of this device."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Row, Table, insert, select, update
from sqlalchemy.orm import Session

from kbh_desktop.audit.export import AuditExport, NameOf, Period, write
from kbh_desktop.audit.records import AuditRecord
from kbh_desktop.clock import Clock
from kbh_desktop.errors import InputError, NotAllowedError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId, UserId
from kbh_desktop.security.audit import (
    AuditAction,
    AuditEntry,
    AuditHead,
    AuditReport,
    Deed,
    first_head,
    next_entry,
    verify_chain,
)
from kbh_desktop.security.model import Actor, Role
from kbh_desktop.storage.database import Database

_BATCH = 5000
_SUPERVISORS = frozenset({Role.COORDINATOR, Role.IT})
_TABLE = cast("Table", AuditRecord.__table__)
_COLUMNS = _TABLE.c


class AuditLog:
    """The log of what `actor` and the others did on this device."""

    def __init__(self, database: Database, clock: Clock, actor: Actor) -> None:
        self._database = database
        self._clock = clock
        self._actor = actor

    def record(
        self,
        action: AuditAction,
        *,
        person_id: PersonId | None = None,
        subject: str = "",
        reason: str = "",
    ) -> AuditEntry:
        """Write down that the actor did `action`; inside `database.write()` as a part of that.

        `subject` is an id, a number or a class of fields, never a value. Only `reason` is free
        text; it can be erased later.
        """
        deed = Deed(
            self._clock().isoformat(timespec="seconds"),
            self._actor.id,
            self._actor.name,
            action,
            person_id,
            subject,
        )
        with self._database.write() as session, session.no_autoflush:
            entry = next_entry(self._head(session), deed, reason)
            session.execute(insert(_TABLE), _columns(entry))
        return entry

    def head(self) -> AuditHead:
        """Return the newest entry's number and hash, for others to keep as a witness."""
        with self._database.read() as session, session.no_autoflush:
            return self._head(session)

    def witness(self, earlier: Collection[int] = ()) -> str:
        """Return `number:hash` of the newest entry and of those `earlier` ones that are here."""
        with self._database.read() as session, session.no_autoflush:
            head = self._head(session)
            query = select(_COLUMNS.sequence, _COLUMNS.hash).where(
                _COLUMNS.sequence.in_(earlier), _COLUMNS.sequence < head.sequence
            )
            rows = session.execute(query.order_by(_COLUMNS.sequence.desc()))
            heads = (head, *(AuditHead(*row) for row in rows))
        return " ".join(f"{each.sequence}:{each.hash}" for each in heads)

    def verify(self, witnessed: Iterable[AuditHead] = ()) -> AuditReport:
        """Check the whole log, and that it holds the heads `witnessed` by others.

        100,000 entries take about a second.
        """
        query = select(_TABLE).order_by(_COLUMNS.sequence).execution_options(yield_per=_BATCH)
        with self._database.read() as session, session.execute(query) as rows:
            return verify_chain(self._database.node, map(_entry, rows), witnessed)

    def entries(
        self, limit: int = 100, person_id: PersonId | None = None, *, before: int | None = None
    ) -> tuple[AuditEntry, ...]:
        """Return at most `limit` entries, the newest first, about one person or about all.

        `before` is the number of the entry at which to go on.
        """
        query = select(_TABLE).order_by(_COLUMNS.sequence.desc()).limit(limit)
        if person_id is not None:
            query = query.where(_COLUMNS.person_id == person_id)
        if before is not None:
            query = query.where(_COLUMNS.sequence < before)
        with self._database.read() as session:
            return tuple(map(_entry, session.execute(query)))

    def export(
        self,
        path: Path,
        period: Period,
        *,
        person_id: PersonId | None = None,
        name_of: NameOf | None = None,
        reason: str = "",
        witnessed: Iterable[AuditHead] = (),
    ) -> AuditExport:
        """Verify the log and write the entries of a period to `path`, a CSV or JSON file.

        Names and reasons leave with `name_of` only, which needs a `reason`; either is logged.

        Raises: InputError, NotAllowedError, StorageError.
        """
        self._check_may_export(name_of, reason)
        exported = AuditExport(
            device=self._database.node,
            made_at=self._clock(),
            period=period,
            report=self.verify(witnessed),
            entries=tuple(self._of_period(period, person_id)),
            person_id=person_id,
            name_of=name_of,
        )
        write(path, exported)
        kind = "names" if name_of else "ids"
        subject = f"{path.suffix[1:].casefold()} {kind} {len(exported.entries)}"
        self.record(
            AuditAction.EXPORT_AUDIT, person_id=person_id, subject=subject, reason=reason.strip()
        )
        return exported

    def _check_may_export(self, name_of: NameOf | None, reason: str) -> None:
        if not self._actor.roles & _SUPERVISORS:
            raise NotAllowedError(_("Only coordinators and IT may write the audit log to a file."))
        if name_of is None:
            return
        if Role.COORDINATOR not in self._actor.roles:
            raise NotAllowedError(_("Names leave with the log only when a coordinator writes it."))
        if not reason.strip():
            raise InputError(_("Say why names leave with the log."), field="reason")

    def _of_period(self, period: Period, person_id: PersonId | None) -> Iterable[AuditEntry]:
        query = select(_TABLE).order_by(_COLUMNS.sequence).execution_options(yield_per=_BATCH)
        if person_id is not None:
            query = query.where(_COLUMNS.person_id == person_id)
        with self._database.read() as session:
            for row in session.execute(query):
                entry = _entry(row)
                if period.holds(entry.deed.moment):
                    yield entry

    def erase_reasons(self, person_id: PersonId) -> None:
        """Erase the free text of all entries about one person; the log still verifies."""
        with self._database.write() as session:
            session.execute(
                update(_TABLE).where(_COLUMNS.person_id == person_id).values(reason=None, salt=None)
            )

    def _head(self, session: Session) -> AuditHead:
        newest = session.execute(
            select(_COLUMNS.sequence, _COLUMNS.hash).order_by(_COLUMNS.sequence.desc()).limit(1)
        ).one_or_none()
        return AuditHead(*newest) if newest else first_head(self._database.node)


def _columns(entry: AuditEntry) -> dict[str, Any]:
    return {
        "sequence": entry.sequence,
        "at": entry.deed.at,
        "user_id": entry.deed.user_id,
        "user_name": entry.deed.user_name,
        "action": entry.deed.action,
        "person_id": entry.deed.person_id or "",
        "subject": entry.deed.subject,
        "reason": entry.reason,
        "salt": entry.salt,
        "commitment": entry.commitment,
        "hash": entry.hash,
    }


def _entry(row: Row[Any]) -> AuditEntry:
    person_id = PersonId(row.person_id) if row.person_id else None
    return AuditEntry(
        row.sequence,
        Deed(row.at, UserId(row.user_id), row.user_name, row.action, person_id, row.subject),
        row.reason,
        row.salt,
        row.commitment,
        row.hash,
    )
