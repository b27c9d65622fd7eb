"""What an expression sees while it runs."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from kbh_desktop.xforms.xpath.tree import Node
from kbh_desktop.xforms.xpath.values import Value


class Environment(Protocol):
    """The world around an expression: time, chance, texts and other instances, all passed in."""

    @property
    def document(self) -> Node:
        """The document that absolute paths start from."""

    @property
    def speaking(self) -> str:
        """The full name of the language in use, such as `Dansk (da)`."""

    @property
    def default_language(self) -> str:
        """The full name of the language that stands in where a text is missing."""

    @property
    def language(self) -> str:
        """The code of the language in use, such as `da`."""

    def now(self) -> datetime:
        """Return the current local time with its offset."""

    def random(self) -> float:
        """Return the next random number, 0 up to but not including 1."""

    def order_seed(self, node: Node) -> float:
        """Return the seed of the order at `node`, the same whenever it is asked."""

    def new_uuid(self) -> str:
        """Return a fresh id."""

    def instance(self, name: str) -> Node | None:
        """Return the document of the secondary instance `name`."""

    def itext(self, text_id: str) -> str:
        """Return the text `text_id` in the language in use."""

    def choice_label(self, value: str, question: str, node: Node) -> str:
        """Return the label of the choice `value` of the question at the path `question`."""

    def namespace(self, prefix: str) -> str:
        """Return the namespace that `prefix` stands for."""


class Context:
    """Where an expression is evaluated; `current` stays while predicates move `node`."""

    __slots__ = ("current", "environment", "node", "position", "size")

    def __init__(
        self,
        node: Node,
        environment: Environment,
        *,
        current: Node | None = None,
        position: int = 1,
        size: int = 1,
    ) -> None:
        self.node = node
        self.environment = environment
        self.current = node if current is None else current
        self.position = position
        self.size = size

    def at(self, node: Node, position: int, size: int) -> "Context":
        """Return the context of a predicate at `node`."""
        return Context(node, self.environment, current=self.current, position=position, size=size)


Compiled = Callable[[Context], Value]
