"""What `Database` asks of whatever its tables lie in: a file of this computer, or a server."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from kbh_desktop.changes import Changes, DataChanged
from kbh_desktop.storage.base import Json

WRITER: Mapping[str, Any] = {"writer": True}
"""Execution options of a transaction that writes: only one at a time, of all programs."""


@dataclass(frozen=True, slots=True)
class IntegrityReport:
    """What the check found: damaged pages, broken tables, and changes missing from the log."""

    damaged_pages: int
    problems: tuple[str, ...]
    missing_changes: int

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not (self.damaged_pages or self.problems or self.missing_changes)


class Store(Protocol):
    """Where tables lie; a `Database` opens it, uses it and closes it."""

    engine: Engine
    reader: Engine
    """The same, for sessions that see one state throughout."""
    missing_changes: int
    """How many of the newest changes were gone when it was opened."""

    def open(self) -> None:
        """Bring the tables up to this version.

        Raises: VaultDamagedError, VaultTooNewError, VaultInUseError, StorageError.
        """

    def errors(self) -> AbstractContextManager[None]:
        """Turn the driver's errors into ours."""

    def listen(self, changes: Changes) -> None:
        """Publish what others commit from now on, on a thread of the store."""

    def committing(self, session: Session, news: DataChanged, *, logged: bool) -> None:
        """Do what belongs to a write before it is committed; `logged` when the log grew."""

    def committed(self) -> None:
        """Do what must follow the commit at once, before anybody else writes."""

    def hide(self, key: str, value: Json) -> Json:
        """Return what stands in the database for `value`, remembered under `key`."""

    def show(self, key: str, stored: Json) -> Json:
        """Return the value that `stored` stands for.

        Raises: VaultDamagedError.
        """

    def checkpoint(self) -> None:
        """Bring everything to its lasting place; call it at quiet moments."""

    def check(self) -> IntegrityReport:
        """Look for damage."""

    def backup(self, folder: Path, today: date) -> Path:
        """Make today's backup in `folder` unless there is one."""

    def close(self) -> None:
        """Give everything back."""
