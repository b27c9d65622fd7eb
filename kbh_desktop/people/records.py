"""How people are stored: what travels in bundles, and the indexes of this device."""

from dataclasses import fields
from typing import ClassVar, cast

from sqlalchemy import DDL, Index, event
from sqlalchemy.orm import Mapped, mapped_column

from kbh_desktop.ids import PersonId
from kbh_desktop.people.full_text import VECTOR_INDEXES
from kbh_desktop.people.model import Person
from kbh_desktop.people.same_person import Link, LinkStatus
from kbh_desktop.storage.base import Record, SyncedRecord


class PersonRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """A stored person; the columns are those of `Person`."""

    __tablename__ = "person"
    __entity__: ClassVar[str] = "person"

    given_name: Mapped[str] = mapped_column(default="")
    family_name: Mapped[str] = mapped_column(default="")
    latin_name: Mapped[str] = mapped_column(default="")
    called_name: Mapped[str] = mapped_column(default="")
    udl_nr: Mapped[str] = mapped_column(default="", index=True)
    cpr: Mapped[str] = mapped_column(default="", index=True)
    cpr_kind: Mapped[str] = mapped_column(default="")
    birth_date: Mapped[str] = mapped_column(default="")
    birth_precision: Mapped[str] = mapped_column(default="day")
    sex: Mapped[str] = mapped_column(default="")
    citizenships: Mapped[str] = mapped_column(default="")
    residence_basis: Mapped[str] = mapped_column(default="")
    decision_date: Mapped[str] = mapped_column(default="")
    municipality_expected: Mapped[str] = mapped_column(default="")
    municipality_decided: Mapped[str] = mapped_column(default="")
    municipality_actual: Mapped[str] = mapped_column(default="")
    entry_date: Mapped[str] = mapped_column(default="")
    arrival_date: Mapped[str] = mapped_column(default="")
    moved_on: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    address_protected: Mapped[bool] = mapped_column(default=False)
    civil_status: Mapped[str] = mapped_column(default="")
    mother_tongues: Mapped[str] = mapped_column(default="")
    languages: Mapped[str] = mapped_column(default="")
    centre: Mapped[str] = mapped_column(default="")
    phase: Mapped[str] = mapped_column(default="asylum")
    consultant: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")

    def as_model(self) -> Person:
        """Return the person as the rest of the program sees one."""
        return Person(id=PersonId(self.id), **{name: getattr(self, name) for name in PERSON_FIELDS})


PERSON_FIELDS = tuple(field.name for field in fields(Person) if field.name != "id")


class NoteRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """A line somebody wrote on a person's timeline."""

    __tablename__ = "note"
    __entity__: ClassVar[str] = "note"

    text: Mapped[str] = mapped_column(default="")
    author: Mapped[str] = mapped_column(default="")
    written_at: Mapped[str] = mapped_column(default="")


class PersonIndexRecord(Record, kw_only=True, eq=False, repr=False):
    """What lists sort and count by; made anew from the other tables whenever needed.

    Rows are narrow, so that those of 100,000 people stay in the page cache while typing.
    """

    __tablename__ = "person_index"
    __table_args__ = (
        Index("ix_person_index_name", "sort_name", "person_id"),
        Index("ix_person_index_due", "due_on", "sort_name", "person_id"),
        Index("ix_person_index_consultant", "consultant", "sort_name", "person_id"),
        Index("ix_person_index_open", "interviews", "phase", "sort_name"),
        Index("ix_person_index_conflicts", "conflicts"),
    )

    position: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[str] = mapped_column(unique=True)
    sort_name: Mapped[str]
    phase: Mapped[str]
    consultant: Mapped[str]
    centre: Mapped[str]
    interviews: Mapped[int]
    answered: Mapped[int]
    total: Mapped[int]
    conflicts: Mapped[int]
    due_on: Mapped[str]
    """Of the next deadline, ISO; `9999` when there is none."""
    due_rule: Mapped[str]


class PersonWordsRecord(Record, kw_only=True, eq=False, repr=False):
    """What people are searched by; the content of the full-text table `person_fts`."""

    __tablename__ = "person_words"

    position: Mapped[int] = mapped_column(primary_key=True)
    """That of the person in `person_index`."""
    words: Mapped[str]
    """Folded names, and numbers as digits only."""
    sounds: Mapped[str]
    """Skeletons of the names, for finding duplicates."""


class SamePersonRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """What was decided about two registrations; ids only, as every device of the office has it.

    Its id is `same_person.link_id` of the two, so that decisions made in two places meet.
    """

    __tablename__ = "same_person"
    __entity__: ClassVar[str] = "same_person"

    one: Mapped[str] = mapped_column(default="", index=True)
    other: Mapped[str] = mapped_column(default="", index=True)
    kept: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="undone")

    def as_model(self) -> Link:
        """Return the decision; a status of a newer version counts as none."""
        known: LinkStatus = "undone"
        if self.status in ("same", "different"):
            known = cast("LinkStatus", self.status)
        return Link(self.one, self.other, self.kept, known)


class MergeRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """Two registrations brought together once, and why; its scope is the kept one."""

    __tablename__ = "person_merge"
    __entity__: ClassVar[str] = "person_merge"

    link_id: Mapped[str] = mapped_column(default="", index=True)
    merged: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    author: Mapped[str] = mapped_column(default="")
    merged_at: Mapped[str] = mapped_column(default="")
    taken_id: Mapped[str] = mapped_column(default="")
    """The change of the kept person that took values over."""
    undone: Mapped[bool] = mapped_column(default=False)


class SamePersonIndexRecord(Record, kw_only=True, eq=False, repr=False):
    """Under whom a registration is shown; made anew from the links whenever needed."""

    __tablename__ = "same_person_index"

    person_id: Mapped[str] = mapped_column(primary_key=True)
    shown_id: Mapped[str] = mapped_column(index=True)


for _statement in VECTOR_INDEXES:
    _made = DDL(_statement).execute_if(dialect="postgresql")  # type: ignore[no-untyped-call]
    event.listen(PersonWordsRecord.__table__, "after_create", _made)
