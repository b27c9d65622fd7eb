"""Daily copies of the vault under its own key, and putting one back."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.clock import Clock
from kbh_desktop.errors import NotFoundError, StorageError
from kbh_desktop.i18n import _
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.security.unlocked import Unlocked
from kbh_desktop.security.vault import lock, open_vault
from kbh_desktop.storage import backup
from kbh_desktop.storage.database import Database

FOLDER = "backups"
_KEY_FILE = "key.json"


@dataclass(frozen=True, slots=True)
class Backup:
    """One daily copy; `size` in bytes."""

    name: str
    day: date
    size: int


class BackupService:
    """Makes the copy of the day and lists those there are."""

    def __init__(self, folder: Path, database: Database, audit: AuditLog) -> None:
        self._folder = folder
        self._database = database
        self._audit = audit

    def all(self) -> tuple[Backup, ...]:
        """Return the daily copies, the newest first."""
        return backups_in(self._folder)

    def make_daily(self) -> Backup | None:
        """Make today's copy and check it; None when there is one. 3 s for 100,000 persons.

        The key file is copied beside it: a copy is no use without the keys of its day.

        Raises:
            StorageError: the disk is full or refuses.
            VaultDamagedError: the database can't be copied whole.
        """
        place = self._folder / FOLDER
        before = {path.name for path in backup.backups(place)}
        made = self._database.backup(place)
        if made.name in before:
            return None
        try:
            shutil.copy2(self._folder / _KEY_FILE, made.with_suffix(".key.json"))
        except OSError:
            raise StorageError(
                _("The backup can't be written to {folder}.").format(folder=place)
            ) from None
        for lost in place.glob("vault-*.key.json"):
            if not lost.with_name(lost.name.replace(".key.json", ".db")).exists():
                lost.unlink(missing_ok=True)
        self._audit.record(AuditAction.BACKUP, subject=made.stem)
        return _as_backup(made)


def backups_in(folder: Path) -> tuple[Backup, ...]:
    """Return the daily copies of the vault in `folder`, the newest first."""
    return tuple(_as_backup(path) for path in backup.backups(folder / FOLDER))


def restore_backup(folder: Path, user_name: str, passphrase: str, name: str, clock: Clock) -> Path:
    """Put the copy `name` in the place of the closed vault's database.

    What was there is kept in the folder returned. The next exchange notices the older copy and
    asks the others for what it lacks.

    Raises:
        WrongPassphraseError: the passphrase opens nothing.
        NotFoundError: there is no such copy.
        VaultDamagedError: the copy itself is damaged; nothing was changed.
    """
    chosen = folder / FOLDER / name
    if chosen not in backup.backups(folder / FOLDER):
        raise NotFoundError(_("There is no backup called {name}.").format(name=name))
    unlocked = open_vault(folder, user_name, passphrase, clock)
    return put_back(unlocked, chosen.name, clock)


def put_back(unlocked: Unlocked, name: str, clock: Clock) -> Path:
    """Put the copy `name` back into the unlocked vault, whose database is closed, and lock it."""
    folder = unlocked.folder
    aside = folder / f"replaced-{clock():%Y%m%d-%H%M%S}"
    try:
        backup.restore(
            folder / FOLDER / name,
            unlocked.database_key,
            unlocked.database_path,
            aside=aside,
        )
    finally:
        lock(unlocked)
    return aside


def _as_backup(path: Path) -> Backup:
    day = date.fromisoformat(path.stem.removeprefix("vault-"))
    return Backup(path.name, day, path.stat().st_size)
