import csv
import importlib.util
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from kbh_desktop.competences import catalogue
from kbh_desktop.errors import NotFoundError
from kbh_desktop.people.folding import fold

REFERENCE = Path(__file__).parents[4] / "shared/data/isco08_da_en.csv"
UNITS = [code for code in catalogue.groups() if len(code) == 4]


def repeated(things):
    return [thing for thing, count in Counter(things).items() if count > 1]


def test_all_groups_of_isco_08_are_there():
    levels = Counter(len(code) for code in catalogue.groups())
    assert levels == {1: 10, 2: 43, 3: 130, 4: 436}


def test_each_group_stands_after_the_one_it_belongs_to():
    seen = set()
    for code in catalogue.groups():
        assert len(code) == 1 or code[:-1] in seen
        seen.add(code)


def test_the_codes_are_those_of_the_official_table():
    if not REFERENCE.exists():
        pytest.skip("the public table of groups lies beside the repository in development only")
    with REFERENCE.open(encoding="utf-8") as table:
        assert {row["code"] for row in csv.DictReader(table)} == set(catalogue.groups())


def test_every_unit_group_has_titles_english_words_and_skills_of_its_own():
    spoken = {(p.code, p.language) for p in everyday()}
    assert [c for c in UNITS if not catalogue.titles().get(c)] == []
    assert [c for c in UNITS if not {(c, "da"), (c, "en")} <= spoken] == []
    assert [c for c in UNITS if not catalogue.own_skills_of(c)] == []


def test_there_are_enough_titles_and_skills():
    assert sum(map(len, catalogue.titles().values())) >= 800
    assert len(catalogue.skills()) >= 300


def test_a_title_stands_in_one_group_only():
    assert repeated(fold(t) for of_group in catalogue.titles().values() for t in of_group) == []


def test_words_of_one_language_lead_to_one_group():
    words = {(p.language, fold(p.text), p.code) for p in everyday()}
    assert repeated((spoken, text) for spoken, text, _code in words) == []


def test_what_people_say_leads_to_a_title_of_the_same_group():
    assert [p for p in everyday() if p.title not in catalogue.titles()[p.code]] == []


def everyday():
    return [p for p in catalogue.occupation_phrases() if p.kind in {"title", "said", "foreign"}]


def test_no_text_has_stray_spaces_or_signs():
    texts = [p.text for p in (*catalogue.occupation_phrases(), *catalogue.skill_phrases())]
    assert [t for t in texts if t != " ".join(t.split()) or set(t) & set("|:") or not t] == []


def test_skills_have_names_of_their_own():
    skills = catalogue.skills().values()
    assert repeated(fold(s.da) for s in skills) == []
    assert repeated(fold(s.en) for s in skills) == []


def test_every_sub_major_group_has_skills():
    sections = {code.partition("-")[0] for code in catalogue.skills()}
    assert sections - {"any"} == {code for code in catalogue.groups() if len(code) == 2}


def test_skills_belong_to_groups_that_exist():
    named = {start for s in catalogue.skills().values() for start in s.belongs_to if start}
    assert named <= set(catalogue.groups())


def test_the_pictograms_exist():
    (folder,) = importlib.util.find_spec("justmyresource_lucide").submodule_search_locations
    with zipfile.ZipFile(Path(folder) / "icons.zip") as drawings:
        known = {Path(name).stem for name in drawings.namelist()}
    assert {s.icon for s in catalogue.skills().values() if s.icon} <= known


def test_skills_of_an_occupation_begin_with_its_own():
    of_cooks = [skill.code for skill in catalogue.skills_of("5120")]
    assert of_cooks[0] == "51-01"
    assert of_cooks.index("any-01") > of_cooks.index("51-03")
    assert "83-04" not in of_cooks


def test_what_is_peculiar_to_an_occupation_comes_before_what_it_shares():
    of_porters = [skill.da for skill in catalogue.skills_of("9333")]
    assert of_porters.index("Læsse og losse") < of_porters.index("Køre gaffeltruck")
    of_nurses = [skill.da for skill in catalogue.skills_of("2221")]
    assert of_nurses[0] == "Pleje patienter"
    assert of_nurses.index("Give medicin og indsprøjtninger") < of_nurses.index("Føre journal")


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("lastbilchauffør", "8332"),
        ("Lastbilchauffoer ", "8332"),
        ("syerske", "8153"),
        ("Kokke", "5120"),
    ],
)
def test_a_chosen_title_says_its_group(title, code):
    assert catalogue.group_of(title).code == code


def test_words_of_ones_own_have_no_group():
    assert catalogue.group_of("drømmefanger") is None
    assert catalogue.skill_named("drømme") is None


def test_an_unknown_code_is_told():
    with pytest.raises(NotFoundError, match="9999"):
        catalogue.group("9999")
    with pytest.raises(NotFoundError, match="99-99"):
        catalogue.skill("99-99")


def test_other_words_for_a_skill_mean_one_that_exists():
    said = [p for p in catalogue.skill_phrases() if p.kind == "said"]
    assert len(said) >= 100
    assert repeated(fold(p.text) for p in said) == []
    assert {p.code for p in said} <= catalogue.skills().keys()
    names = {fold(s.da) for s in catalogue.skills().values()}
    assert names.isdisjoint(fold(p.text) for p in said)
    assert catalogue.skill_named("Madlavning").code == "51-01"
    assert catalogue.skill_named("Syning").da == "Sy tøj"
