"""Courses in the vault: showing a plan, judging it, moving a session, listing, marking."""

import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

from kbh_desktop.courses.attendance import Mark
from kbh_desktop.courses.conflicts import conflicts
from kbh_desktop.courses.planner.plan import Search, plan
from kbh_desktop.courses.timetable import Placement
from tests.courses_world import CoursesWorld

COURSES, PARTICIPANTS, TIMES = 10, 16, 20
FIRST = date(2026, 4, 6)


def run() -> list[tuple[str, float, str, float | None]]:
    """Return name, value, unit and goal of each figure; medians of 20, in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        world = CoursesWorld(
            Path(folder) / "vault", lambda: datetime(2026, 4, 24, 12, 0, tzinfo=UTC)
        )
        try:
            return _measured(world)
        finally:
            world.close()


def _measured(world: CoursesWorld) -> list[tuple[str, float, str, float | None]]:
    world.staff()
    courses = [
        world.course(f"Hold {n}", FIRST + timedelta(weeks=n), languages=("ar", "ti"))
        for n in range(COURSES)
    ]
    course = courses[0]
    found = plan(world.courses.board(course.id).instance, Search(limit_s=20, improve=False))
    world.courses.apply(course.id, found.sessions, "Planlæg")
    people = [world.person(f"Deltager {n}") for n in range(PARTICIPANTS)]
    for person in people:
        world.participants.enrol(course.id, person, on=FIRST)
    board = world.courses.board(course.id)
    session = min(board.placements, key=lambda name: board.placements[name].day)
    at = board.placements[session]
    slots = iter([4, 6] * TIMES)

    def move() -> None:
        world.courses.place(course.id, session, Placement(at.day, next(slots), at.resources))

    def mark() -> None:
        world.participants.mark(course.id, session, 1, people[0], Mark.PRESENT)

    return [
        ("board of a course beside nine", _ms(lambda: world.courses.board(course.id)), "ms", 50),
        (
            "conflicts of a course",
            _ms(lambda: conflicts(board.instance, board.placements)),
            "ms",
            5,
        ),
        ("list of ten courses", _ms(world.courses.list), "ms", 150),
        ("move a session", _ms(move), "ms", 50),
        ("undo", _ms(lambda: world.courses.undo(course.id)), "ms", 50),
        ("mark a lesson", _ms(mark), "ms", 50),
        (
            "participants, 16 of them",
            _ms(lambda: world.participants.participants(course.id)),
            "ms",
            50,
        ),
        ("candidates, 16 of them", _ms(lambda: world.participants.candidates(course.id)), "ms", 50),
    ]


def _ms(work: Callable[[], object]) -> float:
    taken = []
    for _turn in range(TIMES):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return median(taken)


if __name__ == "__main__":
    for name, value, unit, goal in run():
        print(f"{name}: {value:.1f} {unit} (goal {goal})")
