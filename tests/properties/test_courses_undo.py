"""Whatever is done with a plan, undoing it all brings back the beginning, and redoing the end."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbh_desktop.courses.model import Need, SessionId, Text
from kbh_desktop.courses.schedule import BusyBlock, CourseSession
from kbh_desktop.courses.timetable import Placement
from kbh_desktop.errors import InputError
from tests.courses_world import CoursesWorld

MONDAY = date(2026, 4, 13)


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    made = CoursesWorld(
        tmp_path_factory.mktemp("undo"), lambda: datetime(2026, 4, 16, 12, 2, tzinfo=UTC)
    )
    made.staff()
    yield made
    made.close()


days = st.integers(0, 4).map(lambda n: MONDAY + timedelta(days=n))
which = st.integers(0, 30)
places = st.builds(Placement, days, st.integers(0, 6), st.lists(which, max_size=3).map(tuple))
deeds = st.one_of(
    st.tuples(st.just("place"), which, places),
    st.tuples(st.just("unplace"), which),
    st.tuples(st.just("swap"), which, which),
    st.tuples(st.just("lock"), which, st.sampled_from(["time", "people", "room", "all", None])),
    st.tuples(st.just("apply"), st.dictionaries(which, st.none() | places, max_size=4)),
    st.tuples(st.just("add_session"), st.integers(1, 4)),
    st.tuples(st.just("change_session"), which, st.integers(1, 8)),
    st.tuples(st.just("remove_session"), which),
    st.tuples(st.just("add_block"), days),
    st.tuples(st.just("remove_block"), which),
    st.tuples(st.just("change"), st.sampled_from([(), ("ar",), ("ti", "ar")])),
)


class Deeds:
    """Does what was drawn, with the sessions, blocks and resources that there are."""

    def __init__(self, world, course):
        self.world, self.course, self.courses = world, course, world.courses
        self.staff = [each.id for each in world.resources.list()]

    def do(self, deed, *more):
        try:
            getattr(self, deed)(*more)
        except InputError:
            return False
        return True

    def pick(self, number):
        sessions = self.board().sessions
        return sessions[number % len(sessions)]

    def board(self):
        return self.courses.board(self.course)

    def placement(self, drawn):
        names = tuple(self.staff[n % len(self.staff)] for n in drawn.resources)
        return replace(drawn, resources=names)

    def place(self, number, drawn):
        self.courses.place(self.course, self.pick(number).id, self.placement(drawn))

    def unplace(self, number):
        self.courses.unplace(self.course, self.pick(number).id)

    def swap(self, one, other):
        self.courses.swap(self.course, self.pick(one).id, self.pick(other).id)

    def lock(self, number, level):
        self.courses.lock(self.course, self.pick(number).id, level)

    def apply(self, drawn):
        wanted = {self.pick(n).id: each and self.placement(each) for n, each in drawn.items()}
        self.courses.apply(self.course, wanted, "Planlæg")

    def add_session(self, lessons):
        wanted = CourseSession(
            SessionId(""), self.course, Text("Ekstra", "Extra"), "lesson", lessons, (Need("room"),)
        )
        self.courses.add_session(self.course, wanted)

    def change_session(self, number, lessons):
        self.courses.change_session(self.course, replace(self.pick(number), lessons=lessons))

    def remove_session(self, number):
        self.courses.remove_session(self.course, self.pick(number).id)

    def add_block(self, day):
        self.courses.add_block(self.course, BusyBlock(day, time(9), time(10), "Dansk"))

    def remove_block(self, number):
        blocks = self.board().blocks
        if blocks:
            self.courses.remove_block(self.course, blocks[number % len(blocks)].id)

    def change(self, languages):
        self.courses.change(self.course, languages=languages)


def seen(board):
    """Return what a person sees of a plan."""
    return board.course, board.sessions, board.blocks


@settings(max_examples=15)
@given(st.lists(deeds, min_size=1, max_size=8))
def test_undo_and_redo_return_exactly(world, drawn):
    course = world.course(first_day=MONDAY, danish_weekdays=()).id
    doing = Deeds(world, course)
    states = [seen(doing.board())]
    for deed in drawn:
        label = world.courses.undo_label(course)
        doing.do(*deed)
        now = seen(doing.board())
        if now != states[-1]:
            states.append(now)
        else:
            assert world.courses.undo_label(course) == label, "what changed nothing is no step"
    for state in reversed(states[:-1]):
        world.courses.undo(course)
        assert seen(doing.board()) == state
    assert world.courses.undo_label(course) == ""
    for state in states[1:]:
        world.courses.redo(course)
        assert seen(doing.board()) == state
    assert world.courses.redo_label(course) == ""
    world.courses.remove(course)
