"""Who should join, and which visit suits whom, with reasons."""

from datetime import date

import pytest

from kbh_desktop.competences.catalogue import group_of, own_skills_of
from kbh_desktop.competences.model import Competence, CompetenceMap, Experience
from kbh_desktop.courses.matching import Fit, best_visits, visit_match
from kbh_desktop.courses.model import CourseId
from kbh_desktop.courses.suggestions import SuggestionService
from kbh_desktop.courses.visits import CompanyVisit
from kbh_desktop.errors import NotAllowedError
from kbh_desktop.ids import PersonId
from kbh_desktop.security.model import Role

AMINA, BILAL = PersonId("amina"), PersonId("bilal")
HOTEL = CompanyVisit("h", CourseId("c"), "Hotel Fjordblik", trades=("Kok", "Rengøringsassistent"))
DEPOT = CompanyVisit("d", CourseId("c"), "Nordlager", trades=("Lagermedarbejder",))
COOK = CompetenceMap(goals=("Kok",))


def worked(title):
    return CompetenceMap(experiences=(Experience(title, date(2010, 1, 1)),))


def test_a_visit_suits_whoever_wishes_for_its_work():
    match = visit_match(HOTEL, AMINA, COOK)
    assert match.fit is Fit.WELL
    assert match.reasons == ("Ønsker at arbejde med det her: Kok.",)
    assert match.why_not == ()


def test_a_visit_suits_whoever_has_done_the_work():
    assert visit_match(DEPOT, AMINA, worked("Lagermedarbejder")).fit is Fit.WELL


def test_work_near_it_is_near():
    match = visit_match(HOTEL, AMINA, worked("Tjener"))
    assert match.fit is Fit.NEAR
    assert "ligner" in match.reasons[0]


def test_skills_alone_are_near_and_named():
    skill = own_skills_of(group_of("Kok").code)[0].name
    match = visit_match(HOTEL, AMINA, CompetenceMap(competences=(Competence(skill, 3),)))
    assert match.fit is Fit.NEAR
    assert skill in match.reasons[0]


@pytest.mark.parametrize(
    ("visit", "told", "said"),
    [
        (DEPOT, COOK, "peger på det arbejde"),
        (DEPOT, CompetenceMap(), "vides endnu intet"),
        (CompanyVisit("x", CourseId("c"), "Firma"), COOK, "ikke noteret"),
        (CompanyVisit("x", CourseId("c"), "Firma", trades=("Drageflyver",)), COOK, "Kataloget"),
    ],
)
def test_why_a_visit_does_not_suit_is_said(visit, told, said):
    match = visit_match(visit, AMINA, told)
    assert match.fit is Fit.NO
    assert any(said in text for text in match.why_not)


def test_a_full_visit_is_said_but_not_to_who_goes():
    full = CompanyVisit("x", CourseId("c"), "Hotel", max_persons=1, trades=("Kok",),
                        participants=(BILAL,))  # fmt: skip
    assert visit_match(full, AMINA, COOK).why_not
    assert not visit_match(full, BILAL, COOK).why_not


def test_the_best_visit_comes_first():
    assert [each.visit.id for each in best_visits([DEPOT, HOTEL], AMINA, COOK)] == ["h", "d"]


@pytest.fixture
def told():
    return {}


@pytest.fixture
def suggestions(world, told):
    return SuggestionService(
        world.store, world.participants, lambda person: told.get(person, CompetenceMap())
    )


def test_who_may_join_is_ranked_as_places_are_given_and_others_hear_why_not(
    world, suggestions, told
):
    course = world.course(first_day=date(2026, 4, 20))
    visit = world.participants.visits.add(course.id, "Hotel Fjordblik", trades=("Kok",))
    late = world.person("Amina", arrival_date="2026-08-01")
    soon = world.person("Bilal", arrival_date="2026-05-01")
    other = world.person("Chadi", municipality_expected="0101")
    unknown = world.person("Dina", municipality_expected="")
    told[late] = COOK
    found = {each.person: each for each in suggestions.participants(course.id)}
    assert [found[each].rank for each in (soon, late, other, unknown)] == [1, 2, 0, 0]
    assert list(found)[:2] == [soon, late]
    assert any(visit.firm in text for text in found[late].reasons)
    assert any("før forløbet er slut" in text for text in found[soon].reasons)
    assert found[other].why_not
    assert not found[unknown].why_not
    assert found[unknown].to_ask


def test_who_is_on_the_course_is_not_proposed(world, suggestions):
    course = world.course()
    world.participants.enrol(course.id, world.person("Amina"))
    assert suggestions.participants(course.id) == ()


def test_a_visit_is_proposed_to_as_many_as_the_company_takes(world, suggestions, told):
    course = world.course()
    visit = world.participants.visits.add(
        course.id, "Hotel Fjordblik", trades=("Kok",), max_persons=1
    )
    people = [world.person(name) for name in ("Amina", "Bilal", "Chadi")]
    for person in people:
        world.participants.enrol(course.id, person)
    told[people[1]] = CompetenceMap(goals=("Kok",), experiences=(Experience("Kok", None),))
    told[people[2]] = COOK
    assert suggestions.proposal(visit.id) == (people[1],)
    assert [each.person for each in suggestions.visitors(visit.id)][:2] == people[1:]
    assert suggestions.visits(course.id, people[0])[0].fit is Fit.NO


def test_what_people_told_is_for_casework(world, told):
    course = world.course()
    visit = world.participants.visits.add(course.id, "Hotel Fjordblik", trades=("Kok",))
    person = world.person("Amina")
    told[person] = COOK
    planner = world.as_role(Role.COURSE)
    asked = []

    def ask(person_id):
        asked.append(person_id)
        return COOK

    service = SuggestionService(planner.store, planner.participants, ask)
    (match,) = service.participants(course.id)
    assert match.may_join
    assert asked == []
    assert not any("Hotel" in text for text in match.reasons)
    with pytest.raises(NotAllowedError):
        service.visitors(visit.id)
