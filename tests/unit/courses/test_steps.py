"""Steps that can be undone: what one pen wrote, in the order it was written."""

import pytest

from kbh_desktop.courses.records import ResourceRecord
from kbh_desktop.courses.steps import Pen, StepLog
from kbh_desktop.errors import InputError, StaleError
from kbh_desktop.storage.base import WHOLE_OFFICE


def test_a_field_written_twice_in_one_step_goes_all_the_way_back(world):
    with world.database.write() as session:
        record = ResourceRecord(scope=WHOLE_OFFICE, name="første")
        session.add(record)
        session.flush()
        pen, log = Pen(session), StepLog(session, "c", "ane")
        pen.change(record, name="anden")
        pen.change(record, name="tredje")
        log.note("Omdøb", pen)
        log.undo()
        assert record.name == "første"
        log.redo()
        assert record.name == "tredje"


def test_what_was_added_goes_and_comes_back(world):
    with world.database.write() as session:
        pen, log = Pen(session), StepLog(session, "c", "ane")
        record = ResourceRecord(scope=WHOLE_OFFICE, name="ny")
        pen.add(record)
        log.note("Tilføj", pen)
        log.undo()
        assert record.state == "deleted"
        with pytest.raises(InputError):
            log.undo()
        log.redo()
        assert (record.state, record.name) == ("ok", "ny")


def test_a_step_that_changes_nothing_is_none(world):
    with world.database.write() as session:
        record = ResourceRecord(scope=WHOLE_OFFICE, name="en")
        session.add(record)
        session.flush()
        pen, log = Pen(session), StepLog(session, "c", "ane")
        pen.change(record, name="en")
        assert not log.note("Intet", pen).can_undo


def test_another_write_of_the_same_stands_in_the_way_and_nothing_is_undone(world):
    with world.database.write() as session:
        first = ResourceRecord(scope=WHOLE_OFFICE, name="a")
        second = ResourceRecord(scope=WHOLE_OFFICE, name="b")
        session.add_all([first, second])
        session.flush()
        pen = Pen(session)
        pen.change(first, name="a2")
        pen.change(second, name="b2")
        StepLog(session, "c", "ane").note("Begge", pen)
        first.name = "en anden skrev"
    with pytest.raises(StaleError), world.database.write() as session:
        StepLog(session, "c", "ane").undo()
    with world.database.read() as session:
        assert session.get(ResourceRecord, second.id).name == "b2"


def test_users_undo_their_own_steps_only(world):
    with world.database.write() as session:
        record = ResourceRecord(scope=WHOLE_OFFICE, name="a")
        session.add(record)
        session.flush()
        pen = Pen(session)
        pen.change(record, name="b")
        StepLog(session, "c", "ane").note("Omdøb", pen)
        assert StepLog(session, "c", "bo").undo_label() == ""
        assert StepLog(session, "d", "ane").undo_label() == ""
