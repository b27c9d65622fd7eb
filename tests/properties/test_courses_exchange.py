"""Whatever is done with a plan at the office, a laptop that takes the bundles in sees the same."""

from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from kbh_desktop.courses.schedule import NewCourse
from kbh_desktop.errors import InputError
from tests.courses_world import CoursesWorld
from tests.exchange_world import OFFICE, World
from tests.properties.test_courses_undo import Deeds, deeds, seen

MONDAY = date(2026, 4, 13)


def now():
    return datetime(2026, 4, 16, 12, 2, tzinfo=UTC)


@settings(max_examples=6)
@given(st.lists(st.lists(deeds, min_size=1, max_size=4), min_size=1, max_size=3), st.booleans())
def test_a_laptop_sees_the_plan_as_it_is_at_the_office(tmp_path_factory, rounds, undoes):
    nodes = World(tmp_path_factory.mktemp("exchange"))
    try:
        office, laptop = (
            CoursesWorld(nodes.folder / name, now, database=nodes.nodes[name].database)
            for name in (OFFICE, "l1")
        )
        office.staff()
        course = office.courses.create(NewCourse("Hold 1", "avnstrup", MONDAY)).id
        doing = Deeds(office, course)
        for some in rounds:
            for deed in some:
                doing.do(*deed)
            if undoes:
                try:
                    office.courses.undo(course)
                except InputError:
                    assert office.courses.undo_label(course) == ""
            nodes.down()
            assert seen(laptop.courses.board(course)) == seen(doing.board())
            assert laptop.resources.list() == office.resources.list()
    finally:
        nodes.close()
