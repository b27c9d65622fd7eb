"""A program that is killed loses nothing it had acknowledged, and leaves nothing half done."""

import random
from itertools import count

import pytest
from sqlalchemy import select, text

from kbh_desktop.changes import Changes
from kbh_desktop.storage import schema
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.engine import open_engine
from kbh_desktop.storage.sqlcipher import SqlcipherStore
from kbh_desktop.storage.tables import ChangeRecord
from tests.killing import killed, needs_fork
from tests.stored_world import (
    KEY,
    add_citizen,
    change_citizen,
    citizen,
    fixed_clock,
    open_database,
)

pytestmark = needs_fork


def autosave(say, folder, reached):
    database = open_database(folder)
    for number in count(reached + 1):
        note = f"{number} " + "x" * (number % 3_000)
        change_citizen(database, note=note, children=number)
        say(str(number))


def open_first(say, path):
    say("opening")
    Database(SqlcipherStore(path, KEY), changes=Changes(), clock=fixed_clock)


def back_up(say, folder):
    database = open_database(folder / "vault")
    say("backing up")
    database.backup(folder / "backups")


def test_no_acknowledged_autosave_is_lost_when_the_program_is_killed(tmp_path):
    database = open_database(tmp_path)
    add_citizen(database)
    database.close()
    chance = random.Random(1)
    reached = 0

    for _ in range(12):
        said = killed(autosave, tmp_path, reached, after_s=chance.uniform(0, 0.12))
        database = open_database(tmp_path)
        assert database.missing_changes == 0
        assert database.check().ok
        reached = citizen(database).children
        assert reached >= int(said[-1])
        with database.read() as session:
            newest = select(ChangeRecord).order_by(ChangeRecord.arrival.desc()).limit(1)
            assert session.scalars(newest).one().fields["children"] == reached
        database.close()


@pytest.mark.parametrize("after_s", [0.0, 0.05, 0.1, 0.15, 0.2])
def test_a_killed_first_opening_leaves_a_file_that_opens(tmp_path, after_s):
    path = tmp_path / "vault.db"

    killed(open_first, path, after_s=after_s)
    engine = open_engine(path, KEY)
    schema.open_schema(engine, path, KEY)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM change_log")) == 0
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == schema.HEAD
    engine.dispose()


def test_a_killed_backup_leaves_the_one_before(tmp_path):
    database = open_database(tmp_path / "vault")
    for number in range(30):
        add_citizen(database, f"c{number}", note="x" * 20_000)
    database.backup(tmp_path / "backups")
    database.close()
    (kept,) = (tmp_path / "backups").iterdir()
    kept.rename(kept.with_name("vault-2026-04-01.db"))

    for after_s in (0.0, 0.002, 0.005):
        killed(back_up, tmp_path, after_s=after_s)
        for path in (tmp_path / "backups").glob("*.db"):
            engine = open_engine(path, KEY)
            with engine.connect() as connection:
                assert connection.scalar(text("SELECT count(*) FROM test_citizen")) == 30
            engine.dispose()
        assert (tmp_path / "backups/vault-2026-04-01.db").exists()
