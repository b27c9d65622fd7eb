"""What happens to disks, sticks and files: a clear word, nothing lost, and a check that is right.

KBH_FLIPS sets how many bits are flipped in each place.
"""

import hashlib
import os
import random
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import orjson
import pytest
import zstandard
from sqlalchemy import func, select

from kbh_desktop.bundles.codec import CONTEXT, verify
from kbh_desktop.bundles.frames import MAGIC, MANIFEST, PAYLOAD, Pieces, frame
from kbh_desktop.errors import (
    BundleDamagedError,
    BundleError,
    BundleNotForUsError,
    BundleTooNewError,
    KbhError,
    StorageError,
    VaultDamagedError,
)
from kbh_desktop.security.sealing import seal
from tests.exchange_world import OFFICE, World
from tests.stored_world import CitizenRecord, add_citizen, change_citizen, citizen, open_database

FLIPS = int(os.environ.get("KBH_FLIPS", "40"))
PERSONS = 150
PAGE = 4096


@pytest.fixture
def world(tmp_path):
    world = World(tmp_path, ["l1"])
    chance = random.Random(1)
    with world.nodes["l1"].database.write() as session:
        session.add_all(
            CitizenRecord(id=f"c{n}", scope=f"c{n}", given="Sara", note=chance.randbytes(90).hex())
            for n in range(PERSONS)
        )
    yield world
    world.close()


def people(world: World) -> int:
    with world.office.database.read() as session:
        return session.scalar(select(func.count()).select_from(CitizenRecord)) or 0


def flipped(content: bytes, chance: random.Random, start: int = 0) -> bytes:
    found = bytearray(content)
    found[chance.randrange(start, len(found))] ^= 1 << chance.randrange(8)
    return bytes(found)


def test_a_stick_pulled_at_every_4_kib_is_told_and_changes_nothing(world):
    path = world.send("l1", OFFICE)
    content = path.read_bytes()
    cuts = [*range(0, len(content), PAGE), len(content) - 1]
    for cut in cuts:
        path.write_bytes(content[:cut])
        with pytest.raises(BundleDamagedError):
            world.receive(path, OFFICE)
    assert (people(world), len(cuts) > 5) == (0, True)
    path.write_bytes(content)
    world.receive(path, OFFICE)
    assert people(world) == PERSONS


def test_a_flipped_bit_in_a_bundle_is_told_and_changes_nothing(world):
    path = world.send("l1", OFFICE)
    content = path.read_bytes()
    chance = random.Random(2)
    for _time in range(FLIPS):
        path.write_bytes(flipped(content, chance))
        with pytest.raises(BundleError):
            world.receive(path, OFFICE)
    assert people(world) == 0
    assert world.office.database.check().ok


def test_a_flipped_bit_in_the_vault_is_found_by_the_check(tmp_path):
    folder = tmp_path / "vault"
    database = open_database(folder)
    for number in range(20):
        add_citizen(database, f"c{number}", note="x" * 2_000)
    database.close()
    content = (folder / "vault.db").read_bytes()
    chance = random.Random(3)
    for _time in range(FLIPS):
        (folder / "vault.db").write_bytes(flipped(content, chance))
        assert not healthy(folder)
    (folder / "vault.db").write_bytes(content)
    assert healthy(folder)


def test_changes_that_a_flipped_bit_in_the_write_ahead_log_takes_away_are_told(
    tmp_path, logged_warnings
):
    folder = tmp_path / "vault"
    database = open_database(folder)
    add_citizen(database)
    for number in range(1, 13):
        change_citizen(database, children=number)
    kept = tmp_path / "kept"
    kept.mkdir()
    for name in ("vault.db", "vault.db-wal", "log-head", "ballast"):
        shutil.copy(folder / name, kept)
    database.close()
    wal = (kept / "vault.db-wal").read_bytes()
    chance = random.Random(4)
    for _time in range(FLIPS):
        shutil.rmtree(folder)
        shutil.copytree(kept, folder)
        (folder / "vault.db-wal").write_bytes(flipped(wal, chance))
        try:
            again = open_database(folder)
        except VaultDamagedError:
            continue
        lost = again.missing_changes
        assert lost or citizen(again).children == 12
        assert again.check().ok == (not lost)
        again.close()


def healthy(folder: Path) -> bool:
    """Say whether a vault opens and its check finds nothing."""
    try:
        database = open_database(folder)
    except VaultDamagedError:
        return False
    try:
        return database.check().ok
    finally:
        with suppress(KbhError):
            database.close()


needs_mount = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount a small disk"
)


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """Give a disk of 8 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("a small disk can't be mounted here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@needs_mount
def test_a_full_disk_refuses_what_is_saved_and_keeps_what_was(small_disk, logged_warnings):
    database = open_database(small_disk / "vault")
    saved: list[str] = []

    def save_until_full() -> None:
        while True:
            saved.append(add_citizen(database, f"c{len(saved)}", note="x" * 20_000))

    with pytest.raises(StorageError):
        save_until_full()
    saved.append(add_citizen(database, f"c{len(saved)}"))  # the reserve was given up for it
    with pytest.raises(StorageError):
        save_until_full()
    assert database.check().ok
    with suppress(StorageError):  # there is no room to tidy up, which is said
        database.close()
    database = open_database(small_disk / "vault")
    assert all(citizen(database, citizen_id) for citizen_id in saved)
    assert database.missing_changes == 0
    with suppress(StorageError):
        database.close()


@needs_mount
def test_a_stick_without_room_gets_no_bundle_and_loses_none(world, small_disk):
    filling = small_disk / "holiday.jpg"
    filling.write_bytes(bytes((8 << 20) - 8_192))
    with pytest.raises(StorageError):
        world.nodes["l1"].bundles.export(small_disk)
    assert list(small_disk.iterdir()) == [filling]
    filling.unlink()
    path = world.nodes["l1"].bundles.export(small_disk).path
    world.receive(path, OFFICE)
    assert people(world) == PERSONS


@needs_mount
def test_an_import_for_which_there_is_no_room_takes_nothing_in(world, small_disk):
    path = world.send("l1", OFFICE)
    office = world.office
    office.database.close()
    shutil.copytree(office.folder, small_disk / "office")
    office.folder = small_disk / "office"
    office.reopen_closed()
    free = shutil.disk_usage(small_disk).free
    filling = small_disk / "holiday.jpg"
    filling.write_bytes(bytes(free - 60_000))
    with pytest.raises(StorageError):
        world.receive(path, OFFICE)
    assert people(world) == 0
    filling.unlink()
    world.receive(path, OFFICE)
    assert people(world) == PERSONS
    assert office.database.check().ok
    office.database.close()
    office.reopen_closed()


def test_a_bundle_of_another_office_is_refused(world, tmp_path):
    other = World(tmp_path / "other", ["l9"])
    add_citizen(other.nodes["l9"].database, given="Lina")
    path = other.send("l9", OFFICE)
    other.close()
    with pytest.raises(BundleNotForUsError):
        world.receive(path, OFFICE)
    assert people(world) == 0


def test_a_bundle_of_a_newer_format_asks_for_an_update(world):
    out = world.stick / "newer.kbhx"
    newer = MAGIC.replace(b"/1", b"/9") + b"whatever comes"
    with out.open("wb") as file:
        seal(Pieces(iter([newer])), file, [world.office.keys.recipient])
    with pytest.raises(BundleTooNewError):
        world.receive(out, OFFICE)


GIB = 1 << 30
ZEROS = bytes(1 << 24)


def bomb(world: World, *, honest: bool) -> Path:
    """Return a bundle signed by the laptop that becomes 10 GiB when it is decompressed."""
    path = world.send("l1", OFFICE)
    manifest = dict(verify(path, [world.office.keys.identity], lambda *_: None))
    compressor = zstandard.ZstdCompressor(level=1).compressobj()
    packed = b"".join(compressor.compress(ZEROS) for _ in range(10 * GIB // len(ZEROS)))
    packed += compressor.flush()
    manifest |= {"raw": 10 * GIB if honest else 200 * len(packed), "rows": 1}
    manifest["sha256"] = hashlib.sha256(packed).hexdigest()

    def pieces() -> Iterator[bytes]:
        yield MAGIC
        for start in range(0, len(packed), 1 << 20):
            yield frame(PAYLOAD, packed[start : start + (1 << 20)])
        body = orjson.dumps(manifest)
        yield frame(MANIFEST, body, world.nodes["l1"].keys.sign(CONTEXT, body))

    with path.open("wb") as file:
        seal(Pieces(pieces()), file, [world.office.keys.recipient])
    return path


@pytest.mark.parametrize("honest", [True, False])
def test_a_bomb_of_10_gib_is_refused_in_little_memory(world, honest):
    path = bomb(world, honest=honest)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(BundleDamagedError):
        world.receive(path, OFFICE)
    grown_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown_kib < 64 * 1024
    assert people(world) == 0
    assert world.office.database.check().ok
