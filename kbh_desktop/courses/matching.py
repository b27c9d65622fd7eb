"""From answers to a timetable: who should join a course, and which visit suits whom, with why.

Nothing is decided here: people read the reasons and decide.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from kbh_desktop.competences.catalogue import SUB_MAJOR_DIGITS, group_of, groups
from kbh_desktop.competences.coverage import coverage
from kbh_desktop.competences.model import CompetenceMap, OccupationGroup
from kbh_desktop.courses.enrolment import Eligibility, Rule, waiting_list
from kbh_desktop.courses.model import Applicant, Course
from kbh_desktop.courses.visits import CompanyVisit
from kbh_desktop.i18n import _, n_, short_date
from kbh_desktop.ids import PersonId

_FACTS = frozenset({Rule.CENTRE, Rule.AGE, Rule.MUNICIPALITY, Rule.LANGUAGE})
"""Conditions that may be unmet only because nobody has asked yet."""
_SHOWN = 3
"""Skills named in a reason."""


class Fit(IntEnum):
    """How well a company visit suits a person."""

    NO = 0
    NEAR = 1
    """Work of the same kind, or some of the skills."""
    WELL = 2
    """Work the person wishes for, has had, or can do."""


@dataclass(frozen=True, slots=True)
class VisitMatch:
    """Whether one visit suits one person, and why or why not."""

    visit: CompanyVisit
    person: PersonId
    fit: Fit
    reasons: tuple[str, ...] = field(repr=False)
    why_not: tuple[str, ...] = field(repr=False)
    score: float = 0.0
    """For sorting: higher suits better."""


@dataclass(frozen=True, slots=True)
class JoinMatch:
    """Whether somebody should join a course, and why or why not."""

    person: PersonId
    may_join: bool
    rank: int
    """1 for who should be asked first among those who may join; 0 for the others."""
    reasons: tuple[str, ...] = field(repr=False)
    why_not: tuple[str, ...] = field(repr=False)
    to_ask: tuple[str, ...] = field(default=(), repr=False)
    """Conditions that nobody knows yet whether they are met."""


@dataclass(frozen=True, slots=True)
class JoinCandidate:
    """What is known of somebody who could join."""

    applicant: Applicant = field(repr=False)
    eligibility: Eligibility = field(repr=False)
    told: CompetenceMap | None = field(default=None, repr=False)
    """None where the reader may not see it, or nothing was told."""


def visit_match(visit: CompanyVisit, person: PersonId, told: CompetenceMap) -> VisitMatch:
    """Return whether the visit suits what a person has told of work, wishes and competences."""
    trades = list(_trades(visit.trades))
    found = [_trade_match(trade, told) for trade in trades]
    fit = max((each[0] for each in found), default=Fit.NO)
    score = max((each[1] for each in found), default=0.0)
    reasons = tuple(dict.fromkeys(text for each in found if each[0] for text in each[2]))
    why_not = tuple(_why_not(visit, person, told, trades, fit))
    return VisitMatch(visit, person, fit, reasons, why_not, score)


def _trades(written: Iterable[str]) -> Iterator[OccupationGroup]:
    """Return the occupation groups of titles or codes; words nobody knows are left out."""
    found = (groups().get(each) or group_of(each) for each in written)
    yield from dict.fromkeys(filter(None, found))


def _trade_match(trade: OccupationGroup, told: CompetenceMap) -> tuple[Fit, float, list[str]]:
    worked = [each.title for each in told.experiences]
    kinds = (
        (told.goals, 3.0, _("Wishes to work with this: {title}."),
         _("Wishes for work near it: {title}.")),
        (worked, 2.0, _("Has worked with this: {title}."),
         _("Has worked with something near it: {title}.")),
    )  # fmt: skip
    reasons: list[str] = []
    fit, score = Fit.NO, 0.0
    for titles, weight, same, near in kinds:
        for title, closeness in _close(titles, trade):
            reasons.append((same if closeness is Fit.WELL else near).format(title=title))
            fit = max(fit, closeness)
            score += weight * closeness / Fit.WELL
    covered = coverage(told, trade)
    if covered.have:
        skills = ", ".join(skill.name for skill in covered.have[:_SHOWN])
        text = _("Can do {count} of {asked} things the work asks for: {skills}.")
        reasons.append(text.format(count=len(covered.have), asked=covered.asked, skills=skills))
        fit, score = max(fit, Fit.NEAR), score + covered.fit
    return fit, score, reasons


def _close(titles: Iterable[str], trade: OccupationGroup) -> Iterator[tuple[str, Fit]]:
    """Return the titles of the same work, or of the same sub-major group."""
    for title in titles:
        known = group_of(title)
        if known is not None and known.code == trade.code:
            yield title, Fit.WELL
        elif known is not None and known.code[:SUB_MAJOR_DIGITS] == trade.code[:SUB_MAJOR_DIGITS]:
            yield title, Fit.NEAR


def _why_not(
    visit: CompanyVisit,
    person: PersonId,
    told: CompetenceMap,
    trades: Sequence[OccupationGroup],
    fit: Fit,
) -> Iterator[str]:
    if person not in visit.participants and visit.free_places == 0:
        text = _("{firm} takes {most} visitors, and as many go.")
        yield text.format(firm=visit.firm, most=visit.max_persons)
    if not visit.trades:
        yield _("It is not noted what work is to be seen there.")
    elif not trades:
        yield _("The catalogue does not know the work to be seen there.")
    elif told == CompetenceMap():
        yield _("Nothing is known yet of the person's work and wishes.")
    elif fit is Fit.NO:
        names = ", ".join(trade.name for trade in trades)
        yield _("Nothing the person told points to this work: {trades}.").format(trades=names)


def best_visits(
    visits: Iterable[CompanyVisit], person: PersonId, told: CompetenceMap
) -> tuple[VisitMatch, ...]:
    """Return every visit for one person, the one that suits best first."""
    found = [visit_match(visit, person, told) for visit in visits]
    return tuple(
        sorted(found, key=lambda each: (-each.fit, -each.score, each.visit.day or date.max))
    )


def join_matches(
    candidates: Sequence[JoinCandidate], course: Course, visits: Sequence[CompanyVisit]
) -> tuple[JoinMatch, ...]:
    """Return who should be asked to join, in the order places are given, then the others.

    Among those of one permit the earliest move comes first, as on the waiting list.
    """
    joining = [each for each in candidates if each.eligibility.may_wait]
    order = [each.person for each in waiting_list(each.applicant for each in joining)]
    found = [
        JoinMatch(
            person=each.applicant.person,
            may_join=each.eligibility.may_wait,
            rank=order.index(each.applicant.person) + 1 if each in joining else 0,
            reasons=tuple(_why_join(each, course, visits)),
            why_not=tuple(line.text for line in each.eligibility.lines if line.is_met is False),
            to_ask=tuple(
                line.text
                for line in each.eligibility.lines
                if line.is_met is None and line.rule in _FACTS
            ),
        )
        for each in candidates
    ]
    return tuple(sorted(found, key=lambda each: (not each.may_join, each.rank, len(each.why_not))))


def _why_join(each: JoinCandidate, course: Course, visits: Sequence[CompanyVisit]) -> Iterator[str]:
    last_day = course.calendar.open_days[-1]
    moves = each.applicant.moves_on
    if moves is None:
        yield _("The day of moving is not known yet.")
    elif moves > last_day:
        yield _("Moves on {date}, when the course is over.").format(date=short_date(moves))
    else:
        yield _("Moves on {date}, before the course is over.").format(date=short_date(moves))
    if each.told is None:
        return
    suiting = [
        visit.firm
        for visit in visits
        if visit_match(visit, each.applicant.person, each.told).fit is Fit.WELL
    ]
    if suiting:
        text = n_(
            "A company visit suits what the person told: {firms}.",
            "{count} company visits suit what the person told: {firms}.",
            len(suiting),
        )
        yield text.format(count=len(suiting), firms=", ".join(suiting))
    if each.told == CompetenceMap():
        yield _("The first interview is missing; the mapping begins in week 1.")
