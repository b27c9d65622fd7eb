from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from kbh_desktop.audit.records import AUDIT_TRIGGERS
from kbh_desktop.audit.service import AuditLog
from kbh_desktop.ids import PersonId, UserId
from kbh_desktop.security.audit import AuditAction, AuditHead
from kbh_desktop.security.model import Role, User
from kbh_desktop.storage.database import Database
from tests.stored_world import fixed_clock, open_database

ANE = User(UserId("u1"), "Ane", frozenset({Role.COORDINATOR}))
SARA, YUSUF = PersonId("p-sara"), PersonId("p-yusuf")


@pytest.fixture
def database(tmp_path: Path, each_store: str) -> Iterator[Database]:
    opened = open_database(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def log(database: Database) -> AuditLog:
    return AuditLog(database, fixed_clock, ANE)


def execute(database: Database, statement: str, *, guarded: bool = True) -> None:
    with database.write() as session:
        if not guarded:
            if session.get_bind().dialect.name == "postgresql":
                session.execute(text("ALTER TABLE audit DISABLE TRIGGER USER"))
            else:
                for name in ("audit_only_grows", "audit_is_not_changed", "audit_is_not_deleted"):
                    session.execute(text(f"DROP TRIGGER {name}"))
        session.execute(text(statement))


def fill(log: AuditLog) -> None:
    log.record(AuditAction.UNLOCK)
    log.record(AuditAction.REVEAL_CPR, person_id=SARA, subject="K2", reason="Ringer til Sara")
    log.record(AuditAction.PRINT, person_id=YUSUF, subject="2026-17")
    log.record(AuditAction.LOCK)


def test_it_says_who_did_what_when_and_about_whom(log: AuditLog) -> None:
    fill(log)
    entry = log.entries(person_id=SARA)[0]
    assert (entry.sequence, entry.reason) == (2, "Ringer til Sara")
    deed = entry.deed
    assert (deed.action, deed.user_name, deed.subject) == (AuditAction.REVEAL_CPR, "Ane", "K2")
    assert deed.moment == fixed_clock()


def test_the_newest_come_first_and_can_be_paged(log: AuditLog) -> None:
    fill(log)
    assert [entry.sequence for entry in log.entries(3)] == [4, 3, 2]
    assert [entry.sequence for entry in log.entries(3, before=2)] == [1]


def test_a_log_that_was_left_alone_verifies(log: AuditLog) -> None:
    assert log.verify().ok
    fill(log)
    report = log.verify([log.head()])
    assert (report.ok, report.entries, report.broken_at) == (True, 4, None)
    assert report.head == log.head()


def test_an_entry_belongs_to_the_transaction_around_it(database: Database, log: AuditLog) -> None:
    def fail() -> None:
        with database.write():
            log.record(AuditAction.PRINT)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert log.head().sequence == 0
    with database.write():
        log.record(AuditAction.PRINT)
        log.record(AuditAction.LOCK)
    assert log.verify().entries == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET user_name = 'Bo' WHERE sequence = 2",
        "UPDATE audit SET reason = 'Noget andet' WHERE sequence = 2",
        "UPDATE audit SET person_id = '' WHERE sequence = 2",
        "UPDATE audit SET reason = NULL, salt = NULL, action = 'print' WHERE sequence = 2",
        "DELETE FROM audit WHERE sequence = 4",
        "DELETE FROM audit",
        "INSERT INTO audit VALUES (9, '', '', '', '', '', '', '', '', '', '')",
    ],
)
def test_the_database_refuses_to_change_it(
    database: Database, log: AuditLog, statement: str
) -> None:
    fill(log)
    with pytest.raises(IntegrityError, match="audit log"):
        execute(database, statement)
    assert log.verify().ok


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("UPDATE audit SET user_name = 'Bo' WHERE sequence = 2", 2),
        ("UPDATE audit SET at = '2020-01-01' WHERE sequence = 1", 1),
        ("UPDATE audit SET reason = 'Noget andet' WHERE sequence = 2", 2),
        ("UPDATE audit SET reason = '', salt = '' WHERE sequence = 2", 2),
        ("UPDATE audit SET hash = 'x' WHERE sequence = 3", 3),
        ("DELETE FROM audit WHERE sequence = 2", 2),
        ("DELETE FROM audit WHERE sequence = 1", 1),
    ],
)
def test_a_change_past_the_triggers_is_noticed(
    database: Database, log: AuditLog, statement: str, broken_at: int
) -> None:
    fill(log)
    execute(database, statement, guarded=False)
    report = log.verify()
    assert (report.ok, report.broken_at) == (False, broken_at)


def test_a_tail_cut_off_shows_only_against_a_witnessed_head(
    database: Database, log: AuditLog
) -> None:
    fill(log)
    seen = log.head()
    execute(database, "DELETE FROM audit WHERE sequence > 2", guarded=False)
    assert log.verify().ok
    report = log.verify([seen])
    assert (report.ok, report.broken_at) == (False, 3)


def test_a_log_made_anew_shows_against_a_witnessed_head(tmp_path: Path) -> None:
    heads = []
    for action in (AuditAction.UNLOCK, AuditAction.LOCK):
        database = open_database(tmp_path / action)
        log = AuditLog(database, fixed_clock, ANE)
        log.record(action)
        heads.append(log.head())
        assert log.verify(heads).ok is (action is AuditAction.UNLOCK)
        database.close()


def test_the_log_of_another_device_does_not_verify_here(database: Database, log: AuditLog) -> None:
    fill(log)
    database.node = type(database.node)("another")
    assert log.verify().broken_at == 1


def test_a_head_witnessed_before_the_first_entry_is_fine(log: AuditLog) -> None:
    empty = log.head()
    fill(log)
    assert log.verify([empty]).ok
    assert not log.verify([AuditHead(0, "of another device")]).ok


def test_an_erased_reason_leaves_the_log_whole(database: Database, log: AuditLog) -> None:
    fill(log)
    seen = log.head()
    log.erase_reasons(SARA)
    assert log.entries(person_id=SARA)[0].reason is None
    assert log.verify([seen]).ok


@pytest.mark.parametrize("word", ["INSERT OR REPLACE", "REPLACE"])
def test_a_file_refuses_sqlites_own_way_of_replacing(tmp_path: Path, word: str) -> None:
    database = open_database(tmp_path)
    log = AuditLog(database, fixed_clock, ANE)
    fill(log)
    with pytest.raises(IntegrityError, match="audit log"):
        execute(database, f"{word} INTO audit SELECT * FROM audit WHERE sequence = 4")
    assert log.verify().ok
    database.close()


def test_a_server_refuses_to_empty_it(database: Database, log: AuditLog, each_store: str) -> None:
    if each_store == "sqlcipher":
        pytest.skip("SQLite has no TRUNCATE")
    fill(log)
    with pytest.raises(IntegrityError, match="audit log"):
        execute(database, "TRUNCATE audit")
    assert log.verify().entries == 4


def test_the_triggers_are_made_with_the_table(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    with database.read() as session:
        names = session.scalars(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'")
        ).all()
    database.close()
    assert len(names) == len(AUDIT_TRIGGERS) == 3
