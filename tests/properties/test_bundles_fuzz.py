"""Broken bundles get a clear refusal, whatever is broken in them, and change nothing.

KBH_EXAMPLES sets how many; KBH_SEED begins elsewhere.
"""

import os
import random

import pytest
from sqlalchemy import func, select

from kbh_desktop.errors import BundleError
from kbh_desktop.storage.tables import ChangeRecord
from tests.bundle_mutator import LAYERS, broken, taken_apart
from tests.exchange_world import OFFICE, Node, World
from tests.stored_world import TalkRecord, add_citizen, change_citizen

EACH = max(1, int(os.environ.get("KBH_EXAMPLES", "300")) // (2 * len(LAYERS)))
FIRST = int(os.environ.get("KBH_SEED", "0"))


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """Return an office and a laptop that have exchanged, and have written on both sides since."""
    world = World(tmp_path_factory.mktemp("fuzz"), ["l1"])
    laptop, office = world.nodes["l1"].database, world.office.database
    add_citizen(laptop, given="Sara", family="Omar")
    world.up()
    world.down()
    change_citizen(office, note="at the office")
    add_citizen(office, "c2", given="Lina")
    world.office.bundles.assign("l1", ["c2"])
    change_citizen(laptop, note="on the laptop", children=2)
    with laptop.write() as session:
        session.add(TalkRecord(id="t1", scope="c1", form="first", answers={"q1": "yes", "q2": 7}))
    yield world
    world.close()


def changes(node: Node) -> int:
    with node.database.read() as session:
        return session.scalar(select(func.count()).select_from(ChangeRecord)) or 0


@pytest.mark.parametrize(("sender", "receiver"), [("l1", OFFICE), (OFFICE, "l1")])
@pytest.mark.parametrize("layer", LAYERS)
def test_a_broken_bundle_is_refused_in_words_and_changes_nothing(world, layer, sender, receiver):
    node = world.nodes[receiver]
    path = world.send(sender, receiver)
    original = taken_apart(path, world.nodes[sender], node)
    refused = 0
    for number in range(FIRST, FIRST + EACH):
        here = changes(node)
        deed = node.bundles.inspect if number % 8 else node.bundles.import_
        path.write_bytes(broken(original, layer, random.Random(f"{layer} {sender} {number}")))
        try:
            deed(path)
        except BundleError:
            refused += 1
            assert changes(node) == here
        except Exception as error:
            error.add_note(f"layer {layer}, from {sender}, seed {number}")
            raise
    assert refused >= EACH // 4
