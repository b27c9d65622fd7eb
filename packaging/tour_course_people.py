"""The tabs of a course with invented people on it, in the last of its six weeks."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from kbh_desktop.app import App
from kbh_desktop.courses.attendance import LawfulReason, Mark
from kbh_desktop.courses.model import CourseId, SessionId
from kbh_desktop.courses.participants import ParticipantService
from kbh_desktop.courses.schedule import CourseBoard, NewCourse
from kbh_desktop.courses.timetable import Placement
from kbh_desktop.ids import PersonId
from ui.courses.page import CoursePage

if TYPE_CHECKING:
    from tour import Tour

Screen = Callable[["Tour"], object]
_TITLE = "Fast Track, hold 11"
_FIRST_DAY = date(2026, 10, 19)
_PEOPLE = (
    ("Layla", "Haddad", "ar", "0265"),
    ("عمر", "الكريمي", "ar", "0265"),
    ("Tesfay", "Gebremedhin", "ti", "0253"),
    ("ሰላም", "ተኽለ", "ti", "0253"),
    ("Fatima", "Al-Masri", "ar", "0269"),
    ("Yusuf", "Abdi Warsame", "so ar", "0265"),
    ("Maryam", "Hosseini", "fa ar", "0253"),
    ("محمد عبد الرحمن", "الخطيب", "ar", "0265"),
    ("Nadia", "Rahimi", "ar", "0269"),
    ("Amanuel", "Haile", "ti", "0253"),
    ("Samira", "Nasser", "ar", "0265"),
    ("Daniel", "Okbay", "ti", "0101"),
    ("Hala", "Darwish", "ar", "0265"),
    ("Dmytro", "Kovalenko", "uk", "0253"),
)
_ON_COURSE = 10
_COSTS = (
    ("Undervisning, 72 lektioner", 3_024_000, 3_024_000, "0265"),
    ("Tolkning, 36 timer", 1_260_000, 1_315_000, "0265"),
    ("Tre busser", 900_000, 875_050, "0253"),
    ("Materialer og forplejning", 516_000, None, "0269"),
    ("Børnepasning og andet", 300_000, None, ""),
)
_VISITS = (
    ("Hotel Prindsen", date(2026, 10, 29), "13.00", 12, True, ("Rengøringsassistent", "Kok")),
    ("Lager Syd A/S", date(2026, 11, 12), "12.45", 8, True, ("Lagermedarbejder",)),
    ("Plejecenter Trekroner", date(2026, 11, 20), "", None, False, ("Social- og sundhedshjælper",)),
)
_COMMENTS = ("Jeg vil gerne tale mere dansk.", "Besøget på hotellet var godt.", "For hurtigt.")


def prepare(app: App) -> CourseId:
    """Return the course, made with people, marks and costs when it is not there yet."""
    known = next((row.id for row in app.courses.list() if row.title == _TITLE), None)
    return known or _make(app)


def _make(app: App) -> CourseId:
    course = app.courses.create(
        NewCourse(
            title=_TITLE,
            centre="avnstrup",
            first_day=_FIRST_DAY,
            languages=("ar", "ti"),
            capacity=_ON_COURSE + 1,
        )
    )
    app.courses.apply(course.id, _afternoons(app.courses.board(course.id)), "Udfyld resten")
    people = [_register(app, number) for number in range(len(_PEOPLE))]
    before = ParticipantService(replace(app._course_store, clock=_first_morning))  # noqa: SLF001
    for person in people[:_ON_COURSE]:
        before.enrol(course.id, person)
    app.participants.enrol(course.id, people[10], waiting=True)
    app.participants.leave(course.id, people[9], "job", date(2026, 11, 13))
    _mark(app, course.id)
    _spend(app, course.id)
    _visit(app, course.id, people[:9])
    _evaluate(app, course.id)
    return course.id


def _afternoons(board: CourseBoard) -> dict[SessionId, Placement | None]:
    """Return the sessions of each week on its afternoons, one a day."""
    free = list(board.calendar.open_days)
    placed: dict[SessionId, Placement | None] = {}
    for session in board.sessions:
        week = board.calendar.weeks[session.week - 1]
        day = next((day for day in free if day in week.workdays), None)
        if day is not None and session.lessons == 4:  # noqa: PLR2004 - an afternoon
            free.remove(day)
            placed[session.id] = Placement(day, 4, ())
    return placed


def _first_morning() -> datetime:
    return datetime.combine(_FIRST_DAY, time(7), UTC)


def _register(app: App, number: int) -> PersonId:
    given, family, tongues, municipality = _PEOPLE[number]
    person = app.people.register(
        given_name=given,
        family_name=family,
        centre="avnstrup",
        mother_tongues=tongues,
        birth_date=f"{1980 + number}-03-{10 + number}",
        municipality_expected=municipality,
        residence_basis="asylum_seeker" if number % 3 else "section_7_1",
        decision_date="" if number % 3 else "2026-10-05",
    )
    return person.id


def _mark(app: App, course: CourseId) -> None:
    chance = random.Random(4)  # noqa: S311 - invented attendance
    rows = [row for row in app.participants.participants(course) if row.status != "waiting"]
    for lesson in app.participants.lessons(course):
        if not lesson.held or lesson.day >= date(2026, 11, 24):
            continue
        for place, row in enumerate(rows):
            often_away = 6 if place == 3 else 1  # noqa: PLR2004 - one who misses much
            weights = (14, 1, 1, often_away)
            (mark,) = chance.choices((Mark.PRESENT, Mark.LATE, Mark.LAWFUL, Mark.UNLAWFUL), weights)
            app.participants.mark(
                course,
                lesson.session_id,
                lesson.lesson_no,
                row.person_id,
                mark,
                minutes_late=15,
                reason=chance.choice(list(LawfulReason)),
            )


def _spend(app: App, course: CourseId) -> None:
    for what, planned, actual, payer in _COSTS:
        app.course_economy.add(course, what, planned, actual_oere=actual, paid_by=payer)
    app.course_economy.set_cost_key(course, "planned", {"0265": 24, "0269": 7, "0253": 14})
    app.course_economy.set_cost_key(course, "received", {"0265": 22, "0269": 8, "0253": 12})


def _visit(app: App, course: CourseId, people: list[PersonId]) -> None:
    visits, talks = app.participants.visits, app.participants.talks
    for firm, day, starts, most, confirmed, trades in _VISITS:
        visit = visits.add(
            course,
            firm,
            cvr="13585628",
            contact="Lene Bruun",
            phone="46 35 80 10",
            day=day,
            starts=time.fromisoformat(starts.replace(".", ":")) if starts else None,
            max_persons=most,
            transport="Bus fra Avnstrup kl. 12.15",
            safety_gear="Lukkede sko; veste udleveres",
            confirmed=confirmed,
            trades=trades,
        )
        for person in people[:6]:
            visits.join(visit.id, person)
    for number, person in enumerate(people[:7]):
        talk = talks.add(
            course, person, date(2026, 11, 23) + timedelta(days=number // 3), time(9 + number % 3)
        )
        if number < 3:  # noqa: PLR2004 - the first day's
            talks.change(replace(talk, held=True))
    for number, person in enumerate(people[:7]):
        starts_on = date(2026, 11, 16) + timedelta(days=3 * number)
        moves = date(2026, 12, 1) if number != 4 else None  # noqa: PLR2004 - one not known
        firm = ("Hotel Prindsen", "Lager Syd A/S", "Plejecenter Trekroner")[number % 3]
        app.participants.placements.add(course, person, firm, starts_on, moves_on=moves)


def _evaluate(app: App, course: CourseId) -> None:
    chance = random.Random(2)  # noqa: S311 - invented answers
    for week in range(1, 6):
        for number in range(9):
            (smiley,) = chance.choices((1, 2, 3, 4), (1, 2, 3 + week, 2 + week))
            comment = _COMMENTS[week % 3] if not number else ""
            app.participants.evaluations.add(course, week, smiley, comment)


def _page(tour: "Tour", key: str) -> CoursePage:
    tour.go("today", office=True)
    page = tour.go("course", prepare(tour.app), office=True)
    if not isinstance(page, CoursePage):
        raise TypeError(page)
    while page.model.view is None:
        QTest.qWait(10)
    page.open_part(key)
    tour.settle()
    return page


def _tab(key: str) -> Screen:
    return lambda tour: _page(tour, key)._stack.currentWidget()  # noqa: SLF001


def _part(key: str, part: str) -> Screen:
    def show(tour: "Tour") -> None:
        _tab(key)(tour).open_part(part)
        tour.settle()

    return show


def _leave(tour: "Tour") -> None:
    page = _tab("participants")(tour)
    page._wanted("leave", page.list.key)  # noqa: SLF001 - what its button does


def _week(tour: "Tour") -> None:
    _tab("attendance")(tour).view._span._buttons["week"].click()  # noqa: SLF001


def _cost(tour: "Tour") -> None:
    _tab("economy")(tour)._ask_change(1)  # noqa: SLF001 - what Enter does


def _visit_dialog(tour: "Tour") -> None:
    page = _tab("visits")(tour)
    page._ask_change_visit(page.visits.list.key)  # noqa: SLF001 - what Enter does


def _start(tour: "Tour") -> None:
    _tab("placements")(tour)._ask_chosen()  # noqa: SLF001 - what its button does


def _split(tour: "Tour") -> None:
    page = _tab("economy")(tour)
    page.settlement.table.setFocus()
    tour.settle()


def _comments(tour: "Tour") -> None:
    _tab("evaluation")(tour).comments.setFocus()
    tour.settle()


COURSE_PEOPLE: Mapping[str, Screen] = {
    "people-participants": _tab("participants"),
    "people-waiting": _part("participants", "waiting"),
    "people-candidates": _part("participants", "candidates"),
    "people-leave": _leave,
    "people-attendance": _tab("attendance"),
    "people-attendance-week": _week,
    "people-visits": _tab("visits"),
    "people-visit": _visit_dialog,
    "people-talks": _part("visits", "talks"),
    "people-placements": _tab("placements"),
    "people-start": _start,
    "people-economy": _tab("economy"),
    "people-split": _split,
    "people-cost": _cost,
    "people-evaluation": _tab("evaluation"),
    "people-comments": _comments,
    "people-kiosk": lambda tour: _tab("evaluation")(tour).show_kiosk(),
}
"""By name."""
