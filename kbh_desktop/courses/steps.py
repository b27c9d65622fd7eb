"""Deeds on a plan that can be undone and done again, also after a restart.

Each deed is one transaction and one step. Undoing writes the earlier values as ordinary changes, so
it travels; it is refused where somebody else has changed the same since.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from kbh_desktop.courses.records import StepRecord
from kbh_desktop.courses.schedule import Done
from kbh_desktop.errors import InputError, StaleError
from kbh_desktop.i18n import _
from kbh_desktop.storage import change_log
from kbh_desktop.storage.base import SyncedRecord, synced_entities, synced_fields

Side = Literal["before", "after"]
Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """What a step did to one record; no fields on a side where the record was not there."""

    entity: str
    id: str
    before: Fields | None
    after: Fields | None

    def side(self, side: Side) -> Fields | None:
        """Return one of the two."""
        return self.before if side == "before" else self.after


class Pen:
    """Writes records and remembers how they were, for one step."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.parts: list[Part] = []

    def add(self, record: SyncedRecord) -> None:
        """Add a new record."""
        self.session.add(record)
        self.session.flush()
        self._note(record, None, _all_fields(record))

    def change(self, record: SyncedRecord, **fields: Any) -> None:  # noqa: ANN401 - any column
        """Write those of `fields` that differ."""
        before = {name: getattr(record, name) for name in fields}
        differing = {name: value for name, value in fields.items() if before[name] != value}
        for name, value in differing.items():
            setattr(record, name, value)
        if differing:
            self._note(record, {name: before[name] for name in differing}, differing)

    def remove(self, record: SyncedRecord) -> None:
        """Delete a record."""
        before = _all_fields(record)
        change_log.delete_record(self.session, record)
        self._note(record, before, None)

    def _note(self, record: SyncedRecord, before: Fields | None, after: Fields | None) -> None:
        self.parts.append(Part(type(record).__entity__, record.id, before, after))


class StepLog:
    """The steps of one user on one course on this device."""

    def __init__(self, session: Session, course_id: str, author: str) -> None:
        self._session = session
        self._course_id = course_id
        self._author = author

    def note(self, label: str, pen: Pen) -> Done:
        """Keep what `pen` wrote as the newest step; what was undone before is gone."""
        if pen.parts:
            self._session.execute(
                delete(StepRecord).where(*self._mine(), StepRecord.undone.is_(True))
            )
            parts = [[part.entity, part.id, part.before, part.after] for part in pen.parts]
            self._session.add(
                StepRecord(course_id=self._course_id, author=self._author, label=label, parts=parts)
            )
        return Done(label, can_undo=bool(pen.parts) or bool(self.undo_label()))

    def undo(self) -> Done:
        """Take the newest step back.

        Raises:
            InputError: there is none.
            StaleError: somebody else has changed the same since.
        """
        step = self._next(undone=False)
        if step is None:
            raise InputError(_("There is nothing to undo."))
        for part in reversed(_parts(step)):
            self._restore(part, "after", "before")
        step.undone = True
        self._session.flush()
        return Done(step.label, can_undo=bool(self.undo_label()))

    def redo(self) -> Done:
        """Do again what was undone last.

        Raises:
            InputError: there is none.
            StaleError: somebody else has changed the same since.
        """
        step = self._next(undone=True)
        if step is None:
            raise InputError(_("There is nothing to do again."))
        for part in _parts(step):
            self._restore(part, "before", "after")
        step.undone = False
        self._session.flush()
        return Done(step.label, can_undo=True)

    def undo_label(self) -> str:
        """Return the words for what would be undone; empty for nothing."""
        step = self._next(undone=False)
        return step.label if step else ""

    def redo_label(self) -> str:
        """Return the words for what would be done again; empty for nothing."""
        step = self._next(undone=True)
        return step.label if step else ""

    def _mine(self) -> tuple[Any, ...]:
        return (StepRecord.course_id == self._course_id, StepRecord.author == self._author)

    def _next(self, *, undone: bool) -> StepRecord | None:
        order = StepRecord.number.asc() if undone else StepRecord.number.desc()
        query = select(StepRecord).where(*self._mine(), StepRecord.undone.is_(undone))
        return self._session.scalar(query.order_by(order).limit(1))

    def _restore(self, part: Part, expected: Side, wanted: Side) -> None:
        record = self._session.get(synced_entities()[part.entity], part.id)
        was, will = part.side(expected), part.side(wanted)
        if record is None or not _stands(record, was):
            raise StaleError(_("Somebody else has changed this since. It can't be undone."))
        if will is None:
            change_log.delete_record(self._session, record)
        elif was is None:
            change_log.undelete_record(self._session, record)
        else:
            for name, value in will.items():
                setattr(record, name, value)
        self._session.flush()


def _parts(step: StepRecord) -> list[Part]:
    return [Part(*part) for part in step.parts]


def _stands(record: SyncedRecord, fields: Fields | None) -> bool:
    """Return whether a record is as a step left it."""
    if fields is None or record.state == "deleted":
        return fields is None and record.state == "deleted"
    return all(getattr(record, name) == value for name, value in fields.items())


def _all_fields(record: SyncedRecord) -> dict[str, Any]:
    return {column.name: getattr(record, column.name) for column in synced_fields(type(record))}
