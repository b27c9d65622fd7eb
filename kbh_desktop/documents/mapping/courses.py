"""From courses to their plans, sheets, proofs and settlements."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

from kbh_desktop.courses.attendance import LessonMark, Mark
from kbh_desktop.courses.calendar import Week, closed_name
from kbh_desktop.courses.model import CourseId
from kbh_desktop.courses.participation import LessonSlot, MarkKey, ParticipantRow
from kbh_desktop.courses.resources import StoredResource
from kbh_desktop.courses.schedule import CourseBoard, CourseSession, ends_at
from kbh_desktop.courses.timetable import Placement
from kbh_desktop.documents.courses.attendance_sheet import (
    AttendanceSheetValues,
    SheetDay,
    SheetRow,
    marks_key,
)
from kbh_desktop.documents.courses.certificate import CertificateTheme, CertificateValues
from kbh_desktop.documents.courses.course_plan import (
    CoursePlanValues,
    PlanDay,
    PlanSlot,
    PlanWeek,
)
from kbh_desktop.documents.courses.kinds import PlanKind
from kbh_desktop.documents.courses.settlement import (
    CostRow,
    PaymentRow,
    SettlementValues,
    ShareRow,
)
from kbh_desktop.documents.courses.teacher_plan import TeacherPlanValues, TeacherSession
from kbh_desktop.documents.mapping.person import latin_name, native_name
from kbh_desktop.documents.pages import Printed
from kbh_desktop.documents.sources import CourseServices, Sources, municipality_name
from kbh_desktop.documents.wording import clock
from kbh_desktop.errors import InputError, NotFoundError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.people import lists
from kbh_desktop.people.model import Person

_ISO_DAY = 10


def _said(about: Printed) -> dict[str, Any]:
    return {
        "municipality": about.municipality,
        "printed_at": about.printed_at,
        "draft": True,
        "language": about.language,
    }


def plan_values(services: CourseServices, course_id: CourseId, about: Printed) -> CoursePlanValues:
    """Return the plan of a course for the wall."""
    board = services.courses.board(course_id)
    names = {str(each.id): each.name for each in services.resources.list("room")}
    themes = {module.week: str(module.title) for module in board.modules}
    aims = dict(enumerate(board.course.aims, 1))
    weeks = tuple(
        _week(board, week, (themes.get(number, ""), aims.get(number, "")), names)
        for number, week in enumerate(board.calendar.weeks, 1)
    )
    return CoursePlanValues(
        title=board.course.title,
        weeks=weeks,
        place=_centre(board.course.centre),
        notice=board.course.notice,
        **_said(about),
    )


def _week(
    board: CourseBoard, week: Week, about: tuple[str, str], names: Mapping[str, str]
) -> PlanWeek:
    days = tuple(_day(board, day, names) for day in week.workdays)
    monday, friday = week.workdays[0], week.workdays[-1]
    lessons = sum(
        session.lessons
        for session in board.sessions
        if session.placement and session.counts and monday <= session.placement.day <= friday
    )
    return PlanWeek(week.number, days, *about, lessons=lessons)


def _day(board: CourseBoard, day: date, names: Mapping[str, str]) -> PlanDay:
    slots = [
        PlanSlot(PlanKind.DANISH, block.starts, block.ends, block.title)
        for block in board.blocks
        if block.day == day
    ]
    slots += [
        _slot(board, session, session.placement, names)
        for session in board.sessions
        if session.placement and session.placement.day == day
    ]
    closed = (closed_name(day) or _("Closed")) if day in board.calendar.closed else ""
    return PlanDay(day, tuple(sorted(slots, key=lambda slot: slot.starts)), closed)


def _slot(
    board: CourseBoard, session: CourseSession, placed: Placement, names: Mapping[str, str]
) -> PlanSlot:
    grid = board.instance.grid
    rooms = (names.get(resource, "") for resource in placed.resources)
    return PlanSlot(
        PlanKind(session.kind),
        grid.starts_at(placed.slot),
        ends_at(grid, placed.slot, session.lessons),
        str(session.title),
        ", ".join(filter(None, rooms)),
    )


def teacher_values(services: CourseServices, resource_id: str, about: Printed) -> TeacherPlanValues:
    """Return the plan of one teacher or interpreter over all courses."""
    resources = {str(each.id): each for each in services.resources.list()}
    own = next((each for each in resources.values() if each.id == resource_id), None)
    if own is None:
        raise NotFoundError(_("That is not on this device."))
    sessions = tuple(
        session
        for board in services.courses.boards()
        if not board.course.what_if_of
        for session in _taught(board, own, resources)
    )
    roles = {
        "teacher": _("Teacher"),
        "interpreter": _("Interpreter"),
        "consultant": _("Job consultant"),
    }
    return TeacherPlanValues(
        name=own.name,
        role=roles.get(own.kind, ""),
        sessions=sessions,
        place=", ".join(map(_centre, own.places)),
        contact=own.contact,
        **_said(about),
    )


def _taught(
    board: CourseBoard, own: StoredResource, resources: Mapping[str, StoredResource]
) -> Iterable[TeacherSession]:
    grid = board.instance.grid
    for session in board.sessions:
        placed = session.placement
        if placed is None or own.id not in placed.resources:
            continue
        others = [resources[each] for each in placed.resources if each in resources]
        yield TeacherSession(
            placed.day,
            grid.starts_at(placed.slot),
            ends_at(grid, placed.slot, session.lessons),
            str(session.title),
            board.course.title,
            ", ".join(each.name for each in others if each.kind == "room"),
            board.instance.groups[0].size if board.instance.groups else 0,
            ", ".join(e.name for e in others if e.kind not in {"room", "bus"} and e.id != own.id),
            session.lessons,
        )


def sheet_values(
    sources: Sources, course_id: CourseId, week: str, about: Printed
) -> AttendanceSheetValues:
    """Return the attendance sheet of one course week (1 for the first)."""
    services = sources.courses()
    board = services.courses.board(course_id)
    weeks = board.calendar.weeks
    place = int(week) - 1 if week.isdecimal() else 0
    if not 0 <= place < len(weeks):
        raise InputError(_("The course has no such week."), field="week")
    chosen = weeks[place]
    slots = services.participants.lessons(course_id)
    by_day = {day: [s for s in slots if s.day == day] for day in chosen.workdays}
    marks = services.participants.marks(course_id)
    days = tuple(
        SheetDay(
            day,
            tuple(clock(slot.starts) for slot in by_day[day]),
            closed_name(day) if day in board.calendar.closed else "",
        )
        for day in chosen.workdays
    )
    here = [p for p in services.participants.participants(course_id) if _attends(p)]
    return AttendanceSheetValues(
        course=board.course.title,
        week=chosen.number,
        days=days,
        rows=tuple(
            SheetRow(
                latin_name(sources.people.get(each.person_id)) or each.name,
                tuple(_letters(each.person_id, by_day[day], marks) for day in chosen.workdays),
            )
            for each in here
        ),
        place=_centre(board.course.centre),
        **_said(about),
    )


def _attends(row: ParticipantRow) -> bool:
    return row.status in {"enrolled", "finished"}


def _letters(
    person: PersonId, slots: Iterable[LessonSlot], marks: Mapping[MarkKey, LessonMark]
) -> tuple[str, ...]:
    letters = dict(
        zip(
            (Mark.PRESENT, Mark.LATE, Mark.LAWFUL, Mark.UNLAWFUL),
            (letter for letter, _meaning in marks_key()),
            strict=True,
        )
    )
    found = (marks.get((slot.session_id, slot.lesson_no, person)) for slot in slots)
    return tuple(letters.get(each.mark, "") if each else "" for each in found)


def certificate_values(
    services: CourseServices, course_id: CourseId, person: Person, about: Printed
) -> CertificateValues:
    """Return the certificate or the proof of one participant."""
    board = services.courses.board(course_id)
    rows = services.participants.participants(course_id)
    row = next((each for each in rows if each.person_id == person.id), None)
    if row is None:
        raise NotFoundError(_("That person is not on this device."))
    lessons: dict[int, int] = {}
    for session in board.sessions:
        lessons[session.week] = lessons.get(session.week, 0) + session.lessons * session.counts
    days = board.calendar.open_days
    own = person.mother_tongues.split()
    return CertificateValues(
        person_name=latin_name(person) or row.name,
        native_name=native_name(person),
        born=date.fromisoformat(person.birth_date) if len(person.birth_date) == _ISO_DAY else None,
        course=board.course.title,
        is_full=row.attendance.proof == "certificate",
        lessons_held=row.attendance.held,
        lessons_attended=row.attendance.attended,
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
        place=_centre(board.course.centre),
        themes=tuple(
            CertificateTheme(module.week, str(module.title), lessons.get(module.week, 0))
            for module in board.modules
        ),
        issued_on=about.printed_at.date(),
        own_language=own[0] if own else "",
        **_said(about),
    )


def settlement_values(
    services: CourseServices,
    course_id: CourseId,
    run: Literal["on_account", "final"],
    prepared_by: str,
    about: Printed,
) -> SettlementValues:
    """Return the settlement of a course, on account or final."""
    board = services.courses.board(course_id)
    split = services.economy.split(course_id, run)
    lines = services.economy.cost_lines(course_id)
    days = board.calendar.open_days
    return SettlementValues(
        course=board.course.title,
        is_final=run == "final",
        total=split.total,
        costs=tuple(
            CostRow(line.what, line.planned_oere, line.actual_oere, _municipality(line.paid_by))
            for line in lines
        ),
        shares=tuple(
            ShareRow(
                _municipality(code),
                split.key.people.get(code, 0),
                share,
                split.paid.get(code, 0),
                split.balance.get(code, 0),
            )
            for code, share in split.shares.items()
        ),
        payments=tuple(
            PaymentRow(_municipality(each.payer), _municipality(each.receiver), each.amount)
            for each in split.payments
        ),
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
        key_from=split.key.valid_from,
        unpaid=split.unpaid,
        adjustments=_adjustments(services, course_id) if run == "final" else (),
        prepared_by=prepared_by,
        **_said(about),
    )


def _adjustments(services: CourseServices, course_id: CourseId) -> tuple[tuple[str, int], ...]:
    try:
        adjusted = services.economy.adjustment(course_id)
    except InputError:
        return ()  # nothing was settled on account
    return tuple((_municipality(code), amount) for code, amount in adjusted.items())


def _municipality(code: str) -> str:
    return municipality_name(code).removesuffix(" Kommune") or code


def _centre(code: str) -> str:
    try:
        return lists.centre(code).name
    except NotFoundError:
        return code
