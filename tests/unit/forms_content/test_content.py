"""What the shipped forms ask: every field that the interviews need, in eight languages."""

import re
from datetime import date

import pytest

from kbh_desktop.people.lists import centres, municipalities
from kbh_desktop.people.model import PRECISIONS, SEXES, Person
from kbh_desktop.xforms.model import Element, Group, Question, Repeat
from kbh_desktop.xforms.publish import check
from kbh_desktop.xforms.texts import Output, Pieces, Text
from tests.forms_world import form_path, session, shipped

FORMS = ("samtale1", "samtale2")
SPOKEN_TO_ALL = ("Dansk (da)", "English (en)", "العربية (ar)")
READ_OUT = (
    "فارسی (fa)",
    "ትግርኛ (ti)",
    "Soomaali (so)",
    "Українська (uk)",
    "Kurdî (kmr)",
)
LANGUAGES = SPOKEN_TO_ALL + READ_OUT
BRANDS = ("MitID", "IGU", "Welcome House", "Foreningen Nydansker", "Hotel")
FIRST_KEYS = (
    "a1 a2 a3 a4 a5 a6 a7 a8 a9 a10 b1 b2 b3 b4 b5 b6 b7 c1 c2 c3 c4 c5 c6 c7 c8 c9 c10 c11 c12 "
    "c13 c14 d1 d2 d3 d4 d5 e1 e2 e3 e4 e5 e6 e7 e8 f1 f2 f3 f4 f5 f6 g1 g2 g3 g4 g5 g6 h1 h2 h3 "
    "h4 h5 h6 h7 h8 i1 i2 i3 i4 i5 i6 i7 j1 j2 j3 j4 j5 j6 j7 k1 k2 k3 k4 k5 k6 k7 k8 k9 k10 l1 "
    "l2 l3 l4 l5 l6 l7 m1 m2"
)
SECOND_KEYS = (
    "n1 n2 n3 n4 n5 n6 n7 n8 n10 o1 o2 o3 p1 p2 p3 p4 p5 p6 p7 q1 q2 q3 r1 r2 s1 s2 s3 t1 u1 v1 "
    "w1 x1"
)
PERSON_FIELDS = (
    "given_name family_name latin_name called_name udl_nr cpr cpr_kind birth_date "
    "birth_precision sex citizenships residence_basis decision_date municipality_expected "
    "municipality_decided municipality_actual entry_date phone address_protected civil_status "
    "mother_tongues languages centre"
)
REQUIRED_AT_CREATION = {
    "samtale1": (
        "a1_kind a2_start a2_end a3_centre a4_consultant a6_interpreter b1_given b2_language "
        "b3_not_asylum c1_given_name c1_family_name c1_latin_name c3_udl_nr c5_birth_precision "
        "c5_birth_date c6_sex c7_citizenships c8_basis c10_expected e1_mother_tongues e3_any "
        "e4_literacy e5_scripts e6_latin f1_years f2_any g1_worked h1_any h4_phone h4_computer "
        "i1_matters i5_assessment j1_wishes j2_known k1_work k2_first_month k3_danish "
        "k4_full_time k5_on_time k6_society k7_housing k8_mentor k9_expects l1_readiness l2_track "
        "l6_what l6_who l6_due_on l7_choice m1_confirmed m2_signed"
    ),
    "samtale2": (
        "n1_start n2_end n3_place n4_consultant n6_interpreter n9_first_held n10_identity "
        "n10_family n10_languages n10_education n10_work n10_skills n10_health n10_wishes "
        "n10_expectations o1_moved_in_on p1_readiness p1_any p2_offer r1_offered_on r1_reply "
        "s1_offered_on s1_reply t1_presented u1_wanted v1_any w1_what w1_who w1_due_on w1_next_on "
        "x1_confirmed x1_signed"
    ),
}
HEALTH_SECTIONS = {"i_health", "f_health"}
HEALTH_ELSEWHERE = {"b4_health", "n10_health", "n10_health_what"}
FORBIDDEN = re.compile(
    "diagnos|medici|medicat|relig|troende|politi[ks]|sexual|seksu|ethnic|etni|torture|trauma|"
    "kriminal|criminal|military|militær|facebook|instagram|biometr|fingeraftryk|photo|foto"
)
MEMBER_WORDS = ("evidence", "paper")


def elements(form_id: str) -> list[Element]:
    return list(shipped(form_id).elements.values())


def questions(form_id: str) -> list[Question]:
    return [e for e in elements(form_id) if isinstance(e, Question) and e.type != "attribute"]


@pytest.mark.parametrize("form_id", FORMS)
def test_nothing_is_found_wrong_with_the_form(form_id):
    assert check(form_path(form_id)) == ()


@pytest.mark.parametrize(
    ("form_id", "keys"), [("samtale1", FIRST_KEYS), ("samtale2", SECOND_KEYS)], ids=FORMS
)
def test_every_field_of_the_interview_is_asked_or_worked_out(form_id, keys):
    asked = {element.name.split("_")[0] for element in elements(form_id)}

    assert [key for key in keys.split() if key not in asked] == []


@pytest.mark.parametrize("form_id", FORMS)
def test_names_are_a_key_and_a_speaking_word(form_id):
    from_outside = ("person_", "user_")
    odd = [
        element.name
        for element in elements(form_id)
        if element.ref.count("/") > 1 and "/meta" not in element.ref
        if not re.fullmatch(r"[a-z]\d{0,2}(_[a-z0-9]+)+", element.name)
        if not element.name.startswith(from_outside)
    ]

    assert odd == []


@pytest.mark.parametrize("form_id", FORMS)
def test_the_form_speaks_danish_english_and_six_languages_of_those_who_come(form_id):
    form = shipped(form_id)

    assert form.languages == LANGUAGES
    assert form.default_language == "Dansk (da)"


def texts(form_id: str) -> list[tuple[str, dict[str, str]]]:
    """Every label, hint, guidance and message: its name, and its words by language."""
    found = []
    for name, text in shipped(form_id).texts.items():
        for variants in (text.variants, text.guidance):
            words = {
                language: "".join(p for p in pieces if isinstance(p, str)).strip(" -")
                for language, pieces in variants.items()
            }
            if any(words.values()):
                found.append((name, words))
    return found


def read_out(form_id: str) -> list[tuple[str, Text]]:
    """Every text that is read to the person."""
    every = shipped(form_id).texts.items()
    return [(n, t) for n, t in every if t.variants and not n.endswith("Msg") and has_words(t)]


def has_words(text: Text) -> bool:
    return any(isinstance(p, str) and p.strip(" -") for p in text.variants["Dansk (da)"])


def plain(pieces: Pieces) -> str:
    return "".join(piece for piece in pieces if isinstance(piece, str)).strip()


@pytest.mark.parametrize("form_id", FORMS)
def test_every_text_is_there_in_danish_english_and_arabic(form_id):
    missing = [
        (name, language)
        for name, words in texts(form_id)
        for language in SPOKEN_TO_ALL
        if not words.get(language)
    ]

    assert missing == []


@pytest.mark.parametrize("language", READ_OUT)
@pytest.mark.parametrize("form_id", FORMS)
def test_all_that_is_read_to_the_person_is_there_in_the_own_language(form_id, language):
    missing = [name for name, text in read_out(form_id) if not text.has(language)]

    assert missing == []


def is_a_name(text: Text) -> bool:
    """Towns, centres and brands are written as they stand on Danish signs."""
    danish = plain(text.variants["Dansk (da)"])
    return all(plain(text.variants[one]) == danish for one in ("English (en)", "العربية (ar)"))


@pytest.mark.parametrize(
    ("language", "letters"),
    [
        ("العربية (ar)", "[\u0600-\u06ff]"),
        ("فارسی (fa)", "[\u0600-\u06ff]"),
        ("ትግርኛ (ti)", "[\u1200-\u137f]"),
        ("Українська (uk)", "[\u0400-\u04ff]"),
        ("Soomaali (so)", "[A-Za-z]"),
        ("Kurdî (kmr)", "[A-Za-z]"),
    ],
)
@pytest.mark.parametrize("form_id", FORMS)
def test_words_are_in_the_letters_of_their_language(form_id, language, letters):
    wrong = [
        (name, plain(text.variants[language]))
        for name, text in read_out(form_id)
        if not re.search(letters, plain(text.variants[language]))
        if not is_a_name(text) and plain(text.variants[language]) not in BRANDS
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("language", "own", "foreign"),
    [
        ("فارسی (fa)", "پچژگکی", "كيىة"),
        ("Українська (uk)", "іїє", "ыъэё"),
        ("Kurdî (kmr)", "êîûçş", "\u0131ğö"),
        ("ትግርኛ (ti)", "ኣእዩዶ", "\u0750"),
    ],
)
@pytest.mark.parametrize("form_id", FORMS)
def test_letters_that_only_this_language_has_are_used_and_none_of_its_neighbours(
    form_id, language, own, foreign
):
    said = "".join(plain(text.variants[language]) for _name, text in read_out(form_id))

    assert [letter for letter in own if letter not in said] == []
    assert [letter for letter in foreign if letter in said] == []


@pytest.mark.parametrize("form_id", FORMS)
def test_every_language_keeps_the_values_and_the_bold_of_the_danish(form_id):
    def shape(pieces: Pieces) -> tuple[tuple[str, ...], int]:
        values = tuple(sorted(p.expression for p in pieces if isinstance(p, Output)))
        return values, plain(pieces).count("**")

    differing = [
        (name, language)
        for name, text in read_out(form_id)
        for language in LANGUAGES
        if shape(text.variants[language]) != shape(text.variants["Dansk (da)"])
    ]

    assert differing == []


@pytest.mark.parametrize("form_id", FORMS)
def test_no_translation_is_far_shorter_or_longer_than_its_danish(form_id):
    odd = []
    for name, text in read_out(form_id):
        danish = len(plain(text.variants["Dansk (da)"]))
        for language in LANGUAGES:
            length = len(plain(text.variants[language]))
            if length > 3 * danish + 25 or length < danish / 6 - 2:
                odd.append((name, language))

    assert odd == []


@pytest.mark.parametrize("form_id", FORMS)
def test_questions_end_as_questions_in_every_language(form_id):
    marks = tuple("?؟")
    different = [
        (name, language)
        for name, text in read_out(form_id)
        for language in READ_OUT
        if plain(text.variants["Dansk (da)"]).endswith("?")
        != plain(text.variants[language]).endswith(marks)
    ]

    assert different == []


@pytest.mark.parametrize("form_id", FORMS)
def test_dari_is_read_out_from_persian_and_kurdish_from_kurmanji(form_id):
    form = shipped(form_id)

    assert form.language_for("prs") == form.language_for("fa") == "فارسی (fa)"
    assert form.language_for("ku") == form.language_for("kmr") == "Kurdî (kmr)"
    assert form.language_for("ckb") is None


@pytest.mark.parametrize("form_id", FORMS)
def test_all_that_is_shown_has_a_label(form_id):
    silent = [
        e.ref
        for e in elements(form_id)
        if e.in_body and e.label is None and not isinstance(e, Group | Repeat)
    ]

    assert silent == []


@pytest.mark.parametrize("form_id", FORMS)
def test_nothing_is_asked_that_must_never_be_a_field(form_id):
    asked = [
        e.ref
        for e in questions(form_id)
        if FORBIDDEN.search(e.name.lower()) and not e.name.endswith(MEMBER_WORDS)
    ]

    assert asked == []


@pytest.mark.parametrize("form_id", FORMS)
def test_health_is_kept_apart_and_nothing_else_is(form_id):
    for question in questions(form_id):
        in_health = question.ref.split("/")[2] in HEALTH_SECTIONS
        expected = in_health or question.name in HEALTH_ELSEWHERE
        assert (question.sensitivity == "K3") == expected, question.ref


def test_numbers_and_family_matters_are_confidential():
    classes = {question.name: question.sensitivity for question in questions("samtale1")}

    for name in ("c3_udl_nr", "c4_cpr", "c8_basis", "c13_protected", "d3_reunification"):
        assert classes[name] == "K2"
    assert classes["c1_given_name"] == "K1"


def test_the_first_interview_opens_with_about_seventy_questions():
    opening = sum(section.total for section in session("samtale1").progress())
    doors = sum(question.name.endswith("_more") for question in questions("samtale1"))

    assert doors == 5
    assert opening - doors <= 70


@pytest.mark.parametrize("form_id", FORMS)
def test_what_must_be_answered_is_required_from_the_beginning(form_id):
    fresh = session(form_id)
    states = [fresh.state(key) for key in fresh.node_keys()]
    required = [s.ref.rsplit("/", 1)[1] for s in states if s.required and s.relevant]

    assert sorted(required) == sorted(REQUIRED_AT_CREATION[form_id].split())


@pytest.mark.parametrize("form_id", FORMS)
def test_answers_go_to_fields_that_a_person_has(form_id):
    saved = [field for declared in shipped(form_id).entity_lists for field in declared.fields]

    assert saved
    assert set(saved) <= set(Person.__dataclass_fields__)


def test_the_first_interview_fills_in_the_person():
    (declared,) = shipped("samtale1").entity_lists

    assert declared.dataset == "person"
    assert set(declared.fields) == set(PERSON_FIELDS.split())


def offered(form_id: str, name: str) -> list[str]:
    fresh = session(form_id)
    key = next(key for key in fresh.node_keys() if key.endswith(f"/{name}"))
    section = f"/data/{key.split('/')[2]}"
    views = fresh.view(section, ("Dansk (da)", None))
    return [c.value for view in views if view.key == key for c in view.choices]


def test_the_form_offers_the_98_municipalities():
    assert offered("samtale1", "c10_expected") == [m.code for m in municipalities()]


def test_the_form_offers_the_centres_that_are_open():
    open_now = [centre.code for centre in centres(date(2026, 11, 24))]

    assert offered("samtale1", "a3_centre") == [*open_now, "other"]


def test_choices_a_person_field_takes_are_those_the_program_knows():
    assert set(offered("samtale1", "c6_sex")) <= set(SEXES)
    assert set(offered("samtale1", "c5_birth_precision")) == set(PRECISIONS)


def test_one_may_decline_to_answer_about_health():
    assert "refused" in offered("samtale1", "i1_matters")
