import json
import shutil
import subprocess
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from kbh_desktop.errors import InputError, NotAllowedError, NotFoundError, WrongPassphraseError
from kbh_desktop.security.lettering import ALPHABET
from kbh_desktop.security.model import FLOOR_COST, Role
from kbh_desktop.security.recovery import new_recovery_key, read_recovery_words
from kbh_desktop.security.sealing import generate_identity
from kbh_desktop.security.unlocked import Unlocked
from kbh_desktop.security.users import change_roles, renew_recovery_key
from kbh_desktop.security.vault import lock, open_vault, recover_vault
from tests.vault_world import ANE, BO, CILLE, Vaults, fixed_clock, opened

NEW = "Et helt nyt kodeord"


def recover(folder: Path, words: str, name: str) -> Unlocked:
    return recover_vault(
        folder, words, user_name=name, new_passphrase=NEW, clock=fixed_clock, cost=FLOOR_COST
    )


def test_the_sheet_gives_a_new_passphrase_and_loses_nothing(vaults: Vaults) -> None:
    with opened(vaults.office, "Ane", ANE) as ane:
        keys = ane.data_key, ane.user_key, ane.health_identity
    ane = recover(vaults.office, vaults.office_sheet.words, "Ane")
    assert (ane.data_key, ane.user_key, ane.health_identity) == keys
    lock(ane)
    with opened(vaults.office, "Ane", NEW) as ane:
        assert ane.user.roles == {Role.COORDINATOR, Role.HEALTH}
    with pytest.raises(WrongPassphraseError):
        open_vault(vaults.office, "Ane", ANE, fixed_clock)


def test_recovering_gives_nobody_the_health_role(vaults: Vaults) -> None:
    bo = recover(vaults.office, vaults.office_sheet.words, "Bo")
    assert bo.health_identity is None
    lock(bo)


def test_a_health_role_granted_later_is_recovered_too(vaults: Vaults) -> None:
    with opened(vaults.office, "Ane", ANE) as ane:
        change_roles(ane, "Bo", {Role.HEALTH})
        identity = ane.health_identity
    bo = recover(vaults.office, vaults.office_sheet.words, "Bo")
    assert bo.health_identity == identity
    lock(bo)


def test_the_office_s_sheet_opens_a_laptop(vaults: Vaults) -> None:
    for sheet in (vaults.office_sheet, vaults.laptop_sheet):
        cille = recover(vaults.laptop, sheet.words, "Cille")
        assert cille.user.name == "Cille"
        lock(cille)


def test_a_laptop_s_sheet_does_not_open_the_office(vaults: Vaults) -> None:
    with pytest.raises(WrongPassphraseError, match="et andet datalager"):
        recover(vaults.office, vaults.laptop_sheet.words, "Ane")


def test_recovery_needs_a_user_of_the_vault(vaults: Vaults) -> None:
    with pytest.raises(NotFoundError):
        recover(vaults.office, vaults.office_sheet.words, "Dorte")


def test_recovery_forgets_the_wrong_passphrases(vaults: Vaults) -> None:
    for _attempt in range(4):
        with pytest.raises(WrongPassphraseError):
            open_vault(vaults.office, "Bo", ANE, fixed_clock)
    bo = recover(vaults.office, vaults.office_sheet.words, "Bo")
    assert bo.opening.failed_attempts == 4
    lock(bo)
    with opened(vaults.office, "Bo", NEW) as bo:
        assert bo.opening.failed_attempts == 0


def test_the_words_are_read_however_they_are_typed() -> None:
    key = new_recovery_key()
    words = key.words
    for typed in (
        words.lower(),
        words.replace(" ", ""),
        words.replace(" ", "-"),
        words.replace(" ", "\n"),
        words.replace("0", "o").replace("1", "l"),
        words.replace("1", "I"),
        f"  {words}  ",
        words[:23] + words[24:],
        key.identity,
        key.identity.lower(),
    ):
        assert read_recovery_words(typed) == key.identity


def test_a_wrong_letter_names_its_group() -> None:
    groups = list(new_recovery_key().groups)
    letter = groups[4][2]
    groups[4] = groups[4].replace(letter, ALPHABET[(ALPHABET.index(letter) + 5) % 32], 1)
    with pytest.raises(InputError, match="Gruppe 5") as refused:
        read_recovery_words(" ".join(groups))
    assert refused.value.field == "recovery_words"


@pytest.mark.parametrize(
    "typed", ["", "hej", "AGE-SECRET-KEY-1QQQQ", "æøå", "0" * 40, "00000 " * 9]
)
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(InputError):
        read_recovery_words(typed)


def test_a_missing_group_is_named_or_counted() -> None:
    groups = new_recovery_key().groups
    with pytest.raises(InputError, match="Der er 7 grupper"):
        read_recovery_words(" ".join(groups[:7]))
    with pytest.raises(InputError, match="Gruppe 3"):
        read_recovery_words(" ".join((*groups[:2], *groups[3:])))


@pytest.mark.skipif(shutil.which("age") is None, reason="the age tool is not installed")
@pytest.mark.parametrize("sheet", ["office_sheet", "laptop_sheet"])
def test_age_and_sqlcipher_alone_open_the_vault(vaults: Vaults, tmp_path: Path, sheet: str) -> None:
    with opened(vaults.laptop, "Cille", CILLE) as cille:
        database = dbapi2.connect(str(cille.database_path))
        database.set_key(b"x'" + cille.database_key.hex().encode() + b"'")
        database.executescript("CREATE TABLE note(text); INSERT INTO note VALUES ('hemmelig')")
        database.close()
    (tmp_path / "identity").write_text(getattr(vaults, sheet).identity)
    header = json.loads((vaults.laptop / "key.json").read_text("utf-8"))
    (tmp_path / "recovery.age").write_text(header["recovery"])

    age = shutil.which("age")
    assert age is not None
    shown = subprocess.run(
        [age, "-d", "-i", tmp_path / "identity", tmp_path / "recovery.age"],
        capture_output=True,
        check=True,
    ).stdout

    database = dbapi2.connect(str(vaults.laptop / "vault.db"))
    database.execute(f"PRAGMA key = \"x'{json.loads(shown)['sqlcipher_key']}'\"")
    assert database.execute("SELECT text FROM note").fetchone() == ("hemmelig",)
    database.close()


def test_a_stranger_s_identity_opens_nothing(vaults: Vaults) -> None:
    with pytest.raises(WrongPassphraseError):
        recover(vaults.office, generate_identity(), "Bo")
    with opened(vaults.office, "Bo", BO) as bo:
        assert bo.is_open


def test_a_renewed_sheet_replaces_the_old_one(vaults: Vaults) -> None:
    with opened(vaults.office, "Ane", ANE) as ane:
        identity, before = ane.health_identity, ane.generation
        sheet = renew_recovery_key(ane)
        assert ane.generation == before + 1
    with pytest.raises(WrongPassphraseError):
        recover(vaults.office, vaults.office_sheet.words, "Ane")
    ane = recover(vaults.office, sheet.words, "Ane")
    assert ane.health_identity == identity
    assert ane.recovery_recipient == sheet.recipient
    change_roles(ane, "Bo", {Role.CONSULTANT})
    lock(ane)


def test_a_renewed_sheet_covers_others_once_they_have_opened_the_vault(vaults: Vaults) -> None:
    with opened(vaults.office, "Ane", ANE) as ane:
        sheet = renew_recovery_key(ane)
    with pytest.raises(NotAllowedError, match="Bo har ikke åbnet"):
        recover(vaults.office, sheet.words, "Bo")
    with opened(vaults.office, "Bo", BO) as bo:
        user_key = bo.user_key
    bo = recover(vaults.office, sheet.words, "Bo")
    assert bo.user_key == user_key
    lock(bo)


def test_a_laptop_s_renewed_sheet_leaves_the_office_s_good(vaults: Vaults) -> None:
    with opened(vaults.laptop, "Cille", CILLE) as cille:
        renewed = renew_recovery_key(cille)
    with pytest.raises(WrongPassphraseError):
        recover(vaults.laptop, vaults.laptop_sheet.words, "Cille")
    for words in (renewed.words, vaults.office_sheet.words):
        lock(recover(vaults.laptop, words, "Cille"))


def test_a_consultant_does_not_renew_the_office_s_sheet(vaults: Vaults) -> None:
    with opened(vaults.office, "Bo", BO) as bo, pytest.raises(NotAllowedError):
        renew_recovery_key(bo)


def test_without_the_health_role_the_sheet_is_renewed_and_health_answers_follow(
    vaults: Vaults,
) -> None:
    with opened(vaults.office, "Ane", ANE) as ane:
        change_roles(ane, "Bo", {Role.IT})
    with opened(vaults.office, "Bo", BO) as bo:
        sheet = renew_recovery_key(bo)
        with pytest.raises(NotAllowedError, match="helbred"):
            change_roles(bo, "Bo", {Role.IT, Role.HEALTH}, recovery_words=sheet.words)
    with opened(vaults.office, "Ane", ANE):
        pass
    with opened(vaults.office, "Bo", BO) as bo:
        change_roles(bo, "Bo", {Role.IT, Role.HEALTH}, recovery_words=sheet.words)
    with opened(vaults.office, "Bo", BO) as bo:
        assert bo.health_identity


def test_the_sheet_before_still_gives_the_health_role_until_then(vaults: Vaults) -> None:
    with opened(vaults.office, "Ane", ANE) as ane:
        change_roles(ane, "Bo", {Role.IT})
    with opened(vaults.office, "Bo", BO) as bo:
        renew_recovery_key(bo)
        before = vaults.office_sheet.words
        change_roles(bo, "Bo", {Role.IT, Role.HEALTH}, recovery_words=before)
    with opened(vaults.office, "Bo", BO) as bo:
        assert bo.health_identity
