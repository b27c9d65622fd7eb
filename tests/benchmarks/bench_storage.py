"""Autosaves, checks and backups of a vault with many persons and interviews."""

import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import select, text

from kbh_desktop.storage import change_log
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.projection import rebuild
from kbh_desktop.storage.receiving import Receiver
from tests.benchmarks.bench_bundles import as_wire
from tests.stored_world import CitizenRecord, TalkRecord, open_database

Figure = tuple[str, float, str, str]
SAVES = 1_000
ANSWERS = 250


def run(persons: int = 10_000) -> list[Figure]:
    """Measure in a vault of `persons` persons and as many interviews."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder))
        _fill(database, persons)
        figures = [*_autosaves(database), *_lookups(database), *_upkeep(database, Path(folder))]
        database.close()
        start = time.perf_counter()
        database = open_database(Path(folder))
        figures.append(("open", _ms(start), "ms", ""))
        database.close()
        return figures


def _fill(database: Database, persons: int) -> None:
    with database.write() as session:
        receiver = Receiver(session, database.hooks, "filling")
        rows = as_wire(persons)
        while part := list(islice(rows, 2_000)):
            receiver.take(part)
        receiver.finish()
    database.checkpoint()


def _autosaves(database: Database) -> list[Figure]:
    """Answer one interview question by question, over and over."""
    with database.write() as session:
        session.add(TalkRecord(id="t", scope="p", answers={f"/data/q{n}": "" for n in range(100)}))
    times = []
    for number in range(SAVES):
        answer = {f"/data/part/q{number % ANSWERS}": f"et svar på nogle ord, {number}"}
        start = time.perf_counter()
        with database.write() as session:
            talk = session.get_one(TalkRecord, "t")
            talk.answers = {**talk.answers, **answer}
        times.append(_ms(start))
    late = sorted(times[-200:])
    times.sort()
    return [
        ("autosave p50", times[len(times) // 2], "ms", "<= 5"),
        ("autosave p99", times[len(times) * 99 // 100], "ms", "<= 16"),
        ("autosave p50, after 800", late[len(late) // 2], "ms", "<= 5"),
        ("autosave, bare commit and fsync", _bare(database), "ms", ""),
    ]


def _bare(database: Database) -> float:
    """Return the median milliseconds of the least that a save can do."""
    connection: Any = database.engine.raw_connection().driver_connection
    connection.execute("CREATE TABLE test_bare (id INTEGER PRIMARY KEY, body TEXT)")
    times = []
    for number in range(200):
        start = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO test_bare (body) VALUES (?)", [f"{number} " * 60])
        connection.execute("COMMIT")
        times.append(_ms(start))
    connection.execute("DROP TABLE test_bare")
    return sorted(times)[100]


def _lookups(database: Database) -> list[Figure]:
    with database.read() as session:
        ids = session.scalars(select(CitizenRecord.id).limit(200)).all()
        start = time.perf_counter()
        for citizen_id in ids:
            change_log.heads(session, citizen_id)
        heads = _ms(start) / len(ids)
        start = time.perf_counter()
        change_log.history(session, "t", "a./data/part/q7")
        return [
            ("heads of a person", heads, "ms", ""),
            ("history of one answer of 1,000 saves", _ms(start), "ms", ""),
        ]


def _upkeep(database: Database, folder: Path) -> list[Figure]:
    figures: list[Figure] = []
    for name, work in (
        ("checkpoint", database.checkpoint),
        ("check", database.check),
        ("backup", lambda: database.backup(folder / "backups")),
        ("rebuild of all rows", lambda: _rebuild(database)),
    ):
        start = time.perf_counter()
        work()
        figures.append((name, _ms(start) / 1_000, "s", ""))
    with database.read() as session:
        pages = session.scalar(text("SELECT page_count FROM pragma_page_count"))
    return [*figures, ("file", (pages or 0) * 4096 / 1e6, "MB", "")]


def _rebuild(database: Database) -> None:
    with database.write() as session:
        rebuild(session, database.hooks)


def _ms(start: float) -> float:
    return (time.perf_counter() - start) * 1_000


if __name__ == "__main__":
    for name, value, unit, goal in run(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000):
        print(f"{name:40} {value:10.2f} {unit:4} {goal}")
