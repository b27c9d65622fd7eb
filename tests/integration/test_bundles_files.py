"""Photos, signatures and sound travel beside the changes: each once, checked, and all of them."""

from hashlib import sha256

import pytest
from sqlalchemy import text

from kbh_desktop.bundles import contents, frames, manifest
from kbh_desktop.bundles.content_intake import ContentIntake
from kbh_desktop.errors import BundleDamagedError, BundleTooNewError, NotAllowedError
from kbh_desktop.storage import blobs
from tests.exchange_world import OFFICE, World
from tests.files_world import assign, files, meet, put
from tests.stored_world import add_citizen

PHOTO, SIGNATURE = bytes(range(256)) * 3_000, b"signature" * 100


@pytest.fixture
def world(tmp_path):
    world = World(tmp_path, ["l1", "l2"])
    add_citizen(world.nodes["l1"].database, given="Sara")
    meet(world)
    yield world
    world.close()


@pytest.fixture
def laptop(world):
    return world.nodes["l1"]


def test_a_photo_arrives_with_the_change_that_names_it(world, laptop):
    address = put(laptop, "c1", PHOTO)
    exported = laptop.bundles.export(world.stick)
    assert (exported.files, exported.files_waiting) == (1, 0)
    assert world.office.bundles.inspect(exported.path).files == 1
    assert files(world.office) == {}
    assert world.receive(exported.path, OFFICE).files == 1
    assert files(world.office) == {address: PHOTO}


def test_a_photo_is_sent_until_the_office_says_that_it_holds_it(world, laptop):
    put(laptop, "c1", PHOTO)
    assert laptop.bundles.export(world.stick).files == 1  # lost
    assert world.up().files == 1
    assert laptop.bundles.export(world.stick).files == 1  # nobody has confirmed it
    world.down()
    assert laptop.bundles.export(world.stick).files == 0


def test_the_same_bundle_again_brings_nothing(world, laptop):
    put(laptop, "c1", PHOTO)
    path = world.send("l1", OFFICE)
    assert world.receive(path, OFFICE).files == 1
    again = world.receive(path, OFFICE)
    assert (again.already_imported, again.files) == (True, 0)
    assert world.up().files == 0


def test_what_does_not_fit_goes_with_the_next_bundle(world, laptop, monkeypatch):
    sent = {put(laptop, "c1", bytes([n]) * 1_000) for n in range(5)}
    monkeypatch.setattr(contents.contents_for, "__defaults__", (2_500,))
    first, second, third = (laptop.bundles.export(world.stick) for _time in range(3))
    assert [(one.files, one.files_waiting) for one in (first, second, third)] == [(2, 3)] * 3
    for one in (third, first, second):
        world.receive(one.path, OFFICE)
    assert files(world.office).keys() == sent


def test_one_file_larger_than_the_bound_still_travels(world, laptop, monkeypatch):
    put(laptop, "c1", PHOTO)
    monkeypatch.setattr(contents.contents_for, "__defaults__", (1,))
    assert world.up().files == 1


def test_an_assigned_person_brings_the_files_and_another_laptop_gets_none(world, laptop):
    put(laptop, "c1", PHOTO)
    world.up()
    world.up("l2")
    world.down("l2")
    assert files(world.nodes["l2"]) == {}
    assign(world, "l2", "c1")
    world.down("l2")
    assert list(files(world.nodes["l2"]).values()) == [PHOTO]


def test_media_of_forms_reach_every_laptop(world):
    address = put(world.office, "*", SIGNATURE)
    world.up("l2")
    for name in ("l1", "l2"):
        world.down(name)
        assert files(world.nodes[name]) == {address: SIGNATURE}


def test_a_person_is_not_cleared_before_the_office_holds_the_files(world, laptop):
    put(laptop, "c1", PHOTO)
    world.up()
    with pytest.raises(NotAllowedError):
        laptop.bundles.clear(["c1"])
    world.down()
    assert laptop.bundles.unsent().total == 0
    laptop.bundles.clear(["c1"])
    assert files(laptop) == {}
    assert list(files(world.office).values()) == [PHOTO]


def test_a_file_counts_as_unsent_until_it_is_confirmed(world, laptop):
    with laptop.database.write() as session:  # the change was acknowledged before the file came
        blobs.keep(session, PHOTO)
    put(laptop, "c1", PHOTO)
    assert laptop.bundles.unsent().total == 2  # the change and the file
    meet(world)
    assert laptop.bundles.unsent().total == 0


def test_a_purge_waits_for_the_files(world, laptop):
    put(laptop, "c1", PHOTO)
    world.office.bundles.unassign("l1", ["c1"])
    world.down()
    assert laptop.bundles.purge() == ()
    meet(world)
    assert laptop.bundles.purge() == ("c1",)
    assert list(files(world.office).values()) == [PHOTO]


def test_an_erasure_takes_the_files_everywhere(world, laptop):
    put(laptop, "c1", PHOTO)
    kept = put(laptop, "*", SIGNATURE)
    world.up()
    world.office.bundles.erase("c1", "article 17")
    world.down()
    assert files(laptop).keys() == files(world.office).keys() == {kept}
    assert world.up().files == 0  # nothing comes back


def test_an_office_that_fell_back_asks_for_the_files_again(world, laptop):
    put(laptop, "c1", PHOTO)
    meet(world)
    with world.office.database.write() as session:
        session.execute(text("DELETE FROM blob"))
        session.execute(text("DELETE FROM blob_piece"))
    world.down()
    assert world.up().files == 1


def test_a_peer_that_never_said_it_reads_files_gets_the_format_of_old(world, laptop, monkeypatch):
    put(laptop, "c1", PHOTO)
    with laptop.database.write() as session:
        session.execute(text("UPDATE bundle_peer SET reads = 1"))
    exported = laptop.bundles.export(world.stick)
    assert exported.files == 0
    monkeypatch.setattr(frames, "_FORMATS", {frames.MAGIC: frames.PLAIN})  # an older program
    assert world.receive(exported.path, OFFICE).new_changes == 1
    assert files(world.office) == {}
    monkeypatch.undo()
    meet(world)
    world.up()
    assert list(files(world.office).values()) == [PHOTO]


def test_an_older_program_asks_politely_for_an_update(world, laptop, monkeypatch):
    put(laptop, "c1", PHOTO)
    path = world.send("l1", OFFICE)
    monkeypatch.setattr(frames, "_FORMATS", {frames.MAGIC: frames.PLAIN})
    with pytest.raises(BundleTooNewError, match="nyere version"):
        world.receive(path, OFFICE)
    assert files(world.office) == {}


def test_every_vault_says_what_it_reads(world):
    with world.office.database.read() as session:
        reads = session.scalar(text("SELECT reads FROM bundle_peer WHERE id = 'l1'"))
    assert reads == manifest.READS == frames.WITH_FILES


@pytest.fixture
def intake(world):
    with world.office.database.write() as session:
        yield ContentIntake(session, keeping=True)
        session.rollback()


def announced(intake, content):
    address = sha256(content).hexdigest()
    intake.announce([(address, len(content))])
    return bytes.fromhex(address)


@pytest.mark.parametrize(
    "said",
    [
        ("0" * 63, 1),
        ("A" * 64, 1),
        ("0" * 64, 0),
        ("0" * 64, True),
        ("0" * 64, 1 << 40),
        (["0"], 1),
        ("0" * 64, "1"),
    ],
)
def test_an_announcement_that_makes_no_sense_is_refused(intake, said):
    with pytest.raises(BundleDamagedError):
        intake.announce([said])


def test_content_that_is_not_what_was_announced_is_refused(intake):
    address = announced(intake, PHOTO[:1_000])
    with pytest.raises(BundleDamagedError):
        intake.take(address + bytes(1_000))


def test_more_than_was_announced_is_refused(intake):
    address = announced(intake, PHOTO[:1_000])
    with pytest.raises(BundleDamagedError):
        intake.take(address + PHOTO[:1_001])


def test_less_than_was_announced_is_refused(intake):
    address = announced(intake, PHOTO[:1_000])
    intake.take(address + PHOTO[:999])
    with pytest.raises(BundleDamagedError):
        intake.finish()


def test_content_nobody_announced_is_refused(intake):
    with pytest.raises(BundleDamagedError):
        intake.take(bytes(32) + b"x")


def test_two_files_in_turns_are_refused(intake):
    first, second = announced(intake, b"abc"), announced(intake, b"def")
    intake.take(first + b"a")
    with pytest.raises(BundleDamagedError):
        intake.take(second + b"d")
