"""Gaps, silence, overdue work, wrong clocks and changed logs are said, each with its name."""

from datetime import UTC, datetime, timedelta

import pytest

from kbh_desktop.bundles.alarms import AlarmKind
from kbh_desktop.bundles.service import BundleService
from tests.exchange_world import OFFICE, World
from tests.stored_world import add_citizen, fixed_clock

DAY = timedelta(days=1)


@pytest.fixture
def world(tmp_path):
    world = World(tmp_path, ["l1", "l2"])
    yield world
    world.close()


class Heads:
    """Tells of a log that is as long as it is told to be."""

    def __init__(self, name="a"):
        self.name, self.newest = name, 1

    def __call__(self, earlier=()):
        known = sorted({*earlier, self.newest}, reverse=True)
        return " ".join(f"{n}:{self.name}{n}" for n in known if n <= self.newest)


def set_clock(world: World, node: str, now: datetime, **options) -> None:
    """Let one computer's clock stand at `now` from here on."""
    here = world.nodes[node]
    here.database.clock = lambda: now
    here.bundles = BundleService(
        here.database,
        lambda: now,
        type("Actor", (), {"name": f"Ane at {node}"})(),
        here.keys,
        here.office,
        **options,
    )


def alarms(world: World, node: str = OFFICE, overdue: int = 3, silent: int = 14):
    return world.nodes[node].bundles.alarms(overdue, silent)


def test_a_bundle_that_never_came_is_named_with_laptop_and_number(world):
    for _number in range(3):
        add_citizen(world.nodes["l1"].database, f"c{_number}")
        path = world.send("l1", OFFICE)
    world.receive(path, OFFICE)
    (alarm,) = alarms(world)
    assert (alarm.kind, alarm.device, alarm.numbers) == (AlarmKind.GAP, "l1", (1, 2))
    assert alarm.words.startswith("Pakke nr. 1, 2 fra Ane at l1 er aldrig kommet.")
    assert alarm.is_grave


def test_a_laptop_not_heard_of_for_two_weeks_is_named(world):
    set_clock(world, OFFICE, fixed_clock() + 13 * DAY)
    assert not alarms(world)
    set_clock(world, OFFICE, fixed_clock() + 14 * DAY)
    assert [a.kind for a in alarms(world)] == [AlarmKind.SILENT, AlarmKind.SILENT]
    world.office.bundles.revoke_device("l1")
    assert [a.words for a in alarms(world)] == ["Kontoret har ikke hørt fra Ane at l2 i 14 dage."]


def test_work_that_is_not_confirmed_for_days_warns_on_the_laptop(world):
    add_citizen(world.nodes["l1"].database, "c1")
    assert not alarms(world, "l1")
    set_clock(world, "l1", fixed_clock() + 3 * DAY)
    (alarm,) = alarms(world, "l1")
    assert (alarm.kind, alarm.days) == (AlarmKind.OVERDUE, 3)
    world.up("l1")
    world.down("l1")
    assert AlarmKind.OVERDUE not in {a.kind for a in alarms(world, "l1")}


def test_a_laptop_whose_clock_is_ahead_is_named_at_the_office(world):
    set_clock(world, "l1", fixed_clock() + 2 * DAY)
    world.up("l1")
    world.up("l2")
    (alarm,) = alarms(world)
    assert alarm.words == (
        "Uret hos Ane at l1 gik 2 dage forud, da den skrev. Rækkefølgen er rigtig alligevel."
    )


def test_a_laptop_behind_its_office_is_told_so(world):
    set_clock(world, "l1", fixed_clock() - timedelta(hours=3))
    world.up("l1")
    world.down("l1")
    (alarm,) = alarms(world, "l1")
    assert alarm.words == "Denne pc er 3 timer bagud i forhold til Welcome House. Stil uret."


def test_an_office_behind_all_its_laptops_is_told_so(world):
    set_clock(world, OFFICE, fixed_clock() - timedelta(hours=3))
    world.up("l1")
    world.up("l2")
    assert [a.words for a in alarms(world)] == ["Denne pc er 3 timer bagud. Stil uret."]


def test_a_wrong_clock_changes_nothing_in_the_order(world):
    set_clock(world, "l1", datetime(2061, 1, 1, tzinfo=UTC))
    add_citizen(world.nodes["l1"].database, "c1", given="first")
    world.up("l1")
    assert world.office.bundles.conflicts() == ()


def test_a_log_cut_off_on_a_laptop_is_an_alarm_at_the_office(world):
    heads = Heads()
    set_clock(world, "l1", fixed_clock(), witness=heads)
    heads.newest = 20
    world.up("l1")
    heads.newest = 25
    world.up("l1")
    assert not alarms(world)
    heads.newest = 12
    world.up("l1")
    (alarm,) = alarms(world)
    assert (alarm.kind, alarm.device, alarm.entry, alarm.numbers) == (AlarmKind.LOG, "l1", 13, (3,))


def test_a_log_made_anew_on_a_laptop_is_an_alarm_at_the_office(world):
    heads = Heads()
    set_clock(world, "l1", fixed_clock(), witness=heads)
    heads.newest = 20
    world.up("l1")
    heads.name, heads.newest = "b", 40
    world.up("l1")
    (alarm,) = alarms(world)
    assert (alarm.entry, alarm.numbers) == (20, (2,))
    assert "post 20" in alarm.words
