"""The store that is one SQLCipher file of this computer."""

import logging
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from kbh_desktop.changes import Changes, DataChanged
from kbh_desktop.errors import VaultDamagedError
from kbh_desktop.storage.backup import back_up
from kbh_desktop.storage.ballast import Ballast
from kbh_desktop.storage.base import Json
from kbh_desktop.storage.engine import errors_for_people, open_engine
from kbh_desktop.storage.log_head import LogHead
from kbh_desktop.storage.schema import open_schema
from kbh_desktop.storage.store import IntegrityReport
from kbh_desktop.storage.tables import ChangeRecord

log = logging.getLogger(__name__)

_NEWEST = "SELECT arrival, id FROM change_log ORDER BY arrival DESC LIMIT 1"
_SEQUENCE = text("SELECT seq FROM sqlite_sequence WHERE name = 'change_log'")


class SqlcipherStore:
    """The file `path` under the raw 256-bit `key`; beside it lie `ballast` and `log-head`."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key
        self._ballast = Ballast(path.with_name("ballast"))
        self.engine = self.reader = open_engine(path, key)
        self._head = LogHead(path.with_name("log-head"))
        self._newest: tuple[int, str] | None = None
        self.missing_changes = 0

    def __repr__(self) -> str:
        return f"SqlcipherStore({self._path.name!r})"

    def open(self) -> None:
        """Bring the file up to this version, and see whether it holds all that was written."""
        with self.errors():
            open_schema(self.engine, self._path, self._key)
        self._ballast.ensure()
        self.missing_changes = self._compare_head()

    def errors(self) -> AbstractContextManager[None]:
        """Turn the database's errors into ours; on a full disk the ballast is given up."""
        return errors_for_people(self._ballast.give_up)

    def listen(self, changes: Changes) -> None:
        """Nobody else writes this file while it is open."""

    def committing(self, session: Session, news: DataChanged, *, logged: bool) -> None:  # noqa: ARG002 - nobody else to tell
        """Remember which change is the newest."""
        if logged:
            row = session.connection().exec_driver_sql(_NEWEST).one()
            self._newest = row.arrival, row.id
        else:
            self._newest = None

    def committed(self) -> None:
        """Write the newest change into the side file."""
        if self._newest:
            self._head.write(*self._newest)

    def hide(self, key: str, value: Json) -> Json:  # noqa: ARG002 - the whole file is encrypted
        """Return `value` itself."""
        return value

    def show(self, key: str, stored: Json) -> Json:  # noqa: ARG002 - as above
        """Return `stored` itself."""
        return stored

    def checkpoint(self) -> None:
        """Move the write-ahead log into the file."""
        with self.errors(), self.engine.connect() as connection:
            connection.exec_driver_sql("ROLLBACK")
            # The first keeps nobody from writing, so that the second finds little to do.
            connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            connection.exec_driver_sql("BEGIN")

    def check(self) -> IntegrityReport:
        """Look for damage in every page and table."""
        with self.errors(), self.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchall()
        return IntegrityReport(len(pages), tuple(self._broken_tables()), self.missing_changes)

    def backup(self, folder: Path, today: date) -> Path:
        """Make today's backup in `folder` unless there is one."""
        return back_up(self._path, self._key, folder, today)

    def close(self) -> None:
        """Give the files back."""
        self.engine.dispose()
        self._head.close()

    def _broken_tables(self) -> Iterable[str]:
        try:
            with self.errors(), self.engine.connect() as connection:
                lines: Iterable[str] = connection.exec_driver_sql(
                    "PRAGMA quick_check(10)"
                ).scalars()
                return [line for line in lines if line != "ok"]
        except VaultDamagedError as error:  # the check itself met a page that can't be read
            return [str(error)]

    def _compare_head(self) -> int:
        with self.errors(), Session(self.engine) as session:
            reached = session.scalar(_SEQUENCE) or 0
            here = session.scalar(
                select(ChangeRecord.id).where(ChangeRecord.arrival == self._head.arrival)
            )
        missing = max(0, self._head.arrival - reached)
        if missing:
            log.warning("changes missing from the log: %d", missing)
        elif here is not None and here != self._head.change_id:
            log.warning("the log is not the one that was last written here")
            missing = 1
        return missing
