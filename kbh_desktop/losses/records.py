"""How losses are stored: the revocation goes to everybody, the case stays at the office."""

from dataclasses import fields
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from kbh_desktop.ids import PersonId
from kbh_desktop.losses.model import Loss, LossDetails
from kbh_desktop.storage.base import SyncedRecord

OFFICE_ONLY = "office"
"""A scope that is never assigned to a laptop: cases name many people, if only by their ids."""


class RevokedDeviceRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """A device that everybody should know is lost; its id is that of the device."""

    __tablename__ = "revoked_device"
    __entity__: ClassVar[str] = "revoked_device"

    name: Mapped[str] = mapped_column(default="")
    revoked: Mapped[bool] = mapped_column(default=True)
    changed_at: Mapped[str] = mapped_column(default="")


class LossRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """The case of a lost device; its details are merged one by one."""

    __tablename__ = "device_loss"
    __entity__: ClassVar[str] = "device_loss"

    device: Mapped[str] = mapped_column(default="", index=True)
    device_name: Mapped[str] = mapped_column(default="")
    reported_at: Mapped[str] = mapped_column(default="")
    reported_by: Mapped[str] = mapped_column(default="")
    known_at: Mapped[str] = mapped_column(default="")
    persons: Mapped[list[str]] = mapped_column(JSON, default_factory=list)
    last_received_at: Mapped[str] = mapped_column(default="")
    last_sent_at: Mapped[str] = mapped_column(default="")
    missing: Mapped[list[int]] = mapped_column(JSON, default_factory=list)
    found_at: Mapped[str] = mapped_column(default="")
    found_reason: Mapped[str] = mapped_column(default="")
    details: Mapped[dict[str, Any]] = mapped_column(
        JSON, default_factory=dict, info={"per_key": "d."}
    )

    def as_model(self) -> Loss:
        """Return the loss as the rest of the program sees it."""
        known = {field.name for field in fields(LossDetails)}
        details = {name: value for name, value in self.details.items() if name in known}
        return Loss(
            id=self.id,
            device=self.device,
            device_name=self.device_name,
            reported_at=datetime.fromisoformat(self.reported_at),
            reported_by=self.reported_by,
            known_at=datetime.fromisoformat(self.known_at),
            persons=tuple(map(PersonId, self.persons)),
            last_received_at=self.last_received_at,
            last_sent_at=self.last_sent_at,
            missing=tuple(self.missing),
            details=LossDetails(**details),
            found_at=datetime.fromisoformat(self.found_at) if self.found_at else None,
            found_reason=self.found_reason,
        )
