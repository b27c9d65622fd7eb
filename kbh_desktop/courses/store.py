"""What every service of courses stands on: the vault, the time and who acts."""

from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.clock import Clock
from kbh_desktop.courses.calendar import DENMARK
from kbh_desktop.courses.records import CourseRecord, SessionRecord
from kbh_desktop.courses.schedule import Done
from kbh_desktop.courses.steps import Pen, StepLog
from kbh_desktop.errors import NotFoundError
from kbh_desktop.i18n import _
from kbh_desktop.security.model import Actor
from kbh_desktop.storage.base import SyncedRecord
from kbh_desktop.storage.database import Database

R = TypeVar("R", bound=SyncedRecord)


@dataclass(frozen=True)
class CourseStore:
    """The database with the time and the user."""

    database: Database
    clock: Clock
    actor: Actor
    audit: AuditLog

    def read(self) -> AbstractContextManager[Session]:
        """Give a session that only reads."""
        return self.database.read()

    def write(self) -> AbstractContextManager[Session]:
        """Give a session whose changes are one transaction."""
        return self.database.write()

    def now(self) -> datetime:
        """Return the time of day in Denmark."""
        return self.clock().astimezone(DENMARK)

    def today(self) -> date:
        """Return the date in Denmark."""
        return self.now().date()

    def steps(self, session: Session, course_id: str) -> StepLog:
        """Return the steps of this user on a course."""
        return StepLog(session, course_id, self.actor.id)

    @contextmanager
    def step(self, course_id: str, label: str) -> Generator["Step"]:
        """Give a pen; on leaving, all of it is one transaction and one step to be undone."""
        with self.write() as session:
            course_record(session, course_id)
            step = Step(session, label)
            yield step
            session.flush()
            step.done = self.steps(session, course_id).note(step.label, step)


class Step(Pen):
    """A pen with the words for the step, and what came of it once it was left."""

    def __init__(self, session: Session, label: str) -> None:
        super().__init__(session)
        self.label = label
        self.done = Done(label, can_undo=False)


def present_courses(session: Session) -> list[CourseRecord]:
    """Return the courses that are here; of one without a first day the rest is still to come."""
    query = select(CourseRecord).where(
        CourseRecord.state != "deleted", CourseRecord.first_day != ""
    )
    return list(session.scalars(query))


def course_record(session: Session, course_id: str) -> CourseRecord:
    """Return a stored course.

    Raises:
        NotFoundError: it is not on this device.
    """
    record = session.get(CourseRecord, course_id)
    known = record if record is not None and record.first_day else None
    return _present(known, _("That course is not on this device."))


def session_record(session: Session, course_id: str, session_id: str) -> SessionRecord:
    """Return a stored session of a course.

    Raises:
        NotFoundError: the course has none with that id.
    """
    record = session.get(SessionRecord, session_id)
    belongs = record if record is not None and record.course_id == course_id else None
    return _present(belongs, _("That session is not on the course."))


def record_of(session: Session, record_class: type[R], record_id: str) -> R:
    """Return any stored record of courses.

    Raises:
        NotFoundError: it is not on this device.
    """
    return _present(session.get(record_class, record_id), _("That is not on this device any more."))


def of_course(session: Session, record_class: type[R], course_id: str) -> list[R]:
    """Return the records of one course, in the order of their ids."""
    columns: Any = record_class
    query = select(record_class).where(
        columns.course_id == course_id, record_class.state != "deleted"
    )
    return list(session.scalars(query.order_by(record_class.id)))


def _present(record: R | None, missing: str) -> R:
    if record is None or record.state == "deleted":
        raise NotFoundError(missing)
    return record
