"""An office whose database is on a PostgreSQL server, so that several coordinators work at once.

The vault's folder stays what opens it: key file, users, and the file `office-database` that says
where the server is. Each coordinator has a copy of the folder.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kbh_desktop.changes import Changes
from kbh_desktop.errors import InputError, NotAllowedError, StorageError
from kbh_desktop.i18n import _
from kbh_desktop.security.model import NodeKind, Role
from kbh_desktop.security.unlocked import Unlocked
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.sqlcipher import SqlcipherStore
from kbh_desktop.storage.store import Store

if TYPE_CHECKING:
    from kbh_desktop.storage.postgres.store import PostgresStore

ADDRESS_FILE = "office-database"
FORMER_FILE = "before-the-server.db"
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Connected:
    """What came of connecting: how many rows moved to the server, none where it had them."""

    rows: int
    former: Path
    """The file that everything was in, to be deleted when the server's backups run."""


def address_of(folder: Path) -> str:
    """Return where the office's database is, empty when it is the file in the vault."""
    try:
        return (folder / ADDRESS_FILE).read_text("utf-8").strip()
    except FileNotFoundError:
        return ""


def store_of(unlocked: Unlocked) -> Store:
    """Return the store of an unlocked vault, not yet opened.

    Raises: InputError when the address makes no sense, StorageError.
    """
    address = address_of(unlocked.folder)
    file = SqlcipherStore(unlocked.database_path, unlocked.database_key)
    if not address:
        return file
    try:
        return _on_server(address, unlocked, file)
    except BaseException:
        file.close()
        raise


def fill(
    unlocked: Unlocked, database: Database, address: str, progress: Progress = lambda _a, _b: None
) -> int:
    """Bring all that the vault holds to an empty database at `address`, and return how many rows.

    One that holds this office already stays as it is.

    Raises: InputError, NotAllowedError, StorageError, VaultDamagedError for another office's.
    """
    if unlocked.kind is not NodeKind.OFFICE:
        raise NotAllowedError(_("Only an office can have its database on a server."))
    if not {Role.COORDINATOR, Role.IT} & unlocked.user.roles:
        raise NotAllowedError(_("Only coordinators and IT may move the office's database."))
    if address_of(unlocked.folder):
        raise InputError(_("The office's database is on a server already."), field="database")
    return _fill(unlocked, database, address, progress)


def switch(unlocked: Unlocked, address: str, rows: int) -> Connected:
    """Let the vault, whose database is closed, use the one at `address` from now on.

    Raises: StorageError.
    """
    path = unlocked.database_path
    former = path.with_name(FORMER_FILE)
    try:
        path.replace(former)
        for name in (f"{path.name}-wal", f"{path.name}-shm", "log-head"):
            path.with_name(name).unlink(missing_ok=True)
        (unlocked.folder / ADDRESS_FILE).write_text(f"{address}\n", "utf-8")
    except OSError:
        raise StorageError(
            _("The file {name} can't be written.").format(name=ADDRESS_FILE)
        ) from None
    return Connected(rows, former)


def let_in(folder: Path, database: Database, user: str, *, auditor: bool) -> None:
    """Give `user` of the server the rights of a coordinator, or to read the audit log alone.

    Raises: InputError when the database is not on a server, NotAllowedError.
    """
    if not address_of(folder):
        raise InputError(_("The office's database is the file in the vault."), field="database")
    from kbh_desktop.storage.postgres import letting_in  # noqa: PLC0415 - needs the extra

    access = letting_in.Access.AUDITOR if auditor else letting_in.Access.COORDINATOR
    with database.write() as session:
        letting_in.let_in(session.connection(), user, access)


def stay_in_file(folder: Path) -> None:
    """Refuse what only makes sense for a vault that holds its database itself.

    Raises: NotAllowedError.
    """
    if address_of(folder):
        raise NotAllowedError(_("The office's database is on a server: IT does this there."))


def _fill(unlocked: Unlocked, database: Database, address: str, progress: Progress) -> int:
    from kbh_desktop.storage.postgres.moving import move  # noqa: PLC0415 - needs the extra

    store = _on_server(address, unlocked)
    server = Database(store, changes=Changes(), clock=database.clock, node=database.node)
    try:
        with server.read() as session:
            node = server.meta_get(session, "node_id")
        if node is None:
            return move(database, server, progress)
        if node != database.node:
            raise InputError(_("The database belongs to another office."), field="database")
        return 0
    finally:
        server.close()


def _on_server(
    address: str, unlocked: Unlocked, file: SqlcipherStore | None = None
) -> "PostgresStore":
    try:
        from kbh_desktop.storage.postgres.address import read_address  # noqa: PLC0415 - slow
        from kbh_desktop.storage.postgres.store import PostgresStore  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        raise StorageError(
            _("This installation can't speak to PostgreSQL: the part `office` is missing.")
        ) from None
    return PostgresStore(read_address(address), unlocked.database_key, file)
