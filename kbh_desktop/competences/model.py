"""What people can do, and the groups, titles and skills it is named with."""

from dataclasses import dataclass
from typing import Literal

from kbh_desktop.i18n import language

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
