"""The daily copies of a vault, and putting one back."""

import sys

import pytest

from kbh_desktop.app import open_app
from kbh_desktop.backups import restore_backup
from kbh_desktop.errors import NotFoundError, VaultDamagedError, WrongPassphraseError
from kbh_desktop.people.model import PersonQuery
from kbh_desktop.settings.service import save_choices
from tests.casework_world import PASSPHRASES, make_office

WORDS = PASSPHRASES["Ane"]


@pytest.fixture
def office(vault_folder, clock):
    app = make_office(vault_folder, clock)
    app.people.register(given_name="Layla", family_name="Haddad")
    return app


def found(app, text):
    return app.people.find(PersonQuery(text)).total


def test_a_copy_is_made_once_a_day_with_its_keys(office, clock):
    first = office.backups.make_daily()
    again = office.backups.make_daily()
    clock.advance(days=1)
    second = office.backups.make_daily()

    assert first.day == clock().date().replace(day=clock().day - 1)
    assert again is None
    assert [one.day for one in office.backups.all()] == [second.day, first.day]
    folder = office.folder / "backups"
    assert {path.suffix for path in folder.iterdir()} == {".db", ".json"}
    office.close()


def test_old_copies_go_with_their_keys_and_fourteen_stay(office, clock):
    for _day in range(17):
        office.backups.make_daily()
        clock.advance(days=1)

    assert len(office.backups.all()) == 14
    assert len(list((office.folder / "backups").glob("*.key.json"))) == 14
    office.close()


def test_what_was_said_after_the_copy_is_kept_aside(office, clock):
    made = office.backups.make_daily()
    office.people.register(given_name="Omar", family_name="Said")
    folder = office.folder
    aside = office.put_back(made.name)

    opened = open_app(folder, "Ane", WORDS, clock)
    assert (found(opened, "layla"), found(opened, "omar")) == (1, 0)
    assert (aside / "vault.db").exists()
    opened.close()


def test_a_copy_is_put_back_from_outside_with_the_passphrase_only(office, clock):
    made = office.backups.make_daily()
    folder = office.folder
    office.close()

    with pytest.raises(WrongPassphraseError):
        restore_backup(folder, "Ane", "et forkert kodeord", made.name, clock)
    with pytest.raises(NotFoundError):
        restore_backup(folder, "Ane", WORDS, "vault-1999-01-01.db", clock)
    restore_backup(folder, "Ane", WORDS, made.name, clock)

    opened = open_app(folder, "Ane", WORDS, clock)
    assert found(opened, "layla") == 1
    opened.close()


def test_a_damaged_copy_is_refused_and_nothing_changes(office, clock):
    made = office.backups.make_daily()
    path = office.folder / "backups" / made.name
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    path.write_bytes(damaged)
    folder = office.folder
    office.close()

    with pytest.raises(VaultDamagedError):
        restore_backup(folder, "Ane", WORDS, made.name, clock)
    opened = open_app(folder, "Ane", WORDS, clock)
    assert found(opened, "layla") == 1
    opened.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_nobody_else_may_read_what_lies_in_the_folder_of_the_vault(office):
    save_choices(office.folder, last_user="Ane")
    office.backups.make_daily()
    public = {*office.folder.glob("*.kbhoffice")}
    files = [path for path in office.folder.rglob("*") if path.is_file() and path not in public]
    assert {"vault.db", "vault.db-wal", "ballast", "settings.toml"} <= {f.name for f in files}
    assert [f.name for f in files if f.stat().st_mode & 0o077] == []
    office.close()
