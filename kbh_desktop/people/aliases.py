"""One person behind several registrations, as this device knows them."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import delete, insert, or_, select
from sqlalchemy.orm import Session

from kbh_desktop.ids import PersonId
from kbh_desktop.people.records import PersonRecord, SamePersonIndexRecord, SamePersonRecord
from kbh_desktop.people.same_person import Group, Link, groups
from kbh_desktop.storage.batches import batches
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.writing import transaction_of

Regrouped = Callable[[Session, Iterable[str]], None]
_INDEX = SamePersonIndexRecord


def shown_id(session: Session, person_id: str) -> PersonId:
    """Return the registration that `person_id` is shown under, mostly itself."""
    shown = session.scalar(select(_INDEX.shown_id).where(_INDEX.person_id == person_id))
    return PersonId(shown or person_id)


def shown_ids(session: Session, person_ids: Iterable[str]) -> Mapping[str, str]:
    """Return under whom those of `person_ids` are shown that are not shown under themselves."""
    query = select(_INDEX.person_id, _INDEX.shown_id).where(_INDEX.person_id != _INDEX.shown_id)
    return {
        row.person_id: row.shown_id
        for part in batches(person_ids)
        for row in session.execute(query.where(_INDEX.person_id.in_(part)))
    }


def registrations(session: Session, person_id: str) -> Group:
    """Return the ids that things about this person may be kept under, the shown one first."""
    return registrations_of(session, [person_id])[shown_id(session, person_id)]


def registrations_of(session: Session, person_ids: Iterable[str]) -> Mapping[str, Group]:
    """Return the registrations of everybody in `person_ids`, by the shown one."""
    ids = list(person_ids)
    elsewhere = shown_ids(session, ids)
    found: dict[str, list[str]] = {elsewhere.get(each, each): [] for each in ids}
    query = select(_INDEX.shown_id, _INDEX.person_id).where(_INDEX.person_id != _INDEX.shown_id)
    for part in batches(found):
        for shown, other in session.execute(query.where(_INDEX.shown_id.in_(part))):
            found[shown].append(other)
    return {shown: (shown, *sorted(others)) for shown, others in found.items()}


def decided_people(session: Session, decision_ids: Iterable[str]) -> set[str]:
    """Return the registrations that the decisions are about."""
    query = select(SamePersonRecord.one, SamePersonRecord.other)
    rows = session.execute(query.where(SamePersonRecord.id.in_(decision_ids)))
    return {each for row in rows for each in row}


class Aliases:
    """Keeps `same_person_index` in line with the links and with who is on this device."""

    def __init__(self, database: Database) -> None:
        self._regrouped: list[Regrouped] = []
        database.on_projected("same_person", self._links_changed)
        database.on_projected("person", self.people_changed)

    def on_regrouped(self, callback: Regrouped) -> None:
        """Call `callback` with the ids whose group changed, inside the transaction."""
        self._regrouped.append(callback)

    def rebuild(self, session: Session) -> None:
        """Make the whole index anew; nobody is told."""
        session.execute(delete(_INDEX))
        _store(session, _links(session))

    def people_changed(self, session: Session, person_ids: Iterable[str]) -> None:
        """Look again at people who came or went."""
        self._look_again(session, set(person_ids))

    def _links_changed(self, session: Session, link_ids: Iterable[str]) -> None:
        self._look_again(session, decided_people(session, link_ids))

    def _look_again(self, session: Session, person_ids: set[str]) -> None:
        links = _links_around(session, person_ids)
        if not links:
            return
        concerned = {each for link in links for each in (link.one, link.other)}
        # Taking a link away splits a group: those it was with have to be looked at too.
        before = _kept(session, concerned)
        for part in batches(before):
            session.execute(delete(_INDEX).where(_INDEX.person_id.in_(part)))
        _store(session, links)
        after = _kept(session, concerned)
        changed = {i for i in before | after if before.get(i) != after.get(i)}
        if changed:
            session.expire_all()
            transaction_of(session).touch("person", changed)
            for callback in self._regrouped:
                callback(session, changed)


def _store(session: Session, links: Iterable[Link]) -> None:
    known = list(links)
    ends = {each for link in known for each in (link.one, link.other)}
    rows = [
        {"person_id": person_id, "shown_id": group[0]}
        for person_id, group in groups(known, _here(session, ends)).items()
    ]
    if rows:
        session.execute(insert(_INDEX), rows)


def _links(session: Session) -> list[Link]:
    query = select(SamePersonRecord).where(SamePersonRecord.status == "same")
    return [record.as_model() for record in session.scalars(query)]


def _links_around(session: Session, person_ids: Iterable[str]) -> list[Link]:
    """Return all links that lead, over any number of others, to `person_ids`."""
    found: dict[str, Link] = {}
    seen: set[str] = set()
    waiting = set(person_ids)
    while waiting:
        seen |= waiting
        ends: set[str] = set()
        for part in batches(waiting):
            query = select(SamePersonRecord).where(
                or_(SamePersonRecord.one.in_(part), SamePersonRecord.other.in_(part))
            )
            for record in session.scalars(query):
                found[record.id] = record.as_model()
                ends |= {record.one, record.other}
        waiting = ends - seen
    return list(found.values())


def _here(session: Session, person_ids: Iterable[str]) -> set[str]:
    query = select(PersonRecord.id).where(PersonRecord.state != "deleted")
    return {
        person_id
        for part in batches(person_ids)
        for person_id in session.scalars(query.where(PersonRecord.id.in_(part)))
    }


def _kept(session: Session, person_ids: Iterable[str]) -> dict[str, str]:
    query = select(_INDEX.person_id, _INDEX.shown_id)
    rows: Sequence[tuple[str, str]] = [
        (person_id, shown)
        for part in batches(person_ids)
        for person_id, shown in session.execute(query.where(_INDEX.person_id.in_(part)))
    ]
    return dict(rows)
