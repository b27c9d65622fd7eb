from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.interviews.undo import UndoLog, Written

VALUES = st.dictionaries(st.sampled_from("abc"), st.sampled_from(["1", "2", None]), min_size=1)
ACTS = st.lists(st.one_of(VALUES, st.sampled_from(["undo", "redo", "restart"])), max_size=30)


@given(ACTS)
def test_undo_and_redo_are_the_same_after_a_restart(acts):
    live, written = UndoLog(), []
    for act in acts:
        if act == "restart":
            live = UndoLog(written)
            continue
        values = act
        if isinstance(act, str):
            values = live.next_undo() if act == "undo" else live.next_redo()
        if values is not None:
            live.note(values)
            written.append(Written(values, ours=True))
        again = UndoLog(written)
        assert (again.next_undo(), again.next_redo()) == (live.next_undo(), live.next_redo())


@given(st.lists(VALUES, max_size=12), st.integers(0, 12))
def test_redoing_what_was_undone_changes_nothing(answers, steps):
    log, now = UndoLog(), {}

    def write(values):
        log.note(values)
        now.update(values)

    for values in answers:
        write(values)
    before = {k: v for k, v in now.items() if v is not None}
    undone = 0
    while undone < steps and (values := log.next_undo()) is not None:
        write(values)
        undone += 1
    for _step in range(undone):
        write(log.next_redo())
    assert {k: v for k, v in now.items() if v is not None} == before
