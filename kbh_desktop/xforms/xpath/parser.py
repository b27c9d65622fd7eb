"""Reads an expression into its syntax tree."""

from functools import lru_cache

from kbh_desktop.i18n import _
from kbh_desktop.xforms.xpath.errors import ExpressionError
from kbh_desktop.xforms.xpath.syntax import (
    Binary,
    Call,
    Expression,
    Literal,
    Negate,
    Number,
    Path,
    Start,
    Step,
)
from kbh_desktop.xforms.xpath.tokens import Kind, Token, tokenize

_STRENGTH = {
    "or": 1,
    "and": 2,
    "=": 3,
    "!=": 3,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "div": 6,
    "mod": 6,
    "|": 8,
}
_NEGATION = 7
_DEEPEST = 60
_NODE_TYPES = frozenset({"node", "text", "comment"})
_DESCENDANTS = Step("descendant-or-self", "node()")
AXES = frozenset(
    {
        "ancestor",
        "ancestor-or-self",
        "attribute",
        "child",
        "descendant",
        "descendant-or-self",
        "following",
        "following-sibling",
        "parent",
        "preceding",
        "preceding-sibling",
        "self",
    }
)


@lru_cache(maxsize=4096)
def parse(expression: str) -> Expression:
    """Return the syntax tree of `expression`.

    Raises:
        ExpressionError: it is malformed, with the place and the reason in words.
    """
    return _Parser(expression).whole()


class _Parser:
    """Precedence climbing over the tokens of one expression."""

    def __init__(self, expression: str) -> None:
        self._expression = expression
        self._tokens = tokenize(expression)
        self._place = 0
        self._depth = 0

    def whole(self) -> Expression:
        if self._at_end():
            raise self._fault(_("the expression is empty"))
        tree = self._operation(0)
        if not self._at_end():
            raise self._unexpected()
        return tree

    def _at_end(self) -> bool:
        return self._now.kind is Kind.END

    @property
    def _now(self) -> Token:
        return self._tokens[self._place]

    def _take(self) -> Token:
        token = self._now
        if token.kind is not Kind.END:
            self._place += 1
        return token

    def _is_sign(self, text: str, ahead: int = 0) -> bool:
        place = min(self._place + ahead, len(self._tokens) - 1)
        token = self._tokens[place]
        return token.kind is Kind.SIGN and token.text == text

    def _skip_sign(self, text: str) -> bool:
        if self._is_sign(text):
            self._place += 1
            return True
        return False

    def _expect(self, text: str) -> None:
        if not self._skip_sign(text):
            reason = _("“{sign}” is missing").format(sign=text)
            raise self._fault(reason)

    def _fault(self, reason: str, token: Token | None = None) -> ExpressionError:
        return ExpressionError(self._expression, (token or self._now).position, reason)

    def _unexpected(self) -> ExpressionError:
        if self._at_end():
            return self._fault(_("something is missing at the end"))
        return self._fault(_("“{text}” was not expected here").format(text=self._now.text))

    def _operation(self, strength: int) -> Expression:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._fault(_("too many expressions inside one another"))
        left = self._operand()
        while self._now.kind is Kind.OPERATOR and _STRENGTH[self._now.text] > strength:
            operator = self._take().text
            left = Binary(operator, left, self._operation(_STRENGTH[operator]))
        self._depth -= 1
        return left

    def _operand(self) -> Expression:
        if self._now.kind is Kind.OPERATOR and self._now.text == "-":
            self._take()
            return Negate(self._operation(_NEGATION))
        token = self._now
        if token.kind is Kind.NUMBER:
            return self._filtered(Number(float(self._take().text)))
        if token.kind is Kind.LITERAL:
            return self._filtered(Literal(self._take().text))
        if self._skip_sign("("):
            inner = self._operation(0)
            self._expect(")")
            return self._filtered(inner)
        if self._is_call():
            return self._filtered(self._call())
        return self._location()

    def _is_call(self) -> bool:
        return (
            self._now.kind is Kind.NAME
            and self._now.text not in _NODE_TYPES
            and self._is_sign("(", ahead=1)
        )

    def _call(self) -> Call:
        name = self._take()
        self._expect("(")
        arguments: list[Expression] = []
        if not self._skip_sign(")"):
            arguments.append(self._operation(0))
            while self._skip_sign(","):
                arguments.append(self._operation(0))
            self._expect(")")
        return Call(name.text, tuple(arguments), name.position)

    def _filtered(self, origin: Expression) -> Expression:
        filters = self._predicates()
        steps = self._following_steps()
        if filters or steps:
            return Path(Start.EXPRESSION, steps, origin, filters)
        return origin

    def _following_steps(self) -> tuple[Step, ...]:
        steps: list[Step] = []
        while self._is_sign("/") or self._is_sign("//"):
            if self._take().text == "//":
                steps.append(_DESCENDANTS)
            steps.append(self._step())
        return tuple(steps)

    def _location(self) -> Path:
        if self._skip_sign("//"):
            return Path(Start.ROOT, (_DESCENDANTS, self._step(), *self._following_steps()))
        if self._skip_sign("/"):
            if not self._begins_step():
                return Path(Start.ROOT, ())
            return Path(Start.ROOT, (self._step(), *self._following_steps()))
        return Path(Start.CONTEXT, (self._step(), *self._following_steps()))

    def _begins_step(self) -> bool:
        return self._now.kind is Kind.NAME or any(map(self._is_sign, (".", "..", "@")))

    def _step(self) -> Step:
        if self._skip_sign("."):
            return Step("self", "node()", self._predicates())
        if self._skip_sign(".."):
            return Step("parent", "node()", self._predicates())
        axis = "attribute" if self._skip_sign("@") else "child"
        if self._now.kind is not Kind.NAME:
            raise self._unexpected()
        name = self._take()
        if self._skip_sign("::"):
            if name.text not in AXES:
                raise self._fault(_("“{axis}” is no axis").format(axis=name.text), name)
            axis, name = name.text, self._take()
            if name.kind is not Kind.NAME:
                raise self._fault(_("a name is missing after “::”"), name)
        return Step(axis, self._node_test(name), self._predicates())

    def _node_test(self, name: Token) -> str:
        if name.text in _NODE_TYPES and self._skip_sign("("):
            self._expect(")")
            return f"{name.text}()"
        return name.text

    def _predicates(self) -> tuple[Expression, ...]:
        predicates: list[Expression] = []
        while self._skip_sign("["):
            predicates.append(self._operation(0))
            self._expect("]")
        return tuple(predicates)
