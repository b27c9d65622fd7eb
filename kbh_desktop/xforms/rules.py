"""The rules of a form and which nodes each of them listens to."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kbh_desktop.xforms.xpath.context import Compiled


class Role(StrEnum):
    """What the result of a rule is used for."""

    RELEVANT = "relevant"
    CALCULATE = "calculate"
    COUNT = "count"
    CHOICES = "choices"
    REQUIRED = "required"
    READONLY = "readonly"
    CONSTRAINT = "constraint"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Dependency:
    """A node that a rule reads; within one instance of the repeat `scope`, or everywhere."""

    ref: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """An expression with the node it belongs to and its place in the order of running."""

    owner: str
    role: Role
    expression: str
    run: Compiled
    dependencies: frozenset[Dependency]
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Listener:
    """A rule that must run again; `scope` as in Dependency."""

    rule: Rule
    scope: str


@dataclass(frozen=True, slots=True)
class Graph:
    """All rules by rank, and for every node the rules that listen to it."""

    rules: tuple[Rule, ...]
    listeners: Mapping[str, tuple[Listener, ...]]
    by_owner: Mapping[str, tuple[Rule, ...]]
