"""Choices: filtered, from outside, in two languages, with pictures."""

from kbh_desktop.xforms.session import Session
from tests.xforms_world import begin, form, reopened, survey

TOWNS = (
    survey(
        "select_one region | region | R |",
        "select_one town | town | T | region = ${region}",
        "text | why | W |",
        columns="type | name | label | choice_filter",
    )
    + "| choices |\n| | list_name | name | label | region |\n| | region | n | Nord | |\n"
    "| | region | s | Syd | |\n| | town | aal | Aalborg | n |\n| | town | cph | København | s |\n"
)


def test_a_filter_narrows_the_choices_as_answers_come() -> None:
    session = begin(form(TOWNS))
    assert session.view(0, ("", None))[1].choices == ()
    effects = session.set("/data/region", "n")
    assert "/data/town" in effects.changed
    assert [choice.value for choice in session.view(0, ("", None))[1].choices] == ["aal"]


def test_a_choice_filtered_out_is_kept_but_does_not_count() -> None:
    session = begin(form(TOWNS))
    session.set("/data/region", "n")
    session.set("/data/town", "aal")
    session.set("/data/region", "s")
    assert session.state("/data/town").value == ""
    assert session.answers()["/data/town"] == "aal"
    assert session.hidden_answers() == ("/data/town",)
    assert b"aal" not in session.submission()
    session.set("/data/region", "n")
    assert session.state("/data/town").value == "aal"


def test_two_languages_stand_side_by_side() -> None:
    loaded = form(
        "| survey |\n"
        "| | type | name | label::Dansk (da) | label::English (en) "
        "| hint::Dansk (da) | guidance_hint::Dansk (da) |\n"
        "| | select_one yn | a | Ja? | Yes? | Sig frem | Spørg roligt |\n"
        "| choices |\n| | list_name | name | label::Dansk (da) | label::English (en) "
        "| image::Dansk (da) |\n"
        "| | yn | y | Ja | Yes | ja.png |\n| | yn | ok | OK | OK | |\n| | yn | n | Nej | | |\n"
        "| settings |\n| | form_id | version | default_language |\n| | f | 1 | Dansk (da) |\n"
    )
    view = begin(loaded).view(0, ("da", "en"))[0]
    assert (view.label, view.label_other) == ("Ja?", "Yes?")
    assert (view.hint, view.hint_other, view.guidance) == ("Sig frem", "", "Spørg roligt")
    assert [(c.label, c.label_other) for c in view.choices] == [
        ("Ja", "Yes"),
        ("OK", ""),
        ("Nej", ""),
    ]
    assert view.choices[0].media == {"image": "ja.png"}
    other = begin(loaded).view(0, ("en", None))[0]
    assert [choice.label for choice in other.choices] == ["Yes", "OK", "Nej"]
    unknown = begin(loaded).view(0, ("so", "xx"))[0]
    assert (unknown.label, unknown.label_other) == ("Ja?", "")


def test_a_random_order_is_another_for_each_interview_and_lasts_with_it() -> None:
    letters = "abcdefgh"
    tables = (
        survey("select_one l | a | A | randomize=true", columns="type | name | label | parameters")
        + "| choices |\n| | list_name | name | label |\n"
        + "".join(f"| | l | {letter} | {letter} |\n" for letter in letters)
    )

    def order(session: Session) -> str:
        return "".join(choice.value for choice in session.view(0, ("", None))[0].choices)

    one = begin(form(tables), new_id=lambda: "one")
    other = begin(form(tables), new_id=lambda: "other")
    assert sorted(order(one)) == sorted(letters)
    assert order(one) == order(one) == order(reopened(one, new_id=lambda: "late"))
    assert order(one) != order(other)


def test_lists_from_outside_are_rows_or_what_returns_them() -> None:
    loaded = form(
        survey(
            "csv-external | people | |",
            "text | id | Id |",
            "calculate | name | | pulldata('people', 'name', 'id', ${id})",
            columns="type | name | label | calculation",
        )
    )
    rows = [{"id": "7", "name": "Åse"}]
    for table in (rows, lambda: rows):
        session = begin(loaded, external={"people": table})
        session.set("/data/id", "7")
        assert session.state("/data/name").value == "Åse"
    session = begin(loaded)
    session.set("/data/id", "7")
    assert session.state("/data/name").value == ""


def test_the_last_answers_can_be_the_defaults() -> None:
    loaded = form(
        survey(
            "text | town | T | ${last-saved#town}",
            columns="type | name | label | default",
        )
    )
    session = begin(loaded, external={"__last-saved": {"/data/town": "Allerød"}})
    assert session.state("/data/town").value == "Allerød"
    assert begin(loaded).state("/data/town").value == ""
