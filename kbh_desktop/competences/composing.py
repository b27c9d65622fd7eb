"""Puts a competence card together from the things that are kept of a person."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, cast, get_args

from kbh_desktop.competences import labels
from kbh_desktop.competences.abilities import abilities
from kbh_desktop.competences.card import (
    Ability,
    Card,
    CardSkill,
    Certificate,
    Education,
    Facts,
    Goal,
    LanguageSkill,
    Licence,
    Occupation,
    PlacementEntry,
    Track,
    as_competence,
)
from kbh_desktop.competences.catalogue import group_of, groups, skill_named, skills
from kbh_desktop.competences.coverage import MOST_GOALS
from kbh_desktop.competences.experience import day_of, months_worked
from kbh_desktop.competences.items import FIELDS, GOALS, Item, Kind, only
from kbh_desktop.competences.merging import Merged, merged
from kbh_desktop.competences.model import (
    CompetenceMap,
    Evidence,
    Experience,
    Level,
    OccupationGroup,
    Source,
)
from kbh_desktop.competences.track import suggested_track
from kbh_desktop.ids import PersonId

_COMPUTING = ("phone", "computer", "office", "email", "form")
_NO_DATE = "0"
_LEVELS: Mapping[str, Level] = {str(level): level for level in get_args(Level)}


def card_of(person_id: PersonId, items: Iterable[Item], today: date) -> Card:
    """Return the card that `items` make, each thing once."""
    kept = tuple(items)

    def of(kind: Kind) -> tuple[Merged, ...]:
        return merged(kind, only(kind, kept))

    facts = _facts(next(iter(of("facts")), None))
    occupations = tuple(sorted(map(_occupation, of("work")), key=_newest_first))
    skills_ = tuple(map(_skill, of("skill")))
    goals = _goals(next(iter(of("goals")), None))
    experiences = tuple(map(_experience, occupations))
    return Card(
        person_id=person_id,
        occupations=occupations,
        skills=skills_,
        licences=tuple(map(_licence, of("licence"))),
        certificates=tuple(map(_certificate, of("certificate"))),
        languages=tuple(map(_language, of("language"))),
        education=tuple(sorted(map(_education, of("education")), key=_newest_first)),
        informal=tuple(map(_informal, of("informal"))),
        tools=tuple(map(_tool, of("tool"))),
        placements=tuple(map(_placement, of("placement"))),
        goals=goals,
        facts=facts,
        experience_months=months_worked(experiences, today),
        track=suggested_track(facts),
        told=CompetenceMap(
            experiences=experiences,
            competences=tuple(map(as_competence, skills_)),
            goals=tuple(goal.title for goal in goals),
            goal_codes=tuple(goal.code for goal in goals),
            informal=tuple(item.get("code") for item in of("informal")),
        ),
    )


def _entry(line: Merged) -> dict[str, Any]:
    return {
        "id": line.id,
        "ids": line.ids,
        "from_interview": any(item.interview_id for item in line.items),
        "differs": line.differs,
    }


def _plain(line: Merged, kind: Kind, *left_out: str) -> dict[str, Any]:
    return {name: line.get(name) for name in FIELDS[kind] if name not in left_out}


def _newest_first(entry: Occupation | Education) -> tuple[int, ...]:
    lasts = isinstance(entry, Occupation) and entry.lasts
    newest = [entry.ended or entry.began or _NO_DATE, entry.began or _NO_DATE]
    return (not lasts, *(-int(text.replace("-", "").ljust(8, "0")) for text in newest))


def _occupation(line: Merged) -> Occupation:
    group = group_of_title(line.get("title"), line.get("code"))
    return Occupation(
        **_entry(line),
        **_plain(line, "work", "code", "lasts", "evidence"),
        code=group.code if group else line.get("code"),
        group_name=group.name if group else "",
        lasts=line.get("lasts") == "yes",
        evidence=_evidence(line),
    )


def group_of_title(title: str, code: str = "") -> OccupationGroup | None:
    """Return the group of a title: that of its code, or the one the catalogue knows it by."""
    return groups().get(code) or group_of(title)


def _skill(line: Merged) -> CardSkill:
    known = skills().get(line.get("code")) or skill_named(line.get("name"))
    level = _number(line, "level")
    return CardSkill(
        **_entry(line),
        uri=line.get("uri"),
        label_language=line.get("label_language"),
        version=line.get("version"),
        name=known.name if known else line.get("name"),
        code=known.code if known else "",
        icon=known.icon if known else "",
        level=cast("Level", level) if level in get_args(Level) else None,
        years=_number(line, "years"),
        last_used=_number(line, "last_used"),
        sources=frozenset(
            cast("Source", each) for each in line.get("sources").split() if each in get_args(Source)
        ),
        evidence=_evidence(line),
    )


def _evidence(line: Merged) -> Evidence | None:
    found = line.get("evidence")
    return cast("Evidence", found) if found in get_args(Evidence) else None


def _number(line: Merged, name: str) -> int | None:
    value = line.get(name)
    return int(value) if value.isdecimal() else None


def _licence(line: Merged) -> Licence:
    return Licence(**_entry(line), **_plain(line, "licence"))


def _certificate(line: Merged) -> Certificate:
    listed = labels.certificates().get(line.get("name"))
    return Certificate(
        **_entry(line),
        code=line.get("name") if listed else "",
        name=listed or line.get("name"),
        year=line.get("year"),
        expires=line.get("expires"),
    )


def _language(line: Merged) -> LanguageSkill:
    return LanguageSkill(**_entry(line), **_plain(line, "language"))


def _education(line: Merged) -> Education:
    return Education(
        **_entry(line),
        **_plain(line, "education", "level", "field"),
        level=_number(line, "level"),
        field_code=line.get("field"),
    )


def _informal(line: Merged) -> Ability:
    known = abilities().get(line.get("code"))
    name, icon = (known.name, known.icon) if known else (line.get("code"), "")
    return Ability(**_entry(line), code=line.get("code"), name=name, icon=icon)


def _tool(line: Merged) -> Ability:
    name, icon = labels.tools().get(line.get("code"), (line.get("code"), ""))
    return Ability(**_entry(line), code=line.get("code"), name=name, icon=icon)


def _placement(line: Merged) -> PlacementEntry:
    return PlacementEntry(
        **_entry(line),
        **_plain(line, "placement", "hours", "next_to_learn", "skills"),
        hours_a_week=_number(line, "hours"),
        next_to_learn=tuple(filter(None, line.get("next_to_learn").split("\n"))),
        skills=tuple(skills_shown(line.get("skills"))),
    )


def skills_shown(rows: str) -> Iterator[tuple[str, Level]]:
    """Yield name and level of the skills seen at work, written as `2 Lave varm mad` a line."""
    for row in rows.split("\n"):
        level, _space, name = row.partition(" ")
        if name and level in _LEVELS:
            yield name, _LEVELS[level]


def _goals(line: Merged | None) -> tuple[Goal, ...]:
    if line is None:
        return ()
    wanted = {line.get(name): line.get(f"{name}_code") for name in GOALS if line.get(name)}
    return tuple(_goal(title, code) for title, code in wanted.items())[:MOST_GOALS]


def _goal(title: str, code: str) -> Goal:
    group = group_of_title(title, code)
    return Goal(title, group.code if group else "", group.name if group else "")


def _facts(line: Merged | None) -> Facts:
    if line is None:
        return Facts()
    track = line.get("track")
    return Facts(
        school_years=_number(line, "school_years"),
        literacy=line.get("literacy"),
        latin=line.get("latin"),
        track=cast("Track", track) if track in get_args(Track) else "",
        highest_level=_number(line, "highest_level"),
        computing=tuple((name, line.get(name)) for name in _COMPUTING if line.get(name)),
    )


def _experience(work: Occupation) -> Experience:
    began_on = day_of(work.began)
    # Without an end it would count until today, which nobody said.
    ended_on = None if work.lasts else day_of(work.ended) or began_on
    return Experience(
        title=work.title,
        began_on=began_on,
        ended_on=ended_on,
        country=work.country,
        employment=work.employment,
        tasks=work.tasks,
        evidence=work.evidence,
        code=work.code,
    )
