"""Somebody who can write the key file, but not open the vault, gains nothing."""

import base64
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kbh_desktop.errors import (
    NotFoundError,
    VaultDamagedError,
    VaultError,
    WrongPassphraseError,
)
from kbh_desktop.security.header import Header, header_text, read_header
from kbh_desktop.security.header_file import write_copies
from kbh_desktop.security.model import FLOOR_COST, Role
from kbh_desktop.security.sealing import generate_identity, recipient_of, seal_text
from kbh_desktop.security.slots import NewUser, new_slot
from kbh_desktop.security.users import remove_user
from kbh_desktop.security.vault import open_vault
from tests.vault_world import ANE, BO, CILLE, Vaults, edit, fixed_clock, opened, user


def header_of(folder: Path) -> Header:
    return read_header((folder / "key.json").read_text("utf-8"))


def test_a_lowered_cost_is_refused_before_the_passphrase_is_used(vaults: Vaults) -> None:
    edit(vaults.office, lambda content: user(content, "Ane")["kdf"].update(memory_kib=1024))
    with pytest.raises(VaultDamagedError, match="for svagt"):
        open_vault(vaults.office, "Ane", ANE, fixed_clock)


def test_a_cost_that_would_hang_the_program_is_refused(vaults: Vaults) -> None:
    edit(vaults.office, lambda content: user(content, "Ane")["kdf"].update(passes=10**6))
    with pytest.raises(VaultDamagedError):
        open_vault(vaults.office, "Ane", ANE, fixed_clock)


def test_a_role_written_into_the_file_is_refused(vaults: Vaults) -> None:
    edit(vaults.office, lambda content: user(content, "Bo").update(roles=["consultant", "it"]))
    with pytest.raises(VaultDamagedError, match="uden om programmet"):
        open_vault(vaults.office, "Bo", BO, fixed_clock)


def test_a_slot_put_under_another_name_does_not_open(vaults: Vaults) -> None:
    def swap(content: dict[str, Any]) -> None:
        ane, bo = user(content, "Ane"), user(content, "Bo")
        ane["name"], bo["name"] = bo["name"], ane["name"]

    edit(vaults.office, swap)
    with pytest.raises(VaultDamagedError):
        open_vault(vaults.office, "Ane", BO, fixed_clock)


def test_sealed_keys_moved_to_another_slot_do_not_open(vaults: Vaults) -> None:
    def move(content: dict[str, Any]) -> None:
        for name in ("sealed", "nonce", "kdf"):
            user(content, "Ane")[name] = user(content, "Bo")[name]

    edit(vaults.office, move)
    with pytest.raises(WrongPassphraseError):
        open_vault(vaults.office, "Ane", BO, fixed_clock)


def test_a_slot_added_by_somebody_else_opens_nothing(vaults: Vaults) -> None:
    header = header_of(vaults.office)
    eve = NewUser("Eve", frozenset({Role.IT}), "Eves onde kodeord")
    forged = header.with_slot(new_slot(header, eve, os.urandom(32), FLOOR_COST))
    write_copies(vaults.office, forged)
    with pytest.raises(VaultDamagedError):
        open_vault(vaults.office, "Eve", "Eves onde kodeord", fixed_clock)
    with pytest.raises(VaultDamagedError):
        open_vault(vaults.office, "Ane", ANE, fixed_clock)


def test_another_recovery_recipient_is_refused(vaults: Vaults) -> None:
    eve = recipient_of(generate_identity())
    edit(vaults.office, lambda content: content["recovery_recipients"].append(eve))
    with pytest.raises(VaultDamagedError):
        open_vault(vaults.office, "Ane", ANE, fixed_clock)


def test_another_office_s_health_recipient_is_refused(vaults: Vaults) -> None:
    eve = recipient_of(generate_identity())
    edit(vaults.laptop, lambda content: content.update(health_recipient=eve))
    with pytest.raises(VaultDamagedError):
        open_vault(vaults.laptop, "Cille", CILLE, fixed_clock)


def test_health_sealed_by_somebody_else_to_a_user_is_refused(vaults: Vaults) -> None:
    def grant(content: dict[str, Any]) -> None:
        bo = user(content, "Bo")
        bo["roles"] = ["consultant", "health"]
        bo["health"] = seal_text(generate_identity(), [bo["recipient"]])

    edit(vaults.office, grant)
    with pytest.raises(VaultDamagedError):
        open_vault(vaults.office, "Bo", BO, fixed_clock)


def test_a_colleague_who_takes_another_s_place_for_a_later_grant_is_noticed(
    vaults: Vaults,
) -> None:
    with opened(vaults.office, "Bo", BO) as bo:
        data_key = bo.data_key
    header = header_of(vaults.office)
    ane = replace(header.slot("Ane"), recipient=recipient_of(generate_identity()))
    write_copies(vaults.office, header.with_slot(ane).authenticated(data_key))
    with pytest.raises(VaultDamagedError, match="uden om programmet"):
        open_vault(vaults.office, "Ane", ANE, fixed_clock)


def test_a_change_in_one_copy_is_undone_and_said(vaults: Vaults) -> None:
    before = (vaults.office / "key.json").read_text("utf-8")
    edit(
        vaults.office,
        lambda content: user(content, "Bo").update(roles=["it"]),
        names=("key.json",),
    )
    with opened(vaults.office, "Bo", BO) as bo:
        assert bo.opening.repaired
        assert bo.user.roles == {Role.CONSULTANT}
    assert (vaults.office / "key.json").read_text("utf-8") == before


def test_a_removed_user_gets_in_by_neither_copy(vaults: Vaults) -> None:
    older = (vaults.office / "key.json").read_bytes()
    with opened(vaults.office, "Ane", ANE) as ane:
        remove_user(ane, "Bo")
    with pytest.raises(NotFoundError):
        open_vault(vaults.office, "Bo", BO, fixed_clock)
    (vaults.office / "key.json.bak").write_bytes(older)
    with pytest.raises(NotFoundError):
        open_vault(vaults.office, "Bo", BO, fixed_clock)


def test_the_key_file_of_another_vault_beside_it_does_no_harm(vaults: Vaults) -> None:
    (vaults.office / "key.json.bak").write_bytes((vaults.laptop / "key.json").read_bytes())
    with opened(vaults.office, "Ane", ANE) as ane:
        assert ane.opening.repaired


def test_a_changed_byte_anywhere_is_noticed_without_a_key(vaults: Vaults) -> None:
    raw = (vaults.office / "key.json").read_bytes()
    for place in range(len(raw)):
        damaged = bytearray(raw)
        damaged[place] ^= 1 << place % 8
        with pytest.raises(VaultError):
            read_header(damaged.decode("utf-8", "replace"))


@pytest.mark.parametrize("keep", [0, 1, 100, -1])
def test_a_file_that_was_cut_is_repaired_from_its_copy(vaults: Vaults, keep: int) -> None:
    path = vaults.office / "key.json"
    whole = path.read_bytes()
    path.write_bytes(whole[:keep])
    with opened(vaults.office, "Ane", ANE) as ane:
        assert ane.opening.repaired
    assert path.read_bytes() == whole
    with opened(vaults.office, "Ane", ANE) as ane:
        assert not ane.opening.repaired


@pytest.mark.parametrize("name", ["key.json", "key.json.bak"])
def test_a_lost_copy_is_made_anew(vaults: Vaults, name: str) -> None:
    (vaults.office / name).unlink()
    with opened(vaults.office, "Ane", ANE) as ane:
        assert ane.opening.repaired
    assert (vaults.office / "key.json").read_bytes() == (
        vaults.office / "key.json.bak"
    ).read_bytes()


def test_two_damaged_copies_are_said_to_be_damaged(vaults: Vaults) -> None:
    for name in ("key.json", "key.json.bak"):
        (vaults.office / name).write_bytes(b"\xff\x00" * 100)
    with pytest.raises(VaultDamagedError, match="beskadiget"):
        open_vault(vaults.office, "Ane", ANE, fixed_clock)


@pytest.mark.parametrize(
    "change",
    [
        {"users": None},
        {"users": [{}]},
        {"kind": "spaceship"},
        {"generation": "many"},
        {"recovery": 7},
        {"recovery_recipients": [None]},
        {"version": "1"},
    ],
)
def test_a_file_of_another_shape_is_damaged(vaults: Vaults, change: dict[str, object]) -> None:
    edit(vaults.office, lambda content: content.update(change))
    with pytest.raises(VaultDamagedError):
        open_vault(vaults.office, "Ane", ANE, fixed_clock)


def test_a_slot_that_is_no_base64_is_damaged(vaults: Vaults) -> None:
    edit(vaults.office, lambda content: user(content, "Ane").update(sealed="æ"))
    with pytest.raises(VaultDamagedError):
        open_vault(vaults.office, "Ane", ANE, fixed_clock)


def test_sealed_keys_that_were_changed_open_nothing(vaults: Vaults) -> None:
    def flip(content: dict[str, Any]) -> None:
        raw = bytearray(base64.b64decode(user(content, "Ane")["sealed"]))
        raw[7] ^= 1
        user(content, "Ane")["sealed"] = base64.b64encode(raw).decode()

    edit(vaults.office, flip)
    with pytest.raises(WrongPassphraseError):
        open_vault(vaults.office, "Ane", ANE, fixed_clock)


def test_the_file_is_read_back_as_it_was_written(vaults: Vaults) -> None:
    text = (vaults.laptop / "key.json").read_text("utf-8")
    assert header_text(read_header(text)) == text
