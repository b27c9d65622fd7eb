"""How a competence card is stored, and the words that found nothing; both travel in bundles."""

from typing import ClassVar

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from kbh_desktop.competences.items import KINDS, Item
from kbh_desktop.storage.base import SyncedRecord

VALUE = "v."
"""Before the name of a field of an item, as the change log names it."""


class CardItemRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """One thing on a person's card; each of its fields is merged on its own."""

    __tablename__ = "card_item"
    __entity__: ClassVar[str] = "card_item"

    kind: Mapped[str] = mapped_column(default="")
    interview_id: Mapped[str] = mapped_column(default="")
    added_at: Mapped[str] = mapped_column(default="")
    fields: Mapped[dict[str, str]] = mapped_column(
        JSON, default_factory=dict, info={"per_key": VALUE}
    )

    def as_model(self) -> Item:
        """Return the item as the rest of the program sees it.

        Raises: ValueError for a kind that this version does not know.
        """
        if self.kind not in KINDS:
            message = f"unknown kind of item: {self.kind}"
            raise ValueError(message)
        return Item(
            id=self.id,
            kind=self.kind,
            values=dict(self.fields),
            interview_id=self.interview_id,
            added_at=self.added_at,
            in_conflict=self.conflicts > 0,
        )


class MissedWordRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """Words that found nothing in the catalogue: the text alone, of no person."""

    __tablename__ = "missed_word"
    __entity__: ClassVar[str] = "missed_word"

    text: Mapped[str] = mapped_column(default="")


class EscoFileRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """One ESCO pack, made small; laptops get it with the office's bundles."""

    __tablename__ = "esco_file"
    __entity__: ClassVar[str] = "esco_file"

    language: Mapped[str] = mapped_column(default="")
    """ISO 639; empty for relations alone."""
    version: Mapped[str] = mapped_column(default="")
    data: Mapped[str] = mapped_column(default="", deferred=True)
    """As `esco_compact` writes it, base64."""
