"""Makes a compact ESCO pack searchable, in small steps that other saving fits between.

What is written is not seen before all of it is there. Stopped or cut off in the middle, the same
pack goes on where it was left.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from kbh_desktop.competences.catalogue import occupation_phrases, skill_phrases
from kbh_desktop.competences.esco_compact import (
    KINDS,
    AskedSkills,
    Cancelled,
    CompactPack,
    Progress,
)
from kbh_desktop.competences.esco_pack import Concept
from kbh_desktop.competences.esco_tables import MOST_PACKS, label_number, make_tables
from kbh_desktop.competences.words import placed_words
from kbh_desktop.errors import CancelledError, InputError
from kbh_desktop.i18n import _
from kbh_desktop.storage.database import Database

BATCH = 1_000
"""Concepts written in one transaction: about 0.2 s."""
_OCCUPATIONS_A_BATCH = 200
_JOINS_WORDS = frozenset({"da", "de", "fi", "is", "nb", "nl", "nn", "no", "sv"})
"""Languages that write a compound as one word; its last part is found too."""
_SHORTEST_PART = 4
_SHORTEST_COMPOUND = 8
_EMPTIED = 4_000
WORD_BEGINS = "^"
"""Before each word in the table of words, so that its beginning counts like any other part."""


@dataclass(frozen=True, slots=True)
class Built:
    """What was made searchable."""

    number: int
    unknown: int
    """Relations of occupations or skills that no language has brought yet."""


def build(
    database: Database,
    file_id: str,
    pack: CompactPack,
    *,
    progress: Progress = lambda _done, _total: None,
    cancelled: Cancelled = lambda: False,
) -> Built:
    """Make `pack` searchable in the place of the one of its language before it.

    Raises:
        CancelledError: what is written so far is not seen; the next call goes on from there.
        InputError: there are more packs than fit.
    """
    work = _Build(database, file_id, pack)
    done = work.begin()
    total = len(pack.concepts) + len(pack.asked)
    for write in (*work.concepts(done), *work.relations(done)):
        if cancelled():
            raise CancelledError(_("Stopped. It goes on from here the next time."))
        done = write()
        progress(done, total)
    work.make_seen()
    progress(total, total)
    return Built(work.number, work.unknown)


class _Build:
    """One pack on its way into the tables."""

    def __init__(self, database: Database, file_id: str, pack: CompactPack) -> None:
        self._database = database
        self._file_id = file_id
        self._pack = pack
        self._ids: dict[str, int] = {}
        self.number = 0

    def begin(self) -> int:
        """Return how much of the pack is written already."""
        with self._database.write() as session:
            connection = session.connection()
            make_tables(connection)
            run = connection.exec_driver_sql
            known = run(
                "SELECT number, done FROM esco_pack WHERE file_id = ?", (self._file_id,)
            ).one_or_none()
            self._ids = {uri: number for uri, number in run("SELECT uri, id FROM esco_concept")}  # noqa: C416 - rows
            if known:
                self.number, done = known
                return int(done)
            self.number = _free_number(connection)
            head = self._pack.head
            run(
                "INSERT INTO esco_pack VALUES(?, ?, ?, ?, 0, 0, ?)",
                (
                    self.number,
                    self._file_id,
                    head.language,
                    head.version,
                    self._database.clock().isoformat(timespec="seconds"),
                ),
            )
            return 0

    def concepts(self, done: int) -> Iterator[Callable[[], int]]:
        """Yield what writes the concepts after the first `done`, and returns how far it came."""
        concepts = self._pack.concepts
        if done >= len(concepts):
            return
        words = _WordParts(self._pack)
        self._write_words(words.all)
        counts = [0]
        for concept in concepts:
            counts.append(counts[-1] + 1 + len(concept.others))

        def writer(start: int) -> Callable[[], int]:
            return lambda: self._write_concepts(start, counts, words)

        for start in range(done, len(concepts), BATCH):
            yield writer(start)

    def _write_concepts(self, start: int, counts: Sequence[int], words: "_WordParts") -> int:
        batch = self._pack.concepts[start : start + BATCH]
        rows: list[tuple[int, int, int, str, int]] = []
        found: list[tuple[int, str, str]] = []
        for place, concept in enumerate(batch, start):
            concept_id = self._ids.setdefault(concept.uri, len(self._ids) + 1)
            for order, text in enumerate((concept.label, *concept.others)):
                number = label_number(
                    KINDS.index(concept.kind),
                    text,
                    preferred=order == 0,
                    pack=self.number,
                    count=counts[place] + order,
                )
                rows.append((number, concept_id, self.number, text, int(order == 0)))
                found.append((number, *words.of(text)))
        done = start + len(batch)
        with self._database.write() as session:
            connection = session.connection()
            self._write_concept_rows(connection, batch)
            run = connection.exec_driver_sql
            run(
                "INSERT INTO esco_label(id, concept, pack, text, preferred) VALUES(?,?,?,?,?)", rows
            )
            run("INSERT INTO esco_fts(rowid, words, parts) VALUES(?, ?, ?)", sorted(found))
            self._note(connection, done)
        return done

    def _write_concept_rows(self, connection: Connection, batch: Sequence[Concept]) -> None:
        version = self._pack.head.version
        connection.exec_driver_sql(
            "INSERT INTO esco_concept(id, uri, kind, isco, version) VALUES(?, ?, ?, ?, ?)"
            " ON CONFLICT(id) DO UPDATE SET isco = CASE excluded.isco WHEN '' THEN isco"
            " ELSE excluded.isco END, version = max(version, excluded.version)",
            [(self._ids[c.uri], c.uri, KINDS.index(c.kind), c.isco, version) for c in batch],
        )

    def _write_words(self, words: frozenset[str]) -> None:
        with self._database.write() as session:
            run = session.connection().exec_driver_sql
            known = {word for (word,) in run("SELECT word FROM esco_words")}
            fresh = sorted({WORD_BEGINS + word for word in words} - known)
            if fresh:
                run("INSERT INTO esco_words(word) VALUES(?)", [(word,) for word in fresh])

    def relations(self, done: int) -> Iterator[Callable[[], int]]:
        """Yield what writes the relations that are not written yet, and returns how far it came."""
        before = len(self._pack.concepts)

        def writer(start: int) -> Callable[[], int]:
            return lambda: before + self._write_relations(start)

        for start in range(max(0, done - before), len(self._pack.asked), _OCCUPATIONS_A_BATCH):
            yield writer(start)

    def _write_relations(self, start: int) -> int:
        batch = self._pack.asked[start : start + _OCCUPATIONS_A_BATCH]
        unheard = [
            (self._ids.setdefault(uri, len(self._ids) + 1), uri, kind, "", "")
            for kind, uri in _addresses(batch)
            if uri not in self._ids
        ]
        rows = [
            (self._ids[each.occupation], self._ids[uri], essential, self.number)
            for each in batch
            for essential, uris in ((1, each.essential), (0, each.optional))
            for uri in uris
        ]
        done = start + len(batch)
        with self._database.write() as session:
            run = session.connection().exec_driver_sql
            if unheard:
                run("INSERT OR IGNORE INTO esco_concept VALUES(?, ?, ?, ?, ?)", unheard)
            run("INSERT OR REPLACE INTO esco_relation VALUES(?, ?, ?, ?)", rows)
            self._note(session.connection(), len(self._pack.concepts) + done)
        return done

    def _note(self, connection: Connection, done: int) -> None:
        connection.exec_driver_sql(
            "UPDATE esco_pack SET done = ? WHERE number = ?", (done, self.number)
        )

    def make_seen(self) -> None:
        """Let searches find the new pack instead of the one before it, in one moment."""
        language = self._pack.head.language
        with self._database.write() as session:
            run = session.connection().exec_driver_sql
            run(
                "UPDATE esco_pack SET active = (number = ?) WHERE language = ?",
                (self.number, language),
            )
        remove_unseen(self._database, language)

    @property
    def unknown(self) -> int:
        """How many relations lead to something that has no name yet."""
        if not self._pack.asked:
            return 0
        with self._database.read() as session:
            counted = session.connection().exec_driver_sql(
                "SELECT count(*) FROM esco_relation r WHERE r.pack = ? AND (NOT EXISTS"
                " (SELECT 1 FROM esco_label l WHERE l.concept = r.skill) OR NOT EXISTS"
                " (SELECT 1 FROM esco_label l WHERE l.concept = r.occupation))",
                (self.number,),
            )
            return int(counted.scalar_one())


def _addresses(batch: Sequence[AskedSkills]) -> Iterator[tuple[int, str]]:
    for each in batch:
        yield 0, each.occupation
        yield from ((1, uri) for uri in (*each.essential, *each.optional))


def _free_number(connection: Connection) -> int:
    taken = {number for (number,) in connection.exec_driver_sql("SELECT number FROM esco_pack")}
    free = next((n for n in range(1, MOST_PACKS + 1) if n not in taken), None)
    if free is None:
        raise InputError(_("At most {most} ESCO packs fit into a vault.").format(most=MOST_PACKS))
    return free


def remove_unseen(database: Database, language: str) -> None:
    """Take away, in small steps, the packs of a language that searches no longer see."""
    with database.read() as session:
        rows: list[Any] = list(
            session.connection().exec_driver_sql(
                "SELECT number FROM esco_pack WHERE language = ? AND active = 0", (language,)
            )
        )
    for (number,) in rows:
        while _emptied_a_little(database, number):
            pass
        with database.write() as session:
            run = session.connection().exec_driver_sql
            run("DELETE FROM esco_relation WHERE pack = ?", (number,))
            run("DELETE FROM esco_pack WHERE number = ?", (number,))


def _emptied_a_little(database: Database, number: int) -> bool:
    with database.write() as session:
        run = session.connection().exec_driver_sql
        ids = run("SELECT id FROM esco_label WHERE pack = ? LIMIT ?", (number, _EMPTIED)).all()
        if not ids:
            return False
        run("DELETE FROM esco_fts WHERE rowid = ?", [tuple(row) for row in ids])
        run("DELETE FROM esco_label WHERE id = ?", [tuple(row) for row in ids])
        return True


class _WordParts:
    """The words of a pack, and the last parts of its compounds."""

    def __init__(self, pack: CompactPack) -> None:
        self._joins = pack.head.language in _JOINS_WORDS
        self.all = frozenset(
            word.folded
            for concept in pack.concepts
            for text in (concept.label, *concept.others)
            for word in placed_words(text)
        )

        # A last part is known as a word of its own, from this pack or from our catalogue.
        self._known = self.all | _catalogue_words() if self._joins else frozenset()

    def of(self, text: str) -> tuple[str, str]:
        """Return the folded words of `text`, and the last parts of those that are compounds."""
        words = [word.folded for word in placed_words(text)]
        parts = [part for word in words for part in self._last_parts(word)]
        return " ".join(words), " ".join(parts)

    def _last_parts(self, word: str) -> Iterator[str]:
        if self._joins and len(word) >= _SHORTEST_COMPOUND:
            for start in range(_SHORTEST_PART - 1, len(word) - _SHORTEST_PART + 1):
                if word[start:] in self._known:
                    yield word[start:]


def _catalogue_words() -> frozenset[str]:
    phrases = (*occupation_phrases(), *skill_phrases())
    return frozenset(word.folded for phrase in phrases for word in placed_words(phrase.text))
