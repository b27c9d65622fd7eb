"""Several coordinators on one PostgreSQL database: news, turns, conflicts, and what it refuses."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, text

from kbh_desktop.errors import StorageError, VaultDamagedError, VaultTooNewError
from kbh_desktop.storage import change_log
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.postgres.address import read_address
from kbh_desktop.storage.postgres.store import PostgresStore
from kbh_desktop.storage.tables import ChangeRecord
from tests import postgres_server, stores
from tests.stored_world import (
    KEY,
    CitizenRecord,
    Told,
    add_citizen,
    change_citizen,
    citizen,
    fixed_clock,
)

PATIENCE_S = 10


def open_at(address: str, author: str = "ane", told: Told | None = None) -> Database:
    changes = (told or Told()).changes
    store = PostgresStore(read_address(address), KEY)
    return Database(store, changes=changes, clock=fixed_clock, author=author)


@pytest.fixture
def address() -> Iterator[str]:
    yield stores.new_address()
    stores.drop_all()


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def ane(address: str) -> Iterator[Database]:
    opened = open_at(address)
    yield opened
    opened.close()


@pytest.fixture
def bo(address: str, told: Told) -> Iterator[Database]:
    opened = open_at(address, "bo", told)
    yield opened
    opened.close()


def wait_for(true) -> None:
    until = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.01)


def shown(database: Database) -> tuple[str, ...]:
    with database.read() as session:
        return change_log.heads(session, "c1")


def write(database: Database, seen: tuple[str, ...], **fields: str) -> None:
    """Write as a screen does that had shown `seen`."""
    with database.write() as session:
        record = session.get_one(CitizenRecord, "c1")
        change_log.based_on(session, record, seen)
        for name, value in fields.items():
            setattr(record, name, value)


def conflicts(database: Database):
    with database.read() as session:
        return change_log.conflicts(session)


def test_both_are_the_same_office(ane, bo):
    assert ane.node == bo.node


def test_what_one_commits_the_other_sees_and_hears_of(ane, bo, told):
    add_citizen(ane, given="Sara")
    assert citizen(bo).given == "Sara"
    wait_for(lambda: told.news)
    assert (told.news[0].kinds, told.news[0].ids) == ({"test_citizen"}, {"c1"})


def test_nobody_hears_the_own_news_twice(bo, ane, told):
    add_citizen(bo, given="Sara")
    add_citizen(ane, "c2", given="Omar")
    wait_for(lambda: len(told.news) == 2)
    assert [news.ids for news in told.news] == [{"c1"}, {"c2"}]


def test_news_of_very_many_names_the_kinds_only(ane, bo, told):
    with ane.write() as session:
        session.add_all(CitizenRecord(id=f"c{n:032}", scope="c") for n in range(400))
    wait_for(lambda: told.news)
    assert (told.news[0].kinds, told.news[0].ids) == ({"test_citizen"}, frozenset())


def test_what_is_rolled_back_is_no_news(ane, bo, told):
    def fail() -> None:
        with ane.write() as session:
            session.add(CitizenRecord(id="c1", scope="c1"))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    add_citizen(ane, "c2")
    wait_for(lambda: told.news)
    assert told.news[0].ids == {"c2"}


def test_after_a_broken_line_everything_may_differ(ane, bo, told, logged_warnings, monkeypatch):
    monkeypatch.setattr("kbh_desktop.storage.postgres.news._RETRY_S", 0.01)
    postgres_server.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
    )
    wait_for(lambda: told.news)
    assert {"test_citizen", "meta"} <= told.news[0].kinds
    add_citizen(ane, given="Sara")
    wait_for(lambda: len(told.news) > 1)
    assert told.news[-1].ids == {"c1"}
    assert {record.name for record in logged_warnings} == {"kbh_desktop.storage.postgres.news"}
    logged_warnings.clear()


def test_different_fields_of_one_person_are_both_kept(ane, bo):
    add_citizen(ane, given="Sara", family="Omar")
    seen = shown(ane)
    write(ane, seen, given="Sarah")
    write(bo, seen, family="Omarsdatter")
    found = citizen(ane)
    assert (found.given, found.family, found.conflicts) == ("Sarah", "Omarsdatter", 0)


def test_the_same_field_is_a_conflict_for_people_and_neither_is_lost(ane, bo):
    add_citizen(ane, given="Sara")
    seen = shown(ane)
    write(ane, seen, given="Sarah")
    write(bo, seen, given="Zara")
    (conflict,) = conflicts(ane)
    assert conflict.field == "given"
    assert {(head.value, head.author) for head in conflict.heads} == {
        ("Sarah", "ane"),
        ("Zara", "bo"),
    }
    with bo.write() as session:
        change_log.resolve(session, "c1", "given", "Sarah", "hun staver det selv")
    assert (conflicts(ane), citizen(ane).given) == ((), "Sarah")


def test_two_at_the_same_moment_overrule_nobody(ane, bo):
    add_citizen(ane, given="Sara")
    seen, together = shown(ane), threading.Barrier(2)

    def work(database: Database, name: str) -> None:
        together.wait()
        write(database, seen, given=name)

    with ThreadPoolExecutor(2) as pool:
        done = [pool.submit(work, ane, "Sarah"), pool.submit(work, bo, "Zara")]
        for each in done:
            each.result()
    (conflict,) = conflicts(ane)
    assert {head.value for head in conflict.heads} == {"Sarah", "Zara"}


def test_a_reader_that_asks_since_its_last_mark_skips_none_of_300_writes(address):
    """Numbers are given before the commit; without turns 17 to 23 of 300 were never asked for."""
    writers = [open_at(address, f"w{number}") for number in range(4)]
    reader = open_at(address)
    asked = select(ChangeRecord.arrival, ChangeRecord.record_id).order_by(ChangeRecord.arrival)
    seen: list[str] = []
    mark = 0

    def ask() -> int:
        with reader.read() as session:
            rows = session.execute(asked.where(ChangeRecord.arrival > mark)).all()
        seen.extend(row.record_id for row in rows)
        return rows[-1].arrival if rows else mark

    def work(number: int) -> None:
        for count in range(75):
            add_citizen(writers[number], f"c{number}-{count}")

    with ThreadPoolExecutor(len(writers)) as pool:
        done = [pool.submit(work, number) for number in range(len(writers))]
        while not all(each.done() for each in done):
            mark = ask()
        for each in done:
            each.result()
    ask()
    with reader.read() as session:
        lamports = session.scalars(
            select(ChangeRecord.lamport).order_by(ChangeRecord.arrival)
        ).all()
    for database in (*writers, reader):
        database.close()
    assert sorted(seen) == sorted({f"c{n}-{count}" for n in range(4) for count in range(75)})
    assert lamports == list(range(1, 301))


def test_a_reader_sees_one_state_throughout(ane, bo):
    add_citizen(ane, given="Sara")
    with bo.read() as session:
        before = session.scalars(select(CitizenRecord.given)).one()
        change_citizen(ane, given="Sarah")
        after = session.scalars(select(CitizenRecord.given)).one()
    assert before == after == "Sara"


def test_a_character_that_the_server_cannot_hold_costs_nothing_else(ane):
    add_citizen(ane, given="Sa\0ra")
    assert citizen(ane).given == "Sa\N{REPLACEMENT CHARACTER}ra"
    assert ane.check().ok


def test_content_changed_past_the_program_is_noticed(ane):
    add_citizen(ane, given="Sara")
    with ane.engine.begin() as connection:
        connection.execute(text('UPDATE change_log SET fields = \'{"given": "Zara"}\''))
    assert not ane.check().ok


def test_a_database_of_another_program_is_left_alone(address):
    postgres_server.run_in(address, "DROP TABLE alembic_version")
    with pytest.raises(VaultDamagedError):
        open_at(address)


def test_a_newer_database_is_left_alone(address):
    postgres_server.run_in(address, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(VaultTooNewError):
        open_at(address)


def test_a_database_that_sorts_otherwise_is_refused():
    address = postgres_server.new_database()
    name = address.partition("?")[0].rpartition("/")[2]
    postgres_server.drop(address)
    postgres_server.run(
        f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'"
    )
    with pytest.raises(StorageError, match="UTF-8"):
        open_at(address)
    postgres_server.drop(address)


def test_a_server_that_does_not_let_somebody_in_is_said_in_words(address, tmp_path):
    for other in (
        f"postgresql+psycopg://kbh@/kbh?host={tmp_path}",
        address.replace("//kbh@", "//nobody@"),
    ):
        with pytest.raises(StorageError, match="databas"):
            open_at(other)
