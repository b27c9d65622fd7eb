"""The kinds of value, how one becomes another, and when two are equal."""

import math
import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from kbh_desktop.xforms.xpath.moments import Moment, read_moment
from kbh_desktop.xforms.xpath.tree import Node

Nodes = Sequence[Node]
Value = str | float | bool | Moment | Nodes

_NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)")
_TOLERANCE = 1e-12
_WHOLE_UP_TO = 1e18


def is_nodes(value: Value) -> bool:
    """Return whether `value` is a set of nodes."""
    return isinstance(value, (list, tuple))


def to_text(value: Value) -> str:
    """Return `value` as text; of several nodes the first counts."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (float, int)):
        return number_text(value)
    if isinstance(value, Moment):
        return value.written
    return value[0].text() if value else ""


def number_text(number: float) -> str:
    """Return `number` as XPath writes it: no exponent, no needless `.0`."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if number == int(number) and abs(number) < _WHOLE_UP_TO:
        return str(int(number))
    return format(Decimal(repr(number)), "f")


def to_number(value: Value) -> float:
    """Return `value` as a number: dates are days, what is no number is NaN."""
    if isinstance(value, float):
        return value
    if isinstance(value, (bool, int)):
        return float(value)
    if isinstance(value, Moment):
        return value.days()
    return text_number(to_text(value))


def text_number(text: str) -> float:
    """Return the number or date that `text` writes, or NaN."""
    text = text.strip()
    if _NUMBER.fullmatch(text):
        return float(text)
    moment = read_moment(text) if "-" in text else None
    return math.nan if moment is None else moment.days()


def to_bool(value: Value) -> bool:
    """Return the truth of `value`: non-empty, non-zero."""
    if isinstance(value, bool):
        return value
    if isinstance(value, (float, int)):
        return value != 0 and not math.isnan(value)
    if isinstance(value, Moment):
        return True
    return len(value) > 0


def equal(left: Value, right: Value) -> bool:
    """Return whether some pair of values from both sides is equal."""
    return _any_pair(left, right, _same)


def unequal(left: Value, right: Value) -> bool:
    """Return whether some pair of values from both sides differs."""
    return _any_pair(left, right, lambda one, other: not _same(one, other))


def ordered(left: Value, right: Value, holds: Callable[[float, float], bool]) -> bool:
    """Return whether `holds` for some pair of numbers from both sides."""
    return _any_pair(left, right, lambda one, other: holds(to_number(one), to_number(other)))


def _any_pair(left: Value, right: Value, holds: Callable[[Value, Value], bool]) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return holds(to_bool(left), to_bool(right))
    lefts, rights = items(left), items(right)
    return any(holds(one, other) for one in lefts for other in rights)


def items(value: Value) -> list[str | float | bool | Moment]:
    """Return the single values in `value`: the texts of nodes, or itself."""
    if isinstance(value, (str, float, bool, int, Moment)):
        return [value]
    return [node.text() for node in value]


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one == other
    if isinstance(one, bool) or isinstance(other, bool):
        return to_bool(one) == to_bool(other)
    first, second = to_number(one), to_number(other)
    return first == second or abs(first - second) < _TOLERANCE
