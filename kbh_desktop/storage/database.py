"""Opening the database and the two ways to use it: read and write."""

import threading
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, event, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Session

from kbh_desktop.changes import Changes, DataChanged
from kbh_desktop.clock import Clock
from kbh_desktop.errors import CancelledError
from kbh_desktop.i18n import _
from kbh_desktop.ids import NodeId, new_id
from kbh_desktop.storage.base import Json
from kbh_desktop.storage.change import SCHEMA_VERSION
from kbh_desktop.storage.projection import Projected, ProjectionHooks, rebuild
from kbh_desktop.storage.store import WRITER, IntegrityReport, Store
from kbh_desktop.storage.tables import MetaRecord
from kbh_desktop.storage.turns import GaveWayError, Turns
from kbh_desktop.storage.writing import Transaction, before_flush

_MOST_IDS = 1_000
_MOST_TIMES_GIVEN_WAY = 10
_SCHEMA = "schema_version"
Result = TypeVar("Result")


class Database:
    """The one database of this device, for the window's thread and one background thread.

    `missing_changes` says how many of the newest changes were gone when it was opened.

    Raises: VaultDamagedError, VaultTooNewError, VaultInUseError, StorageError.
    """

    def __init__(
        self,
        store: Store,
        *,
        changes: Changes,
        clock: Clock,
        node: NodeId | None = None,
        author: str = "",
    ) -> None:
        self.changes = changes
        self.clock = clock
        self.author = author
        self.hooks = ProjectionHooks()
        self._store = store
        self._turns = Turns()
        self._here = threading.local()
        try:
            store.open()
            self.missing_changes = store.missing_changes
            self.node = node or self._own_node()
            self._rebuild_after_update()
            store.listen(changes)
        except BaseException:
            store.close()
            raise

    def __repr__(self) -> str:
        return f"Database({self._store!r})"

    @contextmanager
    def read(self) -> Generator[Session]:
        """Give a session whose changes are thrown away; inside `write()` the session of that."""
        outer = self._session_here()
        if outer is not None:
            yield outer
            return
        with self._errors(), Session(self._store.reader, autoflush=False) as session:
            yield session

    @contextmanager
    def snapshot(self) -> Generator[Connection]:
        """Give a connection that sees the database as it is now, for long reads."""
        with self._errors(), self._store.reader.connect() as connection:
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
                    news = _news(transaction)
                    self._store.committing(session, news, logged=transaction.logged)
            finally:
                self._here.session = None
            self._store.committed()
        if news.kinds:
            self.changes.publish(news)

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
        stored = session.scalar(select(MetaRecord.value).where(MetaRecord.key == key))
        return None if stored is None else self._store.show(key, stored)

    def meta_set(self, session: Session, key: str, value: Json) -> None:
        """Remember the JSON `value` under `key`."""
        statement = upsert(MetaRecord).values(key=key, value=self._store.hide(key, value))
        session.execute(
            statement.on_conflict_do_update(
                index_elements=["key"], set_={"value": statement.excluded.value}
            )
        )

    def checkpoint(self) -> None:
        """Bring everything to its lasting place; call it at every quiet moment."""
        self._store.checkpoint()

    def check(self) -> IntegrityReport:
        """Look for damage; takes about 3 s for 100,000 persons in a file."""
        return self._store.check()

    def backup(self, folder: Path) -> Path:
        """Make today's backup in `folder` unless there is one; about 3 s for 100,000 persons.

        Raises: StorageError, VaultDamagedError.
        """
        return self._store.backup(folder, self.clock().date())

    def close(self) -> None:
        """Bring everything to its lasting place and close the store."""
        try:
            self.checkpoint()
        finally:
            self._store.close()

    @property
    def engine(self) -> Engine:
        """The engine, for storage itself and for measuring."""
        return self._store.engine

    def _session(self, transaction: Transaction) -> Session:
        session = Session(
            self._store.engine.execution_options(**WRITER),
            expire_on_commit=False,
            info={"transaction": transaction},
        )
        event.listen(session, "before_flush", before_flush)
        return session

    def _session_here(self) -> Session | None:
        return getattr(self._here, "session", None)

    def _errors(self) -> AbstractContextManager[None]:
        return self._store.errors()

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


def _news(transaction: Transaction) -> DataChanged:
    few = len(transaction.ids) <= _MOST_IDS
    ids = frozenset(transaction.ids) if few else frozenset()
    return DataChanged(frozenset(transaction.kinds), ids)
