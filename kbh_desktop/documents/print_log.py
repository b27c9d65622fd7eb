"""The print log: every print gets a number, and the audit log hears of it in the same breath."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.documents.model import DocumentKind, PreparedDocument, PrintEntry, Printing
from kbh_desktop.documents.records import PrintRecord
from kbh_desktop.ids import PersonId
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.storage.database import Database

_PREFIXES = {
    DocumentKind.SUMMARY: "SR",
    DocumentKind.CITIZEN_COPY: "BK",
    DocumentKind.HEALTH: "HH",
    DocumentKind.RECOVERY: "GN",
}
_ACTIONS = {"printed": AuditAction.PRINT, "saved": AuditAction.SAVE_FILE}


class PrintLog:
    """Numbers prints and remembers them."""

    def __init__(self, database: Database, audit: AuditLog, author: str) -> None:
        self._database = database
        self._audit = audit
        self._author = author

    def record(
        self,
        prepared: PreparedDocument,
        printing: Printing,
        *,
        at: datetime,
        make: Callable[[str], bytes],
        reason: str = "",
    ) -> tuple[str, bytes]:
        """Reserve a number, let `make` put it on the document, and log that; all or nothing."""
        with self._database.write() as session:
            number = self._next_number(prepared.kind, at.year)
            pdf = make(number)
            session.add(
                PrintRecord(
                    scope=prepared.person_id,
                    number=number,
                    kind=prepared.kind,
                    interview_id=prepared.interview_id,
                    printed_by=self._author,
                    printed_at=at.isoformat(timespec="seconds"),
                    printing=printing,
                    sha256=sha256(pdf).hexdigest(),
                )
            )
            self._audit.record(
                _ACTIONS[printing], person_id=prepared.person_id, subject=number, reason=reason
            )
        return number, pdf

    def of_person(self, person_id: PersonId) -> tuple[PrintEntry, ...]:
        """Return the prints about a person, the newest first."""
        query = select(PrintRecord).where(
            PrintRecord.scope == person_id, PrintRecord.state != "deleted"
        )
        with self._database.read() as session:
            found = session.scalars(query.order_by(PrintRecord.printed_at.desc()))
            return tuple(record.as_entry() for record in found)

    def _next_number(self, kind: DocumentKind, year: int) -> str:
        """One row of numbers for each device and year, so that a gap in it is seen."""
        key = f"prints_{year}"
        with self._database.write() as session:
            count = int(self._database.meta_get(session, key) or 0) + 1
            self._database.meta_set(session, key, count)
        device = sha256(self._database.node.encode()).hexdigest()[:2].upper()
        return f"{_PREFIXES[kind]}-{year}-{device}-{count:04}"
