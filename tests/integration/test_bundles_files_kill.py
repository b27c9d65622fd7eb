"""A program killed while it takes in a bundle with files keeps all of them or none."""

import os

import pytest

from tests.exchange_world import OFFICE, World
from tests.files_world import files, meet, put
from tests.integration.test_bundles_kill import killed_at_work
from tests.killing import needs_fork
from tests.stored_world import add_citizen

pytestmark = needs_fork


@pytest.fixture
def world(tmp_path):
    world = World(tmp_path, ["l1"])
    add_citizen(world.nodes["l1"].database, given="Sara")
    meet(world)
    for _photo in range(12):
        put(world.nodes["l1"], "c1", os.urandom(1_500_000))
    yield world
    world.close()


@pytest.mark.parametrize("after_s", [0.0, 0.08, 0.2])
def test_a_killed_import_keeps_all_files_or_none(world, after_s):
    path = world.send("l1", OFFICE)
    done = killed_at_work(world.office, "import_", path, after_s)
    sent = files(world.nodes["l1"]).keys()
    here = files(world.office).keys()
    assert here == sent if done else here in (set(), sent)
    assert world.office.database.check().ok
    world.receive(path, OFFICE)
    assert files(world.office).keys() == sent
