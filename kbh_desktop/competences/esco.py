"""The ESCO classification in a vault: taken in once at the office, sent on to the laptops.

This service uses the ESCO classification of the European Commission.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from kbh_desktop.competences import esco_search
from kbh_desktop.competences.esco_build import build, remove_unseen
from kbh_desktop.competences.esco_compact import (
    Cancelled,
    CompactPack,
    Progress,
    apart,
    compacted,
    read,
)
from kbh_desktop.competences.esco_migration import Gone, migrate
from kbh_desktop.competences.esco_pack import EscoPack, Kind
from kbh_desktop.competences.esco_search import Asked, EscoHit
from kbh_desktop.competences.esco_tables import have_tables
from kbh_desktop.competences.items import lasting_id
from kbh_desktop.competences.records import EscoFileRecord
from kbh_desktop.competences.search import telling_words
from kbh_desktop.errors import NotFoundError
from kbh_desktop.i18n import _
from kbh_desktop.storage import change_log
from kbh_desktop.storage.base import WHOLE_OFFICE
from kbh_desktop.storage.database import Database

__all__ = ["Esco", "EscoHit"]

LANGUAGES = ("da", "en")
"""In this order a concept is named; a name that is not the first is marked by its language."""
MOST_LANGUAGES = 3
_REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class EscoSkill:
    """A skill that an occupation asks for."""

    uri: str
    label: str
    language: str
    version: str
    essential: bool


@dataclass(frozen=True, slots=True)
class ImportedPack:
    """A pack in the vault."""

    language: str
    """ISO 639; empty for relations alone."""
    version: str
    imported_at: str
    """ISO moment; empty while it is still to be made searchable."""


@dataclass(frozen=True, slots=True)
class PackPreview:
    """What a file holds, and what taking it in would do."""

    language: str
    version: str
    occupations: int
    skills: int
    relations: int
    replaces: str
    """The version that is in the vault now; empty when there is none."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import brought."""

    language: str
    version: str
    occupations: int
    skills: int
    relations: int
    unknown: int
    """Relations of occupations or skills that no language pack has brought yet."""
    disappeared: tuple[str, ...]
    """Preferred labels that the version before had, by name."""
    migrated: int
    """Lines of competence cards that point to the newer version now."""
    gone: tuple[Gone, ...]
    """What disappeared and stands on cards."""


def _unheard(_done: int, _total: int) -> None:
    """Tell nobody how far it is."""


def _never() -> bool:
    """Never stop."""
    return False


class Esco:
    """The concepts in the vault; finds nothing where no pack was taken in."""

    def __init__(self, database: Database, beside: Path | None = None) -> None:
        """Find what is in the vault; `beside` is the pack, or the folder of packs, that IT gave."""
        self._database = database
        self._beside = beside
        self._near = lru_cache(maxsize=_REMEMBERED)(self._look_near)
        self._searched: Mapping[int, str] | None = None

    # Taking in

    def preview(self, path: Path) -> PackPreview:
        """Read a file and say what is in it; about 1 s.

        Raises: InputError when it is damaged or no ESCO pack.
        """
        head = compacted(EscoPack(path)).head
        before = {pack.language: pack.version for pack in self.packs()}
        return PackPreview(
            language=head.language,
            version=head.version,
            occupations=head.occupations,
            skills=head.skills,
            relations=head.relations,
            replaces=before.get(head.language, ""),
        )

    def import_(
        self, path: Path, *, progress: Progress = _unheard, cancelled: Cancelled = _never
    ) -> ImportReport:
        """Take an official pack into the vault, in the place of the one of its language.

        The whole file is read before anything is written. Stopped later, it goes on the next time;
        until it is done the version before is found. About 4 s for a language.

        Raises: InputError, CancelledError, StorageError.
        """
        pack = compacted(EscoPack(path), cancelled=cancelled)
        head, parts = pack.head, apart(pack)
        before = self._names(head.language)
        unknown = 0
        for part in parts:
            unknown += self._build(_file_id(part), part, progress, cancelled)
        with self._database.write() as session:
            for part in parts:
                self._keep(session, _file_id(part), part)
            migrated, gone = migrate(session, head.version) if head.language else (0, ())
        lost = before.keys() - self._names(head.language).keys()
        return ImportReport(
            language=head.language,
            version=head.version,
            occupations=head.occupations,
            skills=head.skills,
            relations=head.relations,
            unknown=unknown,
            disappeared=tuple(sorted(before[uri] for uri in lost)),
            migrated=migrated,
            gone=gone,
        )

    def catch_up(
        self, *, progress: Progress = _unheard, cancelled: Cancelled = _never
    ) -> tuple[ImportedPack, ...]:
        """Make searchable what came with bundles or was stopped; call it in the background.

        Where the office sends no pack, the one that IT laid beside the installer is taken.

        Raises: InputError, CancelledError, StorageError.
        """
        kept = self._kept()
        beside = {} if kept else self._given()
        wanted = kept.keys() | beside.keys()
        for file_id, pack in self._searchable().items():
            languages = {language for language, _version in kept.values()}
            if file_id not in wanted and pack.language not in languages:
                self._forget(pack.language)
        for file_id in sorted(wanted - self._searchable().keys()):
            part = read(self._data(file_id)) if file_id in kept else _part(*beside[file_id])
            self._build(file_id, part, progress, cancelled)
        return self.packs()

    def remove(self, language: str) -> None:
        """Take a language (or the relations, with an empty one) out of this office's vaults.

        Raises: NotFoundError when it is not there.
        """
        with self._database.write() as session:
            records = session.scalars(_files().where(EscoFileRecord.language == language)).all()
            if not records:
                raise NotFoundError(_("That language of ESCO is not in the vault."))
            for record in records:
                change_log.delete_record(session, record)
        self._forget(language)

    def packs(self) -> tuple[ImportedPack, ...]:
        """Return the packs here by language, those still to be made searchable too."""
        waiting = {
            file_id: ImportedPack(language, version, "")
            for file_id, (language, version) in self._kept().items()
        }
        found = {**waiting, **self._searchable()}.values()
        return tuple(sorted(found, key=lambda pack: (pack.language, pack.version)))

    # Asking

    def find(
        self,
        typed: str,
        kind: Kind,
        *,
        languages: Sequence[str] = LANGUAGES,
        limit: int = 12,
        forgiving: bool = False,
    ) -> tuple[EscoHit, ...]:
        """Return what has every typed word, in any language of the vault; the shortest first.

        `languages` are those to name the hits in, the dearest first.
        """
        asked = Asked(
            telling_words(typed), kind, languages, limit, self._near if forgiving else None
        )
        with self._database.read() as session:
            packs = self._packs_searched(session)
            return esco_search.find(session.connection(), packs, asked)

    def skills_of(
        self, occupation_uri: str, languages: Sequence[str] = LANGUAGES
    ) -> tuple[EscoSkill, ...]:
        """Return the skills that an occupation asks for, the essential before the optional."""
        with self._database.read() as session:
            found = esco_search.skills_of(session.connection(), occupation_uri, languages)
        skills = [EscoSkill(*row) for row in found]
        return tuple(sorted(skills, key=lambda each: (not each.essential, each.label.casefold())))

    # Inside

    def _look_near(self, word: str) -> frozenset[str]:
        with self._database.read() as session:
            return esco_search.near_words(session.connection(), word)

    def _build(
        self, file_id: str, pack: CompactPack, progress: Progress, cancelled: Cancelled
    ) -> int:
        try:
            built = build(self._database, file_id, pack, progress=progress, cancelled=cancelled)
        finally:
            self._look_anew()
        return built.unknown

    def _look_anew(self) -> None:
        """Forget what was remembered of the tables."""
        self._near.cache_clear()
        self._searched = None

    def _packs_searched(self, session: Session) -> Mapping[int, str]:
        if self._searched is None:
            self._searched = esco_search.searched_packs(session.connection())
        return self._searched

    def _forget(self, language: str) -> None:
        with self._database.write() as session:
            connection = session.connection()
            if not have_tables(connection):
                return
            connection.exec_driver_sql(
                "UPDATE esco_pack SET active = 0 WHERE language = ?", (language,)
            )
        self._look_anew()
        remove_unseen(self._database, language)

    def _given(self) -> dict[str, tuple[Path, bool]]:
        """Return the parts of the packs beside the installer, by an id that changes with them.

        A part is a file, and whether its languages are meant or its relations.
        """
        if self._beside is None or not self._beside.exists():
            return {}
        found = sorted(self._beside.glob("*.zip")) if self._beside.is_dir() else [self._beside]
        parts = [(path, named) for path in found for named in EscoPack(path).parts]
        return {_id_beside(*part): part for part in parts}

    def _keep(self, session: Session, file_id: str, pack: CompactPack) -> None:
        """Keep the pack for the laptops, and no other of its language."""
        data = b64encode(pack.data).decode()
        same = _files().where(EscoFileRecord.language == pack.head.language)
        for other in session.scalars(same).all():
            if other.id != file_id:
                change_log.delete_record(session, other)
        record = session.get(EscoFileRecord, file_id)
        if record is None:
            session.add(
                EscoFileRecord(
                    id=file_id,
                    scope=WHOLE_OFFICE,
                    language=pack.head.language,
                    version=pack.head.version,
                    data=data,
                )
            )
        else:
            if record.state == "deleted":
                change_log.undelete_record(session, record)
            if record.data != data:
                record.data = data

    def _kept(self) -> Mapping[str, tuple[str, str]]:
        """Return language and version of the packs of the office, by the id of their file."""
        query = select(EscoFileRecord.id, EscoFileRecord.language, EscoFileRecord.version)
        with self._database.read() as session:
            rows = session.execute(query.where(EscoFileRecord.state == "ok"))
            return {row.id: (row.language, row.version) for row in rows}

    def _data(self, file_id: str) -> str:
        with self._database.read() as session:
            data = session.scalar(select(EscoFileRecord.data).where(EscoFileRecord.id == file_id))
        return data or ""

    def _searchable(self) -> dict[str, ImportedPack]:
        return {
            row.file_id: ImportedPack(row.language, row.version, row.imported_at)
            for row in self._rows("SELECT * FROM esco_pack WHERE active", ())
        }

    def _names(self, language: str) -> dict[str, str]:
        """Return the preferred labels of a language by address."""
        query = (
            "SELECT c.uri, l.text FROM esco_label l JOIN esco_concept c ON c.id = l.concept"
            " JOIN esco_pack p ON p.number = l.pack AND p.active"
            " WHERE p.language = ? AND l.preferred = 1"
        )
        return {row.uri: row.text for row in self._rows(query, (language,))}

    def _rows(self, query: str, values: tuple[str, ...]) -> Sequence[Any]:
        with self._database.read() as session:
            connection = session.connection()
            if not have_tables(connection):
                return ()
            return connection.exec_driver_sql(query, values).all()


def _part(path: Path, named: bool) -> CompactPack:  # noqa: FBT001 - one of two parts
    return next(p for p in apart(compacted(EscoPack(path))) if bool(p.head.language) == named)


def _id_beside(path: Path, named: bool) -> str:  # noqa: FBT001 - one of two parts
    seen = path.stat()
    return lasting_id("beside", path.name, str(seen.st_size), str(seen.st_mtime_ns), str(named))


def _file_id(pack: CompactPack) -> str:
    return lasting_id("esco", pack.head.language, sha256(pack.data).hexdigest())


def _files() -> Select[EscoFileRecord]:
    return select(EscoFileRecord).where(EscoFileRecord.state == "ok")
