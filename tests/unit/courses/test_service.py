"""Courses and their plans in the vault."""

from dataclasses import replace
from datetime import date, time

import pytest

from kbh_desktop.courses.model import Need, SessionId, Text
from kbh_desktop.courses.planner.plan import Search, plan
from kbh_desktop.courses.schedule import BusyBlock, CourseSession, NewCourse
from kbh_desktop.courses.timetable import Placement
from kbh_desktop.errors import InputError, NotAllowedError, NotFoundError, StaleError
from kbh_desktop.security.model import Role
from tests.courses_world import CoursesWorld

TUESDAY = date(2026, 4, 7)


def test_a_course_has_the_sessions_of_the_template_in_the_tray(world):
    course = world.course()
    board = world.courses.board(course.id)
    assert len(board.tray) == len(board.sessions) == 22
    assert sum(each.lessons for each in board.sessions if each.counts) == 72
    assert [module.week for module in board.modules] == [1, 2, 3, 4, 5, 6]
    assert board.conflicts == ()


def test_danish_mornings_are_blocks_on_open_days_only(world):
    course = world.course()
    board = world.courses.board(course.id)
    assert {block.day for block in board.blocks} == set(board.calendar.open_days)
    assert {(block.starts, block.ends) for block in board.blocks} == {(time(8, 30), time(11, 30))}


def test_each_language_needs_an_interpreter(world):
    course = world.course(languages=("ar", "ti"))
    session = world.courses.board(course.id).instance.session[world.session(course, "w1a")]
    assert [need.skill for need in session.needs] == ["society", "ar", "ti", "class"]


def test_a_placed_session_is_judged_with_names(world):
    staff, course = world.staff(), world.course()
    world.place(course, "w1a", TUESDAY, 4, staff["Ulf"], staff["Amir"], staff["Sal 1"])
    (conflict,) = world.courses.board(course.id).conflicts
    assert "Ulf" in conflict.text
    assert staff["Ulf"] not in conflict.text


def test_a_session_over_danish_lessons_is_a_conflict_of_the_course(world):
    staff, course = world.staff(), world.course()
    world.place(course, "w1a", TUESDAY, 0, staff["Tove"], staff["Amir"], staff["Sal 1"])
    assert [each.rule for each in world.courses.board(course.id).conflicts] == ["away"]


def test_the_list_counts_what_is_placed_and_in_conflict(world):
    staff, course = world.staff(), world.course()
    world.place(course, "w1a", TUESDAY, 4, staff["Ulf"], staff["Amir"], staff["Sal 1"])
    (row,) = world.courses.list()
    assert (row.placed, row.sessions, row.conflicts, row.state) == (1, 22, 1, "running")
    assert row.weeks[0] == "2026-W15"


@pytest.mark.parametrize(
    ("first_day", "state"),
    [
        (date(2026, 4, 20), "planned"),
        (date(2026, 4, 13), "running"),
        (date(2026, 1, 5), "finished"),
    ],
)
def test_the_state_follows_from_the_days(world, first_day, state):
    world.course(first_day=first_day)
    assert world.courses.list()[0].state == state


def test_an_absence_is_a_conflict_on_its_days(world):
    staff, course = world.staff(), world.course()
    world.place(course, "w1a", TUESDAY, 4, staff["Tove"], staff["Amir"], staff["Sal 1"])
    world.resources.add_absence(staff["Tove"], date(2026, 4, 1), date(2026, 4, 7), note="ferie")
    assert [each.rule for each in world.courses.board(course.id).conflicts] == ["away"]
    world.resources.add_absence(staff["Amir"], TUESDAY, first_slot=0, slots=4)
    assert len(world.courses.board(course.id).conflicts) == 1


def test_the_planner_fills_a_stored_course_without_conflicts(world):
    world.staff()
    course = world.course()
    found = plan(world.courses.board(course.id).instance, Search(limit_s=20, improve=False))
    assert found.status == "complete"
    world.courses.apply(course.id, found.sessions, "Planlæg")
    board = world.courses.board(course.id)
    assert (len(board.placements), board.conflicts) == (22, ())
    world.courses.undo(course.id)
    assert world.courses.board(course.id).placements == {}


def test_undo_and_redo_survive_a_restart(world, tmp_path, clock):
    course = world.course()
    session = world.place(course, "w1a", TUESDAY, 4)
    world.courses.place(course.id, session, Placement(date(2026, 4, 8), 4))
    world.courses.undo(course.id)
    world.close()
    again = CoursesWorld(tmp_path / "vault", clock)
    assert "Velkommen" in again.courses.redo_label(course.id)
    again.courses.undo(course.id)
    assert again.courses.board(course.id).placements == {}
    again.courses.redo(course.id)
    again.courses.redo(course.id)
    assert again.courses.board(course.id).placements[session].day == date(2026, 4, 8)
    assert again.courses.redo_label(course.id) == ""
    with pytest.raises(InputError):
        again.courses.redo(course.id)
    again.close()


def test_a_new_deed_ends_what_could_be_done_again(world):
    course = world.course()
    session = world.place(course, "w1a", TUESDAY, 4)
    world.courses.undo(course.id)
    world.place(course, "w1a", TUESDAY, 6)
    assert world.courses.redo_label(course.id) == ""
    world.courses.undo(course.id)
    assert session not in world.courses.board(course.id).placements


def test_what_somebody_else_changed_since_is_not_undone(world):
    course = world.course()
    world.place(course, "w1a", TUESDAY, 4)
    other = world.as_role(Role.COURSE, name="Bo")
    other.place(course, "w1a", TUESDAY, 6)
    with pytest.raises(StaleError):
        world.courses.undo(course.id)
    assert world.courses.undo_label(course.id)


def test_swapping_exchanges_times_and_keeps_people(world):
    staff, course = world.staff(), world.course()
    one = world.place(course, "w1a", TUESDAY, 4, staff["Tove"])
    other = world.place(course, "w1b", date(2026, 4, 8), 6, staff["Vibe"])
    world.courses.swap(course.id, one, other)
    placements = world.courses.board(course.id).placements
    assert placements[one] == Placement(date(2026, 4, 8), 6, (staff["Tove"],))
    assert placements[other] == Placement(TUESDAY, 4, (staff["Vibe"],))


def test_a_locked_session_can_neither_be_moved_nor_removed_from_its_time(world):
    course = world.course()
    session = world.place(course, "w1a", TUESDAY, 4)
    world.courses.lock(course.id, session, "time")
    with pytest.raises(InputError, match="låst"):
        world.courses.place(course.id, session, Placement(TUESDAY, 6))
    with pytest.raises(InputError, match="låst"):
        world.courses.unplace(course.id, session)
    board = world.courses.board(course.id)
    assert board.instance.session[session].locked.slot == 4
    world.courses.lock(course.id, session, None)
    world.courses.unplace(course.id, session)
    assert session not in world.courses.board(course.id).placements


def test_people_of_a_session_locked_in_time_may_change(world):
    staff, course = world.staff(), world.course()
    session = world.place(course, "w1a", TUESDAY, 4, staff["Tove"])
    world.courses.lock(course.id, session, "time")
    world.courses.place(course.id, session, Placement(TUESDAY, 4, (staff["Vibe"],)))
    assert world.courses.board(course.id).placements[session].resources == (staff["Vibe"],)


def test_a_lock_holds_only_what_it_says(world):
    staff, course = world.staff(), world.course()
    session = world.place(course, "w1a", TUESDAY, 4, staff["Tove"], staff["Amir"], staff["Sal 1"])

    def refused(day, slot, *names):
        placement = Placement(day, slot, tuple(staff[name] for name in names))
        try:
            world.courses.place(course.id, session, placement)
        except InputError:
            return True
        world.courses.undo(course.id)
        return False

    other_time = (TUESDAY, 6, "Tove", "Amir", "Sal 1")
    other_room = (TUESDAY, 4, "Tove", "Amir", "Sal 2")
    other_people = (TUESDAY, 4, "Vibe", "Amir", "Sal 1")
    held = {
        "time": [True, False, False],
        "people": [False, False, True],
        "room": [False, True, False],
        "all": [True, True, True],
    }
    for level, answers in held.items():
        world.courses.lock(course.id, session, level)
        deeds = (other_time, other_room, other_people)
        assert [refused(*deed) for deed in deeds] == answers, level


def test_a_session_in_the_tray_has_nothing_to_lock(world):
    course = world.course()
    with pytest.raises(InputError):
        world.courses.lock(course.id, world.session(course, "w1a"), "all")


def test_own_sessions_are_added_changed_removed_and_undone(world):
    course = world.course()
    wanted = CourseSession(
        SessionId(""),
        course.id,
        Text("Førstehjælp", "First aid"),
        "lesson",
        2,
        (Need("room"),),
        week=4,
    )
    added = world.courses.add_session(course.id, wanted)
    stored = world.courses.board(course.id).session[added]
    world.courses.change_session(course.id, replace(stored, lessons=3))
    assert world.courses.board(course.id).session[added].lessons == 3
    world.courses.remove_session(course.id, added)
    assert added not in world.courses.board(course.id).session
    world.courses.undo(course.id)
    world.courses.undo(course.id)
    assert world.courses.board(course.id).session[added].lessons == 2
    world.courses.undo(course.id)
    assert added not in world.courses.board(course.id).session
    world.courses.redo(course.id)
    assert world.courses.board(course.id).session[added].title.da == "Førstehjælp"


def test_a_block_is_added_changed_removed_and_undone(world):
    course = world.course(danish_weekdays=())
    block = BusyBlock(TUESDAY, time(13, 0), time(14, 0), "Lægebesøg", "other")
    world.courses.add_block(course.id, block)
    (stored,) = world.courses.board(course.id).blocks
    (span,) = world.courses.board(course.id).instance.groups[0].unavailable
    assert (span.first, span.slots) == (4, 2)
    world.courses.change_block(course.id, replace(stored, ends=time(13, 10)))
    world.courses.remove_block(course.id, stored.id)
    world.courses.undo(course.id)
    assert world.courses.board(course.id).blocks[0].ends == time(13, 10)


def test_other_languages_keep_whoever_still_fits(world):
    staff, course = world.staff(), world.course()
    session = world.place(course, "w1a", TUESDAY, 4, staff["Tove"], staff["Amir"], staff["Sal 1"])
    world.courses.change(course.id, languages=("ti", "ar"))
    board = world.courses.board(course.id)
    assert board.placements[session].resources == (staff["Tove"], "", staff["Amir"], staff["Sal 1"])
    world.courses.undo(course.id)
    assert len(world.courses.board(course.id).placements[session].resources) == 3


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": " "}, "title"),
        ({"capacity": 0}, "capacity"),
        ({"municipalities": ("9999",)}, "municipalities"),
        ({"languages": ("xx",)}, "languages"),
        ({"first_day": date(1026, 4, 6)}, "first_day"),
    ],
)
def test_a_course_without_sense_is_refused_by_field(world, fields, field):
    wanted = {"title": "Hold", "centre": "avnstrup", "first_day": TUESDAY} | fields
    with pytest.raises(InputError) as raised:
        world.courses.create(NewCourse(**wanted))
    assert raised.value.field == field
    assert world.courses.list() == ()


def test_a_field_that_does_not_exist_is_named(world):
    course = world.course()
    with pytest.raises(InputError, match="colour"):
        world.courses.change(course.id, colour="blå")


def test_a_copy_keeps_weekdays_and_times_and_leaves_people_open(world):
    staff, course = world.staff(), world.course(first_day=date(2026, 4, 13))
    world.place(course, "w1a", date(2026, 4, 14), 4, staff["Tove"])
    world.place(course, "w5a", date(2026, 5, 11), 4, staff["Tove"])
    copy = world.courses.copy(course.id, "Hold 2", date(2027, 4, 19))
    board = world.courses.board(copy.id)
    by_origin = {each.origin: each.placement for each in board.sessions}
    assert by_origin["w1a"] == Placement(date(2027, 4, 20), 4)
    assert by_origin["w5a"] is None, "Whit Monday 2027"
    assert board.instance.order, "the order of modules is kept"


def test_a_plan_that_was_tried_out_becomes_that_of_the_course_in_one_step(world):
    staff, course = world.staff(), world.course()
    session = world.place(course, "w1a", TUESDAY, 4, staff["Tove"], staff["Amir"], staff["Sal 1"])
    tried = world.courses.what_if(course.id)
    assert world.courses.list()[0].conflicts == 0, "a what-if plan books nobody"
    (twin,) = (each for each in world.courses.board(tried.id).sessions if each.origin == session)
    assert world.courses.board(tried.id).conflicts == ()
    world.courses.place(tried.id, twin.id, Placement(TUESDAY, 6, twin.placement.resources))
    gone = world.session(course, "w6a")
    (twin_gone,) = (each for each in world.courses.board(tried.id).sessions if each.origin == gone)
    world.courses.remove_session(tried.id, twin_gone.id)
    world.courses.adopt(tried.id)
    board = world.courses.board(course.id)
    assert board.placements[session].slot == 6
    assert gone not in board.session
    assert world.courses.what_ifs(course.id) == ()
    world.courses.undo(course.id)
    assert world.courses.board(course.id).placements[session].slot == 4
    assert gone in world.courses.board(course.id).session


def test_a_plan_that_was_tried_out_can_be_dropped(world):
    course = world.course()
    tried = world.courses.what_if(course.id)
    assert world.courses.what_ifs(course.id)[0].id == tried.id
    world.courses.discard(tried.id)
    assert world.courses.what_ifs(course.id) == ()
    with pytest.raises(NotFoundError):
        world.courses.board(tried.id)


def test_a_course_with_participants_is_not_removed(world):
    course = world.course()
    world.participants.enrol(course.id, world.person("Amina"))
    with pytest.raises(InputError):
        world.courses.remove(course.id)


def test_a_removed_course_frees_its_people(world):
    staff, one = world.staff(), world.course("Hold 1")
    world.place(one, "w1a", TUESDAY, 4, staff["Tove"])
    world.courses.remove(one.id)
    assert world.courses.list() == ()
    assert world.resources.bookings(staff["Tove"]) == ()


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.LEADER])
def test_readers_read_and_change_nothing(world, role):
    course = world.course()
    reader = world.as_role(role)
    assert reader.courses.list()
    assert reader.courses.board(course.id)
    with pytest.raises(NotAllowedError):
        reader.course()
    for deed in (reader.courses.undo, reader.courses.what_if, reader.courses.remove):
        with pytest.raises(NotAllowedError):
            deed(course.id)


@pytest.mark.parametrize("role", [Role.IT, Role.HEALTH])
def test_others_see_nothing_of_courses(world, role):
    course = world.course()
    other = world.as_role(role)
    for deed in (
        other.courses.list,
        lambda: other.courses.board(course.id),
        lambda: other.participants.participants(course.id),
        lambda: other.economy.cost_lines(course.id),
        other.resources.list,
    ):
        with pytest.raises(NotAllowedError):
            deed()


def test_a_fast_track_coordinator_plans(world):
    planner = world.as_role(Role.COURSE)
    course = planner.course()
    assert planner.courses.board(course.id).sessions


def test_a_session_of_another_course_is_refused(world):
    one, other = world.course("Hold 1"), world.course("Hold 2")
    with pytest.raises(NotFoundError):
        world.courses.place(one.id, world.session(other, "w1a"), Placement(TUESDAY, 4))
    with pytest.raises(NotFoundError):
        world.courses.place(one.id, world.session(one, "w1a"), Placement(TUESDAY, 4, ("nobody",)))
