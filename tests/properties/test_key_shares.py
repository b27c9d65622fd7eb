"""Any k of n sheets give a split secret back; fewer, wrong or changed ones never do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shamir_mnemonic.wordlist import WORDLIST

from kbh_desktop.errors import InputError
from kbh_desktop.security.shares import MOST, KeyShare, combine, read_share, split

SIZE = 20
SECRETS = st.binary(min_size=SIZE, max_size=SIZE)


@st.composite
def splits(draw: st.DrawFn) -> tuple[bytes, tuple[KeyShare, ...]]:
    people = draw(st.integers(2, MOST))
    secret = draw(SECRETS)
    return secret, split(secret, draw(st.integers(2, people)), people)


@settings(max_examples=40)
@given(splits(), st.randoms(use_true_random=False))
def test_any_sheets_that_are_enough_give_the_secret_in_any_order(made, random) -> None:
    secret, sheets = made
    needed = sheets[0].needed
    chosen = random.sample(sheets, random.randint(needed, len(sheets)))
    assert combine([read_share(sheet.text, SIZE) for sheet in chosen]) == secret
    assert _refused(random.sample(sheets, needed - 1))


@settings(max_examples=60)
@given(splits(), st.integers(0, 22), st.integers(1, len(WORDLIST) - 1))
def test_one_wrong_word_is_always_named_by_its_place(made, place, by) -> None:
    sheet = made[1][0]
    assert f"Ord {place + 1} " in _complaint(_changed(sheet, [place], by))


@settings(max_examples=60)
@given(
    splits(),
    st.lists(st.integers(0, 22), min_size=2, max_size=3, unique=True),
    st.integers(1, len(WORDLIST) - 1),
)
def test_up_to_three_wrong_words_are_never_taken_for_right(made, places, by) -> None:
    assert _complaint(_changed(made[1][0], places, by))


@settings(max_examples=40)
@given(SECRETS, SECRETS, st.integers(2, 5))
def test_sheets_of_two_splits_never_give_a_secret(one: bytes, other: bytes, needed: int) -> None:
    ours, theirs = split(one, needed, 5), split(other, needed, 5)
    assert _refused([*ours[: needed - 1], theirs[4]])


@settings(max_examples=200)
@given(st.text(max_size=300))
def test_whatever_is_typed_is_refused_in_words(typed: str) -> None:
    assert _complaint(typed)


def _changed(sheet: KeyShare, places: list[int], by: int) -> str:
    words = list(sheet.words)
    for place in places:
        words[place] = WORDLIST[(WORDLIST.index(words[place]) + by) % len(WORDLIST)]
    return " ".join(words)


def _complaint(typed: str) -> str:
    with pytest.raises(InputError) as refused:
        read_share(typed, SIZE)
    return str(refused.value)


def _refused(sheets: list[KeyShare]) -> bool:
    try:
        combine(sheets)
    except InputError:
        return True
    return False
