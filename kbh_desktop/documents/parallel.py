"""The same text in two languages."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Both:
    """The same text in Danish and in the own language; the latter may be missing."""

    danish: str = field(repr=False)
    own: str = field(default="", repr=False)


NEITHER = Both("")
