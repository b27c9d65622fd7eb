"""Invented courses: one that is over, one half way, and one that is being planned."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import cycle
from random import Random

from kbh_desktop.app import App
from kbh_desktop.courses.attendance import LawfulReason, Mark
from kbh_desktop.courses.model import FAST_TRACK, GREVE, ROSKILDE, SOLROED, CourseId, ResourceId
from kbh_desktop.courses.participation import LessonSlot
from kbh_desktop.courses.planner.plan import Search, plan
from kbh_desktop.courses.schedule import CourseBoard, NewCourse, plus_minutes
from kbh_desktop.ids import PersonId
from kbh_desktop.people.model import Person, PersonQuery

CENTRE = "avnstrup"
LANGUAGES = ("ar", "prs")
EVERY_DAY = (0, 1, 2, 3, 4)
SEATS = 14
_MOST_ASKED = 200
_ENOUGH = 10
"""Participants of each course."""
_TURNS = (ROSKILDE, GREVE, ROSKILDE, SOLROED, ROSKILDE, GREVE)
"""About as many for each municipality as they receive."""

_STAFF = (
    ("teacher", "Tove Lindgaard", ("labour_market", "society"), 24),
    ("teacher", "Ulrik Bach", ("competences", "labour_market"), 24),
    ("teacher", "Vibeke Dahl", ("society", "competences"), 20),
    ("interpreter", "Amir Haddad", ("ar",), 24),
    ("interpreter", "Nadia Karim", ("ar",), 12),
    ("interpreter", "Farid Amini", ("prs",), 24),
    ("consultant", "Jens Toft (Roskilde)", ("competences",), None),
    ("consultant", "Mona Ravn (Solrød)", ("competences",), None),
    ("consultant", "Henrik Juul (Greve)", ("competences",), None),
)
_ROOMS = (("Undervisningslokale 1", 20), ("Undervisningslokale 2", 16), ("Festsalen", 40))

_BUDGET = (
    ("Undervisning, 72 lektioner", 30_240, ROSKILDE, 30_240),
    ("Tolke, 36 timer", 12_600, ROSKILDE, 13_475),
    ("Tre busser", 9_000, GREVE, 8_400),
    ("Materialer og forplejning", 5_160, SOLROED, 4_987),
    ("Børnepasning og andet", 3_000, ROSKILDE, 2_100),
)
_PLANNED = {ROSKILDE: 24, SOLROED: 7, GREVE: 14}
_RECEIVED = {ROSKILDE: 5, SOLROED: 2, GREVE: 3}


@dataclass(frozen=True, slots=True)
class _Firm:
    session: str
    name: str
    cvr: str
    contact: str
    trades: tuple[str, ...]
    most: int
    gear: str = ""


_FIRMS = (
    _Firm("visit1", "Hotel Fjordblik (opdigtet)", "99000001", "Lone Aagaard",
          ("Rengøringsassistent", "Køkkenassistent", "Kok"), 12, "Lukkede sko"),
    _Firm("visit2", "Nordlager Logistik (opdigtet)", "99000002", "Bent Skov",
          ("Lagermedarbejder", "Chauffør"), 10, "Sikkerhedssko og vest udleveres"),
    _Firm("visit3", "Plejecenter Lindegården (opdigtet)", "99000003", "Karin Holst",
          ("Social- og sundhedshjælper", "Ernæringsassistent"), 8),
)  # fmt: skip
_TALKS_FROM = time(12, 30)
_COMMENTS = (
    "Godt at høre om løn og skat.",
    "Svært at følge med uden pauser.",
    "Besøget var det bedste.",
    "Jeg vil gerne øve samtalen mere.",
    "",
    "",
)


def make_courses(office: App, seed: int, today: date) -> None:
    """Make the staff and three courses at Avnstrup with the office's own people."""
    chance = Random(f"{seed}/courses")  # noqa: S311 - invented people
    monday = today - timedelta(days=today.weekday())
    with office.database.write():
        staff = _hire(office)
        people = list(_people(office))
        _finished(office, monday - timedelta(weeks=14), people[::2], chance)
        _running(office, monday - timedelta(weeks=3), people[1::2], chance)
        _coming(office, monday + timedelta(weeks=5), staff)


def _hire(office: App) -> Mapping[str, ResourceId]:
    resources = office.course_resources
    found = {}
    for kind, name, skills, most in _STAFF:
        made = resources.add(kind, name, skills=skills, max_per_week=most)  # type: ignore[arg-type]
        found[name] = made.id
    for name, seats in _ROOMS:
        made = resources.add("room", name, skills=["class"], places=[CENTRE], capacity=seats)
        found[name] = made.id
    made = resources.add("bus", "Bus, 25 pladser", capacity=25)
    return found | {"Bus": made.id}


def _people(office: App) -> Iterator[Person]:
    """Return those who speak a language of the courses, each for one course."""
    ids = office.people.find(PersonQuery(), limit=_MOST_ASKED).ids
    for person in map(office.people.get, ids):
        spoken = f"{person.mother_tongues} {person.languages}".split()
        if person.phase != "closed" and set(spoken) & set(LANGUAGES):
            yield person


def _finished(office: App, first_day: date, people: Sequence[Person], chance: Random) -> None:
    course_id = _planned(office, "Fast Track, hold 11", first_day)
    participants = _enrol(office, course_id, people, first_day)
    _mark(office, course_id, participants, chance, unmarked=())
    office.participants.finish(course_id)
    _evaluate(office, course_id, range(1, 7), chance)
    _pay(office, course_id, first_day)
    office.course_economy.set_cost_key(
        course_id, "received", _RECEIVED, first_day + timedelta(weeks=8)
    )
    for turn, person in enumerate(participants):
        begins = first_day + timedelta(weeks=5 + turn % 3, days=turn % 2)
        firm = _FIRMS[turn % len(_FIRMS)].name
        moves = begins + timedelta(days=21 if turn % 4 else -4)
        office.participants.placements.add(course_id, person, firm, begins, moves_on=moves)


def _running(office: App, first_day: date, people: Sequence[Person], chance: Random) -> None:
    course_id = _planned(office, "Fast Track, hold 12", first_day)
    participants = _enrol(office, course_id, people, first_day)
    held = [slot for slot in office.participants.lessons(course_id) if slot.held]
    latest = held[-1].session_id if held else ""
    _mark(office, course_id, participants, chance, unmarked=(latest,))
    _evaluate(office, course_id, range(1, 3), chance)
    _pay(office, course_id, first_day)
    if participants:
        office.participants.leave(course_id, participants[-1], "job")
    talks = [each for each in office.courses.board(course_id).sessions if each.kind == "talk"]
    for turn, person in enumerate(participants[:3]):
        at = talks[-1].placement
        if at is not None:
            starts = plus_minutes(_TALKS_FROM, 45 * turn)
            office.participants.talks.add(course_id, person, at.day, starts)


def _coming(office: App, first_day: date, staff: Mapping[str, ResourceId]) -> None:
    """Leave the second half in the tray, and somebody away on a day that is planned."""
    made = office.courses.create(_wanted("Fast Track, hold 13", first_day))
    board = office.courses.board(made.id)
    found = plan(board.instance, Search(seed=1, limit_s=10, improve=False)).sessions
    early = {str(each.id) for each in board.sessions if each.week <= 3}  # noqa: PLR2004 - half of them
    placed = {board.session[name].id: at for name, at in found.items() if name in early}
    office.courses.apply(made.id, placed, "Planlæg de første uger")
    if placed:
        first = min(placed, key=lambda name: (placed[name].day, placed[name].slot))
        office.courses.lock(made.id, board.session[first].id, "time")
        away = placed[max(placed, key=lambda name: (placed[name].day, placed[name].slot))]
        teacher = next(name for name in away.resources if name in staff.values())
        office.course_resources.add_absence(ResourceId(teacher), away.day, note="Kursus")
    _pay(office, made.id, first_day)
    _visits(office, made.id, office.courses.board(made.id), ())


def _wanted(title: str, first_day: date) -> NewCourse:
    return NewCourse(
        title,
        CENTRE,
        first_day,
        municipalities=FAST_TRACK,
        languages=LANGUAGES,
        capacity=SEATS,
        danish_weekdays=EVERY_DAY,
    )


def _planned(office: App, title: str, first_day: date) -> CourseId:
    """Make a course and plan all of it."""
    course = office.courses.create(_wanted(title, first_day))
    board = office.courses.board(course.id)
    found = plan(board.instance, Search(seed=1, limit_s=10, improve=False)).sessions
    placed = {board.session[name].id: at for name, at in found.items()}
    office.courses.apply(course.id, placed, "Planlæg hele forløbet")
    return course.id


def _enrol(
    office: App, course_id: CourseId, people: Sequence[Person], first_day: date
) -> list[PersonId]:
    """Give places to the next people who may join, each expected in a municipality in turn."""
    found: list[PersonId] = []
    turns = cycle(_TURNS)
    for person in people:
        code = next(turns)
        decided = code if person.municipality_decided else ""
        office.people.change(
            person.id,
            centre=CENTRE,
            municipality_expected=code,
            municipality_decided=decided,
        )
        if office.participants.eligibility(course_id, person.id).may_join:
            office.participants.enrol(course_id, person.id, on=first_day)
            found.append(person.id)
        if len(found) == _ENOUGH:
            break
    _visits(office, course_id, office.courses.board(course_id), found)
    return found


def _visits(
    office: App, course_id: CourseId, board: CourseBoard, people: Sequence[PersonId]
) -> None:
    sessions = {each.origin: each.id for each in board.sessions}
    for turn, firm in enumerate(_FIRMS):
        visit = office.participants.visits.add(
            course_id,
            firm.name,
            cvr=firm.cvr,
            contact=firm.contact,
            phone=f"+45 70 10 00 0{turn + 1}",
            max_persons=firm.most,
            transport="Bus fra Avnstrup kl. 12.15",
            safety_gear=firm.gear,
            trades=firm.trades,
            session_id=sessions[firm.session],
            confirmed=turn == 0,
        )
        for person in people[turn::2][: firm.most]:
            office.participants.visits.join(visit.id, person)


def _mark(
    office: App,
    course_id: CourseId,
    people: Sequence[PersonId],
    chance: Random,
    unmarked: Sequence[str],
) -> None:
    """Mark the lessons held: most people come, one of them seldom."""
    slots = [
        slot
        for slot in office.participants.lessons(course_id)
        if slot.held and slot.session_id not in unmarked
    ]
    for slot in slots:
        for turn, person in enumerate(people):
            _mark_lesson(office, course_id, slot, person, chance, seldom=turn == 1)
    for session_id in dict.fromkeys(slot.session_id for slot in slots):
        office.participants.mark_all_present(course_id, session_id)


def _mark_lesson(
    office: App,
    course_id: CourseId,
    slot: LessonSlot,
    person: PersonId,
    chance: Random,
    *,
    seldom: bool,
) -> None:
    drawn, book = chance.random(), office.participants
    if drawn < (0.3 if seldom else 0.02):
        book.mark(course_id, slot.session_id, slot.lesson_no, person, Mark.UNLAWFUL)
    elif drawn < (0.35 if seldom else 0.05):
        reason = chance.choice((LawfulReason.ILLNESS, LawfulReason.AUTHORITY, LawfulReason.OTHER))
        book.mark(course_id, slot.session_id, slot.lesson_no, person, Mark.LAWFUL, reason=reason)
    elif drawn < (0.45 if seldom else 0.08):
        late = chance.choice((5, 10, 15, 20))
        book.mark(course_id, slot.session_id, slot.lesson_no, person, Mark.LATE, minutes_late=late)


def _evaluate(office: App, course_id: CourseId, weeks: range, chance: Random) -> None:
    for week in weeks:
        for _turn in range(8):
            smiley = min(4, max(1, round(chance.gauss(2.6 + week / 5, 0.7))))
            comment = chance.choice(_COMMENTS)
            office.participants.evaluations.add(course_id, week, smiley, comment)


def _pay(office: App, course_id: CourseId, first_day: date) -> None:
    over = office.clock().date() > first_day + timedelta(weeks=7)
    for what, kroner, paid_by, actual in _BUDGET:
        office.course_economy.add(
            course_id,
            what,
            kroner * 100,
            actual_oere=actual * 100 if over else None,
            paid_by=paid_by if over else "",
        )
    office.course_economy.set_cost_key(
        course_id, "planned", _PLANNED, first_day - timedelta(weeks=4)
    )
