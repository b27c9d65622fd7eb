"""Makes the tables of an office's database, and brings them up to this version."""

from sqlalchemy import Connection, Engine, inspect, text

from kbh_desktop.errors import StorageError, VaultDamagedError, VaultTooNewError
from kbh_desktop.i18n import _
from kbh_desktop.storage.base import Record
from kbh_desktop.storage.schema import HEAD, known_revisions, migrate
from kbh_desktop.storage.store import WRITER

_SUITED = text(
    "SELECT pg_encoding_to_char(encoding) = 'UTF8' AND lower(datcollate)"
    " IN ('c', 'posix', 'c.utf8', 'c.utf-8') FROM pg_database WHERE datname = current_database()"
)
_STAMP = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)",
    f"INSERT INTO alembic_version VALUES ('{HEAD}')",  # noqa: S608 - our own revision
    # SERIAL has 32 bits, the log of many years may not.
    "ALTER TABLE change_log ALTER COLUMN arrival TYPE BIGINT",
    "ALTER SEQUENCE change_log_arrival_seq AS BIGINT",
)


def open_schema(engine: Engine) -> None:
    """Make the tables of an empty database, or bring older ones up to date; all or nothing.

    A new database is made from the records themselves, as the earliest revisions speak of SQLite.

    Raises: VaultTooNewError, VaultDamagedError, StorageError.
    """
    with engine.connect() as connection:
        if _revision(connection) == HEAD:
            return
    with engine.connect().execution_options(**WRITER) as connection, connection.begin():
        current = _revision(connection)  # another coordinator may have been first
        if current is None:
            _make(connection)
        elif current != HEAD:
            _bring_up(connection, current)


def _make(connection: Connection) -> None:
    if not connection.scalar(_SUITED):
        raise StorageError(
            _("The database must be made with UTF-8 and the collation C; names sort wrong else.")
        )
    Record.metadata.create_all(connection)
    for statement in _STAMP:
        connection.exec_driver_sql(statement)


def _bring_up(connection: Connection, current: str) -> None:
    if current not in known_revisions():
        raise VaultTooNewError(
            _("A newer version of the program made this vault. Update this one first.")
        )
    migrate(connection)


def _revision(connection: Connection) -> str | None:
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables:
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")))
    if tables:
        raise VaultDamagedError(_("The database is none of this program's."))
    return None
