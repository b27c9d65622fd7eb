from collections import Counter
from pathlib import Path

import pytest

from kbh_desktop.competences.catalogue import skills
from kbh_desktop.competences.catalogue import titles as titles_of_groups
from kbh_desktop.competences.search import MOST_HITS, find_occupations, find_skills

SAID = Path(__file__).parents[2] / "data/said_of_work.txt"


def titles(typed):
    return [hit.title for hit in find_occupations(typed)]


def marked(hit):
    return [hit.matched.text[begin:end] for begin, end in hit.marks]


def said_of_work():
    for line in SAID.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            spoken, *rest = line.split()
            groups = {part for part in rest if part.isdigit()}
            yield spoken, " ".join(part for part in rest if part not in groups), groups


def test_what_people_say_finds_the_right_group_first():
    asked, first, early = Counter(), Counter(), Counter()
    for spoken, words, groups in said_of_work():
        codes = [hit.code for hit in find_occupations(words)]
        asked[spoken] += 1
        first[spoken] += bool(codes) and codes[0] in groups
        early[spoken] += not groups.isdisjoint(codes[:5])
    assert asked.total() >= 300
    for spoken, number in asked.items():
        assert first[spoken] >= 0.85 * number, (spoken, first)
        assert early[spoken] >= 0.95 * number, (spoken, early)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("lastbilchauffør", "lastbilchauffør"),
        ("LASTBILCHAUFFOER", "lastbilchauffør"),
        ("lastbilch", "lastbilchauffør"),
        ("frisor", "frisør"),
        ("medhjælper køkken", "køkkenmedhjælper"),
        ("lastbil chauffør", "lastbilchauffør"),
        ("jeg passede får", "fårehyrde"),
        ("truck driver", "lastbilchauffør"),
        ("السائق", "taxachauffør"),
        ("швачка", "syerske"),
        ("skolebuschauffør", "buschauffør"),
    ],
)
def test_many_ways_lead_to_a_title(typed, title):
    assert titles(typed)[0] == title


@pytest.mark.parametrize("typed", ["bagger", "bagre", "bagr", "syersek"])
def test_one_error_is_forgiven_in_five_letters_not_in_four(typed):
    found = titles(typed)
    assert ("bager" in found or "syerske" in found) == (len(typed) > 4)


@pytest.mark.parametrize("typed", ["fotogarff", "lastbilsjaffør", "svjesser"])
def test_two_errors_are_forgiven_from_nine_letters(typed):
    wanted = {"fotograf", "lastbilchauffør", "svejser"}
    assert (not wanted.isdisjoint(titles(typed))) == (len(typed) >= 9)


def test_everyday_titles_come_before_the_names_of_groups():
    kinds = [hit.matched.kind for hit in find_occupations("frisør")]
    assert kinds.index("title") < kinds.index("label") < kinds.index("group")


def test_a_misspelt_word_comes_after_those_spelt_as_typed():
    assert titles("maler")[0] == "maler"
    assert titles("tømmer")[0] == "tømrer"


def test_each_row_says_why_it_is_there():
    (saying,) = [h for h in find_occupations("passede får") if h.title == "fårehyrde"]
    assert saying.matched.text == "passede får"
    assert marked(saying) == ["passede", "får"]
    assert marked(find_occupations("medhjælper køkken")[0]) == ["køkken", "medhjælper"]
    assert marked(find_occupations("chauffoer")[0]) == ["chauffør"]
    assert marked(find_occupations("rengør")[0]) == ["rengør"]


def test_a_title_stands_once_and_the_list_is_short():
    hits = find_occupations("a")
    assert len(hits) == MOST_HITS
    assert len({(hit.title, hit.code) for hit in hits}) == MOST_HITS


@pytest.mark.parametrize("typed", ["", "   ", "?!", "xqzxqz", "\n", "’"])
def test_nothing_to_find_finds_nothing(typed):
    assert find_occupations(typed) == ()


def test_skills_are_found_in_danish_and_english():
    assert find_skills("svejse")[0].code == "72-01"
    assert find_skills("weld")[0].code == "72-01"
    assert find_skills("lave mad")[0].title == "Lave varm mad"


def test_every_title_leads_to_itself_and_every_group_can_be_reached():
    missed = [
        title
        for of_group in titles_of_groups().values()
        for title in of_group
        if titles(title)[:1] != [title]
    ]
    assert missed == []
    assert len(titles_of_groups()) == 436


def test_every_skill_is_found_by_its_danish_and_its_english_name():
    missed = [
        name
        for skill in skills().values()
        for name in (skill.da, skill.en)
        if find_skills(name)[0].code != skill.code
    ]
    assert missed == []
