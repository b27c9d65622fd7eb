"""How long a person has worked: time in two jobs at once counts once."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from kbh_desktop.competences.model import Experience

DAYS_A_YEAR = 365.25
MONTHS_A_YEAR = 12
_REST = ("", "-01", "-07-01")
"""What makes a day of a month, its first, and of a year, its middle."""
_Span = tuple[date, date]


def days_worked(experiences: Iterable[Experience], today: date) -> int:
    """Return the days covered by at least one job with a known beginning, up to `today`."""
    spans = sorted(span for e in experiences if (span := _span(e, today)))
    return sum((end - begin).days for begin, end in _joined(spans))


def months_worked(experiences: Iterable[Experience], today: date) -> int:
    """Return the months covered by at least one job."""
    return round(days_worked(experiences, today) * MONTHS_A_YEAR / DAYS_A_YEAR)


def day_of(text: str) -> date | None:
    """Return the day that an ISO date of a day, a month or a year stands for; None without one."""
    missing = 2 - text.count("-")
    try:
        return date.fromisoformat(text + _REST[missing])
    except (ValueError, IndexError):
        return None


def _span(experience: Experience, today: date) -> _Span | None:
    """Return the days of a job that lie before `today`."""
    if experience.began_on is None:
        return None
    ended_on = min(experience.ended_on or today, today)
    return (experience.began_on, ended_on) if experience.began_on < ended_on else None


def _joined(spans: list[_Span]) -> list[_Span]:
    """Return `spans`, sorted by their beginning, without what an earlier one covers already."""
    if not spans:
        return []
    covered = [spans[0]]
    reached = spans[0][1]
    for (_begin, _end), (begin, end) in pairwise(spans):
        covered.append((max(begin, reached), max(end, reached)))
        reached = max(reached, end)
    return covered
