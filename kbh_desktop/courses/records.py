"""How courses are stored: plans belong to the whole office, what concerns a person to them.

A record with the scope of a person only travels to devices that work with that person. So every
device holds the shared plan, and of the participants its own people.
"""

from typing import Any, ClassVar

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from kbh_desktop.courses.model import DEFAULT_CAPACITY
from kbh_desktop.storage.base import Record, SyncedRecord


class CourseRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """One course at one centre, or another plan of it that somebody tries out."""

    __tablename__ = "course"
    __entity__: ClassVar[str] = "course"

    title: Mapped[str] = mapped_column(default="")
    template: Mapped[str] = mapped_column(default="")
    centre: Mapped[str] = mapped_column(default="")
    first_day: Mapped[str] = mapped_column(default="")
    weeks: Mapped[int] = mapped_column(default=6)
    municipalities: Mapped[list[str]] = mapped_column(JSON, default_factory=list)
    languages: Mapped[list[str]] = mapped_column(JSON, default_factory=list)
    capacity: Mapped[int] = mapped_column(default=DEFAULT_CAPACITY)
    closed_days: Mapped[list[str]] = mapped_column(JSON, default_factory=list)
    modules: Mapped[list[Any]] = mapped_column(JSON, default_factory=list)
    """The themes of the weeks, as in the template it was made from."""
    aims: Mapped[list[str]] = mapped_column(JSON, default_factory=list, server_default="[]")
    """What each week aims at, the first week first."""
    notice: Mapped[str] = mapped_column(default="", server_default="")
    what_if_of: Mapped[str] = mapped_column(default="", index=True)


class SessionRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """One session of a course and where it is placed."""

    __tablename__ = "course_session"
    __entity__: ClassVar[str] = "course_session"

    course_id: Mapped[str] = mapped_column(default="", index=True)
    origin: Mapped[str] = mapped_column(default="")
    """The template's session, or in a what-if plan the session it stands for."""
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[dict[str, str]] = mapped_column(JSON, default_factory=dict)
    """By language: `da` and `en`."""
    kind: Mapped[str] = mapped_column(default="lesson")
    lessons: Mapped[int] = mapped_column(default=1)
    needs: Mapped[list[str]] = mapped_column(JSON, default_factory=list)
    """`kind` or `kind:skill`."""
    after: Mapped[list[str]] = mapped_column(JSON, default_factory=list)
    counts: Mapped[bool] = mapped_column(default=True)
    week: Mapped[int] = mapped_column(default=0)
    """The course week it belongs to; 0 for any."""
    place: Mapped[str] = mapped_column(default="")
    """Where it is held; empty for the centre of the course."""
    half: Mapped[str] = mapped_column(default="")
    at: Mapped[str] = mapped_column(default="")
    """`2027-04-19/4`: day and first slot; one field, so that merging never mixes two moves."""
    staff: Mapped[list[str]] = mapped_column(JSON, default_factory=list)
    """Ids of resources in the order of the needs, empty where one is missing."""
    lock: Mapped[str] = mapped_column(default="")


class BlockRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """A time at which the participants have something that can't move."""

    __tablename__ = "course_block"
    __entity__: ClassVar[str] = "course_block"

    course_id: Mapped[str] = mapped_column(default="", index=True)
    title: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="danish")
    day: Mapped[str] = mapped_column(default="")
    starts: Mapped[str] = mapped_column(default="")
    """`08:30`."""
    ends: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    """What the timetable it was read from calls it, so that a later version replaces it."""


class ResourceRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """A teacher, interpreter, consultant, room or bus."""

    __tablename__ = "course_resource"
    __entity__: ClassVar[str] = "course_resource"

    kind: Mapped[str] = mapped_column(default="teacher")
    name: Mapped[str] = mapped_column(default="")
    skills: Mapped[list[str]] = mapped_column(JSON, default_factory=list)
    places: Mapped[list[str]] = mapped_column(JSON, default_factory=list)
    capacity: Mapped[int | None] = mapped_column(default=None)
    max_per_week: Mapped[int | None] = mapped_column(default=None)
    max_per_day: Mapped[int | None] = mapped_column(default=None)
    contact: Mapped[str] = mapped_column(default="")


class AbsenceRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """Days, or some lessons of days, on which a resource can't be used."""

    __tablename__ = "course_absence"
    __entity__: ClassVar[str] = "course_absence"

    resource_id: Mapped[str] = mapped_column(default="", index=True)
    first_day: Mapped[str] = mapped_column(default="")
    last_day: Mapped[str] = mapped_column(default="")
    first_slot: Mapped[int] = mapped_column(default=0)
    slots: Mapped[int] = mapped_column(default=0)
    """0 for the rest of the day."""
    note: Mapped[str] = mapped_column(default="")


class TemplateRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """A curriculum of the office's own."""

    __tablename__ = "course_template"
    __entity__: ClassVar[str] = "course_template"

    content: Mapped[dict[str, Any]] = mapped_column(JSON, default_factory=dict)
    """As in a template file."""


class VisitRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """A visit to a company."""

    __tablename__ = "course_visit"
    __entity__: ClassVar[str] = "course_visit"

    course_id: Mapped[str] = mapped_column(default="", index=True)
    session_id: Mapped[str] = mapped_column(default="")
    firm: Mapped[str] = mapped_column(default="")
    cvr: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    day: Mapped[str] = mapped_column(default="")
    starts: Mapped[str] = mapped_column(default="")
    max_persons: Mapped[int | None] = mapped_column(default=None)
    transport: Mapped[str] = mapped_column(default="")
    safety_gear: Mapped[str] = mapped_column(default="")
    trades: Mapped[list[str]] = mapped_column(JSON, default_factory=list)
    """Titles or group codes of the work to be seen there."""
    confirmed: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")


class EvaluationRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """One anonymous answer."""

    __tablename__ = "course_evaluation"
    __entity__: ClassVar[str] = "course_evaluation"

    course_id: Mapped[str] = mapped_column(default="", index=True)
    week: Mapped[int] = mapped_column(default=1)
    smiley: Mapped[int] = mapped_column(default=1)
    comment: Mapped[str] = mapped_column(default="")


class CostRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """One line of the budget and what became of it."""

    __tablename__ = "course_cost"
    __entity__: ClassVar[str] = "course_cost"

    course_id: Mapped[str] = mapped_column(default="", index=True)
    position: Mapped[int] = mapped_column(default=0)
    what: Mapped[str] = mapped_column(default="")
    planned_oere: Mapped[int] = mapped_column(default=0)
    actual_oere: Mapped[int | None] = mapped_column(default=None)
    paid_by: Mapped[str] = mapped_column(default="")


class CostKeyRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """How many people each municipality receives from a course, as known on a day."""

    __tablename__ = "course_cost_key"
    __entity__: ClassVar[str] = "course_cost_key"

    course_id: Mapped[str] = mapped_column(default="", index=True)
    kind: Mapped[str] = mapped_column(default="planned")
    valid_from: Mapped[str] = mapped_column(default="")
    people: Mapped[dict[str, int]] = mapped_column(
        JSON, default_factory=dict, info={"per_key": "n."}
    )
    """By municipality code."""


class EnrolmentRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """A person on a course; its scope is the person and its id follows from the two."""

    __tablename__ = "course_enrolment"
    __entity__: ClassVar[str] = "course_enrolment"

    course_id: Mapped[str] = mapped_column(default="", index=True)
    status: Mapped[str] = mapped_column(default="enrolled")
    enrolled_on: Mapped[str] = mapped_column(default="")
    applied_on: Mapped[str] = mapped_column(default="")
    exit_reason: Mapped[str] = mapped_column(default="")
    left_on: Mapped[str] = mapped_column(default="")
    agreed_on: Mapped[str] = mapped_column(default="")
    """When the person agreed that the municipalities share what is needed."""
    marks: Mapped[dict[str, str]] = mapped_column(
        JSON, default_factory=dict, info={"per_key": "m."}
    )
    """Attendance by session and lesson, merged lesson by lesson."""
    visits: Mapped[dict[str, str]] = mapped_column(
        JSON, default_factory=dict, info={"per_key": "v."}
    )
    """The company visits the person goes on."""


class TalkRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """An individual talk with one participant."""

    __tablename__ = "course_talk"
    __entity__: ClassVar[str] = "course_talk"

    course_id: Mapped[str] = mapped_column(default="", index=True)
    session_id: Mapped[str] = mapped_column(default="")
    day: Mapped[str] = mapped_column(default="")
    starts: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int] = mapped_column(default=45)
    resource_id: Mapped[str] = mapped_column(default="")
    held: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")


class PlacementStartRecord(SyncedRecord, kw_only=True, eq=False, repr=False):
    """Where a participant begins work placement, beside the day of moving."""

    __tablename__ = "course_placement_start"
    __entity__: ClassVar[str] = "course_placement_start"

    course_id: Mapped[str] = mapped_column(default="", index=True)
    firm: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[str] = mapped_column(default="")
    days_a_week: Mapped[int] = mapped_column(default=2)
    moves_on: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class StepRecord(Record, kw_only=True, eq=False, repr=False):
    """One deed on a plan that can be undone on this device."""

    __tablename__ = "course_step"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True, init=False)
    course_id: Mapped[str] = mapped_column(index=True)
    author: Mapped[str]
    label: Mapped[str]
    undone: Mapped[bool] = mapped_column(default=False)
    parts: Mapped[list[Any]] = mapped_column(JSON)
    """Of each record changed: kind, id, the fields before and after; none where it was not."""
