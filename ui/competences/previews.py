"""What leaves the card, as headings and lines to read through with the person first."""

from collections.abc import Iterable
from dataclasses import dataclass

from kbh_desktop.competences.profile import (
    AnonymousProfile,
    CompetenceProfile,
    CvDraft,
    ProfileCourse,
    ProfileEducation,
    ProfileLanguage,
    ProfileLicence,
    ProfileSkill,
    ProfileWork,
)
from kbh_desktop.i18n import _, n_
from ui.competences.moments import shown_moment, span_text
from ui.competences.words import cefr_names, months_text

_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and its lines."""

    title: str
    lines: tuple[str, ...]


def cv_parts(cv: CvDraft) -> tuple[Part, ...]:
    """Return a CV draft in Jobnet's order."""
    return _filled(
        Part(cv.name, _some(cv.headline, cv.municipality, cv.phone)),
        Part(_("Work the person wants"), cv.goals),
        Part(_("Key skills"), tuple(map(_skill, cv.key_skills))),
        Part(_("Work"), tuple(map(_work, cv.work))),
        Part(_("Education"), tuple(map(_education, cv.education))),
        Part(_("Courses and certificates"), tuple(map(_course, cv.courses))),
        Part(_("Languages"), tuple(map(_language, cv.languages))),
        Part(_("Driving licences"), tuple(map(_licence, cv.licences))),
        Part(_("Computing"), tuple(_joined((n.name, n.words)) for n in cv.computing)),
        Part(_("Other"), cv.other),
        Part(_("Sources"), cv.sources),
    )


def profile_parts(profile: CompetenceProfile) -> tuple[Part, ...]:
    """Return a competence profile, ready for a jobcentre."""
    total = months_text(profile.experience_months)
    track = profile.track
    return _filled(
        Part(profile.name, _some(_("{time} in all").format(time=total) if total else "")),
        Part(_("Work"), tuple(map(_work, profile.work))),
        Part(_("Skills"), tuple(map(_skill, profile.skills))),
        Part(_("Everyday abilities"), (*(s.name for s in profile.informal), *profile.tools)),
        Part(_("Education"), tuple(map(_education, profile.education))),
        Part(_("Courses and certificates"), tuple(map(_course, profile.courses))),
        Part(_("Languages"), tuple(map(_language, profile.languages))),
        Part(_("Driving licences"), tuple(map(_licence, profile.licences))),
        Part(_("Computing"), tuple(_joined((n.name, n.words)) for n in profile.computing)),
        Part(_("Job goals"), tuple(f"{g.title}: {g.share} %" for g in profile.goals)),
        Part(_("Near at hand"), tuple(f"{r.title}: {r.share} %" for r in profile.reach)),
        Part(_("Danish education"), _some(track.decided or track.name, track.rule)),
        Part(_("Sources"), profile.sources),
    )


def anonymous_parts(profile: AnonymousProfile) -> tuple[Part, ...]:
    """Return what a company may see before it meets the person."""
    years = profile.experience_years
    danish = (_language(profile.danish),) if profile.danish else ()
    return _filled(
        Part(_("Reference {letters}").format(letters=profile.reference), _some(_years(years))),
        Part(_("Work"), tuple(_joined((w.title, _years(w.years))) for w in profile.work)),
        Part(_("Skills"), tuple(map(_skill, profile.skills))),
        Part(_("Education"), (*_some(profile.education_level), *profile.education_fields)),
        Part(_("Courses and certificates"), profile.courses),
        Part(_("Languages"), danish),
        Part(_("Driving licences"), profile.licences),
        Part(_("Work the person wants"), profile.goals),
    )


def leaving_in_words(cv: CvDraft) -> tuple[str, ...]:
    """Name each kind of fact that a file made of the CV draft holds."""
    counted = (
        n_("{count} job", "{count} jobs", len(cv.work)).format(count=len(cv.work)),
        n_("{count} skill", "{count} skills", len(cv.key_skills)).format(count=len(cv.key_skills)),
        n_("{count} education", "{count} educations", len(cv.education)).format(
            count=len(cv.education)
        ),
        n_("{count} language", "{count} languages", len(cv.languages)).format(
            count=len(cv.languages)
        ),
    )
    held = (cv.work, cv.key_skills, cv.education, cv.languages)
    return (
        *_some(
            _("Name: {name}").format(name=cv.name) if cv.name else "",
            _("Telephone: {number}").format(number=cv.phone) if cv.phone else "",
            _("Municipality: {name}").format(name=cv.municipality) if cv.municipality else "",
        ),
        *(words for words, things in zip(counted, held, strict=True) if things),
        *_some(_("Driving licences") if cv.licences else ""),
        *_some(_("Courses and certificates") if cv.courses else ""),
    )


def _skill(skill: ProfileSkill) -> str:
    years = _years(skill.years) if skill.years else ""
    return _joined((skill.name, skill.level_words, years, skill.evidence_words))


def _work(work: ProfileWork) -> str:
    when = span_text(work.began, work.ended, lasts=work.lasts)
    return _joined((work.title, when, work.country, work.employment, work.tasks))


def _education(study: ProfileEducation) -> str:
    when = span_text(study.began, study.ended, lasts=False)
    title = study.title or study.original_title
    parts = (title, study.level_words, study.field_words, study.country, when, study.recognised)
    return _joined(parts)


def _course(course: ProfileCourse) -> str:
    return _joined((course.name, course.year))


def _language(language: ProfileLanguage) -> str:
    levels = (language.listening, language.reading, language.speaking, language.writing)
    said = (f"{name} {level}" for name, level in zip(cefr_names(), levels, strict=True) if level)
    return _joined((language.name[:1].upper() + language.name[1:], ", ".join(said)))


def _licence(licence: ProfileLicence) -> str:
    expires = shown_moment(licence.expires)
    until = _("expires {day}").format(day=expires) if expires else ""
    return _joined((licence.words, licence.country, until))


def _years(years: int) -> str:
    return n_("{count} year", "{count} years", years).format(count=years) if years else ""


def _joined(parts: Iterable[str]) -> str:
    return _BETWEEN.join(part for part in parts if part)


def _some(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line)


def _filled(*parts: Part) -> tuple[Part, ...]:
    """Return the parts that have lines; the first, which says who it is, in any case."""
    first, *rest = parts
    return (first, *(part for part in rest if part.lines))
