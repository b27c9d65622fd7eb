"""A person's card as lines: each section with its heading, its entries and a way to add."""

from collections.abc import Iterable, Iterator

from kbh_desktop.competences import labels
from kbh_desktop.competences.card import (
    Card,
    CardSkill,
    Certificate,
    Education,
    Entry,
    LanguageSkill,
    Licence,
    Occupation,
)
from kbh_desktop.i18n import _, language, n_
from ui.competences.moments import shown_moment, span_text
from ui.competences.rows import Row, Section
from ui.competences.words import months_text

_BETWEEN = " · "


def rows_of(card: Card) -> tuple[Row, ...]:
    """Return the lines of `card`, work first."""
    return (
        *_section("work", _("Work"), _("Add work"), map(_work, card.occupations), _total(card)),
        *_section("skills", _("Skills"), _("Add a skill"), map(_skill, card.skills)),
        *_section("informal", _("Everyday abilities"), _("Choose by pictures"), _informal(card)),
        *_section("languages", _("Languages"), _("Add a language"), map(_language, card.languages)),
        *_section("education", _("Education"), _("Add an education"), map(_study, card.education)),
        *_section(
            "licences",
            _("Driving licences"),
            _("Add a driving licence"),
            map(_licence, card.licences),
        ),
        *_section(
            "certificates",
            _("Courses and certificates"),
            _("Add a course or certificate"),
            map(_certificate, card.certificates),
        ),
    )


def entry_with(card: Card | None, entry_id: str) -> Entry | None:
    """Return what stands on the card under that id, besides abilities."""
    if card is None:
        return None
    lines: tuple[Entry, ...] = (
        *card.occupations,
        *card.skills,
        *card.languages,
        *card.education,
        *card.licences,
        *card.certificates,
    )
    return next((entry for entry in lines if entry.id == entry_id), None)


def _section(
    section: Section, title: str, add: str, entries: Iterable[Row], remark: str = ""
) -> Iterator[Row]:
    held = tuple(entries)
    count = n_("{count} entry", "{count} entries", len(held)).format(count=len(held))
    shown = remark or (count if len(held) > 1 else "")
    yield Row("heading", section, title, remark=shown)
    yield from held
    yield Row("add", section, add, id=f"add-{section}")


def _total(card: Card) -> str:
    if not card.experience_months:
        return ""
    return _("{time} in all").format(time=months_text(card.experience_months))


def _work(work: Occupation) -> Row:
    parts = (
        span_text(work.began, work.ended, lasts=work.lasts),
        labels.country_name(work.country),
        labels.employments().get(work.employment, work.employment),
        _foreign(work.label_language),
    )
    return Row(
        "entry",
        "work",
        work.title,
        id=work.id,
        remark=_joined(parts),
        belongs_to=work.group_name if work.group_name != work.title else "",
        detail=" ".join(work.tasks.split()),
        icon="briefcase",
        evidence=work.evidence,
        documented=True,
        told=work.from_interview,
        warning=_disagreement(work),
    )


def _skill(skill: CardSkill) -> Row:
    years = n_("{count} year", "{count} years", skill.years or 0).format(count=skill.years)
    learnt = labels.sources()
    parts = (
        years if skill.years else "",
        _("last used {year}").format(year=skill.last_used) if skill.last_used else "",
        ", ".join(learnt[source] for source in learnt if source in skill.sources),
        _foreign(skill.label_language),
    )
    return Row(
        "entry",
        "skills",
        skill.name,
        id=skill.id,
        remark=_joined(parts),
        icon=skill.icon or "sparkle",
        leveled=True,
        level=skill.level,
        evidence=skill.evidence,
        documented=True,
        told=skill.from_interview,
        warning=_disagreement(skill),
    )


def _informal(card: Card) -> Iterator[Row]:
    held = (*card.informal, *card.tools)
    if held:
        pictures = tuple((ability.icon, ability.name) for ability in held)
        told = any(ability.from_interview for ability in held)
        yield Row(
            "entry",
            "informal",
            _("Everyday abilities"),
            id="informal",
            pictures=pictures,
            told=told,
        )


def _language(known: LanguageSkill) -> Row:
    return Row(
        "entry",
        "languages",
        _capital(labels.language_name(known.language)),
        id=known.id,
        icon="languages",
        cefr=(known.listening, known.reading, known.speaking, known.writing),
        told=known.from_interview,
        warning=_disagreement(known),
    )


def _study(study: Education) -> Row:
    level = labels.education_levels().get(str(study.level), "")
    parts = (
        level if study.title else "",
        labels.education_fields().get(study.field_code, ""),
        labels.country_name(study.country),
        span_text(study.began, study.ended, lasts=False),
        labels.completions().get(study.completed, ""),
        labels.recognitions().get(study.recognised, ""),
    )
    return Row(
        "entry",
        "education",
        study.title or study.original_title or level,
        id=study.id,
        remark=_joined(parts),
        icon="graduation-cap",
        told=study.from_interview,
        warning=_disagreement(study),
    )


def _licence(licence: Licence) -> Row:
    expires = shown_moment(licence.expires)
    parts = (
        labels.country_name(licence.country),
        _("expires {day}").format(day=expires) if expires else "",
        _("has the card here") if licence.held == "yes" else "",
    )
    return Row(
        "entry",
        "licences",
        labels.licences().get(licence.category, licence.category),
        id=licence.id,
        remark=_joined(parts),
        icon="car",
        told=licence.from_interview,
        warning=_disagreement(licence),
    )


def _certificate(certificate: Certificate) -> Row:
    expires = shown_moment(certificate.expires)
    parts = (certificate.year, _("expires {day}").format(day=expires) if expires else "")
    return Row(
        "entry",
        "certificates",
        certificate.name,
        id=certificate.id,
        remark=_joined(parts),
        icon="award",
        told=certificate.from_interview,
        warning=_disagreement(certificate),
    )


def _disagreement(entry: Entry) -> str:
    """Return a warning where what became one line was told differently."""
    if not entry.differs:
        return ""
    names = labels.field_labels()
    fields = ", ".join(names.get(field, field).lower() for field in entry.differs)
    return _("told differently: {fields}").format(fields=fields)


def _foreign(code: str) -> str:
    """Return the language of a title that is not in the program's."""
    return "" if code in {"", language()} else labels.language_name(code)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _joined(parts: Iterable[str]) -> str:
    return _BETWEEN.join(part for part in parts if part)
