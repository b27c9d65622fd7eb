"""The catalogue beside the code: occupation groups, everyday titles and skills.

The files are described in resources/catalogue/FORMAT.md.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from kbh_desktop.competences.abilities import abilities
from kbh_desktop.competences.model import OccupationGroup, Phrase, Skill
from kbh_desktop.competences.spoken import spoken
from kbh_desktop.errors import NotFoundError
from kbh_desktop.i18n import _
from kbh_desktop.people.folding import fold
from kbh_desktop.resources import resource

VERSION = "kbh-1"
"""Of the catalogue; kept with what was chosen from it."""
UNIT_DIGITS = 4
"""Digits of the code of a unit group, the smallest there is."""
SUB_MAJOR_DIGITS = 2
_FOR_ALL = "any"


@cache
def groups() -> dict[str, OccupationGroup]:
    """Return all groups of ISCO-08 by code, each after the one it belongs to."""
    lines = (line for line in _lines("occupations") if not line.startswith(" "))
    return {group.code: group for group in map(_group, lines)}


def group(code: str) -> OccupationGroup:
    """Return the group with that code.

    Raises:
        NotFoundError: there is none.
    """
    found = groups().get(code)
    if found is None:
        raise NotFoundError(_("There is no occupation group {code}.").format(code=code))
    return found


@cache
def titles() -> dict[str, tuple[str, ...]]:
    """Return the everyday titles of each unit group, the most usual first."""
    found: dict[str, list[str]] = {}
    for phrase in occupation_phrases():
        if phrase.kind == "title":
            found.setdefault(phrase.code, []).append(phrase.title)
    return {code: tuple(of_group) for code, of_group in found.items()}


def group_of(title: str) -> OccupationGroup | None:
    """Return the group that a chosen title belongs to, None for words of the person's own."""
    code = _codes_of_titles().get(fold(title.strip()))
    return groups()[code] if code else None


@cache
def _codes_of_titles() -> dict[str, str]:
    chosen = [phrase for phrase in occupation_phrases() if phrase.text == phrase.title]
    # A small group often bears the name of the one around it; the small one says more.
    return {fold(phrase.title): phrase.code for phrase in sorted(chosen, key=_digits)}


def _digits(phrase: Phrase) -> int:
    return len(phrase.code)


@cache
def occupation_phrases() -> tuple[Phrase, ...]:
    """Return the words by which occupations are found: titles, sayings, other languages, names."""
    everyday = tuple(_everyday())
    return (*everyday, *_spoken(everyday), *_names())


def _everyday() -> Iterator[Phrase]:
    code, first = "", ""
    for line in _lines("occupations"):
        if not line.startswith(" "):
            code, first = line.partition(" ")[0], ""
            continue
        marker, _space, words = line.strip().partition(" ")
        first = first or words.partition(",")[0]
        yield from _phrases(marker, words, code, first)


def _spoken(everyday: Iterable[Phrase]) -> Iterator[Phrase]:
    """Yield the words read out to people; a word that means a group already keeps its meaning."""
    first: dict[str, str] = {}
    taken = set()
    for phrase in everyday:
        if phrase.kind == "title":
            first.setdefault(phrase.code, phrase.title)
        taken.add((phrase.language, fold(phrase.text)))
    for language, known in spoken().items():
        for code, words in known.words.items():
            for word in words:
                if code in first and (language, fold(word)) not in taken:
                    taken.add((language, fold(word)))
                    yield Phrase(word, language, "foreign", first[code], code)


def _phrases(marker: str, words: str, code: str, first: str) -> Iterator[Phrase]:
    if marker == "da":
        for title in words.split(", "):
            yield Phrase(title, "da", "title", title, code)
    elif marker == "said":
        title, _colon, sayings = words.partition(": ")
        for saying in sayings.split(", "):
            yield Phrase(saying, "da", "said", title, code)
    else:
        for word in words.split(", "):
            yield Phrase(word, marker, "foreign", first, code)


def _names() -> Iterator[Phrase]:
    for each in groups().values():
        unit = len(each.code) == UNIT_DIGITS
        yield Phrase(each.da, "da", "label" if unit else "group", each.da, each.code)
        yield Phrase(each.en, "en", "label" if unit else "group", each.da, each.code)


@cache
def skills() -> dict[str, Skill]:
    """Return all skills by code."""
    return {skill.code: skill for skill in map(_skill, _lines("competences"))}


def skill(code: str) -> Skill:
    """Return the skill with that code.

    Raises:
        NotFoundError: there is none.
    """
    found = skills().get(code)
    if found is None:
        raise NotFoundError(_("There is no competence {code}.").format(code=code))
    return found


def skill_named(name: str) -> Skill | None:
    """Return the skill of that name, or that is said so; None for words of the person's own."""
    return _skills_by_name().get(fold(name.strip()))


@cache
def _skills_by_name() -> dict[str, Skill]:
    said = {fold(text): skills()[code] for code, texts in _skills_said() for text in texts}
    named = {fold(name): each for each in skills().values() for name in (each.en, each.da)}
    return {**said, **named}


@cache
def _skills_said() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return other Danish words for skills, by the code of each."""
    lines = resource("catalogue/skills_said.txt").read_text("utf-8").splitlines()
    parts = (line.partition(" ") for line in lines if line)
    return tuple((code, tuple(texts.split(", "))) for code, _space, texts in parts)


@cache
def skill_phrases() -> tuple[Phrase, ...]:
    """Return the words by which skills are found."""
    named = (
        Phrase(text, in_language, "skill", each.da, each.code)
        for each in skills().values()
        for in_language, text in (("da", each.da), ("en", each.en))
    )
    said = (
        Phrase(text, "da", "said", skills()[code].da, code)
        for code, texts in _skills_said()
        for text in texts
    )
    return (*named, *said, *_abilities_as_skills())


def _abilities_as_skills() -> Iterator[Phrase]:
    """Yield the words for abilities; they lead to the first skill that is shown by each."""
    for code, ability in abilities().items():
        shown = skills()[ability.shows[0]]
        for language, known in spoken().items():
            for word in known.words.get(code, ()):
                yield Phrase(word, language, "skill", shown.da, shown.code)


@cache
def skills_of(code: str) -> tuple[Skill, ...]:
    """Return the skills that the group asks for, its own before what every work asks for."""
    beginnings = (code[:digits] for digits in range(len(code) + 1))
    found = {s.code: s for start in beginnings for s in _skills_by_beginning().get(start, ())}
    return tuple(sorted(found.values(), key=lambda each: (_distance(each, code), each.code)))


def _distance(asked: Skill, group_code: str) -> int:
    """Return 0 for what is peculiar to the group, 3 for what every work asks for."""
    digits = asked.closeness(group_code)
    if digits > SUB_MAJOR_DIGITS:
        return 0 if asked.code.startswith(group_code[:SUB_MAJOR_DIGITS]) else 1
    return 2 if digits else 3


@cache
def own_skills_of(code: str) -> tuple[Skill, ...]:
    """Return the skills that the group asks for and not every other work too."""
    return tuple(each for each in skills_of(code) if each.closeness(code) > 0)


@cache
def _skills_by_beginning() -> dict[str, tuple[Skill, ...]]:
    found: dict[str, tuple[Skill, ...]] = {}
    for each in skills().values():
        for start in each.belongs_to:
            found[start] = (*found.get(start, ()), each)
    return found


def _lines(folder: str) -> Iterator[str]:
    for path in _files(folder):
        yield from (line for line in path.read_text("utf-8").splitlines() if line.strip())


def _files(folder: str) -> list[Path]:
    return sorted(resource(f"catalogue/{folder}").glob("*.txt"))


def _group(line: str) -> OccupationGroup:
    code, _space, names = line.partition(" ")
    da, en = names.split(" | ")
    return OccupationGroup(code, da, en)


def _skill(line: str) -> Skill:
    fields = [field.strip() for field in line.split("|")]
    code, _space, da = fields[0].partition(" ")
    icon = fields[2] if len(fields) > 2 else ""  # noqa: PLR2004 - the third field may be absent
    named = fields[3].split() if len(fields) > 3 else []  # noqa: PLR2004 - and the fourth
    section = code.partition("-")[0]
    return Skill(code, da, fields[1], icon, tuple(named) or (_beginning(section),))


def _beginning(section: str) -> str:
    return "" if section == _FOR_ALL else section
