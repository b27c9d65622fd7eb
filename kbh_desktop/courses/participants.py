"""Who is on a course: candidates, places, the waiting list, and leaving."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, get_args

from sqlalchemy.orm import Session

from kbh_desktop.courses.access import (
    require_participants,
    require_planning,
    require_reading,
)
from kbh_desktop.courses.applicants import (
    HAS_PLACE,
    Applicants,
    enrolment_id,
    erase_on,
    languages_of,
    municipality_of,
    people_at,
    people_here,
    permit_of,
)
from kbh_desktop.courses.attendance_book import AttendanceBook
from kbh_desktop.courses.enrolment import (
    Eligibility,
    eligibility,
    exit_consequence,
    waiting_list,
)
from kbh_desktop.courses.evaluations import Evaluations
from kbh_desktop.courses.figures import CourseFigures, course_figures
from kbh_desktop.courses.holdings import HeldOnCourse, held_about
from kbh_desktop.courses.marks import attendance_of, lessons_of, strip_of
from kbh_desktop.courses.model import Course, CourseId, EnrolmentStatus, ExitReason
from kbh_desktop.courses.participation import (
    Candidate,
    Enrolled,
    LessonSlot,
    ParticipantRow,
)
from kbh_desktop.courses.placement_starts import PlacementStarts
from kbh_desktop.courses.privacy import agreement_notice, due_erasures
from kbh_desktop.courses.records import EnrolmentRecord
from kbh_desktop.courses.store import CourseStore, course_record, of_course, record_of
from kbh_desktop.courses.stored import course_of
from kbh_desktop.courses.talks import Talks
from kbh_desktop.courses.visits import Visits
from kbh_desktop.errors import InputError, NotFoundError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.people.aliases import shown_ids
from kbh_desktop.people.folding import sort_key
from kbh_desktop.people.model import Person
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.storage import change_log

_ORDER = ("enrolled", "finished", "waiting", "left")


class ParticipantService(AttendanceBook):
    """Gives places on courses and takes them back; marks attendance.

    Every method raises NotAllowedError for a role that may not, and NotFoundError for what is not
    on this device.
    """

    def __init__(self, store: CourseStore) -> None:
        super().__init__(store)
        self.visits = Visits(store)
        self.talks = Talks(store)
        self.placements = PlacementStarts(store)
        self.evaluations = Evaluations(store)

    def candidates(self, course_id: CourseId) -> tuple[Candidate, ...]:
        """Return the people at the centre and those on the course, by name.

        Each with every condition of joining, met or not.
        """
        require_participants(self._store.actor)
        with self._store.read() as session:
            course = course_of(course_record(session, course_id))
            records = of_course(session, EnrolmentRecord, course_id)
            people = people_at(session, course.centre)
            scopes = [record.scope for record in records]
            shown = shown_ids(session, scopes)
            people |= people_here(session, [shown.get(each, each) for each in scopes])
            look = Applicants(session, course, self._store.today())
            taken = _taken(records)
            found = [
                Candidate(
                    person.id,
                    person.display_name,
                    _eligibility(look, person, course, taken),
                    look.status(person.id),
                    _latin(person),
                )
                for person in people.values()
            ]
        return tuple(sorted(found, key=lambda each: (sort_key(each.name), each.person_id)))

    def eligibility(self, course_id: CourseId, person_id: PersonId) -> Eligibility:
        """Return every condition of joining a course for one person."""
        require_participants(self._store.actor)
        with self._store.read() as session:
            course = course_of(course_record(session, course_id))
            look = Applicants(session, course, self._store.today())
            taken = _taken(of_course(session, EnrolmentRecord, course_id))
            return _eligibility(look, _person(session, person_id), course, taken)

    def enrol(
        self,
        course_id: CourseId,
        person_id: PersonId,
        *,
        waiting: bool = False,
        on: date | None = None,
    ) -> Enrolled:
        """Give a person a place on a course from a day on, or one on its waiting list.

        Raises:
            InputError: a condition is not met; says which.
        """
        require_planning(self._store.actor)
        with self._store.write() as session:
            allowed = self.eligibility(course_id, person_id)
            if not (allowed.may_wait if waiting else allowed.may_join):
                unmet = (line for line in allowed.lines if not line.is_met)
                raise InputError(next(unmet).text, field="person")
            record, today = (
                _enrolment(session, course_id, person_id),
                f"{on or self._store.today()}",
            )
            record.status = "waiting" if waiting else "enrolled"
            record.enrolled_on = "" if waiting else record.enrolled_on or today
            record.applied_on = record.applied_on or today
            record.exit_reason, record.left_on = "", ""
            permit = permit_of(_person(session, person_id))
            notice = "" if record.agreed_on else agreement_notice(permit)
            return Enrolled(course_id, person_id, "waiting" if waiting else "enrolled", notice)

    def withdraw(self, course_id: CourseId, person_id: PersonId) -> None:
        """Take back a place, or one on the waiting list, that was given by mistake.

        Raises:
            InputError: attendance is marked already; then the person leaves with a reason.
        """
        require_planning(self._store.actor)
        with self._store.write() as session:
            record = self._present(session, course_id, person_id)
            if record.marks:
                raise InputError(_("Say why the person leaves."), field="reason")
            record.enrolled_on = record.applied_on = ""
            session.flush()
            change_log.delete_record(session, record)

    def offer_place(self, course_id: CourseId, person_id: PersonId) -> Enrolled:
        """Give somebody on the waiting list a free place.

        Raises:
            InputError: the course is full, or the person is not waiting.
        """
        require_planning(self._store.actor)
        with self._store.write() as session:
            record = self._present(session, course_id, person_id)
            if record.status != "waiting":
                raise InputError(_("That person is not on the waiting list."), field="person")
            return self.enrol(course_id, person_id)

    def leave(
        self,
        course_id: CourseId,
        person_id: PersonId,
        reason: ExitReason,
        on: date | None = None,
    ) -> Enrolled:
        """Take somebody off a course; what must happen now is said in the notice.

        A rejected application for asylum begins the 30 days until everything about them goes.

        Raises:
            InputError: there is no such reason.
        """
        require_planning(self._store.actor)
        if not reason or reason not in get_args(ExitReason):
            raise InputError(_("Say why the person leaves."), field="reason")
        with self._store.write() as session:
            record = self._present(session, course_id, person_id)
            record.status, record.exit_reason = "left", reason
            record.left_on = (on or self._store.today()).isoformat()
        return Enrolled(course_id, person_id, "left", exit_consequence(reason))

    def come_back(self, course_id: CourseId, person_id: PersonId) -> Enrolled:
        """Take a leaving back: the place as it was, and no erasure.

        Raises:
            InputError: the person has not left.
        """
        require_planning(self._store.actor)
        with self._store.write() as session:
            record = self._present(session, course_id, person_id)
            if record.status != "left":
                raise InputError(_("That person has not left."), field="person")
            record.status = "enrolled" if record.enrolled_on else "waiting"
            record.exit_reason, record.left_on = "", ""
            status = record.status
        return Enrolled(course_id, person_id, "enrolled" if status == "enrolled" else "waiting")

    def finish(self, course_id: CourseId) -> int:
        """Let everybody enrolled have finished the course; return how many.

        Raises:
            InputError: the course is not over.
        """
        require_planning(self._store.actor)
        with self._store.write() as session:
            course = course_of(course_record(session, course_id))
            if self._store.today() < course.calendar.open_days[-1]:
                raise InputError(_("The course is not over yet."))
            enrolled = [
                record
                for record in of_course(session, EnrolmentRecord, course_id)
                if record.status == "enrolled"
            ]
            for record in enrolled:
                record.status = "finished"
        return len(enrolled)

    def agree(self, course_id: CourseId, person_id: PersonId, on: date | None = None) -> None:
        """Note that a person agreed to the municipalities sharing what is needed."""
        require_participants(self._store.actor)
        with self._store.write() as session:
            record = self._present(session, course_id, person_id)
            record.agreed_on = (on or self._store.today()).isoformat()

    def participants(
        self, course_id: CourseId, *, municipality: str | None = None
    ) -> tuple[ParticipantRow, ...]:
        """Return who is or was on a course as far as this device knows them.

        Those with a place first, then the waiting list in its order; or only those whom one
        municipality receives.
        """
        require_participants(self._store.actor)
        with self._store.read() as session:
            course = course_of(course_record(session, course_id))
            records = of_course(session, EnrolmentRecord, course_id)
            people = people_here(session, [record.scope for record in records])
            look = Applicants(session, course, self._store.today())
            slots = self._slots(session, course_id)
            queue = _queue(look, records, people)
            rows = [
                _row(record, people[PersonId(record.scope)], course, slots, queue)
                for record in records
                if record.scope in people
            ]
        wanted = [row for row in rows if municipality in (None, row.municipality)]
        return tuple(sorted(wanted, key=_in_order))

    def figures(self, course_id: CourseId) -> CourseFigures:
        """Return what became of a course in figures, without a name; leaders read them too."""
        require_reading(self._store.actor)
        with self._store.read() as session:
            return course_figures(session, course_id, self._slots(session, course_id))

    def held_about(self, person_id: PersonId) -> tuple[HeldOnCourse, ...]:
        """Return everything courses hold about one person, for whoever asks what is held."""
        require_participants(self._store.actor)
        with self._store.read() as session:
            return held_about(session, person_id)

    def due_erasures(self) -> tuple[PersonId, ...]:
        """Return the rejected asylum seekers everything about whom has to go by today."""
        with self._store.read() as session:
            return due_erasures(session, self._store.today())

    def log_export(self, course_id: CourseId) -> None:
        """Note in the audit log that a list with participants was saved or printed."""
        require_participants(self._store.actor)
        self._store.audit.record(AuditAction.SAVE_FILE, subject=course_id)

    def _present(self, session: Session, course_id: str, person_id: str) -> EnrolmentRecord:
        course_record(session, course_id)
        return record_of(session, EnrolmentRecord, enrolment_id(course_id, person_id))


def _person(session: Session, person_id: PersonId) -> Person:
    found = people_here(session, [person_id]).get(person_id)
    if found is None:
        raise NotFoundError(_("That person is not on this device."))
    return found


def _enrolment(session: Session, course_id: str, person_id: str) -> EnrolmentRecord:
    record = session.get(EnrolmentRecord, enrolment_id(course_id, person_id))
    if record is None:
        record = EnrolmentRecord(
            id=enrolment_id(course_id, person_id), scope=person_id, course_id=course_id
        )
        session.add(record)
    elif record.state == "deleted":
        change_log.undelete_record(session, record)
    return record


def _eligibility(look: Applicants, person: Person, course: Course, taken: set[str]) -> Eligibility:
    others = taken - {person.id}
    return eligibility(look.applicant(person), course, look.days, len(others))


def _taken(records: Iterable[EnrolmentRecord]) -> set[str]:
    return {record.scope for record in records if record.status in HAS_PLACE}


def _queue(
    look: Applicants, records: Iterable[EnrolmentRecord], people: dict[PersonId, Person]
) -> list[PersonId]:
    waiting = (PersonId(record.scope) for record in records if record.status == "waiting")
    applicants = (look.applicant(people[each]) for each in waiting if each in people)
    return [each.person for each in waiting_list(applicants)]


def _row(
    record: EnrolmentRecord,
    person: Person,
    course: Course,
    slots: Sequence[LessonSlot],
    queue: Sequence[PersonId],
) -> ParticipantRow:
    held = list(lessons_of(record, slots)) if record.enrolled_on else []
    rejected = erase_on(record) is not None
    languages = languages_of(person)
    return ParticipantRow(
        person_id=person.id,
        name=person.display_name,
        status=_one_of(record.status, EnrolmentStatus, "enrolled"),
        permit=permit_of(person, rejected=rejected),
        municipality=municipality_of(person),
        language=languages[0] if languages else "",
        attendance=attendance_of(record, held),
        strip=strip_of(record, held, course.calendar.weeks),
        enrolled_on=_day(record.enrolled_on),
        exit_reason=_one_of(record.exit_reason, ExitReason, ""),
        left_on=_day(record.left_on),
        erase_on=erase_on(record),
        waiting_number=queue.index(person.id) + 1 if person.id in queue else 0,
        agreed_on=_day(record.agreed_on),
        latin_name=_latin(person),
    )


def _latin(person: Person) -> str:
    return person.latin_name if person.latin_name != person.display_name else ""


def _one_of(value: str, allowed: Any, otherwise: str) -> Any:  # noqa: ANN401 - any Literal
    return value if value in get_args(allowed) else otherwise


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _in_order(row: ParticipantRow) -> tuple[int, int, str]:
    return _ORDER.index(row.status), row.waiting_number, sort_key(row.name)
