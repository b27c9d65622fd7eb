"""Who was named when a passphrase was wrong, kept until the vault is next opened.

The audit log can't be written while the vault is shut. So the id of the user and the moment stand
in a small file beside the key file, and nothing of what was typed; whoever deletes it leaves the
count of `attempts`.
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kbh_desktop.errors import StorageError
from kbh_desktop.ids import UserId
from kbh_desktop.security.header_file import write_durably

FILE_NAME = "failed-openings.json"
MOST_KEPT = 500


@dataclass(frozen=True, slots=True)
class FailedOpening:
    """A wrong passphrase for a user, at a moment in UTC (ISO 8601)."""

    user_id: UserId
    at: str


def note(folder: Path, user_id: str, at: datetime) -> None:
    """Add a failed opening; a full disk keeps nobody out."""
    kept = (*failed_openings(folder), FailedOpening(UserId(user_id), at.isoformat("T", "seconds")))
    rows = [[each.user_id, each.at] for each in kept[-MOST_KEPT:]]
    with suppress(StorageError):
        write_durably(folder / FILE_NAME, json.dumps(rows).encode())


def failed_openings(folder: Path) -> tuple[FailedOpening, ...]:
    """Return the failed openings since `forget`, the oldest first; what can't be read is none."""
    try:
        rows = json.loads((folder / FILE_NAME).read_bytes())
        return tuple(FailedOpening(UserId(str(user)), _moment(at)) for user, at in rows)
    except (OSError, ValueError, TypeError):
        return ()


def forget(folder: Path, told: Sequence[FailedOpening]) -> None:
    """Remove the file once the audit log has what was `told`."""
    if told:
        (folder / FILE_NAME).unlink(missing_ok=True)


def _moment(at: object) -> str:
    """Return a moment as it was written.

    Raises: ValueError.
    """
    return datetime.fromisoformat(str(at)).isoformat("T", "seconds")
