"""One list of what was found: everyday titles, then names of groups and of ESCO, and why."""

import csv
import io
import zipfile

import pytest

from kbh_desktop.competences.esco import Esco
from kbh_desktop.competences.service import CompetenceService
from tests.casework_world import open_casework, people_service, user

OCCUPATIONS = {
    "en": [
        ("urn:o:1", "7512", "industrial baker", "baker"),
        ("urn:o:2", "8131", "anodising machine operator", ""),
        ("urn:o:3", "9412", "kitchen porter", ""),
    ],
    "ar": [("urn:o:1", "7512", "خباز صناعي", "")],
    "da": [("urn:o:3", "9412", "køkkenmedhjælper på skib", "")],
}


HEADER = ["conceptUri", "iscoGroup", "preferredLabel", "altLabels"]


def table(header, rows):
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    return text.getvalue()


def write_pack(path, language):
    with zipfile.ZipFile(path, "w") as pack:
        pack.writestr(f"occupations_{language}.csv", table(HEADER, OCCUPATIONS[language]))
    return path


@pytest.fixture
def world(tmp_path, clock):
    database = open_casework(tmp_path, clock)
    people = people_service(database, clock)
    yield people, CompetenceService(database, clock, user(), people, Esco(database))
    database.close()


@pytest.fixture
def service(world, tmp_path):
    service = world[1]
    for language in OCCUPATIONS:
        path = tmp_path / f"ESCO dataset - v1.2.0 - {language}.zip"
        service._esco.import_(write_pack(path, language))
    return service


def test_our_titles_come_before_those_of_esco(service):
    found = service.search("baker", "title")
    assert (found[0].title, found[0].source, found[0].text) == ("bager", "own", "baker")
    (esco,) = [each for each in found if each.source == "esco"]
    assert (esco.title, esco.language, esco.uri) == ("industrial baker", "en", "urn:o:1")
    assert (esco.version, esco.code) == ("1.2.0", "7512")


def test_names_of_large_groups_come_last(service):
    sources = [each.source for each in service.search("kitchen", "title")]
    assert "esco" in sources
    assert service.search("kitchen", "title")[0].source == "own"


def test_what_esco_alone_has_comes_before_what_would_be_a_misspelling(service):
    found = service.search("anodising", "title")
    assert found[0].uri == "urn:o:2"


def test_the_words_of_a_compound_are_found_in_any_order(service):
    found = service.search("medhjælper køkken skib", "title")
    (esco,) = [each for each in found if each.source == "esco"]
    assert [esco.text[begin:end] for begin, end in esco.marks] == ["køkken", "medhjælper", "skib"]


def test_a_person_finds_it_in_the_own_language_and_it_is_named_in_another(service):
    (esco,) = [each for each in service.search("خباز", "title") if each.source == "esco"]
    assert (esco.text_language, esco.title, esco.language) == ("ar", "industrial baker", "en")
    assert [esco.text[b:e] for b, e in esco.marks] == ["خباز"]
    (named,) = [
        each
        for each in service.search("خباز", "title", languages=("ar", "da", "en"))
        if each.source == "esco"
    ]
    assert named.title == "خباز صناعي"


def test_two_errors_in_a_long_word_of_esco_are_forgiven(service):
    found = service.search("anodsiingg", "title")
    assert [each.title for each in found if each.source == "esco"] == ["anodising machine operator"]
    (esco,) = [each for each in found if each.source == "esco"]
    assert [esco.text[b:e] for b, e in esco.marks] == ["anodising"]


def test_what_was_found_goes_onto_the_card_with_where_it_is_from(world, service):
    person_id = world[0].register(given_name="Amina").id
    esco = next(f for f in service.search("anodising", "title") if f.source == "esco")
    own = service.search("svejse", "skill")[0]
    service.add_found(person_id, esco, began="2010")
    service.add_found(person_id, own, level=3)
    card = service.card(person_id)
    work, skill = card.occupations[0], card.skills[0]
    assert (work.uri, work.version, work.label_language) == ("urn:o:2", "1.2.0", "en")
    assert (work.code, work.began) == ("8131", "2010")
    assert (skill.code, skill.version, skill.level) == ("72-01", "kbh-1", 3)
    assert service.cv(person_id).sources


def test_a_newer_version_moves_cards_along_and_says_what_is_gone(world, service, tmp_path):
    person_id = world[0].register(given_name="Amina").id
    for typed in ("anodising", "industrial baker"):
        esco = next(f for f in service.search(typed, "title") if f.source == "esco")
        service.add_found(person_id, esco)
    path = tmp_path / "ESCO dataset - v1.3.0 - en.zip"
    with zipfile.ZipFile(path, "w") as pack:
        rows = [("urn:o:1", "7511", "industrial baker", "")]
        pack.writestr("occupations_en.csv", table(HEADER, rows))
    report = service._esco.import_(path)
    assert report.migrated == 1
    assert [(gone.label, gone.cards) for gone in report.gone] == [("anodising machine operator", 1)]
    assert report.disappeared == ("anodising machine operator", "kitchen porter")
    versions = {w.uri: (w.version, w.code) for w in service.card(person_id).occupations}
    assert versions == {"urn:o:1": ("1.3.0", "7511"), "urn:o:2": ("1.2.0", "8131")}


@pytest.mark.parametrize("typed", ["", "  ", "q", '"', "OR", "*", "a AND b", "\x00", "ñ" * 300])
def test_anything_may_be_typed(service, typed):
    assert isinstance(service.search(typed), tuple)


def test_missed_words_are_kept_once_and_without_numbers_of_people(service):
    assert service.note_missed("  kamelmælker i ørkenen ")
    assert service.note_missed("Kamelmælker i ørkenen")
    assert not service.note_missed("010190-1234")
    assert not service.note_missed("x" * 61)
    assert not service.note_missed("?!")
    assert not service.note_missed("hjalp i Fatimas butik")
    assert not service.note_missed("jeg lavede lidt af hvert hos min onkel")
    assert service.missed() == ("kamelmælker i ørkenen",)
    service.forget_missed("kamelmælker i ørkenen")
    assert service.missed() == ()


def test_the_skills_of_an_occupation_of_esco_are_suggested_until_they_are_on_the_card(
    world, service, tmp_path
):
    people, _service = world
    path = tmp_path / "ESCO - v1.2.0 - relations.zip"
    skills = [("urn:s:1", "", "rack parts", ""), ("urn:s:2", "", "rinse parts", "")]
    header = ["conceptUri", "reuseLevel", "preferredLabel", "altLabels"]
    related = [("urn:o:2", "essential", uri) for uri, *_rest in skills]
    with zipfile.ZipFile(path, "w") as pack:
        pack.writestr("skills_en.csv", table(header, skills))
        columns = ["occupationUri", "relationType", "skillUri"]
        pack.writestr("occupations_en.csv", table(HEADER, OCCUPATIONS["en"]))
        pack.writestr("occupationSkillRelations.csv", table(columns, related))
    service._esco.import_(path)
    person_id = people.register(given_name="Amina").id
    assert service.esco_suggestions(person_id) == ()
    service.add_found(person_id, next(f for f in service.search("anodising") if f.uri))
    first, second = service.esco_suggestions(person_id)
    assert (first.title, second.title) == ("rack parts", "rinse parts")
    service.add_found(person_id, first, level=2)
    assert service.esco_suggestions(person_id) == (second,)


def test_words_that_are_a_name_in_esco_keep_where_they_are_from(world, service):
    person_id = world[0].register(given_name="Amina").id
    work_id = service.add_occupation(person_id, "Anodising machine operator")
    service.set_goals(person_id, ["kitchen porter", "noget helt andet"])
    card = service.card(person_id)
    assert (card.occupations[0].uri, card.occupations[0].code) == ("urn:o:2", "8131")
    assert [goal.code for goal in card.goals] == ["9412", ""]
    assert [covered.goal.code for covered in service.coverage(person_id)] == ["9412"]
    service.change(person_id, work_id, title="bager")
    (work,) = service.card(person_id).occupations
    assert (work.uri, work.code, work.version) == ("", "7512", "kbh-1")
    service.change(person_id, work_id, title="i min fars butik")
    (work,) = service.card(person_id).occupations
    assert (work.uri, work.code, work.version) == ("", "", "")
