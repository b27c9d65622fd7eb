"""Words to read to a person in the own language: the commonest occupations, and all abilities.

The files resources/catalogue/spoken/*.txt are described in FORMAT.md beside them.
"""

from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Literal

from kbh_desktop.resources import resource

Status = Literal["draft", "checked"]
_SAME_LETTERS = {"prs": "fa", "ku": "kmr"}
"""Languages that another's words are read out for: Dari, and Kurdish without saying which."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words of one language."""

    language: str
    """ISO 639."""
    status: Status
    """`draft` until a translator has seen the words."""
    words: MappingProxyType[str, tuple[str, ...]] = field(repr=False)
    """By the code of an occupation group or an ability; the first is the one to read out."""


@cache
def spoken() -> dict[str, Spoken]:
    """Return the words of every language there is, by its code."""
    found = {}
    for path in sorted(resource("catalogue/spoken").glob("*.txt")):
        first, *lines = path.read_text("utf-8").splitlines()
        words = {}
        for line in filter(None, lines):
            code, _space, told = line.partition(" ")
            words[code] = tuple(told.split(", "))
        status: Status = "checked" if first == "status checked" else "draft"
        found[path.stem] = Spoken(path.stem, status, MappingProxyType(words))
    return found


def word_for(code: str, language: str) -> str:
    """Return the word to read out for a group or an ability; empty when there is none."""
    known = spoken().get(_SAME_LETTERS.get(language, language))
    return known.words.get(code, ("",))[0] if known else ""


def is_draft(language: str) -> bool:
    """Return whether no translator has seen the words of a language that has some."""
    known = spoken().get(_SAME_LETTERS.get(language, language))
    return known is not None and known.status == "draft"
