"""The school years and jobs that invented people tell about."""

from datetime import date

from kbh_desktop.demo.answering import Answers, under
from kbh_desktop.demo.lives import Life
from kbh_desktop.demo.model import Character, happens

SCHOOL_START = 6
GRADUATE = 5
"""The lowest ISCED level taught after upper secondary school."""
WORKING_AGE = 16
FLUENT_YEARS = 5
NINE_YEARS, TEN_YEARS = 9, 10
SHORTEST_FOR_TWO_JOBS = 6
"""Years between the first and the last day at work."""


def literacy_of(life: Life) -> str:
    """Return how well somebody with that life reads, as in the form's list."""
    if not life.school_years:
        return "none"
    return "fluent" if life.school_years >= FLUENT_YEARS else "simple"


def _danish_education(life: Life) -> str:
    if literacy_of(life) == "none":
        return "literacy"
    return "du2" if life.school_years < NINE_YEARS else "du3"


def education(person: Character, _day: date) -> Answers:
    """Section F, and what section E asks once the years at school are known."""
    life = person.life
    counts_daily = life.school_years < TEN_YEARS or literacy_of(life) != "fluent"
    found = under(
        "f_education",
        f1_years=str(life.school_years),
        f2_any="yes" if life.title else "no",
        f_more="yes" if life.regulated else "no",
    )
    found |= under(
        "e_languages",
        e7_recommended=_danish_education(life),
        e8_numeracy="money measure" if counts_daily else "",
    )
    if life.title:
        first, last = _studied(person)
        found |= under(
            "f_education/f2_education[1]",
            f2_level=str(life.level),
            f2_field=life.field,
            f2_title_danish=life.title,
            f2_country=person.origin.country,
            f2_from_year=str(first),
            f2_to_year=str(last),
            f2_completed="yes",
            f2_paper=person.random("education").choice(("original", "copy", "photo", "lost")),
        )
    if life.regulated:
        found |= under(
            "f_education", f4_recognition="should", f5_regulated="yes", f5_which=life.title
        )
    return found


def _studied(person: Character) -> tuple[int, int]:
    """Return the first and last year of the education."""
    first = person.birth_year + SCHOOL_START + person.life.school_years
    return first, first + (4 if person.life.level >= GRADUATE else 2)


def work(person: Character, _day: date) -> Answers:
    """Section G: one or two jobs after each other, ended before the journey."""
    life, chance = person.life, person.random("work")
    found = under("g_work", g1_worked=_worked(person), g6_any="no")
    if life.occupation:
        first = _studied(person)[1] if life.title else person.birth_year + WORKING_AGE
        last = int(person.fields["entry_date"][:4]) - 1
        has_two = last - first >= SHORTEST_FOR_TWO_JOBS and happens(chance, 60)
        middle = (first + last) // 2
        spans = ((middle, last), (first, middle)) if has_two else ((first, max(first, last)),)
        for number, (start, end) in enumerate(spans, 1):
            found |= _job(person, number, start, end)
    return found


def _job(person: Character, number: int, start: int, end: int) -> Answers:
    life, chance = person.life, person.random(f"job {number}")
    is_latest = number == 1
    return under(
        f"g_work/g2_jobs[{number}]",
        g2_occupation=life.occupation,
        g2_industry=life.industry,
        g2_country=person.origin.country,
        g2_from=f"{start}-{chance.randint(1, 6):02d}-01",
        g2_current="no",
        g2_to=f"{end}-{chance.randint(7, 12):02d}-01",
        g2_employment="family" if life.is_unpaid else chance.choice(("employee", "self_employed")),
        g2_staff=str(chance.choice((0, 0, 2, 5))) if is_latest else "",
        g2_tasks=life.tasks if is_latest else "",
        g2_machines=life.tools if is_latest else "",
        g5_evidence=chance.choice(("stated", "stated", "paper")),
    )


def _worked(person: Character) -> str:
    if not person.life.occupation:
        return "no"
    return "unpaid" if person.life.is_unpaid else "yes"
