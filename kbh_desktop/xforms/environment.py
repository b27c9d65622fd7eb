"""The world that the expressions of one session see."""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from kbh_desktop.clock import Clock
from kbh_desktop.xforms.choices import labelled
from kbh_desktop.xforms.instance import Instance, InstanceNode
from kbh_desktop.xforms.model import Form, language_code
from kbh_desktop.xforms.rendering import rendered
from kbh_desktop.xforms.rules import Role, Rule
from kbh_desktop.xforms.texts import Text
from kbh_desktop.xforms.xpath.compiler import as_nodes, compile_expression
from kbh_desktop.xforms.xpath.context import Context
from kbh_desktop.xforms.xpath.errors import ExpressionError
from kbh_desktop.xforms.xpath.tree import Node

_HEXADECIMAL = re.compile("[0-9a-f]{32}")

Table = Sequence[Mapping[str, str]]
External = Table | Mapping[str, str] | Callable[[], Table]
"""Rows by column; earlier answers by reference; or what returns the rows when asked."""


class SessionEnvironment:
    """Time, chance, texts and lists for one session."""

    def __init__(
        self,
        form: Form,
        instance: Instance,
        *,
        clock: Clock,
        new_id: Callable[[], str],
        random_seed: int,
        external: Mapping[str, External],
    ) -> None:
        self._form = form
        self._instance = instance
        self._clock = clock
        self._new_id = new_id
        self._seed = random_seed
        self._random = random.Random(random_seed)  # noqa: S311 - order of questions, no secret
        self._external = external
        self._documents: dict[str, Node | None] = {}
        self._speaking = form.default_language

    @property
    def document(self) -> Node:
        """The document of the form's own instance."""
        return self._instance.document

    @property
    def speaking(self) -> str:
        """The full name of the language in use."""
        return self._speaking

    @property
    def default_language(self) -> str:
        """The full name of the form's own language."""
        return self._form.default_language

    @property
    def language(self) -> str:
        """The code of the language in use."""
        return language_code(self._speaking)

    @contextmanager
    def in_language(self, name: str) -> Iterator[None]:
        """Speak the language with the full name `name` inside the block."""
        before = self._speaking
        self._speaking = name
        try:
            yield
        finally:
            self._speaking = before

    def speak(self, name: str) -> None:
        """Speak the language with the full name `name` from now on."""
        self._speaking = name

    def now(self) -> datetime:
        """Return the current local time with its offset."""
        return self._clock().astimezone()

    def random(self) -> float:
        """Return the next random number of this session."""
        return self._random.random()

    def order_seed(self, node: Node) -> float:
        """Return the seed of the order at `node`: one for each form filled in, lasting with it."""
        nodes = self._instance.nodes()
        ids = (one.value for one in nodes if one.local_name() == "instanceID")
        key = node.key if isinstance(node, InstanceNode) else node.name
        source = random.Random(f"{self._seed} {next(ids, '')} {key}")  # noqa: S311 - no secret
        return float(source.randrange(1, 2**31))

    def new_uuid(self) -> str:
        """Return a fresh id, with hyphens if it is 32 hexadecimal digits."""
        fresh = self._new_id()
        return str(UUID(hex=fresh)) if _HEXADECIMAL.fullmatch(fresh) else fresh

    def instance(self, name: str) -> Node | None:
        """Return the document of the list `name`, from the form or from outside it."""
        if name in self._form.instances:
            return self._form.instances[name]
        if name not in self._documents:
            self._documents[name] = self._outside(name)
        return self._documents[name]

    def _outside(self, name: str) -> Node | None:
        table = self._external.get(name)
        if table is None:
            return None
        if isinstance(table, Mapping):
            return _answers_document(table)
        return _table_document(table() if callable(table) else table)

    def itext(self, text_id: str) -> str:
        """Return the text `text_id` in the language in use, or the id where there is none."""
        text = self._form.texts.get(text_id)
        if text is None:
            return text_id
        pieces = text.pieces(self._speaking, self._form.default_language)
        return rendered(pieces, Context(self._instance.root, self))

    def text(self, text_id: str) -> Text | None:
        """Return the text `text_id` in all its languages, or None."""
        return self._form.texts.get(text_id)

    def rules_of(self, ref: str, role: Role) -> tuple[Rule, ...]:
        """Return the rules of the node at `ref` that play `role`."""
        rules = self._form.graph.by_owner.get(ref, ())
        return tuple(rule for rule in rules if rule.role is role)

    def choice_label(self, value: str, question: str, node: Node) -> str:
        """Return the label of `value` among the choices of the question at `question`."""
        try:
            found = as_nodes(compile_expression(question.strip())(Context(node, self)))
        except ExpressionError:
            return value
        asked = next((one for one in found if isinstance(one, InstanceNode)), None)
        return value if asked is None or not value else labelled(value, asked, self)

    def namespace(self, prefix: str) -> str:
        """Return the namespace that `prefix` stands for in the form."""
        return self._form.namespaces.get(prefix, "")


def _table_document(rows: Table) -> Node:
    document, root = Node(""), Node("root")
    document.append(root)
    for row in rows:
        item = Node("item")
        root.append(item)
        for column, value in row.items():
            item.append(Node(column, value))
    return document


def _answers_document(answers: Mapping[str, str]) -> Node:
    """Earlier answers as a tree; of a repeat only the first instance is reached."""
    document = Node("")
    for ref, value in answers.items():
        node = document
        for name in ref.strip("/").split("/"):
            if name not in node.named:
                node.append(Node(name))
            node = node.named[name][0]
        node.value = value
    return document
