"""Whatever is done to an audit log, the chain notices it; and it notices nothing else."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.ids import NodeId, PersonId, UserId
from kbh_desktop.security.audit import (
    AuditAction,
    AuditEntry,
    AuditHead,
    Deed,
    first_head,
    next_entry,
    verify_chain,
)

NODE = NodeId("laptop")
words = st.text(max_size=8)
deeds = st.builds(
    Deed,
    at=st.just("2026-04-16T12:02:00+00:00"),
    user_id=words.map(UserId),
    user_name=words,
    action=st.sampled_from(AuditAction),
    person_id=st.none() | words.filter(bool).map(PersonId),
    subject=words,
)


@st.composite
def logs(draw: st.DrawFn) -> list[AuditEntry]:
    head, entries = first_head(NODE), []
    for deed, reason in draw(st.lists(st.tuples(deeds, words), min_size=1, max_size=12)):
        entries.append(next_entry(head, deed, reason))
        head = AuditHead(entries[-1].sequence, entries[-1].hash)
    return entries


def head_of(entry: AuditEntry) -> AuditHead:
    return AuditHead(entry.sequence, entry.hash)


@given(logs(), st.data())
def test_an_untouched_log_verifies_with_any_heads_ever_seen(
    log: list[AuditEntry], data: st.DataObject
) -> None:
    seen = data.draw(st.lists(st.sampled_from(log)))
    report = verify_chain(NODE, log, map(head_of, seen))
    assert (report.ok, report.entries, report.head) == (True, len(log), head_of(log[-1]))


@given(logs(), st.data())
def test_an_erased_reason_is_no_break(log: list[AuditEntry], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(log) - 1))
    log[place] = replace(log[place], reason=None, salt=None)
    assert verify_chain(NODE, log).ok


@given(logs(), deeds, st.data())
def test_a_deed_exchanged_breaks_it_there(
    log: list[AuditEntry], deed: Deed, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(log) - 1))
    is_same = deed == log[place].deed
    log[place] = replace(log[place], deed=deed)
    report = verify_chain(NODE, log)
    assert report.ok is is_same
    assert report.broken_at == (None if is_same else place + 1)


@given(logs(), words, st.data())
def test_a_reason_exchanged_breaks_it_there(
    log: list[AuditEntry], reason: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(log) - 1))
    is_same = reason == log[place].reason
    log[place] = replace(log[place], reason=reason)
    assert verify_chain(NODE, log).ok is is_same


@given(logs(), st.data())
def test_entries_left_out_or_moved_break_it(log: list[AuditEntry], data: st.DataObject) -> None:
    kept = data.draw(st.integers(0, len(log)))
    changed = data.draw(st.permutations(log))[:kept]
    assert verify_chain(NODE, changed, [head_of(log[-1])]).ok is (changed == log)


@given(logs(), deeds, st.integers(1, 5))
def test_a_number_left_out_breaks_it(log: list[AuditEntry], deed: Deed, skipped: int) -> None:
    newest = head_of(log[-1])
    log.append(next_entry(replace(newest, sequence=newest.sequence + skipped), deed))
    assert verify_chain(NODE, log).broken_at == newest.sequence + 1


@given(logs(), logs())
def test_two_logs_of_one_device_don_t_both_verify(
    one: list[AuditEntry], other: list[AuditEntry]
) -> None:
    heads = [head_of(one[-1]), head_of(other[-1])]
    is_same = one[: len(other)] == other or other[: len(one)] == one
    assert (verify_chain(NODE, one, heads).ok or verify_chain(NODE, other, heads).ok) is is_same
