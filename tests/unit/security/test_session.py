import pytest

from kbh_desktop.security.session import AutoLock


@pytest.mark.parametrize(("wanted", "given"), [(0, 60), (60, 60), (300, 300), (86_400, 1800)])
def test_the_wait_before_locking_stays_between_one_and_thirty_minutes(
    wanted: int, given: int
) -> None:
    assert AutoLock.after(wanted).after_s == given


def test_it_warns_before_it_locks() -> None:
    lock = AutoLock()
    assert not lock.warns(269.9)
    assert lock.warns(270)
    assert not lock.locks(299.9)
    assert lock.locks(300)
    assert not lock.warns(300)
