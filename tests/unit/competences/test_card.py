"""The competence card: entries go on, are changed, taken off, and taken back."""

import pytest

from kbh_desktop.competences import labels
from kbh_desktop.competences.esco import Esco
from kbh_desktop.competences.service import CompetenceService
from kbh_desktop.errors import InputError, NotAllowedError, NotFoundError
from kbh_desktop.security.model import Role
from tests.casework_world import open_casework, people_service, user


@pytest.fixture
def world(tmp_path, clock):
    database = open_casework(tmp_path, clock)
    people = people_service(database, clock)
    yield database, people, CompetenceService(database, clock, user(), people, Esco(database))
    database.close()


@pytest.fixture
def service(world):
    return world[2]


@pytest.fixture
def person_id(world):
    return world[1].register(given_name="Amina").id


def test_a_new_card_is_empty(service, person_id):
    card = service.card(person_id)
    assert card.is_empty
    assert card.experience_months == 0
    assert card.track.unanswered == (
        "Læser og skriver sit eget sprog",
        "Læser latinske bogstaver",
        "Skoleår",
    )


def test_work_gets_its_group_and_counts_as_experience(service, person_id):
    service.add_occupation(person_id, "kok", began="2010-01-01", ended="2014-01-01", country="syr")
    service.add_occupation(person_id, "murer", began="2012", lasts=True)
    murer, kok = service.card(person_id).occupations
    assert (kok.code, kok.country, kok.lasts) == ("5120", "SYR", False)
    assert (murer.title, murer.lasts) == ("murer", True)
    assert service.card(person_id).experience_months == 195  # 1 January 2010 to 16 April 2026


def test_a_skill_is_known_by_its_name(service, person_id):
    service.add_skill(person_id, "Lave varm mad", level=3, sources={"home", "job"}, last_used=2019)
    (skill,) = service.card(person_id).skills
    assert (skill.code, skill.level, skill.last_used) == ("51-01", 3, 2019)
    assert skill.sources == {"home", "job"}
    assert skill.icon == "cooking-pot"


def test_the_same_skill_twice_is_one_that_was_changed(service, person_id):
    first = service.add_skill(person_id, "Lave varm mad", level=1)
    assert service.add_skill(person_id, "Cook hot meals", level=2) == first
    (skill,) = service.card(person_id).skills
    assert skill.level == 2


def test_something_is_changed_and_removed(service, person_id):
    work = service.add_occupation(person_id, "kok", tasks="Suppe")
    service.change(person_id, work, tasks="", employment="family")
    (changed,) = service.card(person_id).occupations
    assert (changed.tasks, changed.employment) == ("", "family")
    service.remove(person_id, work)
    assert service.card(person_id).occupations == ()
    with pytest.raises(NotFoundError):
        service.remove(person_id, work)


def test_everything_is_undone_and_done_again(service, person_id):
    skill = service.add_skill(person_id, "Lave varm mad", level=1)
    service.change(person_id, skill, level=3)
    service.remove(person_id, skill)
    assert service.undo(person_id)
    assert service.card(person_id).skills[0].level == 3
    assert service.undo(person_id)
    assert service.card(person_id).skills[0].level == 1
    assert service.undo(person_id)
    assert service.card(person_id).skills == ()
    assert not service.can_undo(person_id)
    assert not service.undo(person_id)
    assert [service.redo(person_id) for _each in range(3)] == [True, True, True]
    assert service.card(person_id).skills == ()
    assert not service.can_redo(person_id)
    assert service.undo(person_id)
    assert service.card(person_id).skills[0].level == 3


def test_undo_leaves_alone_what_somebody_changed_since(world, person_id, clock):
    database, people, service = world
    skill = service.add_skill(person_id, "Lave varm mad", level=1)
    other = CompetenceService(database, clock, user("Bo"), people, Esco(database))
    other.change(person_id, skill, level=2)
    assert not service.undo(person_id)
    assert service.card(person_id).skills[0].level == 2


def test_goals_are_three_in_order(service, person_id):
    service.set_goals(person_id, ["kok", "min egen butik", "kok"])
    first, second = service.card(person_id).goals
    assert (first.title, first.code) == ("kok", "5120")
    assert (second.title, second.code) == ("min egen butik", "")
    with pytest.raises(InputError):
        service.set_goals(person_id, ["kok", "murer", "maler", "frisør"])


@pytest.mark.parametrize(
    ("facts", "track"),
    [
        ({"literacy": "none"}, "literacy"),
        ({"literacy": "letters", "latin": "yes", "school_years": 12}, "du1"),
        ({"literacy": "fluent", "latin": "no", "school_years": 12}, "du1"),
        ({"literacy": "simple", "latin": "partly", "school_years": 8}, "du2"),
        ({"literacy": "fluent", "latin": "yes", "school_years": 9}, "du3"),
        ({"literacy": "fluent", "latin": "yes"}, ""),
    ],
)
def test_the_danish_education_follows_from_schooling_and_literacy(service, person_id, facts, track):
    service.set_facts(person_id, **facts)
    suggestion = service.card(person_id).track
    assert suggestion.track == track
    assert bool(suggestion.rule) == bool(track)
    assert (suggestion.unanswered == ()) == bool(track)


def test_licences_languages_education_and_pictograms_stand_on_the_card(service, person_id, clock):
    service.add(person_id, "licence", category="C1", country="SYR", expires="2030-01-01")
    service.add(person_id, "language", language="tr", speaking="b2", writing="0")
    service.add(person_id, "education", level=6, field="09", title="Sygeplejerske")
    service.add(person_id, "certificate", name="hygiene", year=2020)
    clock.advance(seconds=1)
    service.add(person_id, "certificate", name="Kursus i biavl")
    service.add(person_id, "informal", code="sewing")
    service.add(person_id, "tool", code="tractor")
    card = service.card(person_id)
    assert card.licences[0].category == "C1"
    assert card.languages[0].speaking == "b2"
    assert (card.education[0].level, card.education[0].field_code) == (6, "09")
    assert [c.name for c in card.certificates] == ["Hygiejnebevis", "Kursus i biavl"]
    assert (card.informal[0].name, card.informal[0].icon) == ("Sy og strikke", "scissors")
    assert card.tools[0].name == "Traktor og landbrugsmaskiner"


@pytest.mark.parametrize(
    ("kind", "fields", "named"),
    [
        ("skill", {"name": "Bage", "level": 4}, "level"),
        ("skill", {"name": ""}, "name"),
        ("skill", {"name": "Bage", "last_used": 2031}, "last_used"),
        ("work", {"title": "kok", "began": "2014", "ended": "2013-05"}, "ended"),
        ("work", {"title": "kok", "began": "14. maj"}, "began"),
        ("work", {"title": "kok", "began": "2014-13"}, "began"),
        ("work", {"title": "kok", "country": "Atlantis"}, "country"),
        ("work", {"title": "kok", "shoe_size": "44"}, "shoe_size"),
        ("licence", {"category": "Z"}, "category"),
        ("language", {"language": "da", "speaking": "d9"}, "speaking"),
        ("education", {"level": 9}, "level"),
    ],
)
def test_what_a_field_cannot_hold_is_refused_by_its_name(service, person_id, kind, fields, named):
    with pytest.raises(InputError) as refused:
        service.add(person_id, kind, **fields)
    assert refused.value.field == named
    assert service.card(person_id).is_empty


def test_history_tells_who_wrote_what(world, person_id, clock):
    database, _people, service = world
    skill = service.add_skill(person_id, "Lave varm mad", level=1)
    database.author = "Bo"
    clock.advance(minutes=5)
    service.change(person_id, skill, level=2)
    levels = [
        (h.value, h.author) for h in service.history(person_id, skill) if h.field_name == "level"
    ]
    assert levels == [("2", "Bo"), ("1", "Ane")]


def test_only_casework_sees_cards(world, person_id, clock):
    database, people, _service = world
    for role in (Role.LEADER, Role.IT, Role.COURSE):
        with pytest.raises(NotAllowedError):
            CompetenceService(database, clock, user("Leo", role), people, Esco(database)).card(
                person_id
            )


def test_nobody_has_a_card_without_being_registered(service):
    with pytest.raises(NotFoundError):
        service.card("nobody")


def test_fields_and_values_of_a_card_have_words_where_conflicts_are_decided():
    assert labels.field_label("tasks") == "Opgaver"
    assert labels.field_label("uri") == ""
    assert labels.value_in_words("evidence", "paper") == "Papir set"
    assert labels.value_in_words("country", "SYR") == "Syrien"
    assert labels.value_in_words("tasks", "Suppe") == "Suppe"
