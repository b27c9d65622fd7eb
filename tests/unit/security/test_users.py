import hashlib

import pytest

from kbh_desktop.errors import (
    InputError,
    NotAllowedError,
    NotFoundError,
    WrongPassphraseError,
)
from kbh_desktop.security.model import FLOOR_COST, Role
from kbh_desktop.security.users import (
    add_user,
    change_passphrase,
    change_roles,
    remove_user,
    users,
)
from kbh_desktop.security.vault import open_vault
from tests.vault_world import ANE, BO, CILLE, Vaults, fixed_clock, opened

DORTE = "Dortes lange kodeord"


def test_a_new_passphrase_leaves_the_database_untouched(vaults: Vaults) -> None:
    database = vaults.office / "vault.db"
    database.write_bytes(bytes(range(256)) * 64)
    before = hashlib.sha256(database.read_bytes()).hexdigest()
    with opened(vaults.office, "Bo", BO) as bo:
        data_key, user_key = bo.data_key, bo.user_key
        change_passphrase(bo, BO, "Bos nye kodeord", cost=FLOOR_COST)
    with pytest.raises(WrongPassphraseError):
        open_vault(vaults.office, "Bo", BO, fixed_clock)
    with opened(vaults.office, "Bo", "Bos nye kodeord") as bo:
        assert (bo.data_key, bo.user_key) == (data_key, user_key)
    assert hashlib.sha256(database.read_bytes()).hexdigest() == before


def test_the_old_passphrase_is_needed_for_a_new_one(vaults: Vaults) -> None:
    with opened(vaults.office, "Bo", BO) as bo:
        with pytest.raises(WrongPassphraseError):
            change_passphrase(bo, ANE, "Bos nye kodeord", cost=FLOOR_COST)
        with pytest.raises(InputError):
            change_passphrase(bo, BO, "kort", cost=FLOOR_COST)
    with opened(vaults.office, "Bo", BO) as bo:
        assert bo.is_open


def test_a_consultant_can_t_change_the_users(vaults: Vaults) -> None:
    with opened(vaults.office, "Bo", BO) as bo:
        with pytest.raises(NotAllowedError):
            add_user(bo, "Dorte", {Role.IT}, DORTE, cost=FLOOR_COST)
        with pytest.raises(NotAllowedError):
            change_roles(bo, "Bo", {Role.IT})
        with pytest.raises(NotAllowedError):
            remove_user(bo, "Ane")
        assert [user.name for user in users(bo)] == ["Ane", "Bo"]


def test_a_name_is_taken_however_it_is_capitalised(vaults: Vaults) -> None:
    with opened(vaults.office, "Ane", ANE) as ane, pytest.raises(InputError) as refused:
        add_user(ane, "BO ", {Role.LEADER}, DORTE, cost=FLOOR_COST)
    assert refused.value.field == "name"


def test_the_health_role_is_given_by_somebody_who_has_it(vaults: Vaults) -> None:
    with opened(vaults.office, "Ane", ANE) as ane:
        identity = ane.health_identity
        change_roles(ane, "Bo", {Role.CONSULTANT, Role.HEALTH})
    with opened(vaults.office, "Bo", BO) as bo:
        assert bo.health_identity == identity


def test_it_gives_the_health_role_with_the_recovery_sheet_only(vaults: Vaults) -> None:
    with opened(vaults.office, "Ane", ANE) as ane:
        identity = ane.health_identity
        add_user(ane, "Dorte", {Role.IT}, DORTE, cost=FLOOR_COST)
    with opened(vaults.office, "Dorte", DORTE) as dorte:
        with pytest.raises(NotAllowedError, match="genoprettelsesarket"):
            change_roles(dorte, "Bo", {Role.HEALTH})
        with pytest.raises(WrongPassphraseError):
            change_roles(dorte, "Bo", {Role.HEALTH}, recovery_words=vaults.laptop_sheet.words)
        change_roles(dorte, "Bo", {Role.HEALTH}, recovery_words=vaults.office_sheet.words)
    with opened(vaults.office, "Bo", BO) as bo:
        assert bo.health_identity == identity


def test_the_health_role_taken_away_takes_the_key_away(vaults: Vaults) -> None:
    with opened(vaults.office, "Ane", ANE) as ane:
        change_roles(ane, "Bo", {Role.HEALTH})
        change_roles(ane, "Bo", {Role.CONSULTANT})
    assert '"health": ""' in (vaults.office / "key.json").read_text("utf-8")
    with opened(vaults.office, "Bo", BO) as bo:
        assert bo.health_identity is None


def test_a_laptop_knows_no_health_role(vaults: Vaults) -> None:
    with opened(vaults.laptop, "Cille", CILLE) as cille, pytest.raises(NotAllowedError):
        change_roles(cille, "Cille", {Role.HEALTH})


def test_somebody_who_administers_remains(vaults: Vaults) -> None:
    with opened(vaults.office, "Ane", ANE) as ane:
        with pytest.raises(NotAllowedError):
            remove_user(ane, "Ane")
        with pytest.raises(NotAllowedError):
            change_roles(ane, "Ane", {Role.LEADER})
        with pytest.raises(NotFoundError):
            remove_user(ane, "Dorte")
        with pytest.raises(InputError):
            change_roles(ane, "Bo", set())


def test_a_locked_vault_changes_no_users(vaults: Vaults) -> None:
    with opened(vaults.office, "Ane", ANE) as ane:
        pass
    with pytest.raises(NotAllowedError):
        users(ane)
