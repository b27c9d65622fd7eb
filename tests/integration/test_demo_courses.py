"""The invented courses: one over, one half way, one being planned."""

from datetime import UTC, date, datetime

import pytest

from kbh_desktop.app import create_app
from kbh_desktop.demo.bulk import register_many
from kbh_desktop.demo.courses import make_courses
from kbh_desktop.demo.people import demo_people
from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    app, _sheet = create_app(
        tmp_path_factory.mktemp("courses") / "office",
        kind=NodeKind.OFFICE,
        user_name="Karen",
        passphrase="prøv dette program",
        roles={Role.COORDINATOR},
        clock=lambda: datetime(2026, 11, 24, 9, 0, tzinfo=UTC),
        with_forms=False,
        cost=FLOOR_COST,
    )
    people = demo_people(60, 1, today=TODAY)
    register_many(app.database, app.people, [{**each.fields} for each in people])
    make_courses(app, 1, TODAY)
    yield app
    app.close()


@pytest.fixture
def courses(office):
    return {row.state: row for row in office.courses.list()}


def test_each_course_is_at_another_point(courses):
    assert courses.keys() == {"finished", "running", "planned"}
    assert courses["finished"].placed == courses["running"].placed == 22
    assert (courses["finished"].conflicts, courses["running"].conflicts) == (0, 0)
    assert 0 < courses["planned"].placed < 22
    assert courses["planned"].conflicts >= 1


def test_attendance_is_whole_where_it_is_over_and_provisional_where_it_runs(office, courses):
    over = office.participants.participants(courses["finished"].id)
    running = office.participants.participants(courses["running"].id)
    assert len(over) >= 8
    assert {row.status for row in over} == {"finished"}
    assert not any(row.attendance.is_provisional for row in over)
    assert {row.attendance.proof for row in over} == {"certificate", "participation"}
    assert any(row.attendance.is_provisional for row in running)
    assert {row.municipality for row in over} == {"0265", "0269", "0253"}


def test_the_finished_course_has_its_economy_and_evaluation(office, courses):
    course = courses["finished"].id
    assert office.course_economy.split(course, "on_account").total == 60_000_00
    assert office.course_economy.split(course, "final").unpaid == 0
    assert all(week.answers == 8 for week in office.participants.evaluations.trend(course))
    assert len(office.participants.visits.list(course)) == 3
    figures = office.participants.placements.figures(course)
    assert figures.before_move > figures.after_move > 0


def test_somebody_is_locked_and_somebody_away_in_what_is_being_planned(office, courses):
    board = office.courses.board(courses["planned"].id)
    assert len(board.locks) == 1
    assert board.tray
    assert office.course_resources.absences()
