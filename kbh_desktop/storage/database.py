"""Opening the database and the two ways to use it: read and write."""

import logging
import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, event, select, text
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Session

from kbh_desktop.changes import Changes, DataChanged
from kbh_desktop.clock import Clock
from kbh_desktop.errors import CancelledError, VaultDamagedError
from kbh_desktop.i18n import _
from kbh_desktop.ids import NodeId, new_id
from kbh_desktop.storage.backup import back_up
from kbh_desktop.storage.ballast import Ballast
from kbh_desktop.storage.base import Json
from kbh_desktop.storage.change import SCHEMA_VERSION
from kbh_desktop.storage.engine import IMMEDIATE, errors_for_people, open_engine
from kbh_desktop.storage.log_head import LogHead
from kbh_desktop.storage.projection import Projected, ProjectionHooks, rebuild
from kbh_desktop.storage.schema import open_schema
from kbh_desktop.storage.tables import ChangeRecord, MetaRecord
from kbh_desktop.storage.turns import GaveWayError, Turns
from kbh_desktop.storage.writing import Transaction, before_flush

log = logging.getLogger(__name__)

_MOST_IDS = 1_000
_MOST_TIMES_GIVEN_WAY = 10
_SCHEMA = "schema_version"
Result = TypeVar("Result")


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


class Database:
    """The one local database of this device, for the window's thread and one background thread.

    Beside `path` it keeps `ballast` and `log-head`. `missing_changes` says how many of the
    newest changes were gone when it was opened.

    Raises: VaultDamagedError, VaultTooNewError, VaultInUseError, StorageError.
    """

    def __init__(
        self,
        path: Path,
        key: bytes,
        *,
        changes: Changes,
        clock: Clock,
        node: NodeId | None = None,
        author: str = "",
    ) -> None:
        self.path = path
        self.changes = changes
        self.clock = clock
        self.author = author
        self.hooks = ProjectionHooks()
        self._key = key
        self._ballast = Ballast(path.with_name("ballast"))
        self._turns = Turns()
        self._here = threading.local()
        self._engine = open_engine(path, key)
        self._head = LogHead(path.with_name("log-head"))
        try:
            with self._errors():
                open_schema(self._engine, path, key)
            self._ballast.ensure()
            self.missing_changes = self._compare_head()
            self.node = node or self._own_node()
            self._rebuild_after_update()
        except BaseException:
            self._give_back()
            raise

    def __repr__(self) -> str:
        return f"Database({self.path.name!r})"

    @contextmanager
    def read(self) -> Generator[Session]:
        """Give a session whose changes are thrown away; inside `write()` the session of that."""
        outer = self._session_here()
        if outer is not None:
            yield outer
            return
        with self._errors(), Session(self._engine, autoflush=False) as session:
            yield session

    @contextmanager
    def snapshot(self) -> Generator[Connection]:
        """Give a connection that sees the database as it is now, for long reads."""
        with self._errors(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self, *, patient: bool = False) -> Generator[Session]:
        """Give a session; on leaving, commit all of it and tell the subscribers, or nothing.

        After very many changes the subscribers are told no ids: anything of the kinds may differ.
        Inside another `write()` of this thread it is a part of that one. A `patient` one is for
        `write_long`.
        """
        outer = self._session_here()
        if outer is not None:
            yield outer
            return
        transaction = Transaction(self.node, self.author, self._wall)
        if patient:
            transaction.give_way = self._turns.give_way
        with (
            self._turns.turn(patient=patient),
            self._errors(),
            self._session(transaction) as session,
        ):
            self._here.session = session
            try:
                with session.begin():
                    yield session
                    session.flush()
                    head = _newest(session) if transaction.logged else None
            finally:
                self._here.session = None
            if head:
                self._head.write(*head)
        if transaction.kinds:
            few = len(transaction.ids) <= _MOST_IDS
            ids = frozenset(transaction.ids) if few else frozenset()
            self.changes.publish(DataChanged(frozenset(transaction.kinds), ids))

    def write_long(self, work: Callable[[Session], Result], *, insists: bool = True) -> Result:
        """Return what `work(session)` gives, done in one transaction that lets others write first.

        While somebody waits to write, it is rolled back and done again after them; when that
        happened often it goes first, if it `insists`. So `work` may be called several times.

        Raises: CancelledError when it does not insist.
        """
        for _time in range(_MOST_TIMES_GIVEN_WAY):
            with suppress(GaveWayError), self.write(patient=True) as session:
                return work(session)
        if not insists:
            raise CancelledError(_("Others are writing. It is tried again later."))
        with self.write() as session:
            return work(session)

    def on_projected(self, entity: str, callback: Projected) -> None:
        """Call `callback(session, ids)` inside each import that touched records of `entity`.

        The ids may be of records that went; it is called in batches.
        """
        self.hooks.add(entity, callback)

    def meta_get(self, session: Session, key: str) -> Json:
        """Return what was remembered under `key`, or None."""
        return session.scalar(select(MetaRecord.value).where(MetaRecord.key == key))

    def meta_set(self, session: Session, key: str, value: Json) -> None:
        """Remember the JSON `value` under `key`."""
        statement = upsert(MetaRecord).values(key=key, value=value)
        session.execute(
            statement.on_conflict_do_update(
                index_elements=["key"], set_={"value": statement.excluded.value}
            )
        )

    def checkpoint(self) -> None:
        """Move the write-ahead log into the file; call it at every quiet moment."""
        with self._errors(), self._engine.connect() as connection:
            connection.exec_driver_sql("ROLLBACK")
            # The first keeps nobody from writing, so that the second finds little to do.
            connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            connection.exec_driver_sql("BEGIN")

    def check(self) -> IntegrityReport:
        """Look for damage in every page and table; takes about 3 s for 100,000 persons."""
        with self._errors(), self._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchall()
        return IntegrityReport(len(pages), tuple(self._broken_tables()), self.missing_changes)

    def backup(self, folder: Path) -> Path:
        """Make today's backup in `folder` unless there is one; about 3 s for 100,000 persons.

        Raises: StorageError, VaultDamagedError.
        """
        return back_up(self.path, self._key, folder, self.clock().date())

    def close(self) -> None:
        """Move the write-ahead log into the file and close it."""
        try:
            self.checkpoint()
        finally:
            self._give_back()

    @property
    def engine(self) -> Engine:
        """The engine, for storage itself and for measuring."""
        return self._engine

    def _session(self, transaction: Transaction) -> Session:
        session = Session(
            self._engine.execution_options(**IMMEDIATE),
            expire_on_commit=False,
            info={"transaction": transaction},
        )
        event.listen(session, "before_flush", before_flush)
        return session

    def _give_back(self) -> None:
        self._engine.dispose()
        self._head.close()

    def _session_here(self) -> Session | None:
        return getattr(self._here, "session", None)

    def _errors(self) -> AbstractContextManager[None]:
        return errors_for_people(self._ballast.give_up)

    def _wall(self) -> str:
        return self.clock().isoformat(timespec="seconds")

    def _own_node(self) -> NodeId:
        self.node = NodeId("")
        with self.write() as session:
            node = self.meta_get(session, "node_id")
            if node is None:
                node = new_id()
                self.meta_set(session, "node_id", node)
        return NodeId(node)

    def _broken_tables(self) -> Iterable[str]:
        try:
            with self._errors(), self._engine.connect() as connection:
                lines: Iterable[str] = connection.exec_driver_sql(
                    "PRAGMA quick_check(10)"
                ).scalars()
                return [line for line in lines if line != "ok"]
        except VaultDamagedError as error:  # the check itself met a page that can't be read
            return [str(error)]

    def _rebuild_after_update(self) -> None:
        """Show what an older version of the program kept in the log without knowing it."""
        with self.read() as session:
            known = self.meta_get(session, _SCHEMA)
        if known == SCHEMA_VERSION:
            return
        with self.write() as session:
            if known is not None:
                rebuild(session, self.hooks)
            self.meta_set(session, _SCHEMA, SCHEMA_VERSION)

    def _compare_head(self) -> int:
        with self.read() as session:
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


_NEWEST = "SELECT arrival, id FROM change_log ORDER BY arrival DESC LIMIT 1"
_SEQUENCE = text("SELECT seq FROM sqlite_sequence WHERE name = 'change_log'")


def _newest(session: Session) -> tuple[int, str]:
    """Return the arrival and the id of the newest change; there is one."""
    row = session.connection().exec_driver_sql(_NEWEST).one()
    return row.arrival, row.id
