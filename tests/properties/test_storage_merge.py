"""The state of a record depends on which changes there are, not on how they came."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.storage.change import Change, Place, Stamp, new_change
from kbh_desktop.storage.merge import Write, merge
from tests.oracle import merged_slowly

FIELDS = ("given", "family", "a.q1", "_deleted")
PLACE = Place("test_citizen", "c1", "c1")


@st.composite
def histories(draw: st.DrawFn) -> list[Change]:
    """Give the changes of one record by three writers who now and then see each other's."""
    written: list[Change] = []
    seen: list[set[str]] = [set(), set(), set()]
    before: dict[str, set[str]] = {}
    clocks = [0, 0, 0]
    for _ in range(draw(st.integers(1, 9))):
        writer = draw(st.integers(0, 2))
        for change in written:
            if draw(st.booleans()):
                # Changes travel in order of arrival: with one come those its writer had seen.
                seen[writer] |= {change.id} | before[change.id]
                clocks[writer] = max(clocks[writer], change.lamport)
        clocks[writer] += 1
        names = draw(st.sets(st.sampled_from(FIELDS), min_size=1, max_size=2))
        change = _written(draw, written, seen[writer], names, clocks[writer])
        written.append(change)
        before[change.id] = set(seen[writer])
        seen[writer].add(change.id)
    return written


def _written(
    draw: st.DrawFn, written: list[Change], seen: set[str], names: set[str], lamport: int
) -> Change:
    known = [change for change in written if change.id in seen]
    fields = {
        name: draw(st.booleans()) if name == "_deleted" else draw(st.sampled_from("abc"))
        for name in names
    }
    concerned = {n for c in known for n in c.fields or ()} if "_deleted" in names else names
    prev = {
        change.id
        for name in concerned
        for change in known
        if name in (change.fields or ())
        and not any(change.id in c.prev and name in (c.fields or ()) for c in known)
    }
    return new_change(Stamp("n", lamport, "", ""), PLACE, fields, prev)


def as_writes(changes: list[Change]) -> list[Write]:
    return [Write(c.id, c.lamport, c.prev, c.fields or {}) for c in changes]


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(changes: list[Change], chance: Any) -> None:
    merged = merge(as_writes(changes))
    chance.shuffle(changes)
    assert merge(as_writes(changes)) == merged


@given(histories())
def test_it_agrees_with_a_slow_merge_by_everything_that_happened_before(
    changes: list[Change],
) -> None:
    merged = merge(as_writes(changes))
    as_rows = [{name: getattr(c, name) for name in Change.__slots__} for c in changes]
    values, conflicts = merged_slowly(as_rows, ())["c1"]
    assert dict(merged.values) == values
    assert {name: set(heads) for name, heads in merged.conflicts.items()} == conflicts
    assert (merged.state == "deleted") == bool(values.get("_deleted"))


@given(histories())
def test_a_write_that_saw_everything_settles_every_conflict(changes: list[Change]) -> None:
    every = {name for change in changes for name in change.fields or ()}
    fields = {name: False if name == "_deleted" else "settled" for name in every}
    lamport = max(change.lamport for change in changes) + 1
    last = new_change(Stamp("n", lamport, "", ""), PLACE, fields, [c.id for c in changes])
    merged = merge(as_writes([*changes, last]))
    assert dict(merged.values) == fields
    assert merged.conflicts == {}
    assert merged.state == "ok"


@given(histories())
def test_a_change_still_to_come_is_waited_for(changes: list[Change]) -> None:
    missing = {earlier for change in changes[1:] for earlier in change.prev} & {changes[0].id}
    if missing and len(changes) > 1:
        assert merge(as_writes(changes[1:])).state in ("waiting", "deleted")


@given(histories(), st.data())
def test_what_a_person_sees_only_changes_when_something_new_comes(
    changes: list[Change], data: st.DataObject
) -> None:
    again = data.draw(st.lists(st.sampled_from(changes)))
    unique = {change.id: change for change in [*changes, *again]}
    assert merge(as_writes(list(unique.values()))) == merge(as_writes(changes))
