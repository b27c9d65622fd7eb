"""Turns a syntax tree into closures, so that running it walks no tree."""

import math
import operator
from collections.abc import Callable
from functools import lru_cache

from kbh_desktop.i18n import _
from kbh_desktop.xforms.xpath.context import Compiled, Context
from kbh_desktop.xforms.xpath.errors import ExpressionError
from kbh_desktop.xforms.xpath.functions import FUNCTIONS
from kbh_desktop.xforms.xpath.parser import parse
from kbh_desktop.xforms.xpath.paths import compile_filter, compile_step
from kbh_desktop.xforms.xpath.syntax import (
    Binary,
    Call,
    Expression,
    Literal,
    Negate,
    Number,
    Path,
    Start,
)
from kbh_desktop.xforms.xpath.tree import Node, in_document_order
from kbh_desktop.xforms.xpath.values import (
    Nodes,
    Value,
    equal,
    ordered,
    to_bool,
    to_number,
    unequal,
)


@lru_cache(maxsize=4096)
def compile_expression(expression: str) -> Compiled:
    """Return `expression` as a function of its context.

    Raises:
        ExpressionError: malformed, an unknown function or a wrong number of arguments.
    """
    return _Compiler(expression).compiled(parse(expression))


class _Compiler:
    """Compiles one expression; keeps its text for the errors."""

    def __init__(self, expression: str) -> None:
        self._expression = expression

    def compiled(self, tree: Expression) -> Compiled:
        match tree:
            case Number(value) | Literal(value):
                return _constant(value)
            case Negate(operand):
                inner = self.compiled(operand)
                return lambda context: -to_number(inner(context))
            case Binary():
                return self._binary(tree)
            case Call():
                return self._call(tree)
            case Path():
                return self._path(tree)

    def _binary(self, tree: Binary) -> Compiled:
        return _BINARY[tree.operator](self.compiled(tree.left), self.compiled(tree.right))

    def _call(self, tree: Call) -> Compiled:
        function = FUNCTIONS.get(tree.name)
        if function is None:
            reason = _("there is no function “{name}”").format(name=tree.name)
            raise ExpressionError(self._expression, tree.position, reason)
        count = len(tree.arguments)
        if not function.fewest <= count <= function.most:
            reason = _("“{name}” can't take {count} values").format(name=tree.name, count=count)
            raise ExpressionError(self._expression, tree.position, reason)
        arguments = tuple(map(self.compiled, tree.arguments))
        run = function.run
        return lambda context: run(context, arguments)

    def _path(self, tree: Path) -> Compiled:
        walks = [
            compile_step(step, tuple(map(self.compiled, step.predicates))) for step in tree.steps
        ]
        if tree.filters:
            walks.insert(0, compile_filter(tuple(map(self.compiled, tree.filters))))
        start = self._start(tree)

        def run(context: Context) -> Value:
            nodes = start(context)
            for walk in walks:
                nodes = walk(context, nodes)
            return nodes

        return run

    def _start(self, tree: Path) -> Callable[[Context], Nodes]:
        if tree.start is Start.ROOT:
            return lambda context: (context.environment.document,)
        if tree.start is Start.CONTEXT or tree.origin is None:
            return lambda context: (context.node,)
        origin = self.compiled(tree.origin)
        return lambda context: as_nodes(origin(context))


def as_nodes(value: Value) -> Nodes:
    """Return `value` if it is a set of nodes, else no nodes."""
    return value if isinstance(value, (list, tuple)) else ()


def _constant(value: str | float) -> Compiled:
    return lambda _context: value


def _or(left: Compiled, right: Compiled) -> Compiled:
    return lambda context: to_bool(left(context)) or to_bool(right(context))


def _and(left: Compiled, right: Compiled) -> Compiled:
    return lambda context: to_bool(left(context)) and to_bool(right(context))


def _union(left: Compiled, right: Compiled) -> Compiled:
    def run(context: Context) -> Value:
        nodes: list[Node] = [*as_nodes(left(context)), *as_nodes(right(context))]
        return in_document_order(nodes)

    return run


def _ordering(holds: Callable[[float, float], bool]) -> Callable[[Compiled, Compiled], Compiled]:
    def build(left: Compiled, right: Compiled) -> Compiled:
        return lambda context: ordered(left(context), right(context), holds)

    return build


def _arithmetic(
    result: Callable[[float, float], float],
) -> Callable[[Compiled, Compiled], Compiled]:
    def build(left: Compiled, right: Compiled) -> Compiled:
        return lambda context: result(to_number(left(context)), to_number(right(context)))

    return build


def _divide(dividend: float, divisor: float) -> float:
    if divisor != 0:
        return dividend / divisor
    if dividend == 0 or math.isnan(dividend):
        return math.nan
    return math.copysign(math.inf, dividend) * math.copysign(1.0, divisor)


def _remainder(dividend: float, divisor: float) -> float:
    if divisor == 0 or math.isinf(dividend):
        return math.nan
    return math.fmod(dividend, divisor)


_BINARY: dict[str, Callable[[Compiled, Compiled], Compiled]] = {
    "or": _or,
    "and": _and,
    "=": lambda left, right: lambda context: equal(left(context), right(context)),
    "!=": lambda left, right: lambda context: unequal(left(context), right(context)),
    "<": _ordering(operator.lt),
    "<=": _ordering(operator.le),
    ">": _ordering(operator.gt),
    ">=": _ordering(operator.ge),
    "+": _arithmetic(operator.add),
    "-": _arithmetic(operator.sub),
    "*": _arithmetic(operator.mul),
    "div": _arithmetic(_divide),
    "mod": _arithmetic(_remainder),
    "|": _union,
}
