"""What a course needs to know of people, and no more than that."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import cast, get_args

from sqlalchemy import select
from sqlalchemy.orm import Session

from kbh_desktop.courses.enrolment import ERASE_AFTER_DAYS
from kbh_desktop.courses.model import Applicant, Course, CourseId, Permit
from kbh_desktop.courses.participation import CandidateStatus
from kbh_desktop.courses.records import CourseRecord, EnrolmentRecord
from kbh_desktop.courses.stored import course_of
from kbh_desktop.ids import PersonId
from kbh_desktop.people.aliases import shown_ids
from kbh_desktop.people.deadlines import QUOTA_REFUGEE, takeover_date
from kbh_desktop.people.model import Person
from kbh_desktop.people.records import PersonRecord

ASYLUM_SEEKER = "asylum_seeker"
REJECTED = "asylum_rejected"
HAS_PLACE = ("enrolled", "finished")


def enrolment_id(course_id: str, person_id: str) -> str:
    """Return the id of a person's enrolment, the same on every device."""
    return hashlib.sha256(f"course/{course_id}/{person_id}".encode()).hexdigest()[:32]


def erase_on(enrolment: EnrolmentRecord) -> date | None:
    """Return when everything about a rejected asylum seeker goes; None for others."""
    if enrolment.exit_reason != REJECTED or not enrolment.left_on:
        return None
    return date.fromisoformat(enrolment.left_on) + timedelta(days=ERASE_AFTER_DAYS)


def permit_of(person: Person, *, rejected: bool = False) -> Permit:
    """Return whether a person still waits for an answer, has a permit, or was rejected."""
    if rejected:
        return "rejected"
    waits = person.phase == "asylum" and not person.decision_date
    if person.residence_basis == ASYLUM_SEEKER or (waits and not person.residence_basis):
        return "asylum_seeker"
    return "permit"


def moves_on(person: Person) -> date | None:
    """Return the day of moving to the municipality as far as it is known."""
    if person.arrival_date:
        return date.fromisoformat(person.arrival_date)
    if not person.decision_date or person.residence_basis == QUOTA_REFUGEE:
        return None
    return takeover_date(date.fromisoformat(person.decision_date))


def languages_of(person: Person) -> tuple[str, ...]:
    """Return the codes of the languages a person speaks, mother tongues first."""
    return tuple(dict.fromkeys(f"{person.mother_tongues} {person.languages}".split()))


def municipality_of(person: Person) -> str:
    """Return the municipality that receives the person, decided or otherwise expected."""
    return person.municipality_decided or person.municipality_expected


class Applicants:
    """The people of this device as applicants for one course."""

    def __init__(self, session: Session, course: Course, today: date) -> None:
        self._course = course
        self.days = course.calendar.open_days
        self._enrolments = _by_person(session)
        self._ended = _ended_courses(session, today)

    def applicant(self, person: Person) -> Applicant:
        """Return what deciding about a place needs to know."""
        enrolments = self._enrolments.get(person.id, ())
        own = next((each for each in enrolments if each.course_id == self._course.id), None)
        rejected = any(each.exit_reason == REJECTED for each in enrolments)
        return Applicant(
            person=person.id,
            permit=permit_of(person, rejected=rejected),
            centre=person.centre,
            age=person.age(self._course.first_day),
            municipality=municipality_of(person),
            languages=languages_of(person),
            moves_on=moves_on(person),
            active_courses=self._active(enrolments),
            applied_on=date.fromisoformat(own.applied_on) if own and own.applied_on else None,
        )

    def status(self, person_id: str) -> CandidateStatus:
        """Return how a person stands to this course; empty for not at all."""
        found = (e for e in self._enrolments.get(person_id, ()) if e.course_id == self._course.id)
        stored = next((each.status for each in found), "")
        return cast("CandidateStatus", stored if stored in get_args(CandidateStatus) else "")

    def _active(self, enrolments: Iterable[EnrolmentRecord]) -> tuple[CourseId, ...]:
        return tuple(
            CourseId(each.course_id)
            for each in enrolments
            if each.status == "enrolled" and each.course_id not in self._ended
        )


def _by_person(session: Session) -> Mapping[str, list[EnrolmentRecord]]:
    found: defaultdict[str, list[EnrolmentRecord]] = defaultdict(list)
    query = select(EnrolmentRecord).where(EnrolmentRecord.state != "deleted")
    records = session.scalars(query).all()
    shown = shown_ids(session, {record.scope for record in records})
    for record in records:
        found[shown.get(record.scope, record.scope)].append(record)
    for scope, person_id in shown.items():
        found[scope] = found[person_id]
    return found


def _ended_courses(session: Session, today: date) -> frozenset[str]:
    """Return the courses that are over or were removed."""
    return frozenset(
        record.id
        for record in session.scalars(select(CourseRecord))
        if record.state == "deleted" or (record.first_day and _is_over(record, today))
    )


def _is_over(record: CourseRecord, today: date) -> bool:
    return course_of(record).calendar.open_days[-1] < today


def people_here(session: Session, person_ids: Iterable[str]) -> dict[PersonId, Person]:
    """Return those of `person_ids` that are on this device, each by the id it was asked for.

    One that is shown under another registration has what is written there.
    """
    ids = list(person_ids)
    shown = {each: each for each in ids} | dict(shown_ids(session, ids))
    query = select(PersonRecord).where(
        PersonRecord.id.in_(shown.values()), PersonRecord.state != "deleted"
    )
    here = {record.id: record.as_model() for record in session.scalars(query)}
    return {
        PersonId(each): replace(here[person_id], id=PersonId(each))
        for each, person_id in shown.items()
        if person_id in here
    }


def people_at(session: Session, centre: str) -> dict[PersonId, Person]:
    """Return the people of this device who live at a centre and whose case is open."""
    query = select(PersonRecord).where(
        PersonRecord.centre == centre,
        PersonRecord.state != "deleted",
        PersonRecord.phase != "closed",
    )
    here = {PersonId(record.id): record.as_model() for record in session.scalars(query)}
    elsewhere = shown_ids(session, here)
    return {person_id: person for person_id, person in here.items() if person_id not in elsewhere}
