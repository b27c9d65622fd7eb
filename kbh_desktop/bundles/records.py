"""What this device remembers of the exchange; none of it travels."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from kbh_desktop.ids import new_id
from kbh_desktop.storage.base import Record


class PeerRecord(Record, kw_only=True, eq=False, repr=False):
    """A device the office knows, or the office a device belongs to, and where the two stand.

    `acked` is the newest of our arrivals that the peer said it has; `received` and `received_id`
    name the newest of its arrivals that we have without a gap; `restart` asks for all of them.
    """

    __tablename__ = "bundle_peer"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    recipient: Mapped[str]
    verify_key: Mapped[str]
    enrolled_at: Mapped[str]
    revoked_at: Mapped[str | None] = mapped_column(default=None)
    acked: Mapped[int] = mapped_column(default=0)
    received: Mapped[int] = mapped_column(default=0)
    received_id: Mapped[str | None] = mapped_column(default=None)
    restart: Mapped[bool] = mapped_column(default=False)
    reads: Mapped[int] = mapped_column(default=1, server_default="1")
    """The newest format of bundles that it said it can read."""


class MarkRecord(Record, kw_only=True, eq=False, repr=False):
    """An arrival up to which something was sent; a restored copy lacks its own later marks."""

    __tablename__ = "bundle_mark"

    arrival: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    change_id: Mapped[str]


class AssignmentRecord(Record, kw_only=True, eq=False, repr=False):
    """A person that a device works with; `number` says when in the office's logical time."""

    __tablename__ = "bundle_assignment"

    device: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]


class HeldRecord(Record, kw_only=True, eq=False, repr=False):
    """A person of whom a device says that it has everything."""

    __tablename__ = "bundle_held"

    device: Mapped[str] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(primary_key=True)


class ReleaseRecord(Record, kw_only=True, eq=False, repr=False):
    """A person cleared from this device whom the office still counts as assigned."""

    __tablename__ = "bundle_release"

    scope: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]


class ContentRecord(Record, kw_only=True, eq=False, repr=False):
    """Content that a peer says it holds, or that was put in a bundle for it so many times."""

    __tablename__ = "bundle_content"

    peer: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(primary_key=True)
    held: Mapped[bool] = mapped_column(default=False)
    times: Mapped[int] = mapped_column(default=0)


class EventRecord(Record, kw_only=True, eq=False, repr=False):
    """A bundle made or taken in; `arrived` is what the receiver's receipt says."""

    __tablename__ = "bundle_event"
    __table_args__ = (Index("ix_bundle_event_bundle_id", "bundle_id"),)

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)
    bundle_id: Mapped[str]
    outgoing: Mapped[bool]
    peer: Mapped[str]
    sequence: Mapped[int]
    made_at: Mapped[str]
    happened_at: Mapped[str]
    author: Mapped[str]
    file_name: Mapped[str]
    changes: Mapped[int]
    persons: Mapped[int]
    new_changes: Mapped[int] = mapped_column(default=0)
    arrived: Mapped[int | None] = mapped_column(default=None)
    receipt_at: Mapped[str | None] = mapped_column(default=None)
    witness: Mapped[str] = mapped_column(default="")
    """The head of the sender's audit log, so that a log cut off later is noticed."""
