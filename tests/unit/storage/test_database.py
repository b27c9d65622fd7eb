"""Opening, damage, a full disk, and commits that a damaged file silently dropped."""

import threading
from datetime import date

import pytest
from sqlalchemy import text
from sqlcipher3 import dbapi2

from kbh_desktop.errors import StorageError, VaultDamagedError, VaultInUseError
from kbh_desktop.storage import ballast, engine
from kbh_desktop.storage.backup import back_up, backups, copy_database, restore
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.log_head import LogHead
from kbh_desktop.storage.sqlcipher import SqlcipherStore
from kbh_desktop.storage.store import WRITER
from tests.stored_world import (
    KEY,
    CitizenRecord,
    Told,
    add_citizen,
    change_citizen,
    citizen,
    fixed_clock,
    open_database,
)


@pytest.fixture
def database(tmp_path):
    database = open_database(tmp_path)
    yield database
    database.close()


def test_what_was_written_is_there_after_opening_again(tmp_path):
    database = open_database(tmp_path)
    add_citizen(database, given="Sara")
    database.close()
    database = open_database(tmp_path)
    assert citizen(database).given == "Sara"
    assert database.missing_changes == 0
    assert database.check().ok
    database.close()


def test_nothing_legible_is_in_any_file_of_the_vault(tmp_path, database):
    add_citizen(database, given="Unmistakable")
    database.backup(tmp_path / "backups")
    for path in tmp_path.rglob("*"):
        assert path.is_dir() or b"Unmistakable" not in path.read_bytes()


def test_a_wrong_key_is_said_in_words_and_nothing_is_printed(tmp_path, capfd):
    open_database(tmp_path).close()
    with pytest.raises(VaultDamagedError):
        Database(
            SqlcipherStore(tmp_path / "vault.db", bytes(32)),
            changes=Told().changes,
            clock=fixed_clock,
        )
    assert capfd.readouterr() == ("", "")


def test_the_file_opens_with_the_raw_key_as_the_sqlcipher_shell_would(tmp_path):
    open_database(tmp_path).close()
    connection = dbapi2.connect(str(tmp_path / "vault.db"))
    connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    assert connection.execute("SELECT count(*) FROM change_log").fetchone() == (0,)
    connection.close()


def test_errors_never_show_what_was_written(database):
    with pytest.raises(Exception, match="no such table") as raised, database.write() as session:
        session.execute(text("INSERT INTO nowhere VALUES (:name)"), {"name": "Unmistakable"})
    assert "Unmistakable" not in str(raised.value)


@pytest.mark.parametrize("page", [1, 3, 20])
def test_a_flipped_bit_is_found(tmp_path, page):
    database = open_database(tmp_path)
    for number in range(60):
        add_citizen(database, f"c{number}", note="æøå " * 100)
    database.close()
    content = bytearray((tmp_path / "vault.db").read_bytes())
    content[page * 4096 + 100] ^= 1
    (tmp_path / "vault.db").write_bytes(content)
    try:
        damaged = open_database(tmp_path)
    except VaultDamagedError:
        return
    assert damaged.check().damaged_pages == 1
    assert not damaged.check().ok
    damaged.close()


def test_a_flipped_bit_in_the_write_ahead_log_is_said(tmp_path, logged_warnings):
    database = open_database(tmp_path)
    database.checkpoint()
    for number in range(5):
        add_citizen(database, f"c{number}")
    copy = {name: (tmp_path / name).read_bytes() for name in ("vault.db", "vault.db-wal")}
    head = (tmp_path / "log-head").read_bytes()
    database.close()
    wal = bytearray(copy["vault.db-wal"])
    wal[len(wal) // 2] ^= 1
    (tmp_path / "vault.db").write_bytes(copy["vault.db"])
    (tmp_path / "vault.db-wal").write_bytes(wal)
    (tmp_path / "log-head").write_bytes(head)
    database = open_database(tmp_path)
    assert 1 <= database.missing_changes <= 5
    assert "missing" in logged_warnings[0].getMessage()
    assert not database.check().ok
    database.close()


def test_a_torn_line_in_the_side_file_is_passed_over(tmp_path):
    head = LogHead(tmp_path / "log-head")
    head.write(1, "a" * 32)
    head.write(2, "b" * 32)
    head.close()
    content = bytearray((tmp_path / "log-head").read_bytes())
    for place in range(64, 80):
        content[place] = 0
    (tmp_path / "log-head").write_bytes(content)
    head = LogHead(tmp_path / "log-head")
    assert head.arrival == 1
    head.write(2, "b" * 32)
    head.close()
    head = LogHead(tmp_path / "log-head")
    assert head.arrival == 2
    head.close()


def fill_up(database) -> None:
    """Let the disk be full for `database`: no page may be added any more."""
    with database.engine.connect() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))


def test_a_full_disk_refuses_the_save_and_gives_up_the_reserve(tmp_path, database):
    add_citizen(database, given="Sara")
    assert (tmp_path / "ballast").stat().st_size == ballast.SIZE
    fill_up(database)
    with pytest.raises(StorageError, match="reserve"):
        change_citizen(database, note="x" * 50_000)
    assert not (tmp_path / "ballast").exists()
    with pytest.raises(StorageError, match="Gør plads"):
        change_citizen(database, note="x" * 50_000)
    assert citizen(database).given == "Sara"
    assert citizen(database).note is None


def test_the_reserve_is_there_again_after_opening(tmp_path, database):
    (tmp_path / "ballast").unlink()
    database.close()
    open_database(tmp_path).close()
    assert (tmp_path / "ballast").stat().st_size == ballast.SIZE


def test_a_database_that_another_program_writes_is_said_to_be_in_use(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "_BUSY_MS", 10)
    database = open_database(tmp_path)
    other = engine.open_engine(tmp_path / "vault.db", KEY)
    with other.connect().execution_options(**WRITER) as connection:
        connection.execute(text("SELECT 1"))
        with pytest.raises(VaultInUseError):
            add_citizen(database)
    other.dispose()
    database.close()


def test_two_threads_write_one_after_the_other(database):
    def work(name: str) -> None:
        for number in range(10):
            add_citizen(database, f"{name}{number}")

    threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as session:
        lamports = session.scalars(text("SELECT lamport FROM change_log ORDER BY arrival")).all()
    assert lamports == list(range(1, 21))


def test_a_reader_sees_the_state_before_a_write_that_is_not_done(database):
    add_citizen(database, given="Sara")
    seen = []
    with database.write() as session:
        session.get(CitizenRecord, "c1").given = "Sarah"
        session.flush()
        thread = threading.Thread(target=lambda: seen.append(citizen(database).given))
        thread.start()
        thread.join()
    assert seen == ["Sara"]


def test_changes_of_a_read_are_thrown_away(database):
    add_citizen(database, given="Sara")
    with database.read() as session:
        session.get(CitizenRecord, "c1").given = "Sarah"
    assert citizen(database).given == "Sara"


def test_what_the_device_remembers_can_be_any_json(database):
    for value in ("text", 7, 1.5, True, None, ["a"], {"b": 2}):
        with database.write() as session:
            database.meta_set(session, "setting", value)
        with database.read() as session:
            assert database.meta_get(session, "setting") == value


def test_a_database_gives_itself_a_name_that_stays(tmp_path):
    names = set()
    for _ in range(2):
        database = Database(
            SqlcipherStore(tmp_path / "vault.db", KEY), changes=Told().changes, clock=fixed_clock
        )
        names.add(database.node)
        database.close()
    assert len(names) == 1


def test_many_ids_are_told_as_none_at_all(tmp_path):
    told = Told()
    database = open_database(tmp_path, told=told)
    with database.write() as session:
        session.add_all(CitizenRecord(id=f"c{n}", scope=f"c{n}") for n in range(1_001))
    assert told.news[-1].kinds == {"test_citizen"}
    assert told.news[-1].ids == frozenset()
    database.close()


def test_backups_are_made_once_a_day_and_the_newest_are_kept(tmp_path, database):
    add_citizen(database, given="Sara")
    folder = tmp_path / "backups"
    for day in range(1, 18):
        back_up(tmp_path / "vault.db", KEY, folder, date(2026, 4, day))
    kept = [path.name for path in backups(folder)]
    assert len(kept) == 14
    assert (kept[0], kept[-1]) == ("vault-2026-04-17.db", "vault-2026-04-04.db")
    before = backups(folder)[0].stat().st_mtime_ns
    back_up(tmp_path / "vault.db", KEY, folder, date(2026, 4, 17))
    assert backups(folder)[0].stat().st_mtime_ns == before
    assert sorted(path.name for path in folder.iterdir()) == sorted(kept)


def test_a_restored_backup_is_the_state_of_that_day(tmp_path):
    database = open_database(tmp_path / "vault")
    add_citizen(database, given="Sara")
    backup = database.backup(tmp_path / "vault/backups")
    change_citizen(database, given="Sarah")
    database.close()
    restore(backup, KEY, tmp_path / "vault/vault.db", aside=tmp_path / "aside")
    database = open_database(tmp_path / "vault")
    assert citizen(database).given == "Sara"
    assert database.missing_changes == 0
    database.close()
    copy_database(tmp_path / "aside/vault.db", KEY, tmp_path / "vault/vault.db")
    database = open_database(tmp_path / "vault")
    assert citizen(database).given == "Sarah"
    database.close()


def test_a_damaged_backup_is_not_put_back(tmp_path):
    database = open_database(tmp_path / "vault")
    for number in range(20):
        add_citizen(database, f"c{number}", note="æøå " * 100)
    backup = database.backup(tmp_path / "vault/backups")
    database.close()
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
    backup.write_bytes(content)
    with pytest.raises(VaultDamagedError):
        restore(backup, KEY, tmp_path / "vault/vault.db", aside=tmp_path / "aside")
    database = open_database(tmp_path / "vault")
    assert database.check().ok
    database.close()


def test_a_backup_that_cannot_be_written_is_said(tmp_path, database):
    (tmp_path / "backups").write_text("a file where the folder should be")
    with pytest.raises(StorageError):
        copy_database(tmp_path / "vault.db", KEY, tmp_path / "backups/vault.db")
