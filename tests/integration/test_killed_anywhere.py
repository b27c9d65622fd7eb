"""A program killed at any point of what takes long: nothing acknowledged is lost, nothing is torn.

The points are spread over the time each work takes. KBH_KILLS=1000 kills that often.
"""

import os
import random
import shutil
import time
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from kbh_desktop.changes import Changes
from kbh_desktop.storage import schema
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.engine import open_engine
from kbh_desktop.storage.sqlcipher import SqlcipherStore
from kbh_desktop.storage.tables import ChangeRecord
from tests.exchange_world import OFFICE, Node, World, open_vault
from tests.killing import killed, needs_fork
from tests.stored_world import (
    KEY,
    CitizenRecord,
    add_citizen,
    change_citizen,
    citizen,
    fixed_clock,
    open_database,
)

pytestmark = needs_fork
KILLS = max(1, int(os.environ.get("KBH_KILLS", "15")) // 5)
PERSONS = 600


def autosave(say, folder, reached):
    database = open_database(folder)
    for number in count(reached + 1):
        change_citizen(database, note=f"{number} " + "x" * (number % 3_000), children=number)
        say(str(number))


def exchange(say, vault, deed, path):
    database, bundles = open_vault(*vault)
    with closing(database):
        say("working")
        getattr(bundles, deed)(path)
        say("done")


def back_up(say, folder):
    with closing(open_database(folder / "vault")) as database:
        say("working")
        database.backup(folder / "backups")
        say("done")


def bring_up_to_date(say, path):
    say("working")
    with closing(Database(SqlcipherStore(path, KEY), changes=Changes(), clock=fixed_clock)):
        say("done")


def points(work: Callable[..., None], *arguments: Any) -> list[float]:
    """Return moments spread over the time that `work` takes, in seconds; `work` is done once."""
    began = time.perf_counter()
    work(lambda _line: None, *arguments)
    takes = time.perf_counter() - began
    chance = random.Random(KILLS)
    return [takes * (number + chance.random()) / KILLS for number in range(KILLS)]


def vault_of(node: Node) -> tuple[Any, ...]:
    return node.name, node.folder, node.keys, node.office


def people(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(CitizenRecord)) or 0


@pytest.fixture
def world(tmp_path):
    world = World(tmp_path, ["l1"])
    fill(world.nodes["l1"].database)
    yield world
    world.close()


def fill(database: Database) -> None:
    with database.write() as session:
        session.add_all(
            CitizenRecord(id=f"c{n}", scope=f"c{n}", given="Sara", note="æøå" * 40)
            for n in range(PERSONS)
        )


def test_an_autosave_that_was_acknowledged_is_there(tmp_path):
    database = open_database(tmp_path)
    add_citizen(database)
    database.close()
    chance = random.Random(1)
    reached = 0
    for _time in range(KILLS):
        said = killed(autosave, tmp_path, reached, after_s=chance.uniform(0, 0.15))
        database = open_database(tmp_path)
        assert database.missing_changes == 0
        assert database.check().ok
        reached = citizen(database).children
        assert reached >= int(said[-1])
        database.close()


def test_an_export_leaves_whole_bundles_only(world, tmp_path):
    laptop, office = world.nodes["l1"], world.office
    laptop.database.close()
    for after_s in points(exchange, vault_of(laptop), "export", world.stick):
        killed(exchange, vault_of(laptop), "export", world.stick, after_s=after_s)
        laptop.reopen_closed()
        assert laptop.database.check().ok
        for path in world.stick.glob("*.kbhx"):
            assert office.bundles.inspect(path).person_count == PERSONS
            path.unlink()
        laptop.bundles.clean_up(world.stick)
        assert not list(world.stick.iterdir())
        laptop.database.close()
    laptop.reopen_closed()


def test_an_import_took_in_all_or_nothing(world, tmp_path):
    path = world.send("l1", OFFICE)
    office = world.office
    office.database.close()
    empty = tmp_path / "empty"
    shutil.copytree(office.folder, empty)
    for after_s in points(exchange, vault_of(office), "import_", path):
        shutil.rmtree(office.folder)
        shutil.copytree(empty, office.folder)
        said = killed(exchange, vault_of(office), "import_", path, after_s=after_s)
        office.reopen_closed()
        here = people(office.database)
        assert here in ((PERSONS,) if said[-1] == "done" else (0, PERSONS))
        assert office.database.check().ok
        world.receive(path, OFFICE)
        assert people(office.database) == PERSONS
        office.database.close()
    office.reopen_closed()


def test_a_backup_is_whole_or_the_one_before_is_there(tmp_path):
    database = open_database(tmp_path / "vault")
    fill(database)
    before = database.backup(tmp_path / "backups").rename(tmp_path / "vault-2026-04-01.db")
    database.close()
    for after_s in points(back_up, tmp_path):
        shutil.rmtree(tmp_path / "backups")
        (tmp_path / "backups").mkdir()
        shutil.copy(before, tmp_path / "backups")
        killed(back_up, tmp_path, after_s=after_s)
        whole = list((tmp_path / "backups").glob("vault-*.db"))
        assert tmp_path / "backups/vault-2026-04-01.db" in whole
        assert {rows_of(path) for path in whole} == {PERSONS}


def test_a_migration_leaves_the_older_version_or_the_newer(tmp_path):
    older = tmp_path / "older.db"
    engine = open_engine(older, KEY)
    schema.upgrade(engine, "0001")
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO change_log (id, node, lamport, wall, author, schema, kind, entity,"
                " record_id, scope, prev, fields, salt, commitment, digest)"
                " VALUES (:id, 'l1', 1, '', '', 1, 'w', 'person', :id, :id, '[]', '{}', '', '', '')"
            ),
            [{"id": f"{number:032}"} for number in range(PERSONS)],
        )
    engine.dispose()
    path = tmp_path / "vault/vault.db"
    put(older, path)
    for after_s in points(bring_up_to_date, path):
        put(older, path)
        killed(bring_up_to_date, path, after_s=after_s)
        again = Database(SqlcipherStore(path, KEY), changes=Changes(), clock=fixed_clock)
        with closing(again), again.read() as session:
            assert session.scalar(select(func.count()).select_from(ChangeRecord)) == PERSONS
            revision = session.scalar(text("SELECT version_num FROM alembic_version"))
            assert revision == schema.HEAD
            assert again.check().ok


def put(source: Path, target: Path) -> None:
    """Let the folder of `target` hold nothing but a copy of `source`."""
    shutil.rmtree(target.parent, ignore_errors=True)
    target.parent.mkdir()
    shutil.copy(source, target)


def rows_of(path: Path) -> int:
    """Return how many people are in a backup."""
    engine = open_engine(path, KEY)
    with engine.connect() as connection:
        found = connection.scalar(text("SELECT count(*) FROM test_citizen"))
    engine.dispose()
    return int(found)
