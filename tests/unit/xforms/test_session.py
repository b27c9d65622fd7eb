"""Answers go in, and everything that follows from them is worked out."""

import pytest

from kbh_desktop.errors import FormError, InputError
from tests.xforms_world import begin, form, reopened, survey

PERSON = survey(
    "text | name | Navn | yes | | |",
    "integer | age | Alder | | . > 3 and . < 120 | |",
    "calculate | adult | | | | if(${age} > 17, 'yes', 'no') |",
    "text | work | Arbejde | | | | ${adult} = 'yes'",
    "note | n | Hej ${name} | | | |",
    columns="type | name | label | required | constraint | calculation | relevant",
)
DEFAULTS = "type | name | label | default"
JOBS = survey(
    "begin_group | work | Arbejde |",
    "begin_repeat | job | Job |",
    "text | title | Titel |",
    "integer | years | År |",
    "begin_repeat | task | Opgave |",
    "text | what | Hvad |",
    "end_repeat | | |",
    "calculate | place | | position(..)",
    "end_repeat | | |",
    "end_group | | |",
    "calculate | total | | sum(${years})",
    columns="type | name | label | calculation",
)


def test_an_answer_tells_everything_it_changed() -> None:
    session = begin(form(PERSON))
    effects = session.set("/data/age", "18")
    assert effects.answers == {"/data/age": "18", "/data/adult": "yes"}
    assert effects.changed == {"/data/age", "/data/adult", "/data/work"}


def test_the_same_answer_again_changes_nothing() -> None:
    session = begin(form(PERSON))
    session.set("/data/age", "18")
    effects = session.set("/data/age", "18")
    assert (effects.answers, effects.changed) == ({}, frozenset())


def test_taking_an_answer_away_is_told_as_none() -> None:
    session = begin(form(PERSON))
    session.set("/data/name", "Åse")
    assert session.set("/data/name", "").answers == {"/data/name": None}
    assert "/data/name" not in session.answers()


def test_an_answer_not_relevant_any_more_is_kept_but_not_submitted() -> None:
    session = begin(form(PERSON))
    session.set("/data/age", "18")
    session.set("/data/work", "bager")
    session.set("/data/age", "12")
    assert session.hidden_answers() == ("/data/work",)
    assert session.answers()["/data/work"] == "bager"
    assert b"bager" not in session.submission()
    session.set("/data/age", "20")
    assert session.state("/data/work").value == "bager"
    assert b"<work>bager</work>" in session.submission()


def test_a_broken_constraint_is_told_but_never_blocks_typing() -> None:
    session = begin(form(PERSON))
    session.set("/data/age", "3")
    view = next(view for view in session.view(0, ("", None)) if view.ref == "/data/age")
    assert (view.value, view.valid) == ("3", False)
    assert view.error == "Svaret passer ikke med reglen for spørgsmålet."
    assert session.state("/data/age").valid is False


def test_a_constraint_is_asked_again_when_its_question_comes_back() -> None:
    columns = "type | name | label | relevant | constraint"
    rows = ("text | a | A | | |", "integer | n | N | ${a} = 'x' | . > 5")
    session = begin(form(survey(*rows, columns=columns)))
    session.set("/data/n", "1")
    assert session.state("/data/n").valid
    session.set("/data/a", "x")
    assert not session.state("/data/n").valid


def test_problems_list_what_is_left() -> None:
    session = begin(form(PERSON))
    session.set("/data/age", "1")
    problems = session.problems("da")
    assert [(problem.key, problem.label) for problem in problems] == [
        ("/data/name", "Navn"),
        ("/data/age", "Alder"),
    ]
    assert problems[0].message == "Skal besvares, før samtalen kan afsluttes."
    session.set("/data/name", "Åse")
    session.set("/data/age", "30")
    assert session.problems("da") == ()


def test_progress_counts_questions_not_notes() -> None:
    session = begin(form(PERSON))
    before = session.progress()[0]
    assert (before.answered, before.total, before.errors, before.missing) == (0, 2, 0, 1)
    session.set("/data/name", "Åse")
    session.set("/data/age", "30")
    after = session.progress()[0]
    assert (after.answered, after.total, after.errors, after.missing) == (2, 3, 0, 0)
    session.set("/data/age", "1")
    assert session.progress()[0].errors == 1


def test_a_note_shows_the_values_it_names() -> None:
    session = begin(form(PERSON))
    effects = session.set("/data/name", "Åse")
    assert "/data/n" in effects.changed
    note = session.view(0, ("", None))[-1]
    assert (note.kind, note.label) == ("note", "Hej Åse")


def test_stored_answers_open_the_same_form_again() -> None:
    session = begin(form(JOBS))
    session.set("/data/work/job[1]/title", "kok")
    job, _effects = session.add("/data/work/job")
    session.set(f"{job}/title", "chauffør")
    session.add(f"{job}/task")
    session.set(f"{job}/task[1]/what", "køre")
    again = reopened(session)
    assert again.answers() == session.answers()
    assert again.submission() == session.submission()
    assert again.opening.answers == {}


def test_keys_of_instances_last_when_another_is_removed() -> None:
    session = begin(form(JOBS))
    first = "/data/work/job[~i2]"
    second, _effects = session.add("/data/work/job")
    session.set(f"{second}/title", "chauffør")
    effects = session.remove(first)
    assert effects.answers[first] is None
    assert session.positional(second) == "/data/work/job[1]"
    assert session.state(f"{second}/place").value == "1"
    assert session.state(f"{second}/title").value == "chauffør"


def test_two_laptops_add_instances_that_never_collide() -> None:
    session = begin(form(JOBS))
    stored = session.answers()
    one = begin(session.form, answers=stored, new_id=lambda: "aaa")
    other = begin(session.form, answers=stored, new_id=lambda: "bbb")
    one.add("/data/work/job")
    other.add("/data/work/job")
    merged = begin(session.form, answers=one.answers() | other.answers())
    instances = [view.key for view in merged.view(0, ("", None)) if view.depth == 1]
    assert instances == [f"/data/work/job[~{name}]" for name in ("i2", "aaa", "bbb")]


def test_an_instance_between_two_others_stands_between_them() -> None:
    session = begin(form(JOBS))
    session.add("/data/work/job")
    session.restore({"/data/work/job[~mid]": "1.5", "/data/work/job[~mid]/title": "midt"})
    assert session.state("/data/work/job[2]/title").value == "midt"


def test_undo_brings_a_removed_instance_back_with_its_answers() -> None:
    session = begin(form(JOBS))
    session.set("/data/work/job[1]/title", "kok")
    before = session.answers()
    effects = session.remove("/data/work/job[1]")
    session.restore({key: before.get(key) for key in effects.answers})
    assert session.answers() == before


def test_restoring_passes_over_what_the_form_does_not_have() -> None:
    session = begin(form(PERSON))
    effects = session.restore({"/data/gone": "x", "/data/age": "44", "/data/old[~1]": "1"})
    assert effects.answers == {"/data/age": "44", "/data/adult": "yes"}


def test_a_repeat_is_shown_with_its_instances_and_buttons() -> None:
    session = begin(form(JOBS))
    kinds = [
        (view.kind, view.depth, view.can_add, view.can_remove)
        for view in session.view("/data/work", ("", None))
    ]
    assert kinds == [
        ("repeat", 0, True, False),
        ("instance", 1, False, True),
        ("question", 2, False, False),
        ("question", 2, False, False),
        ("repeat", 2, True, False),
        ("instance", 3, False, True),
        ("question", 4, False, False),
    ]


def test_instances_are_added_by_reference_key_or_parent() -> None:
    session = begin(form(JOBS))
    assert session.add("/data/work/job")[0] == "/data/work/job[~i4]"
    assert session.add("/data/work/job[~i4]/task")[0].startswith("/data/work/job[~i4]/task[~")
    assert session.add("/data/work/job[1]/task")[0].startswith("/data/work/job[~i2]/task[~")
    assert session.add("/data/work")[0].startswith("/data/work/job[~")


def test_a_count_keeps_the_number_and_what_was_answered() -> None:
    session = begin(
        form(
            survey(
                "integer | n | Antal |",
                "begin_repeat | child | Barn | ${n}",
                "text | name | Navn |",
                "end_repeat | | |",
                columns="type | name | label | repeat_count",
            )
        )
    )
    session.set("/data/n", "2")
    session.set("/data/child[2]/name", "To")
    shorter = session.set("/data/n", "1")
    assert shorter.answers["/data/child[~2]/name"] is None
    longer = session.set("/data/n", "2")
    assert longer.answers["/data/child[~2]/name"] == "To"
    with pytest.raises(InputError, match="bestemmer selv"):
        session.add("/data/child")
    with pytest.raises(InputError, match="kan ikke fjernes"):
        session.remove("/data/child[1]")
    assert not any(view.can_add or view.can_remove for view in session.view(1, ("", None)))


def test_instances_inside_come_back_with_a_corrected_count() -> None:
    session = begin(
        form(
            survey(
                "integer | n | Antal |",
                "begin_repeat | child | Barn | ${n}",
                "text | name | Navn |",
                "begin_repeat | toy | Legetøj |",
                "text | what | Hvad |",
                "end_repeat | | |",
                "end_repeat | | |",
                columns="type | name | label | repeat_count",
            )
        )
    )
    session.set("/data/n", "2")
    toy, _effects = session.add("/data/child[2]/toy")
    session.set(f"{toy}/what", "bil")
    before = session.answers()
    session.set("/data/n", "1")
    assert toy not in session.answers()
    session.set("/data/n", "2")
    assert session.answers() == before


def test_counts_inside_counts_are_held_back_too() -> None:
    rows = (
        "begin_repeat | a | A | 900",
        "begin_repeat | b | B | 900",
        "text | t | T |",
        "end_repeat | | |",
        "end_repeat | | |",
    )
    session = begin(form(survey(*rows, columns="type | name | label | repeat_count")))
    assert len(session.node_keys()) < 22_000


def test_a_count_without_end_is_held_back() -> None:
    rows = ("begin_repeat | r | R | 100000000", "text | a | A |", "end_repeat | | |")
    session = begin(form(survey(*rows, columns="type | name | label | repeat_count")))
    assert len([key for key in session.node_keys() if key.endswith("]")]) == 1_000


def test_prefilled_values_come_after_defaults() -> None:
    loaded = form(
        survey(
            "text | a | A | fra skema", "text | b | B |", columns="type | name | label | default"
        )
    )
    session = begin(loaded, prefill={"/data/a": "fra person", "/data/b": "x", "/data/no": "y"})
    assert session.answers()["/data/a"] == "fra person"
    assert session.answers()["/data/b"] == "x"


def test_stored_answers_get_no_defaults_again() -> None:
    loaded = form(
        survey(
            "text | a | A | d", "date | t | T | today()", columns="type | name | label | default"
        )
    )
    session = begin(loaded)
    session.set("/data/a", "")
    session.set("/data/t", "")
    assert "/data/a" not in reopened(session).answers()
    assert "/data/t" not in reopened(session).answers()


def test_what_the_form_knows_by_itself_is_filled_in_once() -> None:
    loaded = form(
        survey(
            "start | begun |",
            "end | ended |",
            "today | day |",
            "username | who |",
            "deviceid | device |",
            "text | a | A",
        )
    )
    session = begin(loaded, username="Mette", device_id="laptop-7")
    answers = session.answers()
    assert answers["/data/begun"] == "2026-04-16T12:02:03.456+00:00"
    assert answers["/data/day"] == "2026-04-16"
    assert (answers["/data/who"], answers["/data/device"]) == ("Mette", "laptop-7")
    assert session.is_calculated("/data/begun")
    assert not session.is_calculated("/data/a")
    again = reopened(session, username="Ali")
    assert again.answers()["/data/who"] == "Mette"


def test_an_address_that_is_not_there_is_refused_by_name() -> None:
    session = begin(form(JOBS))
    for address in ("/data/nope", "/data/work/job[9]/title", "/data/work/job[~zz]"):
        with pytest.raises(InputError, match="intet spørgsmål") as caught:
            session.set(address, "x")
        assert caught.value.field == address
    with pytest.raises(InputError):
        session.add("/data/total")
    with pytest.raises(InputError):
        session.remove("/data/work")
    with pytest.raises(FormError):
        session.view("/data/nope", ("", None))
    with pytest.raises(InputError):
        session.view("/data/total", ("", None))


def test_views_of_a_group_that_is_not_relevant_are_empty() -> None:
    session = begin(
        form(
            survey(
                "text | a | A |",
                "begin_group | g | G | ${a} = 'x'",
                "text | b | B |",
                "end_group | | |",
                columns="type | name | label | relevant",
            )
        )
    )
    assert session.view("/data/g", ("", None)) == ()
    assert [section.relevant for section in session.progress()] == [True, False]
    session.set("/data/a", "x")
    assert [view.ref for view in session.view("/data/g", ("", None))] == ["/data/g/b"]


def test_readonly_is_handed_down() -> None:
    session = begin(
        form(
            survey(
                "text | lock | L |",
                "begin_group | g | G | ${lock} = 'yes'",
                "text | a | A |",
                "end_group | | |",
                columns="type | name | label | readonly",
            )
        )
    )
    effects = session.set("/data/lock", "yes")
    assert "/data/g/a" in effects.changed
    assert session.view("/data/g", ("", None))[0].readonly


def test_the_value_of_every_node_can_be_shown_to_a_person() -> None:
    tables = (
        survey(
            "decimal | de | De",
            "date | da | Da",
            "datetime | dt | Dt",
            "select_multiple l | m | M",
            "acknowledge | ok | OK?",
            columns="type | name | label::Dansk (da)",
        )
        + "| choices |\n| | list_name | name | label::Dansk (da) |\n| | l | x | Æble |\n"
        "| | l | y | Pære |\n"
    )
    session = begin(form(tables))
    for key, typed in {
        "de": "2,5",
        "da": "2026-04-16",
        "dt": "2026-04-16T14:02",
        "m": "y x",
        "ok": "OK",
    }.items():
        session.set(f"/data/{key}", typed)
    shown = {view.ref: view.display for view in session.view(0, ("da", None))}
    assert list(shown.values()) == [
        "2,5",
        "16-04-2026",
        "16-04-2026 14:02",
        "Æble, Pære",
        "Bekræftet",
    ]
    assert session.display("/data/m", "da") == "Æble, Pære"
