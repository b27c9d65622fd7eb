"""What a person is told the moment the vault opens."""

import shutil

import pytest

from kbh_desktop.app import open_app
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.security.model import FLOOR_COST, Role
from tests.casework_world import PASSPHRASES, make_office

WORDS = PASSPHRASES["Ane"]


@pytest.fixture
def folder(vault_folder, clock):
    make_office(vault_folder, clock).close()
    return vault_folder


def opened(folder, clock, **options):
    return open_app(folder, "Ane", WORDS, clock, cost=FLOOR_COST, **options)


def test_usually_there_is_nothing_to_tell(folder, clock):
    app = opened(folder, clock)
    assert app.notices == ()
    app.close()


def test_a_damaged_copy_of_the_key_file_is_told(folder, clock):
    (folder / "key.json.bak").write_bytes(b"damaged")
    app = opened(folder, clock)
    assert len(app.notices) == 1
    app.close()


def test_an_older_key_file_put_back_is_told(folder, clock, tmp_path):
    for name in ("key.json", "key.json.bak"):
        shutil.copy2(folder / name, tmp_path / name)
    app = opened(folder, clock)
    app.users.add("Dan", {Role.CONSULTANT}, "dans lange kodeord")
    app.close()
    opened(folder, clock).close()
    for name in ("key.json", "key.json.bak"):
        shutil.copy2(tmp_path / name, folder / name)

    app = opened(folder, clock)
    assert len(app.notices) == 1
    app.close()


def test_a_recovery_stands_in_the_log(folder, clock):
    app = opened(folder, clock, recovered=True)
    deeds = [entry.deed.action for entry in app.audit.entries(limit=2)]
    app.close()
    assert deeds == [AuditAction.UNLOCK, AuditAction.RECOVER]


def test_a_user_is_removed_in_the_log_by_the_id_she_had(folder, clock):
    app = opened(folder, clock)
    app.users.add("Dan", {Role.CONSULTANT}, "dans lange kodeord")
    app.users.remove("DAN")
    removed, added = (entry.deed for entry in app.audit.entries(limit=2))
    app.close()
    assert removed.subject == added.subject


def test_a_clock_set_back_is_told_once(folder, clock):
    clock.advance(minutes=26 * 60)
    opened(folder, clock).close()
    clock.advance(minutes=-3 * 60)
    app = opened(folder, clock)
    (notice,) = app.notices
    app.close()
    assert "3 timer fra nu" in notice
    opened(folder, clock).close()


def test_a_clock_that_corrects_itself_by_minutes_is_not_told(folder, clock):
    opened(folder, clock).close()
    clock.advance(minutes=-5)
    app = opened(folder, clock)
    assert app.notices == ()
    app.close()
