"""What a person told of work and abilities in the first interview.

The shipped first interview names its questions g2_, h1_ and j2_; other forms may use the names too.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast, get_args

from kbh_desktop.competences.coverage import one_of_each
from kbh_desktop.competences.model import (
    Competence,
    CompetenceMap,
    Evidence,
    Experience,
    Level,
    Source,
)
from kbh_desktop.xforms.states import View

_WISHES = ("j2_first", "j2_second", "j2_third")
_DATE_LENGTH = len("2016-04-03")
_Answers = Mapping[str, str]


def what_was_told(views: Iterable[View]) -> CompetenceMap:
    """Return the work, competences and goals among the relevant answers of an interview."""
    told: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for view in views:
        if view.relevant and view.value:
            told[_instance(view.key)][view.ref.rpartition("/")[2]] = view.value
    rows = list(told.values())
    once = told.get("", {})
    return CompetenceMap(
        experiences=tuple(_experience(row) for row in rows if "g2_occupation" in row),
        competences=one_of_each(_competence(row) for row in rows if "h1_skill" in row),
        goals=tuple(once[wish] for wish in _WISHES if wish in once),
    )


def _instance(key: str) -> str:
    """Return the key of the repeat instance that a question stands in, or nothing."""
    return key.rpartition("]")[0]


def _experience(row: _Answers) -> Experience:
    began_on = _day(row.get("g2_from", ""))
    # Without an end it would count until today, which nobody said.
    ended_on = None if row.get("g2_current") == "yes" else _day(row.get("g2_to", "")) or began_on
    return Experience(
        title=row["g2_occupation"],
        began_on=began_on,
        ended_on=ended_on,
        country=row.get("g2_country", ""),
        employment=row.get("g2_employment", ""),
        tasks=row.get("g2_tasks", ""),
        evidence=_evidence(row.get("g5_evidence", "")),
    )


def _competence(row: _Answers) -> Competence:
    level = _number(row.get("h1_level", ""))
    source = row.get("h1_source", "")
    return Competence(
        name=row["h1_skill"],
        level=cast("Level", level) if level in get_args(Level) else None,
        years=_number(row.get("h1_years", "")),
        last_used=_number(row.get("h1_last_used", "")),
        sources=frozenset({cast("Source", source)} if source in get_args(Source) else ()),
        evidence=_evidence(row.get("h1_evidence", "")),
    )


def _evidence(value: str) -> Evidence | None:
    return cast("Evidence", value) if value in get_args(Evidence) else None


def _number(value: str) -> int | None:
    return int(value) if value.isdecimal() else None


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:_DATE_LENGTH])
    except ValueError:
        return None
