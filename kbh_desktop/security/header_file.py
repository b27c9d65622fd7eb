"""The two copies of the key header on the disk, `key.json` and `key.json.bak`.

Each is written to a temporary file, forced to the disk and then renamed; the second only after
the first is safe. Whenever the power goes, at least one whole copy is there.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from kbh_desktop.errors import (
    KbhError,
    StorageError,
    VaultDamagedError,
    VaultMissingError,
    VaultTooNewError,
)
from kbh_desktop.i18n import _
from kbh_desktop.security.header import Header, generation_of, header_text, read_header

KEY_FILE = "key.json"
KEY_COPY = "key.json.bak"
DATABASE_FILE = "vault.db"
_LARGEST = 4 * 1024 * 1024
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
"""Windows would otherwise write line breaks of its own."""


@dataclass(frozen=True, slots=True)
class Copies:
    """What the two copies hold: the readable headers, the newest first, and whether they agree."""

    headers: tuple[Header, ...]
    identical: bool


def has_vault(folder: Path) -> bool:
    """Return whether any part of a vault lies in `folder`."""
    return any((folder / name).exists() for name in (KEY_FILE, KEY_COPY, DATABASE_FILE))


def read_copies(folder: Path) -> Copies:
    """Read both copies; one readable copy is enough.

    Raises: VaultMissingError, VaultDamagedError, VaultTooNewError, StorageError.
    """
    texts = [text for text in map(_read, (folder / KEY_FILE, folder / KEY_COPY)) if text]
    if not texts:
        raise _missing(folder)
    headers: list[Header] = []
    problems: list[KbhError] = []
    newer = -1
    for text in texts:
        try:
            headers.append(read_header(text))
        except VaultTooNewError as error:
            problems.insert(0, error)
            newer = generation_of(text)
        except VaultDamagedError as error:
            problems.append(error)
    headers.sort(key=lambda header: header.generation, reverse=True)
    if not headers or newer > headers[0].generation:
        raise problems[0]
    identical = len(texts) == len({KEY_FILE, KEY_COPY}) and texts[0] == texts[1]
    return Copies(tuple(headers[:1] if identical else headers), identical)


def write_copies(folder: Path, header: Header) -> None:
    """Write `header` as both copies, one after the other.

    Raises: StorageError.
    """
    content = header_text(header).encode()
    for name in (KEY_FILE, KEY_COPY):
        write_durably(folder / name, content)


def remove_copies(folder: Path) -> None:
    """Remove the key file of a vault that could not be made."""
    for name in (KEY_FILE, KEY_COPY):
        (folder / name).unlink(missing_ok=True)


def write_durably(path: Path, content: bytes) -> None:
    """Replace the file `path` by `content`, on the disk when this returns; old or new, never part.

    Raises: StorageError.
    """
    part = path.with_name(path.name + ".part")
    try:
        with os.fdopen(os.open(part, _NEW_FILE, 0o600), "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise StorageError(
            _("The file {name} can't be written. Is the disk full?").format(name=path.name)
        ) from error


def sync_folder(folder: Path) -> None:
    """Force the names in `folder` to the disk."""
    if sys.platform == "win32":
        return  # NTFS journals renames; a folder can't be opened there
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(path: Path) -> str:
    try:
        with path.open("rb") as source:
            return source.read(_LARGEST).decode("utf-8", "replace")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise StorageError(_("The file {name} can't be read.").format(name=path.name)) from error


def _missing(folder: Path) -> KbhError:
    if (folder / DATABASE_FILE).exists():
        return VaultDamagedError(
            _("The key file key.json is missing from the vault. Fetch it from a backup.")
        )
    return VaultMissingError(_("There is no vault in the folder {folder}.").format(folder=folder))
