"""What is made of a card to leave the program: CV draft, competence profile, competence card."""

from datetime import date

from kbh_desktop.competences.card import Card, PlacementEntry
from kbh_desktop.competences.coverage import nearest, of_goal
from kbh_desktop.competences.labels import evidences, levels
from kbh_desktop.competences.profile import (
    CompetenceProfile,
    CvDraft,
    PlacementCard,
    ProfileCourse,
    ProfileSkill,
)
from kbh_desktop.competences.wording import (
    ability_in_words,
    best_first,
    computing_in_words,
    course_in_words,
    education_in_words,
    goal_in_words,
    language_in_words,
    licence_in_words,
    reach_in_words,
    skill_in_words,
    sources_of,
    track_in_words,
    work_in_words,
)
from kbh_desktop.errors import NotFoundError
from kbh_desktop.i18n import _, n_
from kbh_desktop.people import lists
from kbh_desktop.people.model import Person

MOST_KEY_SKILLS = 10
MONTHS_A_YEAR = 12


def cv_draft(card: Card, person: Person, today: date) -> CvDraft:
    """Return a CV draft; phone and municipality are left out where the address is protected."""
    protected = person.address_protected
    others = [*card.informal, *card.tools]
    return CvDraft(
        name=person.display_name,
        phone="" if protected else person.phone,
        municipality="" if protected else _municipality(person),
        headline=headline(card),
        goals=tuple(goal.title for goal in card.goals),
        key_skills=tuple(
            skill_in_words(skill) for skill in sorted(card.skills, key=best_first)[:MOST_KEY_SKILLS]
        ),
        work=tuple(map(work_in_words, card.occupations)),
        education=tuple(map(education_in_words, card.education)),
        courses=_courses(card),
        languages=tuple(map(language_in_words, card.languages)),
        licences=tuple(licence_in_words(licence, today) for licence in card.licences),
        computing=computing_in_words(card),
        other=tuple(dict.fromkeys(ability.name for ability in others)),
        experience_months=card.experience_months,
        made_on=today.isoformat(),
        sources=sources_of(card),
    )


def headline(card: Card) -> str:
    """Return one line for the top of a CV; empty for an empty card."""
    titles = [goal.title for goal in card.goals] + [work.title for work in card.occupations]
    if not titles:
        return ""
    years = card.experience_months // MONTHS_A_YEAR
    if not years:
        return titles[0]
    words = n_("{title}, {years} year of experience", "{title}, {years} years of experience", years)
    return words.format(title=titles[0], years=years)


def competence_profile(card: Card, person: Person, today: date) -> CompetenceProfile:
    """Return everything on the card, with what it is worth for the goals."""
    return CompetenceProfile(
        name=person.display_name,
        consultant=person.consultant,
        work=tuple(map(work_in_words, card.occupations)),
        skills=tuple(map(skill_in_words, sorted(card.skills, key=best_first))),
        informal=tuple(map(ability_in_words, card.informal)),
        education=tuple(map(education_in_words, card.education)),
        school_years=card.facts.school_years,
        courses=_courses(card),
        languages=tuple(map(language_in_words, card.languages)),
        licences=tuple(licence_in_words(licence, today) for licence in card.licences),
        computing=computing_in_words(card),
        tools=tuple(tool.name for tool in card.tools),
        goals=tuple(
            goal_in_words(goal.title, of_goal(card.told, goal.code))
            for goal in card.goals
            if goal.code
        ),
        reach=tuple(map(reach_in_words, nearest(card.told))),
        track=track_in_words(card.track),
        experience_months=card.experience_months,
        made_on=today.isoformat(),
        sources=sources_of(card),
    )


def placement_card(entry: PlacementEntry, person: Person, today: date) -> PlacementCard:
    """Return the competence card of one placement."""
    words, tried = levels(), evidences()["tried"]
    return PlacementCard(
        name=person.display_name,
        workplace=entry.workplace,
        title=entry.title,
        began=entry.began,
        ended=entry.ended,
        hours_a_week=entry.hours_a_week,
        tasks=entry.tasks,
        shown=tuple(
            ProfileSkill(name, level, words[level], evidence="tried", evidence_words=tried)
            for name, level in entry.skills
        ),
        next_to_learn=entry.next_to_learn,
        danish_at_work=entry.danish,
        remarks=entry.remarks,
        given_by=entry.given_by,
        made_on=today.isoformat(),
    )


def _courses(card: Card) -> tuple[ProfileCourse, ...]:
    return tuple(map(course_in_words, card.certificates))


def _municipality(person: Person) -> str:
    codes = (person.municipality_actual, person.municipality_decided, person.municipality_expected)
    code = next(filter(None, codes), "")
    try:
        return lists.municipality(code).name if code else ""
    except NotFoundError:
        return _("Municipality {code}").format(code=code)
