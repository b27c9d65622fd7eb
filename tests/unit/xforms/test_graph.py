"""Rules run after what they read, and circles are refused by name."""

import pytest

from kbh_desktop.errors import FormError
from kbh_desktop.xforms.graph import CircularError, RuleError
from kbh_desktop.xforms.rules import Role
from tests.xforms_world import begin, form, survey

COLUMNS = "type | name | label | calculation | relevant"


def test_rules_are_ranked_after_what_they_read() -> None:
    loaded = form(
        survey(
            "calculate | c | | ${b} + 1 |",
            "calculate | b | | ${a} + 1 |",
            "integer | a | A | |",
            columns=COLUMNS,
        )
    )
    order = [rule.owner for rule in loaded.graph.rules if rule.role is Role.CALCULATE]
    assert order == ["/data/b", "/data/c"]


@pytest.mark.parametrize(
    "rows",
    [
        ("calculate | a | | ${b} + 1 |", "calculate | b | | ${a} + 1 |"),
        ("text | a | A | | ${a} = 'x'",),
        ("calculate | a | | ${a} + 1 |",),
        ("text | a | A | | ${b} = 'x'", "calculate | b | | concat(${a}, '') |"),
        (
            "begin_group | g | G | | ${a} = 'x'",
            "text | a | A | |",
            "end_group | | | |",
        ),
    ],
)
def test_a_circle_is_refused(rows: tuple[str, ...]) -> None:
    with pytest.raises(CircularError, match="i ring: "):
        form(survey(*rows, "text | z | Z | |", columns=COLUMNS))


def test_the_refusal_names_the_questions() -> None:
    rows = ("calculate | one | | ${two} |", "calculate | two | | ${one} |", "text | z | Z | |")
    with pytest.raises(CircularError) as caught:
        form(survey(*rows, columns=COLUMNS))
    assert set(caught.value.refs) == {"/data/one", "/data/two"}


def test_a_calculation_may_keep_its_own_value() -> None:
    session = begin(
        form(
            survey(
                "text | src | S | |",
                "calculate | kept | | if(. = '', ${src}, .) |",
                columns=COLUMNS,
            )
        )
    )
    session.set("/data/src", "first")
    session.set("/data/src", "second")
    assert session.state("/data/kept").value == "first"


def test_a_running_total_reads_the_instance_before() -> None:
    total = "coalesce(../preceding-sibling::r[1]/total, 0) + coalesce(${n}, 0)"
    session = begin(
        form(
            survey(
                "begin_repeat | r | R | |",
                "integer | n | N | |",
                f"calculate | total | | {total} |",
                "end_repeat | | | |",
                columns=COLUMNS,
            )
        )
    )
    for position, number in enumerate(("1", "2", "3"), 1):
        if position > 1:
            session.add("/data/r")
        session.set(f"/data/r[{position}]/n", number)
    session.set("/data/r[1]/n", "10")
    totals = [session.state(f"/data/r[{place}]/total").value for place in (1, 2, 3)]
    assert totals == ["10", "12", "15"]


def test_questions_may_filter_one_another() -> None:
    tables = (
        survey(
            "select_one l | a | A | name != ${b}",
            "select_one l | b | B | name != ${a}",
            columns="type | name | label | choice_filter",
        )
        + "| choices |\n| | list_name | name | label |\n| | l | x | X |\n| | l | y | Y |\n"
    )
    session = begin(form(tables))
    session.set("/data/a", "x")
    choices = session.view(0, ("", None))[1].choices
    assert [choice.value for choice in choices] == ["y"]


def test_a_rule_that_cannot_be_read_names_its_question() -> None:
    with pytest.raises(RuleError) as caught:
        form(survey("text | a | A | | nothing(1)", columns=COLUMNS))
    assert (caught.value.ref, caught.value.role) == ("/data/a", Role.RELEVANT)
    assert isinstance(caught.value, FormError)


def test_an_answer_wakes_only_its_own_instance() -> None:
    session = begin(
        form(
            survey(
                "begin_repeat | r | R | |",
                "text | a | A | |",
                "text | b | B | | ${a} = 'x'",
                "end_repeat | | | |",
                columns=COLUMNS,
            )
        )
    )
    first = session.positional("/data/r[1]/a")
    session.add("/data/r")
    effects = session.set(first, "x")
    assert effects.changed == {"/data/r[~i2]/a", "/data/r[~i2]/b"}
