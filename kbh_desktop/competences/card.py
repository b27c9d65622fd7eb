"""The competence card: all that is known of what one person has done, can do and wants."""

from dataclasses import dataclass, field
from typing import Literal

from kbh_desktop.competences.model import Competence, CompetenceMap, Evidence, Level, Source
from kbh_desktop.ids import PersonId

Track = Literal["", "literacy", "du1", "du2", "du3"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What every line of a card has; what several laptops entered alike is one line."""

    id: str
    ids: tuple[str, ...]
    """Of all that became this line, `id` among them."""
    from_interview: bool
    """Whether it was told in an interview."""
    differs: tuple[str, ...]
    """Names of the fields in which those that became one do not agree."""


@dataclass(frozen=True, slots=True)
class Occupation(Entry):
    """Work the person had, or has still; dates are ISO text of a day, a month or a year."""

    title: str = field(repr=False)
    code: str
    """ISO-08 group of four digits as far as known."""
    group_name: str
    uri: str
    """Of ESCO; empty for titles of our own and words of the person's own."""
    label_language: str
    """ISO 639 code of the language of `title`; empty for the program's."""
    version: str
    """Of the catalogue or of ESCO when it was chosen."""
    began: str
    ended: str
    lasts: bool
    country: str
    """ISO 3166-1 alpha-3."""
    employment: str
    industry: str
    tasks: str = field(repr=False)
    tools: str = field(repr=False)
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class CardSkill(Entry):
    """Something the person can do."""

    name: str = field(repr=False)
    code: str
    """In our catalogue; empty when it is not from there."""
    icon: str
    uri: str
    label_language: str
    version: str
    level: Level | None
    years: int | None
    last_used: int | None
    sources: frozenset[Source]
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Licence(Entry):
    """A driving licence."""

    category: str
    country: str
    expires: str
    held: str
    """`yes`, `no` or empty: whether the person has the card itself."""


@dataclass(frozen=True, slots=True)
class Certificate(Entry):
    """A certificate or course."""

    code: str
    """One of the list of certificates; empty for others."""
    name: str
    year: str
    expires: str


@dataclass(frozen=True, slots=True)
class LanguageSkill(Entry):
    """A language; levels are `a1` to `c2`, `0` for not at all, or empty."""

    language: str
    """ISO 639."""
    listening: str
    reading: str
    speaking: str
    writing: str


@dataclass(frozen=True, slots=True)
class Education(Entry):
    """An education, finished or not."""

    level: int | None
    """ISCED 2011, 0-8."""
    field_code: str
    """Broad field of ISCED-F 2013, two digits; 99 for others."""
    title: str
    original_title: str
    country: str
    began: str
    ended: str
    completed: str
    """`yes`, `no`, `ongoing` or empty."""
    paper: str
    recognised: str


@dataclass(frozen=True, slots=True)
class Ability(Entry):
    """An ability from home and leisure, or a tool, that a pictogram stands for."""

    code: str
    name: str
    icon: str


@dataclass(frozen=True, slots=True)
class Goal:
    """Work the person wants."""

    title: str = field(repr=False)
    code: str
    """ISCO-08 group of four digits; empty for words of the person's own."""
    group_name: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What else the card rests on; empty or None while not told."""

    school_years: int | None = None
    literacy: str = ""
    """In the person's own script: `none`, `letters`, `simple` or `fluent`."""
    latin: str = ""
    """Reads Latin letters and numbers: `no`, `partly` or `yes`."""
    track: Track = ""
    """The Danish education that the consultant chose."""
    highest_level: int | None = None
    """ISCED 2011, where the consultant says another than follows from school and education."""
    computing: tuple[tuple[str, str], ...] = ()
    """What of (`phone`, `computer`, `office`, `email`, `form`), and how well: `0` to `3`."""


@dataclass(frozen=True, slots=True)
class TrackSuggestion:
    """The Danish education that follows from schooling and literacy; the consultant decides."""

    track: Track
    name: str
    """In words; empty while something the rule asks is not answered."""
    rule: str
    """The rule that led there, in words."""
    unanswered: tuple[str, ...]
    """What the rule still asks, in words."""
    decided: Track


@dataclass(frozen=True, slots=True)
class PlacementEntry(Entry):
    """What a workplace wrote after a placement."""

    workplace: str = field(repr=False)
    title: str
    began: str
    ended: str
    hours_a_week: int | None
    tasks: str = field(repr=False)
    next_to_learn: tuple[str, ...]
    danish: str
    remarks: str = field(repr=False)
    given_by: str = field(repr=False)
    skills: tuple[tuple[str, Level], ...]
    """Names and the level seen at work."""


@dataclass(frozen=True, slots=True)
class Card:
    """A person's competence card."""

    person_id: PersonId
    occupations: tuple[Occupation, ...]
    """The newest first."""
    skills: tuple[CardSkill, ...]
    licences: tuple[Licence, ...]
    certificates: tuple[Certificate, ...]
    languages: tuple[LanguageSkill, ...]
    education: tuple[Education, ...]
    """The newest first."""
    informal: tuple[Ability, ...]
    tools: tuple[Ability, ...]
    placements: tuple[PlacementEntry, ...]
    goals: tuple[Goal, ...]
    """At most three, the dearest first."""
    facts: Facts
    experience_months: int
    """Time in two jobs at once counts once."""
    track: TrackSuggestion
    told: CompetenceMap = field(repr=False)
    """The same for coverage and suggestions."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known yet."""
        return not (
            self.occupations
            or self.skills
            or self.licences
            or self.certificates
            or self.languages
            or self.education
            or self.informal
            or self.tools
            or self.goals
        )


def as_competence(skill: CardSkill) -> Competence:
    """Return a skill of the card as the rules of coverage take it."""
    return Competence(
        skill.name, skill.level, skill.years, skill.last_used, skill.sources, skill.evidence
    )
