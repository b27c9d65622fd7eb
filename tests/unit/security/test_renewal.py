"""Another data key for a vault, whoever opens it and wherever the power went."""

import json
import shutil
from pathlib import Path

import pytest

from kbh_desktop.errors import NotAllowedError, WrongPassphraseError
from kbh_desktop.security.header_file import KEY_FILE
from kbh_desktop.security.renewal import commit_renewal, complete_renewal, prepare_renewal
from kbh_desktop.security.users import remove_user
from kbh_desktop.security.vault import recover_vault
from tests.vault_world import ANE, BO, Vaults, fixed_clock, opened


def renew(vaults: Vaults) -> bytes:
    """Give the office's vault, which has no database here, a new data key; return the old one."""
    with opened(vaults.office, "Ane", ANE) as ane:
        old = ane.data_key
        commit_renewal(vaults.office, prepare_renewal(ane, ANE))
    return old


def test_everybody_opens_the_vault_with_the_passphrase_they_had(vaults: Vaults) -> None:
    old = renew(vaults)
    with opened(vaults.office, "Ane", ANE) as ane:
        new = ane.data_key
        assert new != old
        assert ane.health_identity
    for _again in range(2):
        with opened(vaults.office, "Bo", BO) as bo:
            assert bo.data_key == new


def test_a_copy_of_the_key_file_from_before_does_not_open_what_is_there_now(
    vaults: Vaults, tmp_path: Path
) -> None:
    shutil.copytree(vaults.office, tmp_path / "stolen")
    old = renew(vaults)
    with opened(tmp_path / "stolen", "Bo", BO) as bo:
        assert bo.data_key == old
    with opened(vaults.office, "Bo", BO) as bo:
        assert bo.data_key != old


def test_who_was_removed_has_no_part_in_the_new_key(vaults: Vaults) -> None:
    with opened(vaults.office, "Ane", ANE) as ane:
        remove_user(ane, "Bo")
        commit_renewal(vaults.office, prepare_renewal(ane, ANE))
    header = json.loads((vaults.office / KEY_FILE).read_text("utf-8"))
    assert [slot["name"] for slot in header["users"]] == ["Ane"]


def test_the_recovery_sheet_stays_good_for_those_who_have_not_opened_it_since(
    vaults: Vaults,
) -> None:
    renew(vaults)
    unlocked = recover_vault(
        vaults.office,
        vaults.office_sheet.words,
        user_name="Bo",
        new_passphrase="Et helt nyt kodeord",
        clock=fixed_clock,
    )
    unlocked.wipe()
    with opened(vaults.office, "Ane", ANE) as ane:
        key = ane.data_key
    with opened(vaults.office, "Bo", "Et helt nyt kodeord") as bo:
        assert bo.data_key == key


def test_it_takes_an_administrator_and_the_right_passphrase(vaults: Vaults) -> None:
    with opened(vaults.office, "Bo", BO) as bo, pytest.raises(NotAllowedError):
        prepare_renewal(bo, BO)
    with opened(vaults.office, "Ane", ANE) as ane, pytest.raises(WrongPassphraseError):
        prepare_renewal(ane, "Et forkert kodeord")


def test_what_was_made_ready_but_does_not_count_is_cleared_away(vaults: Vaults) -> None:
    left = vaults.office / "vault.db.renewed"
    left.write_bytes(b"half a copy")
    with opened(vaults.office, "Ane", ANE):
        assert not left.exists()
    assert complete_renewal(vaults.office) is False
