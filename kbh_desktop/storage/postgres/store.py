"""The store that is a database of a PostgreSQL server, written by several coordinators."""

from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

from sqlalchemy import URL, Engine, text
from sqlalchemy.orm import Session

from kbh_desktop.changes import Changes, DataChanged
from kbh_desktop.errors import StorageError
from kbh_desktop.i18n import _
from kbh_desktop.storage.base import Json
from kbh_desktop.storage.postgres.engine import errors_of_server, open_engine
from kbh_desktop.storage.postgres.hidden import Hidden
from kbh_desktop.storage.postgres.news import News
from kbh_desktop.storage.postgres.schema import open_schema
from kbh_desktop.storage.receiving import damaged_changes
from kbh_desktop.storage.sqlcipher import SqlcipherStore
from kbh_desktop.storage.store import IntegrityReport

_DAMAGED_PAGES = text(
    "SELECT coalesce(checksum_failures, 0) FROM pg_stat_database WHERE datname = current_database()"
)


class PostgresStore:
    """The database at `address`, as `address.read_address` gives it.

    A write waits until no other coordinator writes, so that the order of the log is the order of
    the commits. What is remembered about the office, such as its keys, is sealed with the vault's
    key; all else is as safe as the server. `file` is the small file that stays in the vault.
    """

    def __init__(self, address: URL, key: bytes, file: SqlcipherStore | None = None) -> None:
        self._hidden = Hidden(key)
        self._file = file
        self.engine = open_engine(address)
        self.reader: Engine = self.engine.execution_options(isolation_level="REPEATABLE READ")
        self.missing_changes = 0
        self._news = News(self.engine)

    def __repr__(self) -> str:
        return f"PostgresStore({self.engine.url.database!r})"

    def open(self) -> None:
        """Make the tables, or bring them up to this version."""
        with self.errors():
            open_schema(self.engine)
        if self._file:
            self._file.open()

    def errors(self) -> AbstractContextManager[None]:
        """Turn the server's errors into ours."""
        return errors_of_server()

    def listen(self, changes: Changes) -> None:
        """Publish what the other coordinators commit, on a thread of its own."""
        with self.errors():
            self._news.start(changes)

    def committing(self, session: Session, news: DataChanged, *, logged: bool) -> None:  # noqa: ARG002 - the server keeps the log's end itself
        """Let the other coordinators hear of it."""
        if news.kinds:
            self._news.tell(session, news)

    def committed(self) -> None:
        """The server has it on its disk already."""

    def hide(self, key: str, value: Json) -> Json:
        """Return `value` sealed, as the server's people may not read it."""
        return self._hidden.seal(key, value)

    def show(self, key: str, stored: Json) -> Json:
        """Return the value that was sealed."""
        return self._hidden.open(key, stored)

    def checkpoint(self) -> None:
        """The server does this itself."""

    def check(self) -> IntegrityReport:
        """Hold every change against its digest; 10 s for 100,000 of them."""
        with self.errors(), self.reader.connect() as connection:
            pages = connection.scalar(_DAMAGED_PAGES) or 0
            damaged = tuple(damaged_changes(connection))
        return IntegrityReport(pages, damaged, 0)

    def backup(self, folder: Path, today: date) -> Path:
        """Make today's backup of the vault's small file; the server has backups of its own.

        Raises: StorageError.
        """
        if self._file is None:
            raise StorageError(_("The office's database is backed up by IT, on its server."))
        return self._file.backup(folder, today)

    def close(self) -> None:
        """End the news and the connections."""
        self._news.stop()
        self.engine.dispose()
        if self._file:
            self._file.close()
