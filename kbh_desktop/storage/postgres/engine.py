"""The connection to a PostgreSQL server, and its errors in words for a person."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import orjson
import psycopg
from psycopg.types.string import StrDumperUnknown
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from kbh_desktop.errors import (
    KbhError,
    NotAllowedError,
    StorageError,
    VaultDamagedError,
    VaultInUseError,
)
from kbh_desktop.i18n import _
from kbh_desktop.storage.postgres import words  # noqa: F401 - what SQLite and it spell differently

# One number for every program that writes this database. Numbers of the log are given before the
# commit, so without the lock a reader could see 18 before 17 and never ask for 17 again.
_WRITER_LOCK = int.from_bytes(b"kbh desk")
_TURN = f"SET LOCAL lock_timeout = '30s'; SELECT pg_advisory_xact_lock({_WRITER_LOCK})"
_CONNECT_S = 10
_TAKES_NOTHING_IN = ("53100", "25006")  # a full disk, a copy that is only read
_DAMAGED = ("XX001", "XX002")


class _TextDumper(StrDumperUnknown):
    """PostgreSQL's text can't hold the character of code 0; the log, being JSON, can."""

    def dump(self, obj: str) -> Any:  # noqa: ANN401 - bytes of several kinds
        return super().dump(obj.replace("\0", "\ufffd"))


def open_engine(address: URL) -> Engine:
    """Return the engine for `address`; a transaction of a `WRITER` waits for its turn first."""
    engine = create_engine(
        address,
        pool_pre_ping=True,
        hide_parameters=True,  # answers must not get into error texts
        connect_args={"connect_timeout": _CONNECT_S, "application_name": "kbh-desktop"},
        json_serializer=lambda value: orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode(),
        json_deserializer=orjson.loads,
    )

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:  # noqa: ANN401 - psycopg's, or wrapped
        connection.adapters.register_dumper(str, _TextDumper)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writer"):
            connection.exec_driver_sql(_TURN)

    return engine


@contextmanager
def errors_of_server() -> Generator[None]:
    """Turn the server's errors into ours."""
    try:
        yield
    except DBAPIError as error:
        translated = _translated(error.orig)
        if translated is None:
            raise
        raise translated from None
    except psycopg.Error as error:
        translated = _translated(error)
        if translated is None:
            raise
        raise translated from None


def _translated(error: BaseException | None) -> KbhError | None:
    state = getattr(error, "sqlstate", None) or ""
    if state == "55P03":
        return VaultInUseError(
            _("Somebody else is writing much to the office's database. Try again in a moment.")
        )
    if state == "42501":
        return NotAllowedError(_("Your user of the office's database may not do that. Ask IT."))
    if state in _TAKES_NOTHING_IN:
        return StorageError(_("The office's database takes nothing in now. Tell IT."))
    if state in _DAMAGED:
        return VaultDamagedError(_("The office's database is damaged. Tell IT at once."))
    if isinstance(error, psycopg.OperationalError):  # the server's own words are in its language
        return StorageError(
            _(
                "The office's database can't be reached or does not let you in."
                " Try again in a moment; then ask IT."
            )
        )
    return None
