"""What an expression is once it has been read: a small tree of frozen values."""

from dataclasses import dataclass
from enum import Enum


class Start(Enum):
    """Where a location path begins."""

    CONTEXT = "context"
    ROOT = "root"
    EXPRESSION = "expression"


@dataclass(frozen=True, slots=True)
class Number:
    """A number written in the expression."""

    value: float


@dataclass(frozen=True, slots=True)
class Literal:
    """A text in quotes."""

    value: str


@dataclass(frozen=True, slots=True)
class Negate:
    """A minus sign before an operand."""

    operand: "Expression"


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands and what stands between them."""

    operator: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments; `position` counts characters from 1."""

    name: str
    arguments: tuple["Expression", ...]
    position: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: an axis, a name (`*` and `node()` for any) and its predicates."""

    axis: str
    name: str
    predicates: tuple["Expression", ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A location path; `origin` and `filters` are there when it starts at an expression."""

    start: Start
    steps: tuple[Step, ...]
    origin: "Expression | None" = None
    filters: tuple["Expression", ...] = ()


Expression = Number | Literal | Negate | Binary | Call | Path
