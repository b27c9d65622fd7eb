"""What the catalogue and a card say, as the rows and pictures of the windows."""

from collections.abc import Iterable

from kbh_desktop.competences.card import Card
from kbh_desktop.competences.catalogue import group
from kbh_desktop.competences.coverage import (
    Coverage,
    explained_suggestions,
    nearest,
    of_goal,
)
from kbh_desktop.competences.model import Skill
from kbh_desktop.competences.search import Hit, find_occupations, find_skills
from kbh_desktop.i18n import _
from kbh_desktop.people.folding import fold
from ui.competences.coverage_dialog import GoalSkills
from ui.competences.finder import SearchKind
from ui.competences.hits import HitRow

_BETWEEN = ", "
_MOST_REASONS = 2
"""Titles named as the reason of a suggestion."""


def found_rows(typed: str, kind: SearchKind, card: Card | None) -> tuple[HitRow, ...]:
    """Return what fits the words typed, work before skills."""
    there = names_on(card)
    work = find_occupations(typed) if kind != "skill" else ()
    able = find_skills(typed) if kind != "title" else ()
    return (*(_title_row(hit, there) for hit in work), *(_skill_row(hit, there) for hit in able))


def found_titles(typed: str) -> tuple[str, ...]:
    """Return titles of work that fit the words typed."""
    return tuple(hit.title for hit in find_occupations(typed))


def names_on(card: Card | None) -> frozenset[str]:
    """Return the titles and skills on the card, folded."""
    if card is None:
        return frozenset()
    titles = (work.title for work in card.occupations)
    return frozenset(map(fold, (*titles, *(skill.name for skill in card.skills))))


def suggested_rows(card: Card) -> tuple[HitRow, ...]:
    """Return the skills that go with the work on the card, each with the titles it goes with."""
    return tuple(
        HitRow(
            "skill",
            each.skill.name,
            remark=_BETWEEN.join(each.because[:_MOST_REASONS]),
            icon=each.skill.icon or "sparkle",
            origin={"code": each.skill.code},
        )
        for each in explained_suggestions(card.told)
    )


def goals_of(card: Card) -> tuple[GoalSkills | str, ...]:
    """Return what each goal asks for; for words that the catalogue does not know, the words."""
    return tuple(
        _goal(of_goal(card.told, goal.code), goal.title) if goal.code else goal.title
        for goal in card.goals
    )


def near(card: Card) -> tuple[GoalSkills, ...]:
    """Return the occupations near at hand, the nearest first."""
    return tuple(_goal(each, each.goal.name) for each in nearest(card.told))


def _goal(covered: Coverage, title: str) -> GoalSkills:
    return GoalSkills(
        title, _names(covered.have), _names(covered.could_show), _names(covered.missing)
    )


def _names(skills: Iterable[Skill]) -> tuple[str, ...]:
    return tuple(skill.name for skill in skills)


def _title_row(hit: Hit, there: frozenset[str]) -> HitRow:
    matched = hit.matched
    return HitRow(
        "title",
        hit.title,
        found_by="" if matched.text == hit.title else matched.text,
        marks=hit.marks,
        remark=_group_name(hit),
        label="" if matched.language == "da" else matched.language,
        icon="briefcase",
        chosen=fold(hit.title) in there,
        origin={"code": hit.code},
    )


def _skill_row(hit: Hit, there: frozenset[str]) -> HitRow:
    matched = hit.matched
    return HitRow(
        "skill",
        hit.title,
        found_by="" if matched.text == hit.title else matched.text,
        marks=hit.marks,
        label="" if matched.language == "da" else matched.language,
        icon="sparkle",
        chosen=fold(hit.title) in there,
        origin={"code": hit.code},
    )


def _group_name(hit: Hit) -> str:
    """Return the group that a title belongs to; of a group itself, its code."""
    name = group(hit.code).name
    if name in {hit.title, hit.matched.text}:
        return _("Occupation group {code}").format(code=hit.code)
    return name
