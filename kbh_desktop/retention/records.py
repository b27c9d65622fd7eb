"""How retention is stored: what people decided travels; the clock and the proofs stay here."""

from typing import Any, ClassVar

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

from kbh_desktop.ids import new_id
from kbh_desktop.storage.base import Record, SyncedRecord


class RetentionRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """What was decided of how long one person's data are kept; one for each person."""

    __tablename__ = "retention"
    __entity__: ClassVar[str] = "retention"

    closed_on: Mapped[str] = mapped_column(default="")
    """ISO day, month or year; empty where the day the case was closed here counts."""
    journalised_on: Mapped[str] = mapped_column(default="")
    requested_on: Mapped[str] = mapped_column(default="")
    extensions: Mapped[dict[str, Any]] = mapped_column(
        JSON, default_factory=dict, info={"per_key": "e."}
    )
    """By rule: until when, why, who and at what moment."""


class RetentionClockRecord(Record, kw_only=True, eq=False, repr=False):
    """When what of a person has to go; made anew from the other tables whenever they changed."""

    __tablename__ = "retention_clock"
    __table_args__ = (Index("ix_retention_clock_due_on", "due_on", "person_id"),)

    person_id: Mapped[str] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(primary_key=True)
    due_on: Mapped[str]
    is_extended: Mapped[bool]
    waits_for_journal: Mapped[bool]


class DeletionRecord(Record, kw_only=True, eq=False, repr=False):
    """That something was deleted, without a word of what it said; it stays at the office."""

    __tablename__ = "deletion"

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    person_id: Mapped[str] = mapped_column(index=True)
    rule: Mapped[str]
    begun_at: Mapped[str]
    deleted_by: Mapped[str]
    reason: Mapped[str]
    counts: Mapped[dict[str, int]] = mapped_column(JSON)
    registrations: Mapped[list[str]] = mapped_column(JSON)
    """The ids under which the person was kept here."""
    held_by: Mapped[list[str]] = mapped_column(JSON)
    """Ids of the devices that worked with the person."""
    change_id: Mapped[str] = mapped_column(default="")
    """The change that says it to other devices; empty while it is not done."""
