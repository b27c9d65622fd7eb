"""What can be done with teachers, interpreters, rooms and buses, and with when they are away."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from kbh_desktop.courses.access import require_planning, require_reading
from kbh_desktop.courses.fields import check_span, required, whole_number
from kbh_desktop.courses.model import RESOURCE_KINDS, CourseId, ResourceId, ResourceKind
from kbh_desktop.courses.planning import course_grid, stored_plans
from kbh_desktop.courses.records import AbsenceRecord, ResourceRecord
from kbh_desktop.courses.schedule import ends_at
from kbh_desktop.courses.store import CourseStore, record_of
from kbh_desktop.courses.timetable import Placement
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.storage import change_log
from kbh_desktop.storage.base import WHOLE_OFFICE

MOST_SEATS, MOST_LESSONS_A_WEEK, MOST_LESSONS_A_DAY = 10_000, 60, 12
"""No more than anybody can mean; less is a slip."""


@dataclass(frozen=True, slots=True)
class StoredResource:
    """A teacher, interpreter, consultant, room or bus."""

    id: ResourceId
    kind: ResourceKind
    name: str
    skills: tuple[str, ...] = ()
    """What a teacher teaches, the ISO 639 codes an interpreter speaks, what a room is for."""
    places: tuple[str, ...] = ()
    """Codes of the centres where it can be used; everywhere when empty."""
    capacity: int | None = None
    """Seats."""
    max_per_week: int | None = None
    """Lessons."""
    max_per_day: int | None = None
    contact: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which a resource can't be used."""

    id: str
    resource: ResourceId
    first_day: date
    last_day: date
    first_slot: int = 0
    """The first lesson of each day, counted from 0."""
    slots: int = 0
    """How many lessons of each day; 0 for the rest of it."""
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Booking:
    """One session that a resource is booked for."""

    course: CourseId
    course_title: str
    session: str
    title: str
    placement: Placement
    lessons: int
    starts: str
    """`12:30`."""
    ends: str
    place: str


class ResourceService:
    """Keeps the people, rooms and buses that all courses share."""

    def __init__(self, store: CourseStore) -> None:
        self._store = store

    def list(self, kind: ResourceKind | None = None) -> tuple[StoredResource, ...]:
        """Return all resources, or those of one kind, by kind and name."""
        require_reading(self._store.actor)
        query = select(ResourceRecord).where(ResourceRecord.state != "deleted")
        with self._store.read() as session:
            found = [_resource(record) for record in session.scalars(query)]
        wanted = [each for each in found if kind is None or each.kind == kind]
        order = RESOURCE_KINDS.index
        return tuple(sorted(wanted, key=lambda each: (order(each.kind), each.name, each.id)))

    def get(self, resource_id: ResourceId) -> StoredResource:
        """Return one resource.

        Raises:
            NotFoundError: it is not on this device.
        """
        require_reading(self._store.actor)
        with self._store.read() as session:
            return _resource(record_of(session, ResourceRecord, resource_id))

    def add(self, kind: ResourceKind, name: str, **fields: Any) -> StoredResource:  # noqa: ANN401
        """Add a resource with any of the fields of `StoredResource`.

        Raises:
            InputError: a field can't hold that.
        """
        require_planning(self._store.actor)
        good = _checked({"kind": kind, "name": name, **fields})
        with self._store.write() as session:
            record = ResourceRecord(scope=WHOLE_OFFICE, **good)
            session.add(record)
            return _resource(record)

    def change(self, resource_id: ResourceId, **fields: Any) -> StoredResource:  # noqa: ANN401
        """Change fields of a resource.

        Raises:
            InputError: a field can't hold that.
            NotFoundError: it is not on this device.
        """
        require_planning(self._store.actor)
        good = _checked(fields)
        with self._store.write() as session:
            record = record_of(session, ResourceRecord, resource_id)
            for name, value in good.items():
                setattr(record, name, value)
            return _resource(record)

    def remove(self, resource_id: ResourceId) -> None:
        """Remove a resource that no session is placed with.

        Raises:
            InputError: sessions are placed with it; names the first.
            NotFoundError: it is not on this device.
        """
        require_planning(self._store.actor)
        booked = self.bookings(resource_id)
        if booked:
            text = _("{title} ({course}) is placed with it. Choose another there first.")
            first = booked[0]
            raise InputError(text.format(title=first.title, course=first.course_title))
        with self._store.write() as session:
            change_log.delete_record(session, record_of(session, ResourceRecord, resource_id))

    def add_absence(
        self,
        resource_id: ResourceId,
        first_day: date,
        last_day: date | None = None,
        *,
        first_slot: int = 0,
        slots: int = 0,
        note: str = "",
    ) -> Absence:
        """Note when a resource can't be used; `slots` of 0 mean the rest of each day.

        Raises:
            InputError: the days or lessons make no sense.
            NotFoundError: the resource is not on this device.
        """
        require_planning(self._store.actor)
        last = last_day or first_day
        check_span(first_day, last)
        whole_number(first_slot, "first_slot", 0, MOST_LESSONS_A_DAY - 1)
        whole_number(slots, "slots", 0, MOST_LESSONS_A_DAY)
        with self._store.write() as session:
            record_of(session, ResourceRecord, resource_id)
            record = AbsenceRecord(
                scope=WHOLE_OFFICE,
                resource_id=resource_id,
                first_day=first_day.isoformat(),
                last_day=last.isoformat(),
                first_slot=first_slot,
                slots=slots,
                note=note.strip(),
            )
            session.add(record)
            return _absence(record)

    def remove_absence(self, absence_id: str) -> None:
        """Remove an absence.

        Raises:
            NotFoundError: it is not on this device.
        """
        require_planning(self._store.actor)
        with self._store.write() as session:
            change_log.delete_record(session, record_of(session, AbsenceRecord, absence_id))

    def absences(self, resource_id: ResourceId | None = None) -> tuple[Absence, ...]:
        """Return when one resource or any is away, in the order of time."""
        require_reading(self._store.actor)
        query = select(AbsenceRecord).where(
            AbsenceRecord.state != "deleted", AbsenceRecord.first_day != ""
        )
        if resource_id is not None:
            query = query.where(AbsenceRecord.resource_id == resource_id)
        with self._store.read() as session:
            found = [_absence(record) for record in session.scalars(query)]
        return tuple(sorted(found, key=lambda each: (each.first_day, each.last_day, each.id)))

    def bookings(self, resource_id: ResourceId) -> tuple[Booking, ...]:
        """Return the sessions of all courses that a resource is placed in, in order of time."""
        require_reading(self._store.actor)
        with self._store.read() as session:
            plans = stored_plans(session)
        found = []
        for course in plans.courses.values():
            if course.what_if_of:
                continue
            board = plans.board(course.id)
            grid = course_grid(board.calendar)
            for each in board.sessions:
                at = each.placement
                if at is not None and resource_id in at.resources:
                    found.append(
                        Booking(
                            course=board.course.id,
                            course_title=course.title,
                            session=each.id,
                            title=str(each.title),
                            placement=at,
                            lessons=each.lessons,
                            starts=f"{grid.starts_at(at.slot):%H:%M}",
                            ends=f"{ends_at(grid, at.slot, each.lessons):%H:%M}",
                            place=each.place or board.course.centre,
                        )
                    )
        return tuple(sorted(found, key=lambda each: (each.placement.day, each.starts)))


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    unknown = fields.keys() - _FIELDS.keys()
    if unknown:
        name = min(unknown)
        raise InputError(_("A resource has no field “{name}”.").format(name=name), field=name)
    return {name: _FIELDS[name](value, name) for name, value in fields.items()}


def _kind(value: str, field: str) -> str:
    if value not in RESOURCE_KINDS:
        raise InputError(_("There is no such kind of resource."), field=field)
    return value


def _words(value: Any, _field: str) -> list[str]:  # noqa: ANN401 - any collection of texts
    return list(dict.fromkeys(word.strip() for word in value if word.strip()))


def _optional(most: int) -> Any:  # noqa: ANN401 - a check of one field
    def check(value: int | None, field: str) -> int | None:
        return None if value is None else whole_number(value, field, 0, most)

    return check


_FIELDS: dict[str, Any] = {
    "kind": _kind,
    "name": required,
    "skills": _words,
    "places": _words,
    "capacity": _optional(MOST_SEATS),
    "max_per_week": _optional(MOST_LESSONS_A_WEEK),
    "max_per_day": _optional(MOST_LESSONS_A_DAY),
    "contact": lambda value, _field: value.strip(),
}


def _resource(record: ResourceRecord) -> StoredResource:
    kind: Any = record.kind if record.kind in RESOURCE_KINDS else RESOURCE_KINDS[0]
    return StoredResource(
        id=ResourceId(record.id),
        kind=kind,
        name=record.name,
        skills=tuple(record.skills),
        places=tuple(record.places),
        capacity=record.capacity,
        max_per_week=record.max_per_week,
        max_per_day=record.max_per_day,
        contact=record.contact,
    )


def _absence(record: AbsenceRecord) -> Absence:
    return Absence(
        id=record.id,
        resource=ResourceId(record.resource_id),
        first_day=date.fromisoformat(record.first_day),
        last_day=date.fromisoformat(record.last_day),
        first_slot=record.first_slot,
        slots=record.slots,
        note=record.note,
    )
