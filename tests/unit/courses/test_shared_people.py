"""Courses that share people and rooms, at one centre and at several."""

from datetime import date

from kbh_desktop.courses.conflicts import Rule
from kbh_desktop.courses.schedule import NewCourse
from kbh_desktop.courses.timetable import Placement

TUESDAY = date(2026, 4, 7)


def test_people_booked_on_another_course_are_away_for_this_one(world):
    staff, one = world.staff(), world.course("Hold 1")
    world.place(one, "w1a", TUESDAY, 4, staff["Tove"], staff["Amir"], staff["Sal 1"])
    other = world.course("Hold 2")
    world.place(other, "w1a", TUESDAY, 4, staff["Tove"], staff["Amir"], staff["Sal 2"])
    busy = {name for each in world.courses.board(other.id).conflicts for name in each.resources}
    assert busy == {staff["Tove"], staff["Amir"]}


def test_courses_planned_together_share_people_and_rooms(world):
    staff = world.staff()
    one = world.course("Hold 1")
    other = world.course("Hold 2", first_day=date(2026, 4, 20), danish_weekdays=())
    world.place(one, "w1a", TUESDAY, 4, staff["Tove"], staff["Amir"], staff["Sal 1"])
    both = world.courses.instance([one.id, other.id])
    assert len(both.sessions) == 44
    assert {group.id for group in both.groups} == {one.id, other.id}
    assert all(not each.unavailable for each in both.resources), "they book nothing elsewhere"
    first, second = (world.courses.board(each.id).calendar for each in (one, other))
    assert set(both.grid.days) > {*first.open_days, *second.open_days}
    late = both.group[other.id].unavailable
    assert TUESDAY in {span.day for span in late}, "before its own first day"
    window = both.session[world.session(other, "w1a")]
    assert window.earliest >= date(2026, 4, 20)
    world.courses.apply(one.id, {world.session(one, "w1b"): Placement(TUESDAY, 6)}, "Begge")


def elsewhere(world):
    return world.courses.create(NewCourse("Hold J", "jelling", date(2026, 4, 7), languages=("ar",)))


def test_people_at_another_centre_are_away_all_day_and_rooms_only_then(world):
    staff, here, there = world.staff(), world.course(), elsewhere(world)
    hall = world.resources.add("room", "Festsal", skills=["class"], capacity=30).id
    world.place(there, "w1a", TUESDAY, 4, staff["Tove"], staff["Amir"], hall)
    world.place(here, "w1a", TUESDAY, 6, staff["Tove"], staff["Amir"], hall)
    found = world.courses.board(here.id).conflicts
    assert {each.rule for each in found} == {Rule.AWAY}
    assert {name for each in found for name in each.resources} == {staff["Tove"], staff["Amir"]}


def test_planned_together_two_centres_on_one_day_are_a_matter_of_travel(world):
    staff, here, there = world.staff(), world.course(), elsewhere(world)
    world.place(there, "w1a", TUESDAY, 4, staff["Tove"])
    world.place(here, "w1a", TUESDAY, 6, staff["Tove"])
    both = world.courses.instance([here.id, there.id])
    assert both.travel == {}
    assert not both.resource[staff["Tove"]].unavailable


def test_from_a_company_nearby_one_gets_back_in_a_lesson(world):
    from dataclasses import replace

    staff, course = world.staff(), world.course(danish_weekdays=())
    visit = world.session(course, "visit1")
    stored = world.courses.board(course.id).session[visit]
    world.courses.change_session(course.id, replace(stored, place="Hotel Fjordblik", lessons=2))
    world.courses.place(course.id, visit, Placement(TUESDAY, 4, (staff["Tove"], staff["Amir"])))
    lesson = world.place(course, "w1a", TUESDAY, 6, staff["Tove"], staff["Amir"], staff["Sal 1"])
    rules = {each.rule for each in world.courses.board(course.id).conflicts}
    assert Rule.TRAVEL in rules
    placed = world.courses.board(course.id).placements[lesson]
    world.courses.place(course.id, lesson, Placement(TUESDAY, 0, placed.resources))
    rules = {each.rule for each in world.courses.board(course.id).conflicts}
    assert Rule.TRAVEL not in rules
