"""What a person can do, held against the work they want."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from kbh_desktop.competences.abilities import abilities
from kbh_desktop.competences.catalogue import (
    SUB_MAJOR_DIGITS,
    UNIT_DIGITS,
    group,
    group_of,
    groups,
    own_skills_of,
    skill,
    skill_named,
    skills_of,
)
from kbh_desktop.competences.model import (
    INDEPENDENT,
    Competence,
    CompetenceMap,
    OccupationGroup,
    Skill,
)

MOST_GOALS = 3
_AUTHORISED = """
2211 2212 2221 2222 2250 2261 2262 2264 2267 2269 2611
3151 3152 3153 3154 3211 3212 3214 3251 3254
"""
AUTHORISED = frozenset(_AUTHORISED.split())
"""Groups whose work in Denmark takes an authorisation or a licence of the person: in health
(autorisationsloven), for animals, in court, at sea and in the air. An aid, not the law."""
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
    def share(self) -> int:
        """How much of what is asked for is there, in per cent; what could be shown counts half."""
        counted = 2 * len(self.have) + len(self.could_show)
        return round(50 * counted / self.asked) if self.asked else 0

    @property
    def shared(self) -> tuple[Skill, ...]:
        """What the person brings along, the sure before what is still to be shown."""
        return (*self.have, *self.could_show)

    @property
    def fit(self) -> float:
        """How near the person is, 0 to 1; what could be shown counts half."""
        return (len(self.have) + len(self.could_show) / 2) / (self.asked + _FEW)


@dataclass(frozen=True, slots=True)
class SuggestedSkill:
    """A skill that is not on the card yet, and the titles that ask for it."""

    skill: Skill
    because: tuple[str, ...]
    """Titles of work and goals; empty for what an ability from home lets one expect."""


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
    return tuple(coverage(told, goal) for goal in _wanted(told)[:MOST_GOALS])


def of_goal(told: CompetenceMap, code: str) -> Coverage:
    """Return the coverage of the group with that code.

    Raises:
        NotFoundError: there is none.
    """
    return coverage(told, group(code))


def nearest(told: CompetenceMap, limit: int = 5) -> tuple[Coverage, ...]:
    """Return the occupations the person has most skills for, but not those they had or want.

    None that needs a Danish authorisation; work that usually takes a long education only for who
    had such work. Abilities from home count where nothing else is known, for work without it.
    """
    held = _held(told)
    familiar = {each.code for each in (*held, *_wanted(told))}
    at_home = not held and not any(_skilled(told))
    able, seen = _able(told), _seen(told) if at_home else _seen_at_work(told)
    majors = "56789" if at_home else _majors_in_reach(held)
    covered = [
        _covered(unit, able, seen)
        for code, unit in groups().items()
        if len(code) == UNIT_DIGITS
        and code[0] in majors
        and code not in familiar
        and code not in AUTHORISED
    ]
    reachable = [each for each in covered if _shares_something_telling(each)]
    return tuple(sorted(reachable, key=lambda each: (-each.fit, each.goal.code))[:limit])


def _majors_in_reach(held: Iterable[OccupationGroup]) -> str:
    """Return the major groups that are not beyond what the person did so far."""
    educated = any(each.code[0] in "123" for each in held)
    return "0123456789" if educated else "3456789"


def _shares_something_telling(covered: Coverage) -> bool:
    """Return whether a skill is shared that not all work of the sub-major group asks for."""
    shared = (*covered.have, *covered.could_show)
    return any(each.closeness(covered.goal.code) > SUB_MAJOR_DIGITS for each in shared)


def suggestions(told: CompetenceMap) -> tuple[Skill, ...]:
    """Return what the person's work, goals and abilities go with and is not on the map yet."""
    return tuple(each.skill for each in explained_suggestions(told))


def explained_suggestions(told: CompetenceMap) -> tuple[SuggestedSkill, ...]:
    """Return the suggestions with the titles that ask for each."""
    chosen = {known.code for _each, known in _skilled(told)}
    asking: dict[str, list[str]] = {}
    for title, held in _titled(told):
        for each in skills_of(held.code):
            asking.setdefault(each.code, [])
            if each.belongs_to != ("",):
                asking[each.code].append(title)
    for code in _shown_at_home(told):
        asking.setdefault(code, [])
    found = [
        SuggestedSkill(skill(code), tuple(dict.fromkeys(titles)))
        for code, titles in asking.items()
        if code not in chosen
    ]
    return tuple(sorted(found, key=lambda each: each.skill.belongs_to == ("",)))


def _titled(told: CompetenceMap) -> Iterator[tuple[str, OccupationGroup]]:
    """Yield the titles of work and goals that the catalogue knows, with their groups."""
    titles = [(each.title, each.code) for each in told.experiences]
    for title, code in (*titles, *_goals(told)):
        known = groups().get(code) or group_of(title)
        if known:
            yield title, known


def _goals(told: CompetenceMap) -> Iterator[tuple[str, str]]:
    """Yield title and code of each goal; an empty code where none was kept."""
    yield from zip_longest(told.goals, told.goal_codes[: len(told.goals)], fillvalue="")


def _held(told: CompetenceMap) -> tuple[OccupationGroup, ...]:
    return _known((each.title, each.code) for each in told.experiences)


def _wanted(told: CompetenceMap) -> tuple[OccupationGroup, ...]:
    return _known(_goals(told))


def _known(titled: Iterable[tuple[str, str]]) -> tuple[OccupationGroup, ...]:
    """Return the groups of those titles and codes that the catalogue knows, each once."""
    found = (groups().get(code) or group_of(title) for title, code in titled)
    return tuple({each.code: each for each in found if each}.values())


def _able(told: CompetenceMap) -> set[str]:
    levels = ((known.code, each.level or 0) for each, known in _skilled(told))
    return {code for code, level in levels if level >= INDEPENDENT}


def _seen(told: CompetenceMap) -> set[str]:
    """Return the codes of skills done with help, of work the person had, or of abilities."""
    return _seen_at_work(told) | _shown_at_home(told).keys()


def _seen_at_work(told: CompetenceMap) -> set[str]:
    of_work = {each.code for held in _held(told) for each in own_skills_of(held.code)}
    return of_work | {known.code for _each, known in _skilled(told)}


def _shown_at_home(told: CompetenceMap) -> dict[str, None]:
    """Return the codes of skills that abilities from home and leisure let one expect, in order."""
    known = (abilities().get(code) for code in told.informal)
    return {code: None for each in known if each for code in each.shows}


def _skilled(told: CompetenceMap) -> Iterator[tuple[Competence, Skill]]:
    for each in told.competences:
        known = skill_named(each.name)
        if known:
            yield each, known
