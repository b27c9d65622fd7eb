"""What the catalogue and a card say, as the rows and pictures of the windows."""

from collections.abc import Iterable, Sequence

from kbh_desktop.competences.card import Card
from kbh_desktop.competences.catalogue import skills
from kbh_desktop.competences.coverage import (
    Coverage,
    explained_suggestions,
    nearest,
    of_goal,
)
from kbh_desktop.competences.finding import Found
from kbh_desktop.competences.model import Skill
from kbh_desktop.i18n import _, language
from kbh_desktop.people.folding import fold
from ui.competences.coverage_dialog import GoalSkills
from ui.competences.hits import HitRow

_BETWEEN = ", "
_MOST_REASONS = 2
"""Titles named as the reason of a suggestion."""


def found_rows(found: Sequence[Found], card: Card | None) -> tuple[HitRow, ...]:
    """Return what was found as rows, ticked where it stands on the card."""
    there = names_on(card)
    return tuple(_row(each, there) for each in found)


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


def _row(found: Found, there: frozenset[str]) -> HitRow:
    fields = found.as_fields()
    title = fields.pop("title", "") or fields.pop("name", "")
    return HitRow(
        found.kind,
        title,
        found_by="" if found.text == found.title else found.text,
        marks=found.marks,
        remark=_group_name(found),
        label=_label(found),
        icon="briefcase" if found.kind == "title" else _skill_icon(found.code),
        chosen=fold(found.title) in there,
        origin=fields,
    )


def _label(found: Found) -> str:
    """Return whose word it is, and its language where that is not the program's."""
    foreign = [each for each in (found.language, found.text_language) if each != language()]
    return " ".join(part for part in ("ESCO" if found.uri else "", *foreign[:1]) if part)


def _skill_icon(code: str) -> str:
    known = skills().get(code)
    return known.icon if known and known.icon else "sparkle"


def _group_name(found: Found) -> str:
    """Return the group that a title belongs to; of a group itself, its code."""
    if found.kind == "title" and found.group_name in {found.title, found.text}:
        return _("Occupation group {code}").format(code=found.code)
    return found.group_name
