"""What invented people tell in Samtale 2, consistent with who they are."""

from collections.abc import Callable
from datetime import date
from random import Random

from kbh_desktop.demo.answering import CONSULTANTS, INTERPRETERS, Answers, hour, later, under
from kbh_desktop.demo.model import Character, happens

CHANGES = (
    "identity",
    "family",
    "languages",
    "education",
    "work",
    "skills",
    "health",
    "wishes",
    "expectations",
)
COMPANIES = (
    ("Havnens Køkken ApS", "10000009"),
    ("Nordhavn Rengøring A/S", "20000007"),
    ("Byens Lager ApS", "30000005"),
    ("Fælledens Værksted ApS", "40000003"),
)
"""Invented firms; the numbers have a right check digit and belong to nobody."""
STREETS = ("Egevangen", "Lærkebakken", "Mosevej", "Søtoften")
NINE_YEARS = 9
IN_A_COMPANY = ("internship", "wage_subsidy", "igu", "job")


def answers(person: Character, day: date, reached: int) -> Answers:
    """Return the answers of the first `reached` sections of an interview held that day."""
    found: Answers = {}
    for section in SECTIONS[:reached]:
        found |= section(person, day)
    return found


def meeting(person: Character, day: date) -> Answers:
    """Section A."""
    chance = person.random("second meeting")
    return under(
        "a_meeting",
        n1_start=hour(day, "13:00"),
        n2_end=hour(day, chance.choice(("13:50", "14:05", "14:20"))),
        n3_place=chance.choice(("housing", "housing", "jobcentre")),
        n4_consultant=chance.choice(CONSULTANTS),
        n6_interpreter=chance.choice(INTERPRETERS),
        n7_language=person.origin.mother_tongue,
        n8_interpreter_number=f"Tolkebureau Nord, nr. {chance.randint(1000, 9999)}",
        n8_worked="yes",
        n8_no_relative="OK",
        n9_first_held="yes",
    )


def changes(person: Character, _day: date) -> Answers:
    """Section B."""
    chance = person.random("changes")
    told = {f"n10_{section}": "unchanged" for section in CHANGES}
    if happens(chance, 30):
        told |= {
            "n10_languages": "changed",
            "n10_languages_what": "Går nu til dansk tre gange om ugen.",
        }
    return under("b_changes", **told)


def housing(person: Character, _day: date) -> Answers:
    """Section C."""
    chance = person.random("housing")
    return under(
        "c_housing",
        o1_address=f"{chance.choice(STREETS)} {chance.randint(2, 98)}, {chance.randint(1, 3)}. tv.",
        o1_postcode=chance.choice(("2200", "2400", "2450", "2500", "2700")),
        o1_kind=chance.choice(("shared", "own_room", "pavilion")),
        o1_moved_in_on=person.fields["arrival_date"],
        o2_ready_since=person.fields["arrival_date"],
        o2_changed="no",
        o3_any="no",
    )


def work(person: Character, day: date) -> Answers:
    """Section D."""
    chance = person.random("second work")
    offer = chance.choice((*IN_A_COMPANY[:3], "guidance", "none"))
    found = under("d_work", p1_readiness="job_ready", p1_any="yes", p2_offer=offer)
    for number, wish in enumerate(person.life.wishes, 1):
        found |= under(
            f"d_work/p1_matches[{number}]",
            p1_occupation=wish,
            p1_why=chance.choice(("Har prøvet arbejdet før.", "Ønsker det selv.")),
            p1_missing=chance.choice(
                ("Fagord på dansk", "Et kursus i hygiejne", "En prøveperiode")
            ),
        )
    if offer != "none":
        found |= under(
            "d_work",
            p4_offered_on=f"{day}",
            p4_starts_on=later(day, chance.randint(3, 20)),
            p4_ends_on=later(day, 100),
            p4_hours=str(chance.choice((25, 30, 37))),
        )
    return found | _company(chance) if offer in IN_A_COMPANY else found


def _company(chance: Random) -> Answers:
    name, cvr = chance.choice(COMPANIES)
    aim = {"p5_kind": "language", "p5_aim": "Bruge fagord og hilse på kolleger på dansk."}
    return under(
        "d_work",
        p3_company=name,
        p3_cvr=cvr,
        p3_contact="Personaleafdelingen",
        p6_mentor_first_day="yes" if happens(chance, 60) else "no",
    ) | under("d_work/p5_aims[1]", **aim)


def programme(person: Character, day: date) -> Answers:
    """Section E."""
    chance = person.random("programme")
    return under(
        "e_programme",
        q1_drafted_on=f"{day}",
        q1_signed_on=f"{day}" if happens(chance, 60) else "",
        q2_provider="Sprogcenter Byen",
        q2_education="du2" if person.life.school_years < NINE_YEARS else "du3",
        q2_module="1",
        q2_starts_on=later(day, 7),
        q3_benefit="transition",
        q3_applied_on=f"{day}",
    )


def health(person: Character, day: date) -> Answers:
    """Section F; never a result."""
    chance = person.random("second health")
    reply = chance.choice(("yes", "yes", "later"))
    is_wanted = reply == "yes"
    return under(
        "f_health",
        r1_offered_on=f"{day}",
        r1_reply=reply,
        r1_place="imk" if is_wanted else "",
        r2_consent=chance.choice(("yes", "no")) if is_wanted else "",
    )


def mentor(person: Character, day: date) -> Answers:
    """Section G."""
    chance = person.random("mentor")
    reply = "yes" if happens(chance, 75) else "later"
    is_wanted = reply == "yes"
    return under(
        "g_mentor",
        s1_offered_on=f"{day}",
        s1_reply=reply,
        s1_mentor=chance.choice(("Lone K.", "Ahmed S.", "Birgit M.")) if is_wanted else "",
        s1_starts_on=later(day, 5) if is_wanted else "",
        s2_tasks="mitid travel_card bank" if is_wanted else "",
    )


def welcome_house(person: Character, _day: date) -> Answers:
    """Section H."""
    chance = person.random("welcome house")
    return under(
        "h_welcome",
        t1_presented="yes",
        t1_visited="yes" if happens(chance, 50) else "no",
        t1_interests=chance.choice(("language_cafe cafe", "bikes", "evenings talks")),
    )


def volunteers(person: Character, _day: date) -> Answers:
    """Section I."""
    chance = person.random("volunteers")
    if not happens(chance, 60):
        return under("i_volunteers", u1_wanted="later")
    return under(
        "i_volunteers",
        u1_wanted="yes",
        u1_consent="yes",
        u1_kind=chance.choice(("language", "family", "sport", "homework language")),
        u1_supplier=chance.choice(("dfh", "red_cross", "nydansker")),
    )


def children(person: Character, _day: date) -> Answers:
    """Section J."""
    chance = person.random("second children")
    if person.fields["civil_status"] != "married" or happens(chance, 50):
        return under("j_children", v1_any="no")
    child = {"v1_age": "7", "v1_care": "school", "v1_place": "agreed"}
    return under("j_children", v1_any="yes") | under("j_children/v1_children[1]", **child)


def agreements(person: Character, day: date) -> Answers:
    """Section K."""
    wish = person.life.wishes[0].lower()
    step = {"w1_what": f"Besøge en arbejdsplads som {wish}", "w1_who": "consultant"}
    return under("k_agreements/w1_agreements[1]", **step, w1_due_on=later(day, 14)) | under(
        "k_agreements", w1_next_on=later(day, 28)
    )


def close(_person: Character, _day: date) -> Answers:
    """Section L."""
    return under("l_close", x1_confirmed="yes", x1_signed="OK")


SECTIONS: tuple[Callable[[Character, date], Answers], ...] = (
    meeting,
    changes,
    housing,
    work,
    programme,
    health,
    mentor,
    welcome_house,
    volunteers,
    children,
    agreements,
    close,
)
