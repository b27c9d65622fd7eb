from kbh_desktop.interviews.undo import UndoLog, Written


def test_somebody_elses_answer_is_not_undone():
    log = UndoLog([Written({"a": "1"}, ours=True), Written({"b": "2"}, ours=False)])
    assert log.next_undo() == {"a": None}


def test_an_answer_that_somebody_changed_since_is_not_undone():
    log = UndoLog([Written({"a": "1"}, ours=True), Written({"a": "2"}, ours=False)])
    assert log.next_undo() is None


def test_a_write_that_changes_nothing_is_no_step():
    log = UndoLog([Written({"a": "1"}, ours=True), Written({"a": "1"}, ours=True)])
    assert log.next_undo() == {"a": None}
