"""What people can do, and the groups, titles and skills it is named with."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kbh_desktop.i18n import language

Evidence = Literal["stated", "reference", "paper", "tried"]
"""Told by the person, confirmed by a reference, a paper seen, tried out; the strongest last."""
Level = Literal[1, 2, 3]
"""With help, independently, can train others."""
Source = Literal["job", "education", "home", "volunteer", "leisure"]
INDEPENDENT: Level = 2

PhraseKind = Literal["title", "said", "foreign", "label", "group", "skill"]


@dataclass(frozen=True, slots=True)
class OccupationGroup:
    """A group of ISCO-08; `code` has one digit for a major group and four for a unit group."""

    code: str
    da: str
    en: str

    @property
    def name(self) -> str:
        """The name in the language of the program."""
        return self.en if language() == "en" else self.da


@dataclass(frozen=True, slots=True)
class Skill:
    """A competence of the catalogue."""

    code: str
    da: str
    en: str
    icon: str
    """Name of a pictogram; empty where none fits."""
    belongs_to: tuple[str, ...]
    """Beginnings of the group codes that ask for it; an empty beginning means every occupation."""

    @property
    def name(self) -> str:
        """The name in the language of the program."""
        return self.en if language() == "en" else self.da

    def closeness(self, group: str) -> int:
        """Return the digits shared with the group of that code, -1 when it is not asked for."""
        return max((len(start) for start in self.belongs_to if group.startswith(start)), default=-1)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words by which something in the catalogue is found."""

    text: str
    language: str
    """ISO 639."""
    kind: PhraseKind
    title: str
    """What is chosen by it: an everyday title, the name of a group, or a skill."""
    code: str
    """Of the group or the skill."""


@dataclass(frozen=True, slots=True)
class Competence:
    """Something a person can do."""

    name: str = field(repr=False)
    """As chosen from the catalogue, or in the person's own words."""
    level: Level | None = None
    years: int | None = None
    last_used: int | None = None
    """A year."""
    sources: frozenset[Source] = frozenset()
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Experience:
    """Work a person had, or has still."""

    title: str = field(repr=False)
    """As chosen from the catalogue, or in the person's own words."""
    began_on: date | None
    ended_on: date | None = None
    """The first day without it; None while it lasts."""
    country: str = field(default="", repr=False)
    """ISO 3166-1 alpha-3."""
    employment: str = ""
    tasks: str = field(default="", repr=False)
    evidence: Evidence | None = None
    code: str = ""
    """Of the group it belongs to; empty to look the title up."""


@dataclass(frozen=True, slots=True)
class CompetenceMap:
    """What a person has done, can do and wants to work with."""

    experiences: tuple[Experience, ...] = ()
    competences: tuple[Competence, ...] = ()
    goals: tuple[str, ...] = field(default=(), repr=False)
    """Titles of the work wanted, the dearest first."""
    goal_codes: tuple[str, ...] = ()
    """Of the groups of the goals, one for each or none at all; empty to look the title up."""
    informal: tuple[str, ...] = ()
    """Codes of abilities from home and leisure."""
