"""A shared folder carries bundles both ways: whole files only, each once, and never by force."""

import os
import threading
from datetime import timedelta

import pytest

from kbh_desktop.bundles.batch import Outcome, files_in, look_at_all, report_text, take_in_all
from kbh_desktop.bundles.courier import Courier
from kbh_desktop.bundles.drop_folder import Inbox
from kbh_desktop.changes import Changes
from tests.exchange_world import OFFICE, World
from tests.stored_world import add_citizen, change_citizen, citizen, fixed_clock


@pytest.fixture
def world(tmp_path):
    world = World(tmp_path, ["l1", "l2"])
    (tmp_path / "share").mkdir()
    yield world
    world.close()


class Clock:
    def __init__(self):
        self.now = fixed_clock()

    def __call__(self):
        return self.now


@pytest.fixture
def time():
    return Clock()


@pytest.fixture
def courier(world, time):
    made: dict[str, Courier] = {}

    def of(name: str) -> Courier:
        if name not in made:
            bundles = world.nodes[name].bundles
            made[name] = Courier(bundles, world.folder / "share", time, Changes())
        return made[name]

    return of


def twice(courier: Courier) -> list:
    """Go two rounds: a file must look the same twice."""
    first, second = courier.round(), courier.round()
    return [*first.reports, *second.reports]


def waiting(courier: Courier) -> list[str]:
    return sorted(path.name for path in courier.inbox.glob("*.kbhx"))


def test_a_change_goes_to_the_office_and_its_receipt_comes_back(world, courier):
    add_citizen(world.nodes["l1"].database, "c1", given="Amira")
    assert len(courier("l1").round().laid) == 1
    (report,) = twice(courier(OFFICE))
    assert report.sender == "l1"
    assert citizen(world.office.database, "c1").given == "Amira"
    assert world.nodes["l1"].bundles.unsent().total == 1
    twice(courier("l1"))
    assert world.nodes["l1"].bundles.unsent().total == 0


def test_what_was_taken_in_lies_among_the_received(world, courier):
    add_citizen(world.nodes["l1"].database, "c1")
    courier("l1").round()
    twice(courier(OFFICE))
    inbox = courier(OFFICE).inbox
    assert not waiting(courier(OFFICE))
    assert [path.suffix for path in (inbox / "modtaget").iterdir()] == [".kbhx"]


def test_nothing_new_lays_nothing(world, courier):
    add_citizen(world.nodes["l1"].database, "c1")
    assert courier("l1").round().laid
    assert not courier("l1").round().laid
    change_citizen(world.nodes["l1"].database, "c1", given="Amira")
    assert courier("l1").round().laid
    assert len(courier("l1").lay()) == 1  # by hand it is laid all the same


def test_the_office_and_its_laptops_fall_silent_again(world, courier):
    add_citizen(world.nodes["l1"].database, "c1")
    for _round in range(4):
        for name in ("l1", OFFICE, "l2"):
            courier(name).round()
    rounds = [courier(name).round() for name in ("l1", OFFICE, "l2") for _again in range(3)]
    assert not any(one.laid or one.reports for one in rounds)


def test_a_person_assigned_at_the_office_reaches_the_laptop(world, courier):
    add_citizen(world.office.database, "c1", given="Amira")
    twice(courier(OFFICE))
    twice(courier("l1"))
    world.office.bundles.assign("l1", ["c1"])
    assert courier(OFFICE).round().laid
    twice(courier("l1"))
    assert citizen(world.nodes["l1"].database, "c1").given == "Amira"


def test_a_file_still_being_copied_is_let_be(world, courier, time):
    whole = world.send("l1", OFFICE).read_bytes()
    office = courier(OFFICE)
    office.round()
    growing = office.inbox / "kbh-l1-office-0001.kbhx"
    for end in (10, len(whole) // 2, len(whole) - 1):
        growing.write_bytes(whole[:end])
        assert not office.round().reports
    assert not office.round().reports  # it looks whole, yet can't be read
    assert waiting(office) == [growing.name]
    growing.write_bytes(whole)
    assert len(twice(office)) == 1


def test_a_damaged_file_is_refused_with_a_word_after_a_while(world, courier, time):
    office = courier(OFFICE)
    office.round()
    (office.inbox / "x.kbhx").write_bytes(b"no bundle")
    twice(office)
    time.now += timedelta(minutes=11)
    office.round()
    assert not waiting(office)
    said = (office.inbox / "afvist" / "x.kbhx.txt").read_text("utf-8")
    assert "beskadiget" in said
    assert [refused.name for refused in office.state.refused] == ["x.kbhx"]


def test_a_bundle_of_another_laptop_is_refused_at_once(world, courier):
    path = world.send(OFFICE, "l2")
    laptop = courier("l1")
    laptop.round()
    (laptop.inbox / path.name).write_bytes(path.read_bytes())
    twice(laptop)
    assert (laptop.inbox / "afvist" / f"{path.name}.txt").exists()


def test_a_laptop_new_to_the_office_waits_for_somebody_to_compare(world, courier):
    world.add_laptop("l3", enrolled=False)
    courier("l3").round()
    courier("l3").lay()
    office = courier(OFFICE)
    twice(office)
    assert [refused.unknown for refused in office.state.refused] == [True]
    assert len(waiting(office)) == 1
    card = world.nodes["l3"].bundles.device_card()
    world.office.bundles.enrol_device(card)
    assert len(twice(office)) == 1
    assert not office.state.refused


def test_a_folder_that_is_gone_is_no_error(world, courier):
    add_citizen(world.nodes["l1"].database, "c1")
    share = world.folder / "share"
    share.rename(world.folder / "gone")
    assert not courier("l1").is_reachable()
    assert not courier("l1").round().laid
    assert courier("l1").state.reachable is False
    (world.folder / "gone").rename(share)
    assert courier("l1").round().laid
    assert courier("l1").state.reachable


def test_a_file_is_taken_by_one_only(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    path = folder / "a.kbhx"
    claims = []

    def take() -> None:
        claims.append(Inbox(folder).claim(path, fixed_clock()))

    for _number in range(30):
        path.write_bytes(b"x")
        threads = [threading.Thread(target=take) for _each in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sum(claim is not None for claim in claims) == 30


def test_a_file_whose_taker_ended_waits_again(tmp_path, time):
    inbox = Inbox(tmp_path)
    path = tmp_path / "a.kbhx"
    path.write_bytes(b"x")
    inbox.claim(path, time.now)
    inbox.whole(time.now)
    assert not path.exists()
    time.now += timedelta(minutes=61)
    inbox.whole(time.now)
    assert inbox.whole(time.now) == (path,)


def test_what_was_received_a_month_ago_is_deleted(world, courier, time):
    add_citizen(world.nodes["l1"].database, "c1")
    courier("l1").round()
    twice(courier(OFFICE))
    (received,) = (courier(OFFICE).inbox / "modtaget").iterdir()
    for days, is_there in ((29, True), (31, False)):
        then = (time.now - timedelta(days=days)).timestamp()
        os.utime(received, (then, then))
        courier(OFFICE).round()
        assert received.exists() is is_there


# Many at once


@pytest.fixture
def many(world):
    """Return a folder of bundles of two laptops, whose names say nothing of their order."""
    folder = world.folder / "many"
    folder.mkdir()
    for number in range(4):
        for laptop in ("l1", "l2"):
            database = world.nodes[laptop].database
            add_citizen(database, f"{laptop}-{number}")
            path = world.send(laptop, OFFICE)
            path.rename(folder / f"{9 - number}-{laptop}.kbhx")
    return folder


def test_many_come_in_by_sender_and_number(world, many):
    bundles = world.office.bundles
    cards = look_at_all(bundles, files_in([many]))
    assert [(card.sender, card.sequence) for card in cards] == [
        (laptop, number) for laptop in ("l1", "l2") for number in (1, 2, 3, 4)
    ]
    report = take_in_all(bundles, cards)
    assert len(report.of(Outcome.TAKEN)) == 8
    assert len(report.persons) == 8
    assert report.missing == {}


def test_refused_and_known_ones_do_not_stop_the_others(world, many):
    bundles = world.office.bundles
    bundles.import_(many / "9-l1.kbhx")
    (many / "a.kbhx").write_bytes(b"no bundle")
    report = take_in_all(bundles, look_at_all(bundles, files_in([many])))
    assert len(report.of(Outcome.TAKEN)) == 7
    assert [line.card.sequence for line in report.of(Outcome.KNOWN)] == [1]
    (refused,) = report.of(Outcome.REFUSED)
    assert "beskadiget" in refused.why
    text = report_text(report, fixed_clock())
    assert "7 pakker taget ind" in text
    assert "a.kbhx" in text
    assert "l1-0" not in text


def test_stopping_leaves_the_rest_as_it_was(world, many):
    bundles = world.office.bundles
    done = []
    report = take_in_all(
        bundles,
        look_at_all(bundles, files_in([many])),
        lambda number, _total: done.append(number),
        lambda: len(done) > 3,
    )
    assert len(report.of(Outcome.TAKEN)) == 3
    assert len(report.of(Outcome.LEFT)) == 5
    again = take_in_all(bundles, look_at_all(bundles, files_in([many])))
    assert len(again.of(Outcome.TAKEN)) == 5
