"""Where a title or a skill comes from: our catalogue, ESCO, or the person's own words."""

from collections.abc import Mapping

from kbh_desktop.competences.catalogue import VERSION, group_of, skill_named
from kbh_desktop.competences.esco import Esco
from kbh_desktop.competences.esco_pack import Kind as EscoKind
from kbh_desktop.competences.esco_search import EscoHit
from kbh_desktop.competences.items import CHOSEN, FIELDS, GOALS, NAMING, Kind
from kbh_desktop.people.folding import fold

_LOOKED_AT = 5


def with_origin(esco: Esco, kind: Kind, fields: Mapping[str, str]) -> dict[str, str]:
    """Return `fields` and, where they name work, a skill or goals, where the words are from.

    What they say of that themselves stands.
    """
    if kind == "goals":
        codes = {f"{n}_code": _of_work(esco, fields[n])["code"] for n in GOALS if n in fields}
        return {**codes, **fields}
    named = fields.get(NAMING.get(kind, ""), "")
    if not named or not set(CHOSEN) <= set(FIELDS[kind]):
        return dict(fields)
    found = _of_work(esco, named) if kind == "work" else _of_skill(esco, named)
    told = {name: value for name, value in fields.items() if value or name not in found}
    return {**found, **told}


def _of_work(esco: Esco, title: str) -> dict[str, str]:
    group = group_of(title)
    if group:
        return _from("", group.code, "", VERSION)
    return _of_hit(_named(esco, "occupation", title))


def _of_skill(esco: Esco, name: str) -> dict[str, str]:
    skill = skill_named(name)
    if skill:
        return _from("", skill.code, "", VERSION)
    return _of_hit(_named(esco, "skill", name))


def _of_hit(hit: EscoHit | None) -> dict[str, str]:
    return _from(hit.uri, hit.isco, hit.language, hit.version) if hit else _from("", "", "", "")


def _from(uri: str, code: str, language: str, version: str) -> dict[str, str]:
    return {"uri": uri, "code": code, "label_language": language, "version": version}


def _named(esco: Esco, kind: EscoKind, words: str) -> EscoHit | None:
    """Return the concept one of whose names is just that."""
    wanted = fold(words.strip())
    hits = esco.find(words, kind, limit=_LOOKED_AT)
    return next((hit for hit in hits if wanted in (fold(hit.label), fold(hit.matched))), None)
