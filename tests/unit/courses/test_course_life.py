"""Company visits, talks, work placements and evaluations of a course."""

from dataclasses import replace
from datetime import date, time

import pytest

from kbh_desktop.courses.evaluations import Evaluation, trend
from kbh_desktop.courses.timetable import Placement
from kbh_desktop.errors import InputError
from kbh_desktop.security.audit import AuditAction

TUESDAY, WEDNESDAY = date(2026, 4, 7), date(2026, 4, 8)
TODAY = date(2026, 4, 16)


@pytest.fixture
def held(world):
    """A course with a double lesson held last week, and one participant since then."""
    course = world.course()
    session = world.place(course, "w1a", TUESDAY, 4)
    person = world.person("Amina")
    world.participants.enrol(course.id, person, on=TUESDAY)
    return course, session, person


def test_a_visit_takes_no_more_people_than_the_company(world, held):
    course, _session, person = held
    visit = world.participants.visits.add(
        course.id, "Hotel Fjorden", cvr="12 34 56 78", max_persons=1, day=WEDNESDAY
    )
    assert visit.cvr == "12345678"
    other = world.person("Bilal")
    world.participants.enrol(course.id, other)
    assert world.participants.visits.join(visit.id, person).free_places == 0
    with pytest.raises(InputError, match="Hotel Fjorden"):
        world.participants.visits.join(visit.id, other)
    world.participants.visits.leave(visit.id, person)
    assert world.participants.visits.join(visit.id, other).participants == (other,)


def test_a_visit_in_the_plan_is_on_the_day_of_its_session(world):
    course = world.course()
    session = world.place(course, "visit1", date(2026, 4, 15), 4)
    visit = world.participants.visits.add(course.id, "Lager A/S", session_id=session)
    assert visit.day == date(2026, 4, 15)
    world.courses.place(course.id, session, Placement(date(2026, 4, 16), 4))
    assert world.participants.visits.get(visit.id).day == date(2026, 4, 16)


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"cvr": "123"}, "cvr"), ({"firm": " "}, "firm"), ({"max_persons": 0}, "max_persons")],
)
def test_a_visit_without_sense_is_refused_by_field(world, fields, field):
    course = world.course()
    with pytest.raises(InputError) as raised:
        world.participants.visits.add(course.id, **({"firm": "Lager A/S"} | fields))
    assert raised.value.field == field


def test_nobody_has_two_talks_at_a_time(world, held):
    course, _session, person = held
    talk = world.participants.talks.add(course.id, person, WEDNESDAY, time(12, 30))
    assert talk.ends == time(13, 15)
    with pytest.raises(InputError):
        world.participants.talks.add(course.id, person, WEDNESDAY, time(13, 0))
    world.participants.talks.add(course.id, person, WEDNESDAY, time(13, 15))
    assert len(world.participants.talks.list(course.id)) == 2
    world.participants.talks.remove(talk.id)
    assert len(world.participants.talks.list(course.id)) == 1


def test_whoever_is_in_a_session_does_not_talk_then(world, held):
    course, session, person = held
    teacher = world.staff()["Tove"]
    placed = world.courses.board(course.id).session[session].placement
    world.courses.place(course.id, session, replace(placed, resources=(teacher,)))
    add = world.participants.talks.add
    with pytest.raises(InputError, match=r"“.+”") as raised:
        add(course.id, person, TUESDAY, time(13, 45), resource=teacher)
    assert raised.value.field == "starts"
    another = world.course(title="Et andet hold")
    with pytest.raises(InputError):
        add(another.id, person, TUESDAY, time(13, 45), resource=teacher)
    talk = add(course.id, person, TUESDAY, time(11, 45), resource=teacher)
    add(course.id, person, TUESDAY, time(13, 45), resource=teacher, session_id=session)
    with pytest.raises(InputError):
        world.participants.talks.change(replace(talk, starts=time(13)))


def test_a_talk_says_which_lesson_the_participant_leaves(world, held):
    course, session, person = held
    title = str(world.courses.board(course.id).session[session].title)
    add = world.participants.talks.add
    add(course.id, person, TUESDAY, time(13, 0))
    add(course.id, person, TUESDAY, time(15, 0))
    assert [talk.missed for talk in world.participants.talks.list(course.id)] == [title, ""]


def test_nobody_talks_in_two_courses_at_a_time(world, held):
    course, _session, person = held
    other = world.course(title="Et andet hold")
    world.participants.talks.add(course.id, person, WEDNESDAY, time(12, 30))
    with pytest.raises(InputError):
        world.participants.talks.add(other.id, person, WEDNESDAY, time(12, 45))


def test_no_notes_are_kept_about_asylum_seekers(world):
    course = world.course()
    person = world.person("Amina", residence_basis="asylum_seeker")
    world.participants.enrol(course.id, person)
    with pytest.raises(InputError, match="asylansøgere"):
        world.participants.talks.add(course.id, person, WEDNESDAY, time(12, 30), note="træt")
    with pytest.raises(InputError, match="asylansøgere"):
        world.participants.placements.add(course.id, person, "Hotel", TODAY, note="glad")


def test_placements_say_whether_they_begin_before_the_move(world):
    course = world.course()
    people = {
        "before": world.person("Amina", arrival_date="2026-06-01"),
        "after": world.person("Bilal", arrival_date="2026-05-01"),
        "unknown": world.person("Chadi"),
    }
    for person in people.values():
        world.participants.enrol(course.id, person)
        world.participants.placements.add(course.id, person, "Hotel", date(2026, 5, 18))
    found = {
        each.person: each.before_move for each in world.participants.placements.list(course.id)
    }
    assert [found[person] for person in people.values()] == [True, False, None]
    figures = world.participants.placements.figures(course.id)
    assert (figures.before_move, figures.after_move, figures.unknown) == (1, 1, 1)


def test_a_placement_follows_the_day_of_moving_until_another_is_noted(world):
    course = world.course()
    person = world.person("Amina", arrival_date="2026-05-01")
    made = world.participants.placements.add(course.id, person, "Hotel", date(2026, 5, 18))
    world.people.change(person, arrival_date="2026-06-01")
    assert world.participants.placements.list(course.id)[0].moves_on == date(2026, 6, 1)
    world.participants.placements.change(replace(made, moves_on=date(2026, 5, 20)))
    world.people.change(person, arrival_date="2026-07-01")
    assert world.participants.placements.list(course.id)[0].moves_on == date(2026, 5, 20)


def test_evaluations_are_anonymous_and_counted_by_week(world):
    course = world.course()
    for week, smiley in ((1, 4), (1, 3), (2, 1)):
        world.participants.evaluations.add(course.id, week, smiley, "")
    first, second, *rest = world.participants.evaluations.trend(course.id)
    assert (first.counts, first.mean) == ((0, 0, 1, 1), 3.5)
    assert second.mean == 1
    assert [week.mean for week in rest] == [None] * 4
    assert not hasattr(world.participants.evaluations.list(course.id)[0], "person")


@pytest.mark.parametrize(("week", "smiley"), [(0, 1), (7, 1), (1, 0), (1, 5)])
def test_only_weeks_of_the_course_and_four_smileys(world, week, smiley):
    course = world.course()
    with pytest.raises(InputError):
        world.participants.evaluations.add(course.id, week, smiley)


def test_the_trend_has_every_week():
    assert [each.answers for each in trend([Evaluation("a", 2, 4)], 3)] == [0, 1, 0]


def test_lists_with_participants_are_written_down_in_the_log(world, held, tmp_path):
    course, _session, _person = held
    world.files.attendance_workbook(course.id, tmp_path / "fremmøde.xlsx")
    assert world.audit.entries(1)[0].deed.action == AuditAction.SAVE_FILE
