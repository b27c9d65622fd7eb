"""The recovery drill: a backup is opened with the printed key, looked through and shredded."""

import os
import shutil
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from kbh_desktop.audit.records import AuditRecord
from kbh_desktop.audit.service import AuditLog
from kbh_desktop.backups import FOLDER, Backup, backups_in
from kbh_desktop.changes import Changes
from kbh_desktop.clock import Clock
from kbh_desktop.custody.model import DRILL_EVERY, Drill
from kbh_desktop.errors import NotAllowedError, NotFoundError, StorageError, VaultDamagedError
from kbh_desktop.i18n import _
from kbh_desktop.ids import new_id
from kbh_desktop.interviews.records import InterviewRecord
from kbh_desktop.people.records import PersonRecord
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.security.header import read_header
from kbh_desktop.security.model import Role
from kbh_desktop.security.recovery import read_recovery_words
from kbh_desktop.security.slots import database_key, recovered_data_key
from kbh_desktop.security.unlocked import Unlocked
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.sqlcipher import SqlcipherStore

_REMEMBERED = "recovery_drill"
_LAST_MONTH = timedelta(days=28)
_PLACE = "drill-"
_BLOCK = 1 << 20


class DrillService:
    """Tries whether the printed key still opens what was backed up."""

    def __init__(
        self, unlocked: Unlocked, database: Database, clock: Clock, audit: AuditLog
    ) -> None:
        self._unlocked = unlocked
        self._database = database
        self._clock = clock
        self._audit = audit

    def last(self) -> Drill | None:
        """Return the newest drill."""
        with self._database.read() as session:
            stored = self._database.meta_get(session, _REMEMBERED)
        return _drill(stored) if stored else None

    def is_due(self) -> bool:
        """Whether the last drill, or the beginning of this vault, is longer ago than 90 days."""
        last = self.last()
        since = last.at if last else self._begun_at()
        return since is not None and self._clock() - since > DRILL_EVERY

    def suggested(self) -> Backup | None:
        """Return last month's backup, or the oldest where none is that old; None without any."""
        found = backups_in(self._unlocked.folder)
        day = (self._clock() - _LAST_MONTH).date()
        return next((one for one in found if one.day <= day), found[-1] if found else None)

    def run(self, recovery_words: str, backup: str = "") -> Drill:
        """Open `backup` with the words of the sheet, or of sheets of a split key, and count.

        The copy that is opened lies in the vault's folder meanwhile and is shredded afterwards.

        Raises:
            NotAllowedError: the role does not include it.
            InputError: a group or a word is not as on its sheet.
            NotFoundError: there is no backup.
            WrongPassphraseError: the sheet does not open this backup.
            VaultDamagedError: the backup can't be read.
        """
        if not self._unlocked.user.has(Role.IT, Role.COORDINATOR):
            raise NotAllowedError(_("Only a coordinator or IT can try the recovery."))
        identity = read_recovery_words(recovery_words)
        path = self._chosen(backup)
        header = read_header(_text_of(path.with_suffix(".key.json")))
        key = database_key(recovered_data_key(header, identity))
        place = self._unlocked.folder / f"{_PLACE}{new_id()}"
        try:
            drill = self._looked_through(path, place, key)
        finally:
            shred(place)
        with self._database.write() as session:
            stored = {**asdict(drill), "at": drill.at.isoformat(timespec="seconds")}
            self._database.meta_set(session, _REMEMBERED, stored)
            said = "ok" if drill.ok else "damaged"
            self._audit.record(AuditAction.RECOVERY_DRILL, subject=f"{drill.backup} {said}")
        return drill

    def _chosen(self, backup: str) -> Path:
        suggested = self.suggested()
        name = backup or (suggested.name if suggested else "")
        if name not in {one.name for one in backups_in(self._unlocked.folder)}:
            raise NotFoundError(_("There is no backup to try yet."))
        return self._unlocked.folder / FOLDER / name

    def _looked_through(self, backup: Path, place: Path, key: bytes) -> Drill:
        try:
            place.mkdir(mode=0o700)
            shutil.copyfile(backup, place / backup.name)
        except OSError:
            raise StorageError(_("The copy can't be made. Is the disk full?")) from None
        copy = Database(
            SqlcipherStore(place / backup.name, key), changes=Changes(), clock=self._clock
        )
        try:
            with copy.read() as session:
                persons = session.scalar(select(func.count()).select_from(PersonRecord))
                interviews = session.scalar(select(func.count()).select_from(InterviewRecord))
            report = AuditLog(copy, self._clock, self._unlocked.user).verify()
            return Drill(
                at=self._clock(),
                by=self._unlocked.user.name,
                backup=backup.stem,
                persons=persons or 0,
                interviews=interviews or 0,
                log_entries=report.entries,
                log_ok=report.ok,
                pages_ok=copy.check().ok,
            )
        finally:
            copy.close()

    def _begun_at(self) -> datetime | None:
        with self._database.read() as session:
            first = session.scalar(select(AuditRecord.at).where(AuditRecord.sequence == 1))
        return datetime.fromisoformat(first) if first else None


def shred(place: Path) -> None:
    """Overwrite and remove what lies in the folder `place`; on SSDs the encryption has to do."""
    for path in place.glob("*") if place.is_dir() else ():
        with suppress(OSError), path.open("r+b") as file:
            for start in range(0, path.stat().st_size, _BLOCK):
                file.seek(start)
                file.write(bytes(min(_BLOCK, path.stat().st_size - start)))
            file.flush()
            os.fsync(file.fileno())
    shutil.rmtree(place, ignore_errors=True)


def shred_left_over(folder: Path) -> int:
    """Shred what drills that were killed left in the vault's folder; return how many."""
    places = [place for place in folder.glob(f"{_PLACE}*") if place.is_dir()]
    for place in places:
        shred(place)
    return len(places)


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError:
        raise VaultDamagedError(
            _("The key file of this backup is missing: {name}.").format(name=path.name)
        ) from None


def _drill(stored: dict[str, Any]) -> Drill:
    return Drill(**{**stored, "at": datetime.fromisoformat(stored["at"])})
