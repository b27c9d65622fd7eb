"""Today's lessons of the courses, asked from the services."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbh_desktop.courses.model import CourseId
from kbh_desktop.courses.schedule import CourseBoard
from kbh_desktop.errors import NotAllowedError
from ui.courses.words import clock, time_span

if TYPE_CHECKING:
    from kbh_desktop.app import App


@dataclass(frozen=True, slots=True)
class LessonToday:
    """One session that is held today."""

    course: CourseId
    title: str
    begins: str
    about: str = field(repr=False)
    """Until when, with whom and on which course."""


def lessons_today(app: "App") -> tuple[LessonToday, ...]:
    """Return today's sessions in the order of time; none for roles without courses."""
    today = app.people.today()
    try:
        rows = app.courses.list()
        running = [row.id for row in rows if row.first_day <= today <= row.last_day]
        boards = [app.courses.board(course_id) for course_id in running]
    except NotAllowedError:
        return ()
    found = [
        (at.slot, _lesson(board, name))
        for board in boards
        for name, at in board.placements.items()
        if at.day == today
    ]
    return tuple(lesson for _slot, lesson in sorted(found, key=lambda each: each[0]))


def _lesson(board: CourseBoard, name: str) -> LessonToday:
    grid, at = board.instance.grid, board.placements[name]
    names = (board.instance.resource[each].label for each in at.resources if each)
    span = time_span(grid, at.slot, board.instance.session[name].slots)
    return LessonToday(
        course=board.course.id,
        title=board.titles[name],
        begins=clock(grid, at.slot),
        about=" \u00b7 ".join((board.course.title, span, *names)),
    )
