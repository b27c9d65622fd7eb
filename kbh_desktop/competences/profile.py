"""What leaves the competence card: plain values that documents and exports are made of.

None of them holds anything of class K2 or K3. Words are in the language of the program, dates are
ISO text as precise as they were told (`2016-04-03`, `2016-04`, `2016` or empty).
"""

from dataclasses import dataclass, field

from kbh_desktop.competences.model import Evidence, Level


@dataclass(frozen=True, slots=True)
class ProfileSkill:
    """Something the person can do."""

    name: str
    level: Level | None
    level_words: str
    """Such as `selvstændigt`; empty when no level was given."""
    years: int | None = None
    last_used: int | None = None
    """A year."""
    evidence: Evidence | None = None
    evidence_words: str = ""
    icon: str = ""
    """Name of a pictogram; empty where none fits."""


@dataclass(frozen=True, slots=True)
class ProfileWork:
    """Work the person had, or has still."""

    title: str
    group_code: str
    """ISCO-08, four digits; empty for words of the person's own."""
    group_name: str
    began: str
    ended: str
    """Empty while it lasts, and when nobody said."""
    lasts: bool
    country: str
    """Its name; empty when not told."""
    employment: str
    """In words; empty when not told."""
    tasks: str = field(repr=False)
    evidence_words: str = ""


@dataclass(frozen=True, slots=True)
class ProfileEducation:
    """An education, finished or not."""

    title: str
    original_title: str
    """In the person's own language."""
    level: int | None
    """ISCED 2011, 0-8."""
    level_words: str
    field_words: str
    """Broad field of ISCED-F 2013."""
    country: str
    began: str
    ended: str
    completed: bool | None
    recognised: str
    """How far the recognition has come, in words; empty when not told."""


@dataclass(frozen=True, slots=True)
class ProfileCourse:
    """A course or a certificate."""

    name: str
    year: str
    """Four digits or empty."""
    expires: str = ""


@dataclass(frozen=True, slots=True)
class ProfileLanguage:
    """How well the person knows a language; levels are `A1` to `C2`, `0` for not at all, or empty.

    Source: the Common European Framework of Reference, own estimate of the person.
    """

    name: str
    listening: str
    reading: str
    speaking: str
    writing: str


@dataclass(frozen=True, slots=True)
class ProfileLicence:
    """A driving licence."""

    category: str
    """Such as `B` or `C1`."""
    words: str
    country: str
    expires: str
    expired: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with a word for how much of it there is, such as a computer skill."""

    name: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class CvDraft:
    """A draft of a CV, in the order in which Jobnet asks."""

    name: str = field(repr=False)
    phone: str = field(repr=False)
    """Empty where the person's address is protected."""
    municipality: str
    """Name of the municipality the person lives in or moves to; empty when unknown."""
    headline: str
    """One line: the dearest goal or the latest work, and the years of experience."""
    goals: tuple[str, ...]
    key_skills: tuple[ProfileSkill, ...]
    """At most ten, the best documented and strongest first."""
    work: tuple[ProfileWork, ...]
    """The newest first."""
    education: tuple[ProfileEducation, ...]
    """The newest first."""
    courses: tuple[ProfileCourse, ...]
    languages: tuple[ProfileLanguage, ...]
    licences: tuple[ProfileLicence, ...]
    computing: tuple[Named, ...]
    other: tuple[str, ...]
    """Tools, machines and abilities from home and leisure."""
    experience_months: int
    made_on: str
    """ISO day."""
    sources: tuple[str, ...] = ()
    """Acknowledgements to print, such as that of ESCO; empty where nothing of it is used."""


@dataclass(frozen=True, slots=True)
class ProfileGoal:
    """A wished occupation and how much of it the person covers."""

    title: str
    group_code: str
    group_name: str
    share: int
    """Per cent of what the occupation asks for; what could be shown counts half."""
    have: tuple[str, ...]
    could_show: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProfileReach:
    """Another occupation within reach, and why."""

    title: str
    group_code: str
    share: int
    """Per cent."""
    shared: tuple[str, ...]
    """Names of the skills that overlap."""


@dataclass(frozen=True, slots=True)
class ProfileTrack:
    """The Danish education suggested, and the rule that says so."""

    name: str
    """Such as `Danskuddannelse 2`; empty while what the rule asks is not answered."""
    rule: str
    decided: str
    """What the consultant chose, empty before that."""


@dataclass(frozen=True, slots=True)
class CompetenceProfile:
    """Everything on the card, ready to be read by a jobcentre."""

    name: str = field(repr=False)
    consultant: str
    work: tuple[ProfileWork, ...]
    skills: tuple[ProfileSkill, ...]
    informal: tuple[ProfileSkill, ...]
    """Abilities from home and leisure, with pictograms."""
    education: tuple[ProfileEducation, ...]
    school_years: int | None
    courses: tuple[ProfileCourse, ...]
    languages: tuple[ProfileLanguage, ...]
    licences: tuple[ProfileLicence, ...]
    computing: tuple[Named, ...]
    tools: tuple[str, ...]
    goals: tuple[ProfileGoal, ...]
    reach: tuple[ProfileReach, ...]
    track: ProfileTrack
    experience_months: int
    """Time in two jobs at once counts once."""
    made_on: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnonymousWork:
    """Kind and length of work, without place or dates."""

    title: str
    group_code: str
    years: int
    """Whole years, 0 for less than one or when not told."""


@dataclass(frozen=True, slots=True)
class AnonymousProfile:
    """What a company may see before it meets a person: no name, place, date or words of their own.

    Only words of the catalogue and of lists stand in it, so nobody can be recognised by a text.
    """

    reference: str
    """Letters by which the office finds the person again; says nothing to others."""
    work: tuple[AnonymousWork, ...]
    skills: tuple[ProfileSkill, ...]
    education_level: str
    """In words; empty when not told."""
    education_fields: tuple[str, ...]
    courses: tuple[str, ...]
    danish: ProfileLanguage | None
    licences: tuple[str, ...]
    """Categories."""
    goals: tuple[str, ...]
    experience_years: int
    made_on: str


@dataclass(frozen=True, slots=True)
class PlacementCard:
    """Kompetencekort: what a person showed in a placement, for the person and the case."""

    name: str = field(repr=False)
    workplace: str = field(repr=False)
    title: str
    began: str
    ended: str
    hours_a_week: int | None
    tasks: str = field(repr=False)
    shown: tuple[ProfileSkill, ...]
    """Skills tried out, with the level seen at work."""
    next_to_learn: tuple[str, ...]
    danish_at_work: str
    """In words; empty when not told."""
    remarks: str = field(repr=False)
    """What the workplace says of the person."""
    given_by: str = field(repr=False)
    """Name and position of who confirms it at the workplace."""
    made_on: str
