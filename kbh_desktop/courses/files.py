"""Courses as files for others: calendars (.ics) and workbooks (.xlsx).

A file with participants lies unsealed on the disk, so each is written down in the audit log.
"""

from pathlib import Path

from kbh_desktop.courses.access import require_participants, require_reading
from kbh_desktop.courses.calendar_file import CalendarEvent, calendar_bytes
from kbh_desktop.courses.economy import EconomyService
from kbh_desktop.courses.events import course_events, participant_events, resource_events
from kbh_desktop.courses.model import CourseId, ResourceId
from kbh_desktop.courses.participants import ParticipantService
from kbh_desktop.courses.resources import ResourceService
from kbh_desktop.courses.service import CourseService
from kbh_desktop.courses.store import CourseStore
from kbh_desktop.courses.workbook import Sheet, write_book
from kbh_desktop.courses.workbook_sheets import (
    attendance_sheets,
    conflict_sheet,
    economy_sheets,
    plan_sheet,
)
from kbh_desktop.errors import InputError, StorageError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.security.audit import AuditAction


class CourseFiles:
    """Writes courses to files."""

    def __init__(self, store: CourseStore) -> None:
        self._store = store
        self._courses = CourseService(store)
        self._people = ParticipantService(store)
        self._economy = EconomyService(store)
        self._resources = ResourceService(store)

    def course_calendar(self, course_id: CourseId, path: Path) -> Path:
        """Write the sessions of a course as a calendar and return its path.

        Raises:
            StorageError: the file can't be written.
        """
        title = self._courses.get(course_id).title
        with self._store.read() as session:
            events = course_events(session, course_id)
        return self._calendar(path, title, events, course_id)

    def resource_calendar(self, resource_id: ResourceId, path: Path) -> Path:
        """Write the sessions of all courses that somebody or something is booked for.

        Raises:
            StorageError: the file can't be written.
        """
        name = self._resources.get(resource_id).name
        with self._store.read() as session:
            events = resource_events(session, resource_id)
        return self._calendar(path, name, events, resource_id)

    def participant_calendar(self, course_id: CourseId, person_id: PersonId, path: Path) -> Path:
        """Write all that one participant should come to; the file names nobody.

        Raises:
            NotFoundError: the person is not on the course.
            StorageError: the file can't be written.
        """
        require_participants(self._store.actor)
        title = self._courses.get(course_id).title
        with self._store.read() as session:
            events = participant_events(session, course_id, person_id)
        return self._calendar(path, title, events, course_id)

    def plan_workbook(self, course_id: CourseId, path: Path) -> Path:
        """Write the plan of a course, its tray and its conflicts as a workbook.

        Raises:
            StorageError: the file can't be written.
        """
        board = self._courses.board(course_id)
        return self._book(path, [plan_sheet(board), conflict_sheet(board)], course_id)

    def attendance_workbook(
        self, course_id: CourseId, path: Path, *, municipality: str | None = None
    ) -> Path:
        """Write who came when as a workbook, of everybody or of one municipality's people.

        Raises:
            InputError: nobody is on the course.
            StorageError: the file can't be written.
        """
        rows = self._people.participants(course_id, municipality=municipality)
        if not rows:
            raise InputError(_("There are no participants to write down."))
        lessons = self._people.lessons(course_id)
        sheets = attendance_sheets(rows, lessons, self._people.marks(course_id))
        return self._book(path, sheets, course_id)

    def economy_workbook(self, course_id: CourseId, path: Path) -> Path:
        """Write budget, costs and both splits of a course as a workbook.

        Raises:
            InputError: nobody has said how many people each municipality receives.
            StorageError: the file can't be written.
        """
        lines = self._economy.cost_lines(course_id)
        splits = [self._economy.split(course_id, "on_account")]
        if self._economy.cost_key(course_id, "received") is not None:
            splits.append(self._economy.split(course_id, "final"))
        return self._book(path, economy_sheets(lines, splits), course_id)

    def _calendar(self, path: Path, name: str, events: list[CalendarEvent], subject: str) -> Path:
        require_reading(self._store.actor)
        content = calendar_bytes(name, events)
        try:
            path.write_bytes(content)
        except OSError:
            raise StorageError(_("The file {name} can't be written.").format(name=path)) from None
        self._store.audit.record(AuditAction.SAVE_FILE, subject=subject)
        return path

    def _book(self, path: Path, sheets: list[Sheet], subject: str) -> Path:
        require_reading(self._store.actor)
        written = write_book(path, sheets)
        self._store.audit.record(AuditAction.SAVE_FILE, subject=subject)
        return written
