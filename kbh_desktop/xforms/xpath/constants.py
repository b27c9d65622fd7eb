"""Works out expressions that are the same whatever is answered."""

from datetime import UTC, datetime

from kbh_desktop.xforms.xpath.compiler import compile_expression
from kbh_desktop.xforms.xpath.context import Context
from kbh_desktop.xforms.xpath.parser import parse
from kbh_desktop.xforms.xpath.syntax import Binary, Call, Expression, Literal, Negate, Number
from kbh_desktop.xforms.xpath.tree import Node
from kbh_desktop.xforms.xpath.values import to_bool

_CHANGING = frozenset({"now", "today", "random", "uuid", "position", "last", "current", "instance"})
_NEEDS_TEXTS = frozenset({"jr:itext", "jr:choice-name", "pulldata"})


def constant_truth(expression: str) -> bool | None:
    """Return the truth of `expression` if it is always the same, else None."""
    if not _is_constant(parse(expression)):
        return None
    return to_bool(compile_expression(expression)(Context(Node(""), _Nowhere())))


def _is_constant(tree: Expression) -> bool:
    match tree:
        case Number() | Literal():
            return True
        case Negate(operand):
            return _is_constant(operand)
        case Binary(_, left, right):
            return _is_constant(left) and _is_constant(right)
        case Call(name, arguments, _):
            return name not in _CHANGING | _NEEDS_TEXTS and all(map(_is_constant, arguments))
        case _:
            return False


class _Nowhere:
    """An environment with nothing in it."""

    document = Node("")
    speaking = ""
    default_language = ""
    language = ""

    def now(self) -> datetime:
        return datetime.fromtimestamp(0, UTC)

    def random(self) -> float:
        return 0.0

    def order_seed(self, node: Node) -> float:  # noqa: ARG002 - part of the protocol
        return 0.0

    def new_uuid(self) -> str:
        return ""

    def instance(self, name: str) -> None:  # noqa: ARG002 - part of the protocol
        return None

    def itext(self, text_id: str) -> str:
        return text_id

    def choice_label(self, value: str, question: str, node: Node) -> str:  # noqa: ARG002
        return value

    def namespace(self, prefix: str) -> str:  # noqa: ARG002 - part of the protocol
        return ""
