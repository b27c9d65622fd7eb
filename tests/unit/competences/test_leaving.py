"""What leaves a card: CV draft, profile, competence card, anonymous profile, Europass."""

import json
from xml.etree import ElementTree

import pytest

from kbh_desktop.competences.esco import Esco
from kbh_desktop.competences.europass import NAMESPACE
from kbh_desktop.competences.service import CompetenceService
from kbh_desktop.errors import NotFoundError
from kbh_desktop.i18n import set_language
from tests.casework_world import open_casework, people_service, user


@pytest.fixture
def world(tmp_path, clock):
    database = open_casework(tmp_path, clock)
    people = people_service(database, clock)
    yield people, CompetenceService(database, clock, user(), people, Esco(database))
    database.close()


@pytest.fixture
def service(world):
    return world[1]


@pytest.fixture
def person_id(world):
    people, service = world
    person_id = people.register(
        given_name="Amina",
        family_name="Haddad",
        phone="+45 20 20 20 20",
        municipality_decided="0101",
        cpr="610190-1234",
        citizenships="SYR",
    ).id
    service.add_occupation(
        person_id, "kok", began="2010", ended="2015", country="SYR", tasks="Suppe på Basar Damaskus"
    )
    service.add_occupation(person_id, "min fætters butik", began="2016", ended="2017")
    service.add_skill(person_id, "Lave varm mad", level=2, evidence="stated", last_used=2015)
    service.add_skill(person_id, "Lave kebab og falafel", level=3, evidence="tried")
    service.add_skill(person_id, "at synge for Fatima", level=3)
    service.add(person_id, "education", level=3, field="10", completed="yes", country="SYR")
    service.add(person_id, "language", language="ar", speaking="c2")
    service.add(person_id, "language", language="da", speaking="a1", writing="0")
    service.add(person_id, "licence", category="B", expires="2020-01-01")
    service.add(person_id, "certificate", name="hygiene", year=2019)
    service.add(person_id, "certificate", name="Kursus hos Yusuf")
    service.add(person_id, "informal", code="sewing")
    service.set_goals(person_id, ["køkkenmedhjælper", "noget med Fatima"])
    service.set_facts(person_id, phone="2", computer="0", school_years=9)
    return person_id


def test_the_cv_draft_begins_with_the_goal_and_the_best_documented_skill(service, person_id):
    cv = service.cv(person_id)
    assert cv.name == "Amina Haddad"
    assert cv.municipality == "København"
    assert cv.headline == "køkkenmedhjælper, 6 års erfaring"
    assert [skill.name for skill in cv.key_skills][:2] == [
        "Lave kebab og falafel",
        "at synge for Fatima",
    ]
    assert [work.title for work in cv.work] == ["min fætters butik", "kok"]
    assert cv.education[0].title == "Gymnasium eller erhvervsuddannelse"
    assert cv.languages[1].speaking == "A1"
    assert cv.licences[0].expired
    assert [(c.name, c.words) for c in cv.computing] == [("Mobiltelefon", "Kan selv")]
    assert cv.other == ("Sy og strikke",)


def test_a_protected_address_leaves_no_trace_in_a_cv(world, person_id):
    people, service = world
    people.change(person_id, address_protected=True)
    cv = service.cv(person_id)
    assert (cv.phone, cv.municipality) == ("", "")


def test_no_number_and_no_citizenship_leaves_the_program(service, person_id):
    for value in (service.cv(person_id), service.profile(person_id)):
        text = repr([getattr(value, name) for name in value.__slots__])
        assert "610190" not in text
        assert "citizen" not in text


def test_the_profile_says_what_goals_ask_for_and_what_is_near(service, person_id):
    profile = service.profile(person_id)
    (goal,) = profile.goals
    assert goal.title == "køkkenmedhjælper"
    assert goal.group_code == "9412"
    assert 0 < goal.share <= 100
    assert set(goal.have) | set(goal.could_show) | set(goal.missing)
    assert profile.reach
    assert all(reach.shared for reach in profile.reach)
    assert profile.experience_months == 72
    assert profile.track.name == ""


def test_a_company_sees_words_of_lists_only(service, person_id):
    profile = service.anonymous_profile(person_id)
    text = repr(profile)
    for private in ("Amina", "Haddad", "Fatima", "Yusuf", "Basar", "fætter", "Syrien", "2010"):
        assert private not in text
    assert [(work.title, work.years) for work in profile.work] == [("kok", 5)]
    assert [skill.name for skill in profile.skills] == ["Lave kebab og falafel", "Lave varm mad"]
    assert profile.courses == ("Hygiejnebevis",)
    assert profile.danish.speaking == "A1"
    assert profile.education_level == "Gymnasium eller erhvervsuddannelse"
    assert profile.reference == service.anonymous_profile(person_id).reference
    assert len(profile.reference) == 8


def test_a_placement_makes_a_competence_card_and_counts_as_tried_out(service, person_id):
    entry = service.add_placement(
        person_id,
        {"Lave varm mad": 3, "Vaske op": 2},
        workplace="Kantinen i Nord",
        began="2026-02-02",
        ended="2026-03-02",
        hours=30,
        next_to_learn="Bestille varer\nTale i telefon",
    )
    made = service.placement_card(person_id, entry)
    assert [(s.name, s.level_words) for s in made.shown] == [
        ("Lave varm mad", "Kan lære andre op"),
        ("Vaske op", "Selvstændigt"),
    ]
    assert made.next_to_learn == ("Bestille varer", "Tale i telefon")
    shown = {s.name: (s.level, s.evidence) for s in service.card(person_id).skills}
    assert shown["Lave varm mad"] == (3, "tried")
    with pytest.raises(NotFoundError):
        service.placement_card(person_id, "no such entry")


def test_europass_is_written_as_json(service, person_id):
    passport = json.loads(service.europass(person_id, "json"))["SkillsPassport"]
    learner = passport["LearnerInfo"]
    assert passport["Locale"] == "da"
    assert learner["Identification"]["PersonName"] == {"FirstName": "Amina", "Surname": "Haddad"}
    assert learner["WorkExperience"][1]["Position"] == {"Code": "5120", "Label": "kok"}
    assert learner["WorkExperience"][1]["Period"] == {
        "From": {"Year": "2010"},
        "To": {"Year": "2015"},
    }
    danish = learner["Skills"]["Linguistic"]["ForeignLanguage"][1]
    assert danish["ProficiencyLevel"]["SpokenProduction"] == "A1"
    assert "Writing" not in danish["ProficiencyLevel"]


def test_europass_is_written_as_xml_in_the_language_of_the_program(service, person_id):
    set_language("en")
    service.change(person_id, service.card(person_id).occupations[0].id, tasks="a\x0bb < c")
    root = ElementTree.fromstring(service.europass(person_id, "xml"))
    names = {"e": NAMESPACE}
    assert root.findtext("e:Locale", namespaces=names) == "en"
    assert root.findtext(".//e:Activities", namespaces=names) == "ab < c"
    assert root.findtext(".//e:Driving/e:Description", namespaces=names) == "B"


def test_an_empty_card_leaves_empty_values(world):
    people, service = world
    nobody = people.register(given_name="Bo").id
    assert service.cv(nobody).headline == ""
    assert service.profile(nobody).goals == ()
    assert service.anonymous_profile(nobody).work == ()
    assert json.loads(service.europass(nobody, "json"))
