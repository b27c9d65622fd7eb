"""Bundles that a known sender signed but that are not what they should be change nothing."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest
from sqlalchemy import select

from kbh_desktop.bundles.codec import CONTEXT, read_lines, verify, write_bundle
from kbh_desktop.errors import (
    BundleDamagedError,
    BundleError,
    BundleNotForUsError,
    BundleSenderError,
    BundleTooNewError,
    InputError,
)
from kbh_desktop.security.keys import DeviceCard, generate_device_keys
from kbh_desktop.storage.change import (
    WIRE,
    Place,
    Stamp,
    canonical,
    commitment,
    digest,
    new_change,
)
from kbh_desktop.storage.tables import ChangeRecord
from tests.exchange_world import OFFICE, World
from tests.stored_world import add_citizen, change_citizen, citizen

Lines = list[list[Any]]


@pytest.fixture
def world(tmp_path):
    world = World(tmp_path, ["l1"])
    add_citizen(world.nodes["l1"].database, given="Sara", family="Omar")
    change_citizen(world.nodes["l1"].database, given="Sarah")
    yield world
    world.close()


def forged(
    world: World, edit: Callable[[Lines], object] = list, said: dict[str, Any] | None = None
) -> Any:
    """Return a bundle of the laptop whose lines and manifest were edited before it was signed."""
    path = world.send("l1", OFFICE)
    identity = world.office.keys.identity
    manifest = verify(path, [identity], lambda *_: None)
    lines: Lines = []
    read_lines(path, [identity], manifest, lines.extend)
    edit(lines)
    write_bundle(
        path,
        map(orjson.dumps, lines),
        lambda: {**manifest, **(said or {})},
        lambda body: world.nodes["l1"].keys.sign(CONTEXT, body),
        [world.office.keys.recipient],
    )
    return path


def place(name: str) -> int:
    """Return where a value stands in a line of a change."""
    return WIRE.index(name) + 1


def resealed(line: list[Any], **values: Any) -> list[Any]:
    """Return the change `line` with other values and a digest that fits."""
    for name, value in values.items():
        line[place(name)] = value
    body = line[1:]
    line[place("digest")] = digest([*body[: WIRE.index("fields")], body[WIRE.index("commitment")]])
    return line


def setting(name: str, value: Any) -> Callable[[Lines], object]:
    """Return an edit that puts `value` in the first change without sealing it anew."""
    return lambda lines: lines[0].__setitem__(place(name), value)


def resealing(**values: Any) -> Callable[[Lines], object]:
    return lambda lines: resealed(lines[0], **values)


def nothing_arrived(world: World) -> bool:
    with world.office.database.read() as session:
        return not session.scalars(select(ChangeRecord)).all()


@pytest.mark.parametrize(
    "edit",
    [
        setting("fields", {"given": "Somebody else"}),
        setting("salt", "00" * 16),
        setting("scope", "c2"),
        setting("author", "somebody"),
        setting("lamport", 77),
        setting("prev", ["0" * 32]),
        setting("digest", "0" * 64),
        resealing(lamport=2**53),
        resealing(lamport=0),
        resealing(lamport="1"),
        resealing(scope=7),
        resealing(record_id=None),
        resealing(kind="?"),
        resealing(prev="abc"),
        resealing(prev=[7]),
        resealing(salt="no hex"),
        resealing(fields=[1]),
        lambda lines: lines[0].pop(),
        lambda lines: lines[0].append(1),
        lambda lines: lines.append(["surprise"]),
        lambda lines: lines.append([7, 8]),
        lambda lines: lines.append(["have", "c1"]),
        lambda lines: lines.insert(0, ["have"]),
        lambda lines: lines.append(resealed(list(lines[0]), wall="later")),
    ],
)
def test_a_damaged_line_refuses_the_whole_bundle(world, edit):
    with pytest.raises(BundleDamagedError):
        world.receive(forged(world, edit), OFFICE)
    assert nothing_arrived(world)


def test_a_known_change_with_another_content_is_refused(world):
    world.up()
    change_citizen(world.nodes["l1"].database, given="Sahra")
    path = forged(world, lambda lines: lines.append(resealed(list(lines[0]), wall="later")))
    with pytest.raises(BundleDamagedError):
        world.receive(path, OFFICE)


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"format": 9}, BundleTooNewError),
        ({"receiver": "l2"}, BundleNotForUsError),
        ({"office": "another"}, BundleNotForUsError),
        ({"assignment": 7}, BundleNotForUsError),
        ({"sender": "stranger", "card": None}, BundleSenderError),
        ({"sequence": "1"}, BundleDamagedError),
        ({"since": None}, BundleDamagedError),
        ({"clock": 2**60}, BundleDamagedError),
        ({"census": {"test_citizen": "2"}}, BundleDamagedError),
        ({"receipts": [{"sequence": 1}]}, BundleDamagedError),
        ({"card": "no card"}, BundleDamagedError),
        ({"census": {"test_citizen": 3}}, BundleError),
        ({"census": {}}, BundleError),
    ],
)
def test_a_manifest_that_is_not_right_refuses_the_bundle(world, said, error):
    with pytest.raises(error):
        world.receive(forged(world, said=said), OFFICE)
    assert nothing_arrived(world)


def test_a_laptop_cannot_erase_anybody(world):
    world.up()

    def erase(lines: Lines) -> None:
        change = new_change(
            Stamp("l1", 9, "", ""), Place("person", "c1", "c1"), {"reason": "x"}, (), "x"
        )
        lines.insert(0, ["change", *(getattr(change, name) for name in WIRE)])

    with pytest.raises(BundleSenderError):
        world.receive(forged(world, erase), OFFICE)
    assert not nothing_arrived(world)


def test_a_sender_cannot_speak_for_another_device(world):
    world.add_laptop("l2")
    with pytest.raises(BundleSenderError):
        world.receive(forged(world, said={"sender": "l2"}), OFFICE)


def test_a_known_device_cannot_come_back_with_other_keys(world):
    known = world.nodes["l1"].bundles.device_card()
    other = generate_device_keys()
    with pytest.raises(InputError):
        world.office.bundles.enrol_device(
            DeviceCard("l1", known.name, other.recipient, other.verify_key)
        )


def test_the_id_on_a_card_cannot_leave_the_folder(world):
    keys = generate_device_keys()
    with pytest.raises(InputError):
        world.office.bundles.enrol_device(
            DeviceCard("../../home", "x", keys.recipient, keys.verify_key)
        )


def test_a_value_of_the_wrong_kind_counts_as_not_written(world):
    def edit(lines: Lines) -> None:
        fields = {"given": ["a", "list"], "children": "many", "status": None}
        salt = "00" * 16
        bound = commitment(salt, canonical(fields))
        resealed(lines[0], fields=fields, salt=salt, commitment=bound)
        del lines[1]

    path = forged(world, edit, {"census": {"test_citizen": 1}})
    world.receive(path, OFFICE)
    found = citizen(world.office.database)
    assert (found.given, found.children, found.status) == ("", 0, "new")


def test_a_kind_and_a_field_of_a_newer_version_are_kept_for_later(world):
    def edit(lines: Lines) -> None:
        for entity, record_id, fields in (
            ("test_citizen", "c9", {"given": "Lina", "shoe_size": 41}),
            ("test_workshop", "w1", {"title": "Dansk"}),
        ):
            change = new_change(Stamp("l1", 9, "", ""), Place(entity, record_id, "c9"), fields, ())
            lines.append(["change", *(getattr(change, name) for name in WIRE)])

    path = forged(world, edit, {"census": {"test_citizen": 3, "test_workshop": 1}})
    world.receive(path, OFFICE)
    with world.office.database.read() as session:
        kept = {c.record_id: c.fields for c in session.scalars(select(ChangeRecord))}
    assert kept["c9"] == {"given": "Lina", "shoe_size": 41}
    assert kept["w1"] == {"title": "Dansk"}
