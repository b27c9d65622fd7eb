"""The tables that storage keeps for itself."""

from typing import Any, ClassVar

from sqlalchemy import JSON, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from kbh_desktop.storage.base import Record, SyncedRecord


class ChangeRecord(Record, kw_only=True, eq=False, repr=False):
    """The log of changes; without AUTOINCREMENT a purged arrival number would be given again."""

    __tablename__ = "change_log"
    __table_args__ = (
        Index("ix_change_log_record_id", "record_id"),
        Index("ix_change_log_scope", "scope"),
        {"sqlite_autoincrement": True},
    )

    arrival: Mapped[int] = mapped_column(primary_key=True, init=False)
    id: Mapped[str] = mapped_column(unique=True)
    node: Mapped[str]
    lamport: Mapped[int]
    wall: Mapped[str]
    author: Mapped[str]
    schema: Mapped[int]
    kind: Mapped[str]
    entity: Mapped[str]
    record_id: Mapped[str]
    scope: Mapped[str]
    prev: Mapped[list[str]] = mapped_column(JSON)
    fields: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    salt: Mapped[str | None]
    commitment: Mapped[str]
    digest: Mapped[str]
    origin: Mapped[str | None] = mapped_column(default=None)


class ConflictRecord(Record, kw_only=True, eq=False, repr=False):
    """A field with several heads of different value, until somebody resolves it."""

    __tablename__ = "field_conflict"

    record_id: Mapped[str] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    entity: Mapped[str]
    scope: Mapped[str] = mapped_column(index=True)
    heads: Mapped[list[str]] = mapped_column(JSON)


class ErasedScopeRecord(Record, kw_only=True, eq=False, repr=False):
    """A person whose content was erased, and the change that said so."""

    __tablename__ = "erased_scope"

    scope: Mapped[str] = mapped_column(primary_key=True)
    change_id: Mapped[str]


class PartialErasureRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """Which changes about a person were emptied, and of what part of what is known."""

    __tablename__ = "partial_erasure"
    __entity__: ClassVar[str] = "partial_erasure"

    part: Mapped[str] = mapped_column(default="")
    changes: Mapped[list[str]] = mapped_column(JSON, default_factory=list)


class BlobRecord(Record, kw_only=True, eq=False, repr=False):
    """Content that is here whole; `size` is in bytes."""

    __tablename__ = "blob"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]


class BlobPieceRecord(Record, kw_only=True, eq=False, repr=False):
    """A piece of content, at most 256 KiB."""

    __tablename__ = "blob_piece"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class MetaRecord(Record, kw_only=True, eq=False, repr=False):
    """What the program remembers about this device, such as its keys."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)
