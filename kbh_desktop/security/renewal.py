"""Another data key for a vault, after somebody may have had the one before.

The database and its backups are copied under the new key beside the old ones (`*.db.renewed`). Then
the new key file is written as `key.json.renewed`: from that moment on the renewal counts, before it
did not happen. What is left is renaming, which needs no key, so that whoever opens the vault next
completes what a power cut left half done.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kbh_desktop.errors import NotAllowedError, StorageError, VaultDamagedError
from kbh_desktop.i18n import _
from kbh_desktop.security.header import Header, Slot, header_text, read_header
from kbh_desktop.security.header_file import (
    DATABASE_FILE,
    KEY_FILE,
    read_copies,
    sync_folder,
    write_copies,
    write_durably,
)
from kbh_desktop.security.model import Role
from kbh_desktop.security.slots import (
    Keys,
    database_key,
    open_slot,
    recovery_text,
    with_newer_data_key,
    with_passphrase,
)
from kbh_desktop.security.unlocked import Unlocked

SUFFIX = ".renewed"
_COMMIT = f"{KEY_FILE}{SUFFIX}"
_BACKUPS = "backups/vault-*.db"


@dataclass(frozen=True, slots=True)
class Renewal:
    """A new data key made ready: the key file to come, and which database goes where."""

    header: Header
    copies: Mapping[Path, Path]
    """From each database file to the copy that is to be made of it."""
    old_key: bytes = field(repr=False)
    """Of the database files as they are, 32 bytes."""
    new_key: bytes = field(repr=False)
    """Of the copies."""


def prepare_renewal(unlocked: Unlocked, passphrase: str) -> Renewal:
    """Return a new data key for the vault; nothing is written yet.

    Other users keep their passphrases; those removed before are left out.

    Raises: NotAllowedError, WrongPassphraseError when `passphrase` is not that of the user.
    """
    if not unlocked.user.has(Role.IT, Role.COORDINATOR):
        raise NotAllowedError(_("Only a coordinator or IT can renew the keys."))
    header = _authentic(unlocked)
    keys = open_slot(header, unlocked.user.name, passphrase)
    data_key = os.urandom(32)
    own = header.slot(unlocked.user.name)
    slots = [with_newer_data_key(slot, data_key) for slot in header.slots if slot.id != own.id]
    slots.append(_own_slot(header, own, replace(keys, data_key=data_key), passphrase))
    recovery = recovery_text(data_key, header.recovery_recipients)
    following = replace(header, recovery=recovery, slots=tuple(slots)).authenticated(data_key)
    databases = [unlocked.database_path, *sorted(unlocked.folder.glob(_BACKUPS))]
    return Renewal(
        header=following,
        copies={path: path.with_name(path.name + SUFFIX) for path in databases},
        old_key=unlocked.database_key,
        new_key=database_key(data_key),
    )


def commit_renewal(folder: Path, renewal: Renewal) -> None:
    """Put everything in place, now that all copies are on the disk; the database is closed.

    Raises: StorageError.
    """
    write_durably(folder / _COMMIT, header_text(renewal.header).encode())
    complete_renewal(folder)


def complete_renewal(folder: Path) -> bool:
    """Complete a renewal that counts, or clear away one that does not; return whether one counted.

    Raises: StorageError, VaultDamagedError.
    """
    commit = folder / _COMMIT
    copies = sorted(folder.glob(f"*.db{SUFFIX}")) + sorted(folder.glob(f"{_BACKUPS}{SUFFIX}"))
    try:
        if not commit.exists():
            _remove([*copies, *folder.glob(f"*.db{SUFFIX}.part*"), *_parts_of_backups(folder)])
            return False
        header = read_header(commit.read_text("utf-8"))
        for copy in copies:
            _put_in_place(copy, header)
        write_copies(folder, header)
        commit.unlink()
        sync_folder(folder)
    except OSError as error:
        raise StorageError(
            _("The new key can't be put in place in {folder}. Nothing was lost.").format(
                folder=folder
            )
        ) from error
    return True


def _own_slot(header: Header, slot: Slot, keys: Keys, passphrase: str) -> Slot:
    return with_passphrase(header, slot, keys, passphrase, slot.cost)


def _put_in_place(copy: Path, header: Header) -> None:
    path = copy.with_name(copy.name.removesuffix(SUFFIX))
    if path.name == DATABASE_FILE:
        # Of the database under the key before; the copy has all of it.
        _remove(path.with_name(path.name + ending) for ending in ("-wal", "-shm"))
    else:
        write_durably(path.with_suffix(".key.json"), header_text(header).encode())
    copy.replace(path)
    sync_folder(path.parent)


def _parts_of_backups(folder: Path) -> Iterable[Path]:
    return folder.glob(f"{_BACKUPS}{SUFFIX}.part*")


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _authentic(unlocked: Unlocked) -> Header:
    for header in read_copies(unlocked.folder).headers:
        if header.is_authentic(unlocked.data_key):
            return header
    raise VaultDamagedError(_("The key file was changed outside the program."))
