"""A log that was cut off or made anew is found by what was told of it before."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.bundles.witnesses import LogBreak, find_break, heads_in
from kbh_desktop.ids import NodeId, UserId
from kbh_desktop.security.audit import AuditHead, Deed, first_head, next_entry

AT = datetime(2026, 4, 16, tzinfo=UTC).isoformat()


def chain(length: int, name: str = "Ane", since: tuple[AuditHead, ...] = ()) -> list[AuditHead]:
    """Return the heads of a log, from the first on; `since` are those it goes on from."""
    heads = list(since) or [first_head(NodeId("l1"))]
    while len(heads) <= length:
        entry = next_entry(heads[-1], Deed(AT, UserId("u"), name, "unlock"))
        heads.append(AuditHead(entry.sequence, entry.hash))
    return heads


def told(log: list[AuditHead], newest: int, *earlier: int) -> str:
    return " ".join(f"{log[n].sequence}:{log[n].hash}" for n in (newest, *earlier))


def test_a_log_that_only_grew_is_whole():
    log = chain(12)
    assert find_break([(1, told(log, 4)), (2, told(log, 9, 4)), (3, told(log, 12, 9, 4))]) is None


def test_a_tail_that_was_cut_off_is_found():
    log = chain(9)
    assert find_break([(1, told(log, 9)), (2, told(log, 7))]) == LogBreak(8, 2)


def test_a_log_that_was_cut_and_grew_again_is_found():
    log = chain(9)
    grown = chain(12, "Bo", tuple(log[:8]))
    assert find_break([(1, told(log, 9)), (2, told(grown, 12, 9))]) == LogBreak(9, 2)


def test_bundles_that_come_in_another_order_are_no_alarm():
    log = chain(12)
    assert find_break([(3, told(log, 12, 9, 4)), (1, told(log, 4)), (2, told(log, 9, 4))]) is None


def test_what_tells_nothing_is_no_alarm():
    log = chain(4)
    assert find_break([(1, told(log, 4)), (2, ""), (3, "nonsense 7 :x 8:")]) is None
    assert heads_in("nonsense 7 :x 8:") == ()


@given(st.data())
def test_an_older_log_made_anew_is_always_found(data):
    log = chain(20)
    first = data.draw(st.integers(1, 20))
    kept = data.draw(st.integers(0, first - 1))
    grown = chain(20, "Bo", tuple(log[: kept + 1]))
    now = data.draw(st.integers(max(1, kept), 20))
    found = find_break(
        [(1, told(log, first)), (2, told(grown, now, *([first] if first < now else [])))]
    )
    assert found is not None
    assert kept < found.entry <= first
