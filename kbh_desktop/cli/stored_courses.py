"""`kbh courses` for the courses of a vault: list, make, fill, enrol, mark, files in and out."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kbh_desktop.cli.opening import Groups, add_json, opened, vault_command
from kbh_desktop.cli.output import complain, say, show
from kbh_desktop.errors import InputError, NotFoundError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId

if TYPE_CHECKING:
    from kbh_desktop.app import App
    from kbh_desktop.courses.model import CourseId
    from kbh_desktop.courses.schedule import CourseBoard, CourseSession

MARKS = ("present", "late", "lawful", "unlawful", "unmarked")
WORKBOOKS = ("plan", "attendance", "economy")
FILL_S = 10.0


def add_vault_commands(group: Groups) -> None:
    """Add the commands that open a vault."""
    add_json(vault_command(group, "list", _list, _("list the courses")))
    add_json(_of_course(group, "show", _show, _("show the plan of a course")))
    add_json(vault_command(group, "resources", _resources, _("list teachers, rooms and buses")))
    create = vault_command(group, "create", _create, _("make a course from its template"))
    create.add_argument("title", metavar="TITLE")
    create.add_argument("--centre", required=True, metavar="CODE")
    create.add_argument("--first-day", required=True, type=_day, metavar="YYYY-MM-DD")
    create.add_argument("--languages", default="", metavar="ar,prs")
    create.add_argument("--capacity", type=int, metavar="N")
    create.add_argument("--danish", action="store_true", help=_("Danish lessons every morning"))
    fill = _of_course(group, "fill", _fill, _("place what lies in the tray"))
    fill.add_argument("--seed", type=int, default=0, metavar="N", help=_("another way to search"))
    _add_people(group)
    _add_files(group)


def _add_people(group: Groups) -> None:
    add_json(_of_course(group, "figures", _figures, _("show what became of a course")))
    add_json(_of_course(group, "participants", _participants, _("list who is on a course")))
    add_json(_of_course(group, "candidates", _candidates, _("list who could join, or why not")))
    enrol = _of_course(group, "enrol", _enrol, _("give a person a place"))
    enrol.add_argument("person", metavar="PERSON")
    enrol.add_argument("--waiting", action="store_true", help=_("on the waiting list"))
    mark = _of_course(group, "mark", _mark, _("mark one lesson of one participant"))
    mark.add_argument("session", metavar="SESSION")
    mark.add_argument("lesson", type=int, metavar="LESSON")
    mark.add_argument("person", metavar="PERSON")
    mark.add_argument("mark", choices=MARKS)
    mark.add_argument("--minutes", type=int, default=0, metavar="N", help=_("minutes late"))


def _add_files(group: Groups) -> None:
    ics = _of_course(group, "export-ics", _export_ics, _("write the plan as a calendar (.ics)"))
    ics.add_argument("path", type=Path, metavar="FILE.ics")
    only = ics.add_mutually_exclusive_group()
    only.add_argument("--resource", metavar="ID", help=_("all courses of a teacher or a room"))
    only.add_argument("--participant", metavar="ID", help=_("what one participant comes to"))
    book = _of_course(group, "export-xlsx", _export_xlsx, _("write a workbook (.xlsx)"))
    book.add_argument("what", choices=WORKBOOKS)
    book.add_argument("path", type=Path, metavar="FILE.xlsx")
    timetable = _of_course(
        group, "import-timetable", _import, _("take in Danish lessons from .ics or .xlsx")
    )
    timetable.add_argument("path", type=Path, metavar="FILE")
    timetable.add_argument("--apply", action="store_true", help=_("do it, not only show it"))


def _of_course(groups: Groups, name: str, run: Any, help_text: str) -> argparse.ArgumentParser:  # noqa: ANN401
    parser = vault_command(groups, name, run, help_text)
    parser.add_argument("course", metavar="COURSE", help=_("its id or its title"))
    return parser


def _day(text: str) -> date:
    return date.fromisoformat(text)


@contextmanager
def _course(wanted: argparse.Namespace) -> Iterator[tuple["App", "CourseId"]]:
    with opened(wanted) as app:
        rows = app.courses.list()
        found = [row.id for row in rows if wanted.course in (row.id, row.title)]
        if len(found) != 1:
            raise NotFoundError(
                _("There is not just one course called {name}.").format(name=wanted.course)
            )
        yield app, found[0]


def _list(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        rows = app.courses.list()
    show(
        [
            {
                "id": row.id,
                "title": row.title,
                "state": row.state,
                "first_day": row.first_day,
                "last_day": row.last_day,
                "participants": f"{row.participants}/{row.capacity}",
                "placed": f"{row.placed}/{row.sessions}",
                "conflicts": row.conflicts,
            }
            for row in rows
        ],
        as_json=wanted.json,
    )


def _show(wanted: argparse.Namespace) -> None:
    with _course(wanted) as (app, course_id):
        board = app.courses.board(course_id)
    order = sorted(board.sessions, key=_in_time)
    show([_session(board, each) for each in order], as_json=wanted.json)
    for conflict in board.conflicts:
        complain(f"{conflict.text} {conflict.remedy}")


def _in_time(each: "CourseSession") -> tuple[bool, date, int]:
    at = each.placement
    return (at is None, at.day if at else date.max, at.slot if at else 0)


def _session(board: "CourseBoard", each: "CourseSession") -> dict[str, Any]:
    at, grid = each.placement, board.instance.grid
    names = [board.instance.resource[name].label for name in at.resources if name] if at else []
    return {
        "id": each.id,
        "day": at.day if at else None,
        "starts": f"{grid.starts_at(at.slot):%H.%M}" if at else None,
        "lessons": each.lessons,
        "title": str(each.title),
        "locked": each.lock or "",
        "with": ", ".join(names),
    }


def _resources(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        found = app.course_resources.list()
    rows = [
        {"id": each.id, "kind": each.kind, "name": each.name, "skills": " ".join(each.skills)}
        for each in found
    ]
    show(rows, as_json=wanted.json)


def _create(wanted: argparse.Namespace) -> None:
    from kbh_desktop.courses.model import DEFAULT_CAPACITY  # noqa: PLC0415 - slow to import
    from kbh_desktop.courses.schedule import NewCourse  # noqa: PLC0415

    made = NewCourse(
        wanted.title,
        wanted.centre,
        wanted.first_day,
        languages=tuple(filter(None, wanted.languages.split(","))),
        capacity=DEFAULT_CAPACITY if wanted.capacity is None else wanted.capacity,
        danish_weekdays=(0, 1, 2, 3, 4) if wanted.danish else (),
    )
    with opened(wanted) as app:
        say(app.courses.create(made).id)


def _fill(wanted: argparse.Namespace) -> None:
    from kbh_desktop.courses.planner.plan import Search, plan  # noqa: PLC0415 - slow to import

    with _course(wanted) as (app, course_id):
        board = app.courses.board(course_id)
        found = plan(board.instance, Search(wanted.seed, FILL_S, start=board.placements))
        placed = {board.session[name].id: at for name, at in found.sessions.items()}
        app.courses.apply(course_id, placed, _("Fill the rest"))
    for reason in found.reasons:
        complain(reason)
    total = len(board.sessions)
    text = _("{placed} of {total} sessions are placed.")
    say(text.format(placed=len(found.sessions), total=total))


def _participants(wanted: argparse.Namespace) -> None:
    with _course(wanted) as (app, course_id):
        rows = app.participants.participants(course_id)
    show(
        [
            {
                "person": row.person_id,
                "name": row.name,
                "status": row.status,
                "municipality": row.municipality,
                "language": row.language,
                "percent": row.attendance.percent,
                "provisional": row.attendance.is_provisional,
                "erase_on": row.erase_on,
            }
            for row in rows
        ],
        as_json=wanted.json,
    )


def _figures(wanted: argparse.Namespace) -> None:
    with _course(wanted) as (app, course_id):
        found = app.participants.figures(course_id)
    rows = {
        "on_course": found.on_course,
        "waiting": found.waiting,
        "left": sum(found.left.values()),
        "certificates": found.certificates,
        "percent": found.percent,
        "provisional": found.provisional,
        "placements": found.placements.started,
        "before_move": found.placements.before_move,
    }
    show([rows], as_json=wanted.json)


def _candidates(wanted: argparse.Namespace) -> None:
    with _course(wanted) as (app, course_id):
        found = app.participants.candidates(course_id)
    rows = [
        {
            "person": each.person_id,
            "name": each.name,
            "may_join": each.eligibility.may_join,
            "status": each.status,
            "why_not": " ".join(line.text for line in each.eligibility.lines if not line.is_met),
        }
        for each in found
    ]
    show(rows, as_json=wanted.json)


def _enrol(wanted: argparse.Namespace) -> None:
    with _course(wanted) as (app, course_id):
        app.participants.enrol(course_id, PersonId(wanted.person), waiting=wanted.waiting)


def _mark(wanted: argparse.Namespace) -> None:
    from kbh_desktop.courses.attendance import Mark  # noqa: PLC0415 - slow to import
    from kbh_desktop.courses.model import SessionId  # noqa: PLC0415

    with _course(wanted) as (app, course_id):
        app.participants.mark(
            course_id,
            SessionId(wanted.session),
            wanted.lesson,
            PersonId(wanted.person),
            Mark(wanted.mark),
            minutes_late=wanted.minutes,
        )


def _export_ics(wanted: argparse.Namespace) -> None:
    from kbh_desktop.courses.model import ResourceId  # noqa: PLC0415 - slow to import

    with _course(wanted) as (app, course_id):
        files, path = app.course_files, wanted.path
        if wanted.resource:
            files.resource_calendar(ResourceId(wanted.resource), path)
        elif wanted.participant:
            files.participant_calendar(course_id, PersonId(wanted.participant), path)
        else:
            files.course_calendar(course_id, path)
    say(str(wanted.path))


def _export_xlsx(wanted: argparse.Namespace) -> None:
    with _course(wanted) as (app, course_id):
        files = app.course_files
        writers = {
            "plan": files.plan_workbook,
            "attendance": files.attendance_workbook,
            "economy": files.economy_workbook,
        }
        writers[wanted.what](course_id, wanted.path)
    say(str(wanted.path))


def _import(wanted: argparse.Namespace) -> None:
    if not wanted.path.exists():
        raise InputError(_("There is no file {name}.").format(name=wanted.path), field="path")
    with _course(wanted) as (app, course_id):
        preview = app.courses.import_timetable(course_id, wanted.path)
        for problem in preview.skipped:
            complain(problem)
        text = _("New: {new}, changed: {changed}, gone: {gone}, as before: {same}.")
        say(
            text.format(
                new=len(preview.new),
                changed=len(preview.changed),
                gone=len(preview.gone),
                same=preview.same,
            )
        )
        if wanted.apply:
            app.courses.apply_timetable(course_id, preview)
