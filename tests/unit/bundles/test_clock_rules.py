"""A wrong clock is said when moments prove it, and slow post proves nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.bundles.clock_rules import (
    TOLERANCE,
    Sample,
    WrongClock,
    duration_words,
    set_back_by,
    wrong_clocks,
)

NOON = datetime(2026, 4, 16, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def came(peer: str, off: timedelta, post: timedelta = timedelta()) -> Sample:
    """Return a bundle of `peer`, whose clock is `off` ahead, that was `post` on its way."""
    return Sample(peer, NOON - post + off, NOON, theirs_first=True)


def confirmed(peer: str, off: timedelta, post: timedelta = timedelta()) -> Sample:
    """Return the receipt of `peer` for a bundle of ours that was `post` on its way."""
    return Sample(peer, NOON + post + off, NOON, theirs_first=False)


def test_a_laptop_two_days_ahead_is_named():
    found = wrong_clocks([came("l1", 48 * HOUR), came("l2", timedelta())])
    assert found == (WrongClock("l1", 48 * HOUR),)


def test_a_laptop_behind_shows_in_its_receipts():
    found = wrong_clocks([confirmed("l1", -3 * HOUR), confirmed("l2", timedelta(), 5 * HOUR)])
    assert found == (WrongClock("l1", -3 * HOUR),)


def test_slow_post_is_no_wrong_clock():
    assert not wrong_clocks([came("l1", timedelta(), 700 * HOUR), confirmed("l1", HOUR / 60)])


def test_when_all_laptops_are_ahead_our_own_clock_is_behind():
    found = wrong_clocks([came("l1", 3 * HOUR), came("l2", 3 * HOUR, HOUR / 2)])
    assert found == (WrongClock(None, -2.5 * HOUR),)


def test_one_laptop_alone_is_not_believed_against_us():
    assert wrong_clocks([came("l1", 3 * HOUR)]) == (WrongClock("l1", 3 * HOUR),)


def test_the_office_is_believed_on_a_laptop():
    assert wrong_clocks([came("office", 3 * HOUR)], "office") == (WrongClock(None, -3 * HOUR),)


def test_laptops_that_differ_both_ways_are_wrong_themselves():
    found = wrong_clocks([came("l1", 3 * HOUR), confirmed("l2", -3 * HOUR)])
    assert {wrong.peer for wrong in found} == {"l1", "l2"}


@pytest.mark.parametrize(
    ("last", "expected"),
    [(NOON - HOUR, timedelta()), (NOON + HOUR, HOUR), (NOON + HOUR / 12, timedelta())],
)
def test_a_clock_set_back_is_noticed_beyond_ten_minutes(last, expected):
    assert set_back_by(last, NOON) == expected


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (HOUR * 3.9, "3 timer"),
        (-HOUR * 49, "2 dage"),
        (HOUR * 47, "47 timer"),
        (HOUR / 3, "20 minutter"),
    ],
)
def test_durations_are_said_in_their_largest_unit(duration, words):
    assert duration_words(duration) == words


moments = st.timedeltas(timedelta(days=-20_000), timedelta(days=20_000))
posts = st.timedeltas(timedelta(), timedelta(days=400))


@given(moments, st.lists(posts, max_size=4), st.lists(posts, max_size=4))
def test_a_clock_is_never_said_to_be_more_wrong_than_it_is(off, there, back):
    samples = [came("l1", off, post) for post in there]
    samples += [confirmed("l1", off, post) for post in back]
    for wrong in wrong_clocks(samples):
        assert wrong.peer == "l1"
        assert TOLERANCE < abs(wrong.ahead) <= abs(off)
        assert (wrong.ahead > timedelta()) == (off > timedelta())


@given(st.lists(st.tuples(st.sampled_from("abc"), posts), max_size=8))
def test_right_clocks_are_never_blamed(sent):
    samples = [came(peer, timedelta(), post) for peer, post in sent]
    samples += [confirmed(peer, timedelta(), post) for peer, post in sent]
    assert not wrong_clocks(samples)
    assert not wrong_clocks(samples, "a")


@given(moments, posts)
def test_our_own_clock_is_blamed_alike_by_all(off, post):
    samples = [came("a", off, post), came("b", off, post)]
    own = [wrong.ahead for wrong in wrong_clocks(samples)]
    assert own == ([post - off] if off - post > TOLERANCE else [])
