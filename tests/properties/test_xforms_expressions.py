"""Whatever is written, an expression is read or refused in words, and running it never fails."""

from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.xforms.xpath.compiler import compile_expression
from kbh_desktop.xforms.xpath.errors import ExpressionError
from kbh_desktop.xforms.xpath.functions import FUNCTIONS
from kbh_desktop.xforms.xpath.moments import from_days, read_moment
from kbh_desktop.xforms.xpath.parser import parse
from kbh_desktop.xforms.xpath.shuffle import shuffled
from kbh_desktop.xforms.xpath.tree import Node
from kbh_desktop.xforms.xpath.values import number_text, text_number, to_bool, to_number, to_text
from tests.xforms_world import evaluate

PIECES = st.one_of(
    st.sampled_from(["(", ")", "[", "]", "/", "//", ".", "..", "@", "|", ",", "::", "$", ":", " "]),
    st.sampled_from(["*", "+", "-", "=", "!=", "<", ">", "and", "or", "div", "mod"]),
    st.sampled_from(["'x'", '"', "1", ".5", "a", "job", "title", "${a}", "é", "self::"]),
    st.sampled_from(["if(", "not(", "sum(", "count(", "current()", "position()"]),
)
LEAVES = st.sampled_from(
    [
        "1",
        "0",
        "-2.5",
        "'x'",
        "''",
        "'2026-02-30'",
        "'2026-04-16'",
        ".",
        "..",
        "/data/job/years",
        "/data/empty",
        "/data/nowhere",
        "//title",
        "today()",
        "now()",
        "true()",
        "/data/job[2]",
    ]
)


def refusal(text: str) -> ExpressionError | None:
    """Return why `text` is no expression, or None."""
    try:
        compile_expression(text)
    except ExpressionError as fault:
        return fault
    return None


def calls(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Every function with as many values as it takes."""

    def call(name: str, arguments: list[str]) -> str:
        function = FUNCTIONS[name]
        most = min(function.most, function.fewest + 3)
        return f"{name}({', '.join(arguments[:most])})"

    return st.builds(
        call, st.sampled_from(sorted(FUNCTIONS)), st.lists(inner, min_size=7, max_size=7)
    )


EXPRESSIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        calls(inner),
        st.builds(
            "({} {} {})".format,
            inner,
            st.sampled_from(["+", "-", "*", "div", "mod", "=", "!=", "<", ">=", "and", "or", "|"]),
            inner,
        ),
        st.builds("/data/job[{}]/title".format, inner),
        st.builds("-{}".format, inner),
    ),
    max_leaves=6,
)


@given(
    st.one_of(st.text(), st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES).map("".join))
)
def test_any_text_is_an_expression_or_refused_with_its_place(text: str) -> None:
    fault = refusal(text)
    assert fault is None or (1 <= fault.position <= len(text) + 1 and fault.reason)


@given(EXPRESSIONS)
def test_running_an_expression_never_fails(expression: str) -> None:
    value = evaluate(expression, at="/data/job/title")
    assert isinstance(to_text(value), str)
    assert isinstance(to_number(value), float)
    assert isinstance(to_bool(value), bool)


@given(EXPRESSIONS)
def test_reading_twice_gives_the_same_tree(expression: str) -> None:
    parse.cache_clear()
    first = parse(expression)
    parse.cache_clear()
    assert parse(expression) == first


@given(st.floats(allow_nan=False, allow_infinity=False, width=64))
def test_a_number_written_is_read_back_exactly(number: float) -> None:
    assert text_number(number_text(number)) == number
    assert "e" not in number_text(number)


@given(st.integers(-700_000, 2_900_000))
def test_days_become_a_date_and_days_again(days: int) -> None:
    moment = from_days(float(days))
    assert moment is not None
    read = read_moment(moment.written)
    assert read is not None
    assert read.days() == days


@given(st.lists(st.text(max_size=1), max_size=30), st.floats())
def test_a_shuffle_keeps_everything_and_repeats_itself(names: list[str], seed: float) -> None:
    nodes = [Node(name) for name in names]
    order = shuffled(nodes, seed)
    assert sorted(map(id, order)) == sorted(map(id, nodes))
    assert shuffled(nodes, seed) == order
