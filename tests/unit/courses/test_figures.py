"""What became of a course in figures."""

from datetime import date

import pytest

from kbh_desktop.courses.attendance import Mark
from kbh_desktop.errors import NotAllowedError
from kbh_desktop.security.model import Role

TUESDAY = date(2026, 4, 7)


@pytest.fixture
def course(world):
    """Two come, one seldom, one left and one waits."""
    course = world.course()
    session = world.place(course, "w1c", TUESDAY, 4)
    people = [world.person(name) for name in ("Amina", "Bilal", "Chadi", "Dina", "Emir")]
    for person in people[:4]:
        world.participants.enrol(course.id, person, on=TUESDAY)
    world.participants.enrol(course.id, people[4], waiting=True)
    for lesson in (1, 2):
        world.participants.mark(course.id, session, lesson, people[2], Mark.UNLAWFUL)
    world.participants.mark_all_present(course.id, session)
    world.participants.mark(course.id, session, 4, people[1], Mark.LAWFUL)
    world.participants.mark(course.id, session, 4, people[0], Mark.UNMARKED)
    world.participants.leave(course.id, people[3], "job")
    world.participants.placements.add(course.id, people[0], "Hotel", date(2026, 5, 18))
    return course


def test_the_figures_count_people_and_lessons(world, course):
    found = world.participants.figures(course.id)
    assert (found.on_course, found.waiting, found.left) == (3, 1, {"job": 1})
    assert (found.certificates, found.provisional) == (1, 1)
    assert (found.attended, found.counted, found.percent) == (3 + 3 + 2, 4 + 3 + 4, 72)
    assert found.placements.unknown == 1


def test_leaders_read_figures_and_no_names(world, course):
    leader = world.as_role(Role.LEADER)
    assert leader.participants.figures(course.id).on_course == 3
    assert "Amina" not in repr(leader.participants.figures(course.id))
    with pytest.raises(NotAllowedError):
        leader.participants.participants(course.id)
    with pytest.raises(NotAllowedError):
        world.as_role(Role.IT).participants.figures(course.id)


def test_a_course_without_lessons_has_no_percentage(world):
    found = world.participants.figures(world.course().id)
    assert (found.percent, found.certificates, found.on_course) == (None, 0, 0)
