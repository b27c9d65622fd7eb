"""Small forms written in the test itself, and sessions of them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from itertools import count
from typing import Any

from pyxform.xls2xform import convert

from kbh_desktop.xforms.definition import load_form
from kbh_desktop.xforms.model import Form
from kbh_desktop.xforms.session import Session
from kbh_desktop.xforms.xpath.compiler import compile_expression
from kbh_desktop.xforms.xpath.context import Context
from kbh_desktop.xforms.xpath.tree import Node
from kbh_desktop.xforms.xpath.values import Value, to_text

NOW = datetime(2026, 4, 16, 12, 2, 3, 456000, tzinfo=UTC)
SETTINGS = "| settings |\n| | form_id | version |\n| | test | 1 |\n"


@cache
def form(tables: str) -> Form:
    """Return the form that Markdown `tables` write; settings are added if they have none."""
    whole = tables if "| settings |" in tables else f"{tables.strip()}\n{SETTINGS}"
    return load_form(convert(whole.encode(), file_type=".md").xform.encode())


def survey(*rows: str, columns: str = "type | name | label") -> str:
    """Return a survey sheet with `rows` such as `text | a | A`."""
    head = f"| survey |\n| | {columns} |\n"
    return head + "".join(f"| | {row} |\n" for row in rows)


def begin(form: Form, **given: Any) -> Session:
    """Return a new session whose ids are i1, i2 and so on."""
    numbers = count(1)
    return Session(form, **{"clock": lambda: NOW, "new_id": lambda: f"i{next(numbers)}", **given})


def reopened(session: Session, **given: Any) -> Session:
    """Return a session that goes on with the stored answers of `session`."""
    return begin(session.form, answers=session.answers(), **given)


class FixedEnvironment:
    """A world with a set time, one list and nothing else."""

    speaking = "Dansk (da)"
    default_language = "Dansk (da)"
    language = "da"

    def __init__(self, document: Node) -> None:
        self.document = document

    def now(self) -> datetime:
        return NOW

    def random(self) -> float:
        return 0.25

    def order_seed(self, node: Node) -> float:
        return 7.0

    def new_uuid(self) -> str:
        return "5e3a3c1e-0000-4000-8000-000000000000"

    def instance(self, name: str) -> Node | None:
        return (
            tree({"root": [("item", {"name": "a", "pop": "12"}), ("item", {"name": "b"})]})
            if (name == "towns")
            else None
        )

    def itext(self, text_id: str) -> str:
        return f"text of {text_id}"

    def choice_label(self, value: str, question: str, node: Node) -> str:
        return f"{value} at {question.strip()}"

    def namespace(self, prefix: str) -> str:
        return {"": "http://www.w3.org/2002/xforms", "orx": "http://openrosa.org/xforms"}[prefix]


def tree(content: Any) -> Node:
    """Return a document: a mapping or a list of pairs of names and texts or further content."""
    document = Node("")
    _fill(document, content)
    return document


def _fill(parent: Node, content: Any) -> None:
    pairs = content.items() if isinstance(content, Mapping) else content
    for name, inside in pairs:
        child = Node(name)
        parent.append(child)
        if isinstance(inside, str):
            child.value = inside
        else:
            _fill(child, inside)


DATA = tree(
    {
        "data": [
            ("name", "Åse"),
            ("age", "42"),
            ("half", "0.5"),
            ("empty", ""),
            ("born", "1984-02-29"),
            ("langs", "ar da ti"),
            ("job", [("title", "cook"), ("years", "3")]),
            ("job", [("title", "driver"), ("years", "4")]),
            ("job", [("title", ""), ("years", "")]),
        ]
    }
)


def evaluate(expression: str, at: str = "/data") -> Value:
    """Return what `expression` says of DATA at the node `at`."""
    environment = FixedEnvironment(DATA)
    place = compile_expression(at)(Context(DATA, environment))
    assert isinstance(place, (list, tuple))
    return compile_expression(expression)(Context(place[0], environment))


def text(expression: str, at: str = "/data") -> str:
    """Return what `expression` says, as text."""
    return to_text(evaluate(expression, at))
