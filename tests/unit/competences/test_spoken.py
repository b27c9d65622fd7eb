"""Words that are read out to people in their own language, and abilities to point at."""

import importlib.util
import unicodedata
import zipfile
from pathlib import Path

import pytest

from kbh_desktop.competences.abilities import abilities
from kbh_desktop.competences.catalogue import groups, skills
from kbh_desktop.competences.search import find_occupations, find_skills
from kbh_desktop.competences.spoken import is_draft, spoken, word_for
from kbh_desktop.resources import resource

LANGUAGES = ("ar", "fa", "kmr", "so", "ti", "uk")
SCRIPTS = {"ar": "ARABIC", "fa": "ARABIC", "kmr": "LATIN", "so": "LATIN", "ti": "ETHIOPIC"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_the_commonest_occupations_and_all_abilities(language):
    words = spoken()[language].words
    assert sum(code in groups() for code in words) >= 150
    assert abilities().keys() <= words.keys()
    assert words.keys() <= groups().keys() | abilities().keys()
    assert all(all(each) for each in words.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_written_in_the_letters_of_their_language(language):
    script = SCRIPTS.get(language, "CYRILLIC")
    wrong = {
        word
        for told in spoken()[language].words.values()
        for word in told
        if not any(unicodedata.name(c, "").startswith(script) for c in word)
        or word != " ".join(word.split())
        or set(word) & set("|:;/")
    }
    assert wrong == set()


def test_files_that_no_translator_has_seen_say_so():
    assert {language for language in LANGUAGES if is_draft(language)} == set(LANGUAGES)
    for path in resource("catalogue/spoken").glob("*.txt"):
        assert path.read_text("utf-8").splitlines()[0] in ("status draft", "status checked")


def test_the_first_word_is_read_out_and_dari_borrows_it():
    assert word_for("5120", "ar") == "طباخ"
    assert word_for("5120", "prs") == word_for("5120", "fa") == "آشپز"
    assert word_for("1111", "ar") == ""
    assert word_for("5120", "xx") == ""
    assert not is_draft("xx")


def test_what_is_read_out_is_found_by():
    assert find_occupations("kalluumaysato")[0].code == "6222"
    assert find_occupations("نانوا")[0].code == "7512"
    assert find_skills("الخياطة")[0].code == "75-06"


def test_abilities_show_skills_that_exist_and_have_pictograms():
    (folder,) = importlib.util.find_spec("justmyresource_lucide").submodule_search_locations
    with zipfile.ZipFile(Path(folder) / "icons.zip") as drawings:
        known = {Path(name).stem for name in drawings.namelist()}
    for ability in abilities().values():
        assert ability.shows
        assert set(ability.shows) <= skills().keys()
        assert ability.icon in known
    assert len({ability.icon for ability in abilities().values()}) >= 30


def test_the_abilities_of_the_form_are_among_them():
    text = (resource("forms") / "samtale1.md").read_text("utf-8")
    rows = [line.split("|") for line in text.splitlines()]
    listed = {
        cells[3].strip() for cells in rows if len(cells) > 3 and cells[2].strip() == "informal"
    }
    assert listed - {"none"} <= abilities().keys()
    assert len(listed) > 5
