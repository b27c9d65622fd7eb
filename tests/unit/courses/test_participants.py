"""Who is on a course, who waits, who came."""

from datetime import date, time, timedelta

import pytest

from kbh_desktop.courses.attendance import LawfulReason, LessonMark, Mark
from kbh_desktop.courses.enrolment import Rule
from kbh_desktop.courses.privacy import REDUCED_FIELDS
from kbh_desktop.errors import InputError, NotAllowedError, NotFoundError
from kbh_desktop.security.model import Role

TUESDAY, WEDNESDAY = date(2026, 4, 7), date(2026, 4, 8)
TODAY = date(2026, 4, 16)


def unmet(candidate):
    return {line.rule for line in candidate.eligibility.lines if not line.is_met}


def test_candidates_are_the_people_at_the_centre_with_every_condition(world):
    course = world.course()
    amina = world.person("Amina")
    young = world.person("Zahra", birth_date="2012-01-01", mother_tongues="ti")
    world.person("Bilal", centre="sandholm")
    found = {each.person_id: each for each in world.participants.candidates(course.id)}
    assert found.keys() == {amina, young}
    assert found[amina].eligibility.may_join
    assert unmet(found[young]) == {Rule.AGE, Rule.LANGUAGE}
    assert len(found[young].eligibility.lines) == 8


def test_whoever_does_not_fulfil_a_condition_is_refused_with_its_sentence(world):
    course = world.course()
    person = world.person("Omar", municipality_expected="0101")
    with pytest.raises(InputError, match="kommune"):
        world.participants.enrol(course.id, person)
    assert world.participants.participants(course.id) == ()


def test_one_active_course_for_each_person(world):
    one, other = world.course("Hold 1"), world.course("Hold 2")
    person = world.person("Amina")
    world.participants.enrol(one.id, person)
    with pytest.raises(InputError, match="andet forløb"):
        world.participants.enrol(other.id, person)


def test_a_course_that_is_over_is_no_hindrance(world):
    old = world.course("Hold 1", first_day=date(2026, 1, 5))
    person = world.person("Amina")
    world.participants.enrol(old.id, person)
    world.participants.enrol(world.course("Hold 2").id, person)


def test_when_the_course_is_full_the_waiting_list_opens_in_its_order(world):
    course = world.course(capacity=1)
    first = world.person("Amina")
    seeker = world.person("Bilal", residence_basis="asylum_seeker", phase="asylum")
    late = world.person("Chadi", arrival_date="2026-06-01")
    soon = world.person("Dina", arrival_date="2026-05-01")
    world.participants.enrol(course.id, first)
    with pytest.raises(InputError, match="fuldt"):
        world.participants.enrol(course.id, late)
    for person in (seeker, late, soon):
        world.participants.enrol(course.id, person, waiting=True)
    rows = world.participants.participants(course.id)
    assert [row.person_id for row in rows] == [first, soon, late, seeker]
    assert [row.waiting_number for row in rows] == [0, 1, 2, 3]
    with pytest.raises(InputError, match="fuldt"):
        world.participants.offer_place(course.id, soon)
    world.participants.leave(course.id, first, "job")
    assert world.participants.offer_place(course.id, soon).status == "enrolled"
    assert world.courses.list()[0].participants == 1


def test_who_has_a_place_is_offered_none(world):
    course = world.course()
    person = world.person("Amina")
    world.participants.enrol(course.id, person)
    with pytest.raises(InputError, match="venteliste"):
        world.participants.offer_place(course.id, person)


def test_leaving_needs_a_reason_and_can_be_taken_back(world):
    course = world.course()
    person = world.person("Amina")
    world.participants.enrol(course.id, person)
    with pytest.raises(InputError):
        world.participants.leave(course.id, person, "")
    left = world.participants.leave(course.id, person, "moved", date(2026, 4, 15))
    assert "transport" in left.notice
    (row,) = world.participants.participants(course.id)
    assert (row.status, row.exit_reason, row.left_on) == ("left", "moved", date(2026, 4, 15))
    world.participants.come_back(course.id, person)
    assert world.participants.participants(course.id)[0].status == "enrolled"
    with pytest.raises(InputError):
        world.participants.come_back(course.id, person)


def test_whoever_was_withdrawn_can_be_enrolled_again(world):
    course = world.course()
    person = world.person("Amina")
    world.participants.enrol(course.id, person)
    world.participants.withdraw(course.id, person)
    assert world.participants.participants(course.id) == ()
    world.participants.enrol(course.id, person)
    assert world.participants.participants(course.id)[0].status == "enrolled"


def test_a_rejection_begins_the_thirty_days(world, clock):
    course = world.course()
    person = world.person("Amina", residence_basis="asylum_seeker")
    world.participants.enrol(course.id, person)
    said = world.participants.leave(course.id, person, "asylum_rejected", TODAY)
    assert "30" in said.notice
    assert world.participants.participants(course.id)[0].erase_on == TODAY + timedelta(days=30)
    clock.advance(days=29)
    assert world.participants.due_erasures() == ()
    clock.advance(days=1)
    assert world.participants.due_erasures() == (person,)
    world.participants.come_back(course.id, person)
    assert world.participants.due_erasures() == ()


def test_whoever_was_rejected_joins_no_other_course(world):
    course = world.course("Hold 1")
    person = world.person("Amina", residence_basis="asylum_seeker")
    world.participants.enrol(course.id, person)
    world.participants.leave(course.id, person, "asylum_rejected")
    other = world.course("Hold 2")
    (candidate,) = world.participants.candidates(other.id)
    assert unmet(candidate) == {Rule.PERMIT}


def test_everybody_finishes_when_the_course_is_over(world, clock):
    course = world.course()
    for name in ("Amina", "Bilal"):
        world.participants.enrol(course.id, world.person(name))
    with pytest.raises(InputError):
        world.participants.finish(course.id)
    clock.advance(days=60)
    assert world.participants.finish(course.id) == 2
    assert {row.status for row in world.participants.participants(course.id)} == {"finished"}


def test_agreement_to_sharing_is_noted_with_its_day(world):
    course = world.course()
    person = world.person("Amina", residence_basis="asylum_seeker")
    assert "dele" in world.participants.enrol(course.id, person).notice
    world.participants.agree(course.id, person)
    assert world.participants.enrol(course.id, person).notice == ""
    assert world.participants.participants(course.id)[0].agreed_on == TODAY


# Attendance


@pytest.fixture
def held(world):
    """A course with a double lesson held last week, and one participant since then."""
    course = world.course()
    session = world.place(course, "w1a", TUESDAY, 4)
    person = world.person("Amina")
    world.participants.enrol(course.id, person, on=TUESDAY)
    return course, session, person


def test_lessons_are_those_of_placed_sessions_with_their_times(world, held):
    course, session, _person = held
    lessons = world.participants.lessons(course.id)
    assert [(each.lesson_no, each.starts) for each in lessons] == [
        (1, time(12, 30)),
        (2, time(13, 15)),
    ]
    assert {each.session_id for each in lessons} == {session}
    assert world.participants.lessons(course.id, WEDNESDAY) == ()


def test_marks_add_up_as_the_rule_says(world, held):
    course, session, person = held
    world.participants.mark(course.id, session, 1, person, Mark.LATE, minutes_late=10)
    (row,) = world.participants.participants(course.id)
    assert row.attendance.is_provisional
    assert row.attendance.percent == 50
    world.participants.mark(course.id, session, 2, person, Mark.LAWFUL, reason=LawfulReason.ILLNESS)
    (row,) = world.participants.participants(course.id)
    assert (row.attendance.percent, row.attendance.is_provisional) == (100, False)
    assert (row.attendance.lawful, row.attendance.late_minutes) == (1, 10)
    assert [week.attendance.held for week in row.strip] == [2, 0, 0, 0, 0, 0]


def test_a_mark_can_be_taken_away(world, held):
    course, session, person = held
    world.participants.mark(course.id, session, 1, person, Mark.PRESENT)
    world.participants.mark(course.id, session, 1, person, Mark.UNMARKED)
    assert world.participants.marks(course.id) == {}


def test_all_present_marks_only_who_is_not_marked_yet(world, held):
    course, session, person = held
    other = world.person("Bilal")
    world.participants.enrol(course.id, other, on=TUESDAY)
    waiting = world.person("Chadi")
    world.participants.enrol(course.id, waiting, waiting=True)
    world.participants.mark(course.id, session, 1, person, Mark.UNLAWFUL)
    assert world.participants.mark_all_present(course.id, session) == 3
    marks = world.participants.marks(course.id)
    assert marks[session, 1, person] == LessonMark(Mark.UNLAWFUL)
    assert marks[session, 2, other] == LessonMark(Mark.PRESENT)
    assert waiting not in {key[2] for key in marks}
    assert world.participants.mark_all_present(course.id, session) == 0


def test_all_present_may_be_for_one_lesson(world, held):
    course, session, _person = held
    assert world.participants.mark_all_present(course.id, session, 2) == 1
    assert world.participants.mark_all_present(course.id, session) == 1


def test_lessons_before_a_place_and_after_leaving_do_not_count(world):
    course = world.course()
    for origin, day in (("w1a", TUESDAY), ("w1b", WEDNESDAY), ("w1c", date(2026, 4, 9))):
        world.place(course, origin, day, 4)
    person = world.person("Amina")
    world.participants.enrol(course.id, person, on=WEDNESDAY)
    assert world.participants.participants(course.id)[0].attendance.held == 6
    world.participants.leave(course.id, person, "job", WEDNESDAY)
    assert world.participants.participants(course.id)[0].attendance.held == 2


def test_what_has_not_been_held_can_not_be_marked(world, held):
    course, _session, person = held
    coming = world.place(course, "w6a", date(2026, 5, 12), 4)
    with pytest.raises(InputError):
        world.participants.mark(course.id, coming, 1, person, Mark.PRESENT)
    with pytest.raises(InputError):
        world.participants.mark_all_present(course.id, coming)


@pytest.mark.parametrize("minutes", [-1, 46, True])
def test_minutes_late_fit_into_a_lesson(world, held, minutes):
    course, session, person = held
    with pytest.raises(InputError):
        world.participants.mark(course.id, session, 1, person, Mark.LATE, minutes_late=minutes)


def test_lessons_and_people_who_are_not_there_are_refused(world, held):
    course, session, person = held
    stranger = world.person("Bilal")
    for lesson, somebody in ((3, person), (1, stranger)):
        with pytest.raises(NotFoundError):
            world.participants.mark(course.id, session, lesson, somebody, Mark.PRESENT)


def test_of_asylum_seekers_no_illness_is_kept(world):
    course = world.course()
    session = world.place(course, "w1a", TUESDAY, 4)
    person = world.person("Amina", residence_basis="asylum_seeker", phase="asylum")
    world.participants.enrol(course.id, person)
    world.participants.mark(course.id, session, 1, person, Mark.LAWFUL, reason=LawfulReason.ILLNESS)
    assert world.participants.marks(course.id)[session, 1, person].reason is LawfulReason.OTHER
    assert "note" not in REDUCED_FIELDS


def test_consultants_mark_and_give_no_places(world, held):
    course, session, person = held
    consultant = world.as_role(Role.CONSULTANT)
    consultant.participants.mark(course.id, session, 1, person, Mark.PRESENT)
    with pytest.raises(NotAllowedError):
        consultant.participants.leave(course.id, person, "job")


def test_leaders_see_no_participants(world, held):
    course, _session, _person = held
    leader = world.as_role(Role.LEADER)
    with pytest.raises(NotAllowedError):
        leader.participants.participants(course.id)
    assert leader.courses.list()[0].participants == 1
