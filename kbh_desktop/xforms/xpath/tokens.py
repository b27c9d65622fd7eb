"""Cuts an expression into tokens, as XPath 1.0 section 3.7 has it."""

import re
from enum import Enum
from typing import NamedTuple

from kbh_desktop.i18n import _
from kbh_desktop.xforms.xpath.errors import ExpressionError


class Kind(Enum):
    """The kinds of token."""

    NUMBER = "number"
    LITERAL = "literal"
    NAME = "name"
    OPERATOR = "operator"
    SIGN = "sign"
    END = "end"


class Token(NamedTuple):
    """A piece of an expression; `position` counts characters from 1."""

    kind: Kind
    text: str
    position: int


_NAME = r"[^\W\d][\w.\-]*"
_TOKEN = re.compile(
    rf"""(?P<number>\d+(?:\.\d*)?|\.\d+)
    |(?P<literal>"[^"]*"|'[^']*')
    |(?P<sign>//|::|\.\.|!=|<=|>=|[/()\[\],.@|+\-=<>*])
    |(?P<name>{_NAME}(?::(?!:)(?:{_NAME}|\*))?)""",
    re.VERBOSE,
)
_SPACE = re.compile(r"\s*")
_OPERATOR_NAMES = frozenset({"and", "or", "div", "mod"})
_OPERATOR_SIGNS = frozenset({"+", "-", "=", "!=", "<", "<=", ">", ">=", "|"})
_ENDS_OPERAND = frozenset({")", "]", ".", ".."})


def tokenize(expression: str) -> tuple[Token, ...]:
    """Return the tokens of `expression`, the last of kind END.

    Raises:
        ExpressionError: a character or an open quote that belongs to no token.
    """
    tokens: list[Token] = []
    place = _skip(expression, 0)
    while place < len(expression):
        match = _TOKEN.match(expression, place)
        if match is None:
            raise ExpressionError(expression, place + 1, _unreadable(expression[place]))
        tokens.append(_token(match, tokens[-1] if tokens else None))
        place = _skip(expression, match.end())
    tokens.append(Token(Kind.END, "", len(expression) + 1))
    return tuple(tokens)


def _skip(expression: str, place: int) -> int:
    space = _SPACE.match(expression, place)
    return space.end() if space else place


def _unreadable(character: str) -> str:
    if character in "\"'":
        return _("the quotation mark is never closed")
    if character == "$":
        return _("“$” can't stand here; a question is written as ${name}")
    return _("the character “{character}” can't stand here").format(character=character)


def _token(match: re.Match[str], before: Token | None) -> Token:
    kind, text, position = Kind(match.lastgroup), match.group(), match.start() + 1
    after_operand = _is_operand_end(before)
    if kind is Kind.NAME and after_operand and text in _OPERATOR_NAMES:
        kind = Kind.OPERATOR
    elif text == "*" and kind is Kind.SIGN:
        kind = Kind.OPERATOR if after_operand else Kind.NAME
    elif kind is Kind.SIGN and text in _OPERATOR_SIGNS:
        kind = Kind.OPERATOR
    elif kind is Kind.LITERAL:
        text = text[1:-1]
    return Token(kind, text, position)


def _is_operand_end(token: Token | None) -> bool:
    if token is None or token.kind is Kind.OPERATOR:
        return False
    return token.kind is not Kind.SIGN or token.text in _ENDS_OPERAND
