"""The lists of countries, languages, municipalities, centres and towns."""

import csv
import runpy
from datetime import date
from pathlib import Path

import pytest

from kbh_desktop.errors import NotFoundError
from kbh_desktop.i18n import speaking
from kbh_desktop.people import lists

ROOT = Path(__file__).resolve().parents[3]
PUBLIC_CODES = ROOT.parent / "shared/data/kommuner_98.csv"


def test_the_lists_from_babel_are_as_they_would_be_written_today():
    expected = runpy.run_path(str(ROOT / "packaging/lists.py"))["files"]()

    stale = [path.name for path, text in expected.items() if path.read_text("utf-8") != text]

    assert stale == []


@pytest.mark.parametrize(
    "entries",
    [lists.countries(), lists.languages(), lists.municipalities(), lists.all_centres()],
    ids=["countries", "languages", "municipalities", "centres"],
)
def test_no_code_stands_twice(entries):
    codes = [entry.code for entry in entries]

    assert len(set(codes)) == len(codes)
    assert all(codes)


def test_countries_have_three_letters_and_two_names_each():
    assert 250 <= len(lists.countries()) <= 256
    for country in lists.countries():
        assert len(country.code) == 3
        assert country.code.isupper()
        assert country.da
        assert country.en
        assert country.own


def test_stateless_and_unknown_are_among_the_citizenships():
    assert lists.country("XXA").da == "Statsløs"
    assert lists.country("XXP").da == "Statsløs palæstinenser"
    assert lists.country("XXX").da == "Ukendt"


def test_languages_babel_does_not_have_under_their_code_are_there():
    assert lists.language_of("prs").da == "dari"
    assert lists.language_of("kmr").own == "Kurmancî"
    assert lists.language_of("ckb").direction == "rtl"
    assert lists.language_of("ti").script == "Ethi"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("syr", "SYR"),
        ("Ostrig", "AUT"),
        ("oestrig", "AUT"),
        ("stateless", "XXA"),
        ("سوريا", "SYR"),
        ("congo", "COD"),
        ("palæst", "PSE"),
        ("ukr", "UKR"),
        ("ERI", "ERI"),
    ],
)
def test_a_country_is_found_by_danish_english_and_own_name(typed, first):
    assert lists.find_country(typed)[0].code == first


@pytest.mark.parametrize(
    ("typed", "first"), [("kurd", "kmr"), ("دری", "prs"), ("far", "fa"), ("tigrin", "ti")]
)
def test_a_language_is_found_by_danish_english_and_own_name(typed, first):
    assert lists.find_language(typed)[0].code == first


def test_nothing_typed_finds_nothing():
    assert lists.find_country("  ") == ()
    assert lists.find_language("qqq") == ()


def test_names_follow_the_language_of_the_program():
    assert lists.country("DEU").name == "Tyskland"
    with speaking("en"):
        assert lists.country("DEU").name == "Germany"


def test_an_unknown_code_is_an_error_that_names_it():
    with pytest.raises(NotFoundError, match="QQQ"):
        lists.country("QQQ")


def test_there_are_98_municipalities_and_christiansoe_is_none_of_them():
    codes = {m.code for m in lists.municipalities()}

    assert len(codes) == 98
    assert "0411" not in codes
    assert lists.municipality("0201").name == "Allerød"


def test_municipalities_agree_with_the_public_code_list():
    if not PUBLIC_CODES.exists():
        pytest.skip("the public code list lies beside the repository in development only")
    with PUBLIC_CODES.open(encoding="utf-8") as rows:
        public = {(r["kommunekode"], r["navn"], r["region"]) for r in csv.DictReader(rows)}

    assert {(m.code, m.name, m.region) for m in lists.municipalities()} == public


def test_a_centre_is_open_on_its_first_and_last_day_only_within():
    auderoed = lists.centre("auderoed")

    assert auderoed.is_open(date(2017, 6, 30))
    assert not auderoed.is_open(date(2017, 7, 1))
    assert not auderoed.is_open(date(2010, 12, 31))


def test_centres_lie_in_municipalities_that_exist_and_close_after_they_open():
    codes = {m.code for m in lists.municipalities()}
    for centre in lists.all_centres():
        assert centre.municipality in codes
        assert not centre.valid_to or centre.valid_from < centre.valid_to
        assert centre.kind in {"reception", "accommodation", "departure", "children", "special"}


def test_avnstrup_is_open_today_and_nyborg_is_not():
    open_now = {centre.code for centre in lists.centres(date(2026, 11, 24))}

    assert "avnstrup" in open_now
    assert "nyborg" not in open_now


@pytest.mark.parametrize(
    ("postcode", "town"), [("2450", "København SV"), ("1620", "København V"), ("3450", "Allerød")]
)
def test_a_postcode_suggests_its_town(postcode, town):
    assert lists.town(postcode).town == town


@pytest.mark.parametrize("postcode", ["9999", "", "abcd", "²²²²"])
def test_an_unknown_postcode_suggests_nothing(postcode):
    assert lists.town(postcode) is None
