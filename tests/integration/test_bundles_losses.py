"""Silent losses that an exchange of this kind once had, each by its name."""

import threading

import pytest
from sqlalchemy import select, text

from kbh_desktop.storage import change_log
from kbh_desktop.storage.tables import ChangeRecord
from tests.exchange_world import OFFICE, World
from tests.replicas import Replica
from tests.stored_world import CitizenRecord, add_citizen, change_citizen, citizen, fixed_clock


@pytest.fixture
def world(tmp_path):
    world = World(tmp_path, ["l1"])
    add_citizen(world.nodes["l1"].database, given="Sara")
    world.up()
    world.down()
    yield world
    world.close()


@pytest.fixture
def laptop(world):
    return world.nodes["l1"]


@pytest.fixture
def replicas(tmp_path):
    """Return the office and one laptop, which can fall back to a copy."""
    nodes = {name: Replica(name, tmp_path / name, ["l1"], fixed_clock) for name in (OFFICE, "l1")}
    yield nodes[OFFICE], nodes["l1"]
    for node in nodes.values():
        node.database.close()


def change_ids(database) -> set[str]:
    with database.read() as session:
        return set(session.scalars(select(ChangeRecord.id)))


def test_an_office_edit_made_while_a_person_was_off_the_list_arrives(world, laptop):
    world.office.bundles.unassign("l1", ["c1"])
    world.down()
    laptop.bundles.purge()
    world.up()
    change_citizen(world.office.database, family="Omar")
    world.down()
    world.up()
    world.office.bundles.assign("l1", ["c1"])
    world.down()
    assert citizen(laptop.database).family == "Omar"


def test_an_office_edit_made_between_unassigning_and_reassigning_arrives(world, laptop):
    world.office.bundles.unassign("l1", ["c1"])
    world.down()
    change_citizen(world.office.database, family="Omar")
    world.down()
    world.office.bundles.assign("l1", ["c1"])
    world.up()
    world.down()
    assert citizen(laptop.database).family == "Omar"


def test_new_changes_of_a_laptop_that_fell_back_unnoticed_arrive(replicas):
    office, laptop = replicas
    add_citizen(laptop.database, given="Sara")
    laptop.back_up()
    change_citizen(laptop.database, note="first")
    office.take(laptop.ship(OFFICE))
    laptop.take(office.ship("l1"))
    laptop.fall_back()
    change_citizen(laptop.database, note="second")
    change_citizen(laptop.database, family="Omar")
    for _ in range(2):
        office.take(laptop.ship(OFFICE))
        laptop.take(office.ship("l1"))
    assert citizen(office.database).family == "Omar"
    assert change_ids(laptop.database) == change_ids(office.database)
    with laptop.database.read() as session:
        (conflict,) = change_log.conflicts(session)
    assert {head.value for head in conflict.heads} == {"first", "second"}


def test_an_acknowledgement_of_what_a_fall_back_threw_away_does_not_count(replicas):
    office, laptop = replicas
    add_citizen(laptop.database, given="Sara")
    laptop.back_up()
    change_citizen(laptop.database, note="thrown away")
    office.take(laptop.ship(OFFICE))
    in_flight = office.ship("l1")
    laptop.fall_back()
    change_citizen(laptop.database, note="in its place")
    laptop.ship(OFFICE)
    laptop.take(in_flight)
    office.take(laptop.ship(OFFICE))
    assert change_ids(laptop.database) <= change_ids(office.database)


def test_new_changes_of_an_office_that_fell_back_unnoticed_arrive(replicas):
    office, laptop = replicas
    add_citizen(laptop.database, given="Sara")
    office.take(laptop.ship(OFFICE))
    laptop.take(office.ship("l1"))
    office.back_up()
    for number in range(5):
        change_citizen(office.database, note=f"thrown away {number}")
    laptop.take(office.ship("l1"))
    office.fall_back()
    change_citizen(office.database, family="Omar")
    for _ in range(3):
        laptop.take(office.ship("l1"))
        office.take(laptop.ship(OFFICE))
    assert citizen(laptop.database).family == "Omar"
    assert citizen(office.database).note == "thrown away 4"
    assert change_ids(laptop.database) == change_ids(office.database)


def test_an_arrival_number_is_never_given_again_after_a_purge(world, laptop):
    world.office.bundles.unassign("l1", ["c1"])
    world.down()
    assert laptop.bundles.purge() == ("c1",)
    add_citizen(laptop.database, "c2", given="Lina")
    world.up()
    assert citizen(world.office.database, "c2").given == "Lina"
    with laptop.database.read() as session:
        arrivals = session.scalars(select(ChangeRecord.arrival)).all()
        ever = session.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = 'change_log'"))
    assert arrivals == [ever]
    assert ever > 1


def test_what_is_written_while_bundles_are_made_is_in_the_next_one(world, laptop):
    def work(field: str) -> None:
        for number in range(25):
            change_citizen(laptop.database, **{field: f"{field} {number}"})

    threads = [threading.Thread(target=work, args=(name,)) for name in ("family", "note")]
    for thread in threads:
        thread.start()
    for _ in range(6):
        world.up()
    for thread in threads:
        thread.join()
    world.up()
    assert change_ids(laptop.database) <= change_ids(world.office.database)


def test_an_edit_based_on_what_the_screen_showed_is_not_an_overwrite(world, laptop):
    """A save that ignores what the screen showed passes every other test."""
    with laptop.database.read() as session:
        shown = change_log.heads(session, "c1", ["given"])
    change_citizen(world.office.database, given="Sahra")
    world.down()
    with laptop.database.write() as session:
        record = session.get(CitizenRecord, "c1")
        change_log.based_on(session, record, shown)
        record.given = "Sarah"
    world.up()
    assert len(world.office.bundles.conflicts()) == 1


def test_a_gap_is_not_acknowledged_and_therefore_sent_again(replicas):
    office, laptop = replicas
    add_citizen(office.database, given="Sara")
    office.assign("l1", "c1", on=True)
    laptop.take(office.ship("l1"))
    office.take(laptop.ship(OFFICE))
    change_citizen(office.database, given="Sarah")
    lost = office.ship("l1")
    office.take(laptop.ship(OFFICE))
    change_citizen(office.database, family="Omar")
    later = office.ship("l1")
    assert lost.statement.since == later.statement.since
    laptop.take(later)
    assert citizen(laptop.database).given == "Sarah"


def test_what_a_fallen_back_office_lost_comes_again_although_it_was_acknowledged(replicas):
    office, laptop = replicas
    office.back_up()
    add_citizen(laptop.database, given="Sara")
    office.take(laptop.ship(OFFICE))
    laptop.take(office.ship("l1"))
    office.fall_back()
    change_citizen(laptop.database, family="Omar")
    office.take(laptop.ship(OFFICE))
    laptop.take(office.ship("l1"))
    office.take(laptop.ship(OFFICE))
    assert citizen(office.database).given == "Sara"


def test_an_older_list_of_persons_that_comes_late_takes_nobody_away(replicas):
    office, laptop = replicas
    add_citizen(office.database, given="Sara")
    older = office.ship("l1")
    office.assign("l1", "c1", on=True)
    laptop.take(office.ship("l1"))
    office.take(laptop.ship(OFFICE))
    laptop.take(older)
    laptop.purge()
    assert citizen(laptop.database).given == "Sara"


def test_lists_of_an_office_that_fell_back_count_again_after_one_round(replicas):
    office, laptop = replicas
    add_citizen(office.database, given="Sara")
    office.back_up()
    for _ in range(20):
        laptop.take(office.ship("l1"))
    office.fall_back()
    office.assign("l1", "c1", on=True)
    office.take(laptop.ship(OFFICE))
    laptop.take(office.ship("l1"))
    assert citizen(laptop.database).given == "Sara"


def test_what_the_office_has_is_not_sent_again(world, laptop):
    assert world.send("l1", OFFICE).stat().st_size < 2_000
    change_citizen(laptop.database, given="Sarah")
    assert world.up().census[0].sent == 1


def test_what_came_from_the_office_is_named_to_it_but_not_sent_back(replicas):
    office, laptop = replicas
    add_citizen(office.database, given="Sara")
    office.assign("l1", "c1", on=True)
    office.take(laptop.ship(OFFICE))
    laptop.take(office.ship("l1"))
    change_citizen(laptop.database, family="Omar")
    office.take(laptop.ship(OFFICE))
    change_citizen(office.database, given="Sarah")
    laptop.take(office.ship("l1"))
    laptop.take(office.ship("l1"))
    words = [line[0] for line in laptop.ship(OFFICE).lines]
    assert "change" not in words
    assert "echo" in words
