"""Where participants begin in a work placement, and whether before they move."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from kbh_desktop.courses.access import require_participants, require_planning
from kbh_desktop.courses.applicants import moves_on, people_here, permit_of
from kbh_desktop.courses.fields import checked_day, required, whole_number
from kbh_desktop.courses.model import CourseId
from kbh_desktop.courses.privacy import check_note
from kbh_desktop.courses.records import PlacementStartRecord
from kbh_desktop.courses.store import CourseStore, course_record, of_course, record_of
from kbh_desktop.errors import NotFoundError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.storage import change_log

USUAL_DAYS = 2
"""Days a week before the move, as the Red Cross has it."""


@dataclass(frozen=True, slots=True)
class PlacementStart:
    """One participant's way into work."""

    id: str
    course: CourseId
    person: PersonId
    firm: str = field(repr=False)
    starts_on: date
    days_a_week: int = USUAL_DAYS
    moves_on: date | None = None
    """The day of moving, as noted here or otherwise as known of the person."""
    note: str = field(default="", repr=False)

    @property
    def before_move(self) -> bool | None:
        """Whether it begins before the person moves; None while that day is unknown."""
        return None if self.moves_on is None else self.starts_on < self.moves_on


@dataclass(frozen=True, slots=True)
class PlacementFigures:
    """How many participants began before they moved."""

    started: int
    before_move: int
    after_move: int
    unknown: int
    """The day of moving is not known."""


class PlacementStarts:
    """Keeps the plan of work placements of courses."""

    def __init__(self, store: CourseStore) -> None:
        self._store = store

    def list(self, course_id: CourseId) -> tuple[PlacementStart, ...]:
        """Return the placements of a course that this device knows, by first day."""
        require_participants(self._store.actor)
        with self._store.read() as session:
            records = of_course(session, PlacementStartRecord, course_id)
            found = placement_starts(session, records)
        return tuple(sorted(found, key=lambda each: (each.starts_on, each.id)))

    def add(  # noqa: PLR0913 - all that a plan says, by name
        self,
        course_id: CourseId,
        person_id: PersonId,
        firm: str,
        starts_on: date,
        *,
        days_a_week: int = USUAL_DAYS,
        moves_on: date | None = None,
        note: str = "",
    ) -> PlacementStart:
        """Plan where and when a participant begins.

        Raises:
            InputError: a field can't hold that, or there is a note about an asylum seeker.
        """
        require_planning(self._store.actor)
        with self._store.write() as session:
            course_record(session, course_id)
            record = PlacementStartRecord(scope=person_id, course_id=course_id)
            wanted = PlacementStart(
                record.id, course_id, person_id, firm, starts_on, days_a_week, moves_on, note
            )
            _write(session, record, wanted)
            session.add(record)
            return placement_starts(session, [record])[0]

    def change(self, changed: PlacementStart) -> PlacementStart:
        """Let the placement with that id be `changed`.

        Raises:
            InputError: a field can't hold that, or there is a note about an asylum seeker.
        """
        require_planning(self._store.actor)
        with self._store.write() as session:
            record = record_of(session, PlacementStartRecord, changed.id)
            _write(session, record, changed)
            return placement_starts(session, [record])[0]

    def remove(self, placement_id: str) -> None:
        """Remove a placement from the plan."""
        require_planning(self._store.actor)
        with self._store.write() as session:
            record = record_of(session, PlacementStartRecord, placement_id)
            change_log.delete_record(session, record)

    def figures(self, course_id: CourseId) -> PlacementFigures:
        """Return how many began before they moved."""
        return figures(self.list(course_id))


def figures(starts: Iterable[PlacementStart]) -> PlacementFigures:
    """Return how many of the placements begin before the move."""
    answers = [each.before_move for each in starts]
    before, after = answers.count(True), answers.count(False)
    return PlacementFigures(len(answers), before, after, len(answers) - before - after)


def _write(session: Session, record: PlacementStartRecord, wanted: PlacementStart) -> None:
    person = people_here(session, [wanted.person]).get(wanted.person)
    if person is None:
        raise NotFoundError(_("That person is not on this device."))
    record.firm = required(wanted.firm, "firm")
    record.starts_on = checked_day(wanted.starts_on, "starts_on").isoformat()
    record.days_a_week = whole_number(wanted.days_a_week, "days_a_week", 1, 7)
    noted = wanted.moves_on if wanted.moves_on != moves_on(person) else None
    record.moves_on = checked_day(noted, "moves_on").isoformat() if noted else ""
    record.note = check_note(wanted.note, permit_of(person))


def placement_starts(
    session: Session, records: Iterable[PlacementStartRecord]
) -> list[PlacementStart]:
    """Return the placements of records, each with the day of moving as it is known."""
    kept = list(records)
    people = people_here(session, [record.scope for record in kept])
    found = []
    for record in kept:
        person = people.get(PersonId(record.scope))
        known = moves_on(person) if person else None
        found.append(
            PlacementStart(
                id=record.id,
                course=CourseId(record.course_id),
                person=PersonId(record.scope),
                firm=record.firm,
                starts_on=date.fromisoformat(record.starts_on),
                days_a_week=record.days_a_week,
                moves_on=date.fromisoformat(record.moves_on) if record.moves_on else known,
                note=record.note,
            )
        )
    return found
