"""Changes of another node are verified, merged and put beside our own."""

import pytest
from sqlalchemy import select

from kbh_desktop.storage.change import WIRE, Place, Stamp, new_change
from kbh_desktop.storage.erasure import erase, forget
from kbh_desktop.storage.receiving import DamagedChangeError, Receiver
from kbh_desktop.storage.tables import ChangeRecord, ErasedScopeRecord
from tests.stored_world import (
    CitizenRecord,
    add_citizen,
    change_citizen,
    citizen,
    open_database,
)

CITIZEN = Place("test_citizen", "c1", "c1")


@pytest.fixture
def database(each_store, tmp_path):
    database = open_database(tmp_path)
    yield database
    database.close()


def wire(fields, prev=(), *, lamport=1, place=CITIZEN):
    change = new_change(Stamp("other", lamport, "", "bo"), place, fields, prev)
    return [getattr(change, name) for name in WIRE]


def receive(database, *batches):
    with database.write() as session:
        receiver = Receiver(session, database.hooks, "other")
        for batch in batches:
            receiver.take(batch)
        return receiver.finish()


def test_a_record_new_here_is_written_with_the_batch_that_brings_it(database):
    received = receive(database, [wire({"given": "Sara"})])
    assert citizen(database).given == "Sara"
    assert (received.new, received.known) == (1, 0)
    assert received.new_records == {"test_citizen": 1}


def test_later_batches_add_to_a_record_that_came_in_the_same_bundle(database):
    first = wire({"given": "Sara"})
    receive(database, [first], [wire({"given": "Sarah"}, [first[0]], lamport=2)])
    assert citizen(database).given == "Sarah"
    assert citizen(database).state == "ok"


def test_a_record_waits_for_a_change_that_is_still_to_come(database):
    first = wire({"given": "Sara"})
    second = wire({"given": "Sarah"}, [first[0]], lamport=2)
    receive(database, [second])
    assert citizen(database).state == "waiting"
    receive(database, [first])
    assert citizen(database).state == "ok"


def test_the_same_change_twice_in_a_batch_is_one(database):
    change = wire({"given": "Sara"})
    assert receive(database, [change, list(change)], [list(change)]).new == 1


def test_a_local_write_comes_after_everything_that_was_received(database):
    receive(database, [wire({"given": "Sara"}, lamport=41)])
    change_citizen(database, family="Omar")
    with database.read() as session:
        mine = session.scalars(select(ChangeRecord).where(ChangeRecord.node == "laptop")).one()
    assert mine.lamport > 41


def test_columns_of_this_device_stay_when_others_change(database):
    add_citizen(database, given="Sara", folded="sara")
    with database.read() as session:
        first = session.scalars(select(ChangeRecord.id)).one()
    receive(database, [wire({"given": "Sarah"}, [first], lamport=9)])
    assert citizen(database).given == "Sarah"
    assert citizen(database).folded == "sara"


def test_who_derives_something_from_records_is_told_of_those_that_came_and_went(database):
    told = []
    database.on_projected("test_citizen", lambda _session, ids: told.append(set(ids)))
    add_citizen(database, "c2")
    receive(database, [wire({"given": "Sara"})])
    with database.write() as session:
        forget(session, ["c1"], database.hooks)
    assert told == [{"c1"}, {"c1"}]


def test_an_error_of_a_listener_undoes_the_import(database):
    def fail(_session, _ids):
        raise ZeroDivisionError

    database.on_projected("test_citizen", fail)
    with pytest.raises(ZeroDivisionError):
        receive(database, [wire({"given": "Sara"})])
    with database.read() as session:
        assert session.scalars(select(CitizenRecord)).all() == []


def test_a_change_that_came_damaged_is_refused(database):
    change = wire({"given": "Sara"})
    change[WIRE.index("fields")] = {"given": "Sarah"}
    with pytest.raises(DamagedChangeError):
        receive(database, [change])


def test_content_about_an_erased_person_arrives_empty(database):
    add_citizen(database, given="Sara")
    with database.write() as session:
        erase(session, "c1", "article 17", database.hooks)
    receive(database, [wire({"given": "Sarah"}, lamport=9)])
    with database.read() as session:
        changes = session.scalars(select(ChangeRecord).where(ChangeRecord.kind == "w")).all()
        assert [(c.fields, c.salt) for c in changes] == [(None, None), (None, None)]
        assert session.get(CitizenRecord, "c1") is None


def test_a_forgotten_person_can_come_again_but_an_erased_one_stays_erased(database):
    change = wire({"given": "Sara"})
    receive(database, [change])
    with database.write() as session:
        forget(session, ["c1"], database.hooks)
    receive(database, [change])
    assert citizen(database).given == "Sara"
    with database.write() as session:
        erase(session, "c1", "article 17", database.hooks)
        forget(session, ["c1"], database.hooks)
    receive(database, [change])
    with database.read() as session:
        assert session.get(CitizenRecord, "c1") is None
        assert session.get(ErasedScopeRecord, "c1") is not None
