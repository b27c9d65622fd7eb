"""Brings the tables of a file up to this version of the program when it is opened."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from kbh_desktop.errors import StorageError, VaultDamagedError, VaultTooNewError
from kbh_desktop.i18n import _
from kbh_desktop.storage.backup import copy_database
from kbh_desktop.storage.store import WRITER

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0002"
"""The newest revision, so that a file of this version opens without loading Alembic."""


def open_schema(engine: Engine, path: Path, key: bytes) -> None:
    """Make the tables of a new file, or bring those of an older one up to date.

    An older file is copied to `backups/` first; the upgrade is all or nothing.

    Raises: VaultTooNewError, VaultDamagedError, StorageError.
    """
    current = _current_revision(engine)
    if current == HEAD:
        return
    if current is not None:
        if current not in known_revisions():
            raise VaultTooNewError(
                _("A newer version of the program made this vault. Update this one first.")
            )
        _copy_first(path, key, current)
    upgrade(engine)


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Run the migrations up to `revision` in one transaction.

    Raises: VaultDamagedError when rows would point at nothing afterwards.
    """
    with engine.connect() as connection:
        # With foreign keys on, rebuilding a parent table deletes the rows of its children.
        driver = connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - the connection is open
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.execution_options(**WRITER).begin():
                migrate(connection, revision)
                if connection.execute(text("PRAGMA foreign_key_check")).fetchall():
                    raise VaultDamagedError(_("The upgrade of the vault failed; it is unchanged."))
        finally:
            driver.execute("PRAGMA foreign_keys = ON")


def migrate(connection: Connection, revision: str = "head") -> None:
    """Run the migrations up to `revision` inside the transaction of `connection`."""
    from alembic import command  # noqa: PLC0415 - 0.25 s that only an upgrade needs

    command.upgrade(_config(connection), revision)


def known_revisions() -> Sequence[str]:
    """Return the revisions this program knows, the newest first."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - only an upgrade needs it

    return [script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()]


def _config(connection: Connection | None = None) -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - only an upgrade needs it

    config = Config()
    config.set_main_option("script_location", "kbh_desktop.storage:migrations")
    config.attributes["connection"] = connection
    return config


def _current_revision(engine: Engine) -> str | None:
    """Return the revision of the file, None for a new one."""
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        if "alembic_version" in tables:
            return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())
        if tables:
            raise VaultDamagedError(_("The database is none of this program's."))
        return None


def _copy_first(path: Path, key: bytes, current: str) -> None:
    folder = path.parent / "backups"
    folder.mkdir(exist_ok=True)
    if shutil.disk_usage(folder).free < 2 * path.stat().st_size:
        raise StorageError(_("There is no room for a copy of the vault before its upgrade."))
    copy_database(path, key, folder / f"before-upgrade-from-{current}.db")
