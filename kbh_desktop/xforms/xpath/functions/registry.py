"""How a function says its name and how many values it takes."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kbh_desktop.xforms.xpath.context import Compiled, Context
from kbh_desktop.xforms.xpath.tree import Node
from kbh_desktop.xforms.xpath.values import Nodes, Value, items, to_number, to_text

Arguments = Sequence[Compiled]
Run = Callable[[Context, Arguments], Value]
ANY_NUMBER = 1_000


@dataclass(frozen=True, slots=True)
class Function:
    """A function, and the fewest and most values it takes."""

    fewest: int
    most: int
    run: Run


class Theme:
    """Collects the functions of one theme."""

    def __init__(self) -> None:
        self.functions: dict[str, Function] = {}

    def function(self, name: str, fewest: int, most: int | None = None) -> Callable[[Run], Run]:
        """Register a function that takes its arguments unevaluated."""

        def register(run: Run) -> Run:
            self.functions[name] = Function(fewest, fewest if most is None else most, run)
            return run

        return register

    def of_texts(self, name: str, count: int, result: Callable[..., Value]) -> None:
        """Register a function of `count` texts."""

        def run(context: Context, arguments: Arguments) -> Value:
            return result(*(to_text(argument(context)) for argument in arguments))

        self.functions[name] = Function(count, count, run)

    def of_numbers(self, name: str, count: int, result: Callable[..., float]) -> None:
        """Register a function of `count` numbers; no result is NaN, too large is infinite."""

        def run(context: Context, arguments: Arguments) -> Value:
            try:
                return float(result(*(to_number(argument(context)) for argument in arguments)))
            except OverflowError:
                return math.inf
            except (ValueError, ZeroDivisionError):
                return math.nan

        self.functions[name] = Function(count, count, run)


def own_or_argument(context: Context, arguments: Arguments) -> Value:
    """Return the only argument, or without one the node the expression stands at."""
    return arguments[0](context) if arguments else (context.node,)


def all_items(context: Context, arguments: Arguments) -> list[Value]:
    """Return all arguments as single values, nodes as their texts."""
    return [item for argument in arguments for item in items(argument(context))]


def nodes_of(value: Value) -> Nodes:
    """Return `value` if it is a set of nodes, else no nodes."""
    return value if isinstance(value, (list, tuple)) else ()


def first_node(context: Context, arguments: Arguments) -> Node | None:
    """Return the first node of the only argument, or the node the expression stands at."""
    nodes = nodes_of(own_or_argument(context, arguments))
    return nodes[0] if nodes else None
