"""A plan follows its course to other weeks."""

from dataclasses import replace
from datetime import date

import pytest

from kbh_desktop.courses.timetable import Placement
from kbh_desktop.errors import InputError

TUESDAY = date(2026, 4, 14)


def test_a_course_that_begins_later_takes_its_plan_along_and_it_can_be_undone(world):
    staff, course = world.staff(), world.course(first_day=date(2026, 4, 13))
    session = world.place(course, "w1a", TUESDAY, 4, staff["Tove"], staff["Amir"], staff["Sal 1"])
    before = world.courses.board(course.id)
    world.courses.change(course.id, first_day=date(2026, 4, 20))
    board = world.courses.board(course.id)
    assert board.placements[session] == replace(before.placements[session], day=date(2026, 4, 21))
    assert board.conflicts == ()
    assert {block.day for block in board.blocks} <= set(board.calendar.open_days)
    world.courses.undo(course.id)
    assert world.courses.board(course.id).sessions == before.sessions
    assert world.courses.board(course.id).blocks == before.blocks


def test_what_falls_on_a_closed_day_goes_to_the_tray(world):
    course = world.course(first_day=date(2026, 4, 13), danish_weekdays=())
    session = world.place(course, "w4a", date(2026, 5, 7), 4)
    world.courses.lock(course.id, session, "room")
    world.courses.change(course.id, first_day=date(2026, 4, 20))
    board = world.courses.board(course.id)
    assert session not in board.placements, "Ascension Day"
    assert session not in board.locks


def test_a_session_locked_in_time_stays_where_it_is(world):
    course = world.course(first_day=date(2026, 4, 13))
    session = world.place(course, "w1a", TUESDAY, 4)
    world.courses.lock(course.id, session, "time")
    world.courses.change(course.id, first_day=date(2026, 4, 20))
    board = world.courses.board(course.id)
    assert board.placements[session] == Placement(TUESDAY, 4)
    assert board.conflicts


def test_a_change_of_title_moves_nothing(world):
    course = world.course(first_day=date(2026, 4, 13))
    world.place(course, "w1a", TUESDAY, 4)
    before = world.courses.board(course.id)
    world.courses.change(course.id, title="Hold 12")
    assert world.courses.board(course.id).sessions == before.sessions


def test_sessions_are_never_made_to_come_after_each_other(world):
    course = world.course()
    board = world.courses.board(course.id)
    first, second = (board.session[world.session(course, name)] for name in ("w1a", "w1b"))
    with pytest.raises(InputError) as raised:
        world.courses.change_session(course.id, replace(first, after=(second.id,)))
    assert raised.value.field == "after"
