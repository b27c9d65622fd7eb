"""The shipped forms filled in by script, with everything answered and with little."""

import json
from pathlib import Path

import pytest

from kbh_desktop.xforms.session import Session
from tests.forms_world import fill, problems, session, values

DATA = Path(__file__).resolve().parents[2] / "data"
KNOWN = {
    "/data/person_id": "person-1",
    "/data/person_given_name": "أمينة",
    "/data/person_family_name": "الحلبي",
    "/data/person_birth_date": "1991-03-05",
    "/data/person_entry_date": "2026-02-10",
    "/data/person_residence_basis": "section_7_1",
}
FIRST = "/data/c_identity/"


def answered(name: str, prefill: dict[str, str] | None = None) -> Session:
    answers = json.loads((DATA / f"answers_{name}.json").read_text("utf-8"))
    return fill(session(name.split("_", maxsplit=1)[0], prefill), answers)


def shown(form: Session) -> set[str]:
    states = [form.state(key) for key in form.node_keys()]
    return {s.ref.rsplit("/", 1)[1] for s in states if s.relevant and s.type == "note"}


def message(form: Session, name: str) -> str:
    """Return why the answer to the question `name` won't do, or nothing."""
    return next((p.message for p in form.problems() if p.key.endswith(f"/{name}")), "")


@pytest.mark.parametrize(
    "name", ["samtale1_amina", "samtale1_hodan", "samtale2_amina", "samtale2_hodan"]
)
def test_an_interview_with_everything_answered_is_complete(name):
    form = answered(name, KNOWN if name.startswith("samtale2") else None)

    assert problems(form) == []
    assert form.hidden_answers() == ()


def test_a_full_first_interview_works_out_what_follows_from_the_answers():
    found = values(answered("samtale1_amina"))

    assert found["c5_age"] == "35"
    assert found["e7_suggested"] == "du3"
    assert found["f3_highest"] == "6"
    assert found["g3_years"] == "12"
    assert found["g4_last_year"] == "2025"
    assert found["b2_language"] == "ar"
    assert found["a4_consultant"] == "Mette Holm"
    assert found["m2_signed_by"] == "Mette Holm"
    assert "l3_groups" not in found


def test_overlapping_jobs_are_counted_once_and_told():
    assert "g3_overlap" in shown(answered("samtale1_amina"))


def test_a_full_first_interview_shows_what_deserves_a_second_look():
    assert {"h2_expired", "h2_exchange", "g3_shown"} <= shown(answered("samtale1_amina"))


def test_the_summary_is_drafted_from_the_answers_and_says_nothing_of_health():
    summary = values(answered("samtale1_amina"))["l7_summary"]

    assert summary.startswith("Kære Amina. Du har gået i skole i 12 år.")
    assert "Social- og sundhedshjælper" in summary
    assert "Finde praktik på et plejehjem" in summary
    assert "løfte" not in summary


def test_a_full_first_interview_fills_in_the_person():
    (entity,) = answered("samtale1_amina").entities()

    assert entity.dataset == "person"
    assert entity.label == "أمينة الحلبي"
    told = dict(entity.values)
    assert told["latin_name"] == "Amina Al-Halabi"
    assert told["birth_date"] == "1991-03-05"
    assert told["cpr_kind"] == "erstatning"
    assert told["citizenships"] == "SYR"
    assert told["languages"] == "en tr"
    assert told["centre"] == "avnstrup"
    assert told["decision_date"] == "2026-11-02"


def test_little_told_folds_the_rest_away():
    form = answered("samtale1_hodan")
    found = values(form)

    for name in (
        "a7_language",
        "f2_level",
        "g2_occupation",
        "h1_skill",
        "j2_first",
        "i2_difficult",
    ):
        assert name not in found
    assert found["l3_groups"] == "g2 g3"
    assert found["e7_suggested"] == "literacy"
    assert found["f3_highest"] == "0"
    assert found["l7_summary"] == "Kære Hodan. Du begynder med at lære bogstaverne."


def test_a_year_of_birth_alone_is_saved_as_a_year():
    (entity,) = answered("samtale1_hodan").entities()

    assert entity.values["birth_date"] == "1998"
    assert entity.values["birth_precision"] == "estimated"
    assert not entity.values.get("cpr_kind")


def test_what_is_not_relevant_does_not_travel():
    submission = answered("samtale1_hodan").submission().decode()

    assert "g2_jobs" not in submission
    assert "c8_granted_on" not in submission


def test_a_full_second_interview_works_out_what_follows_from_the_answers():
    form = answered("samtale2_amina", KNOWN)
    found = values(form)

    assert found["p7_igu"] == "yes"
    assert found["s1_ends_on"] == "2029-02-28"
    assert found["o3_phase"] == "temporary"
    assert "p4_late" in shown(form)
    (entity,) = form.entities()
    assert dict(entity.values) == {
        "arrival_date": "2026-11-20",
        "moved_on": "2027-02-01",
        "phase": "temporary",
    }


def test_without_age_and_entry_an_igu_is_neither_possible_nor_not():
    assert values(answered("samtale2_hodan"))["p7_igu"] == "unknown"


def test_known_facts_are_there_from_the_beginning():
    fresh = session("samtale1", {"/data/person_birth_date": "1991-03-05"})

    assert fresh.state(FIRST + "c5_birth_date").value == "1991-03-05"


@pytest.mark.parametrize(
    ("literacy", "latin", "years", "suggested"),
    [
        ("none", "yes", "12", "literacy"),
        ("letters", "yes", "12", "du1"),
        ("fluent", "no", "12", "du1"),
        ("fluent", "yes", "8", "du2"),
        ("simple", "partly", "9", "du3"),
    ],
)
def test_danish_education_is_suggested_by_the_rule(literacy, latin, years, suggested):
    form = fill(
        session("samtale1"),
        {
            "/data/e_languages/e4_literacy": literacy,
            "/data/e_languages/e6_latin": latin,
            "/data/f_education/f1_years": years,
        },
    )

    assert values(form)["e7_suggested"] == suggested


@pytest.mark.parametrize(
    ("ref", "value", "words"),
    [
        ("/data/a_meeting/a2_start", "2026-11-25T10:00:00.000+01:00", "fremtiden"),
        ("/data/b_consent/b1_given", "postponed", "oplysningerne er givet"),
        ("/data/c_identity/c1_latin_name", "أمينة", "latinske bogstaver"),
        ("/data/c_identity/c3_udl_nr", "12345x", "cifre"),
        ("/data/c_identity/c5_birth_date", "2026-11-25", "110 år"),
        ("/data/c_identity/c7_citizenships", "Syrien", "listen"),
        ("/data/d_family/d4_barriers", "none childcare", "Ingen"),
        ("/data/f_education/f1_years", "26", "25 år"),
        ("/data/j_wishes/j1_wishes", "unknown job", "Ved ikke"),
        ("/data/l_assessment/l6_steps[1]/l6_due_on", "2026-11-23", "før samtalen"),
    ],
)
def test_what_can_not_be_is_told_in_clear_words(ref, value, words):
    form = fill(session("samtale1"), {ref: value})

    assert words in message(form, ref.rsplit("/", 1)[1])


@pytest.mark.parametrize(
    ("kind", "number", "is_right"),
    [
        ("cpr", "0101901234", True),
        ("cpr", "010190-1234", True),
        ("cpr", "6101901234", False),
        ("cpr", "320190-1234", False),
        ("cpr", "011390-1234", False),
        ("erstatning", "610190-1234", True),
        ("erstatning", "910190AB12", True),
        ("erstatning", "920190-1234", False),
        ("erstatning", "12345", False),
    ],
)
def test_a_cpr_number_is_checked_by_its_kind(kind, number, is_right):
    form = fill(session("samtale1"), {FIRST + "c4_cpr_kind": kind, FIRST + "c4_cpr": number})

    assert (message(form, "c4_cpr") == "") == is_right


@pytest.mark.parametrize(
    ("cvr", "is_right"), [("10000009", True), ("10000008", False), ("1000000", False)]
)
def test_a_cvr_number_has_its_check_digit(cvr, is_right):
    form = fill(session("samtale2"), {"/data/d_work/p2_offer": "job", "/data/d_work/p3_cvr": cvr})

    assert (message(form, "p3_cvr") == "") == is_right


@pytest.mark.parametrize(
    ("moved_in", "start", "is_late"),
    [
        ("2026-10-31", "2026-11-30", False),
        ("2026-10-15", "2026-11-15", False),
        ("2026-10-15", "2026-11-16", True),
        ("2026-09-15", "2026-11-01", True),
    ],
)
def test_a_start_more_than_a_month_after_moving_in_is_told(moved_in, start, is_late):
    form = fill(
        session("samtale2"),
        {
            "/data/c_housing/o1_moved_in_on": moved_in,
            "/data/d_work/p2_offer": "job",
            "/data/d_work/p4_starts_on": start,
        },
    )

    assert ("p4_late" in shown(form)) == is_late


def test_a_person_under_18_has_a_guardian_there():
    form = fill(
        session("samtale1"), {FIRST + "c5_birth_date": "2010-01-02", FIRST + "c5_guardian": "no"}
    )

    assert "værge" in message(form, "c5_guardian")


def test_the_same_skill_twice_is_told():
    skills = "/data/h_skills/h1_skills"
    form = fill(
        session("samtale1"),
        {
            "/data/h_skills/h1_any": "yes",
            f"{skills}[1]/h1_skill": "Svejse",
            f"{skills}[2]/h1_skill": "Svejse",
        },
    )

    assert message(form, "h1_skill") == "Den står der allerede."


@pytest.mark.parametrize(
    ("basis", "born", "entered", "expected"),
    [
        ("section_7_1", "1977-11-24", "2026-01-01", "yes"),
        ("section_7_1", "1976-11-24", "2026-01-01", "no"),
        ("section_7_1", "2008-11-25", "2026-01-01", "no"),
        ("asylum_seeker", "1990-01-01", "2026-01-01", "no"),
        ("section_8", "1990-01-01", "2004-01-01", "no"),
        ("family_refugee", "1990", "2020-01-01", "yes"),
    ],
)
def test_an_igu_depends_on_age_basis_and_years_in_denmark(basis, born, entered, expected):
    known = {
        "/data/person_residence_basis": basis,
        "/data/person_birth_date": born,
        "/data/person_entry_date": entered,
    }

    assert values(session("samtale2", known))["p7_igu"] == expected


def test_a_person_under_17_is_not_asked_about_work_without_the_coordinator():
    young = fill(session("samtale1"), {FIRST + "c5_birth_date": "2010-01-02"})
    grown = fill(session("samtale1"), {FIRST + "c5_birth_date": "2009-11-24"})

    assert "c5_young" in shown(young)
    assert "c5_young" not in shown(grown)


@pytest.mark.parametrize(
    ("form_id", "note"), [("samtale1", "a0_drafts"), ("samtale2", "n0_drafts")]
)
def test_the_form_says_that_its_translations_are_drafts(form_id, note):
    assert note in shown(session(form_id))


def test_the_centre_is_there_from_the_beginning_if_the_form_offers_it():
    known = session("samtale1", {"/data/person_centre": "jelling"})
    closed = session("samtale1", {"/data/person_centre": "nyborg"})

    assert known.state("/data/a_meeting/a3_centre").value == "jelling"
    assert closed.state("/data/a_meeting/a3_centre").value == ""


def test_another_place_than_a_centre_is_not_saved_as_the_centre():
    (entity,) = answered("samtale1_hodan").entities()

    assert "centre" not in entity.values


@pytest.mark.parametrize(
    ("before", "moved_in", "moved_on", "after"),
    [
        ("centre", "2026-11-20", "", "temporary"),
        ("centre", "2026-12-01", "", None),
        ("permanent", "2026-11-20", "", None),
        ("closed", "2026-11-20", "", None),
        ("temporary", "2026-10-01", "2026-11-24", "permanent"),
        ("temporary", "2026-10-01", "2026-12-01", "temporary"),
    ],
)
def test_moving_takes_a_person_on_but_never_back(before, moved_in, moved_on, after):
    form = session("samtale2", {"/data/person_id": "person-1", "/data/person_phase": before})
    told = {"o1_moved_in_on": moved_in}
    if moved_on:
        told |= {"o3_any": "yes", "o3_offered_on": "2026-10-02", "o3_reply": "accepted"}
        told |= {"o3_moved_on": moved_on}
    (entity,) = fill(form, {f"/data/c_housing/{name}": v for name, v in told.items()}).entities()

    assert entity.values.get("phase") == after
