"""Individual talks with participants: when, with whom, and whether they were held."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from kbh_desktop.courses.access import require_participants
from kbh_desktop.courses.applicants import people_here, permit_of
from kbh_desktop.courses.fields import checked_day, whole_number
from kbh_desktop.courses.model import CourseId, ResourceId, SessionId
from kbh_desktop.courses.privacy import check_note
from kbh_desktop.courses.records import TalkRecord
from kbh_desktop.courses.schedule import plus_minutes
from kbh_desktop.courses.store import CourseStore, course_record, of_course, record_of
from kbh_desktop.courses.talk_times import Then, sessions_of
from kbh_desktop.errors import InputError, NotFoundError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.storage import change_log

LONGEST_TALK, TALK_MINUTES = 240, 45


@dataclass(frozen=True, slots=True)
class Talk:
    """One individual talk."""

    id: str
    course: CourseId
    person: PersonId
    day: date
    starts: time
    minutes: int = TALK_MINUTES
    resource: ResourceId | None = None
    """Who talks with the person."""
    session_id: SessionId | None = None
    """The session of the plan in which it is held."""
    held: bool = False
    note: str = field(default="", repr=False)
    missed: str = ""
    """The title of the session that the participant leaves for it."""

    @property
    def ends(self) -> time:
        """When it ends."""
        return plus_minutes(self.starts, self.minutes)


class Talks:
    """Keeps the individual talks of courses."""

    def __init__(self, store: CourseStore) -> None:
        self._store = store

    def list(self, course_id: CourseId) -> tuple[Talk, ...]:
        """Return the talks of a course that this device knows, in the order of time."""
        require_participants(self._store.actor)
        with self._store.read() as session:
            known = [talk_of(record) for record in of_course(session, TalkRecord, course_id)]
            days = {day: tuple(sessions_of(session, day)) for day in {each.day for each in known}}
            found = [replace(each, missed=_missed(each, days[each.day])) for each in known]
        return tuple(sorted(found, key=lambda each: (each.day, each.starts, each.id)))

    def add(  # noqa: PLR0913 - all that a talk has, by name
        self,
        course_id: CourseId,
        person_id: PersonId,
        day: date,
        starts: time,
        *,
        minutes: int = TALK_MINUTES,
        resource: ResourceId | None = None,
        session_id: SessionId | None = None,
        note: str = "",
    ) -> Talk:
        """Plan a talk.

        Raises:
            InputError: the person has another talk then, or whoever talks a talk or a session of
                any course; or a note about an asylum seeker.
        """
        require_participants(self._store.actor)
        with self._store.write() as session:
            course_record(session, course_id)
            record = TalkRecord(scope=person_id, course_id=course_id)
            wanted = Talk(
                record.id,
                course_id,
                person_id,
                checked_day(day, "day"),
                starts,
                whole_number(minutes, "minutes", 5, LONGEST_TALK),
                resource,
                session_id,
            )
            self._check_free(session, wanted)
            session.add(record)
            _write(session, record, wanted, note)
            return talk_of(record)

    def change(self, changed: Talk) -> Talk:
        """Let the talk with that id be `changed`.

        Raises:
            InputError: the person has another talk then, or whoever talks a talk or a session of
                any course; or a note about an asylum seeker.
        """
        require_participants(self._store.actor)
        with self._store.write() as session:
            record = record_of(session, TalkRecord, changed.id)
            whole_number(changed.minutes, "minutes", 5, LONGEST_TALK)
            self._check_free(session, changed)
            _write(session, record, changed, changed.note)
            return talk_of(record)

    def remove(self, talk_id: str) -> None:
        """Remove a talk."""
        require_participants(self._store.actor)
        with self._store.write() as session:
            change_log.delete_record(session, record_of(session, TalkRecord, talk_id))

    def _check_free(self, session: Session, wanted: Talk) -> None:
        for other in _talks_on(session, wanted.day):
            if other.id == wanted.id or not _meet(wanted, other):
                continue
            if other.person == wanted.person:
                raise InputError(_("The participant has another talk then."), field="starts")
            if wanted.resource and other.resource == wanted.resource:
                raise InputError(_("Whoever talks has another talk then."), field="starts")
        for then in sessions_of(session, wanted.day):
            busy = then.session.placement and wanted.resource in then.session.placement.resources
            own = then.session.id == wanted.session_id
            if wanted.resource and busy and not own and then.meets(wanted.starts, wanted.ends):
                text = _("Whoever talks is in “{session}” then.")
                raise InputError(text.format(session=then.session.title), field="starts")


def _talks_on(session: Session, day: date) -> Iterator[Talk]:
    query = select(TalkRecord).where(
        TalkRecord.day == day.isoformat(), TalkRecord.state != "deleted"
    )
    return map(talk_of, session.scalars(query))


def _missed(talk: Talk, sessions: Sequence[Then]) -> str:
    """Return what the participant leaves; a session for talks is not left for one."""
    titles = (
        str(then.session.title)
        for then in sessions
        if then.session.course == talk.course
        and then.session.id != talk.session_id
        and then.session.kind != "talk"
        and then.meets(talk.starts, talk.ends)
    )
    return next(titles, "")


def _meet(one: Talk, other: Talk) -> bool:
    return one.starts < other.ends and other.starts < one.ends


def _write(session: Session, record: TalkRecord, wanted: Talk, note: str) -> None:
    person = people_here(session, [wanted.person]).get(wanted.person)
    if person is None:
        raise NotFoundError(_("That person is not on this device."))
    record.day, record.starts = wanted.day.isoformat(), f"{wanted.starts:%H:%M}"
    record.minutes, record.held = wanted.minutes, wanted.held
    record.resource_id, record.session_id = wanted.resource or "", wanted.session_id or ""
    record.note = check_note(note, permit_of(person))


def talk_of(record: TalkRecord) -> Talk:
    """Return the talk of a record."""
    return Talk(
        id=record.id,
        course=CourseId(record.course_id),
        person=PersonId(record.scope),
        day=date.fromisoformat(record.day),
        starts=time.fromisoformat(record.starts),
        minutes=record.minutes,
        resource=ResourceId(record.resource_id) if record.resource_id else None,
        session_id=SessionId(record.session_id) if record.session_id else None,
        held=record.held,
        note=record.note,
    )
