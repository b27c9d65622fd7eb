"""How release notices are stored; they travel to every laptop of the office."""

from typing import Any, ClassVar

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from kbh_desktop.storage.base import SyncedRecord
from kbh_desktop.updates.model import ReleaseNotice


class ReleaseRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """One announced version with the office's signature; its scope is the whole office."""

    __tablename__ = "release_notice"
    __entity__: ClassVar[str] = "release"

    version: Mapped[str] = mapped_column(default="")
    files: Mapped[dict[str, Any]] = mapped_column(JSON, default_factory=dict)
    least_schema: Mapped[int] = mapped_column(default=0)
    announced_at: Mapped[str] = mapped_column(default="")
    signature: Mapped[str] = mapped_column(default="")
    """Ed25519 over `ReleaseNotice.message`, hexadecimal."""

    def as_model(self) -> ReleaseNotice:
        """Return the notice, not verified yet."""
        return ReleaseNotice(self.version, self.files, self.least_schema, self.announced_at)
