"""Asks the ESCO packs that were taken into the vault.

This service uses the ESCO classification of the European Commission.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from kbh_desktop.competences.esco_import import (
    KIND_STEP,
    KINDS,
    Cancelled,
    ImportReport,
    Progress,
    import_pack,
)
from kbh_desktop.competences.esco_pack import EscoPack, Kind
from kbh_desktop.competences.words import placed_words
from kbh_desktop.storage.database import Database

LANGUAGES = ("da", "en")
"""In this order a concept is named; a name that is not the first is marked by its language."""
_SHORTEST = 2
"""Letters from which it is worth looking: two begin a word in some thousand labels."""
_LOOKED_AT = 400


@dataclass(frozen=True, slots=True)
class EscoHit:
    """An occupation or skill of ESCO."""

    uri: str
    label: str
    language: str
    """Of the label; ISO 639."""
    isco: str
    """Code of the unit group; empty for a skill."""
    version: str
    matched: str
    """The label that holds what was typed."""


@dataclass(frozen=True, slots=True)
class EscoSkill:
    """A skill that an occupation asks for."""

    uri: str
    label: str
    language: str
    essential: bool


@dataclass(frozen=True, slots=True)
class ImportedPack:
    """A language in the vault."""

    language: str
    version: str
    imported_at: str
    """ISO moment."""


class Esco:
    """The concepts in the vault; finds nothing where no pack was taken in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take_in(
        self,
        path: Path,
        *,
        progress: Progress = lambda _done, _total: None,
        cancelled: Cancelled = lambda: False,
    ) -> ImportReport:
        """Take an official pack into the vault; one transaction, so other saving waits 3 s.

        Raises: InputError, CancelledError, StorageError; then nothing was changed.
        """
        return import_pack(self._database, EscoPack(path), progress=progress, cancelled=cancelled)

    def packs(self) -> tuple[ImportedPack, ...]:
        """Return the languages in the vault."""
        with self._database.read() as session:
            connection = session.connection()
            if not _has_tables(connection):
                return ()
            rows = connection.exec_driver_sql(
                "SELECT language, version, imported_at FROM esco_pack ORDER BY language"
            )
            return tuple(ImportedPack(*row) for row in rows)

    def find(
        self, typed: str, kind: Kind, *, languages: Sequence[str] = LANGUAGES, limit: int = 12
    ) -> tuple[EscoHit, ...]:
        """Return what has every typed word, in any language of the vault; preferred labels first.

        `languages` are those to name the hits in, the dearest first.
        """
        words = [word.folded for word in placed_words(typed)]
        if not words or max(map(len, words)) < _SHORTEST:
            return ()
        match = " AND ".join(f'"{word}"*' for word in words)
        first = KINDS.index(kind) * KIND_STEP
        with self._database.read() as session:
            connection = session.connection()
            if not _has_tables(connection):
                return ()
            rows = connection.exec_driver_sql(_FIND, (match, first, first + KIND_STEP, _LOOKED_AT))
            found = _by_fit(rows.all(), words)[:limit]
            names = _names(connection, [row.concept for row in found], languages)
        return tuple(
            EscoHit(row.uri, *names[row.concept], row.isco, row.version, row.text) for row in found
        )

    def skills_of(
        self, occupation_uri: str, languages: Sequence[str] = LANGUAGES
    ) -> tuple[EscoSkill, ...]:
        """Return the skills that an occupation asks for, the essential before the optional."""
        with self._database.read() as session:
            connection = session.connection()
            if not _has_tables(connection):
                return ()
            rows = connection.exec_driver_sql(_SKILLS, (occupation_uri,)).all()
            names = _names(connection, [row.id for row in rows], languages)
        skills = [EscoSkill(r.uri, *names[r.id], bool(r.essential)) for r in rows if r.id in names]
        return tuple(
            sorted(skills, key=lambda skill: (not skill.essential, skill.label.casefold()))
        )


_FIND = (
    "SELECT l.id, l.concept, l.text, l.preferred, c.uri, c.isco, c.version FROM esco_label l"
    " JOIN esco_concept c ON c.id = l.concept WHERE l.id IN (SELECT rowid FROM esco_fts"
    " WHERE esco_fts MATCH ? AND rowid >= ? AND rowid < ? LIMIT ?)"
)
_SKILLS = (
    "SELECT s.id, s.uri, r.essential FROM esco_concept o JOIN esco_relation r"
    " ON r.occupation = o.id JOIN esco_concept s ON s.id = r.skill WHERE o.uri = ?"
)


def _has_tables(connection: Connection) -> bool:
    """Return whether a pack was ever taken in."""
    named = "SELECT count(*) FROM sqlite_master WHERE name = 'esco_fts'"
    return bool(connection.exec_driver_sql(named).scalar())


def _by_fit(rows: Iterable[Any], words: Sequence[str]) -> list[Any]:
    """Return one row for each concept, the whole label before its beginning and the rest."""
    typed = " ".join(words)

    def rank(row: Any) -> tuple[int, int, int, int]:  # noqa: ANN401 - a row of the query
        folded = " ".join(word.folded for word in placed_words(row.text))
        fit = 0 if folded == typed else 1 if folded.startswith(typed) else 2
        return fit, -row.preferred, len(folded), row.id

    best: dict[int, Any] = {}
    for row in sorted(rows, key=rank):
        best.setdefault(row.concept, row)
    return list(best.values())


def _names(
    connection: Connection, concepts: Sequence[int], languages: Sequence[str]
) -> dict[int, tuple[str, str]]:
    """Return label and language of each concept, in the first of `languages` that has one."""
    marks = ", ".join("?" * len(concepts))
    rows = connection.exec_driver_sql(
        "SELECT concept, text, language FROM esco_label WHERE preferred = 1"  # noqa: S608 - marks
        f" AND concept IN ({marks})",
        tuple(concepts),
    )
    order = {language: place for place, language in enumerate(languages)}
    ranked = sorted(rows, key=lambda row: -order.get(row[2], len(order)))
    return {concept: (text, language) for concept, text, language in ranked}
