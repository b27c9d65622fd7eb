"""How prints are remembered: who printed what about whom, never what it said."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from kbh_desktop.documents.model import PrintEntry
from kbh_desktop.ids import InterviewId, PersonId
from kbh_desktop.storage.base import SyncedRecord


class PrintRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """One print; never changed again. Its scope is the person."""

    __tablename__ = "print_log"
    __entity__: ClassVar[str] = "print"

    number: Mapped[str] = mapped_column(default="", index=True)
    kind: Mapped[str] = mapped_column(default="")
    interview_id: Mapped[str] = mapped_column(default="")
    printed_by: Mapped[str] = mapped_column(default="")
    printed_at: Mapped[str] = mapped_column(default="")
    printing: Mapped[str] = mapped_column(default="")
    sha256: Mapped[str] = mapped_column(default="")

    def as_entry(self) -> PrintEntry:
        """Return the print as lists show it."""
        return PrintEntry(
            number=self.number,
            kind=self.kind,
            person_id=PersonId(self.scope),
            interview_id=InterviewId(self.interview_id),
            printed_by=self.printed_by,
            printed_at=datetime.fromisoformat(self.printed_at),
            printing=self.printing,
            sha256=self.sha256,
        )
