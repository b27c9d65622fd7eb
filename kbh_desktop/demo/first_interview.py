"""What invented people tell in Samtale 1, consistent with who they are."""

from collections.abc import Callable
from datetime import date

from kbh_desktop.demo.answering import CONSULTANTS, INTERPRETERS, Answers, hour, later, under
from kbh_desktop.demo.background import education, literacy_of, work
from kbh_desktop.demo.model import Character, happens

YOUNG = 22
SCHOOL_AGE = 6
TEN_YEARS = 10
EXPECTATIONS = (
    "k1_work",
    "k2_first_month",
    "k3_danish",
    "k4_full_time",
    "k5_on_time",
    "k6_society",
    "k7_housing",
    "k8_mentor",
)


def answers(person: Character, day: date, reached: int) -> Answers:
    """Return the answers of the first `reached` sections of an interview held that day."""
    found: Answers = {}
    for section in SECTIONS[:reached]:
        found |= section(person, day)
    return found


def meeting(person: Character, day: date) -> Answers:
    """Section A."""
    chance = person.random("meeting")
    return under(
        "a_meeting",
        a1_kind="first",
        a2_start=hour(day, "10:00"),
        a2_end=hour(day, chance.choice(("11:05", "11:15", "11:30"))),
        a3_centre=person.fields["centre"],
        a4_consultant=chance.choice(CONSULTANTS),
        a5_others=chance.choice(("", "", "Netværksmedarbejder fra centret")),
        a6_interpreter=chance.choice(INTERPRETERS),
        a7_language=person.origin.mother_tongue,
        a8_interpreter_number=f"Tolkebureau Nord, nr. {chance.randint(1000, 9999)}",
        a9_worked="yes",
        a10_no_relative="OK",
    )


def consent(person: Character, _day: date) -> Answers:
    """Section B."""
    chance = person.random("consent")
    shares = happens(chance, 70)
    return under(
        "b_consent",
        b1_given="oral_and_paper",
        b2_language=person.origin.mother_tongue,
        b3_not_asylum="OK",
        b4_health=chance.choice(("yes", "no", "not_asked")),
        b5_volunteers="yes" if shares else "no",
        b5_organisations="Røde Kors" if shares else "",
        b6_employers="yes" if happens(chance, 80) else "no",
    )


def identity(person: Character, day: date) -> Answers:
    """Section C; what had not happened by that day is left out."""
    fields, journey = person.fields, person.journey
    tells_more = happens(person.random("identity"), 60)
    is_granted = fields["residence_basis"] != "asylum_seeker"
    decided = fields["decision_date"] if fields["decision_date"] <= str(day) else ""
    return under(
        "c_identity",
        c1_given_name=fields["given_name"],
        c1_family_name=fields["family_name"],
        c1_latin_name=fields["latin_name"],
        c3_udl_nr=fields["udl_nr"],
        c4_cpr_kind=fields["cpr_kind"] or "none",
        c4_cpr=fields["cpr"],
        **_birth(person),
        c6_sex=fields["sex"],
        c7_citizenships=fields["citizenships"],
        c8_basis=fields["residence_basis"],
        c8_granted_on=f"{person.days_ago(journey.granted or 0)}" if is_granted else "",
        c10_expected=fields["municipality_expected"],
        c9_decided_on=decided if is_granted else "",
        c10_decided=fields["municipality_decided"] if is_granted and decided else "",
        c12_phone=fields["phone"],
        c13_protected=fields["address_protected"],
        c_more="yes" if tells_more else "no",
        c2_called=fields["called_name"] if tells_more else "",
        c11_entry=fields["entry_date"] if tells_more else "",
        c14_civil_status=fields["civil_status"] if tells_more else "",
    )


def _birth(person: Character) -> dict[str, str]:
    written, precision = person.fields["birth_date"], person.fields["birth_precision"]
    question = {"day": "c5_birth_date", "month": "c5_birth_month"}.get(precision, "c5_birth_year")
    value = f"{written}-01" if precision == "month" else written
    return {"c5_birth_precision": precision, question: value}


def family(person: Character, day: date) -> Answers:
    """Section D."""
    chance = person.random("family")
    is_married = person.fields["civil_status"] == "married"
    children = chance.randint(0, 3) if is_married and day.year - person.birth_year > YOUNG else 0
    found = under(
        "d_family",
        d1_any="yes" if is_married else "no",
        d2_any="yes" if children else "no",
        d4_barriers="childcare" if children and happens(chance, 40) else "none",
        d_more="no",
    )
    if is_married:
        born = str(person.birth_year + chance.randint(-4, 4))
        found |= under(
            "d_family/d1_household[1]",
            d1_relation="spouse",
            d1_birth_year=born,
            d1_same_case="yes",
        )
    for number in range(1, children + 1):
        age = chance.randint(0, 12)
        found |= under(
            f"d_family/d2_children[{number}]",
            d2_age=str(age),
            d2_care="school" if age >= SCHOOL_AGE else chance.choice(("nursery", "kindergarten")),
        )
    return found


def languages(person: Character, _day: date) -> Answers:
    """Section E."""
    chance = person.random("languages")
    years, script = person.life.school_years, person.origin.script
    spoken = person.fields["languages"].split()
    knows_latin = script == "Latn" or "en" in spoken or "fr" in spoken
    literacy = literacy_of(person.life)
    is_literate = literacy != "none"
    latin = "no" if not is_literate else "yes" if knows_latin else "partly"
    has_danish = happens(chance, 50)
    found = under(
        "e_languages",
        e1_mother_tongues=person.origin.mother_tongue,
        e2_any="yes" if spoken else "no",
        e3_any="yes" if has_danish else "no",
        e4_literacy=literacy,
        e5_scripts=" ".join(_scripts(script, knows_latin=knows_latin)) if is_literate else "none",
        e6_latin=latin,
    )
    for number, code in enumerate(spoken, 1):
        found |= under(
            f"e_languages/e2_languages[{number}]", e2_language=code, **_levels("e2", years)
        )
    if has_danish:
        found |= under(
            "e_languages/e3_danish",
            e3_listen="a1",
            e3_read="0" if literacy == "none" else "a1",
            e3_speak="a1",
            e3_write="0",
            e3_lessons=str(chance.randint(10, 160)),
        )
    return found


def _scripts(own: str, *, knows_latin: bool) -> tuple[str, ...]:
    return tuple(dict.fromkeys((own, "Latn"))) if knows_latin else (own,)


def _levels(prefix: str, years: int) -> dict[str, str]:
    spoken, written = ("b1", "b1") if years >= TEN_YEARS else ("a2", "a1")
    skills = {"listen": spoken, "read": written, "speak": spoken, "write": written}
    return {f"{prefix}_{skill}": level for skill, level in skills.items()}


def skills(person: Character, day: date) -> Answers:
    """Section H."""
    chance, life = person.random("skills"), person.life
    is_digital = life.school_years >= TEN_YEARS
    found = under(
        "h_skills",
        h1_any="yes",
        h2_any="yes" if (drives := happens(chance, 35)) else "no",
        h4_phone="2" if life.school_years else "1",
        h4_computer="2" if is_digital else "0",
        h4_office="2" if is_digital else "",
        h4_email="2" if is_digital else "",
        h4_form="1" if is_digital else "",
        h6_informal=" ".join(chance.sample(("cooking", "childcare", "sport", "music"), 2)),
        h_more="no",
    )
    for number, skill in enumerate(life.skills, 1):
        found |= under(
            f"h_skills/h1_skills[{number}]",
            h1_skill=skill,
            h1_level=chance.choice(("2", "2", "3")),
            h1_years=str(chance.randint(1, max(1, day.year - person.birth_year - 17))),
            h1_source="job" if life.occupation and not life.is_unpaid else "home",
        )
    if drives:
        found |= under(
            "h_skills/h2_licences[1]",
            h2_category="B",
            h2_country=person.origin.country,
            h2_held=chance.choice(("yes", "no")),
        )
    return found


def health(person: Character, day: date) -> Answers:
    """Section I: function words only, and only for a few."""
    chance = person.random("health")
    matters = chance.choices(("no", "yes", "refused"), (75, 17, 8))[0]
    is_mattering = matters == "yes"
    return under(
        "i_health",
        i1_matters=matters,
        i2_difficult=chance.choice(("lifting standing", "tired", "seeing")) if is_mattering else "",
        i3_adjustments=chance.choice(("breaks", "part_time", "daytime")) if is_mattering else "",
        i4_treatment=chance.choice(("no", "ongoing", "missing")) if is_mattering else "",
        i5_assessment=chance.choice(("yes", "yes", "later")),
        i6_offered_on=f"{day}",
        i7_leave="no",
    )


def wishes(person: Character, _day: date) -> Answers:
    """Section J."""
    chance = person.random("wishes")
    ranked = dict(zip(("j2_first", "j2_second", "j2_third"), person.life.wishes, strict=False))
    dreams = (
        "Mit eget firma.",
        "Et fast arbejde og en lejlighed.",
        "At mine børn klarer sig godt.",
    )
    return under(
        "j_wishes",
        j1_wishes=" ".join(chance.sample(("job", "internship", "danish", "igu", "education"), 2)),
        j2_known="yes",
        **ranked,
        j4_dream=chance.choice(dreams),
        j_more="yes",
        j6_transport=chance.choice(("bike public", "public", "walk public")),
        j7_motivation=str(chance.randint(6, 10)),
        j6_minutes=chance.choice(("30", "45", "60")),
    )


def expectations(person: Character, _day: date) -> Answers:
    """Section K; one in ten disagrees about housing."""
    chance = person.random("expectations")
    points = dict.fromkeys(EXPECTATIONS, "understood")
    disagrees = happens(chance, 10)
    if disagrees:
        points["k7_housing"] = "disagree"
    hopes = ("Hjælp til at finde arbejde.", "At nogen svarer, når jeg ringer.", "Dansk hver dag.")
    return under(
        "k_expectations",
        **points,
        k9_expects=chance.choice(hopes),
        k10_disagreement="Vil gerne bo tæt på sin familie." if disagrees else "",
    )


def assessment(person: Character, day: date) -> Answers:
    """Section L."""
    chance = person.random("assessment")
    is_ready = happens(chance, 85)
    found = under(
        "l_assessment",
        l1_readiness="job_ready" if is_ready else "activity_ready",
        l1_reason="" if is_ready else "Har brug for en roligere start.",
        l2_track=chance.choice(("internship", "igu", "job", "clarify")),
        l4_sectors=person.life.industry,
        l7_choice="draft",
    )
    agreed = (
        (f"Finde praktik som {person.life.wishes[0].lower()}", "consultant", 14),
        ("Begynde på danskundervisning", "centre", 10),
    )
    for number, (what, who, days) in enumerate(agreed, 1):
        found |= under(
            f"l_assessment/l6_steps[{number}]", l6_what=what, l6_who=who, l6_due_on=later(day, days)
        )
    return found


def close(_person: Character, _day: date) -> Answers:
    """Section M."""
    return under("m_close", m1_confirmed="yes", m2_signed="OK")


SECTIONS: tuple[Callable[[Character, date], Answers], ...] = (
    meeting,
    consent,
    identity,
    family,
    languages,
    education,
    work,
    skills,
    health,
    wishes,
    expectations,
    assessment,
    close,
)
