import sys
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from kbh_desktop.errors import (
    InputError,
    NotAllowedError,
    NotFoundError,
    VaultDamagedError,
    VaultExistsError,
    VaultInUseError,
    VaultMissingError,
    VaultTooNewError,
    WrongPassphraseError,
)
from kbh_desktop.security.model import FLOOR_COST, Cost, NodeKind, Role
from kbh_desktop.security.unlocked import Unlocked
from kbh_desktop.security.vault import create_vault, lock, open_vault, vault_users
from tests.vault_world import ANE, BO, CILLE, Vaults, edit, fixed_clock, opened


def create(folder: Path, **other: object) -> Unlocked:
    wanted = {
        "kind": NodeKind.OFFICE,
        "user_name": "Ane",
        "roles": {Role.IT},
        "passphrase": ANE,
        "clock": fixed_clock,
        "cost": FLOOR_COST,
        **other,
    }
    return create_vault(folder, **wanted)[0]  # type: ignore[arg-type]


def test_the_same_keys_come_back_for_every_user(vaults: Vaults) -> None:
    with opened(vaults.office, "Ane", ANE) as ane:
        data_key, ane_key = ane.data_key, ane.user_key
    with opened(vaults.office, "bo ", BO) as bo:
        assert (bo.data_key, bo.user.name) == (data_key, "Bo")
        assert bo.user_key != ane_key
        assert bo.user.roles == {Role.CONSULTANT}


def test_the_database_key_is_not_the_data_key(vaults: Vaults) -> None:
    with opened(vaults.laptop, "Cille", CILLE) as cille:
        assert len(cille.database_key) == 32
        assert cille.database_key != cille.data_key


def test_only_the_health_role_gets_the_health_identity(vaults: Vaults) -> None:
    with opened(vaults.office, "Ane", ANE) as ane:
        assert ane.health_identity is not None
    with opened(vaults.office, "Bo", BO) as bo:
        assert bo.health_identity is None
        assert bo.health_recipient


def test_users_are_listed_before_anything_is_opened(vaults: Vaults) -> None:
    assert [card.name for card in vault_users(vaults.office)] == ["Ane", "Bo"]


def test_a_passphrase_opens_however_its_letters_are_composed(tmp_path: Path) -> None:
    lock(create(tmp_path / "v", passphrase="Åse går på øen"))
    with opened(tmp_path / "v", "Ane", "A\u030ase ga\u030ar pa\u030a øen") as ane:
        assert ane.is_open


def test_a_wrong_passphrase_and_an_unknown_user_are_told_apart(vaults: Vaults) -> None:
    with pytest.raises(WrongPassphraseError, match="Adgangskoden er forkert"):
        open_vault(vaults.office, "Ane", BO, fixed_clock)
    with pytest.raises(NotFoundError, match="Dorte"):
        open_vault(vaults.office, "Dorte", ANE, fixed_clock)


def test_a_folder_without_a_vault_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(VaultMissingError, match="intet datalager"):
        open_vault(tmp_path, "Ane", ANE, fixed_clock)
    with pytest.raises(VaultMissingError):
        vault_users(tmp_path)


def test_a_database_without_its_key_file_is_not_a_missing_vault(tmp_path: Path) -> None:
    (tmp_path / "vault.db").write_bytes(b"something")
    with pytest.raises(VaultDamagedError, match=r"key\.json"):
        open_vault(tmp_path, "Ane", ANE, fixed_clock)


def test_a_vault_is_never_made_over_another(vaults: Vaults) -> None:
    before = (vaults.office / "key.json").read_bytes()
    with pytest.raises(VaultExistsError):
        create(vaults.office)
    assert (vaults.office / "key.json").read_bytes() == before


def test_a_vault_of_a_newer_version_is_left_alone(vaults: Vaults) -> None:
    edit(vaults.office, lambda content: content.update(version=2))
    before = (vaults.office / "key.json").read_bytes()
    with pytest.raises(VaultTooNewError, match="nyere udgave"):
        open_vault(vaults.office, "Ane", ANE, fixed_clock)
    assert (vaults.office / "key.json").read_bytes() == before


def test_a_copy_that_a_newer_version_wrote_last_is_not_overwritten(vaults: Vaults) -> None:
    edit(vaults.office, lambda content: content.update(version=2, generation=99), ("key.json",))
    with pytest.raises(VaultTooNewError):
        open_vault(vaults.office, "Ane", ANE, fixed_clock)


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"passphrase": "kort"}, "passphrase"),
        ({"passphrase": "aaaaaaaaaaaaaaa"}, "passphrase"),
        ({"user_name": "  "}, "name"),
        ({"user_name": "Ane\nBo"}, "name"),
        ({"roles": set()}, "roles"),
        ({"cost": Cost(8 * 1024, 1, 1)}, "cost"),
        ({"cost": Cost(2 * 1024 * 1024, 3, 4)}, "cost"),
        ({"kind": NodeKind.CONSULTANT}, "office"),
    ],
)
def test_a_vault_that_would_be_weak_is_not_made(
    tmp_path: Path, wanted: dict[str, object], field: str
) -> None:
    with pytest.raises(InputError) as refused:
        create(tmp_path / "v", **wanted)
    assert refused.value.field == field
    with pytest.raises(VaultMissingError):
        vault_users(tmp_path / "v")


def test_a_vault_in_use_says_who_uses_it(vaults: Vaults) -> None:
    with opened(vaults.office, "Ane", ANE), pytest.raises(VaultInUseError, match=r"nr\. \d+"):
        open_vault(vaults.office, "Bo", BO, fixed_clock)
    with opened(vaults.office, "Bo", BO) as bo:
        assert bo.is_open


def test_a_killed_program_leaves_the_vault_free(vaults: Vaults) -> None:
    code = (
        "import sys; from pathlib import Path; from kbh_desktop.security.in_use import InUseLock\n"
        "held = InUseLock(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    )
    program = Popen([sys.executable, "-c", code, str(vaults.office)], stdin=PIPE, stdout=PIPE)
    with program:
        assert program.stdout is not None
        program.stdout.readline()
        with pytest.raises(VaultInUseError, match=str(program.pid)):
            open_vault(vaults.office, "Ane", ANE, fixed_clock)
        program.kill()
        program.wait()
    with opened(vaults.office, "Ane", ANE) as ane:
        assert ane.is_open


def test_a_failed_opening_leaves_the_vault_free(vaults: Vaults) -> None:
    with pytest.raises(WrongPassphraseError):
        open_vault(vaults.office, "Ane", "helt forkert kode", fixed_clock)
    with opened(vaults.office, "Ane", ANE) as ane:
        assert ane.opening.failed_attempts == 1


def test_locking_wipes_the_keys(vaults: Vaults) -> None:
    unlocked = open_vault(vaults.office, "Ane", ANE, fixed_clock)
    held = unlocked._data_key
    lock(unlocked)
    assert not held
    assert not unlocked.is_open
    for secret in ("data_key", "database_key", "user_key", "identity", "health_identity"):
        with pytest.raises(NotAllowedError, match="låst"):
            getattr(unlocked, secret)


def test_no_secret_shows_when_an_opened_vault_is_printed(vaults: Vaults) -> None:
    with opened(vaults.office, "Ane", ANE) as ane:
        shown = repr(ane)
        assert "AGE-SECRET" not in shown
        assert ane.data_key.hex() not in shown
