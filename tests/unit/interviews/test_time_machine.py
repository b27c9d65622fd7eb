"""Every moment of an interview can be looked at again, also after a restart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.interviews.model import MASKED
from kbh_desktop.interviews.time_machine import Wording, answers_at, moments
from kbh_desktop.storage.change_log import FieldWrite

PHONE, WORKED = "/data/about/phone", "/data/work/worked"
MATTERS, WHAT = "/data/health/matters", "/data/health/what"


@pytest.fixture
def opened(office, amal):
    return office.app.interviews.open(office.app.interviews.start(amal, "samtale1").id)


def test_moments_are_told_in_words_and_in_order(opened, clock):
    opened.answer(PHONE, "20304050")
    clock.advance(minutes=5)
    opened.answer(WORKED, "yes")
    opened.answer(PHONE, "60708090")
    told = opened.moments()[1:]  # what was known beforehand is the first
    assert [(c.question, c.before, c.after) for m in told for c in m.changes] == [
        ("Hvad er dit telefonnummer?", "", "20304050"),
        ("Har du arbejdet?", "", "Ja"),
        ("Hvad er dit telefonnummer?", "20304050", "60708090"),
    ]
    assert told[0].author == "Ane"
    assert told[1].at > told[0].at


def test_answers_stand_as_they_stood(opened):
    opened.answer(PHONE, "20304050")
    opened.answer(PHONE, "")
    told = opened.moments()
    assert answers_at(told[:-1])[PHONE].value == "20304050"
    assert PHONE not in answers_at(told)


def test_an_earlier_answer_is_given_again_after_a_restart(office, opened):
    opened.answer(PHONE, "20304050")
    opened.answer(PHONE, "60708090")
    again = office.reopen().interviews.open(opened.id)
    before = answers_at(again.moments()[:-1])[PHONE]
    again.answer(PHONE, before.value)
    assert again.value(PHONE) == "20304050"


def test_health_stays_masked_for_who_may_not_read_it(office, opened):
    opened.fill({MATTERS: "yes", WHAT: "løfte"})
    office.app.health.close(opened.id)
    told = office.app.interviews.open(opened.id).moments()
    shown = {c.after for moment in told for c in moment.changes if c.key in {MATTERS, WHAT}}
    assert shown == {MASKED}


KEYS = st.sampled_from(["/d/a", "/d/b", "/d/r[~x]/c"])
PLAIN = Wording(lambda key: key, lambda _key, value: str(value or ""), lambda _key, value: value)


@given(st.lists(st.dictionaries(KEYS, st.sampled_from(["", "1", "2"]), min_size=1), max_size=20))
def test_any_history_ends_in_its_last_answers(changes):
    writes = [
        FieldWrite(
            change_id=str(number),
            field=f"a.{key}",
            value=value or None,
            author="Ane",
            wall=f"2026-01-01T00:{number:02}:00+00:00",
            node="n",
            lamport=number,
            is_head=False,
        )
        for number, values in enumerate(changes)
        for key, value in values.items()
    ]
    told = moments(reversed(writes), PLAIN)
    last = {key: value for values in changes for key, value in values.items()}
    standing = {key: change.value for key, change in answers_at(told).items()}
    assert standing == {key: value for key, value in last.items() if value}
