"""Which fields an entry of the card has in its dialog, and with what each is filled in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from kbh_desktop.competences import labels
from kbh_desktop.competences.card import (
    CardSkill,
    Certificate,
    Education,
    Entry,
    LanguageSkill,
    Licence,
    Occupation,
)
from kbh_desktop.competences.items import Kind
from kbh_desktop.i18n import _
from ui.competences.words import cefr_names

FieldKind = Literal[
    "words",
    "long",
    "number",
    "moment",
    "country",
    "language",
    "choice",
    "buttons",
    "several",
    "yes",
]
_KINDS: Mapping[type[Entry], Kind] = {
    Occupation: "work",
    CardSkill: "skill",
    Licence: "licence",
    Certificate: "certificate",
    LanguageSkill: "language",
    Education: "education",
}
_ATTRIBUTES = {("education", "field"): "field_code"}
"""Fields that have another name on the card."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field: its name in the service, its label, and its options where it has any."""

    name: str
    label: str
    kind: FieldKind = "words"
    options: tuple[tuple[str, str], ...] = ()
    line: str = ""
    """Fields that name the same line stand beside one another."""
    hint: str = ""


def kind_of(entry: Entry) -> Kind:
    """Return which kind of thing `entry` is."""
    return _KINDS[type(entry)]


def values_of(entry: Entry) -> dict[str, str]:
    """Return the fields of `entry` as text, by their names in the service."""
    kind = kind_of(entry)
    return {
        spec.name: _text(getattr(entry, _ATTRIBUTES.get((kind, spec.name), spec.name)))
        for spec in fields_of(kind)
    }


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, frozenset):
        return " ".join(sorted(value))
    return str(value)


def fields_of(kind: Kind) -> tuple[FieldSpec, ...]:
    """Return the fields of a kind of entry, in their order on the screen."""
    return {
        "work": _work,
        "skill": _skill,
        "licence": _licence,
        "certificate": _certificate,
        "language": _language,
        "education": _education,
    }[kind]()


def title_of(kind: Kind) -> str:
    """Return what the dialog of a new entry is called."""
    return {
        "work": _("Add work"),
        "skill": _("Add a skill"),
        "licence": _("Add a driving licence"),
        "certificate": _("Add a course or certificate"),
        "language": _("Add a language"),
        "education": _("Add an education"),
    }[kind]


def _when() -> str:
    return _("A year, 04-2016 or 03-04-2016")


def _work() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("title", _("Title")),
        FieldSpec("began", _("Began"), "moment", line="when", hint=_when()),
        FieldSpec("ended", _("Ended"), "moment", line="when"),
        FieldSpec("lasts", _("Works there still"), "yes", line="when"),
        FieldSpec("country", _("Country"), "country", line="how"),
        FieldSpec(
            "employment",
            _("Kind of employment"),
            "choice",
            _or_nothing(labels.employments()),
            line="how",
        ),
        FieldSpec("tasks", _("What a usual day was like"), "long"),
        FieldSpec("tools", _("Tools and machines")),
        _evidence(),
    )


def _skill() -> tuple[FieldSpec, ...]:
    levels = tuple((str(level), words) for level, words in labels.levels().items())
    return (
        FieldSpec("name", _("Skill")),
        FieldSpec("level", _("Level"), "buttons", levels),
        FieldSpec("years", _("Years"), "number", line="when"),
        FieldSpec("last_used", _("Last used in the year"), "number", line="when"),
        FieldSpec("sources", _("Learnt"), "several", tuple(labels.sources().items())),
        _evidence(),
    )


def _evidence() -> FieldSpec:
    return FieldSpec("evidence", _("Evidence"), "buttons", tuple(labels.evidences().items()))


def _licence() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("category", _("Category"), "choice", _or_nothing(labels.licences())),
        FieldSpec("country", _("Country"), "country", line="when"),
        FieldSpec("expires", _("Expires"), "moment", line="when"),
        FieldSpec("held", _("Has the card itself here"), "yes"),
    )


def _certificate() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("name", _("Course or certificate")),
        FieldSpec("year", _("Year"), "number", line="when"),
        FieldSpec("expires", _("Expires"), "moment", line="when"),
    )


def _language() -> tuple[FieldSpec, ...]:
    names = ("listening", "reading", "speaking", "writing")
    levels = tuple(
        (level, words if level == "0" else level.upper())
        for level, words in labels.cefr_levels().items()
    )
    return (
        FieldSpec("language", _("Language"), "language"),
        *(
            FieldSpec(name, label, "buttons", levels)
            for name, label in zip(names, cefr_names(), strict=True)
        ),
    )


def _education() -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("level", _("Level"), "choice", _or_nothing(labels.education_levels())),
        FieldSpec("field", _("Field"), "choice", _or_nothing(labels.education_fields())),
        FieldSpec("title", _("What it would be called in Danish")),
        FieldSpec("original_title", _("What it is called in the person's language")),
        FieldSpec("country", _("Country"), "country", line="how"),
        FieldSpec(
            "completed",
            _("Was it finished?"),
            "choice",
            _or_nothing(labels.completions()),
            line="how",
        ),
        FieldSpec("began", _("Began"), "moment", line="when", hint=_when()),
        FieldSpec("ended", _("Ended"), "moment", line="when"),
        FieldSpec("paper", _("Papers"), "choice", _or_nothing(labels.papers()), line="papers"),
        FieldSpec(
            "recognised",
            _("Recognition"),
            "choice",
            _or_nothing(labels.recognitions()),
            line="papers",
        ),
    )


def _or_nothing(options: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    held: Iterable[tuple[str, str]] = options.items()
    return (("", "–"), *held)
