"""Lists of people out of the index: filtered, searched and sorted by the database."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import Any

import orjson
from sqlalchemy import Row, String, TextClause, bindparam, text
from sqlalchemy.orm import Session

from kbh_desktop.ids import PersonId
from kbh_desktop.people.deadlines import deadline
from kbh_desktop.people.folding import folded_words
from kbh_desktop.people.full_text import Alternatives, Term, full_text_of
from kbh_desktop.people.index import NO_DEADLINE, PersonIndex
from kbh_desktop.people.model import (
    CHIPS,
    SOON_DAYS,
    Chip,
    Order,
    PersonPage,
    PersonQuery,
    PersonRow,
    Phase,
    mask_udl_nr,
)
from kbh_desktop.people.vocabulary import SHORTEST, Vocabulary

_MANY = 3_000
"""From so many hits on, walking the list in order is faster than sorting the hits."""
_ORDERS: dict[Order, str] = {
    "name": "i.sort_name, i.person_id",
    "deadline": "i.due_on, i.sort_name, i.person_id",
}
_CHIPS: dict[Chip, str] = {
    "all": "true",
    "mine": "i.consultant = :me",
    "due": "i.due_on <= :soon",
    "no_interview": "i.interviews = 0 AND i.phase <> 'closed'",
    "conflicts": "i.conflicts > 0",
}


@dataclass(frozen=True, slots=True)
class _Filter:
    sql: str
    values: dict[str, Any]


class PersonSearch:
    """Answers queries from the index."""

    def __init__(self, index: PersonIndex, me: str) -> None:
        self._index = index
        self._me = me
        self._vocabulary = Vocabulary(())
        self._generation = -1
        self._orders: dict[Order, tuple[int, list[int]]] = {}

    def find(
        self, session: Session, query: PersonQuery, today: date, limit: int, offset: int
    ) -> PersonPage:
        """Return one window of the list that `query` describes."""
        chosen = self._filter(query, today)
        page = {"limit": limit, "offset": offset}
        words = folded_words(query.text)
        if not words:
            total = session.scalar(
                _sql("SELECT count(*) FROM person_index i", chosen), chosen.values
            )
            rows = "SELECT i.person_id FROM person_index i"
            ids = session.scalars(_sql(rows, chosen, query.order), chosen.values | page)
            return PersonPage(_ids(ids.all()), total or 0)
        wanted = [[Term(word, begins=True)] for word in words]
        hits = _hits(session, wanted)
        forgiven = not hits
        if forgiven:
            wanted = [self._forgiving(session, word) for word in words]
            hits = _hits(session, wanted)
        window = (chosen, query.order, page)
        if hits > _MANY:
            return self._walk(session, wanted, *window)
        found = _sort(session, wanted, *window, hits)
        return replace(found, forgiven=forgiven and found.total > 0)

    def _walk(
        self,
        session: Session,
        asked: Alternatives,
        chosen: _Filter,
        order: Order,
        page: dict[str, int],
    ) -> PersonPage:
        """Return the window by walking the whole list in order until it is full."""
        full_text = full_text_of(session)
        listed = text(
            f"SELECT {full_text.listed(full_text.position)} FROM {full_text.table}"  # noqa: S608 - our own constants
            f" WHERE {full_text.found('words')}"
        )
        match = full_text.match("words", asked)
        hits = set(orjson.loads(session.scalar(listed, {"match": match})))
        if chosen.sql != _CHIPS["all"]:
            start = f"SELECT {full_text.listed('i.position')} FROM person_index i"  # noqa: S608 - as above
            positions = _sql(start, chosen)
            hits &= set(orjson.loads(session.scalar(positions, chosen.values)))
        wanted = (position for position in self._in_order(session, order) if position in hits)
        few = tuple(islice(wanted, page["offset"], page["offset"] + page["limit"]))
        ids = {position: i for position, i in session.execute(_IDS, {"few": few})}  # noqa: C416
        return PersonPage(_ids([ids[position] for position in few]), len(hits))

    def _in_order(self, session: Session, order: Order) -> list[int]:
        """Return the positions of everybody in that order, kept until the index changes."""
        generation, positions = self._orders.get(order, (-1, []))
        if generation != self._index.generation:
            generation = self._index.generation
            listed = full_text_of(session).listed("o.position")
            everybody = text(
                f"SELECT {listed} FROM (SELECT i.position FROM person_index i"  # noqa: S608 - our own constants
                f" ORDER BY {_ORDERS[order]}) AS o"
            )
            positions = orjson.loads(session.scalar(everybody))
            self._orders[order] = (generation, positions)
        return positions

    def counts(self, session: Session, today: date) -> dict[Chip, int]:
        """Return how many people each chip would show."""
        found: dict[Chip, int] = {}
        for chip in CHIPS:
            chosen = self._filter(PersonQuery(chip=chip), today)
            counted = _sql("SELECT count(*) FROM person_index i", chosen)
            found[chip] = session.scalar(counted, chosen.values) or 0
        return found

    def _filter(self, query: PersonQuery, today: date) -> _Filter:
        sql, values = _CHIPS[query.chip], {}
        if query.chip == "mine":
            values["me"] = self._me
        if query.chip == "due":
            values["soon"] = (today + timedelta(days=SOON_DAYS)).isoformat()
        if query.centre is not None:
            sql, values["centre"] = f"{sql} AND i.centre = :centre", query.centre
        return _Filter(sql, values)

    def _forgiving(self, session: Session, word: str) -> list[Term]:
        if len(word) < SHORTEST or word.isdigit():
            return [Term(word, begins=True)]
        if self._generation != self._index.generation:
            names = text(full_text_of(session).vocabulary)
            self._vocabulary = Vocabulary(session.scalars(names).all())
            self._generation = self._index.generation
        return [Term(word, begins=True), *map(Term, self._vocabulary.near(word))]


def _sql(start: str, chosen: _Filter, order: Order | None = None, also: str = "true") -> TextClause:
    # Every part is one of our own constants; what was typed goes in as values.
    ending = f" ORDER BY {_ORDERS[order]} LIMIT :limit OFFSET :offset" if order else ""
    return text(f"{start} WHERE {also} AND {chosen.sql}{ending}")


def _hits(session: Session, wanted: Alternatives) -> int:
    full_text = full_text_of(session)
    counted = text(
        f"SELECT count(*) FROM {full_text.table} WHERE {full_text.found('words')}"  # noqa: S608 - our own constants
    )
    return session.scalar(counted, {"match": full_text.match("words", wanted)}) or 0


def _sort(
    session: Session,
    wanted: Alternatives,
    chosen: _Filter,
    order: Order,
    page: dict[str, int],
    hits: int,
) -> PersonPage:
    """Return the window by sorting the hits."""
    full_text = full_text_of(session)
    joined = f"FROM {full_text.table} JOIN person_index i ON i.position = {full_text.position}"
    matches = full_text.found("words")
    values = {**chosen.values, "match": full_text.match("words", wanted)}
    total = hits
    if chosen.sql != _CHIPS["all"]:
        counted = _sql(f"SELECT count(*) {joined}", chosen, also=matches)
        total = session.scalar(counted, values) or 0
    ids = session.scalars(
        _sql(f"SELECT i.person_id {joined}", chosen, order, matches), values | page
    )
    return PersonPage(_ids(ids.all()), total)


_IDS = text("SELECT position, person_id FROM person_index WHERE position IN :few").bindparams(
    bindparam("few", expanding=True)
)


def _ids(found: Sequence[str]) -> tuple[PersonId, ...]:
    return tuple(PersonId(person_id) for person_id in found)


_ROWS = text(
    "SELECT p.id, trim(p.given_name || ' ' || p.family_name) AS name, p.cpr, p.udl_nr, p.centre,"
    " p.mother_tongues, p.phase, p.consultant, i.answered, i.total, i.interviews, i.due_on,"
    " i.due_rule, i.conflicts FROM person_index i JOIN person p ON p.id = i.person_id"
    " WHERE i.person_id IN :ids"
).bindparams(bindparam("ids", expanding=True, type_=String))


def rows(session: Session, ids: Sequence[PersonId]) -> tuple[PersonRow, ...]:
    """Return the rows of `ids` in that order; people who are gone are left out."""
    found = {row.id: _row(row) for row in session.execute(_ROWS, {"ids": list(ids)})}
    return tuple(found[person_id] for person_id in ids if person_id in found)


def _row(row: Row[Any]) -> PersonRow:
    due = row.due_on != NO_DEADLINE
    phase: Phase = row.phase
    return PersonRow(
        id=PersonId(row.id),
        name=row.name,
        number=f"{row.cpr[:6]}-xxxx" if row.cpr else mask_udl_nr(row.udl_nr),
        centre=row.centre,
        mother_tongues=row.mother_tongues,
        phase=phase,
        consultant=row.consultant,
        answered=row.answered,
        total=row.total,
        interviews=row.interviews,
        deadline=deadline(row.due_rule, date.fromisoformat(row.due_on)) if due else None,
        conflicts=row.conflicts,
    )
