"""A file opens with the tables of this version, whatever version made it."""

import runpy
import shutil
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from kbh_desktop.errors import VaultDamagedError, VaultTooNewError
from kbh_desktop.storage import schema
from kbh_desktop.storage.base import Record
from kbh_desktop.storage.engine import open_engine
from tests.stored_world import KEY, add_citizen, citizen, open_database

REVISION = """
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{down_revision}"

def upgrade():
    {body}
"""


def tables(connection) -> dict[str, list[tuple]]:
    """Return what is in the schema, the program's own tables and triggers only."""
    found = {}
    query = "SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    for kind, name, table in connection.execute(text(query)):
        if not table.startswith("test_") and table != "alembic_version":
            columns = connection.execute(text(f'PRAGMA table_xinfo("{name}")')).fetchall()
            found[f"{kind} {name}"] = sorted(tuple(column)[1:6] for column in columns)
    return found


def test_a_fresh_upgrade_equals_what_the_records_say():
    runpy.run_path("packaging/migration.py")["load_records"]()
    migrated, declared = create_engine("sqlite://"), create_engine("sqlite://")
    schema.upgrade(migrated)
    Record.metadata.create_all(declared)
    with migrated.connect() as ours, declared.connect() as wanted:
        assert tables(ours) == tables(wanted)


def test_arrivals_are_never_given_twice():
    engine = create_engine("sqlite://")
    schema.upgrade(engine)
    with engine.connect() as connection:
        query = text("SELECT sql FROM sqlite_master WHERE name = 'change_log'")
        assert "AUTOINCREMENT" in connection.scalar(query)


def test_the_head_that_opening_compares_with_is_the_newest_revision():
    assert schema.known_revisions()[0] == schema.HEAD


def test_a_vault_of_a_newer_version_is_left_alone(tmp_path):
    open_database(tmp_path).close()
    engine = open_engine(tmp_path / "vault.db", KEY)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    before = (tmp_path / "vault.db").read_bytes()
    with pytest.raises(VaultTooNewError):
        open_database(tmp_path)
    assert (tmp_path / "vault.db").read_bytes() == before


def test_a_database_of_another_program_is_refused(tmp_path):
    engine = open_engine(tmp_path / "vault.db", KEY)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE recipes (name)"))
    engine.dispose()
    with pytest.raises(VaultDamagedError):
        open_database(tmp_path)


@pytest.fixture
def next_revision(tmp_path, monkeypatch):
    """Return a function that adds revisions with bodies of their own after the newest."""
    scripts = tmp_path / "migrations"
    shutil.copytree(Path(schema.__file__).with_name("migrations"), scripts)
    original, newest = schema._config, int(schema.HEAD)

    def config(connection=None):
        found = original(connection)
        found.set_main_option("script_location", str(scripts))
        return found

    def add(*bodies: str) -> None:
        for number, body in enumerate(bodies, start=newest + 1):
            code = REVISION.format(
                revision=f"{number:04}", down_revision=f"{number - 1:04}", body=body
            )
            (scripts / f"versions/{number:04}_next.py").write_text(code, "utf-8")
        monkeypatch.setattr(schema, "HEAD", f"{newest + len(bodies):04}")
        monkeypatch.setattr(schema, "_config", config)

    return add


def test_an_older_vault_is_copied_and_then_upgraded(tmp_path, next_revision):
    before = schema.HEAD
    database = open_database(tmp_path / "vault")
    add_citizen(database, given="Sara")
    database.close()
    next_revision("op.add_column('test_citizen', sa.Column('nickname', sa.String()))")
    database = open_database(tmp_path / "vault")
    assert citizen(database).given == "Sara"
    with database.read() as session:
        session.execute(text("SELECT nickname FROM test_citizen"))
    database.close()
    copy = tmp_path / f"vault/backups/before-upgrade-from-{before}.db"
    engine = open_engine(copy, KEY)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT given FROM test_citizen")) == "Sara"
    engine.dispose()


def test_an_upgrade_that_fails_in_its_second_step_leaves_the_first_undone(tmp_path, next_revision):
    before = schema.HEAD
    open_database(tmp_path / "vault").close()
    next_revision(
        "op.add_column('test_citizen', sa.Column('nickname', sa.String()))",
        "raise ZeroDivisionError",
    )
    with pytest.raises(ZeroDivisionError):
        open_database(tmp_path / "vault")
    engine = open_engine(tmp_path / "vault/vault.db", KEY)
    with engine.connect() as connection:
        columns = connection.execute(text("PRAGMA table_info(test_citizen)")).fetchall()
        version = connection.scalar(text("SELECT version_num FROM alembic_version"))
    engine.dispose()
    assert "nickname" not in [column.name for column in columns]
    assert version == before


def test_rebuilding_a_parent_table_keeps_its_children(tmp_path, next_revision):
    database = open_database(tmp_path / "vault")
    with database.engine.begin() as connection:
        for statement in (
            "CREATE TABLE test_parent (id INTEGER PRIMARY KEY, name TEXT)",
            "CREATE TABLE test_child (id INTEGER, parent REFERENCES test_parent ON DELETE CASCADE)",
            "INSERT INTO test_parent VALUES (1, 'a')",
            "INSERT INTO test_child VALUES (1, 1)",
        ):
            connection.execute(text(statement))
    database.close()
    next_revision(
        "with op.batch_alter_table('test_parent') as b: b.alter_column('name', nullable=True,"
        " new_column_name='label', existing_type=sa.Text())"
    )
    database = open_database(tmp_path / "vault")
    with database.read() as session:
        assert session.scalar(text("SELECT count(*) FROM test_child")) == 1
        assert session.scalar(text("PRAGMA foreign_keys")) == 1
    database.close()


def test_an_upgrade_that_leaves_orphans_is_undone(tmp_path, next_revision):
    database = open_database(tmp_path / "vault")
    with database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE test_parent (id INTEGER PRIMARY KEY)"))
        connection.execute(
            text("CREATE TABLE test_child (id INTEGER, parent INTEGER REFERENCES test_parent(id))")
        )
    database.close()
    next_revision("op.execute('INSERT INTO test_child VALUES (1, 7)')")
    with pytest.raises(VaultDamagedError, match="uændret"):
        open_database(tmp_path / "vault")
