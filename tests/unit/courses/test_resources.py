"""People, rooms and buses that courses share."""

from datetime import date

import pytest

from kbh_desktop.errors import InputError, NotAllowedError
from kbh_desktop.security.model import Role

TUESDAY = date(2026, 4, 7)


def test_resources_are_listed_by_kind_and_name(world):
    world.staff()
    names = [each.name for each in world.resources.list()]
    assert names == ["Tove", "Ulf", "Vibe", "Amir", "Selam", "Sal 1", "Sal 2"]
    assert [each.name for each in world.resources.list("room")] == ["Sal 1", "Sal 2"]


def test_a_resource_is_changed_field_by_field(world):
    staff = world.staff()
    world.resources.change(staff["Sal 1"], capacity=None, skills=["class", " class ", ""])
    room = world.resources.get(staff["Sal 1"])
    assert (room.capacity, room.skills, room.places) == (None, ("class",), ("avnstrup",))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"kind": "drone"}, "kind"),
        ({"capacity": -1}, "capacity"),
        ({"max_per_week": 100}, "max_per_week"),
        ({"colour": "blå"}, "colour"),
    ],
)
def test_a_resource_without_sense_is_refused_by_field(world, fields, field):
    with pytest.raises(InputError) as raised:
        world.resources.add(**({"kind": "room", "name": "Sal"} | fields))
    assert raised.value.field == field


def test_what_is_placed_is_not_removed(world):
    staff, course = world.staff(), world.course()
    session = world.place(course, "w1a", TUESDAY, 4, staff["Tove"])
    with pytest.raises(InputError, match="Velkommen"):
        world.resources.remove(staff["Tove"])
    world.courses.unplace(course.id, session)
    world.resources.remove(staff["Tove"])
    assert "Tove" not in [each.name for each in world.resources.list()]


def test_bookings_say_when_and_where_in_the_order_of_time(world):
    staff, course = world.staff(), world.course()
    world.place(course, "w1b", date(2026, 4, 8), 4, staff["Tove"])
    world.place(course, "w1a", TUESDAY, 6, staff["Tove"])
    found = world.resources.bookings(staff["Tove"])
    assert [(each.placement.day, each.starts, each.ends) for each in found] == [
        (TUESDAY, "14:00", "15:30"),
        (date(2026, 4, 8), "12:30", "14:00"),
    ]
    assert {each.place for each in found} == {"avnstrup"}


def test_absences_are_listed_and_taken_away(world):
    staff = world.staff()
    later = world.resources.add_absence(staff["Tove"], date(2026, 5, 4), date(2026, 5, 8))
    sooner = world.resources.add_absence(staff["Tove"], TUESDAY, first_slot=4, slots=2)
    world.resources.add_absence(staff["Ulf"], TUESDAY)
    assert world.resources.absences(staff["Tove"]) == (sooner, later)
    assert len(world.resources.absences()) == 3
    world.resources.remove_absence(sooner.id)
    assert world.resources.absences(staff["Tove"]) == (later,)


@pytest.mark.parametrize(
    ("first", "last"),
    [(TUESDAY, date(2026, 4, 6)), (TUESDAY, date(2036, 4, 6)), (date(26, 4, 7), TUESDAY)],
)
def test_an_absence_without_sense_is_refused(world, first, last):
    staff = world.staff()
    with pytest.raises(InputError):
        world.resources.add_absence(staff["Tove"], first, last)


def test_only_planners_change_resources(world):
    consultant = world.as_role(Role.CONSULTANT)
    assert consultant.resources.list() == ()
    with pytest.raises(NotAllowedError):
        consultant.resources.add("room", "Sal")
