"""From dates in the vault to the goal report of a quarter; no name is read.

Counted are the interviews before and after moving in. Work, education, offers, health assessments,
mentors and housing are not kept as dates, so the report says that they are missing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from sqlalchemy import select

from kbh_desktop.documents.goal_report import (
    Breakdown,
    GoalReportValues,
    Indicator,
    QuarterPoint,
)
from kbh_desktop.documents.pages import Printed
from kbh_desktop.documents.small_counts import Count
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.interviews.records import InterviewRecord
from kbh_desktop.people.labels import sex_label
from kbh_desktop.people.records import PersonRecord
from kbh_desktop.storage.database import Database

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_FIRST, _SECOND = "samtale1", "samtale2"
_GRACE = timedelta(days=14)
"""The second interview is in time until so long after moving in."""
_ALL = Fraction(1)
_QUARTERS_SHOWN = 8
_AGES = ((13, 17), (18, 30), (31, 49), (50, 66))


@dataclass(frozen=True, slots=True)
class ArrivedPerson:
    """What the goals need to know of one person who moved in."""

    arrived: date
    sex: str = field(default="", repr=False)
    age: int | None = field(default=None, repr=False)
    """On the day of moving in."""
    first_interview: date | None = field(default=None, repr=False)
    second_interview: date | None = field(default=None, repr=False)

    @property
    def was_screened(self) -> bool:
        """Whether the first interview was finished before moving in (I3)."""
        return self.first_interview is not None and self.first_interview < self.arrived

    @property
    def was_talked_with_in_time(self) -> bool:
        """Whether the second interview was finished in time (I3b)."""
        return self.second_interview is not None and self.second_interview <= self.arrived + _GRACE


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year, 1 to 4."""

    year: int
    number: int

    @classmethod
    def read(cls, text: str) -> "Quarter":
        """Return the quarter written as `2026-Q1`.

        Raises:
            InputError: it is not written so.
        """
        found = _QUARTER.fullmatch(text)
        if found is None:
            raise InputError(_("Write the quarter as 2026-Q1."), field="quarter")
        return cls(int(found[1]), int(found[2]))

    @property
    def last_day(self) -> date:
        """The last day."""
        later = self.earlier(-1)
        return date(later.year, 3 * later.number - 2, 1) - timedelta(days=1)

    @property
    def name(self) -> str:
        """The quarter in words."""
        return _("Quarter {number} of {year}").format(number=self.number, year=self.year)

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """Return the quarter that `day` lies in."""
        return cls(day.year, (day.month + 2) // 3)

    def earlier(self, quarters: int) -> "Quarter":
        """Return the quarter so many before."""
        at = self.year * 4 + self.number - 1 - quarters
        return Quarter(at // 4, at % 4 + 1)


def goal_values(
    people: Sequence[ArrivedPerson], quarter: Quarter, about: Printed, laptops_missing: int
) -> GoalReportValues:
    """Count the goals of `quarter`; from so many laptops something is still missing."""
    here, before = _arrived(people, quarter), _arrived(people, quarter.earlier(1))
    moved_in = _("of those who moved in during the quarter")
    screened = _("Interview 1 before moving in")
    return GoalReportValues(
        quarter=quarter.name,
        as_of=quarter.last_day,
        bundles_missing=laptops_missing,
        population=len([each for each in people if each.arrived <= quarter.last_day]),
        indicators=(
            Indicator(
                "I3",
                screened,
                _screened(here),
                _ALL,
                _screened(before),
                _("Interview 1 finished before the day of moving in, {of}.").format(of=moved_in),
            ),
            Indicator(
                "I3b",
                _("Interview 2 in time"),
                _talked_with(here),
                _ALL,
                _talked_with(before),
                _("Interview 2 finished 14 days after moving in at the latest, {of}.").format(
                    of=moved_in
                ),
            ),
        ),
        line=tuple(
            QuarterPoint(
                f"{each.number}/{each.year % 100:02}", _screened(_arrived(people, each)), _ALL
            )
            for each in (quarter.earlier(n) for n in reversed(range(_QUARTERS_SHOWN)))
        ),
        breakdowns=(
            Breakdown(_("Sex"), tuple(_by_sex(here))),
            Breakdown(_("Age"), tuple(_by_age(here))),
        ),
        not_measured=(
            _("Work and education; offers of placement; health assessments; mentors; housing."),
            _("Primary school, health and quality of life, neighbourhoods and crime."),
        ),
        municipality=about.municipality,
        printed_at=about.printed_at,
        draft=True,
        language=about.language,
    )


def arrived_people(database: Database) -> tuple[ArrivedPerson, ...]:
    """Return everybody who moved in on a known day, without anything that tells who they are."""
    person, interview = PersonRecord, InterviewRecord
    with database.read() as session:
        rows = session.execute(
            select(person.id, person.arrival_date, person.sex, person.birth_date).where(
                person.arrival_date != "", person.state != "deleted"
            )
        ).all()
        finished = session.execute(
            select(interview.scope, interview.form_id, interview.finished_at).where(
                interview.finished_at != "", interview.state != "deleted"
            )
        ).all()
    first: dict[tuple[str, str], str] = {}
    for scope, form_id, at in finished:
        first[scope, form_id] = min(at, first.get((scope, form_id), at))
    return tuple(
        ArrivedPerson(
            arrived=date.fromisoformat(arrived),
            sex=sex,
            age=_age(born, date.fromisoformat(arrived)),
            first_interview=_day(first.get((person_id, _FIRST))),
            second_interview=_day(first.get((person_id, _SECOND))),
        )
        for person_id, arrived, sex, born in rows
    )


def _day(moment: str | None) -> date | None:
    return date.fromisoformat(moment[:10]) if moment else None


def _age(born: str, on: date) -> int | None:
    if not born:
        return None
    year, month, day = (*map(int, born.split("-")), 1, 1)[:3]
    return on.year - year - ((on.month, on.day) < (month, day))


def _arrived(people: Iterable[ArrivedPerson], quarter: Quarter) -> list[ArrivedPerson]:
    return [each for each in people if Quarter.of(each.arrived) == quarter]


def _screened(people: Sequence[ArrivedPerson]) -> Count:
    return Count(sum(each.was_screened for each in people), len(people))


def _talked_with(people: Sequence[ArrivedPerson]) -> Count:
    return Count(sum(each.was_talked_with_in_time for each in people), len(people))


def _by_sex(people: Sequence[ArrivedPerson]) -> Iterable[tuple[str, Count]]:
    for sex in ("female", "male", "x"):
        group = [each for each in people if each.sex == sex]
        if group:
            yield sex_label(sex), _screened(group)


def _by_age(people: Sequence[ArrivedPerson]) -> Iterable[tuple[str, Count]]:
    for youngest, oldest in _AGES:
        group = [e for e in people if e.age is not None and youngest <= e.age <= oldest]
        if group:
            name = _("{youngest}–{oldest} years").format(youngest=youngest, oldest=oldest)
            yield name, _screened(group)
