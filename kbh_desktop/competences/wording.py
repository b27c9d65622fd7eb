"""Lines of a card in words, as profiles and documents show them."""

from datetime import date

from kbh_desktop.competences import labels
from kbh_desktop.competences.card import (
    Ability,
    Card,
    CardSkill,
    Certificate,
    Education,
    LanguageSkill,
    Licence,
    Occupation,
    TrackSuggestion,
)
from kbh_desktop.competences.coverage import Coverage
from kbh_desktop.competences.experience import day_of
from kbh_desktop.competences.merging import EVIDENCE
from kbh_desktop.competences.model import Evidence
from kbh_desktop.competences.profile import (
    Named,
    ProfileCourse,
    ProfileEducation,
    ProfileGoal,
    ProfileLanguage,
    ProfileLicence,
    ProfileReach,
    ProfileSkill,
    ProfileTrack,
    ProfileWork,
)
from kbh_desktop.i18n import _


def skill_in_words(skill: CardSkill) -> ProfileSkill:
    """Return a skill as profiles show it."""
    return ProfileSkill(
        name=skill.name,
        level=skill.level,
        level_words=labels.levels()[skill.level] if skill.level else "",
        years=skill.years,
        last_used=skill.last_used,
        evidence=skill.evidence,
        evidence_words=_evidence(skill.evidence),
        icon=skill.icon,
    )


def best_first(skill: CardSkill) -> tuple[int, int, int, str]:
    """Return the place of a skill among others: the best documented and strongest first."""
    documented = EVIDENCE.index(skill.evidence) if skill.evidence else 0
    return -documented, -(skill.level or 0), -(skill.years or 0), skill.name.casefold()


def _evidence(evidence: Evidence | None) -> str:
    return labels.evidences()[evidence] if evidence else ""


def work_in_words(work: Occupation) -> ProfileWork:
    """Return work as profiles show it."""
    return ProfileWork(
        title=work.title,
        group_code=work.code,
        group_name=work.group_name,
        began=work.began,
        ended="" if work.lasts else work.ended,
        lasts=work.lasts,
        country=labels.country_name(work.country),
        employment=labels.employments().get(work.employment, ""),
        tasks=work.tasks,
        evidence_words=_evidence(work.evidence),
    )


def education_in_words(education: Education) -> ProfileEducation:
    """Return an education as profiles show it; without a title it is called by its level."""
    level = "" if education.level is None else str(education.level)
    level_words = labels.education_levels().get(level, "")
    completed = {"yes": True, "no": False, "ongoing": False}.get(education.completed)
    return ProfileEducation(
        title=education.title or education.original_title or level_words,
        original_title=education.original_title,
        level=education.level,
        level_words=level_words,
        field_words=labels.education_fields().get(education.field_code, ""),
        country=labels.country_name(education.country),
        began=education.began,
        ended=education.ended,
        completed=completed,
        recognised=labels.recognitions().get(education.recognised, ""),
    )


def course_in_words(certificate: Certificate) -> ProfileCourse:
    """Return a course or certificate as profiles show it."""
    return ProfileCourse(certificate.name, certificate.year, certificate.expires)


def language_in_words(known: LanguageSkill) -> ProfileLanguage:
    """Return a language as profiles show it."""
    return ProfileLanguage(
        labels.language_name(known.language),
        known.listening.upper(),
        known.reading.upper(),
        known.speaking.upper(),
        known.writing.upper(),
    )


def licence_in_words(licence: Licence, today: date) -> ProfileLicence:
    """Return a driving licence as profiles show it."""
    expires = day_of(licence.expires)
    return ProfileLicence(
        category=licence.category,
        words=labels.licences().get(licence.category, licence.category),
        country=labels.country_name(licence.country),
        expires=licence.expires,
        expired=expires is not None and expires < today,
    )


def ability_in_words(ability: Ability) -> ProfileSkill:
    """Return an ability from home or leisure as profiles show it."""
    return ProfileSkill(name=ability.name, level=None, level_words="", icon=ability.icon)


def computing_in_words(card: Card) -> tuple[Named, ...]:
    """Return what the person can do with a telephone and a computer, `never tried` left out."""
    names, levels = labels.computing(), labels.computing_levels()
    return tuple(
        Named(names[n], levels[level]) for n, level in card.facts.computing if level != "0"
    )


def goal_in_words(title: str, covered: Coverage) -> ProfileGoal:
    """Return a goal and what the person has of it."""
    return ProfileGoal(
        title=title,
        group_code=covered.goal.code,
        group_name=covered.goal.name,
        share=covered.share,
        have=tuple(skill.name for skill in covered.have),
        could_show=tuple(skill.name for skill in covered.could_show),
        missing=tuple(skill.name for skill in covered.missing),
    )


def reach_in_words(covered: Coverage) -> ProfileReach:
    """Return an occupation within reach and the skills that overlap."""
    shared = tuple(skill.name for skill in covered.shared)
    return ProfileReach(covered.goal.name, covered.goal.code, covered.share, shared)


def track_in_words(track: TrackSuggestion) -> ProfileTrack:
    """Return the Danish education that was suggested and chosen."""
    return ProfileTrack(track.name, track.rule, labels.tracks().get(track.decided, ""))


def sources_of(card: Card) -> tuple[str, ...]:
    """Return the acknowledgement of ESCO where a line of the card came from there."""
    addresses = [work.uri for work in card.occupations] + [skill.uri for skill in card.skills]
    if any(addresses):
        return (_("This service uses the ESCO classification of the European Commission."),)
    return ()
