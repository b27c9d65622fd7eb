"""How what people agreed to is stored; it travels in bundles."""

from typing import Any, ClassVar

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from kbh_desktop.storage.base import SyncedRecord


class ConsentRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """What one person said of one purpose; every laptop works out the same id for it.

    Two laptops that write different things into `said` make a conflict; the statements behind
    them stand beside each other and never do.
    """

    __tablename__ = "consent"
    __entity__: ClassVar[str] = "consent"

    purpose: Mapped[str] = mapped_column(default="", index=True)
    said: Mapped[str] = mapped_column(default="", index=True)
    statements: Mapped[dict[str, Any]] = mapped_column(
        JSON, default_factory=dict, info={"per_key": "s."}
    )
