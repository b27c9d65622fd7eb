"""The connection to the SQLCipher file, and its errors in words for a person."""

import os
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import orjson
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from kbh_desktop.errors import KbhError, StorageError, VaultDamagedError, VaultInUseError
from kbh_desktop.i18n import _
from kbh_desktop.storage.base import Json

# Not cipher_memory_security: SQLCipher locks and wipes its own key material without it (since 4.5).
# With it every page buffer is locked as well, which made inserts 6 to 11 times slower, while the
# same content lies in Python's memory in any case; it can't be switched off again in a process.
_PRAGMAS = (
    "cipher_log_level = NONE",  # it would print to stderr what is said by our own errors
    "synchronous = FULL",  # NORMAL lost up to four saves in a simulated power cut
    "foreign_keys = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "cache_size = -64000",  # 64 MB: the indexes of a large import stay in memory
    "wal_autocheckpoint = 256",  # 1 MB: a damaged bit in the log drops the commits behind it
)
_BUSY_MS = 10_000


def raw_connection(path: Path, key: bytes, *, wal: bool = True) -> dbapi2.Connection:
    """Open the SQLCipher file `path` with the raw 256-bit `key`; made when it does not exist.

    It is made for its owner alone, and so is what SQLite puts beside it. Without
    `wal` it is one plain file, as a backup should be.
    """
    with suppress(OSError):  # what can't be made, SQLite tells in its own words
        os.close(os.open(path, os.O_CREAT, 0o600))
    connection = dbapi2.connect(str(path), check_same_thread=False, isolation_level=None)
    connection.set_key(b"x'" + key.hex().encode() + b"'")
    try:
        for pragma in (
            *_PRAGMAS,
            f"busy_timeout = {_BUSY_MS}",
            f"journal_mode = {'WAL' if wal else 'DELETE'}",
        ):
            connection.execute(f"PRAGMA {pragma}").fetchall()
    except dbapi2.Error:
        connection.close()
        raise
    return connection


def open_engine(path: Path, key: bytes) -> Engine:
    """Return the engine for `path`; transactions begin explicitly, IMMEDIATE for a `WRITER`."""
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=lambda: raw_connection(path, key),
        module=dbapi2,
        poolclass=QueuePool,
        pool_reset_on_return="rollback",
        hide_parameters=True,  # answers must not get into error texts
        json_serializer=lambda value: orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode(),
        json_deserializer=_from_json,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writer")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _from_json(stored: str | float) -> Json:
    """Return a JSON value; SQLite keeps one that is only a number as a number."""
    return orjson.loads(stored) if isinstance(stored, str) else stored


@contextmanager
def errors_for_people(on_full: Callable[[], bool] = lambda: False) -> Generator[None]:
    """Turn the database's errors into ours; `on_full` makes room and says whether it did."""
    try:
        yield
    except DBAPIError as error:
        translated = _translated(error.orig, on_full)
        if translated is None:
            raise
        raise translated from None
    except dbapi2.Error as error:
        translated = _translated(error, on_full)
        if translated is None:
            raise
        raise translated from None


def _translated(error: BaseException | None, on_full: Callable[[], bool]) -> KbhError | None:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith("SQLITE_FULL"):
        if on_full():
            return StorageError(
                _("The disk is full. A small reserve was given up: save again, then make room.")
            )
        return StorageError(_("The disk is full. Make room and try again; nothing was lost."))
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return VaultDamagedError(
            _("The database can't be read: it is damaged or the key is wrong.")
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return VaultInUseError(_("The database is in use by another program. Close it first."))
    if name.startswith(("SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return StorageError(_("The disk refuses to be read or written ({code}).").format(code=name))
    return None
