"""What an invented person is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Literal

from kbh_desktop.demo.lives import Life
from kbh_desktop.demo.names import Origin

Stage = Literal["asylum", "centre", "temporary", "permanent", "closed"]
STAGES: tuple[Stage, ...] = ("asylum", "centre", "temporary", "permanent", "closed")


@dataclass(frozen=True, slots=True)
class Journey:
    """How many days ago each step was taken; None where it still lies ahead."""

    entered: int
    granted: int | None = None
    decided: int | None = None
    arrived: int | None = None
    settled: int | None = None


@dataclass(frozen=True, slots=True)
class DemoInterview:
    """Answers by reference with positions, as one form holds them."""

    form_id: str
    answers: Mapping[str, str] = field(repr=False)
    finished: bool
    days_ago: int


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody invented: the fields of a person, where they come from and what they can."""

    number: int
    stage: Stage
    fields: Mapping[str, str] = field(repr=False)
    """Named as the fields of a person in the program."""
    origin: Origin = field(repr=False)
    life: Life = field(repr=False)
    journey: Journey = field(repr=False)
    seed: int
    today: date

    @property
    def birth_year(self) -> int:
        """The year of birth."""
        return int(self.fields["birth_date"][:4])

    def random(self, purpose: str) -> Random:
        """Return this person's own source of chance for one purpose."""
        return Random(f"{self.seed}/{self.number}/{purpose}")  # noqa: S311 - invented people

    def days_ago(self, days: int) -> date:
        """Return the day that many days before today."""
        return self.today - timedelta(days=days)


def happens(chance: Random, percent: int) -> bool:
    """Return true in about `percent` of the cases."""
    return chance.randrange(100) < percent
