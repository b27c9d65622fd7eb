"""Visits to companies: when, where, how many can come, and who does."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, time
from typing import Any

from sqlalchemy.orm import Session

from kbh_desktop.courses.access import require_participants, require_planning, require_reading
from kbh_desktop.courses.applicants import enrolment_id
from kbh_desktop.courses.fields import checked_day, required, whole_number
from kbh_desktop.courses.model import CourseId, SessionId
from kbh_desktop.courses.records import EnrolmentRecord, SessionRecord, VisitRecord
from kbh_desktop.courses.store import (
    CourseStore,
    course_record,
    of_course,
    record_of,
    session_record,
)
from kbh_desktop.courses.stored import session_of
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.storage import change_log
from kbh_desktop.storage.base import WHOLE_OFFICE

MOST_VISITORS = 200
GOES = "yes"
CVR_DIGITS = 8


@dataclass(frozen=True, slots=True)
class CompanyVisit:
    """A visit to a company; `participants` are those this device knows."""

    id: str
    course: CourseId
    firm: str
    cvr: str = ""
    """Eight digits."""
    contact: str = ""
    phone: str = ""
    address: str = ""
    day: date | None = None
    """Where it belongs to a placed session, the day of that."""
    starts: time | None = None
    max_persons: int | None = None
    transport: str = ""
    safety_gear: str = ""
    """What the visitors must wear or bring."""
    trades: tuple[str, ...] = ()
    """Titles of the work to be seen there, or codes of ISCO groups."""
    session_id: SessionId | None = None
    confirmed: bool = False
    note: str = ""
    participants: tuple[PersonId, ...] = field(default=(), repr=False)

    @property
    def free_places(self) -> int | None:
        """How many more can come; None without a limit."""
        return None if self.max_persons is None else self.max_persons - len(self.participants)


class Visits:
    """Keeps the company visits of courses."""

    def __init__(self, store: CourseStore) -> None:
        self._store = store

    def list(self, course_id: CourseId) -> tuple[CompanyVisit, ...]:
        """Return the visits of a course in the order of time."""
        require_reading(self._store.actor)
        with self._store.read() as session:
            course_record(session, course_id)
            going = _going(session, course_id)
            records = of_course(session, VisitRecord, course_id)
            found = [_visit(session, record, going) for record in records]
        return tuple(sorted(found, key=lambda each: (each.day or date.max, each.firm)))

    def get(self, visit_id: str) -> CompanyVisit:
        """Return one visit."""
        require_reading(self._store.actor)
        with self._store.read() as session:
            record = record_of(session, VisitRecord, visit_id)
            return _visit(session, record, _going(session, record.course_id))

    def add(self, course_id: CourseId, firm: str, **more: Any) -> CompanyVisit:  # noqa: ANN401
        """Add a visit with any of the fields of `CompanyVisit`.

        Raises:
            InputError: a field can't hold that.
        """
        require_planning(self._store.actor)
        good = _checked({"firm": firm, **more})
        with self._store.write() as session:
            course_record(session, course_id)
            record = VisitRecord(scope=WHOLE_OFFICE, course_id=course_id)
            _write(session, record, good)
            session.add(record)
            session.flush()
            return _visit(session, record, {})

    def change(self, visit_id: str, **changed: Any) -> CompanyVisit:  # noqa: ANN401
        """Change fields of a visit.

        Raises:
            InputError: a field can't hold that.
        """
        require_planning(self._store.actor)
        good = _checked(changed)
        with self._store.write() as session:
            record = record_of(session, VisitRecord, visit_id)
            _write(session, record, good)
            return _visit(session, record, _going(session, record.course_id))

    def remove(self, visit_id: str) -> None:
        """Remove a visit."""
        require_planning(self._store.actor)
        with self._store.write() as session:
            change_log.delete_record(session, record_of(session, VisitRecord, visit_id))

    def join(self, visit_id: str, person_id: PersonId) -> CompanyVisit:
        """Let a participant go on a visit.

        Raises:
            InputError: as many go as the company takes.
        """
        require_participants(self._store.actor)
        visit = self.get(visit_id)
        if person_id not in visit.participants and visit.free_places == 0:
            text = _("{firm} takes {most} visitors, and as many go.")
            raise InputError(text.format(firm=visit.firm, most=visit.max_persons), field="person")
        return self._go(visit, person_id, {visit.id: GOES})

    def leave(self, visit_id: str, person_id: PersonId) -> CompanyVisit:
        """Let a participant not go on a visit."""
        require_participants(self._store.actor)
        return self._go(self.get(visit_id), person_id, {})

    def _go(self, visit: CompanyVisit, person: PersonId, entry: Mapping[str, str]) -> CompanyVisit:
        with self._store.write() as session:
            record = record_of(session, EnrolmentRecord, enrolment_id(visit.course, person))
            others = {key: value for key, value in record.visits.items() if key != visit.id}
            record.visits = others | dict(entry)
            session.flush()
            return self.get(visit.id)


def _going(session: Session, course_id: str) -> Mapping[str, tuple[PersonId, ...]]:
    found: dict[str, tuple[PersonId, ...]] = {}
    for record in of_course(session, EnrolmentRecord, course_id):
        for visit in record.visits if record.status != "left" else ():
            found[visit] = (*found.get(visit, ()), PersonId(record.scope))
    return found


def _visit(
    session: Session, record: VisitRecord, going: Mapping[str, tuple[PersonId, ...]]
) -> CompanyVisit:
    day = date.fromisoformat(record.day) if record.day else None
    planned = session.get(SessionRecord, record.session_id) if record.session_id else None
    if planned is not None and planned.state != "deleted":
        placement = session_of(planned).placement
        day = placement.day if placement else day
    same = ("id", "firm", "cvr", "contact", "phone", "address", "max_persons", "transport",
            "safety_gear", "confirmed", "note")  # fmt: skip
    return CompanyVisit(
        course=CourseId(record.course_id),
        day=day,
        starts=time.fromisoformat(record.starts) if record.starts else None,
        trades=tuple(record.trades),
        session_id=SessionId(record.session_id) if record.session_id else None,
        participants=going.get(record.id, ()),
        **{name: getattr(record, name) for name in same},
    )


def _checked(given: dict[str, Any]) -> dict[str, Any]:
    fixed = {"id", "course", "participants"}
    unknown = given.keys() - ({each.name for each in fields(CompanyVisit)} - fixed)
    if unknown:
        name = min(unknown)
        raise InputError(_("A visit has no field “{name}”.").format(name=name), field=name)
    return {name: _STORED.get(name, _as_text)(value, name) for name, value in given.items()}


def _as_text(value: str, _field: str) -> str:
    return value.strip()


def _cvr(value: str, field: str) -> str:
    digits = value.replace(" ", "")
    if digits and not (digits.isascii() and digits.isdigit() and len(digits) == CVR_DIGITS):
        raise InputError(_("A CVR number has eight digits."), field=field)
    return digits


def _people(value: int | None, field: str) -> int | None:
    return None if value is None else whole_number(value, field, 1, MOST_VISITORS)


_STORED: dict[str, Any] = {
    "firm": required,
    "cvr": _cvr,
    "day": lambda value, field: checked_day(value, field).isoformat() if value else "",
    "starts": lambda value, _field: f"{value:%H:%M}" if value else "",
    "max_persons": _people,
    "trades": lambda value, _field: [each.strip() for each in value if each.strip()],
    "session_id": lambda value, _field: value or "",
    "confirmed": lambda value, _field: bool(value),
}


def _write(session: Session, record: VisitRecord, good: Mapping[str, Any]) -> None:
    if good.get("session_id"):
        session_record(session, record.course_id, good["session_id"])
    for name, value in good.items():
        setattr(record, name, value)
