"""The print log: every print gets a number, and the audit log hears of it in the same breath."""

from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.documents.model import DocumentKind, PreparedDocument, PrintEntry, Printing
from kbh_desktop.documents.records import PrintRecord
from kbh_desktop.ids import PersonId
from kbh_desktop.people.aliases import registrations
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.storage.database import Database

_PREFIXES = {
    DocumentKind.SUMMARY: "SR",
    DocumentKind.CITIZEN_COPY: "BK",
    DocumentKind.HEALTH: "HH",
    DocumentKind.RECOVERY: "GN",
    DocumentKind.CV: "CV",
    DocumentKind.COMPETENCE_PROFILE: "KP",
    DocumentKind.DAY_LIST: "DL",
    DocumentKind.INTERVIEW_FORM: "TS",
    DocumentKind.ACCESS_REPORT: "IN",
    DocumentKind.ACCESS_REPORT_HEALTH: "IH",
    DocumentKind.COURSE_PLAN: "FP",
    DocumentKind.TEACHER_PLAN: "LP",
    DocumentKind.ATTENDANCE_SHEET: "FL",
    DocumentKind.CERTIFICATE: "KB",
    DocumentKind.SETTLEMENT: "AF",
    DocumentKind.GOAL_REPORT: "MO",
    DocumentKind.CONSENT_PROOF: "ST",
    DocumentKind.DELETION_PROOF: "SL",
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
        numbers, pdf = self.record_many(
            [prepared], printing, at=at, make=lambda found: make(found[0]), reasons=[reason]
        )
        return numbers[0], pdf

    def record_many(
        self,
        prepared: Sequence[PreparedDocument],
        printing: Printing,
        *,
        at: datetime,
        make: Callable[[Sequence[str]], bytes],
        reasons: Sequence[str],
    ) -> tuple[tuple[str, ...], bytes]:
        """Number each, let `make` draw them as one file, and log that, or nothing.

        Drawing takes its time, so it happens before the log is opened for writing; were numbers
        given meanwhile, it is drawn anew.
        """
        while True:
            first = self._numbers_given(at.year) + 1
            numbers = tuple(
                self._number(each.kind, at.year, first + place)
                for place, each in enumerate(prepared)
            )
            pdf = make(numbers)
            with self._database.write() as session:
                if self._numbers_given(at.year) + 1 == first:
                    self._database.meta_set(session, _key(at.year), first + len(numbers) - 1)
                    for each, number, reason in zip(prepared, numbers, reasons, strict=True):
                        session.add(self._record(each, number, printing, at, pdf))
                        self._audit.record(
                            _ACTIONS[printing],
                            person_id=each.person_id,
                            subject=number,
                            reason=reason,
                        )
                    return numbers, pdf

    def _record(
        self, each: PreparedDocument, number: str, printing: Printing, at: datetime, pdf: bytes
    ) -> PrintRecord:
        return PrintRecord(
            scope=each.person_id,
            number=number,
            kind=each.kind,
            interview_id=each.interview_id,
            printed_by=self._author,
            printed_at=at.isoformat(timespec="seconds"),
            printing=printing,
            sha256=sha256(pdf).hexdigest(),
        )

    def of_person(self, person_id: PersonId) -> tuple[PrintEntry, ...]:
        """Return the prints about a person, the newest first."""
        query = select(PrintRecord).where(PrintRecord.state != "deleted")
        with self._database.read() as session:
            query = query.where(PrintRecord.scope.in_(registrations(session, person_id)))
            found = session.scalars(query.order_by(PrintRecord.printed_at.desc()))
            return tuple(record.as_entry() for record in found)

    def _numbers_given(self, year: int) -> int:
        """One row of numbers for each device and year, so that a gap in it is seen."""
        with self._database.read() as session:
            return int(self._database.meta_get(session, _key(year)) or 0)

    def _number(self, kind: DocumentKind, year: int, count: int) -> str:
        device = sha256(self._database.node.encode()).hexdigest()[:2].upper()
        return f"{_PREFIXES[kind]}-{year}-{device}-{count:04}"


def _key(year: int) -> str:
    return f"prints_{year}"
