"""Two invented kinds of record that travel, and databases to hold them."""

import atexit
import shutil
import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from kbh_desktop.changes import Changes, DataChanged
from kbh_desktop.ids import NodeId
from kbh_desktop.storage.base import Record, SyncedRecord
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.sqlcipher import SqlcipherStore
from kbh_desktop.storage.store import Store
from tests import stores

KEY = bytes(range(32))


class CitizenRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    __tablename__ = "test_citizen"
    __entity__ = "test_citizen"

    given: Mapped[str] = mapped_column(default="")
    family: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="new")
    note: Mapped[str | None] = mapped_column(default=None)
    children: Mapped[int] = mapped_column(default=0)
    folded: Mapped[str] = mapped_column(default="", info={"local": True})


class TalkRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    __tablename__ = "test_talk"
    __entity__ = "test_talk"

    form: Mapped[str] = mapped_column(default="")
    answers: Mapped[dict[str, Any]] = mapped_column(
        JSON, default_factory=dict, info={"per_key": "a."}
    )


class Told:
    """Remembers what was published."""

    def __init__(self) -> None:
        self.news: list[DataChanged] = []
        self.changes = Changes()
        self.changes.subscribe(self.news.append)


def fixed_clock() -> datetime:
    return datetime(2026, 4, 16, 12, 2, tzinfo=UTC)


def open_database(
    folder: Path, node: str = "laptop", *, told: Told | None = None, clock: Any = fixed_clock
) -> Database:
    folder.mkdir(exist_ok=True, parents=True)
    store = stores.open_store(folder, KEY, lambda path: shutil.copy(_empty_database(), path))
    return _open(store, node, told or Told(), clock)


@cache
def _empty_database() -> Path:
    """Return a database with all tables, made once: migrating each anew takes its time."""
    folder = Path(tempfile.mkdtemp(prefix="kbh-empty-"))
    atexit.register(shutil.rmtree, folder)
    database = _open(SqlcipherStore(folder / "vault.db", KEY), "empty", Told(), fixed_clock)
    tables = [CitizenRecord.__table__, TalkRecord.__table__]
    with database.engine.begin() as connection:
        Record.metadata.create_all(connection, tables=tables)
    database.close()
    return folder / "vault.db"


def _open(store: Store, node: str, told: Told, clock: Any) -> Database:
    return Database(
        store,
        changes=told.changes,
        clock=clock,
        node=NodeId(node),
        author="ane",
    )


def add_citizen(database: Database, citizen_id: str = "c1", **fields: Any) -> str:
    with database.write() as session:
        session.add(CitizenRecord(id=citizen_id, scope=citizen_id, **fields))
    return citizen_id


def change_citizen(database: Database, citizen_id: str = "c1", **fields: Any) -> None:
    with database.write() as session:
        record = session.get(CitizenRecord, citizen_id)
        assert record is not None
        for name, value in fields.items():
            setattr(record, name, value)


def citizen(database: Database, citizen_id: str = "c1") -> CitizenRecord:
    with database.read() as session:
        record = session.get(CitizenRecord, citizen_id)
        assert record is not None
        session.expunge(record)
        return record
