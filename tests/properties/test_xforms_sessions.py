"""However a form is filled in, working out only what changed equals working out everything."""

from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from kbh_desktop.errors import InputError
from kbh_desktop.xforms.session import Session
from tests.xforms_world import NOW, form, survey

COLUMNS = "type | name | label | relevant | constraint | calculation | choice_filter | repeat_count"
TABLES = (
    survey(
        "text | a | A | | | | |",
        "integer | n | N | | . < 5 | | |",
        "begin_group | g | G ${a} | ${a} != 'x' | | | |",
        "select_one l | one | One | | | | name != ${a} |",
        "select_multiple l | many | Many | ${n} > 1 | not(selected(., ${one})) | | |",
        "text | b | B | selected(${many}, 'x') | | | |",
        "end_group | | | | | | |",
        "begin_repeat | r | R | ${n} != 3 | | | |",
        "text | t | T ${place} | | | | |",
        "integer | m | M | ${t} != '' | . < ${n} | | |",
        "calculate | place | | | | position(..) | |",
        "calculate | before | | | | ../preceding-sibling::r[1]/t | |",
        "begin_repeat | c | C | | | | | ${m}",
        "text | u | U | ${b} != 'y' | | | |",
        "calculate | w | | | | concat(${t}, ${u}, ${a}) | |",
        "end_repeat | | | | | | |",
        "end_repeat | | | | | | |",
        "calculate | all | | | | join('+', ${w}) | |",
        "calculate | sum | | | | sum(${m}) | |",
        "calculate | kept | | | | once(${a}) | |",
        columns=COLUMNS,
    )
    + "| choices |\n| | list_name | name | label |\n"
    "| | l | x | X |\n| | l | y | Y |\n| | l | z | Z |\n"
)
VALUES = st.sampled_from(["", "x", "y", "z", "0", "1", "2", "3", "x y", "z x"])
PLACES = st.integers(0, 10_000)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("set"), PLACES, VALUES),
        st.tuples(st.just("add"), PLACES, st.just("")),
        st.tuples(st.just("remove"), PLACES, st.just("")),
    ),
    max_size=12,
)


def begin(answers: dict[str, str] | None = None) -> Session:
    numbers = count(1)
    tag = "b" if answers else "a"
    return Session(
        form(TABLES),
        clock=lambda: NOW,
        new_id=lambda: f"{tag}{next(numbers)}",
        answers=answers,
    )


def step(session: Session, kind: str, place: int, value: str) -> dict[str, str | None]:
    """Do one thing to the session and return the stored entries it changed."""
    keys = session.node_keys()
    try:
        if kind == "set":
            return dict(session.set(keys[place % len(keys)], value).answers)
        if kind == "add":
            return dict(session.add("/data/r")[1].answers)
        instances = [key for key in keys if key.endswith("]")]
        if not instances:
            return {}
        return dict(session.remove(instances[place % len(instances)]).answers)
    except InputError:
        return {}


def seen(session: Session) -> list[object]:
    return [session.state(key) for key in session.node_keys()]


@settings(max_examples=60)
@given(STEPS)
def test_a_reopened_session_sees_exactly_the_same(steps: list[tuple[str, int, str]]) -> None:
    session = begin()
    for one in steps:
        step(session, *one)
    again = begin(session.answers())
    assert again.answers() == session.answers()
    assert seen(again) == seen(session)
    assert again.submission() == session.submission()


@settings(max_examples=60)
@given(STEPS)
def test_effects_tell_every_stored_entry_that_changed(steps: list[tuple[str, int, str]]) -> None:
    session = begin()
    stored = dict(session.opening.answers)
    for one in steps:
        stored.update(step(session, *one))
        kept = {key: value for key, value in stored.items() if value is not None}
        assert kept == session.answers()


@settings(max_examples=60)
@given(STEPS)
def test_restoring_what_was_undoes_any_step(steps: list[tuple[str, int, str]]) -> None:
    session = begin()
    for one in steps:
        before = session.answers()
        changed = step(session, *one)
        after = session.answers()
        session.restore({key: before.get(key) for key in changed})
        assert session.answers() == before
        session.restore({key: after.get(key) for key in changed})
        assert session.answers() == after


@settings(max_examples=60)
@given(STEPS)
def test_what_looks_different_is_told(steps: list[tuple[str, int, str]]) -> None:
    session = begin()
    before = dict(zip(session.node_keys(), seen(session), strict=True))
    for kind, place, value in steps:
        if kind != "set":
            continue
        keys = session.node_keys()
        try:
            effects = session.set(keys[place % len(keys)], value)
        except InputError:
            continue
        after = dict(zip(session.node_keys(), seen(session), strict=True))
        different = {key for key in after if after[key] != before.get(key)}
        assert different <= effects.changed
        before = after


@settings(max_examples=40)
@given(STEPS, STEPS)
def test_two_laptops_merged_in_either_order_are_the_same(
    ours: list[tuple[str, int, str]], theirs: list[tuple[str, int, str]]
) -> None:
    start = begin().answers()
    one, other = begin(start), begin(start)
    changed: dict[str, str | None] = {}
    for session, steps in ((one, ours), (other, theirs)):
        for each in steps:
            changed.update(step(session, *each))
    merged = {**start, **changed}
    entries = {key: value for key, value in merged.items() if value is not None}
    backwards = dict(reversed(entries.items()))
    assert begin(entries).submission() == begin(backwards).submission()
