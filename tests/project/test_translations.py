"""Every text has its Danish, with the same placeholders, and is written so that it is found."""

import ast
import re
from collections import defaultdict
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from tests.project.scripts import load_script
from tests.project.tree import ROOT, files

FUNCTIONS = {"_": 1, "n_": 2, "N_": 1}
CATALOGUES = sorted((ROOT / "resources/translations/da").glob("*.po"))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def messages(path):
    with path.open("rb") as source:
        return [message for message in read_po(source, locale="da") if message.id]


def test_nothing_is_missing_unused_or_doubtful():
    assert load_script("translations").problems() == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_placeholders_match(path):
    wrong = []
    for message in messages(path):
        english = message.id if isinstance(message.id, tuple) else (message.id,)
        danish = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = placeholders(english[-1])
        allowed = [wanted, wanted - {"count"}] if len(english) > 1 else [wanted]
        wrong += [text for text in danish if placeholders(text) not in allowed]
    assert wrong == []


def test_no_text_has_two_danish_wordings():
    wordings = defaultdict(set)
    for path in CATALOGUES:
        for message in messages(path):
            wordings[str(message.id)].add(str(message.string))
    assert {text: danish for text, danish in wordings.items() if len(danish) > 1} == {}


def test_texts_are_written_out_where_they_are_translated():
    computed = []
    for path in files(".py"):
        if path.relative_to(ROOT).parts[0] not in {"kbh_desktop", "ui"}:
            continue
        for node in ast.walk(ast.parse(path.read_bytes())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            count = FUNCTIONS.get(node.func.id, 0)
            if not all(isinstance(argument, ast.Constant) for argument in node.args[:count]):
                computed.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert computed == []


def test_the_danish_is_danish_text():
    """No English quotation marks or dots in threes, which Danish readers stumble over."""
    odd = []
    for path in CATALOGUES:
        for message in messages(path):
            danish = message.string if isinstance(message.string, tuple) else (message.string,)
            odd += [text for text in danish if re.search(r"\.\.\.|\s[,!?;]|\s\.(\s|$)", text)]
    assert odd == []
