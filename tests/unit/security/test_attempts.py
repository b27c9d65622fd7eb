from datetime import timedelta
from pathlib import Path

import pytest

from kbh_desktop.errors import WrongPassphraseError
from kbh_desktop.security import attempts
from kbh_desktop.security.attempts import Attempts, wait_after
from kbh_desktop.security.vault import open_vault, wait_before_opening
from tests.conftest import FixedClock
from tests.vault_world import ANE, BO, Vaults


def restart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "_remembered", {})


def fail(folder: Path, clock: FixedClock) -> float:
    with pytest.raises(WrongPassphraseError) as refused:
        open_vault(folder, "Ane", BO, clock)
    return refused.value.wait_s


def test_the_wait_grows_to_a_minute() -> None:
    assert [wait_after(count) for count in range(12)] == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]
    assert wait_after(10**9) == 60


def test_the_right_passphrase_waits_too(vaults: Vaults, clock: FixedClock) -> None:
    assert [fail(vaults.office, clock) for _try in range(4)] == [0, 0, 0, 1]
    with pytest.raises(WrongPassphraseError, match="Vent 1 sekund"):
        open_vault(vaults.office, "Ane", ANE, clock)
    clock.advance(seconds=1)
    unlocked = open_vault(vaults.office, "Ane", ANE, clock)
    assert unlocked.opening.failed_attempts == 4
    unlocked.wipe()
    assert wait_before_opening(vaults.office, clock) == 0
    assert not (vaults.office / attempts.ATTEMPTS_FILE).exists()


def test_a_restart_shortens_no_wait(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for wait_s in (0, 0, 0, 1, 2, 4):
        Attempts(tmp_path, clock).begin()
        restart(monkeypatch)
        assert Attempts(tmp_path, clock).wait_s() == wait_s
        clock.advance(seconds=wait_s)


def test_deleting_the_file_shortens_no_wait(tmp_path: Path, clock: FixedClock) -> None:
    for _try in range(4):
        Attempts(tmp_path, clock).begin()
    (tmp_path / attempts.ATTEMPTS_FILE).unlink()
    with pytest.raises(WrongPassphraseError):
        Attempts(tmp_path, clock).begin()


def test_a_clock_set_back_waits_once_more_and_not_for_ever(
    tmp_path: Path, clock: FixedClock
) -> None:
    for _try in range(4):
        Attempts(tmp_path, clock).begin()
    clock.now -= timedelta(days=4000)
    assert Attempts(tmp_path, clock).wait_s() == 1
    clock.advance(seconds=1)
    Attempts(tmp_path, clock).begin()


@pytest.mark.parametrize("content", ["", "{}", "[]", "hej", '{"failures": "x", "last_at": 1}'])
def test_a_damaged_file_counts_as_none(tmp_path: Path, clock: FixedClock, content: str) -> None:
    (tmp_path / attempts.ATTEMPTS_FILE).write_text(content)
    assert Attempts(tmp_path, clock).wait_s() == 0
    Attempts(tmp_path, clock).begin()


def test_a_file_that_can_t_be_written_keeps_nobody_out(tmp_path: Path, clock: FixedClock) -> None:
    folder = tmp_path / "gone"
    for _try in range(4):
        Attempts(folder, clock).begin()
    assert Attempts(folder, clock).wait_s() == 1


def test_it_holds_no_name(vaults: Vaults, clock: FixedClock) -> None:
    fail(vaults.office, clock)
    assert "Ane" not in (vaults.office / attempts.ATTEMPTS_FILE).read_text("utf-8")
