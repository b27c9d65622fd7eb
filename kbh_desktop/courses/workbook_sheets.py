"""What the workbooks of a course hold: its plan, its attendance, its economy."""

from collections.abc import Iterable, Mapping, Sequence

from kbh_desktop.courses.attendance import LessonMark, Mark
from kbh_desktop.courses.calendar import Week
from kbh_desktop.courses.economy import CostLine, CostSplit
from kbh_desktop.courses.model import RESOURCE_KINDS
from kbh_desktop.courses.participation import LessonSlot, MarkKey, ParticipantRow
from kbh_desktop.courses.schedule import CourseBoard, CourseSession, ends_at
from kbh_desktop.courses.wording import (
    kind_name,
    language_name,
    municipality_name,
    place_name,
    session_kind_name,
    weekday_name,
)
from kbh_desktop.courses.workbook import Sheet, Value
from kbh_desktop.i18n import _, short_date

OERE = 100


def plan_sheet(board: CourseBoard) -> Sheet:
    """Return the sessions in the order of time, those in the tray last."""
    placed = sorted(board.placements.items(), key=lambda each: (each[1].day, each[1].slot))
    order = [*(name for name, _at in placed), *(each.id for each in board.tray)]
    return Sheet(
        _("Plan"),
        (
            _("Week"),
            _("Day"),
            _("Date"),
            _("From"),
            _("To"),
            _("Session"),
            _("Kind"),
            _("Lessons"),
            _("Place"),
            *(kind_name(kind).capitalize() for kind in RESOURCE_KINDS),
        ),
        [_plan_row(board, board.session[name]) for name in order],
    )


def _plan_row(board: CourseBoard, each: CourseSession) -> Sequence[Value]:
    at, grid = each.placement, board.instance.grid
    about = (
        str(each.title),
        session_kind_name(each.kind),
        each.lessons,
        place_name(each.place or board.course.centre),
    )
    if at is None:
        return (None, None, _("not placed"), None, None, *about, *[None] * len(RESOURCE_KINDS))
    used = [board.instance.resource[name] for name in at.resources if name]
    staff = (", ".join(each.label for each in used if each.kind == kind) for kind in RESOURCE_KINDS)
    return (
        Week.of(at.day).number,
        weekday_name(at.day),
        at.day,
        grid.starts_at(at.slot),
        ends_at(grid, at.slot, each.lessons),
        *about,
        *staff,
    )


def conflict_sheet(board: CourseBoard) -> Sheet:
    """Return what is wrong with the plan and what could be done."""
    rows = [(each.text, each.remedy) for each in board.conflicts]
    return Sheet(_("Conflicts"), (_("Conflict"), _("What could be done")), rows)


_LETTERS = {Mark.PRESENT: "T", Mark.LATE: "F", Mark.LAWFUL: "S", Mark.UNLAWFUL: "U"}
"""As typed when marking: til stede, forsinket, lovligt fravær, ulovligt."""


def attendance_sheets(
    people: Sequence[ParticipantRow],
    lessons: Sequence[LessonSlot],
    marks: Mapping[MarkKey, LessonMark],
) -> list[Sheet]:
    """Return what attendance adds up to, and every mark."""
    held = [slot for slot in lessons if slot.held]
    summary = Sheet(
        _("Attendance"),
        (
            _("Name"),
            _("Name in Latin letters"),
            _("Municipality"),
            _("Language"),
            _("Lessons held"),
            _("Attended"),
            _("Lawful absence"),
            _("Unlawful absence"),
            _("Not marked"),
            _("Minutes late"),
            _("Per cent"),
        ),
        [_summary_row(each) for each in people],
    )
    headings = [f"{short_date(slot.day)} {slot.starts:%H.%M}" for slot in held]
    every = Sheet(
        _("Lesson by lesson"),
        (_("Name"), _("Name in Latin letters"), *headings),
        [
            (each.name, each.latin_name, *(_letter(marks, slot, each) for slot in held))
            for each in people
        ],
    )
    return [summary, every]


def _summary_row(each: ParticipantRow) -> Sequence[Value]:
    said = each.attendance
    return (
        each.name,
        each.latin_name,
        municipality_name(each.municipality),
        language_name(each.language),
        said.held,
        said.attended,
        said.lawful,
        said.unlawful,
        said.unmarked,
        said.late_minutes,
        said.percent,
    )


def _letter(marks: Mapping[MarkKey, LessonMark], slot: LessonSlot, each: ParticipantRow) -> str:
    mark = marks.get((slot.session_id, slot.lesson_no, each.person_id))
    return "" if mark is None else _LETTERS.get(mark.mark, "")


def economy_sheets(lines: Iterable[CostLine], splits: Iterable[CostSplit]) -> list[Sheet]:
    """Return budget and costs, and each split with its settlement; in kroner."""
    costs = Sheet(
        _("Costs"),
        (_("What"), _("Budget"), _("Actual"), _("Difference"), _("Paid by")),
        [
            (
                each.what,
                each.planned_oere / OERE,
                _kroner(each.actual_oere),
                _kroner(each.difference_oere),
                municipality_name(each.paid_by),
            )
            for each in lines
        ],
        landscape=False,
    )
    return [costs, *(sheet for split in splits for sheet in _split_sheets(split))]


def _split_sheets(split: CostSplit) -> list[Sheet]:
    run = {"on_account": _("On account"), "final": _("Final")}[split.run]
    shares = [
        (
            municipality_name(code),
            split.key.people.get(code, 0),
            split.shares.get(code, 0) / OERE,
            split.paid.get(code, 0) / OERE,
            balance / OERE,
        )
        for code, balance in split.balance.items()
    ]
    payments = [
        (municipality_name(each.payer), municipality_name(each.receiver), each.amount / OERE)
        for each in split.payments
    ]
    return [
        Sheet(
            run,
            (_("Municipality"), _("People"), _("Share"), _("Paid"), _("Still to pay")),
            shares,
            landscape=False,
        ),
        Sheet(
            _("{run}, settlement").format(run=run),
            (_("Pays"), _("Receives"), _("Kroner")),
            payments,
            landscape=False,
        ),
    ]


def _kroner(oere: int | None) -> float | None:
    return None if oere is None else oere / OERE
