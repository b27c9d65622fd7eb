"""What a person can do, held against the work they want."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kbh_desktop.competences.catalogue import (
    SUB_MAJOR_DIGITS,
    UNIT_DIGITS,
    group,
    group_of,
    groups,
    own_skills_of,
    skill_named,
    skills_of,
)
from kbh_desktop.competences.model import (
    INDEPENDENT,
    Competence,
    CompetenceMap,
    Evidence,
    OccupationGroup,
    Skill,
)
from kbh_desktop.people.folding import fold

MOST_GOALS = 3
_EVIDENCE: tuple[Evidence | None, ...] = (None, "stated", "reference", "paper", "tried")
_FEW = 2
"""Skills added to those asked for, so that a group asking for one does not come before all."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What an occupation asks for, in three parts that leave nothing out."""

    goal: OccupationGroup
    have: tuple[Skill, ...]
    """Done independently."""
    could_show: tuple[Skill, ...]
    """Done with help, or part of work the person had: to be shown in a placement."""
    missing: tuple[Skill, ...]

    @property
    def asked(self) -> int:
        """How many skills the occupation asks for."""
        return len(self.have) + len(self.could_show) + len(self.missing)

    @property
    def fit(self) -> float:
        """How near the person is, 0 to 1; what could be shown counts half."""
        return (len(self.have) + len(self.could_show) / 2) / (self.asked + _FEW)


def one_of_each(competences: Iterable[Competence]) -> tuple[Competence, ...]:
    """Return the competences with those of one name made into one, by name."""
    named = sorted(competences, key=_identity)
    return tuple(_made_one(tuple(same)) for _key, same in groupby(named, key=_identity))


def coverage(told: CompetenceMap, goal: OccupationGroup) -> Coverage:
    """Return what the person has and lacks of what `goal` asks for."""
    return _covered(goal, _able(told), _seen(told))


def _covered(goal: OccupationGroup, able: set[str], seen: set[str]) -> Coverage:
    asked = own_skills_of(goal.code)
    return Coverage(
        goal=goal,
        have=tuple(each for each in asked if each.code in able),
        could_show=tuple(each for each in asked if each.code in seen - able),
        missing=tuple(each for each in asked if each.code not in able | seen),
    )


def of_goals(told: CompetenceMap) -> tuple[Coverage, ...]:
    """Return the coverage of the first three goals that the catalogue knows."""
    return tuple(coverage(told, goal) for goal in _known(told.goals)[:MOST_GOALS])


def nearest(told: CompetenceMap, limit: int = 5) -> tuple[Coverage, ...]:
    """Return the occupations the person has most skills for, but not those they had or want."""
    familiar = {each.code for each in (*_held(told), *_known(told.goals))}
    units = (each for code, each in groups().items() if len(code) == UNIT_DIGITS)
    able, seen = _able(told), _seen(told)
    covered = [_covered(unit, able, seen) for unit in units if unit.code not in familiar]
    reachable = [each for each in covered if _shares_something_telling(each)]
    return tuple(sorted(reachable, key=lambda each: (-each.fit, each.goal.code))[:limit])


def _shares_something_telling(covered: Coverage) -> bool:
    """Return whether a skill is shared that not all work of the sub-major group asks for."""
    shared = (*covered.have, *covered.could_show)
    return any(each.closeness(covered.goal.code) > SUB_MAJOR_DIGITS for each in shared)


def suggestions(told: CompetenceMap) -> tuple[Skill, ...]:
    """Return what the person's work and goals ask for and is not on the map yet."""
    chosen = {known.code for each in told.competences if (known := skill_named(each.name))}
    asked = [each for held in _wanted(told) for each in skills_of(held.code)]
    asked.sort(key=lambda each: each.belongs_to == ("",))
    return tuple({each.code: each for each in asked if each.code not in chosen}.values())


def _wanted(told: CompetenceMap) -> Sequence[OccupationGroup]:
    return (*_held(told), *_known(told.goals))


def _held(told: CompetenceMap) -> tuple[OccupationGroup, ...]:
    return _known(experience.title for experience in told.experiences)


def _known(titles: Iterable[str]) -> tuple[OccupationGroup, ...]:
    """Return the groups of those titles that the catalogue knows, each once."""
    found = {known.code: known for title in titles if (known := group_of(title))}
    return tuple(group(code) for code in found)


def _able(told: CompetenceMap) -> set[str]:
    levels = ((known.code, each.level or 0) for each, known in _skilled(told))
    return {code for code, level in levels if level >= INDEPENDENT}


def _seen(told: CompetenceMap) -> set[str]:
    """Return the codes of skills done with help, or asked for by work the person had."""
    of_work = {each.code for held in _held(told) for each in own_skills_of(held.code)}
    return of_work | {known.code for _each, known in _skilled(told)}


def _skilled(told: CompetenceMap) -> Iterator[tuple[Competence, Skill]]:
    for each in told.competences:
        known = skill_named(each.name)
        if known:
            yield each, known


def _identity(competence: Competence) -> str:
    known = skill_named(competence.name)
    return known.code if known else fold(competence.name.strip())


def _made_one(same: Sequence[Competence]) -> Competence:
    """Return the strongest of what was said of one competence on several computers."""
    return Competence(
        name=min(each.name for each in same),
        level=max((each.level for each in same if each.level), default=None),
        years=max((each.years for each in same if each.years is not None), default=None),
        last_used=max((each.last_used for each in same if each.last_used), default=None),
        sources=frozenset(source for each in same for source in each.sources),
        evidence=max((each.evidence for each in same), key=_EVIDENCE.index),
    )
