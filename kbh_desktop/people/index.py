"""The index that people are listed, counted and searched by.

It is derived from the other tables: kept in the same transactions, and made anew when it is
missing or was made by an older version.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from kbh_desktop.changes import DataChanged
from kbh_desktop.people.aliases import Aliases, registrations_of, shown_id
from kbh_desktop.people.deadlines import deadlines
from kbh_desktop.people.folding import folded_words, sort_key, sounds_like
from kbh_desktop.people.full_text import Searched, full_text_of
from kbh_desktop.people.model import Person
from kbh_desktop.people.records import PersonIndexRecord, PersonRecord, PersonWordsRecord
from kbh_desktop.people.same_person import Group
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.projection import BATCH, batches
from kbh_desktop.storage.tables import ConflictRecord

NO_DEADLINE = "9999"
_VERSION = 3


@dataclass(frozen=True, slots=True)
class InterviewFacts:
    """What a list of people says about the interviews of one of them."""

    count: int = 0
    finished_forms: frozenset[str] = frozenset()
    answered: int = 0
    total: int = 0


InterviewSource = Callable[[Session, Sequence[str]], Mapping[str, InterviewFacts]]
_NONE = InterviewFacts()


def _no_interviews(_session: Session, _ids: Sequence[str]) -> Mapping[str, InterviewFacts]:
    return {}


class PersonIndex:
    """Keeps `person_index` and its full-text tables in line with people and their interviews."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._interviews: InterviewSource = _no_interviews
        self.generation = 0
        """Grows with every committed change, so that what was read before is read anew."""
        self.aliases = Aliases(database)
        self.aliases.on_regrouped(self.refresh)
        database.on_projected("person", self.refresh)
        database.changes.subscribe(self._committed)

    def _committed(self, _change: DataChanged) -> None:
        self.generation += 1

    def watch_interviews(self, source: InterviewSource) -> None:
        """Ask `source` about the interviews of the people in the index."""
        self._interviews = source

    def facts(self, session: Session, person_id: str) -> InterviewFacts:
        """Return what is known about the interviews of one person."""
        return self._interviews(session, [person_id]).get(person_id, _NONE)

    def ensure(self) -> None:
        """Make the index where there is none of this version."""
        with self._database.read() as session:
            if self._database.meta_get(session, "person_index") == _VERSION:
                return
        self.rebuild()

    def rebuild(self) -> None:
        """Make the whole index anew; about 10 s for 100,000 persons."""
        with self._database.write() as session:
            session.execute(delete(PersonIndexRecord))
            session.execute(delete(PersonWordsRecord))
            full_text_of(session).make_anew(session.connection())
            self.aliases.rebuild(session)
            self.refresh(session, session.scalars(select(PersonRecord.id)).all())
            self._database.meta_set(session, "person_index", _VERSION)

    def refresh(self, session: Session, person_ids: Iterable[str]) -> None:
        """Bring the entries of `person_ids` up to date, inside a write transaction."""
        session.flush()
        for part in batches(person_ids, BATCH):
            self._refresh(session, part)

    def refresh_progress(self, session: Session, person_id: str) -> None:
        """Bring only the progress of interviews up to date, as after each answer."""
        person_id = shown_id(session, person_id)
        facts = self.facts(session, person_id)
        session.execute(
            update(PersonIndexRecord)
            .where(PersonIndexRecord.person_id == person_id)
            .values(answered=facts.answered, total=facts.total)
        )

    def _refresh(self, session: Session, ids: Sequence[str]) -> None:
        groups = registrations_of(session, ids)
        everybody = {*ids, *(each for group in groups.values() for each in group)}
        before = _known(session, list(everybody))
        people = self._people(session, list(everybody))
        shown = {person_id: people[person_id] for person_id in groups if person_id in people}
        gone = before.keys() - shown.keys()
        if gone:
            session.execute(delete(PersonIndexRecord).where(PersonIndexRecord.person_id.in_(gone)))
        if shown:
            _store(session, self._rows(session, shown, groups))
        _relearn(
            session,
            before,
            {i: _searched([people[each] for each in groups[i] if each in people]) for i in shown},
        )

    def _people(self, session: Session, ids: Sequence[str]) -> dict[str, Person]:
        query = select(PersonRecord).where(PersonRecord.id.in_(ids))
        found = session.scalars(query.where(PersonRecord.state != "deleted"))
        return {record.id: record.as_model() for record in found}

    def _rows(
        self, session: Session, people: Mapping[str, Person], groups: Mapping[str, Group]
    ) -> list[dict[str, Any]]:
        interviews = self._interviews(session, list(people))
        scopes = {each: shown for shown in people for each in groups[shown]}
        counted = (
            select(ConflictRecord.scope, func.count())
            .where(ConflictRecord.scope.in_(scopes))
            .group_by(ConflictRecord.scope)
        )
        conflicts: Counter[str] = Counter()
        for scope, count in session.execute(counted):
            conflicts[scopes[scope]] += count
        return [
            _row(person, interviews.get(person_id, _NONE), conflicts[person_id])
            for person_id, person in people.items()
        ]


def _store(session: Session, rows: list[dict[str, Any]]) -> None:
    statement = insert(PersonIndexRecord.__table__)  # type: ignore[arg-type]
    session.connection().execute(
        statement.on_conflict_do_update(
            index_elements=["person_id"],
            set_={name: statement.excluded[name] for name in rows[0] if name != "person_id"},
        ),
        rows,
    )


def _known(session: Session, ids: Sequence[str]) -> dict[str, Searched]:
    """Return the position and what the full-text table holds of those of `ids` it knows."""
    index, learnt = PersonIndexRecord, PersonWordsRecord
    query = (
        select(index.person_id, learnt.position, learnt.words, learnt.sounds)
        .join(learnt, learnt.position == index.position)
        .where(index.person_id.in_(ids))
    )
    return {i: (position, words, sounds) for i, position, words, sounds in session.execute(query)}


def _relearn(
    session: Session, before: Mapping[str, Searched], now: Mapping[str, tuple[str, str]]
) -> None:
    """Bring the full-text table from `before` to `now`."""
    changed = [person_id for person_id, old in before.items() if now.get(person_id) != old[1:]]
    fresh = [person_id for person_id in now if person_id not in before or person_id in changed]
    connection, full_text = session.connection(), full_text_of(session)
    if changed:
        full_text.forget(connection, [before[person_id] for person_id in changed])
        gone = [before[i][0] for i in changed if i not in now]
        session.execute(delete(PersonWordsRecord).where(PersonWordsRecord.position.in_(gone)))
    if fresh:
        index = PersonIndexRecord
        query = select(index.person_id, index.position).where(index.person_id.in_(fresh))
        learnt = [(position, *now[person_id]) for person_id, position in session.execute(query)]
        full_text.learn(connection, learnt)


def _row(person: Person, interviews: InterviewFacts, conflicts: int) -> dict[str, Any]:
    due = deadlines(person, interviews.finished_forms)
    return {
        "person_id": person.id,
        "sort_name": sort_key(person.display_name),
        "phase": person.phase,
        "consultant": person.consultant,
        "centre": person.centre,
        "interviews": interviews.count,
        "answered": interviews.answered,
        "total": interviews.total,
        "conflicts": conflicts,
        "due_on": due[0].due_on.isoformat() if due else NO_DEADLINE,
        "due_rule": due[0].rule if due else "",
    }


def _searched(registrations: Sequence[Person]) -> tuple[str, str]:
    """Return what somebody is found by: the words of all their registrations."""
    words = [word for person in registrations for word in _words(person)]
    sounds: set[str] = set()
    for person in registrations:
        sounds |= sounds_like(f"{person.display_name} {person.latin_name}")
    return " ".join(dict.fromkeys(words)), " ".join(sorted(sounds))


def _words(person: Person) -> list[str]:
    names = (person.given_name, person.family_name, person.latin_name, person.called_name)
    phone = "".join(c for c in person.phone if c.isdigit())
    numbers = [person.udl_nr, person.cpr.lower(), phone]
    if person.phone.startswith("+45"):
        numbers.append(phone.removeprefix("45"))
    if person.cpr_kind == "erstatning":
        numbers.append(person.cpr[6:].lower())
    return [*folded_words(" ".join(names)), *filter(None, numbers)]
