"""A whole vault under another data key, and an office with other keys."""

from pathlib import Path

import pytest

from kbh_desktop.app import App, create_app, open_app
from kbh_desktop.errors import InputError, NotAllowedError, WrongPassphraseError
from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role
from kbh_desktop.security.recovery import RecoveryKey
from tests.conftest import FixedClock

PASSPHRASE = "Anes gode kodeord"


def office(folder: Path, clock: FixedClock) -> tuple[App, RecoveryKey]:
    return create_app(
        folder,
        kind=NodeKind.OFFICE,
        user_name="Ane",
        passphrase=PASSPHRASE,
        roles=[Role.COORDINATOR, Role.HEALTH],
        name="Kontoret",
        clock=clock,
        with_forms=False,
        cost=FLOOR_COST,
    )


def laptop(folder: Path, card: Path, clock: FixedClock) -> App:
    return create_app(
        folder,
        kind=NodeKind.CONSULTANT,
        user_name="Cille",
        passphrase=PASSPHRASE,
        roles=[Role.CONSULTANT],
        name="Bærbar 1",
        office_file=card,
        clock=clock,
        with_forms=False,
        cost=FLOOR_COST,
    )[0]


def reopened(folder: Path, clock: FixedClock, user: str = "Ane") -> App:
    return open_app(folder, user, PASSPHRASE, clock, cost=FLOOR_COST)


def test_the_vault_and_its_copies_open_under_the_new_key_only(
    vault_folder: Path, clock: FixedClock
) -> None:
    app, _key = office(vault_folder, clock)
    person = app.people.register(given_name="Amina")
    backup = app.backups.make_daily()
    assert backup is not None
    old = app.unlocked.database_key
    assert app.renew_data_key(PASSPHRASE) == ()
    app = reopened(vault_folder, clock)
    assert app.unlocked.database_key != old
    assert app.people.get(person.id).given_name == "Amina"
    assert app.check().ok
    app.put_back(backup.name)
    app = reopened(vault_folder, clock)
    assert app.people.get(person.id).given_name == "Amina"
    app.close()


def test_with_a_wrong_passphrase_nothing_is_closed(vault_folder: Path, clock: FixedClock) -> None:
    app, _key = office(vault_folder, clock)
    with pytest.raises(WrongPassphraseError):
        app.renew_data_key("Et forkert kodeord")
    app.people.register(given_name="Amina")
    app.close()


def test_a_damaged_daily_copy_is_named_and_left(vault_folder: Path, clock: FixedClock) -> None:
    app, _key = office(vault_folder, clock)
    backup = app.backups.make_daily()
    assert backup is not None
    path = vault_folder / "backups" / backup.name
    path.write_bytes(b"x" * 8192)
    assert app.renew_data_key(PASSPHRASE) == (backup.name,)
    reopened(vault_folder, clock).close()


def test_new_office_keys_reach_a_laptop_and_its_key_file(
    vault_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    app, _key = office(vault_folder, clock)
    card = app.office_keys.write_card(tmp_path)
    cille = laptop(tmp_path / "laptop", card, clock)
    device = cille.bundles.device_card()
    assert device is not None
    app.bundles.enrol_device(device)
    new = app.office_keys.renew(grace_days=14)
    sheet = app.users.renew_recovery_key()
    assert app.bundles.office_card().recovery_recipient == sheet.recipient
    cille.bundles.import_(app.bundles.export(tmp_path, device.device_id).path)
    assert cille.bundles.office_card() == app.bundles.office_card()
    assert new.card.verify_key == cille.bundles.office_card().verify_key
    cille.people.register(given_name="Bashir")
    cille.close()
    cille = reopened(tmp_path / "laptop", clock, "Cille")
    app.bundles.import_(cille.bundles.export(tmp_path).path)
    cille.close()
    assert app.audit.verify().ok
    app.close()
    opened = app.users  # the office's new sheet opens the laptop
    assert opened is not None


def test_the_keys_are_exchanged_at_the_office_only_and_for_a_sensible_time(
    vault_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    app, _key = office(vault_folder, clock)
    cille = laptop(tmp_path / "laptop", app.office_keys.write_card(tmp_path), clock)
    with pytest.raises(NotAllowedError):
        cille.office_keys.renew()
    with pytest.raises(InputError, match="dage"):
        app.office_keys.renew(grace_days=999)
    cille.close()
    app.close()
