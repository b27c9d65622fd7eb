"""Counts of people in what leaves the office: small ones are hidden, and what tells them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kbh_desktop.documents.wording import FEW, grouped
from kbh_desktop.i18n import _


@dataclass(frozen=True, slots=True)
class Count:
    """So many of so many people; hidden where they are few, or another's smallness would show."""

    number: int
    of: int
    covered: bool = False

    @property
    def is_hidden(self) -> bool:
        """Whether the number must not be printed."""
        return self.covered or 0 < self.number < FEW or 0 < self.of < FEW

    @property
    def share(self) -> Fraction | None:
        """The share, or None where it is hidden or nobody could count."""
        return None if self.is_hidden or not self.of else Fraction(self.number, self.of)

    @property
    def words(self) -> str:
        """The numbers as they are printed."""
        if self.is_hidden:
            return _("hidden") if self.covered else f"< {FEW}"
        return _("{number} of {of}").format(number=grouped(self.number), of=grouped(self.of))


def hide(counts: Sequence[Count]) -> tuple[Count, ...]:
    """Return the parts of a whole with a second one hidden where only one would be.

    Otherwise the hidden part could be found by subtraction from the whole.
    """
    hidden = [count for count in counts if count.is_hidden]
    shown = [count for count in counts if not count.is_hidden and count.of]
    if len(hidden) != 1 or not shown:
        return tuple(counts)
    smallest = min(shown, key=lambda count: (count.of, count.number))
    place = next(n for n, count in enumerate(counts) if count is smallest)
    return tuple(
        replace(count, covered=True) if n == place else count for n, count in enumerate(counts)
    )
