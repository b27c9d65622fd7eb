"""The tree that paths walk through."""

from collections.abc import Iterable, Iterator
from typing import Self


class Node:
    """An element, an attribute (its name begins with `@`) or, without a name, a document."""

    __slots__ = ("attributes", "children", "name", "named", "parent", "value")

    def __init__(self, name: str, value: str = "") -> None:
        self.name = name
        self.value = value
        self.parent: Self | None = None
        self.children: list[Self] = []
        self.named: dict[str, list[Self]] = {}
        self.attributes: dict[str, Self] = {}

    def text(self) -> str:
        """Return the string value: its own text, or that of everything below it."""
        if self.children:
            return "".join(child.text() for child in self.children)
        return self.value

    def append(self, child: Self) -> None:
        """Make `child` the last child."""
        child.parent = self
        self.children.append(child)
        self.named.setdefault(child.name, []).append(child)

    def insert(self, child: Self, after: Self | None) -> None:
        """Put `child` right after its coming sibling `after`, or before all others."""
        child.parent = self
        place = 0 if after is None else self.children.index(after) + 1
        self.children.insert(place, child)
        self.named[child.name] = [node for node in self.children if node.name == child.name]

    def remove(self, child: Self) -> None:
        """Take `child` out of the tree."""
        self.children.remove(child)
        self.named[child.name].remove(child)
        child.parent = None

    def set_attribute(self, attribute: Self) -> None:
        """Give this node an attribute, whose name begins with `@`."""
        attribute.parent = self
        self.attributes[attribute.name] = attribute

    def ancestors(self) -> Iterator[Self]:
        """Return the nodes above, nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def descendants(self) -> Iterator[Self]:
        """Return the nodes below, in document order."""
        for child in self.children:
            yield child
            yield from child.descendants()

    def local_name(self) -> str:
        """Return the name without its prefix."""
        return self.name.lstrip("@").rpartition(":")[2]


def position_among_siblings(node: Node) -> int:
    """Return the place of `node` among the siblings of its name, counted from 1."""
    if node.parent is None:
        return 1
    return node.parent.named.get(node.name, [node]).index(node) + 1


def in_document_order(nodes: Iterable[Node]) -> list[Node]:
    """Return `nodes`, each once, in the order in which a reader meets them."""
    return sorted(dict.fromkeys(nodes), key=_address)


def _address(node: Node) -> tuple[int, ...]:
    address: list[int] = []
    while node.parent is not None:
        parent = node.parent
        if node.name.startswith("@"):
            address.append(-1)
        else:
            address.append(parent.children.index(node))
        node = parent
    return tuple(reversed(address))
