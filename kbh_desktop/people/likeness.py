"""How much two registrations look like one person, and why: points with words for each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from kbh_desktop.people.folding import folded_words, sounds_like

POSSIBLE = 40
"""From so many points on, a pair is shown."""
_LIKELY, _NEARLY_SURE = 60, 85
_YEARS_OF_A_GUESS = 2
_DAY, _MONTH, _YEAR = 10, 7, 4
"""Characters of a date known to the day, the month, the year."""


class Sign(StrEnum):
    """What speaks for or against one person; the value never changes."""

    SAME_UDL_NR = "same-udl-nr"
    OTHER_UDL_NR = "other-udl-nr"
    SAME_CPR = "same-cpr"
    OTHER_CPR = "other-cpr"
    SAME_NAME = "same-name"
    SPELT_IN_TWO_WAYS = "spelt-in-two-ways"
    NAMES_SWAPPED = "names-swapped"
    ONE_NAME_MORE = "one-name-more"
    SAME_BIRTH_DATE = "same-birth-date"
    BOTH_FIRST_OF_JANUARY = "both-first-of-january"
    DAY_AND_MONTH_SWAPPED = "day-and-month-swapped"
    ONLY_THE_YEAR = "only-the-year"
    ONLY_THE_MONTH = "only-the-month"
    AGE_IS_A_GUESS = "age-is-a-guess"
    NO_BIRTH_DATE = "no-birth-date"
    ONE_PART_OF_DATE_DIFFERS = "one-part-of-date-differs"
    OTHER_BIRTH_DATE = "other-birth-date"
    SAME_PHONE = "same-phone"
    OTHER_SEX = "other-sex"


POINTS = {
    Sign.SAME_UDL_NR: 70,
    Sign.OTHER_UDL_NR: -25,
    Sign.SAME_CPR: 80,
    Sign.OTHER_CPR: -45,
    Sign.SAME_NAME: 40,
    Sign.SPELT_IN_TWO_WAYS: 33,
    Sign.NAMES_SWAPPED: 35,
    Sign.ONE_NAME_MORE: 22,
    Sign.SAME_BIRTH_DATE: 42,
    Sign.BOTH_FIRST_OF_JANUARY: 22,
    Sign.DAY_AND_MONTH_SWAPPED: 28,
    Sign.ONLY_THE_YEAR: 15,
    Sign.ONLY_THE_MONTH: 22,
    Sign.AGE_IS_A_GUESS: 10,
    Sign.NO_BIRTH_DATE: 2,
    Sign.ONE_PART_OF_DATE_DIFFERS: 12,
    Sign.OTHER_BIRTH_DATE: -25,
    Sign.SAME_PHONE: 18,
    Sign.OTHER_SEX: -12,
}


class Level(StrEnum):
    """How sure the points are."""

    NEARLY_SURE = "nearly-sure"
    LIKELY = "likely"
    POSSIBLE = "possible"


class Registration(NamedTuple):
    """What one registration is compared by."""

    id: str
    given: "Name"
    family: "Name"
    udl_nr: str
    cpr: str
    cpr_kind: str
    birth_date: str
    birth_precision: str
    sex: str
    phone: str
    sounds: frozenset[str]
    """Of all names in both scripts."""


class Name(NamedTuple):
    """A name as it is compared: folded, and how its words sound."""

    folded: str
    sounds: frozenset[str]


def name_of(written: str) -> Name:
    """Return a written name as it is compared."""
    return Name(" ".join(folded_words(written)), sounds_like(written))


@dataclass(frozen=True, slots=True)
class Likeness:
    """The points of a pair and the signs they come from, the weightiest first."""

    points: int
    signs: tuple[Sign, ...] = field(repr=False)

    @property
    def level(self) -> Level:
        """How sure it is, in one of three words."""
        if self.points >= _NEARLY_SURE:
            return Level.NEARLY_SURE
        return Level.LIKELY if self.points >= _LIKELY else Level.POSSIBLE


def likeness(one: Registration, other: Registration) -> Likeness:
    """Compare two registrations; their order doesn't matter."""
    signs = (*_numbers(one, other), *_names(one, other), *_births(one, other), *_rest(one, other))
    in_order = sorted(signs, key=lambda sign: (-abs(POINTS[sign]), sign))
    return Likeness(sum(POINTS[sign] for sign in signs), tuple(in_order))


def may_be_born_alike(one: Registration, other: Registration) -> bool:
    """Return False where the dates of birth differ so much that no name outweighs it; quick."""
    mine, theirs = one.birth_date, other.birth_date
    if not (len(mine) == len(theirs) == _DAY):
        return True
    if mine[_YEAR:] == theirs[_YEAR:] or "estimated" in (
        one.birth_precision,
        other.birth_precision,
    ):
        return True
    return mine[:_YEAR] == theirs[:_YEAR] and _dates(mine, theirs) is not Sign.OTHER_BIRTH_DATE


def _numbers(one: Registration, other: Registration) -> Iterator[Sign]:
    if one.udl_nr and other.udl_nr:
        yield Sign.SAME_UDL_NR if one.udl_nr == other.udl_nr else Sign.OTHER_UDL_NR
    if not (one.cpr and other.cpr):
        return
    if one.cpr == other.cpr:
        yield Sign.SAME_CPR
    elif one.cpr_kind == other.cpr_kind == "cpr":
        yield Sign.OTHER_CPR  # a replacement number is changed for a real one


def _names(one: Registration, other: Registration) -> Iterator[Sign]:
    mine = (one.given.folded, one.family.folded)
    theirs = (other.given.folded, other.family.folded)
    if not any(mine) or not any(theirs):
        return
    if mine == theirs:
        yield Sign.SAME_NAME
    elif mine == theirs[::-1]:
        yield Sign.NAMES_SWAPPED
    else:
        yield from _by_sound(one, other)


def _by_sound(one: Registration, other: Registration) -> Iterator[Sign]:
    """A patronymic or a second family name is often written at one place only."""
    mine = (one.given.sounds, one.family.sounds)
    theirs = (other.given.sounds, other.family.sounds)
    if mine == theirs:
        yield Sign.SPELT_IN_TWO_WAYS
    elif mine == theirs[::-1]:
        yield Sign.NAMES_SWAPPED
    elif one.sounds == other.sounds:
        yield Sign.SPELT_IN_TWO_WAYS
    elif len(one.sounds & other.sounds) >= 2 and (  # noqa: PLR2004 - a given and a family name
        one.sounds <= other.sounds or other.sounds <= one.sounds
    ):
        yield Sign.ONE_NAME_MORE


def _births(one: Registration, other: Registration) -> Iterator[Sign]:
    if not (one.birth_date and other.birth_date):
        yield Sign.NO_BIRTH_DATE
    elif "estimated" in (one.birth_precision, other.birth_precision):
        apart = abs(int(one.birth_date[:_YEAR]) - int(other.birth_date[:_YEAR]))
        yield Sign.AGE_IS_A_GUESS if apart <= _YEARS_OF_A_GUESS else Sign.OTHER_BIRTH_DATE
    else:
        yield _dates(*sorted((one.birth_date, other.birth_date), key=len))


def _dates(shorter: str, longer: str) -> Sign:
    """Compare two dates as far as both are known; 1 January often means an unknown day."""
    if longer.startswith(shorter):
        if len(shorter) == _DAY:
            first = shorter.endswith("-01-01")
            return Sign.BOTH_FIRST_OF_JANUARY if first else Sign.SAME_BIRTH_DATE
        return Sign.ONLY_THE_YEAR if len(shorter) == _YEAR else Sign.ONLY_THE_MONTH
    if len(shorter) < _DAY:
        return Sign.OTHER_BIRTH_DATE
    if shorter[:_YEAR] == longer[:_YEAR] and _first_of_january(shorter, longer):
        return Sign.ONLY_THE_YEAR
    year, month, day = shorter.split("-")
    if longer == f"{year}-{day}-{month}":
        return Sign.DAY_AND_MONTH_SWAPPED
    differing = sum(a != b for a, b in zip((year, month, day), longer.split("-"), strict=True))
    return Sign.ONE_PART_OF_DATE_DIFFERS if differing == 1 else Sign.OTHER_BIRTH_DATE


def _first_of_january(*dates: str) -> bool:
    return any(date.endswith("-01-01") for date in dates)


def _rest(one: Registration, other: Registration) -> Iterator[Sign]:
    if one.phone and one.phone == other.phone:
        yield Sign.SAME_PHONE
    if one.sex and other.sex and one.sex != other.sex:
        yield Sign.OTHER_SEX
