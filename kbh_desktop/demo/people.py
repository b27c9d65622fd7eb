"""Invented people: the same count, seed and day always give the same ones.

CPR numbers have 60 added to the day, so they can never belong to anybody.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kbh_desktop.demo.interviews import interviews_of
from kbh_desktop.demo.lives import FARMING, LIVES, NO_SCHOOL, NO_WORK, Life
from kbh_desktop.demo.model import STAGES, Character, DemoInterview, Journey, Stage, happens
from kbh_desktop.demo.names import ORIGINS, UKRAINE, Name, Origin

STAGE_WEIGHTS = (18, 40, 25, 14, 3)
MUNICIPALITIES = ("0101", "0201", "0265", "0253", "0269")
MUNICIPALITY_WEIGHTS = (60, 16, 10, 8, 6)
CENTRES = ("avnstrup", "sandholm", "jelling", "hanstholm", "brovst", "toftlund")
CENTRE_WEIGHTS = (46, 22, 14, 8, 6, 4)
WITHOUT_FATHERS_NAME = 60
"""So many have a given and a family name only; more people need more different names."""
SHOWN_DAY = date(2026, 11, 24)
YOUNGEST, OLDEST = 18, 62
_YOUNGEST_GRADUATE = 26
"""Younger people have had no time for both an education and work."""
_YOUNG = 25


@dataclass(frozen=True, slots=True)
class DemoPerson(Character):
    """Somebody invented, with what they told in interviews."""

    @property
    def interviews(self) -> tuple[DemoInterview, ...]:
        """The interviews held so far, worked out when asked for."""
        return interviews_of(self)


def demo_people(
    count: int = 60, seed: int = 1, *, today: date = SHOWN_DAY
) -> tuple[DemoPerson, ...]:
    """Return `count` invented people as they would stand in the register on that day."""
    return tuple(_person(number, seed, today) for number in range(count))


def _person(number: int, seed: int, today: date) -> DemoPerson:
    chance = Random(f"{seed}/{number}")  # noqa: S311 - invented people
    origin = ORIGINS[number % len(ORIGINS)]
    stage = _stage(origin, chance)
    sex = chance.choice(("female", "male"))
    age = min(OLDEST, max(YOUNGEST, round(chance.gauss(33, 10))))
    born = date(today.year - age - 1, chance.randint(1, 12), chance.randint(1, 28))
    journey = _journey(stage, chance)
    fields = {
        **_names(origin, sex, number, chance),
        **_numbers(number, seed, sex, born, stage, chance),
        **_birth(born, chance),
        "sex": sex,
        "citizenships": origin.citizenship,
        "mother_tongues": origin.mother_tongue,
        "languages": " ".join(origin.other_languages[: chance.randint(0, 2)]),
        "phone": f"+45{chance.randint(20, 99)}{chance.randint(0, 999999):06d}",
        "address_protected": "true" if happens(chance, 3) else "false",
        "civil_status": _civil_status(age, chance),
        **_places(stage, chance),
        **_dates(journey, today),
        "residence_basis": _basis(origin, stage, chance),
        "phase": stage,
    }
    life = _life(sex, age, chance)
    return DemoPerson(number, stage, fields, origin, life, journey, seed, today)


def _stage(origin: Origin, chance: Random) -> Stage:
    """Ukrainians need not wait for asylum."""
    found = chance.choices(STAGES, STAGE_WEIGHTS)[0]
    return "centre" if origin is UKRAINE and found == "asylum" else found


def _journey(stage: Stage, chance: Random) -> Journey:
    now_at = STAGES.index(stage)
    settled = chance.randint(10, 200) if now_at >= STAGES.index("permanent") else None
    arrived = None
    if now_at >= STAGES.index("temporary"):
        arrived = (settled or 0) + chance.randint(12, 150)
    decided = (arrived or 0) + chance.randint(20, 50) if now_at >= STAGES.index("centre") else None
    granted = None if decided is None else decided + chance.randint(5, 30)
    return Journey((granted or 0) + chance.randint(120, 400), granted, decided, arrived, settled)


def _names(origin: Origin, sex: str, number: int, chance: Random) -> dict[str, str]:
    """Every turn through the origins takes the next name; later ones are drawn."""
    given_names = origin.women if sex == "female" else origin.men
    turn = number // len(ORIGINS)
    given = given_names[(turn * 3 + number) % len(given_names)]
    family = chance.choice(origin.families)
    if number >= WITHOUT_FATHERS_NAME:
        father = chance.choice(origin.men)
        family = Name(f"{father.own} {family.own}", f"{father.latin} {family.latin}")
    called = given.latin.split()[0].split("-")[0] if happens(chance, 20) else ""
    return {
        "given_name": given.own,
        "family_name": family.own,
        "latin_name": f"{given.latin} {family.latin}",
        "called_name": called,
    }


def _numbers(
    number: int, seed: int, sex: str, born: date, stage: Stage, chance: Random
) -> dict[str, str]:
    """Replacement numbers have 60 added to the day; nobody has a real one."""
    found = {"udl_nr": str(10_000_000 + (number * 7_919 + seed * 104_729) % 89_999_999)}
    if stage == "asylum" or (stage == "centre" and happens(chance, 50)):
        return {**found, "cpr": "", "cpr_kind": ""}
    last = chance.randrange(1000) * 2 + (sex == "male")
    cpr = f"{born.day + 60:02d}{born:%m%y}{last:04d}"
    return {**found, "cpr": cpr, "cpr_kind": "erstatning"}


def _birth(born: date, chance: Random) -> dict[str, str]:
    precision = chance.choices(("day", "month", "year", "estimated"), (80, 4, 8, 8))[0]
    written = {"day": f"{born}", "month": f"{born:%Y-%m}"}.get(precision, f"{born:%Y}")
    return {"birth_date": written, "birth_precision": precision}


def _civil_status(age: int, chance: Random) -> str:
    weights = (70, 25, 5, 0) if age < _YOUNG else (25, 55, 12, 8)
    return chance.choices(("unmarried", "married", "divorced", "widowed"), weights)[0]


def _places(stage: Stage, chance: Random) -> dict[str, str]:
    expected = chance.choices(MUNICIPALITIES, MUNICIPALITY_WEIGHTS)[0]
    now_at = STAGES.index(stage)
    return {
        "centre": chance.choices(CENTRES, CENTRE_WEIGHTS)[0],
        "municipality_expected": expected,
        "municipality_decided": expected if now_at >= STAGES.index("centre") else "",
        "municipality_actual": expected if now_at >= STAGES.index("temporary") else "",
    }


def _dates(journey: Journey, today: date) -> dict[str, str]:
    steps = {
        "entry_date": journey.entered,
        "decision_date": journey.decided,
        "arrival_date": journey.arrived,
        "moved_on": journey.settled,
    }
    return {
        name: "" if days is None else f"{today - timedelta(days=days)}"
        for name, days in steps.items()
    }


def _basis(origin: Origin, stage: Stage, chance: Random) -> str:
    if stage == "asylum":
        return "asylum_seeker"
    if origin is UKRAINE:
        return "special_act"
    usual = ("section_7_1", "section_7_2", "section_7_3", "section_8", "family_refugee")
    return chance.choices(usual, (40, 20, 15, 15, 10))[0]


def _life(sex: str, age: int, chance: Random) -> Life:
    if happens(chance, 5):
        return NO_SCHOOL
    if happens(chance, 18 if sex == "female" else 3):
        return NO_WORK
    if happens(chance, 10):
        return FARMING
    return chance.choice([life for life in LIVES if age >= _YOUNGEST_GRADUATE or not life.title])
