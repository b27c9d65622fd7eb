"""How attachments are stored; their content is kept by storage under its SHA-256."""

from typing import ClassVar, cast

from sqlalchemy.orm import Mapped, mapped_column

from kbh_desktop.attachments.model import Attachment, Kind
from kbh_desktop.ids import PersonId
from kbh_desktop.storage.base import WHOLE_OFFICE, SyncedRecord


class AttachmentRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """What is known of one file, written once; its content may still be on its way."""

    __tablename__ = "attachment"
    __entity__: ClassVar[str] = "attachment"

    sha256: Mapped[str] = mapped_column(default="", index=True, info={"blob": True})
    size: Mapped[int] = mapped_column(default=0)
    media_type: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="")
    owner: Mapped[str] = mapped_column(default="", index=True)
    path: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    sealed: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[str] = mapped_column(default="")
    added_by: Mapped[str] = mapped_column(default="")

    def as_model(self, *, is_here: bool) -> Attachment:
        """Return the attachment as the rest of the program sees it."""
        return Attachment(
            id=self.id,
            name=self.name,
            sha256=self.sha256,
            size=self.size,
            media_type=self.media_type,
            kind=cast("Kind", self.kind),
            person_id=None if self.scope == WHOLE_OFFICE else PersonId(self.scope),
            owner=self.owner,
            path=self.path,
            is_sealed=self.sealed,
            is_here=is_here,
        )
