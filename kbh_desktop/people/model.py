"""A person and what the program says about one."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from kbh_desktop.ids import ChangeId, PersonId

CprKind = Literal["cpr", "erstatning", ""]
BirthPrecision = Literal["day", "month", "year", "estimated"]
Sex = Literal["female", "male", "x", ""]
Phase = Literal["asylum", "centre", "temporary", "permanent", "closed"]

PHASES: tuple[Phase, ...] = ("asylum", "centre", "temporary", "permanent", "closed")
SEXES: tuple[Sex, ...] = ("", "female", "male", "x")
PRECISIONS: tuple[BirthPrecision, ...] = ("day", "month", "year", "estimated")


class HintKind(StrEnum):
    """What a hint is about; the value never changes."""

    NO_CHECK_DIGIT = "no-check-digit"
    MAYBE_ESTIMATED = "maybe-estimated"
    UNUSUAL_LENGTH = "unusual-length"
    BIRTH_DATE_DIFFERS = "birth-date-differs"
    SEX_DIFFERS = "sex-differs"


_WARNINGS = {HintKind.UNUSUAL_LENGTH, HintKind.BIRTH_DATE_DIFFERS, HintKind.SEX_DIFFERS}


@dataclass(frozen=True, slots=True)
class Hint:
    """Something worth a look; never in the way of saving."""

    kind: HintKind
    text: str

    @property
    def is_warning(self) -> bool:
        """Whether it asks for a second look; otherwise it only informs (grey)."""
        return self.kind in _WARNINGS


@dataclass(frozen=True, slots=True)
class Person:
    """One person as known on this device; dates are ISO text, empty when unknown."""

    id: PersonId
    given_name: str = field(default="", repr=False)
    family_name: str = field(default="", repr=False)
    latin_name: str = field(default="", repr=False)
    called_name: str = field(default="", repr=False)
    udl_nr: str = field(default="", repr=False)
    """Digits only, usually 8."""
    cpr: str = field(default="", repr=False)
    """Ten characters without the hyphen."""
    cpr_kind: CprKind = field(default="", repr=False)
    birth_date: str = field(default="", repr=False)
    """YYYY-MM-DD, YYYY-MM or YYYY, as `birth_precision` says."""
    birth_precision: BirthPrecision = field(default="day", repr=False)
    sex: Sex = field(default="", repr=False)
    citizenships: str = field(default="", repr=False)
    """ISO 3166-1 alpha-3 or own codes, separated by spaces."""
    residence_basis: str = field(default="", repr=False)
    decision_date: str = field(default="", repr=False)
    """The day of the decision on placement (visitering)."""
    municipality_expected: str = field(default="", repr=False)
    municipality_decided: str = field(default="", repr=False)
    municipality_actual: str = field(default="", repr=False)
    entry_date: str = field(default="", repr=False)
    arrival_date: str = field(default="", repr=False)
    """The day of moving into temporary housing in the municipality."""
    moved_on: str = field(default="", repr=False)
    """The day of moving into a permanent home."""
    phone: str = field(default="", repr=False)
    address_protected: bool = field(default=False, repr=False)
    civil_status: str = field(default="", repr=False)
    mother_tongues: str = field(default="", repr=False)
    """Language codes separated by spaces."""
    languages: str = field(default="", repr=False)
    centre: str = field(default="", repr=False)
    phase: Phase = "asylum"
    consultant: str = field(default="", repr=False)
    """The user name of the job consultant."""
    notes: str = field(default="", repr=False)

    @property
    def display_name(self) -> str:
        """The full name in the script it was given."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def masked_cpr(self) -> str:
        """The CPR number as `DDMMYY-xxxx`; empty without one."""
        return f"{self.cpr[:6]}-xxxx" if self.cpr else ""

    @property
    def masked_number(self) -> str:
        """The masked CPR number, otherwise the Udl.nr. with its last three digits hidden."""
        return self.masked_cpr or mask_udl_nr(self.udl_nr)

    def age(self, on: date) -> int | None:
        """Return the age in whole years; an unknown month or day counts as January or the 1st."""
        if not self.birth_date:
            return None
        year, month, day = (*map(int, self.birth_date.split("-")), 1, 1)[:3]
        return on.year - year - ((on.month, on.day) < (month, day))


def format_udl_nr(digits: str) -> str:
    """Return eight digits as `12.345.678`; other lengths stay as they are."""
    return f"{digits[:2]}.{digits[2:5]}.{digits[5:]}" if len(digits) == 8 else digits  # noqa: PLR2004


def mask_udl_nr(digits: str) -> str:
    """Return the Udl.nr. with its last three digits hidden, as lists show it."""
    return format_udl_nr(digits[:-3] + "xxx") if digits else ""


Light = Literal["green", "amber", "red"]
SOON_DAYS = 14


@dataclass(frozen=True, slots=True)
class Deadline:
    """One date that something must have happened by."""

    rule: str
    """The rule's short name, such as `S-1`."""
    title: str
    due_on: date
    source: str
    """Where the rule stands."""
    grace_days: int = 0
    """How long it stays amber after the date."""

    def light(self, today: date) -> Light:
        """Return red when overdue, amber within 14 days or in its days of grace, else green."""
        left = (self.due_on - today).days
        if left < -self.grace_days:
            return "red"
        return "amber" if left <= SOON_DAYS else "green"


Chip = Literal["all", "mine", "due", "no_interview", "conflicts"]
CHIPS: tuple[Chip, ...] = ("all", "mine", "due", "no_interview", "conflicts")
Order = Literal["name", "deadline"]


@dataclass(frozen=True, slots=True)
class PersonQuery:
    """What the list of people should show."""

    text: str = field(default="", repr=False)
    chip: Chip = "all"
    order: Order = "name"
    centre: str | None = None


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One window of a list of people."""

    ids: tuple[PersonId, ...]
    total: int
    """How many the whole list has."""
    forgiven: bool = False
    """True when nothing matched as typed and a misspelling was forgiven."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person as a list shows them: numbers masked, nothing about health."""

    id: PersonId
    name: str = field(repr=False)
    number: str = field(repr=False)
    """Masked."""
    centre: str
    mother_tongues: str = field(repr=False)
    phase: Phase
    consultant: str
    answered: int
    """Answered questions of the latest open interview, otherwise of the latest one."""
    total: int
    interviews: int
    deadline: Deadline | None
    conflicts: int


DuplicateReason = Literal["udl_nr", "cpr", "name"]


@dataclass(frozen=True, slots=True)
class DuplicateHint:
    """Somebody in the vault who may be the person being registered."""

    person: Person
    reason: DuplicateReason
    text: str


EventKind = Literal["registered", "changed", "note", "interview"]


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One line of a person's timeline."""

    at: datetime
    kind: EventKind
    text: str = field(repr=False)
    author: str
    subject: str = ""
    """The id of the interview or note it is about."""


@dataclass(frozen=True, slots=True)
class FieldHistory:
    """One earlier value of one field."""

    change_id: ChangeId
    field_name: str
    value: object = field(repr=False)
    author: str
    at: datetime
    is_head: bool
