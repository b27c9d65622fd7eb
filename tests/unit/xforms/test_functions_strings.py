"""Functions of texts, one vector a line."""

import pytest

from tests.xforms_world import text


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("string(1 = 1)", "true"),
        ("string(2.50)", "2.5"),
        ("string(-0.25)", "-0.25"),
        ("string(100000000000)", "100000000000"),
        ("string(1 div 0)", "Infinity"),
        ("string(-1 div 0)", "-Infinity"),
        ("string(0 div 0)", "NaN"),
        ("string(/data/job/title)", "cook"),
        ("concat('a', 1, true())", "a1true"),
        ("concat(/data/job/title, '!')", "cookdriver!"),
        ("concat()", ""),
        ("join('-', 'a', 'b')", "a-b"),
        ("join(', ', /data/job/title)", "cook, driver, "),
        ("join('-')", ""),
        ("string-length('blåbær')", "6"),
        ("normalize-space('  a  b\tc ')", "a b c"),
        ("substr('hello', 0)", "hello"),
        ("substr('hello', 1, 3)", "el"),
        ("substr('hello', -2)", "lo"),
        ("substr('hello', -4, -2)", "el"),
        ("substr('hello', 3, 1)", ""),
        ("substr('hello', 0, 99)", "hello"),
        ("substr('hello', -99)", "hello"),
        ("substring('12345', 2, 3)", "234"),
        ("substring('12345', 1.5, 2.6)", "234"),
        ("substring('12345', 0, 3)", "12"),
        ("substring('12345', 0 div 0, 3)", ""),
        ("substring('12345', -42, 1 div 0)", "12345"),
        ("substring('12345', 3)", "345"),
        ("substring-before('1999/04/01', '/')", "1999"),
        ("substring-before('abc', 'x')", ""),
        ("substring-before('abc', '')", ""),
        ("substring-after('1999/04/01', '/')", "04/01"),
        ("substring-after('abc', 'x')", ""),
        ("substring-after('abc', '')", "abc"),
        ("translate('bar', 'abc', 'AB')", "BAr"),
        ("translate('--aaa--', 'abc-', 'ABC')", "AAA"),
        ("translate('aa', 'aa', 'xy')", "xx"),
        ("contains('hello', 'ell')", "true"),
        ("contains('hello', '')", "true"),
        ("starts-with('hello', 'he')", "true"),
        ("starts-with('hello', 'lo')", "false"),
        ("ends-with('hello', 'lo')", "true"),
        ("ends-with('hello', 'he')", "false"),
        ("upper-case('åse')", "ÅSE"),
        ("lower-case('ÅSE')", "åse"),
        ("regex('31-12-2026', '^[0-9]{2}-[0-9]{2}-[0-9]{4}$')", "true"),
        ("regex('x31', '[0-9]+')", "true"),
        ("regex('abc', '(')", "false"),
        ("regex('', '^$')", "true"),
    ],
)
def test_text_functions_follow_the_specification(expression: str, result: str) -> None:
    assert text(expression) == result


@pytest.mark.parametrize(
    ("expression", "result"),
    [("string()", "Åse"), ("string-length()", "3"), ("normalize-space()", "Åse")],
)
def test_without_an_argument_the_node_itself_is_meant(expression: str, result: str) -> None:
    assert text(expression, at="/data/name") == result
