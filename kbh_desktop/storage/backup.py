"""Copies of the database: made daily under the same key, checked, and put back."""

import logging
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

from sqlcipher3 import dbapi2

from kbh_desktop.errors import StorageError, VaultDamagedError
from kbh_desktop.i18n import _
from kbh_desktop.storage.durable import sync_file, sync_folder
from kbh_desktop.storage.engine import errors_for_people, raw_connection

log = logging.getLogger(__name__)

KEPT = 14
_PAGES_AT_ONCE = 2_000


def copy_database(path: Path, key: bytes, target: Path, *, new_key: bytes = b"") -> None:
    """Copy the database `path` as it is now to `target`, perhaps under a new key; check the copy.

    A copy never has its final name before it is whole, checked and on the disk.

    Raises: StorageError, VaultDamagedError.
    """
    part = target.with_name(target.name + ".part")
    try:
        with errors_for_people():
            with closing(raw_connection(path, key)) as source:
                _copy(source, part, new_key or key)
            _check(part, new_key or key)
        sync_file(part)
        part.replace(target)
        sync_folder(target.parent)
    except OSError:
        raise StorageError(
            _("The backup can't be written to {folder}.").format(folder=target.parent)
        ) from None
    finally:
        for name in (part.name, f"{part.name}-journal"):
            with suppress(OSError):
                part.with_name(name).unlink(missing_ok=True)


def back_up(path: Path, key: bytes, folder: Path, today: date) -> Path:
    """Make the backup of `today` in `folder` unless it is there, and keep the newest `KEPT`.

    The new one is added before the oldest is removed, so there is always one.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise StorageError(
            _("The backup can't be written to {folder}.").format(folder=folder)
        ) from None
    target = folder / f"vault-{today:%Y-%m-%d}.db"
    if not target.exists():
        copy_database(path, key, target)
        log.info("backup made: %s", target.name)
    for old in backups(folder)[KEPT:]:
        old.unlink(missing_ok=True)
    return target


def backups(folder: Path) -> list[Path]:
    """Return the daily backups in `folder`, the newest first."""
    return sorted(folder.glob("vault-????-??-??.db"), reverse=True)


def restore(backup: Path, key: bytes, path: Path, *, aside: Path) -> None:
    """Put a checked copy of `backup` in the place of the closed database `path`.

    What was there is moved to the folder `aside`, with all it had not yet written into the file.
    The exchange notices that this is an older copy and asks for what it lacks.

    Raises: VaultDamagedError when the backup itself is damaged, StorageError.
    """
    fresh = path.with_name(path.name + ".restored")
    copy_database(backup, key, fresh)
    try:
        aside.mkdir(parents=True, exist_ok=True)
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", "log-head"):
            lying = path.with_name(name)
            if lying.exists():
                lying.replace(aside / name)
        fresh.replace(path)
        sync_folder(path.parent)
    except OSError:
        raise StorageError(
            _("The backup can't be put back to {folder}.").format(folder=path.parent)
        ) from None


def _copy(source: dbapi2.Connection, part: Path, key: bytes) -> None:
    part.unlink(missing_ok=True)
    with closing(raw_connection(part, key, wal=False)) as target:
        source.backup(target, pages=_PAGES_AT_ONCE)


def _check(path: Path, key: bytes) -> None:
    with closing(raw_connection(path, key, wal=False)) as connection:
        pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        found = connection.execute("PRAGMA quick_check(1)").fetchall()
    if pages or found != [("ok",)]:
        raise VaultDamagedError(_("The copy of the database is damaged."))
