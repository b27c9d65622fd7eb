"""A draft moves to a corrected form; nothing is lost."""

from itertools import count

from kbh_desktop.xforms.versions import DraftMove, plan_move
from tests.xforms_world import NOW, begin, form, survey

COLUMNS = "type | name | label | default"
CHOICES = "| choices |\n| | list_name | name | label |\n| | l | a | A |\n| | l | b | B |\n"
OLD = (
    survey(
        "text | name | Navn |",
        "text | age | Alder |",
        "select_one l | pick | Vælg |",
        "text | gone | Væk |",
        "begin_group | g | G |",
        "date | born | Født |",
        "begin_repeat | job | Job |",
        "text | title | Titel |",
        "end_repeat | | |",
        "end_group | | |",
        columns=COLUMNS,
    )
    + CHOICES
)
NEW = survey(
    "begin_group | who | Hvem |",
    "text | name | Navn |",
    "integer | age | Alder |",
    "date | born | Født |",
    "text | fresh | Ny | hej",
    "end_group | | |",
    "select_one l | pick | Vælg |",
    "begin_repeat | job | Job |",
    "text | title | Titel |",
    "integer | years | År |",
    "end_repeat | | |",
    columns=COLUMNS,
) + CHOICES.replace("| | l | b | B |\n", "")


def move(**given: str) -> DraftMove:
    session = begin(form(OLD))
    for name, value in given.items():
        ref = {"title": "/data/g/job[1]/title", "born": "/data/g/born"}.get(name, f"/data/{name}")
        session.set(ref, value)
    numbers = count(1)
    return plan_move(
        session.form,
        form(NEW),
        session.answers(),
        clock=lambda: NOW,
        new_id=lambda: f"n{next(numbers)}",
    )


def test_answers_go_along_by_reference_or_by_name() -> None:
    moved = move(name="Åse", born="1984-02-29", title="kok", pick="a")
    assert moved.answers["/data/who/name"] == "Åse"
    assert moved.answers["/data/who/born"] == "1984-02-29"
    assert moved.answers["/data/pick"] == "a"
    assert moved.answers["/data/job[~i2]"] == "1"
    assert moved.answers["/data/job[~i2]/title"] == "kok"
    assert moved.kept["/data/g/job[~i2]/title"] == "/data/job[~i2]/title"
    assert moved.left == ()


def test_what_is_new_is_told_and_gets_its_default() -> None:
    moved = move(name="Åse")
    assert moved.new == ("/data/who/fresh", "/data/job/years")
    assert moved.answers["/data/who/fresh"] == "hej"


def test_what_does_not_fit_is_left_with_its_reason() -> None:
    moved = move(gone="x", pick="b", age="omkring 40")
    assert {(left.key, left.value, left.reason) for left in moved.left} == {
        ("/data/gone", "x", ""),
        ("/data/age", "omkring 40", "“omkring 40” er ikke et helt tal."),
        ("/data/pick", "b", "“b” er ikke blandt svarmulighederne."),
    }
    assert "/data/pick" not in moved.answers


def test_a_question_of_another_type_takes_what_fits_it() -> None:
    assert move(age=" 041 ").answers["/data/who/age"] == "41"


def test_the_same_version_takes_everything_along() -> None:
    session = begin(form(OLD))
    session.set("/data/name", "Åse")
    session.add("/data/g/job")
    moved = plan_move(
        session.form, session.form, session.answers(), clock=lambda: NOW, new_id=lambda: "n"
    )
    assert moved.answers == session.answers()
    assert (moved.new, moved.left) == ((), ())


def test_every_answer_is_either_kept_or_left() -> None:
    moved = move(name="Åse", age="x", pick="b", gone="y", born="1984-02-29", title="kok")
    told = set(moved.kept) | {left.key for left in moved.left}
    asked = {"/data/name", "/data/age", "/data/pick", "/data/gone", "/data/g/born"}
    assert asked <= told
