"""A vault with people, resources and a course, for tests of courses."""

from datetime import date
from pathlib import Path
from typing import Any

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.courses import records as _records  # noqa: F401 - kinds of record
from kbh_desktop.courses.economy import EconomyService
from kbh_desktop.courses.files import CourseFiles
from kbh_desktop.courses.model import Course, SessionId
from kbh_desktop.courses.participants import ParticipantService
from kbh_desktop.courses.resources import ResourceService
from kbh_desktop.courses.schedule import NewCourse
from kbh_desktop.courses.service import CourseService
from kbh_desktop.courses.store import CourseStore
from kbh_desktop.courses.timetable import Placement
from kbh_desktop.ids import PersonId
from kbh_desktop.people.service import PeopleService
from kbh_desktop.security.model import Role
from kbh_desktop.storage.database import Database
from tests.casework_world import open_casework, people_service, user

MONDAY = date(2026, 4, 6)
"""Easter Monday; the course's first open day is the day after."""
SHARED = {
    "birth_date": "1990-02-03",
    "birth_precision": "day",
    "centre": "avnstrup",
    "mother_tongues": "ar",
    "municipality_expected": "0265",
    "residence_basis": "section_7_1",
    "phase": "centre",
}


class CoursesWorld:
    """One vault and every service of courses in it, for one user."""

    def __init__(self, folder: Path, clock: Any, *roles: Role, database: Database | None = None):
        self.folder, self.clock = folder, clock
        self.actor = user("Ane", *(roles or (Role.COORDINATOR,)))
        self.database = database or open_casework(folder, clock)
        self.people: PeopleService = people_service(self.database, clock, self.actor)
        audit = AuditLog(self.database, clock, self.actor)
        self.store = CourseStore(self.database, clock, self.actor, audit)
        self.courses = CourseService(self.store)
        self.participants = ParticipantService(self.store)
        self.economy = EconomyService(self.store)
        self.resources = ResourceService(self.store)
        self.files = CourseFiles(self.store)
        self.audit = audit

    def as_role(self, *roles: Role, name: str = "Ane") -> "CoursesWorld":
        """Return the same vault as another user sees it."""
        other = CoursesWorld(self.folder, self.clock, *roles, database=self.database)
        other.actor = user(name, *roles)
        other.store = CourseStore(self.database, self.clock, other.actor, self.audit)
        for service in ("courses", "participants", "economy", "resources", "files"):
            setattr(other, service, type(getattr(self, service))(other.store))
        return other

    def person(self, name: str, **fields: Any) -> PersonId:
        return self.people.register(given_name=name, **(SHARED | fields)).id

    def staff(self) -> dict[str, Any]:
        """Add three teachers, two interpreters and two rooms; return their ids by name."""
        add = self.resources.add
        made = [
            add("teacher", "Tove", skills=["labour_market", "society"], max_per_week=24),
            add("teacher", "Ulf", skills=["competences", "labour_market"], max_per_week=24),
            add("teacher", "Vibe", skills=["society", "competences"], max_per_week=24),
            add("interpreter", "Amir", skills=["ar"], max_per_week=20),
            add("interpreter", "Selam", skills=["ti"], max_per_week=20),
            add("room", "Sal 1", skills=["class"], places=["avnstrup"], capacity=20),
            add("room", "Sal 2", skills=["class"], places=["avnstrup"], capacity=20),
        ]
        return {each.name: each.id for each in made}

    def course(self, title: str = "Hold 1", first_day: date = MONDAY, **more: Any) -> Course:
        wanted = {"languages": ("ar",), "danish_weekdays": (0, 1, 2, 3, 4)} | more
        return self.courses.create(NewCourse(title, "avnstrup", first_day, **wanted))

    def session(self, course: Course, origin: str) -> SessionId:
        """Return the session made from that of the template."""
        sessions = self.courses.board(course.id).sessions
        return next(each.id for each in sessions if each.origin == origin)

    def place(self, course: Course, origin: str, day: date, slot: int, *staff: str) -> SessionId:
        session = self.session(course, origin)
        self.courses.place(course.id, session, Placement(day, slot, staff))
        return session

    def close(self) -> None:
        self.database.close()
