"""The office announces a version; every laptop learns of it, and of nothing anybody else wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.errors import InputError, NotAllowedError, UpdateError
from kbh_desktop.ids import UserId, new_id
from kbh_desktop.security.model import Role, User
from kbh_desktop.security.sealing import sign
from kbh_desktop.updates.model import ReleaseNotice, parts
from kbh_desktop.updates.records import ReleaseRecord
from kbh_desktop.updates.service import UpdateService
from tests.exchange_world import OFFICE, World
from tests.stored_world import fixed_clock

IT = User(UserId("u1"), "Ib", frozenset({Role.IT}))


def updates(node, version="0.1.0", actor=IT):
    return UpdateService(
        node.database,
        fixed_clock,
        actor,
        node.keys,
        node.office,
        audit=AuditLog(node.database, fixed_clock, actor),
        version=version,
    )


@pytest.fixture
def world(tmp_path):
    world = World(tmp_path / "world")
    yield world
    world.close()


@pytest.fixture
def installer(tmp_path):
    path = tmp_path / "kbh-desktop_0.2.0_amd64.deb"
    path.write_bytes(b"an installer")
    return path


def announced(world, installer, **options):
    notice = updates(world.office).announce("0.2.0", [installer], **options)
    world.receive(world.send("l1", OFFICE), OFFICE)
    world.receive(world.send(OFFICE, "l1"), "l1")
    return notice


def test_a_notice_reaches_the_laptop_as_it_was_signed(world, installer):
    assert updates(world.nodes["l1"]).standing() == "current"
    notice = announced(world, installer)
    laptop = updates(world.nodes["l1"])
    assert laptop.notice() == notice
    assert laptop.standing() == "available"
    assert updates(world.nodes["l1"], version="0.2.0").standing() == "current"


def test_an_older_schema_than_the_office_takes_must_be_updated(world, installer):
    announced(world, installer, least_schema=99)
    assert updates(world.nodes["l1"], version="0.2.0").standing() == "required"


def test_the_right_file_is_found_and_a_changed_one_refused(world, installer, tmp_path):
    announced(world, installer)
    laptop = updates(world.nodes["l1"])
    assert laptop.installer_in(installer.parent) == installer
    assert laptop.installer_in(tmp_path / "world") is None
    installer.write_bytes(b"another installer")
    with pytest.raises(UpdateError, match=r"kbh-desktop_0\.2\.0_amd64\.deb"):
        laptop.installer_in(installer.parent)


def test_what_a_laptop_wrote_is_passed_over(world, installer):
    laptop = world.nodes["l1"]
    forged = ReleaseNotice("9.0.0", {"x.deb": "00"}, 0, "2026-11-24T00:00:00+00:00")
    with laptop.database.write() as session:
        session.add(
            ReleaseRecord(
                id=new_id(),
                scope="*",
                version=forged.version,
                files=dict(forged.files),
                least_schema=0,
                announced_at=forged.announced_at,
                signature=sign(laptop.keys.signing_seed, "kbh/1 release", forged.message()).hex(),
            )
        )
    world.receive(world.send("l1", OFFICE), OFFICE)
    assert updates(laptop).notice() is None
    assert updates(world.office).notice() is None


def test_only_the_office_announces(world, installer):
    with pytest.raises(NotAllowedError):
        updates(world.nodes["l1"]).announce("0.2.0", [installer])
    consultant = User(UserId("u2"), "Mette", frozenset({Role.CONSULTANT}))
    with pytest.raises(NotAllowedError):
        updates(world.office, actor=consultant).announce("0.2.0", [installer])


@pytest.mark.parametrize("version", ["", "1", "1.2.3.4", "1.x", "v1.2", "1..2"])
def test_a_wrong_version_is_named(world, installer, version):
    with pytest.raises(InputError) as caught:
        updates(world.office).announce(version, [installer])
    assert caught.value.field == "version"


def test_a_version_without_installers_is_refused(world):
    with pytest.raises(InputError) as caught:
        updates(world.office).announce("0.2.0", [])
    assert caught.value.field == "installers"


NUMBERS = st.lists(st.integers(0, 9999), min_size=2, max_size=3)


@given(NUMBERS, NUMBERS)
def test_versions_compare_by_their_numbers(one, other):
    assert (parts(".".join(map(str, one))) > parts(".".join(map(str, other)))) == (
        (*one, 0)[:3] > (*other, 0)[:3]
    )
