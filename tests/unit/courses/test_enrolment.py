"""Who may join a course, and who is next."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.courses.enrolment import (
    Rule,
    eligibility,
    exit_consequence,
    offered,
    waiting_list,
)
from kbh_desktop.courses.model import Applicant, Course, CourseId
from kbh_desktop.ids import PersonId

COURSE = Course(
    CourseId("c1"), "Hold 1", "aos", "avnstrup", date(2027, 4, 19), languages=("ar", "ti")
)
FITS = Applicant(
    PersonId("p1"), "permit", centre="avnstrup", age=34, municipality="0265", languages=("ti",)
)
applicants = st.lists(
    st.builds(
        Applicant,
        st.uuids().map(lambda each: PersonId(each.hex)),
        st.sampled_from(["permit", "asylum_seeker"]),
        moves_on=st.none() | st.dates(date(2027, 1, 1), date(2027, 12, 31)),
        applied_on=st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    ),
    max_size=30,
)


def refused(applicant, taken=0):
    found = eligibility(applicant, COURSE, [date(2027, 4, 20)], taken)
    return {line.rule: line.text for line in found.lines if not line.is_met}


def test_who_meets_every_condition_may_join_and_sees_eight_lines():
    found = eligibility(FITS, COURSE, [date(2027, 4, 20)], 17)
    assert found.may_join
    assert len(found.lines) == 8
    assert found.lines[-1].text == "Der er ledige pladser: 1 af 18."


@pytest.mark.parametrize(
    ("change", "rule", "said"),
    [
        ({"centre": "sandholm"}, Rule.CENTRE, "Bor ikke på centret"),
        ({"centre": ""}, Rule.CENTRE, "vides ikke"),
        ({"age": 17}, Rule.AGE, "under 18"),
        ({"age": None}, Rule.AGE, "Alderen"),
        ({"permit": "rejected"}, Rule.PERMIT, "afslag"),
        ({"municipality": "0101"}, Rule.MUNICIPALITY, "ikke er med"),
        ({"municipality": ""}, Rule.MUNICIPALITY, "Ingen kommune"),
        ({"languages": ("so",)}, Rule.LANGUAGE, "ingen tolk"),
        ({"languages": ()}, Rule.LANGUAGE, "sprog"),
        ({"active_courses": (CourseId("c0"),)}, Rule.ONE_COURSE, "andet forløb"),
        ({"busy_days": (date(2027, 4, 20),)}, Rule.NO_OVERLAP, "overlapper"),
    ],
)
def test_each_condition_that_is_not_met_says_why(change, rule, said):
    found = refused(replace(FITS, **change))
    assert list(found) == [rule]
    assert said in found[rule]


def test_a_full_course_leaves_only_the_waiting_list():
    assert list(refused(FITS, 18)) == [Rule.CAPACITY]
    assert eligibility(FITS, COURSE, (), 18).may_wait


def test_asylum_seekers_may_join():
    assert refused(replace(FITS, permit="asylum_seeker")) == {}


def test_the_waiting_list_begins_with_permits_and_the_earliest_moves():
    late = replace(FITS, person=PersonId("late"), moves_on=date(2027, 9, 1))
    soon = replace(FITS, person=PersonId("soon"), moves_on=date(2027, 6, 1))
    seeker = replace(soon, person=PersonId("seeker"), permit="asylum_seeker")
    assert waiting_list([seeker, late, soon]) == [soon, late, seeker]


@given(applicants, st.integers(-2, 40), st.randoms())
def test_offers_depend_on_the_people_and_not_on_their_order(people, places, chance):
    mixed = list(people)
    chance.shuffle(mixed)
    assert offered(mixed, places) == offered(people, places)
    assert len(offered(people, places)) == min(max(0, places), len(people))


def test_a_rejection_starts_the_thirty_days():
    assert exit_consequence("asylum_rejected") == "Forløbets oplysninger slettes efter 30 dage."
    assert exit_consequence("job") == ""
