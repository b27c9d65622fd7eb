"""Malformed expressions are refused with their place and the reason in words."""

import pytest

from kbh_desktop.i18n import speaking
from kbh_desktop.xforms.xpath.compiler import compile_expression
from kbh_desktop.xforms.xpath.constants import constant_truth
from kbh_desktop.xforms.xpath.errors import ExpressionError
from kbh_desktop.xforms.xpath.parser import parse


@pytest.mark.parametrize(
    ("expression", "position", "reason"),
    [
        ("", 1, "the expression is empty"),
        ("   ", 4, "the expression is empty"),
        ("1 +", 4, "something is missing at the end"),
        ("(1 + 2", 7, "“)” is missing"),
        ("1 + 2)", 6, "“)” was not expected here"),
        ("'open", 1, "the quotation mark is never closed"),
        ("a b", 3, "“b” was not expected here"),
        ("/data/", 7, "something is missing at the end"),
        ("/data//", 8, "something is missing at the end"),
        ("a[1", 4, "“]” is missing"),
        ("if(1, 2", 8, "“)” is missing"),
        ("if(1,, 2)", 6, "“,” was not expected here"),
        ("1 ! 2", 3, "the character “!” can't stand here"),
        ("${age} > 3", 1, "“$” can't stand here; a question is written as ${name}"),
        ("sideways::a", 1, "“sideways” is no axis"),
        ("child::", 8, "a name is missing after “::”"),
        ("nothing(1)", 1, "there is no function “nothing”"),
        ("1 + cht:due(1)", 5, "there is no function “cht:due”"),
        ("if(1, 2)", 1, "“if” can't take 2 values"),
        ("true(1)", 1, "“true” can't take 1 values"),
        ("= 3", 1, "“=” was not expected here"),
        ("a and or b", 10, "“b” was not expected here"),
    ],
)
def test_a_malformed_expression_names_its_place(
    expression: str, position: int, reason: str
) -> None:
    with speaking("en"), pytest.raises(ExpressionError) as caught:
        compile_expression(expression)
    assert (caught.value.position, caught.value.reason) == (position, reason)


def test_the_message_is_danish_and_shows_the_expression() -> None:
    with pytest.raises(ExpressionError, match="I udtrykket “1 \\+”, tegn 4: der mangler noget"):
        compile_expression("1 +")


def test_nesting_without_end_is_refused() -> None:
    for deep in ("(" * 5_000, "-" * 5_000, "a[" * 5_000, "not(" * 5_000):
        with speaking("en"), pytest.raises(ExpressionError, match="too many"):
            parse(deep + "1")


@pytest.mark.parametrize(
    "expression",
    ["div", "mod div mod", "and and or", "* * *", "a.b-c_d", "orx:meta", "æble/ø", "a-1", ". * 2"],
)
def test_names_that_look_like_operators_are_names_where_an_operand_stands(expression: str) -> None:
    parse(expression)


@pytest.mark.parametrize(
    ("expression", "truth"),
    [
        ("false()", False),
        ("1 = 2", False),
        ("true() and not(false())", True),
        ("-1", True),
        ("''", False),
        ("/data/a", None),
        ("today() > 1", None),
        ("random() < 2", None),
        ("if(true(), 0, 1)", False),
    ],
)
def test_the_truth_that_never_changes_is_known(expression: str, truth: bool | None) -> None:
    assert constant_truth(expression) is truth
