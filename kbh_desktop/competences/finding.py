"""The search of the card: our own catalogue, then the names of ESCO, as one list."""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from kbh_desktop.competences import search
from kbh_desktop.competences.catalogue import VERSION, groups
from kbh_desktop.competences.esco import EscoSkill
from kbh_desktop.competences.esco_search import EscoHit
from kbh_desktop.competences.model import PhraseKind
from kbh_desktop.competences.search import Hit
from kbh_desktop.competences.words import Likeness, mark, placed_words
from kbh_desktop.people.folding import fold

Wanted = Literal["all", "title", "skill"]
FoundKind = Literal["title", "skill"]
Source = Literal["own", "esco"]
MOST_FOUND = 12
_ENOUGH = 5
"""From so many on, nothing misspelt is looked for."""
_OWN_TIERS: dict[PhraseKind, int] = {"label": 1, "group": 3}
_ESCO_TIER, _MISSPELT_TIER, _ESCO_MISSPELT_TIER = 2, 4, 5
FindEsco = Callable[..., tuple[EscoHit, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """Something that was found, and why."""

    kind: FoundKind
    title: str
    """What is chosen: a title, the name of a group, or a skill."""
    language: str
    """Of the title, ISO 639; anything but the program's is marked by it."""
    code: str
    """ISCO-08 group of a title, or our own code of a skill; empty when neither is known."""
    group_name: str
    """Of the group of a title; empty for skills."""
    text: str
    """The words that hold what was typed; the title itself, or others for it."""
    text_language: str
    marks: tuple[tuple[int, int], ...]
    """Beginning and end of what was typed, in `text`."""
    source: Source
    uri: str
    version: str
    """Of the catalogue or of ESCO."""

    def as_fields(self) -> dict[str, str]:
        """Return what a card keeps of it, for `CompetenceService.add`."""
        return {
            "title" if self.kind == "title" else "name": self.title,
            "code": self.code,
            "uri": self.uri,
            "label_language": self.language,
            "version": self.version,
        }


def find(
    typed: str,
    find_esco: FindEsco,
    *,
    wanted: Wanted = "all",
    languages: Sequence[str] = ("da", "en"),
    limit: int = MOST_FOUND,
) -> tuple[Found, ...]:
    """Return what fits `typed`, titles before skills; at most `limit` of each.

    Everyday titles come first, then names of small groups, those of ESCO, and names of large
    groups; last what is only meant when something was misspelt.
    """
    kinds: Iterable[FoundKind] = ("title", "skill") if wanted == "all" else (wanted,)
    return tuple(
        found for kind in kinds for found in _of_kind(typed, kind, find_esco, languages, limit)
    )


def asked_by_esco(
    skills: Iterable[tuple[EscoSkill, str]], card_uris: Container[str], card_names: Container[str]
) -> tuple[Found, ...]:
    """Return the essential skills of chosen occupations that are not on the card.

    `skills` are those with the titles that ask for them; what most of them ask for comes first.
    """
    asking: dict[str, list[str]] = {}
    of_uri: dict[str, EscoSkill] = {}
    for skill, title in skills:
        on_card = skill.uri in card_uris or fold(skill.label) in card_names
        if skill.essential and not on_card:
            asking.setdefault(skill.uri, []).append(title)
            of_uri[skill.uri] = skill
    ranked = sorted(asking, key=lambda uri: (-len(asking[uri]), of_uri[uri].label.casefold()))
    return tuple(_suggested(of_uri[uri]) for uri in ranked)


def _suggested(skill: EscoSkill) -> Found:
    return Found(
        kind="skill",
        title=skill.label,
        language=skill.language,
        code="",
        group_name="",
        text=skill.label,
        text_language=skill.language,
        marks=(),
        source="esco",
        uri=skill.uri,
        version=skill.version,
    )


def _of_kind(
    typed: str, kind: FoundKind, find_esco: FindEsco, languages: Sequence[str], limit: int
) -> list[Found]:
    own = search.find_occupations(typed, limit) if kind == "title" else search.find_skills(typed)
    tiers = [(_own_tier(hit), _own(hit, kind)) for hit in own]
    asked = "occupation" if kind == "title" else "skill"
    named = find_esco(typed, asked, languages=languages, limit=limit)
    tiers += [(_ESCO_TIER, _esco(hit, typed)) for hit in named]
    if sum(tier < _MISSPELT_TIER for tier, _found in tiers) < _ENOUGH:
        near = find_esco(typed, asked, languages=languages, limit=limit, forgiving=True)
        tiers += [(_ESCO_MISSPELT_TIER, _esco(hit, typed)) for hit in near]
    best: dict[str, Found] = {}
    for _tier, found in sorted(tiers, key=lambda each: each[0]):
        best.setdefault(fold(found.title), found)
    return list(best.values())[:limit]


def _own_tier(hit: Hit) -> int:
    return _OWN_TIERS.get(hit.matched.kind, 0) if hit.exact else _MISSPELT_TIER


def _own(hit: Hit, kind: FoundKind) -> Found:
    return Found(
        kind=kind,
        title=hit.title,
        language="da",
        code=hit.code,
        group_name=groups()[hit.code].name if kind == "title" else "",
        text=hit.matched.text,
        text_language=hit.matched.language,
        marks=hit.marks,
        source="own",
        uri="",
        version=VERSION,
    )


def _esco(hit: EscoHit, typed: str) -> Found:
    group = groups().get(hit.isco)
    return Found(
        kind="title" if hit.kind == "occupation" else "skill",
        title=hit.label,
        language=hit.language,
        code=hit.isco,
        group_name=group.name if group else "",
        text=hit.matched,
        text_language=hit.matched_language,
        marks=_marks(hit, typed),
        source="esco",
        uri=hit.uri,
        version=hit.version,
    )


def _marks(hit: EscoHit, typed: str) -> tuple[tuple[int, int], ...]:
    places = placed_words(hit.matched)
    marks = set()
    for word in placed_words(typed):
        near = hit.words.get(word.folded, frozenset())
        for place in places:
            if word.folded in place.folded:
                marks.add(mark(place, hit.matched, word.folded, Likeness.INSIDE))
            elif place.folded in near:
                marks.add((place.start, place.end))
    return tuple(sorted(marks))
