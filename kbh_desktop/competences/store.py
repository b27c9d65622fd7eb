"""Reads and writes the things on competence cards, inside a transaction of the caller."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from kbh_desktop.competences.items import KINDS, Item, Kind
from kbh_desktop.competences.records import CardItemRecord
from kbh_desktop.people.aliases import registrations
from kbh_desktop.storage import change_log

_OK = "ok"
Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Written:
    """What one write did to one item: the fields before and after; None is no item at all."""

    item_id: str
    kind: Kind
    before: Fields | None = field(repr=False)
    after: Fields | None = field(repr=False)

    def backwards(self) -> "Written":
        """Return the write that takes this one back."""
        return Written(self.item_id, self.kind, self.after, self.before)


def items_of(session: Session, person_id: str) -> tuple[Item, ...]:
    """Return what is kept of a person; kinds of a newer version are passed over."""
    query = select(CardItemRecord).where(
        CardItemRecord.scope.in_(registrations(session, person_id)),
        CardItemRecord.state == _OK,
        CardItemRecord.kind.in_(KINDS),
    )
    return tuple(record.as_model() for record in session.scalars(query))


def fields_now(session: Session, item_id: str) -> dict[str, str] | None:
    """Return the fields of an item, None when it is not there (any more)."""
    record = session.get(CardItemRecord, item_id)
    return dict(record.fields) if record is not None and record.state == _OK else None


def write(
    session: Session, person_id: str, item: Item, fields: Fields, *, now: str
) -> Written | None:
    """Write `fields` of an item, which is made when it is not there; None when nothing changes.

    An empty field is taken away. One that was deleted comes back.
    """
    record = session.get(CardItemRecord, item.id)
    before = dict(record.fields) if record is not None and record.state == _OK else None
    kept = dict(record.fields) if record is not None else {}
    after = {name: value for name, value in {**kept, **fields}.items() if value}
    if after == before:
        return None
    if record is None:
        record = CardItemRecord(
            id=item.id,
            scope=person_id,
            kind=item.kind,
            interview_id=item.interview_id,
            added_at=now,
            fields=after,
        )
        session.add(record)
    else:
        if record.state != _OK:
            change_log.undelete_record(session, record)
        if record.fields != after:
            record.fields = after
    session.flush()
    return Written(item.id, item.kind, before, after)


def remove(session: Session, item_id: str) -> Written | None:
    """Take an item off the card; its history stays."""
    record = session.get(CardItemRecord, item_id)
    if record is None or record.state != _OK:
        return None
    kind = record.as_model().kind
    before = dict(record.fields)
    change_log.delete_record(session, record)
    return Written(item_id, kind, before, None)


def put_back(session: Session, person_id: str, written: Written, *, now: str) -> bool:
    """Do `written`, if the item still is as it was before; return whether it was done."""
    if fields_now(session, written.item_id) != written.before:
        return False
    if written.after is None:
        remove(session, written.item_id)
        return True
    gone = dict.fromkeys((written.before or {}).keys() - written.after.keys(), "")
    item = Item(written.item_id, written.kind, {})
    write(session, person_id, item, {**gone, **written.after}, now=now)
    return True
