"""Who may join a course, said line by line, and who is next on the waiting list."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kbh_desktop.courses.model import Applicant, Course, ExitReason
from kbh_desktop.i18n import _

ADULT_AGE = 18
ERASE_AFTER_DAYS = 30


class Rule(StrEnum):
    """One condition of joining; the values never change."""

    CENTRE = "centre"
    AGE = "age"
    PERMIT = "permit"
    MUNICIPALITY = "municipality"
    LANGUAGE = "language"
    ONE_COURSE = "one-course"
    NO_OVERLAP = "no-overlap"
    CAPACITY = "capacity"


@dataclass(frozen=True, slots=True)
class Line:
    """One condition and whether it is met; None when a fact is missing."""

    rule: Rule
    is_met: bool | None
    text: str


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Why a person may or may not join a course."""

    lines: tuple[Line, ...]

    @property
    def may_join(self) -> bool:
        """Whether every condition is met."""
        return all(line.is_met for line in self.lines)

    @property
    def may_wait(self) -> bool:
        """Whether only a free place is missing."""
        return all(line.is_met for line in self.lines if line.rule is not Rule.CAPACITY)


def eligibility(
    applicant: Applicant, course: Course, course_days: Collection[date], places_taken: int
) -> Eligibility:
    """Return every condition of joining the course, met or not, with its sentence."""
    lines = [check(applicant, course) for check in _CHECKS]
    return Eligibility(
        (*lines, _no_overlap(applicant, course_days), _capacity(course, places_taken))
    )


def _centre(applicant: Applicant, course: Course) -> Line:
    met = applicant.centre == course.centre if applicant.centre else None
    words = {
        True: _("Lives at the centre on the first day."),
        False: _("Does not live at the centre on the first day."),
        None: _("Where the person lives on the first day is not known."),
    }
    return Line(Rule.CENTRE, met, words[met])


def _age(applicant: Applicant, _course: Course) -> Line:
    met = None if applicant.age is None else applicant.age >= ADULT_AGE
    words = {
        True: _("Is 18 or older on the first day."),
        False: _("Is younger than 18 on the first day."),
        None: _("The age is not known."),
    }
    return Line(Rule.AGE, met, words[met])


def _permit(applicant: Applicant, _course: Course) -> Line:
    words = {
        "permit": _("Has a residence permit."),
        "asylum_seeker": _("Is an asylum seeker; may join with the reduced set of fields."),
        "rejected": _("The application for asylum is rejected."),
    }
    return Line(Rule.PERMIT, applicant.permit != "rejected", words[applicant.permit])


def _municipality(applicant: Applicant, course: Course) -> Line:
    met = applicant.municipality in course.municipalities if applicant.municipality else None
    words = {
        True: _("Is expected in one of the course's municipalities."),
        False: _("Is expected in a municipality that does not take part."),
        None: _("No municipality is expected or decided."),
    }
    return Line(Rule.MUNICIPALITY, met, words[met])


def _language(applicant: Applicant, course: Course) -> Line:
    shared = set(applicant.languages) & set(course.languages)
    met = bool(shared) if applicant.languages else None
    words = {
        True: _("Speaks a language the course has an interpreter for."),
        False: _("The course has no interpreter for any of the person's languages."),
        None: _("The person's languages are not known."),
    }
    return Line(Rule.LANGUAGE, met, words[met])


def _one_course(applicant: Applicant, course: Course) -> Line:
    met = not set(applicant.active_courses) - {course.id}
    text = _("Is on no other course.") if met else _("Is on another course already.")
    return Line(Rule.ONE_COURSE, met, text)


_CHECKS: tuple[Callable[[Applicant, Course], Line], ...] = (
    _centre,
    _age,
    _permit,
    _municipality,
    _language,
    _one_course,
)


def _no_overlap(applicant: Applicant, course_days: Collection[date]) -> Line:
    met = not set(applicant.busy_days) & set(course_days)
    text = (
        _("No Danish lessons or asylum interviews overlap.")
        if met
        else _("Danish lessons or an asylum interview overlap with the course.")
    )
    return Line(Rule.NO_OVERLAP, met, text)


def _capacity(course: Course, places_taken: int) -> Line:
    left = max(0, course.capacity - places_taken)
    text = (
        _("There are free places: {left} of {capacity}.")
        if left
        else _("The course is full: {capacity} places. The waiting list is open.")
    )
    return Line(Rule.CAPACITY, left > 0, text.format(left=left, capacity=course.capacity))


_PERMIT_ORDER = ("permit", "asylum_seeker", "rejected")


def waiting_list(applicants: Iterable[Applicant]) -> list[Applicant]:
    """Return who waits in the order places are given: permit, then the earliest move."""
    return sorted(
        applicants,
        key=lambda each: (
            _PERMIT_ORDER.index(each.permit),
            each.moves_on or date.max,
            each.applied_on or date.max,
            each.person,
        ),
    )


def offered(applicants: Iterable[Applicant], free_places: int) -> list[Applicant]:
    """Return who is offered the free places."""
    return waiting_list(applicants)[: max(0, free_places)]


def exit_consequence(reason: ExitReason) -> str:
    """Return what must happen when a participant leaves for that reason; empty for nothing."""
    words: dict[ExitReason, str] = {
        "asylum_rejected": _("The data of the course are erased after {days} days."),
        "other_municipality": _("Hand the person over to the other municipality, or close."),
        "moved": _("May finish the course; arrange transport."),
    }
    return words.get(reason, "").format(days=ERASE_AFTER_DAYS)
