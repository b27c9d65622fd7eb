"""What people are asked to agree to, read from resources/consent/purposes.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kbh_desktop.consent.model import Way
from kbh_desktop.errors import NotFoundError
from kbh_desktop.i18n import _, language
from kbh_desktop.resources import resource


@dataclass(frozen=True, slots=True)
class Purpose:
    """One thing that is asked for; the texts are by the code of their language."""

    key: str
    law: str
    """The law's own words are Danish."""
    questions: frozenset[str]
    """Names of the questions whose answer says it, in any form."""
    stops: frozenset[Way]
    no_stops: bool
    """Whether a no from the start stops them too, not only taking a yes back."""
    titles: Mapping[str, str] = field(repr=False)
    texts: Mapping[str, str] = field(repr=False)
    """What is asked."""
    meanings: Mapping[str, str] = field(repr=False)
    """What a withdrawal means."""

    @property
    def title(self) -> str:
        """The title in the language of the program."""
        return self.titles.get(language(), self.titles["da"])


@cache
def purposes() -> tuple[Purpose, ...]:
    """Return all of them, in the order in which they are shown."""
    return tuple(map(_purpose, _file()["purpose"]))


def purpose(key: str) -> Purpose:
    """Return one.

    Raises: NotFoundError.
    """
    found = next((each for each in purposes() if each.key == key), None)
    if found is None:
        raise NotFoundError(_("There is no consent called {key}.").format(key=key))
    return found


def text_version() -> str:
    """Return the version of the texts that are shown now."""
    return str(_file()["version"])


def proof_words(code: str) -> Mapping[str, str]:
    """Return what the proof of a withdrawal says in a language, or none."""
    found: Mapping[str, str] = _file()["proof"].get(code, {})
    return found


@cache
def purpose_of_question(name: str) -> str:
    """Return the key of the purpose that a question asks about; empty for none."""
    return next((each.key for each in purposes() if name in each.questions), "")


@cache
def _file() -> Mapping[str, Any]:
    with resource("consent/purposes.toml").open("rb") as source:
        return tomllib.load(source)


def _purpose(written: Mapping[str, Any]) -> Purpose:
    return Purpose(
        key=written["key"],
        law=written["law"],
        questions=frozenset(written["questions"]),
        stops=frozenset(map(Way, written["stops"])),
        no_stops=written["no_stops"],
        titles=written["title"],
        texts=written["text"],
        meanings=written["withdrawn"],
    )
