from collections.abc import Iterator

import pytest

from kbh_desktop.errors import InputError, NotAllowedError, VaultDamagedError
from kbh_desktop.ids import InterviewId
from kbh_desktop.security.health import HealthVault, is_sealed
from kbh_desktop.security.unlocked import Unlocked
from tests.vault_world import ANE, BO, HealthKeys, Vaults, opened

TALK, OTHER = InterviewId("talk"), InterviewId("other")
FIELD, ANSWER = "a.helbred/hensyn", "Kan ikke løfte tungt"


@pytest.fixture
def store() -> HealthKeys:
    return HealthKeys()


@pytest.fixture
def bo(vaults: Vaults) -> Iterator[Unlocked]:
    with opened(vaults.office, "Bo", BO) as unlocked:
        yield unlocked


def test_the_interviewer_reads_what_was_sealed(bo: Unlocked, store: HealthKeys) -> None:
    health = HealthVault(bo, store)
    sealed = health.seal(TALK, FIELD, ANSWER)
    assert is_sealed(sealed)
    assert "løfte" not in sealed
    assert health.open(TALK, FIELD, sealed) == ANSWER
    assert health.can_open(TALK)


def test_the_same_answer_is_sealed_alike_in_one_place_only(bo: Unlocked, store: HealthKeys) -> None:
    health = HealthVault(bo, store)
    sealed = health.seal(TALK, FIELD, ANSWER)
    assert HealthVault(bo, store).seal(TALK, FIELD, ANSWER) == sealed
    assert health.seal(TALK, "a.helbred/andet", ANSWER) != sealed
    assert health.seal(OTHER, FIELD, ANSWER) != sealed


def test_yes_and_no_are_equally_long(bo: Unlocked, store: HealthKeys) -> None:
    health = HealthVault(bo, store)
    lengths = {len(health.seal(TALK, FIELD, text)) for text in ("", "ja", "nej", "ønsker ikke")}
    assert len(lengths) == 1


def test_a_sealed_answer_opens_nowhere_else(bo: Unlocked, store: HealthKeys) -> None:
    health = HealthVault(bo, store)
    sealed = health.seal(TALK, FIELD, ANSWER)
    with pytest.raises(VaultDamagedError):
        health.open(TALK, "a.helbred/andet", sealed)
    health.seal(OTHER, FIELD, ANSWER)
    with pytest.raises(NotAllowedError):
        health.open(OTHER, FIELD, sealed)


def test_a_finished_interview_is_closed_to_the_interviewer(bo: Unlocked, store: HealthKeys) -> None:
    health = HealthVault(bo, store)
    sealed = health.seal(TALK, FIELD, ANSWER)
    health.close(TALK)
    assert not health.can_open(TALK)
    with pytest.raises(NotAllowedError, match="helbredsansvarlig"):
        health.open(TALK, FIELD, sealed)


def test_the_health_role_reads_it_before_and_after(vaults: Vaults, store: HealthKeys) -> None:
    with opened(vaults.office, "Bo", BO) as bo:
        sealed = HealthVault(bo, store).seal(TALK, FIELD, ANSWER)
    with opened(vaults.office, "Ane", ANE) as ane:
        assert HealthVault(ane, store).open(TALK, FIELD, sealed) == ANSWER
    store.forget_local_keys(TALK)
    with opened(vaults.office, "Ane", ANE) as ane:
        assert HealthVault(ane, store).can_open(TALK)
        assert HealthVault(ane, store).open(TALK, FIELD, sealed) == ANSWER


def test_an_interview_opened_again_takes_answers_but_shows_no_finished_ones(
    vaults: Vaults, store: HealthKeys
) -> None:
    with opened(vaults.office, "Bo", BO) as bo:
        health = HealthVault(bo, store)
        finished = health.seal(TALK, FIELD, ANSWER)
        health.close(TALK)
        later = health.seal(TALK, FIELD, "Det går bedre")
        assert health.open(TALK, FIELD, later) == "Det går bedre"
        assert not health.can_open(TALK)
        with pytest.raises(NotAllowedError):
            health.open(TALK, FIELD, finished)
    with opened(vaults.office, "Ane", ANE) as ane:
        health = HealthVault(ane, store)
        assert [health.open(TALK, FIELD, sealed) for sealed in (finished, later)] == [
            ANSWER,
            "Det går bedre",
        ]


def test_a_colleague_on_the_same_device_reads_nothing(vaults: Vaults, store: HealthKeys) -> None:
    with opened(vaults.office, "Ane", ANE) as ane:
        sealed = HealthVault(ane, store).seal(TALK, FIELD, ANSWER)
        stolen = store.local[TALK, ane.user.id]
    with opened(vaults.office, "Bo", BO) as bo:
        health = HealthVault(bo, store)
        assert not health.can_open(TALK)
        with pytest.raises(NotAllowedError):
            health.open(TALK, FIELD, sealed)
        store.local[TALK, bo.user.id] = stolen
        with pytest.raises(VaultDamagedError):
            health.open(TALK, FIELD, sealed)


def test_an_interview_without_health_answers_is_open(bo: Unlocked, store: HealthKeys) -> None:
    assert HealthVault(bo, store).can_open(TALK)


@pytest.mark.parametrize("sealed", ["", "ja", "k3:1:", "k3:1:abc", "k3:1:abc:=", "k3:2:a:AAAA"])
def test_what_is_not_sealed_is_damaged(bo: Unlocked, store: HealthKeys, sealed: str) -> None:
    with pytest.raises((VaultDamagedError, NotAllowedError)):
        HealthVault(bo, store).open(TALK, FIELD, sealed)


def test_a_changed_letter_is_noticed(bo: Unlocked, store: HealthKeys) -> None:
    health = HealthVault(bo, store)
    sealed = health.seal(TALK, FIELD, ANSWER)
    other = "B" if sealed[40] == "A" else "A"
    with pytest.raises(VaultDamagedError):
        health.open(TALK, FIELD, sealed[:40] + other + sealed[41:])


def test_a_travelling_key_put_there_by_somebody_else_is_damaged(
    vaults: Vaults, store: HealthKeys
) -> None:
    with opened(vaults.office, "Bo", BO) as bo:
        sealed = HealthVault(bo, store).seal(TALK, FIELD, ANSWER)
        HealthVault(bo, store).seal(OTHER, FIELD, ANSWER)
    [key_id], [other] = store.travelling[TALK], store.travelling[OTHER].values()
    store.travelling[TALK][key_id] = other
    with opened(vaults.office, "Ane", ANE) as ane, pytest.raises(VaultDamagedError):
        HealthVault(ane, store).open(TALK, FIELD, sealed)


def test_an_answer_moved_to_another_interview_with_its_key_is_damaged(
    vaults: Vaults, store: HealthKeys
) -> None:
    with opened(vaults.office, "Bo", BO) as bo:
        sealed = HealthVault(bo, store).seal(TALK, FIELD, ANSWER)
    store.travelling[OTHER] = store.travelling[TALK]
    with opened(vaults.office, "Ane", ANE) as ane, pytest.raises(VaultDamagedError):
        HealthVault(ane, store).open(OTHER, FIELD, sealed)


def test_a_null_character_is_refused(bo: Unlocked, store: HealthKeys) -> None:
    with pytest.raises(InputError):
        HealthVault(bo, store).seal(TALK, FIELD, "a\0")


def test_a_locked_vault_seals_nothing(vaults: Vaults, store: HealthKeys) -> None:
    with opened(vaults.office, "Bo", BO) as bo:
        health = HealthVault(bo, store)
    with pytest.raises(NotAllowedError):
        health.seal(TALK, FIELD, ANSWER)
