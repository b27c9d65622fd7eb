"""CV-udkast: a draft of a CV in the order in which Jobnet asks, to be typed in with the person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kbh_desktop.competences.profile import (
    CvDraft,
    Named,
    ProfileCourse,
    ProfileEducation,
    ProfileLanguage,
    ProfileLicence,
    ProfileSkill,
    ProfileWork,
)
from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import Block, Para, Story, Tags, Title
from kbh_desktop.documents.pages import Document, Printed
from kbh_desktop.documents.person_parts import (
    CompetenceLine,
    ExperienceLine,
    LanguageLine,
    Part,
    competence_rows,
    experience_rows,
    language_rows,
    numbered,
)
from kbh_desktop.documents.tables import Bullets
from kbh_desktop.documents.wording import years_and_months
from kbh_desktop.i18n import _, speaking


@dataclass(frozen=True, slots=True, kw_only=True)
class CvValues(Printed):
    """A draft of a CV; nothing in it is confidential, nor about health."""

    cv: CvDraft = field(repr=False)
    native_name: str = field(default="", repr=False)


def cv_document(values: CvValues) -> Document:
    """Compose the CV."""
    with speaking(values.language):
        title = _("Draft CV")
        return Document(
            title=title,
            subject=values.cv.name,
            organisation=values.municipality,
            story=[*_masthead(title, values), *numbered(_parts(values.cv))],
            confidentiality="",
            footnote=_("A draft in Jobnet's order. Read it through with the person before use."),
            print_number=values.print_number,
            printed_at=values.printed_at,
            language=values.language,
            draft=values.draft,
        )


def _masthead(title: str, values: CvValues) -> list[Block]:
    cv = values.cv
    contact = "  ·  ".join(part for part in (cv.phone, cv.municipality) if part)
    found: list[Block] = [
        Para(title, design.KICKER),
        Title(cv.name.strip() or _("Name unknown"), before=3),
    ]
    if values.native_name:
        found.append(Para(values.native_name, design.NATIVE, before=1))
    if contact:
        found.append(Para(contact, design.SMALL, before=3))
    if cv.headline:
        found.append(Para(cv.headline, design.LEAD, before=8))
    return found


def _parts(cv: CvDraft) -> list[Part]:
    return [
        (_("Wanted work"), "", goal_tags(cv.goals)),
        (_("Work"), experience_note(cv.experience_months), experience_rows(work_lines(cv.work))),
        (_("Education"), "", experience_rows(education_lines(cv.education))),
        (_("Courses and certificates"), "", course_list(cv.courses)),
        (_("What I can do"), "", competence_rows(skill_lines(cv.key_skills))),
        (_("Languages"), "", language_rows(language_lines(cv.languages))),
        (_("Computer skills"), "", _tags(map(named_words, cv.computing))),
        (_("Driving licence"), "", _tags(map(licence_words, cv.licences))),
        (_("Other"), "", _tags(cv.other)),
        *sources_part(cv.sources),
    ]


def sources_part(sources: Sequence[str]) -> list[Part]:
    """Return the acknowledgements, if there are any."""
    return [(_("Sources"), "", [Para(text, design.SMALL) for text in sources])] if sources else []


def goal_tags(goals: Sequence[str]) -> Story:
    """Return wished work as large pills."""
    return [Tags(goals, design.TAG_LARGE)] if goals else []


def _tags(words: Iterable[str]) -> Story:
    kept = tuple(words)
    return [Tags(kept, design.TAG_QUIET, design.TINT)] if kept else []


def experience_note(months: int) -> str:
    """Return how much experience there is in all."""
    return _("{time} of experience.").format(time=years_and_months(months)) if months else ""


def period(begin: str, end: str, *, lasts: bool = False) -> str:
    """Return years as `2010–2016`, or `2010–nu` while it lasts."""
    until = _("now") if lasts else end[:4]
    return "–".join(dict.fromkeys(part for part in (begin[:4], until) if part))


def work_lines(work: Iterable[ProfileWork]) -> list[ExperienceLine]:
    """Return jobs with place, time and tasks."""
    return [
        ExperienceLine(
            each.title,
            period(each.began, each.ended, lasts=each.lasts),
            each.country,
            " · ".join(part for part in (each.employment, each.tasks, each.evidence_words) if part),
        )
        for each in work
    ]


def education_lines(education: Iterable[ProfileEducation]) -> list[ExperienceLine]:
    """Return educations with level, field and how far they came."""
    found = []
    for each in education:
        done = {True: _("Completed"), False: _("Not completed"), None: ""}[each.completed]
        detail = (each.level_words, each.field_words, done, each.recognised, each.original_title)
        found.append(
            ExperienceLine(
                each.title or each.level_words,
                period(each.began, each.ended),
                each.country,
                " · ".join(dict.fromkeys(part for part in detail if part)),
            )
        )
    return found


def course_list(courses: Iterable[ProfileCourse]) -> Story:
    """Return courses and certificates as a list."""
    items = [_course(each) for each in courses]
    return [Bullets(items)] if items else []


def _course(course: ProfileCourse) -> str:
    valid = _("valid until {date}").format(date=course.expires) if course.expires else ""
    return ", ".join(part for part in (course.name, course.year, valid) if part)


def skill_lines(skills: Iterable[ProfileSkill]) -> list[CompetenceLine]:
    """Return skills with level, years and evidence."""
    return [
        CompetenceLine(
            each.name,
            each.level or 0,
            years_and_months(each.years * 12) if each.years else "",
            each.evidence_words,
        )
        for each in skills
    ]


def language_lines(languages: Iterable[ProfileLanguage]) -> list[LanguageLine]:
    """Return languages with the level of each skill that is known."""
    found = []
    for each in languages:
        kinds = (
            (_("Understands: {level}"), each.listening),
            (_("Reads: {level}"), each.reading),
            (_("Speaks: {level}"), each.speaking),
            (_("Writes: {level}"), each.writing),
        )
        levels = tuple(text.format(level=level) for text, level in kinds if level)
        name = each.name[:1].upper() + each.name[1:]
        found.append(LanguageLine(name, "", levels))
    return found


def named_words(thing: Named) -> str:
    """Return a thing with how much of it there is."""
    return f"{thing.name}: {thing.words}" if thing.words else thing.name


def licence_words(licence: ProfileLicence) -> str:
    """Return a driving licence with its country, and whether it has run out."""
    expired = _("expired") if licence.expired else ""
    return ", ".join(part for part in (licence.category, licence.country, expired) if part)
