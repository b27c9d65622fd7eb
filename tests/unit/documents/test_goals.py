from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.documents.mapping.goals import ArrivedPerson, Quarter, goal_values
from kbh_desktop.documents.pages import Printed
from kbh_desktop.documents.small_counts import Count, hide
from kbh_desktop.documents.wording import FEW, percent
from kbh_desktop.errors import InputError

ABOUT = Printed(municipality="Allerød Kommune", printed_at=datetime(2026, 4, 1, tzinfo=UTC))
MOVED = date(2026, 2, 10)


def person(first: int | None = None, second: int | None = None, sex: str = "female"):
    """Return somebody who moved in on 10 February, interviews so many days after it."""
    days = [MOVED + timedelta(days=n) if n is not None else None for n in (first, second)]
    return ArrivedPerson(MOVED, sex, 30, *days)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2026-Q1", date(2026, 3, 31)),
        ("2026-Q4", date(2026, 12, 31)),
        ("2024-Q2", date(2024, 6, 30)),
    ],
)
def test_a_quarter_ends_on_its_last_day(text: str, last: date):
    quarter = Quarter.read(text)
    assert quarter.last_day == last
    assert Quarter.of(last) == quarter
    assert Quarter.of(last + timedelta(days=1)) == quarter.earlier(-1)


def test_what_is_no_quarter_is_told():
    with pytest.raises(InputError):
        Quarter.read("2026-5")


def test_the_first_interview_counts_before_moving_in_and_the_second_until_14_days_after():
    people = [person(-1, 14), person(0, 15), person(), person(-30, -2), person(-5, 0)]
    first, second = goal_values(people, Quarter(2026, 1), ABOUT, 0).indicators
    assert (first.count.number, first.count.of) == (3, 5)
    assert (second.count.number, second.count.of) == (3, 5)


def test_who_moved_in_another_quarter_is_not_counted():
    found = goal_values([person(-1)], Quarter(2026, 2), ABOUT, 2)
    assert found.indicators[0].count.of == 0
    assert found.indicators[0].before == Count(1, 1)
    assert found.population == 1


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Fraction(22, 56), "39,3 %"),
        (Fraction(7, 33), "21,2 %"),
        (Fraction(11, 33), "33,3 %"),
        (Fraction(1, 1), "100,0 %"),
        (Fraction(1, 2000), "0,1 %"),
        (None, "–"),
    ],
)
def test_shares_have_one_decimal_half_rounded_up(share, words: str):
    assert percent(share) == words


@pytest.mark.parametrize(
    ("number", "of", "hidden"),
    [(0, 20, False), (1, 20, True), (4, 20, True), (5, 20, False), (0, 4, True), (0, 0, False)],
)
def test_fewer_than_five_are_hidden(number: int, of: int, hidden: bool):
    count = Count(number, of)
    assert count.is_hidden == hidden
    assert (count.share is None) == (hidden or not of)
    if hidden:
        assert str(number) not in count.words.replace(str(FEW), "")


COUNTS = st.lists(
    st.integers(0, 30).flatmap(lambda of: st.builds(Count, st.integers(0, of), st.just(of)))
)


@given(COUNTS)
def test_one_part_alone_is_never_hidden_where_another_could_be(counts):
    shown = hide(counts)
    assert [(c.number, c.of) for c in shown] == [(c.number, c.of) for c in counts]
    hidden = [count for count in shown if count.is_hidden]
    others = [count for count in shown if not count.is_hidden and count.of]
    assert len(hidden) != 1 or not others
