"""Compiles location paths: from nodes to nodes, step by step."""

from collections.abc import Callable, Iterable, Sequence

from kbh_desktop.xforms.xpath.context import Compiled, Context
from kbh_desktop.xforms.xpath.syntax import Step
from kbh_desktop.xforms.xpath.tree import Node, in_document_order
from kbh_desktop.xforms.xpath.values import Nodes, to_bool

Walk = Callable[[Context, Nodes], Nodes]
_ANY = frozenset({"*", "node()"})


def compile_step(step: Step, predicates: Sequence[Compiled]) -> Walk:
    """Return the walk that `step` makes from each node."""
    if predicates:
        return _filtered(_from_one(step), predicates)
    if step.axis == "child" and step.name not in _ANY:
        return _to_named_children(step.name)
    if step.axis == "self" and step.name == "node()":
        return lambda _context, nodes: nodes
    reach = _from_one(step)
    return lambda _context, nodes: _merged([reach(node) for node in nodes])


def compile_filter(predicates: Sequence[Compiled]) -> Walk:
    """Return the walk that keeps the nodes for which all `predicates` hold."""

    def keep(context: Context, nodes: Nodes) -> Nodes:
        for predicate in predicates:
            nodes = _kept(context, nodes, predicate)
        return nodes

    return keep


def _to_named_children(name: str) -> Walk:
    def walk(_context: Context, nodes: Nodes) -> Nodes:
        if len(nodes) == 1:
            return nodes[0].named.get(name, ())
        return [child for node in nodes for child in node.named.get(name, ())]

    return walk


def _filtered(reach: Callable[[Node], Nodes], predicates: Sequence[Compiled]) -> Walk:
    keep = compile_filter(predicates)

    def walk(context: Context, nodes: Nodes) -> Nodes:
        return _merged([keep(context, reach(node)) for node in nodes])

    return walk


def _kept(context: Context, nodes: Nodes, predicate: Compiled) -> Nodes:
    kept: list[Node] = []
    size = len(nodes)
    for position, node in enumerate(nodes, 1):
        result = predicate(context.at(node, position, size))
        is_number = isinstance(result, (float, int)) and not isinstance(result, bool)
        if result == position if is_number else to_bool(result):
            kept.append(node)
    return kept


def _merged(groups: Sequence[Nodes]) -> Nodes:
    if len(groups) == 1:
        return in_document_order(groups[0]) if len(groups[0]) > 1 else groups[0]
    return in_document_order(node for group in groups for node in group)


def _from_one(step: Step) -> Callable[[Node], Nodes]:
    axis, name = _AXES[step.axis], step.name
    if step.axis == "attribute":
        return lambda node: _attributes(node, name)
    if name == "node()":
        return lambda node: list(axis(node))
    if name == "*":
        return lambda node: [other for other in axis(node) if other.name]
    if name == "text()":
        return lambda node: [other for other in axis(node) if not other.children]
    return lambda node: [other for other in axis(node) if other.name == name]


def _attributes(node: Node, name: str) -> Nodes:
    if name in _ANY:
        return list(node.attributes.values())
    attribute = node.attributes.get(f"@{name}")
    return [] if attribute is None else [attribute]


def _ancestors_or_self(node: Node) -> Iterable[Node]:
    yield node
    yield from node.ancestors()


def _descendants_or_self(node: Node) -> Iterable[Node]:
    yield node
    yield from node.descendants()


def _siblings_after(node: Node) -> Iterable[Node]:
    if node.parent is None:
        return ()
    siblings = node.parent.children
    return siblings[siblings.index(node) + 1 :]


def _siblings_before(node: Node) -> Iterable[Node]:
    """Nearest first, as positions on this axis count."""
    if node.parent is None:
        return ()
    siblings = node.parent.children
    return reversed(siblings[: siblings.index(node)])


def _after(node: Node) -> Iterable[Node]:
    for place in _ancestors_or_self(node):
        for sibling in _siblings_after(place):
            yield from _descendants_or_self(sibling)


def _before(node: Node) -> Iterable[Node]:
    for place in _ancestors_or_self(node):
        for sibling in _siblings_before(place):
            yield from reversed(list(_descendants_or_self(sibling)))


_AXES: dict[str, Callable[[Node], Iterable[Node]]] = {
    "ancestor": Node.ancestors,
    "ancestor-or-self": _ancestors_or_self,
    "attribute": lambda node: node.attributes.values(),
    "child": lambda node: node.children,
    "descendant": Node.descendants,
    "descendant-or-self": _descendants_or_self,
    "following": _after,
    "following-sibling": _siblings_after,
    "parent": lambda node: () if node.parent is None else (node.parent,),
    "preceding": _before,
    "preceding-sibling": _siblings_before,
    "self": lambda node: (node,),
}
