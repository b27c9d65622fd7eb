"""Abilities from home and leisure, which a person points at as pictograms.

The file resources/catalogue/abilities.txt is described in FORMAT.md beside it.
"""

from dataclasses import dataclass
from functools import cache

from kbh_desktop.i18n import language
from kbh_desktop.resources import resource


@dataclass(frozen=True, slots=True)
class KnownAbility:
    """An ability and the skills of the catalogue that it lets one expect."""

    code: str
    da: str
    en: str
    icon: str
    shows: tuple[str, ...]
    """Codes of skills that can be shown by it."""

    @property
    def name(self) -> str:
        """The name in the language of the program."""
        return self.en if language() == "en" else self.da


@cache
def abilities() -> dict[str, KnownAbility]:
    """Return all abilities by code, in the order they are shown in."""
    lines = resource("catalogue/abilities.txt").read_text("utf-8").splitlines()
    return {each.code: each for each in map(_ability, filter(None, lines))}


def _ability(line: str) -> KnownAbility:
    first, en, icon, shows = (part.strip() for part in line.split("|"))
    code, _space, da = first.partition(" ")
    return KnownAbility(code, da, en, icon, tuple(shows.split()))
