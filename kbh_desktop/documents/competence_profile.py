"""Kompetenceprofil: everything on a person's competence card, and how near the wished work is."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kbh_desktop.competences.profile import (
    CompetenceProfile,
    ProfileGoal,
    ProfileReach,
    ProfileTrack,
)
from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import Block, Cell, Facts, Keep, Para, Row, Story, Tags, Title
from kbh_desktop.documents.charts import Bar
from kbh_desktop.documents.cv_draft import (
    course_list,
    education_lines,
    experience_note,
    language_lines,
    licence_words,
    named_words,
    skill_lines,
    sources_part,
    work_lines,
)
from kbh_desktop.documents.pages import Document, Printed
from kbh_desktop.documents.person_parts import (
    Part,
    competence_rows,
    experience_rows,
    language_rows,
    numbered,
)
from kbh_desktop.documents.tables import Column, Table
from kbh_desktop.documents.wording import years_and_months
from kbh_desktop.i18n import _, n_, speaking

_MM = design.MM


@dataclass(frozen=True, slots=True, kw_only=True)
class CompetenceProfileValues(Printed):
    """The card of one person; nothing in it is about health."""

    profile: CompetenceProfile = field(repr=False)
    native_name: str = field(default="", repr=False)


def competence_profile_document(values: CompetenceProfileValues) -> Document:
    """Compose the profile."""
    with speaking(values.language):
        title = _("Competence profile")
        return Document(
            title=title,
            subject=values.profile.name,
            organisation=values.municipality,
            story=[*_masthead(title, values), *numbered(_parts(values.profile))],
            confidentiality=_("Confidential"),
            footnote=_("Holds personal data. Keep it locked away and shred it after use."),
            print_number=values.print_number,
            printed_at=values.printed_at,
            language=values.language,
            draft=values.draft,
        )


def _masthead(title: str, values: CompetenceProfileValues) -> list[Block]:
    profile = values.profile
    school = profile.school_years
    count = n_("{count} year", "{count} years", school or 0)
    facts = [
        (_("Job consultant"), profile.consultant),
        (_("Experience"), years_and_months(profile.experience_months)),
        (_("School"), count.format(count=school) if school is not None else ""),
        (_("Danish education"), profile.track.decided or profile.track.name),
    ]
    names: list[Block] = [
        Para(title, design.KICKER),
        Title(profile.name.strip() or _("Name unknown"), before=3),
    ]
    if values.native_name:
        names.append(Para(values.native_name, design.NATIVE, before=1))
    return [*names, Facts(facts, before=13.5)]


def _parts(profile: CompetenceProfile) -> list[Part]:
    scale = _("Blocks: 1 with help, 2 on their own, 3 can teach others.")
    cover = _("How much of what the work asks for is there; what can be shown counts half.")
    return [
        (_("Wanted work"), cover, _goals(profile.goals)),
        (_("Within reach"), "", _reach(profile.reach)),
        (_("Competences"), scale, competence_rows(skill_lines(profile.skills))),
        (_("From home and leisure"), "", _tags([each.name for each in profile.informal])),
        (
            _("Work"),
            experience_note(profile.experience_months),
            experience_rows(work_lines(profile.work)),
        ),
        (_("Education"), "", experience_rows(education_lines(profile.education))),
        (_("Courses and certificates"), "", course_list(profile.courses)),
        (_("Languages"), "", language_rows(language_lines(profile.languages))),
        (_("Danish education"), "", _track(profile.track)),
        (_("Computer skills"), "", _tags(list(map(named_words, profile.computing)))),
        (_("Driving licence"), "", _tags(list(map(licence_words, profile.licences)))),
        (_("Tools and machines"), "", _tags(profile.tools)),
        *sources_part(profile.sources),
    ]


def _goals(goals: Sequence[ProfileGoal]) -> Story:
    found: list[Block] = []
    for goal in goals:
        head = [
            Cell(None, [Para(goal.title, design.STRONG)]),
            Cell(46 * _MM, [Bar(goal.share / 100)]),
            Cell(12 * _MM, [Para(f"{goal.share} %", design.VALUE_RIGHT)]),
        ]
        story: list[Block] = [Row(head, pad=(0, 2), rule=None), *_coverage(goal)]
        found.append(Keep(story, before=11 if found else 0))
    return found


def _coverage(goal: ProfileGoal) -> list[Block]:
    parts = (
        (_("Has"), goal.have),
        (_("Can show"), goal.could_show),
        (_("Lacks"), goal.missing),
    )
    return [
        Row(
            [
                Cell(20 * _MM, [Para(name, design.SMALL_STRONG)]),
                Cell(None, [Para(", ".join(skills), design.SMALL)]),
            ],
            gap=2.5 * _MM,
            pad=(1, 1),
            rule=None,
        )
        for name, skills in parts
        if skills
    ]


def _reach(reach: Sequence[ProfileReach]) -> Story:
    columns = (
        Column("", 50 * _MM, design.STRONG),
        Column("", 22 * _MM),
        Column("", 11 * _MM, design.SMALL_ROW, "right"),
        Column("", None, design.SMALL_ROW),
    )
    rows = [
        (each.title, Bar(each.share / 100), f"{each.share} %", ", ".join(each.shared))
        for each in reach
    ]
    return [Table(columns, rows, gap=2.5 * _MM, has_head=False)] if rows else []


def _track(track: ProfileTrack) -> Story:
    if not (track.name or track.decided):
        return []
    words = [Para(track.decided or track.name, design.STRONG)]
    if track.decided and track.name and track.name != track.decided:
        suggested = _("Suggested by the answers: {name}").format(name=track.name)
        words.append(Para(suggested, design.SMALL))
    return [*words, Para(track.rule, design.SMALL)] if track.rule else words


def _tags(words: Sequence[str]) -> Story:
    return [Tags(tuple(words), design.TAG_QUIET, design.TINT)] if words else []
