"""Proposes who joins which course and which company visit suits whom, with reasons."""

from collections.abc import Callable

from kbh_desktop.competences.model import CompetenceMap
from kbh_desktop.courses.access import require_participants
from kbh_desktop.courses.applicants import Applicants, people_here
from kbh_desktop.courses.matching import (
    Fit,
    JoinCandidate,
    JoinMatch,
    VisitMatch,
    best_visits,
    join_matches,
    visit_match,
)
from kbh_desktop.courses.model import CourseId
from kbh_desktop.courses.participants import ParticipantService
from kbh_desktop.courses.store import CourseStore, course_record
from kbh_desktop.courses.stored import course_of
from kbh_desktop.ids import PersonId
from kbh_desktop.people.access import does_casework, require_casework

Told = Callable[[PersonId], CompetenceMap]


class SuggestionService:
    """Reads what people told and says what suits them; nothing is changed.

    What people told is for casework: without it, joining is judged by the conditions alone.
    """

    def __init__(self, store: CourseStore, participants: ParticipantService, told: Told) -> None:
        self._store = store
        self._participants = participants
        self._told = told

    def participants(self, course_id: CourseId) -> tuple[JoinMatch, ...]:
        """Return who at the centre should be asked to join a course, and why others not.

        About 10 ms for each person, so call it in the background.
        """
        require_participants(self._store.actor)
        found = [each for each in self._participants.candidates(course_id) if not each.status]
        visits = self._participants.visits.list(course_id)
        with self._store.read() as session:
            course = course_of(course_record(session, course_id))
            look = Applicants(session, course, self._store.today())
            people = people_here(session, [each.person_id for each in found])
        candidates = [
            JoinCandidate(
                look.applicant(people[each.person_id]),
                each.eligibility,
                self._told(each.person_id) if does_casework(self._store.actor) else None,
            )
            for each in found
        ]
        return join_matches(candidates, course, visits)

    def visits(self, course_id: CourseId, person_id: PersonId) -> tuple[VisitMatch, ...]:
        """Return the visits of a course for one person, the one that suits best first."""
        require_casework(self._store.actor)
        visits = self._participants.visits.list(course_id)
        return best_visits(visits, person_id, self._told(person_id))

    def visitors(self, visit_id: str) -> tuple[VisitMatch, ...]:
        """Return the participants for one visit, whom it suits best first."""
        require_casework(self._store.actor)
        visit = self._participants.visits.get(visit_id)
        rows = self._participants.participants(visit.course)
        found = [
            visit_match(visit, row.person_id, self._told(row.person_id))
            for row in rows
            if row.status == "enrolled"
        ]
        return tuple(sorted(found, key=lambda each: (-each.fit, -each.score, each.person)))

    def proposal(self, visit_id: str) -> tuple[PersonId, ...]:
        """Return whom to send on a visit: those it suits, as many as the company takes."""
        matches = [each for each in self.visitors(visit_id) if each.fit is not Fit.NO]
        most = matches[0].visit.max_persons if matches else None
        return tuple(each.person for each in matches[:most])
