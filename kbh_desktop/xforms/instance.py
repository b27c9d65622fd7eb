"""The tree of one filled-in form, with its repeats."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.xforms.model import Element, Form, Group, Question, Repeat
from kbh_desktop.xforms.xpath.tree import Node, position_among_siblings

_CHOSEN = re.compile(r"(?P<name>[^\[\]]+)(?:\[(?:(?P<position>\d{1,9})|~(?P<id>[^\[\]]+))\])?")
_INSTANCE_KEY = re.compile(r"(?P<parent>.*)/(?P<name>[^/\[\]]+)\[~(?P<id>[^/\[\]]+)\]")


class InstanceNode(Node):
    """A node with its key, and what the rules say of it at the moment."""

    __slots__ = (
        "element",
        "key",
        "offered",
        "order",
        "own_relevant",
        "readonly",
        "relevant",
        "repeat_id",
        "required",
        "satisfied",
    )

    def __init__(self, element: Element, key: str, repeat_id: str = "", order: str = "") -> None:
        super().__init__(element.name)
        self.element = element
        self.key = key
        self.repeat_id = repeat_id
        self.order = order
        self.own_relevant = True
        self.relevant = True
        self.required = False
        self.readonly = False
        self.satisfied = True
        self.offered: frozenset[str] | None = None

    def text(self) -> str:
        """Return the string value, which is empty while the node is not relevant."""
        if self.children:
            return super().text() if self.relevant else ""
        return self.answer()

    def answer(self) -> str:
        """Return the value as far as it counts now: relevant, and among the choices on offer."""
        if not self.relevant:
            return ""
        if self.offered is None or not self.value:
            return self.value
        return " ".join(one for one in self.chosen() if one in self.offered)

    def chosen(self) -> Sequence[str]:
        """Return the choices made, one or several."""
        element = self.element
        is_several = isinstance(element, Question) and element.type in {"select_multiple", "rank"}
        return self.value.split() if is_several else [self.value]

    @property
    def is_repeat_instance(self) -> bool:
        """Whether this is one instance of a repeat."""
        return self.repeat_id != ""

    def is_missing(self) -> bool:
        """Return whether a required answer has not been given."""
        return self.required and self.answer() == "" and isinstance(self.element, Question)

    def is_readonly(self) -> bool:
        """Return whether the node or a group around it is read-only."""
        return self.readonly or any(ancestor.readonly for ancestor in self.ancestors())


class Instance:
    """The nodes of one filled-in form, found by key, by reference or by position."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.document = InstanceNode(Group(ref="", name=""), "")
        self.root = InstanceNode(form.root, form.root.ref)
        self.document.append(self.root)
        self._by_key: dict[str, InstanceNode] = {}
        self._by_ref: dict[str, list[InstanceNode]] = {}
        self._grow(self.root, form.root.children)
        self.reindex()

    def _grow(self, parent: InstanceNode, elements: Sequence[Element]) -> None:
        for element in elements:
            if isinstance(element, Repeat):
                continue
            node = InstanceNode(element, f"{parent.key}/{element.name}")
            parent.append(node)
            if isinstance(element, Group):
                self._grow(node, element.children)
                for attribute in element.attributes:
                    node.set_attribute(InstanceNode(attribute, f"{node.key}/{attribute.name}"))

    def reindex(self) -> None:
        """Look up every node anew, after instances came or went."""
        self._by_key.clear()
        self._by_ref.clear()
        for node in self.nodes():
            self._by_key[node.key] = node
            self._by_ref.setdefault(node.element.ref, []).append(node)

    def nodes(self, top: InstanceNode | None = None) -> Iterator[InstanceNode]:
        """Return `top` (the root if left out) and every node below it, in document order."""
        start = self.root if top is None else top
        yield start
        yield from start.attributes.values()
        for child in start.children:
            yield from self.nodes(child)

    def at(self, ref: str, under: InstanceNode | None = None) -> Sequence[InstanceNode]:
        """Return the nodes at `ref`, only those inside `under` if it is given."""
        nodes = self._by_ref.get(ref, [])
        if under is None or len(nodes) <= 1:
            return nodes
        return [node for node in nodes if node is under or under in node.ancestors()]

    @property
    def size(self) -> int:
        """The number of nodes."""
        return len(self._by_key)

    def get(self, key: str) -> InstanceNode | None:
        """Return the node with `key`, or None."""
        return self._by_key.get(key)

    def find(self, address: str) -> InstanceNode:
        """Return the node at a key, or at a reference with positions such as `[2]`.

        Raises:
            InputError: there is no such node.
        """
        node = self._by_key.get(address) or self._by_position(address)
        if node is None:
            raise InputError(
                _("The form has no question at {address}.").format(address=address), field=address
            )
        return node

    def _by_position(self, address: str) -> InstanceNode | None:
        found: InstanceNode | None = self.document
        for part in address.strip("/").split("/"):
            if found is None:
                return None
            found = _child_at(found, part)
        return found

    def add(self, repeat: Repeat, parent: InstanceNode, repeat_id: str, order: str) -> InstanceNode:
        """Put a new instance of `repeat` into `parent`, where its order says.

        It is found by its key at once, by its reference after `reindex`.
        """
        key = f"{parent.key}/{repeat.name}[~{repeat_id}]"
        node = InstanceNode(repeat, key, repeat_id, order)
        self._grow(node, repeat.children)
        parent.insert(node, _sibling_before(parent, node))
        self._by_key.update((below.key, below) for below in self.nodes(node))
        return node

    def nested_repeats(self, top: InstanceNode) -> Iterator[tuple[Repeat, InstanceNode]]:
        """Return the repeats that may stand in `top`, each with the node it stands in."""
        element = top.element
        if isinstance(element, Question):
            return
        for child in element.children:
            if isinstance(child, Repeat):
                yield child, top
        for node in top.children:
            if not node.is_repeat_instance:
                yield from self.nested_repeats(node)


def split_instance_key(key: str) -> tuple[str, str, str] | None:
    """Return the parent's key, the name and the id in the key of a repeat instance, or None."""
    match = _INSTANCE_KEY.fullmatch(key)
    return (match["parent"], match["name"], match["id"]) if match else None


def next_order(siblings: Sequence[InstanceNode]) -> str:
    """Return an order after the last of `siblings`."""
    last = order_number(siblings[-1].order) if siblings else Decimal(0)
    return str(int(last) + 1)


def order_number(order: str) -> Decimal:
    """Return the order of an instance as a number; what is no number comes first."""
    try:
        number = Decimal(order)
    except InvalidOperation:
        return Decimal(0)
    return number if number.is_finite() else Decimal(0)


def positional(node: InstanceNode) -> str:
    """Return the reference of `node` with the position of each repeat instance, from 1."""
    parts: list[str] = []
    place: InstanceNode | None = node
    while place is not None and place.name:
        part = place.name
        if place.is_repeat_instance:
            part = f"{part}[{position_among_siblings(place)}]"
        parts.append(part)
        place = place.parent
    return "/" + "/".join(reversed(parts))


def _rank(node: InstanceNode) -> tuple[Decimal, str]:
    return order_number(node.order), node.repeat_id


def _child_at(parent: InstanceNode, part: str) -> InstanceNode | None:
    if part.startswith("@"):
        return parent.attributes.get(part)
    match = _CHOSEN.fullmatch(part)
    if match is None:
        return None
    same = parent.named.get(match["name"], [])
    if match["id"]:
        return next((node for node in same if node.repeat_id == match["id"]), None)
    position = int(match["position"] or 1)
    return same[position - 1] if 1 <= position <= len(same) else None


def _sibling_before(parent: InstanceNode, node: InstanceNode) -> InstanceNode | None:
    """Instances stand by their order; the first where the form has it among its siblings."""
    same = parent.named.get(node.name, [])
    place = bisect(same, _rank(node), key=_rank)
    if place:
        return same[place - 1]
    element = parent.element
    names = [] if isinstance(element, Question) else [child.name for child in element.children]
    earlier = set(names[: names.index(node.name)])
    before = [child for child in parent.children if child.name in earlier]
    return before[-1] if before else None
