"""Budget, costs, keys and who owes whom, in the vault."""

from datetime import date

import pytest

from kbh_desktop.courses.cost_split import Settlement
from kbh_desktop.errors import InputError, NotAllowedError, NotFoundError
from kbh_desktop.security.model import Role

ROSKILDE, SOLROED, GREVE = "0265", "0269", "0253"
KEY = {ROSKILDE: 24, SOLROED: 7, GREVE: 14}


@pytest.fixture
def course(world):
    """A course with the budget of 60,000 kroner."""
    made = world.course()
    for what, kroner in (("Undervisning", 30_240), ("Tolke", 12_600), ("Busser", 9_000),
                         ("Materialer", 5_160), ("Børnepasning", 3_000)):  # fmt: skip
        world.economy.add(made.id, what, kroner * 100, paid_by=ROSKILDE)
    return made


def test_lines_stand_in_the_order_they_were_added(world, course):
    lines = world.economy.cost_lines(course.id)
    assert [line.what for line in lines][0::4] == ["Undervisning", "Børnepasning"]
    assert sum(line.planned_oere for line in lines) == 60_000_00


def test_sixty_thousand_is_split_as_agreed_on_account(world, course):
    world.economy.set_cost_key(course.id, "planned", KEY)
    split = world.economy.split(course.id, "on_account")
    assert split.shares == {ROSKILDE: 32_000_00, SOLROED: 9_333_00, GREVE: 18_667_00}
    assert split.payments == (
        Settlement(GREVE, ROSKILDE, 18_667_00),
        Settlement(SOLROED, ROSKILDE, 9_333_00),
    )
    assert split.balance[ROSKILDE] == -28_000_00


def test_the_final_split_takes_actual_costs_and_people_and_says_the_difference(world, course):
    world.economy.set_cost_key(course.id, "planned", KEY)
    world.economy.set_cost_key(course.id, "received", {ROSKILDE: 20, SOLROED: 10, GREVE: 10})
    bus = world.economy.cost_lines(course.id)[2]
    world.economy.change(bus.id, actual_oere=8_000_00, paid_by=GREVE)
    final = world.economy.split(course.id, "final")
    assert final.total == 59_000_00
    assert final.shares == {ROSKILDE: 29_500_00, SOLROED: 14_750_00, GREVE: 14_750_00}
    assert sum(world.economy.adjustment(course.id).values()) == -1_000_00
    assert world.economy.cost_lines(course.id)[2].difference_oere == -1_000_00


def test_what_nobody_has_paid_yet_is_not_settled(world, course):
    world.economy.set_cost_key(course.id, "planned", KEY)
    line = world.economy.cost_lines(course.id)[0]
    world.economy.change(line.id, paid_by="")
    split = world.economy.split(course.id, "on_account")
    assert split.unpaid == 30_240_00
    assert sum(split.paid.values()) + split.unpaid == split.total == sum(split.shares.values())


def test_the_key_that_holds_is_the_newest_by_then(world, course):
    world.economy.set_cost_key(course.id, "planned", KEY, date(2026, 3, 1))
    world.economy.set_cost_key(course.id, "planned", {ROSKILDE: 1}, date(2026, 4, 10))
    world.economy.set_cost_key(course.id, "planned", {GREVE: 1}, date(2026, 5, 1))
    assert world.economy.cost_key(course.id).people == {ROSKILDE: 1}
    assert world.economy.cost_key(course.id, on=date(2026, 3, 2)).total == 45
    assert world.economy.cost_key(course.id, on=date(2026, 2, 1)) is None
    world.economy.set_cost_key(course.id, "planned", {SOLROED: 2}, date(2026, 4, 10))
    assert world.economy.cost_key(course.id).people == {SOLROED: 2}
    assert len(world.economy.cost_keys(course.id)) == 3


def test_without_a_key_or_people_nothing_is_split(world, course):
    with pytest.raises(InputError, match="hvor mange"):
        world.economy.split(course.id, "final")
    world.economy.set_cost_key(course.id, "planned", {ROSKILDE: 0})
    with pytest.raises(InputError, match="Ingen kommune"):
        world.economy.split(course.id, "on_account")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"what": " "}, "what"),
        ({"planned_oere": -1}, "planned_oere"),
        ({"planned_oere": 1.5}, "planned_oere"),
        ({"paid_by": "0101"}, "paid_by"),
        ({"colour": "blå"}, "colour"),
    ],
)
def test_a_line_without_sense_is_refused_by_field(world, course, fields, field):
    line = world.economy.cost_lines(course.id)[0]
    with pytest.raises(InputError) as raised:
        world.economy.change(line.id, **fields)
    assert raised.value.field == field
    assert world.economy.cost_lines(course.id)[0] == line


def test_only_municipalities_of_the_course_have_a_key(world, course):
    with pytest.raises(InputError, match="0101"):
        world.economy.set_cost_key(course.id, "planned", {"0101": 3})


def test_a_removed_line_is_gone(world, course):
    line = world.economy.cost_lines(course.id)[0]
    world.economy.remove(line.id)
    assert line not in world.economy.cost_lines(course.id)
    with pytest.raises(NotFoundError):
        world.economy.remove(line.id)


def test_leaders_read_the_economy_and_change_nothing(world, course):
    leader = world.as_role(Role.LEADER)
    assert leader.economy.cost_lines(course.id)
    with pytest.raises(NotAllowedError):
        leader.economy.add(course.id, "Kaffe", 100)
