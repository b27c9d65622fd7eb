"""Invented courses to plan, as JSON instances: 45 to 51 sessions each and little room to spare.

Six weeks from 19 April 2027 with Ascension Day and Whit Monday; three centres; Danish lessons that
can't move; teachers, interpreters and consultants shared by all courses.
"""

import random
from datetime import date, timedelta
from itertools import pairwise

SLOTS, LUNCH = 8, 4
FIRST = date(2027, 4, 19)
DAYS = [FIRST + timedelta(days=7 * week + day) for week in range(6) for day in range(5)]
CLOSED = [date(2027, 5, 6), date(2027, 5, 17)]
LANGUAGES = ("arabic", "tigrinya", "dari")
MUNICIPALITIES = ("Roskilde", "Solrød", "Greve")
CENTRES = ("Avnstrup", "Roskilde", "Greve")
DANISH = ([(0, 0), (2, 0), (4, 0)], [(1, 0), (4, 0), (4, 4)], [(0, 4), (2, 0), (4, 0)])
"""For each centre: weekday and first lesson of four."""
CLASSROOM = {"kind": "room", "skill": "class"}


def instance(courses=1, seed=1, **more):
    """Return an invented instance with that many courses."""
    chance = random.Random(f"{courses}/{seed}")
    made = [_course(number, chance) for number in range(courses)]
    sessions = [session for course in made for session in course["sessions"]]
    return {
        "format": "kbh-plan/1",
        "calendar": {
            "first_day": FIRST.isoformat(),
            "days": [day.isoformat() for day in DAYS],
            "slots_per_day": SLOTS,
            "slot_minutes": 45,
            "day_start": "08:30",
            "breaks": [{"after_slot": LUNCH, "minutes": 45}],
            "closed": [day.isoformat() for day in CLOSED],
        },
        "places": list(CENTRES),
        "resources": [*_people(courses, made, chance), *_rooms(courses)],
        "groups": [group for course in made for group in course["groups"]],
        "sessions": sessions,
        "order": [rule for course in made for rule in course["order"]],
        "same_resource": [rule for course in made for rule in course["same"]],
        "spread": [rule for course in made for rule in course["spread"]],
        "weights": {"compact": 1, "room_stability": 1, "continuity": 2, "half_day": 1, "spread": 2},
        **more,
    }


def _course(number, chance):
    centre = number % 3
    spoken = chance.sample(LANGUAGES, 2)
    both = [{"kind": "interpreter", "skill": language} for language in spoken]
    cohort = f"c{number}"
    danish = [
        [day.isoformat(), first, 4]
        for day in DAYS
        for weekday, first in DANISH[centre]
        if day.weekday() == weekday
    ]
    people = [
        (f"{cohort}-p{n}", chance.choice(spoken), chance.choice(MUNICIPALITIES))
        for n in range(chance.randint(10, 16))
    ]
    sessions = []

    def add(name, slots, window, needs=(), **more):
        session = {
            "id": f"{cohort}-{name}",
            "name": name,
            "course": cohort,
            "slots": slots,
            "groups": [cohort, *[person[0] for person in people]],
            "needs": list(needs),
            "place": CENTRES[centre],
            "size": len(people),
            "earliest": DAYS[window[0]].isoformat(),
            "latest": DAYS[window[1]].isoformat(),
            **more,
        }
        sessions.append(session)
        return session["id"]

    def teacher(module):
        return [{"kind": "teacher", "skill": f"m{module}"}, *both, CLASSROOM]

    consultant = [{"kind": "consultant", "skill": "any"}, *both]
    intro = add("intro", 2, (0, 1), teacher(0))
    modules = [
        [add(f"m{m}{part}", 2, (0, 29), teacher(m), half="morning") for part in "ab"]
        for m in range(10)
    ]
    visits = [add(f"visit{n}", 4, (3, 27), consultant, start_slots=[0, LUNCH]) for n in range(4)]
    meetings = [
        add(f"meeting{n}", 2, window, [*consultant, CLASSROOM])
        for n, window in enumerate([(2, 9), (10, 19), (20, 29)])
    ]
    end = add("evaluation", 2, (27, 29), teacher(9))
    talks = [
        add(
            f"talk{n}",
            1,
            (0, 12),
            [
                {"kind": "consultant", "skill": municipality},
                {"kind": "interpreter", "skill": language},
                {"kind": "room", "skill": "meet"},
            ],
            groups=[person],
            size=1,
        )
        for n, (person, language, municipality) in enumerate(people)
    ]
    work = [
        add(f"work{n}", 8, (15 + 5 * (n // 2), 19 + 5 * (n // 2)), may_cross_break=True)
        for n in range(6)
    ]

    order = [
        {"before": one, "after": other} for one, other in _orders(intro, modules, visits, work)
    ]
    order += [{"before": intro, "after": each} for each in (*meetings, *talks)]
    order.append({"before": modules[9][1], "after": end})
    return {
        "sessions": sessions,
        "order": order,
        "same": [{"sessions": pair, "kind": "teacher"} for pair in modules],
        "spread": [{"sessions": pair, "min_days": 1} for pair in modules],
        "languages": spoken,
        "groups": [
            {"id": cohort, "size": len(people), "unavailable": danish, "max_slots_per_week": 24},
            *[{"id": person[0], "size": 1, "unavailable": danish} for person in people],
        ],
    }


def _orders(intro, modules, visits, work):
    yield from ((intro, later) for later in (*[each for pair in modules for each in pair], *visits))
    yield from modules
    yield from (
        (second, third) for (_, second), (third, _) in zip(modules, modules[2:], strict=False)
    )
    yield from ((modules[m][1], visit) for visit, m in zip(visits, (1, 3, 5, 7), strict=True))
    yield from pairwise(visits)
    yield from zip(work[::2], work[1::2], strict=True)
    yield visits[0], work[0]


def _people(courses, made, chance):
    teachers = max(2, round(courses * 0.85) + 1)
    skills = [
        {f"m{m}" for m in range(10) if (m + n) % 2 == 0 or chance.random() < 0.45}
        for n in range(teachers)
    ]
    for m in range(10):
        without = [known for known in skills if f"m{m}" not in known]
        missing = min(2, teachers) - (teachers - len(without))
        for known in chance.sample(without, max(0, missing)):
            known.add(f"m{m}")
    for n, known in enumerate(skills):
        yield _person(f"T{n}", "teacher", known, 24, chance, 1 if n % 3 else 0)
    for language in LANGUAGES:
        wanted = sum(language in course["languages"] for course in made)
        for n in range(max(2, round(wanted * 1.15) + 1)):
            yield _person(f"I-{language}-{n}", "interpreter", [language], 30, chance, n % 2)
    for municipality in MUNICIPALITIES:
        for n in range(max(1, round(courses * 0.3) + 1)):
            known = [municipality, "any"]
            yield _person(f"C-{municipality}-{n}", "consultant", known, 30, chance, n % 2)


def _person(name, kind, skills, most, chance, days_off):
    off = chance.sample(range(5), days_off)
    away = [[day.isoformat(), 0, SLOTS] for day in DAYS if day.weekday() in off]
    away += [
        [day.isoformat(), chance.choice((0, LUNCH)), LUNCH]
        for day in DAYS
        if day.weekday() not in off and chance.random() < 0.05
    ]
    return {
        "id": name,
        "kind": kind,
        "skills": sorted(skills),
        "unavailable": away,
        "max_slots_per_week": most,
    }


def _rooms(courses):
    for centre, name in enumerate(CENTRES):
        count = len(range(centre, courses, 3))
        if count:
            for kind, share in (("class", 0.67), ("meet", 0.5)):
                for n in range(max(1, round(count * share))):
                    yield {
                        "id": f"{name}-{kind}-{n}",
                        "kind": "room",
                        "skills": [kind],
                        "places": [name],
                    }
