"""Takes an ESCO pack into the vault: all of it or nothing, and as often as one likes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection

from kbh_desktop.competences.esco_pack import Concept, EscoPack, Kind
from kbh_desktop.competences.words import placed_words
from kbh_desktop.errors import CancelledError, InputError
from kbh_desktop.i18n import _
from kbh_desktop.storage.database import Database

BATCH = 2_000
"""Rows written at once; after each the person may stop the work."""
KINDS: tuple[Kind, ...] = ("occupation", "skill")
_TABLES = """
CREATE TABLE IF NOT EXISTS esco_pack (
    language TEXT PRIMARY KEY, version TEXT NOT NULL, imported_at TEXT NOT NULL,
    number INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS esco_concept (
    id INTEGER PRIMARY KEY, uri TEXT NOT NULL UNIQUE, kind INTEGER NOT NULL,
    isco TEXT NOT NULL, version TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS esco_label (
    id INTEGER PRIMARY KEY, concept INTEGER NOT NULL, language TEXT NOT NULL,
    text TEXT NOT NULL, preferred INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS ix_esco_label_concept ON esco_label (concept, language, preferred);
CREATE TABLE IF NOT EXISTS esco_relation (
    occupation INTEGER NOT NULL, skill INTEGER NOT NULL, essential INTEGER NOT NULL,
    PRIMARY KEY (occupation, skill)) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE IF NOT EXISTS esco_fts USING fts5(
    words, prefix='2 3', tokenize='unicode61 remove_diacritics 0')
"""
KIND_STEP = 10**12
"""A label's number says its kind, whether it is preferred, and its language, in that order."""
_ORDER_STEP, _LANGUAGE_STEP = 10**10, 10**7

Item = TypeVar("Item")
Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import brought."""

    language: str
    """ISO 639; empty for relations alone."""
    version: str
    occupations: int
    skills: int
    relations: int
    unknown: int
    """Relations of occupations or skills that no language pack has brought yet."""
    disappeared: tuple[str, ...]
    """Preferred labels that the pack before it had, by name."""


def import_pack(
    database: Database,
    pack: EscoPack,
    *,
    progress: Progress = lambda _done, _total: None,
    cancelled: Cancelled = lambda: False,
) -> ImportReport:
    """Take `pack` into the vault; a pack of the same language takes the place of the one before.

    One transaction, so other saving waits: about 3 s for a language.

    Raises: InputError, CancelledError, StorageError; then nothing was changed.
    """
    with database.write() as session:
        work = _Import(session.connection(), pack, progress, cancelled)
        return work.run(database.clock())


def _make_tables(connection: Connection) -> None:
    """Make the tables that hold what was imported, unless they are there.

    They can be imported anew at any time, so they are no part of the vault's own schema.
    """
    for statement in _TABLES.split(";"):
        connection.exec_driver_sql(statement)


class _Import:
    """One import under way."""

    def __init__(
        self, connection: Connection, pack: EscoPack, progress: Progress, cancelled: Cancelled
    ) -> None:
        self._connection = connection
        self._pack = pack
        self._progress = progress
        self._cancelled = cancelled
        self._done = 0
        _make_tables(connection)
        known = connection.exec_driver_sql("SELECT uri, id FROM esco_concept")
        self._ids: dict[str, int] = {uri: number for uri, number in known}  # noqa: C416 - rows
        self._counts = dict.fromkeys(KINDS, 0)

    def run(self, now: datetime) -> ImportReport:
        language, version = self._pack.language, self._pack.version
        before = self._preferred(language)
        if language:
            self._begin_language(language, version, now)
            self._write_concepts(language, version)
        relations, unknown = self._write_relations()
        gone = before.keys() - self._preferred(language).keys() if language else set()
        self._progress(1, 1)
        return ImportReport(
            language=language,
            version=version,
            occupations=self._counts["occupation"],
            skills=self._counts["skill"],
            relations=relations,
            unknown=unknown,
            disappeared=tuple(sorted(before[uri] for uri in gone)),
        )

    def _preferred(self, language: str) -> dict[str, str]:
        found = self._connection.exec_driver_sql(
            "SELECT c.uri, l.text FROM esco_label l JOIN esco_concept c ON c.id = l.concept"
            " WHERE l.language = ? AND l.preferred = 1",
            (language,),
        )
        return {uri: label for uri, label in found}  # noqa: C416 - rows

    def _begin_language(self, language: str, version: str, now: datetime) -> None:
        run = self._connection.exec_driver_sql
        run(
            "DELETE FROM esco_fts WHERE rowid IN (SELECT id FROM esco_label WHERE language = ?)",
            (language,),
        )
        run("DELETE FROM esco_label WHERE language = ?", (language,))
        run(
            "INSERT INTO esco_pack(language, version, imported_at, number)"
            " VALUES(?, ?, ?, (SELECT coalesce(max(number), 0) + 1 FROM esco_pack))"
            " ON CONFLICT(language) DO UPDATE SET version = excluded.version,"
            " imported_at = excluded.imported_at",
            (language, version, now.isoformat(timespec="seconds")),
        )

    def _write_concepts(self, language: str, version: str) -> None:
        number: int = self._connection.exec_driver_sql(
            "SELECT number FROM esco_pack WHERE language = ?", (language,)
        ).scalar_one()
        labels = 0
        for concepts in _batches(self._pack.concepts()):
            self._step(len(concepts))
            self._remember(concepts, version)
            rows = []
            for concept in concepts:
                for order, text in enumerate((concept.label, *concept.others)):
                    labels += 1
                    rows.append(self._label(concept, text, language, (order, number, labels)))
            self._write_labels(rows)

    def _remember(self, concepts: Sequence[Concept], version: str) -> None:
        for concept in concepts:
            self._ids.setdefault(concept.uri, len(self._ids) + 1)
            self._counts[concept.kind] += 1
        self._connection.exec_driver_sql(
            "INSERT INTO esco_concept(id, uri, kind, isco, version) VALUES(?, ?, ?, ?, ?)"
            " ON CONFLICT(id) DO UPDATE SET isco = excluded.isco, version = excluded.version",
            [(self._ids[c.uri], c.uri, KINDS.index(c.kind), c.isco, version) for c in concepts],
        )

    def _label(
        self, concept: Concept, text: str, language: str, place: tuple[int, int, int]
    ) -> tuple[int, int, str, str, int]:
        order, number, count = place
        label = KINDS.index(concept.kind) * KIND_STEP + min(order, 1) * _ORDER_STEP
        label += number * _LANGUAGE_STEP + count
        return label, self._ids[concept.uri], language, text, int(order == 0)

    def _write_labels(self, rows: Sequence[tuple[int, int, str, str, int]]) -> None:
        self._connection.exec_driver_sql(
            "INSERT INTO esco_label(id, concept, language, text, preferred) VALUES(?, ?, ?, ?, ?)",
            list(rows),
        )
        self._connection.exec_driver_sql(
            "INSERT INTO esco_fts(rowid, words) VALUES(?, ?)",
            [(row[0], " ".join(word.folded for word in placed_words(row[3]))) for row in rows],
        )

    def _write_relations(self) -> tuple[int, int]:
        written = unknown = 0
        for relations in _batches(self._pack.relations()):
            self._step(len(relations))
            if not self._ids:
                raise InputError(_("Take in a language of ESCO first, then the relations."))
            if not written:
                self._connection.exec_driver_sql("DELETE FROM esco_relation")
            known = [
                (self._ids[r.occupation], self._ids[r.skill], int(r.essential))
                for r in relations
                if r.occupation in self._ids and r.skill in self._ids
            ]
            unknown += len(relations) - len(known)
            written += len(known)
            if known:
                self._connection.exec_driver_sql(
                    "INSERT OR REPLACE INTO esco_relation VALUES(?, ?, ?)", known
                )
        return written, unknown

    def _step(self, rows: int) -> None:
        if self._cancelled():
            raise CancelledError(_("Stopped. Nothing was changed."))
        self._done += rows
        self._progress(self._done, max(self._done, self._pack.size // 200))


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    walk = iter(items)
    while batch := list(islice(walk, BATCH)):
        yield batch
