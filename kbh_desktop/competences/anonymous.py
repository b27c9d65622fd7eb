"""The profile a company may see before it meets a person.

It is made of words of the catalogue and of lists alone. Nothing that was typed goes in, no place,
no date, no language but Danish, as the others tell where somebody comes from.
"""

from base64 import b32encode
from datetime import date

from kbh_desktop.competences import labels
from kbh_desktop.competences.card import Card, CardSkill, LanguageSkill, Occupation
from kbh_desktop.competences.catalogue import group_of, groups
from kbh_desktop.competences.experience import DAYS_A_YEAR, day_of
from kbh_desktop.competences.items import lasting_id
from kbh_desktop.competences.leaving import MONTHS_A_YEAR
from kbh_desktop.competences.profile import AnonymousProfile, AnonymousWork, ProfileSkill
from kbh_desktop.competences.wording import best_first, language_in_words, skill_in_words

MOST_SKILLS = 15
_LETTERS = 8
_LEEWAY_DAYS = 3
"""Five years are five years wherever the leap days fall."""


def reference_of(person_id: str) -> str:
    """Return the letters by which the office finds a person again; nobody can reckon back."""
    return b32encode(bytes.fromhex(lasting_id("anonymous", person_id))).decode()[:_LETTERS]


def anonymous_profile(card: Card, today: date) -> AnonymousProfile:
    """Return the card without anything by which somebody could be recognised."""
    danish = next((each for each in card.languages if each.language == "da"), None)
    return AnonymousProfile(
        reference=reference_of(card.person_id),
        work=tuple(_work(each, today) for each in card.occupations if each.code in groups()),
        skills=tuple(_skill(each) for each in sorted(card.skills, key=best_first) if each.code)[
            :MOST_SKILLS
        ],
        education_level=_level(card),
        education_fields=_fields(card),
        courses=tuple(each.name for each in card.certificates if each.code),
        danish=language_in_words(danish) if danish and _says_something(danish) else None,
        licences=tuple(each.category for each in card.licences),
        goals=tuple(groups()[goal.code].name for goal in card.goals if goal.code),
        experience_years=card.experience_months // MONTHS_A_YEAR,
        made_on=today.isoformat(),
    )


def _work(work: Occupation, today: date) -> AnonymousWork:
    """Return the kind of work: a title of the catalogue, the group's name for any other."""
    known = group_of(work.title)
    title = work.title if known and known.code == work.code else work.group_name
    began, ended = day_of(work.began), today if work.lasts else day_of(work.ended)
    days = (ended - began).days if began and ended else 0
    return AnonymousWork(title, work.code, int((max(0, days) + _LEEWAY_DAYS) / DAYS_A_YEAR))


def _skill(skill: CardSkill) -> ProfileSkill:
    """Return a skill without the years that place it in a life."""
    words = skill_in_words(skill)
    return ProfileSkill(
        name=words.name,
        level=words.level,
        level_words=words.level_words,
        evidence=words.evidence,
        evidence_words=words.evidence_words,
        icon=words.icon,
    )


def _level(card: Card) -> str:
    finished = [
        each.level
        for each in card.education
        if each.level is not None and each.completed in ("yes", "")
    ]
    if card.facts.highest_level is not None:
        finished = [card.facts.highest_level]
    return labels.education_levels()[str(max(finished))] if finished else ""


def _fields(card: Card) -> tuple[str, ...]:
    words = labels.education_fields()
    named = [words[e.field_code] for e in card.education if e.field_code in words]
    return tuple(dict.fromkeys(named))


def _says_something(known: LanguageSkill) -> bool:
    return any((known.listening, known.reading, known.speaking, known.writing))
