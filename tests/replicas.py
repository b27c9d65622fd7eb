"""Replicas that exchange changes without sealing them, for exploring the protocol fast."""

import atexit
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, select, text
from sqlalchemy.orm import Session

from kbh_desktop.bundles import clearing, peers
from kbh_desktop.bundles.intake import Intake
from kbh_desktop.bundles.outgoing import Lines, Statement, state_where_we_stand
from kbh_desktop.bundles.records import PeerRecord
from kbh_desktop.errors import NotAllowedError
from kbh_desktop.security.keys import DeviceCard, OfficeCard
from kbh_desktop.storage import change_log, erasure
from kbh_desktop.storage.base import Record, synced_entities, synced_fields
from kbh_desktop.storage.change import WIRE
from kbh_desktop.storage.log_head import LogHead
from kbh_desktop.storage.projection import rebuild
from kbh_desktop.storage.tables import ChangeRecord, ConflictRecord
from tests.stored_world import CitizenRecord, TalkRecord, open_database

OFFICE = "office"
START = datetime(2026, 1, 1, tzinfo=UTC)
MEMORY = Path("/dev/shm")
VIEWED = (CitizenRecord.__table__, TalkRecord.__table__, ConflictRecord.__table__)
NEW_FIELD = "status"
"""The field that, like every talk, a replica of the older version does not know."""
_EXCHANGED = ("blob", "bundle_", "change_log", "erased_scope", "field_conflict", "meta", "test_")

Rows = Mapping[str, Sequence[tuple[Any, ...]]]


@dataclass(frozen=True)
class Parcel:
    """What a bundle carries."""

    statement: Statement
    lines: Sequence[list[Any]]


class PowerCutError(Exception):
    """Ends a transaction in its middle."""


@contextmanager
def older_version() -> Iterator[None]:
    """Let the program be the version before: without talks, and without `NEW_FIELD`."""
    entities: Any = synced_entities()
    column = CitizenRecord.__table__.c[NEW_FIELD]
    talks = entities.pop(TalkRecord.__entity__)
    column.info["local"] = True
    synced_fields.cache_clear()
    try:
        yield
    finally:
        entities[TalkRecord.__entity__] = talks
        del column.info["local"]
        synced_fields.cache_clear()


class Replica:
    """One database of the office or of a laptop."""

    def __init__(self, name: str, folder: Path, laptops: Sequence[str], clock: Any) -> None:
        self.name = name
        self.is_office = name == OFFICE
        self.is_old = False
        self._folder = folder
        self.clock = clock
        self.open()
        with self.database.write() as session:
            if self.is_office:
                for laptop in laptops:
                    peers.enrol(session, DeviceCard(laptop, laptop, "age1", "00"), "")
            else:
                card = OfficeCard("Office", OFFICE, "age1", "age1", "age1", "00")
                peers.know_office(session, card, "")

    def open(self) -> None:
        self.database = open_database(self._folder, self.name, clock=self._now)

    def _now(self) -> datetime:
        now: datetime = self.clock()
        return now

    @contextmanager
    def version(self) -> Iterator[None]:
        """Let the program be the version this replica has."""
        if not self.is_old:
            yield
            return
        with older_version():
            yield

    @contextmanager
    def writing(self, made: dict[str, dict[str, Any]]) -> Iterator[Session]:
        """Write, and note in `made` which changes that made."""
        with self.version(), self.database.write() as session:
            last = session.scalar(text("SELECT coalesce(max(arrival), 0) FROM change_log"))
            yield session
            session.flush()
            for row in session.scalars(select(ChangeRecord).where(ChangeRecord.arrival > last)):
                made[row.id] = {name: getattr(row, name) for name in WIRE} | {"by": self.name}

    def ship(self, to: str, *, cut: bool = False) -> Parcel:
        """Make a parcel; or the power fails before it is known how far it goes."""
        with self.database.write() as session:
            peer = session.get_one(PeerRecord, to)
            restart = peer.restart
            statement = state_where_we_stand(session, self.name, peer, from_office=self.is_office)
            if cut:
                raise PowerCutError
        with self.database.snapshot() as connection:
            lines = Lines(connection, statement, restart)
            return Parcel(statement, [orjson.loads(line) for line in lines])

    def take(self, parcel: Parcel, *, cut_after: int | None = None) -> None:
        """Take a parcel in; the power fails after `cut_after` batches of it."""
        with self.version(), self.database.write() as session:
            intake = Intake(self.database, session, parcel.statement, is_office=self.is_office)
            for batch, start in enumerate(range(0, len(parcel.lines), 4)):
                if batch == cut_after:
                    raise PowerCutError
                intake.take(orjson.loads(orjson.dumps(parcel.lines[start : start + 4])))
            intake.finish()
            if cut_after is not None:
                raise PowerCutError

    def citizens(self) -> list[tuple[str, str]]:
        with self.database.read() as session:
            return [
                (citizen_id, state)
                for citizen_id, state in session.execute(
                    select(CitizenRecord.id, CitizenRecord.state).order_by(CitizenRecord.id)
                )
            ]

    def talks(self) -> list[str]:
        with self.database.read() as session:
            return list(session.scalars(select(TalkRecord.id).order_by(TalkRecord.id)))

    def heads(self, citizen_id: str, fields: Sequence[str]) -> dict[str, tuple[str, ...]]:
        with self.database.read() as session:
            return {name: change_log.heads(session, citizen_id, [name]) for name in fields}

    def purge(self) -> None:
        with self.version(), self.database.write() as session:
            clearing.purge(self.database, session, session.get_one(PeerRecord, OFFICE))

    def clear(self, citizen_id: str) -> None:
        with self.version(), suppress(NotAllowedError), self.database.write() as session:
            peer = session.get_one(PeerRecord, OFFICE)
            clearing.clear(self.database, session, peer, [citizen_id])

    def erase(self, citizen_id: str, laptops: Sequence[str]) -> None:
        with self.version(), self.database.write() as session:
            erasure.erase(session, citizen_id, "article 17", self.database.hooks)
            for laptop in laptops:
                peers.unassign(session, laptop, [citizen_id])

    def assign(self, laptop: str, citizen_id: str, *, on: bool) -> None:
        with self.database.write() as session:
            (peers.assign if on else peers.unassign)(session, laptop, [citizen_id])

    def update(self) -> None:
        """Install the newer version, which finds what the older kept without knowing it."""
        with self.database.write() as session:
            self.database.meta_set(session, "schema_version", 0)
        self.database.close()
        self.is_old = False
        self.open()

    def rebuilt_view(self) -> tuple[Any, Any]:
        """Return the view before and after all rows are made anew from the log."""
        views = []

        def rebuild_and_fail() -> None:
            with self.version(), self.database.write() as session:
                views.append(view(session.connection()))
                rebuild(session, self.database.hooks)
                views.append(view(session.connection()))
                raise PowerCutError

        with suppress(PowerCutError):
            rebuild_and_fail()
        return views[0], views[1]

    def view(self) -> dict[tuple[str, ...], dict[str, Any]]:
        with self.database.snapshot() as connection:
            return view(connection)

    def changes(self) -> dict[str, dict[str, Any]]:
        with self.database.read() as session:
            rows = session.execute(select(*(getattr(ChangeRecord, name) for name in WIRE)))
            return {row.id: dict(row._mapping) for row in rows}

    def change_ids(self) -> frozenset[str]:
        with self.database.snapshot() as connection:
            return frozenset(connection.exec_driver_sql("SELECT id FROM change_log").scalars())

    def all_text(self) -> str:
        """Return everything that stands in any table."""
        return repr(self.remember())

    def remember(self) -> Rows:
        """Return all that stands in the tables of the exchange."""
        with self.database.snapshot() as connection:
            return {
                table: [tuple(row) for row in connection.exec_driver_sql(_everything_in(table))]
                for table in _exchanged_tables()
            }

    def become(self, rows: Rows) -> None:
        """Let the tables of the exchange be `rows`: faster than a new file for each history."""
        self.is_old = False
        with self.database.write() as session:
            connection = session.connection()
            for table in rows:
                connection.exec_driver_sql(f'DELETE FROM "{table}"')
            for table, values in rows.items():
                if values:
                    marks = ", ".join("?" * len(values[0]))
                    connection.exec_driver_sql(
                        f'INSERT INTO "{table}" VALUES ({marks})', list(values)
                    )
        (self._folder / "copy.db").unlink(missing_ok=True)
        with closing(LogHead(self._folder / "log-head")) as head:
            head.reset(0, "none")

    def back_up(self) -> None:
        self.database.checkpoint()
        shutil.copy(self._folder / "vault.db", self._folder / "copy.db")

    def fall_back(self, *, noticed: bool = False) -> bool:
        """Continue from the copy; return whether there was one.

        `noticed` leaves what stands beside the database, which tells that changes are missing.
        """
        copy = self._folder / "copy.db"
        if not copy.exists():
            return False
        before = self.change_ids()
        self.database.close()
        beside = () if noticed else ("log-head",)
        for name in ("vault.db", "vault.db-wal", "vault.db-shm", *beside):
            (self._folder / name).unlink(missing_ok=True)
        shutil.copy(copy, self._folder / "vault.db")
        self.open()
        told = bool(self.database.missing_changes)
        assert told if noticed and before - self.change_ids() else noticed or not told
        return True


def _exchanged_tables() -> list[str]:
    names = [table.name for table in Record.metadata.sorted_tables]
    return [*(name for name in names if name.startswith(_EXCHANGED)), "sqlite_sequence"]


def _everything_in(table: str) -> str:
    return f'SELECT * FROM "{table}"'


def view(connection: Connection) -> dict[tuple[str, ...], dict[str, Any]]:
    """Return the rows that screens see."""
    found = {}
    for table in VIEWED:
        for row in connection.execute(select(table)).mappings():
            place = (row["record_id"], row["field"]) if "field" in row else (row["id"],)
            found[(table.name, *place)] = dict(row)
    return found


@cache
def folder() -> Path:
    """Return where all stores of this process lie; in memory where there is such a place."""
    path = Path(tempfile.mkdtemp(prefix="kbh-replicas-", dir=MEMORY if MEMORY.is_dir() else None))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


@cache
def stores(laptops: Sequence[str]) -> tuple[dict[str, Replica], Replica, dict[str, Rows]]:
    """Return an office with its laptops, a store to check with, and how they are when new."""
    home = folder() / str(len(laptops))
    nodes = {
        name: Replica(name, home / name, laptops, lambda: START) for name in (OFFICE, *laptops)
    }
    mirror = Replica(OFFICE, home / "mirror", laptops, lambda: START)
    new = {name: node.remember() for name, node in nodes.items()}
    return nodes, mirror, {**new, "mirror": mirror.remember()}
