"""Functions of numbers and of truth, one vector a line."""

import math

import pytest

from tests.xforms_world import evaluate, text


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("number('12.5')", 12.5),
        ("number(' 12 ')", 12),
        ("number('-.5')", -0.5),
        ("number(true())", 1),
        ("number('1984-02-29')", 5172),
        ("int(3.9)", 3),
        ("int(-3.9)", -3),
        ("int('7.2')", 7),
        ("round(2.5)", 3),
        ("round(-2.5)", -3),
        ("round(2.4999)", 2),
        ("round(1.255, 2)", 1.26),
        ("round(1234, -2)", 1200),
        ("round(1250, -2)", 1300),
        ("floor(-1.5)", -2),
        ("ceiling(-1.5)", -1),
        ("abs(-5.5)", 5.5),
        ("pow(2, 10)", 1024),
        ("pow(4, 0.5)", 2),
        ("exp(0)", 1),
        ("exp10(3)", 1000),
        ("log(exp(2))", 2),
        ("log10(1000)", 3),
        ("log(0)", -math.inf),
        ("log10(0)", -math.inf),
        ("exp(1000)", math.inf),
        ("pow(0, -1)", math.inf),
        ("pow(10, 1000)", math.inf),
        ("sqrt(9)", 3),
        ("pi()", math.pi),
        ("sin(pi() div 2)", 1),
        ("cos(0)", 1),
        ("tan(0)", 0),
        ("asin(1)", math.pi / 2),
        ("acos(1)", 0),
        ("atan(1)", math.pi / 4),
        ("atan2(1, -1)", 3 * math.pi / 4),
        ("min(3, 1, 2)", 1),
        ("max(3, 1, 2)", 3),
        ("max(/data/job[years != '']/years)", 4),
        ("random()", 0.25),
        ("7 mod 3", 1),
        ("-7 mod 3", -1),
        ("7 mod -3", 1),
        ("1.5 mod 0.5", 0),
        ("7 div 2", 3.5),
        ("2 + 3 * 4", 14),
        ("(2 + 3) * 4", 20),
        ("10 - 2 - 3", 5),
        ("-2 - -3", 1),
        ("- - 3", 3),
        ("'3' + '4'", 7),
        ("/data/age + /data/half", 42.5),
    ],
)
def test_number_functions_follow_the_specification(expression: str, result: float) -> None:
    assert evaluate(expression) == pytest.approx(result, abs=1e-9)


@pytest.mark.parametrize(
    "expression",
    [
        "number('x')",
        "number('')",
        "number('1e3')",
        "number('+1')",
        "sqrt(-1)",
        "log(-1)",
        "asin(2)",
        "pow(-1, 0.5)",
        "max(1, '')",
        "max(/data/job/years)",
        "0 div 0",
        "1 mod 0",
        "int('x')",
        "round('x')",
        "/data/empty + 1",
        "/data/nowhere * 2",
    ],
)
def test_what_has_no_result_is_not_a_number(expression: str) -> None:
    assert text(expression) == "NaN"


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("boolean('x')", True),
        ("boolean('')", False),
        ("boolean(0)", False),
        ("boolean(0 div 0)", False),
        ("boolean(/data/nowhere)", False),
        ("boolean(/data/empty)", True),
        ("boolean(today())", True),
        ("not(1 = 1)", False),
        ("true()", True),
        ("false()", False),
        ("boolean-from-string('true')", True),
        ("boolean-from-string('1')", True),
        ("boolean-from-string('TRUE')", True),
        ("boolean-from-string('yes')", False),
        ("boolean-from-string('0')", False),
        ("true() and false() or true()", True),
        ("false() and (false() or true())", False),
    ],
)
def test_truth_follows_the_specification(expression: str, result: object) -> None:
    assert evaluate(expression) is result


def test_a_second_operand_that_is_not_needed_is_not_run() -> None:
    assert evaluate("true() or sum(/data/job/years) > 3") is True
    assert evaluate("false() and sum(/data/job/years) > 3") is False


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("0.1 + 0.2 = 0.3", True),
        ("1 = 1.0000001", False),
        ("'a' = 'a'", True),
        ("'1' = 1", True),
        ("'01' = '1'", False),
        ("true() = 'x'", True),
        ("1 != 2", True),
        ("0 div 0 = 0 div 0", False),
        ("/data/job/title = 'driver'", True),
        ("/data/job/title != 'driver'", True),
        ("/data/nowhere = ''", False),
        ("/data/nowhere != ''", False),
        ("/data/empty = ''", True),
        ("/data/job/years > 3", True),
        ("/data/job/years > 4", False),
        ("/data/job/years < /data/age", True),
        ("/data/nowhere = false()", True),
        ("2 > 1 = true()", True),
        ("'b' > 'a'", False),
        ("today() = '2026-04-16'", True),
        ("today() > '2026-04-15'", True),
        ("/data/born < today()", True),
    ],
)
def test_comparing_follows_the_specification(expression: str, result: object) -> None:
    assert evaluate(expression) is result


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("1 div 3", "0.3333333333333333"),
        ("1 div 10000000", "0.0000001"),
        ("1000000 * 1000000 * 1000000 * 1000000", "1000000000000000000000000"),
        ("0.5", "0.5"),
        ("-0", "0"),
        (".5", "0.5"),
        ("5.", "5"),
    ],
)
def test_numbers_are_written_without_exponent(expression: str, result: str) -> None:
    assert text(expression) == result
