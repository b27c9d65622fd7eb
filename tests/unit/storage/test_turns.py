"""Long work lets others write first, all of it or nothing, and comes to its end all the same."""

import threading

import pytest

from kbh_desktop.errors import CancelledError
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.turns import GaveWayError
from kbh_desktop.storage.writing import transaction_of
from tests.stored_world import CitizenRecord, add_citizen, citizen, open_database


@pytest.fixture
def database(tmp_path):
    database = open_database(tmp_path)
    yield database
    database.close()


def is_here(database: Database, citizen_id: str) -> bool:
    with database.read() as session:
        return session.get(CitizenRecord, citizen_id) is not None


def test_a_save_comes_before_long_work_that_began_earlier(database):
    begun, saved_before_end = threading.Event(), []

    def work(session):
        saved_before_end.append(session.get(CitizenRecord, "saved") is not None)
        session.add(CitizenRecord(id="long", scope="long"))
        session.flush()
        begun.set()
        while len(saved_before_end) == 1:
            transaction_of(session).give_way()

    thread = threading.Thread(target=lambda: database.write_long(work))
    thread.start()
    assert begun.wait(10)
    add_citizen(database, "saved", given="Amira")
    thread.join(10)
    assert saved_before_end == [False, True]
    assert is_here(database, "long")
    assert citizen(database, "saved").given == "Amira"


def test_what_gave_way_leaves_nothing_behind(database):
    def work(session):
        if not tried:
            tried.append(True)
            session.add(CitizenRecord(id="first", scope="first"))
            session.flush()
            raise GaveWayError
        return session.get(CitizenRecord, "first")

    tried: list[bool] = []
    assert database.write_long(work) is None
    assert not is_here(database, "first")


def test_after_giving_way_often_it_goes_first(database):
    ways = []

    def work(session):
        ways.append(transaction_of(session).give_way)
        if len(ways) <= 10:
            raise GaveWayError

    database.write_long(work)
    assert len(ways) == 11
    ways[-1]()  # it gives way to nobody any more


def test_what_does_not_insist_is_left_for_later(database):
    def work(_session):
        raise GaveWayError

    with pytest.raises(CancelledError):
        database.write_long(work, insists=False)


def test_inside_a_transaction_it_is_a_part_of_that(database):
    with database.write() as session:
        database.write_long(lambda inner: inner.add(CitizenRecord(id="c1", scope="c1")))
        assert session.get(CitizenRecord, "c1") is not None
