"""A program killed while it makes or takes in a bundle leaves all of it or nothing."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from kbh_desktop.storage.tables import ChangeRecord
from tests.exchange_world import OFFICE, Node, World, open_vault
from tests.killing import killed, needs_fork
from tests.stored_world import CitizenRecord

pytestmark = needs_fork
PERSONS = 1_500


@pytest.fixture
def world(tmp_path):
    world = World(tmp_path, ["l1"])
    with world.nodes["l1"].database.write() as session:
        session.add_all(
            CitizenRecord(id=f"c{n}", scope=f"c{n}", given="Sara", note="æøå" * 40)
            for n in range(PERSONS)
        )
    yield world
    world.close()


def reopen_and_work(say, vault, deed, path):
    _database, bundles = open_vault(*vault)
    say("working")
    getattr(bundles, deed)(path)
    say("done")


def killed_at_work(node: Node, deed: str, path: Path, after_s: float) -> bool:
    """Let another process do a deed in the vault of `node`, kill it, return whether it was done."""
    node.database.close()
    vault = (node.name, node.folder, node.keys, node.office)
    said = killed(reopen_and_work, vault, deed, path, after_s=after_s)
    node.reopen_closed()
    return said[-1] == "done"


def count(node: Node, record_class: type) -> int:
    with node.database.read() as session:
        return session.scalar(select(func.count()).select_from(record_class))


@pytest.mark.parametrize("after_s", [0.0, 0.04, 0.1, 0.2])
def test_a_killed_import_took_in_all_or_nothing(world, after_s):
    path = world.send("l1", OFFICE)
    done = killed_at_work(world.office, "import_", path, after_s)
    here = count(world.office, ChangeRecord)
    assert here == count(world.office, CitizenRecord)
    assert here in ((PERSONS,) if done else (0, PERSONS))
    assert world.office.database.check().ok
    world.receive(path, OFFICE)
    assert count(world.office, CitizenRecord) == PERSONS


@pytest.mark.parametrize("after_s", [0.0, 0.02, 0.05])
def test_a_killed_export_leaves_no_torn_bundle_under_its_name(world, after_s):
    laptop = world.nodes["l1"]
    killed_at_work(laptop, "export", world.stick, after_s)
    for path in world.stick.glob("*.kbhx"):
        assert world.receive(path, OFFICE).new_changes == PERSONS
    laptop.bundles.clean_up(world.stick)
    assert list(world.stick.glob("*.part")) == []
    world.up()
    assert count(world.office, CitizenRecord) == PERSONS
