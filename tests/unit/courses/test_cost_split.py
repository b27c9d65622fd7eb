"""The split of the costs and who owes whom."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.courses.cost_split import (
    Settlement,
    difference,
    settlement,
    split,
    split_oere,
)
from kbh_desktop.errors import InputError

ROSKILDE, SOLROD, GREVE = "0265", "0269", "0253"
codes = st.sampled_from(["0265", "0269", "0253", "0101", "0201"])
received = st.dictionaries(codes, st.integers(0, 500), min_size=1).filter(
    lambda found: sum(found.values()) > 0
)
payments_made = st.dictionaries(codes, st.integers(0, 10**6), min_size=1)


def test_sixty_thousand_for_the_three_municipalities():
    shares = split(60_000, {ROSKILDE: 24, SOLROD: 7, GREVE: 14})
    assert shares == {ROSKILDE: 32_000, SOLROD: 9_333, GREVE: 18_667}


def test_equal_remainders_go_to_the_lowest_code():
    assert split(100, {ROSKILDE: 1, SOLROD: 1, GREVE: 1}) == {GREVE: 34, ROSKILDE: 33, SOLROD: 33}


@pytest.mark.parametrize(
    ("total", "counts", "said"),
    [
        (100, {ROSKILDE: 0}, "Ingen kommune"),
        (100, {}, "Ingen kommune"),
        (-1, {ROSKILDE: 1}, "negative"),
        (1, {ROSKILDE: 2, GREVE: -1}, "negative"),
    ],
)
def test_a_split_without_sense_is_refused(total, counts, said):
    with pytest.raises(InputError, match=said):
        split(total, counts)


@given(st.integers(0, 10**8), received)
def test_shares_sum_exactly_and_lie_within_a_krone_of_the_exact_share(total, counts):
    shares = split(total, counts)
    people = sum(counts.values())
    assert sum(shares.values()) == total
    for code, count in counts.items():
        assert abs(shares[code] - Fraction(total * count, people)) < 1
        assert count or not shares[code]


@given(st.integers(0, 10**6), received)
def test_who_receives_more_never_pays_less(total, counts):
    shares = split(total, counts)
    assert all(shares[a] >= shares[b] for a in counts for b in counts if counts[a] > counts[b])


@given(st.integers(0, 10**10), received)
def test_in_oere_shares_sum_exactly_and_are_whole_kroner_but_for_the_rest(total, counts):
    shares = split_oere(total, counts)
    assert sum(shares.values()) == total
    assert [share % 100 for share in shares.values() if share % 100] in ([], [total % 100])


def test_in_oere_the_shares_are_those_in_kroner():
    shares = split_oere(60_000_50, {ROSKILDE: 24, SOLROD: 7, GREVE: 14})
    assert shares == {ROSKILDE: 32_000_50, SOLROD: 9_333_00, GREVE: 18_667_00}


def test_the_final_split_says_what_is_still_to_be_paid():
    on_account = split(60_000, {ROSKILDE: 24, SOLROD: 7, GREVE: 14})
    final = split(60_000, {ROSKILDE: 20, SOLROD: 10, GREVE: 10})
    assert difference(on_account, final) == {GREVE: -3_667, ROSKILDE: -2_000, SOLROD: 5_667}


def test_who_paid_too_little_pays_who_paid_too_much():
    already = {ROSKILDE: 40_000, GREVE: 20_000}
    shares = {ROSKILDE: 32_000, SOLROD: 9_333, GREVE: 18_667}
    assert settlement(shares, already) == [
        Settlement(SOLROD, GREVE, 1_333),
        Settlement(SOLROD, ROSKILDE, 8_000),
    ]


def test_two_different_sums_are_not_settled():
    with pytest.raises(InputError, match="samme beløb"):
        settlement({ROSKILDE: 5}, {ROSKILDE: 4})


@given(payments_made, received)
def test_after_the_settlement_everybody_has_paid_their_share(already, counts):
    shares = split(sum(already.values()), counts)
    balance = Counter(already)
    payments = settlement(shares, already)
    for each in payments:
        assert each.amount > 0
        balance[each.payer] += each.amount
        balance[each.receiver] -= each.amount
    assert {k: v for k, v in balance.items() if v} == {k: v for k, v in shares.items() if v}
    assert len(payments) < max(2, len(already.keys() | shares.keys()))
