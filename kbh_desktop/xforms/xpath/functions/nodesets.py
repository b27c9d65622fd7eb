"""Functions of sets of nodes."""

from kbh_desktop.xforms.xpath.context import Context
from kbh_desktop.xforms.xpath.functions.registry import (
    ANY_NUMBER,
    Arguments,
    Theme,
    all_items,
    first_node,
    nodes_of,
)
from kbh_desktop.xforms.xpath.shuffle import shuffled
from kbh_desktop.xforms.xpath.tree import Node, position_among_siblings
from kbh_desktop.xforms.xpath.values import Nodes, Value, to_number, to_text

_theme = Theme()
FUNCTIONS = _theme.functions


@_theme.function("count", 1)
def _count(context: Context, arguments: Arguments) -> Value:
    return float(len(nodes_of(arguments[0](context))))


@_theme.function("count-non-empty", 1)
def _count_non_empty(context: Context, arguments: Arguments) -> Value:
    return float(sum(node.text() != "" for node in nodes_of(arguments[0](context))))


@_theme.function("sum", 1, ANY_NUMBER)
def _sum(context: Context, arguments: Arguments) -> Value:
    return float(sum(to_number(item) for item in all_items(context, arguments)))


@_theme.function("position", 0, 1)
def _position(context: Context, arguments: Arguments) -> Value:
    if not arguments:
        return float(context.position)
    node = first_node(context, arguments)
    return float("nan") if node is None else float(position_among_siblings(node))


@_theme.function("last", 0)
def _last(context: Context, _arguments: Arguments) -> Value:
    return float(context.size)


@_theme.function("current", 0)
def _current(context: Context, _arguments: Arguments) -> Value:
    return (context.current,)


@_theme.function("name", 0, 1)
def _name(context: Context, arguments: Arguments) -> Value:
    node = first_node(context, arguments)
    return "" if node is None else node.name.lstrip("@")


@_theme.function("local-name", 0, 1)
def _local_name(context: Context, arguments: Arguments) -> Value:
    node = first_node(context, arguments)
    return "" if node is None else node.local_name()


@_theme.function("namespace-uri", 0, 1)
def _namespace_uri(context: Context, arguments: Arguments) -> Value:
    node = first_node(context, arguments)
    if node is None or (node.name.startswith("@") and ":" not in node.name):
        return ""
    return context.environment.namespace(node.name.lstrip("@").rpartition(":")[0])


@_theme.function("instance", 1)
def _instance(context: Context, arguments: Arguments) -> Value:
    document = context.environment.instance(to_text(arguments[0](context)))
    return () if document is None else (document,)


@_theme.function("randomize", 1, 2)
def _randomize(context: Context, arguments: Arguments) -> Value:
    nodes = nodes_of(arguments[0](context))
    if len(arguments) > 1:
        seed = to_number(arguments[1](context))
    else:
        seed = context.environment.order_seed(context.current)
    return shuffled(nodes, seed)


@_theme.function("indexed-repeat", 3, 7)
def _indexed_repeat(context: Context, arguments: Arguments) -> Value:
    """Takes the target, then one to three pairs of a repeat and a place counted from 1."""
    found = nodes_of(arguments[0](context))
    for repeat, index in zip(arguments[1::2], arguments[2::2], strict=False):
        found = _below_instance(found, nodes_of(repeat(context)), to_number(index(context)))
    return found


def _below_instance(found: Nodes, instances: Nodes, index: float) -> Nodes:
    above = {ancestor for node in found for ancestor in (node, *node.ancestors())}
    reached = [instance for instance in instances if instance in above]
    if not 1 <= index <= len(reached):
        return ()
    chosen = reached[int(index) - 1]
    return [node for node in found if _is_below(node, chosen)]


def _is_below(node: Node, top: Node) -> bool:
    return node is top or any(ancestor is top for ancestor in node.ancestors())


@_theme.function("pulldata", 4)
def _pulldata(context: Context, arguments: Arguments) -> Value:
    name, column, key, wanted = (to_text(argument(context)) for argument in arguments)
    document = context.environment.instance(name)
    if document is None:
        return ""
    for root in document.children:
        for row in root.children:
            if _cell(row, key) == wanted:
                return _cell(row, column)
    return ""


def _cell(row: Node, column: str) -> str:
    cells = row.named.get(column)
    return cells[0].text() if cells else ""
