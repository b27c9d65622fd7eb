"""Each flushed change of a record that travels is in the log, with only what changed."""

import pytest
from sqlalchemy import select

from kbh_desktop.storage import change_log
from kbh_desktop.storage.change import SCHEMA_VERSION, canonical, commitment, digest
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.tables import ChangeRecord
from tests.stored_world import (
    CitizenRecord,
    TalkRecord,
    Told,
    add_citizen,
    change_citizen,
    citizen,
    open_database,
)


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def database(each_store, tmp_path, told):
    database = open_database(tmp_path, told=told)
    yield database
    database.close()


def logged(database: Database) -> list[dict]:
    with database.read() as session:
        return [row.fields for row in session.scalars(select(ChangeRecord))]


def test_a_new_record_logs_only_what_was_filled_in(database):
    add_citizen(database, given="Sara")
    assert logged(database) == [{"given": "Sara"}]


def test_a_value_that_differs_from_its_default_is_logged_even_when_empty(database):
    add_citizen(database, given="Sara", status="")
    assert logged(database) == [{"given": "Sara", "status": ""}]


def test_a_record_of_nothing_but_defaults_is_logged_all_the_same(database):
    add_citizen(database)
    assert logged(database) == [
        {"given": "", "family": "", "status": "new", "note": None, "children": 0}
    ]


def test_only_the_fields_that_changed_are_logged(database):
    add_citizen(database, given="Sara", family="Omar")
    change_citizen(database, given="Sarah", family="Omar", folded="sarah omar")
    assert logged(database)[1:] == [{"given": "Sarah"}]


def test_setting_the_same_value_logs_nothing(database, told):
    add_citizen(database, given="Sara")
    told.news.clear()
    change_citizen(database, given="Sara")
    assert len(logged(database)) == 1
    assert told.news == []


def test_answers_are_logged_one_by_one(database):
    with database.write() as session:
        session.add(TalkRecord(id="t1", scope="c1", form="first", answers={"q1": "ja", "q2": 3}))
    with database.write() as session:
        talk = session.get(TalkRecord, "t1")
        talk.answers = {"q1": "ja", "q3": ["a", "b"]}
    assert logged(database) == [
        {"form": "first", "a.q1": "ja", "a.q2": 3},
        {"a.q2": None, "a.q3": ["a", "b"]},
    ]


def test_each_write_names_the_write_of_the_field_before_it(database):
    add_citizen(database, given="Sara", family="Omar")
    change_citizen(database, given="Sarah")
    change_citizen(database, family="Ømar")
    with database.read() as session:
        first, second, third = session.scalars(select(ChangeRecord))
    assert (first.prev, second.prev, third.prev) == ([], [first.id], [first.id])
    assert [c.lamport for c in (first, second, third)] == [1, 2, 3]


def test_a_change_is_bound_to_its_content_and_its_place(database):
    add_citizen(database, given="Sara")
    with database.read() as session:
        change = session.scalars(select(ChangeRecord)).one()
    assert change.commitment == commitment(change.salt, canonical(change.fields))
    head = [change.id, "laptop", 1, "2026-04-16T12:02:00+00:00", "ane", SCHEMA_VERSION, "w"]
    place = ["test_citizen", "c1", "c1", [], change.commitment]
    assert change.digest == digest([*head, *place])


def test_a_stale_screen_makes_a_conflict_instead_of_an_overwrite(database):
    add_citizen(database, given="Sara")
    with database.read() as session:
        shown = change_log.heads(session, "c1", ["given"])
    change_citizen(database, given="Sarah")
    with database.write() as session:
        record = session.get(CitizenRecord, "c1")
        change_log.based_on(session, record, shown)
        record.given = "Sahra"
    with database.read() as session:
        (conflict,) = change_log.conflicts(session, "c1")
    assert [head.value for head in conflict.heads] == ["Sarah", "Sahra"]
    assert conflict.base is not None
    assert conflict.base.value == "Sara"
    assert (citizen(database).given, citizen(database).conflicts) == ("Sahra", 1)


def test_the_next_save_of_an_up_to_date_screen_settles_the_conflict(database):
    add_citizen(database, given="Sara")
    with database.write() as session:
        record = session.get(CitizenRecord, "c1")
        change_log.based_on(session, record, ())
        record.given = "Sahra"
    change_citizen(database, given="Sarah")
    with database.read() as session:
        assert change_log.conflicts(session) == ()
    assert citizen(database).conflicts == 0


def test_two_flushes_of_one_screen_do_not_conflict_with_each_other(database):
    add_citizen(database, given="Sara")
    with database.write() as session:
        record = session.get(CitizenRecord, "c1")
        change_log.based_on(session, record, change_log.heads(session, "c1"))
        record.given = "Sahra"
        session.flush()
        record.given = "Sarah"
    assert citizen(database).conflicts == 0


def test_a_conflict_is_resolved_by_an_ordinary_write_and_can_be_taken_back(database):
    add_citizen(database, given="Sara")
    with database.write() as session:
        record = session.get(CitizenRecord, "c1")
        change_log.based_on(session, record, ())
        record.given = "Sahra"
    with database.write() as session:
        change_log.resolve(session, "c1", "given", "Sara")
    assert (citizen(database).given, citizen(database).conflicts) == ("Sara", 0)
    with database.write() as session:
        change_log.write_field(session, session.get(CitizenRecord, "c1"), "given", "Sahra")
    with database.read() as session:
        values = [write.value for write in change_log.history(session, "c1", "given")]
    assert values == ["Sahra", "Sara", "Sahra", "Sara"]


def test_deletion_is_a_state_that_can_be_taken_back(database):
    add_citizen(database, given="Sara")
    with database.write() as session:
        change_log.delete_record(session, session.get(CitizenRecord, "c1"))
    assert citizen(database).state == "deleted"
    with database.write() as session:
        change_log.undelete_record(session, session.get(CitizenRecord, "c1"))
    assert citizen(database).state == "ok"


def test_an_edit_after_a_deletion_brings_the_record_back_and_asks(database):
    add_citizen(database, given="Sara")
    with database.write() as session:
        change_log.delete_record(session, session.get(CitizenRecord, "c1"))
    change_citizen(database, given="Sarah")
    with database.read() as session:
        (conflict,) = change_log.conflicts(session)
    assert conflict.field == "_deleted"
    assert [(head.field, head.value) for head in conflict.heads] == [
        ("_deleted", True),
        ("given", "Sarah"),
    ]
    assert citizen(database).state == "ok"


def test_a_record_that_travels_cannot_be_deleted_behind_the_log(database):
    add_citizen(database)
    with pytest.raises(RuntimeError, match="delete_record"), database.write() as session:
        session.delete(session.get(CitizenRecord, "c1"))


def test_a_value_that_does_not_fit_its_column_is_a_bug(database):
    with pytest.raises(TypeError, match="children"):
        add_citizen(database, children="two")


def test_subscribers_hear_of_kinds_and_ids_once_per_transaction(database, told):
    with database.write() as session:
        session.add(CitizenRecord(id="c1", scope="c1"))
        session.flush()
        session.add(TalkRecord(id="t1", scope="c1"))
    (news,) = told.news
    assert news.kinds == {"test_citizen", "test_talk"}
    assert news.ids == {"c1", "t1"}


def test_nothing_is_kept_or_told_when_the_transaction_fails(database, told):
    def fails() -> None:
        with database.write() as session:
            session.add(CitizenRecord(id="c1", scope="c1"))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert logged(database) == []
    assert told.news == []


def test_a_write_inside_a_write_is_part_of_it(database, told):
    def fails() -> None:
        with database.write():
            add_citizen(database)
            assert citizen(database).given == ""
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert logged(database) == []
