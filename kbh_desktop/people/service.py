"""What can be done with people."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.clock import Clock
from kbh_desktop.errors import InputError, NotFoundError
from kbh_desktop.i18n import _
from kbh_desktop.ids import ChangeId, PersonId, new_id
from kbh_desktop.people import search
from kbh_desktop.people.access import cut, cut_row, require_casework, require_names
from kbh_desktop.people.aliases import registrations, shown_id, shown_ids
from kbh_desktop.people.deadlines import deadlines
from kbh_desktop.people.duplicates import duplicates
from kbh_desktop.people.fields import checked, hints
from kbh_desktop.people.index import InterviewSource, PersonIndex
from kbh_desktop.people.model import (
    Chip,
    Deadline,
    DuplicateHint,
    FieldHistory,
    Hint,
    Person,
    PersonPage,
    PersonQuery,
    PersonRow,
    TimelineEvent,
)
from kbh_desktop.people.records import NoteRecord, PersonRecord
from kbh_desktop.people.timeline import TimelineSource, merge_events, note_events, person_events
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.security.model import Actor
from kbh_desktop.storage import change_log
from kbh_desktop.storage.database import Database

_NAMING = ("given_name", "family_name", "called_name", "udl_nr", "cpr")


class PeopleService:
    """Registers, changes and finds people, as far as the role of `actor` reaches.

    Every method raises NotAllowedError for a role without it.
    """

    def __init__(self, database: Database, clock: Clock, actor: Actor) -> None:
        self._database = database
        self._clock = clock
        self._actor = actor
        self._index = PersonIndex(database)
        self._search = search.PersonSearch(self._index, actor.name)
        self._audit = AuditLog(database, clock, actor)
        self._happened: list[TimelineSource] = []

    def prepare(self) -> None:
        """Make the search index where there is none yet; after all sources are known."""
        self._index.ensure()

    def watch_interviews(self, facts: InterviewSource, events: TimelineSource) -> None:
        """Let lists and timelines know about interviews."""
        self._index.watch_interviews(facts)
        self._happened.append(events)

    @property
    def index(self) -> PersonIndex:
        """The index, for whoever changes what it says about a person."""
        return self._index

    def register(self, **fields: object) -> Person:
        """Register a person with any of the fields of `Person` and return them.

        Raises:
            InputError: a field can't hold that, or neither a name nor a number was given.
        """
        require_casework(self._actor)
        good = checked(fields, self.today())
        if not any(good.get(name) for name in _NAMING):
            raise InputError(_("Give at least a name or a number."), field="given_name")
        good.setdefault("consultant", self._actor.name)
        person_id = new_id()
        with self._database.write() as session:
            record = PersonRecord(id=person_id, scope=person_id, **good)
            session.add(record)
            self._index.refresh(session, [person_id])
            return record.as_model()

    def get(self, person_id: PersonId) -> Person:
        """Return one person, cut to what the role may see.

        Raises:
            NotFoundError: nobody with that id on this device.
        """
        require_names(self._actor)
        with self._database.read() as session:
            return cut(self._record(session, person_id).as_model(), self._actor)

    def open(self, person_id: PersonId) -> Person:
        """Return one person as `get` does, and log that their page was opened.

        Raises:
            NotFoundError: nobody with that id on this device.
        """
        require_names(self._actor)
        with self._database.write():
            person = self.get(person_id)
            self._audit.record(AuditAction.OPEN_PERSON, person_id=person_id)
        return person

    def change(
        self, person_id: PersonId, *, base: Iterable[ChangeId] | None = None, **fields: object
    ) -> Person:
        """Change some fields and return the person; `base` is what `heads` gave when shown.

        Raises:
            InputError: a field can't hold that.
            NotFoundError: nobody with that id on this device.
        """
        return self.change_fields(person_id, fields, base=base)

    def change_fields(
        self,
        person_id: PersonId,
        fields: Mapping[str, object],
        *,
        base: Iterable[ChangeId] | None = None,
    ) -> Person:
        """Change the fields that differ, as `change` does, from a mapping."""
        require_casework(self._actor)
        good = checked(fields, self.today())
        with self._database.write() as session:
            record = self._record(session, person_id)
            if base is not None:
                change_log.based_on(session, record, base)
            for name, value in good.items():
                if getattr(record, name) != value:
                    setattr(record, name, value)
            self._index.refresh(session, [record.id])
            return record.as_model()

    def find(self, query: PersonQuery, *, limit: int = 200, offset: int = 0) -> PersonPage:
        """Return the ids of one window of the list that `query` describes, and the total."""
        require_names(self._actor)
        with self._database.read() as session:
            return self._search.find(session, query, self.today(), limit, offset)

    def rows(self, ids: Sequence[PersonId]) -> tuple[PersonRow, ...]:
        """Return what a list shows of `ids`, in that order; people who are gone are left out."""
        require_names(self._actor)
        with self._database.read() as session:
            shown = shown_ids(session, ids)
            found = search.rows(session, [PersonId(shown.get(each, each)) for each in ids])
        return tuple(cut_row(row, self._actor) for row in found)

    def counts(self) -> dict[Chip, int]:
        """Return how many people each chip of the list would show."""
        require_names(self._actor)
        with self._database.read() as session:
            return self._search.counts(session, self.today())

    def hints(self, **fields: object) -> tuple[Hint, ...]:
        """Return what deserves a second look in fields that are being typed.

        Raises:
            InputError: a field can't hold that.
        """
        return hints(fields, self.today())

    def duplicates(self, **fields: object) -> tuple[DuplicateHint, ...]:
        """Return people who may be the one being typed; with `id`, never that one.

        Raises:
            InputError: a field can't hold that.
        """
        require_casework(self._actor)
        person_id = fields.pop("id", None)
        good = checked(fields, self.today())
        with self._database.read() as session:
            return duplicates(session, {**good, "id": person_id})

    def deadlines(self, person_id: PersonId) -> tuple[Deadline, ...]:
        """Return what is still open for a person, the earliest first."""
        require_casework(self._actor)
        with self._database.read() as session:
            person = self._record(session, person_id).as_model()
            return deadlines(person, self._index.facts(session, person.id).finished_forms)

    def heads(self, person_id: PersonId) -> tuple[ChangeId, ...]:
        """Return what a screen has seen of a person; hand it to `change` as `base`."""
        with self._database.read() as session:
            return change_log.heads(session, shown_id(session, person_id))

    def history(
        self, person_id: PersonId, field_name: str | None = None
    ) -> tuple[FieldHistory, ...]:
        """Return the earlier values of all fields or of one, newest first.

        Those of registrations shown under this one follow, and count as earlier values.
        """
        require_casework(self._actor)
        with self._database.read() as session:
            shown, *others = registrations(session, person_id)
            return tuple(
                FieldHistory(
                    write.change_id,
                    write.field,
                    write.value,
                    write.author,
                    datetime.fromisoformat(write.wall),
                    write.is_head and each == shown,
                )
                for each in (shown, *others)
                for write in change_log.history(session, each, field_name)
            )

    def add_note(self, person_id: PersonId, text: str) -> TimelineEvent:
        """Write a note on a person's timeline.

        Raises:
            InputError: the note is empty.
        """
        require_casework(self._actor)
        if not text.strip():
            raise InputError(_("Write something first."), field="note")
        now = self._clock()
        with self._database.write() as session:
            note = NoteRecord(
                scope=self._record(session, person_id).id,
                text=text.strip(),
                author=self._actor.name,
                written_at=now.isoformat(),
            )
            session.add(note)
        return TimelineEvent(now, "note", note.text, note.author, note.id)

    def timeline(self, person_id: PersonId) -> tuple[TimelineEvent, ...]:
        """Return what happened with a person, newest first."""
        require_casework(self._actor)
        with self._database.read() as session:
            self._record(session, person_id)
            events = []
            for each in registrations(session, person_id):
                events += person_events(session, each) + note_events(session, each)
                events += merge_events(session, each)
                for happened in self._happened:
                    events += happened(session, each)
        return tuple(sorted(events, key=lambda event: event.at, reverse=True))

    def reveal_cpr(self, person_id: PersonId, reason: str) -> str:
        """Return the whole CPR number; who, when and why is logged first.

        Raises:
            InputError: no reason was given.
        """
        require_casework(self._actor)
        if not reason.strip():
            raise InputError(_("Say why you need the whole number."), field="reason")
        with self._database.write() as session:
            cpr = self._record(session, person_id).cpr
            self._audit.record(AuditAction.REVEAL_CPR, person_id=person_id, reason=reason.strip())
        return cpr

    def today(self) -> date:
        """Return the date where this device stands."""
        return self._clock().astimezone().date()

    def _record(self, session: Session, person_id: str) -> PersonRecord:
        """Return the registration that `person_id` is shown under."""
        record = session.get(PersonRecord, shown_id(session, person_id))
        if record is None or record.state == "deleted":
            raise NotFoundError(_("That person is not on this device."))
        return record
