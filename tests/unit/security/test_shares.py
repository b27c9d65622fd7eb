"""The recovery key split among people."""

from itertools import combinations

import pytest
from shamir_mnemonic import combine_mnemonics
from shamir_mnemonic.wordlist import WORDLIST

from kbh_desktop.errors import InputError
from kbh_desktop.security.recovery import (
    joined_key,
    new_recovery_key,
    read_key_share,
    read_recovery_words,
    split_key,
)
from kbh_desktop.security.shares import completions

VECTOR = (  # the fourth of SLIP-39, 2 of 3
    """
    shadow pistol academic always adequate wildlife fancy gross oasis cylinder mustang wrist rescue
    view short owner flip making coding armed
    """,
    """
    shadow pistol academic acid actress prayer class unknown daughter sweater depict flip twice
    unkind craft early superior advocate guest smoking
    """,
)
VECTOR_SECRET = "b43ceb7e57a0ea8766221624d01b0864"


def test_any_two_of_three_sheets_give_the_key_back() -> None:
    key = new_recovery_key()
    sheets = split_key(key, 2, 3)
    assert [sheet.number for sheet in sheets] == [1, 2, 3]
    assert all(len(sheet.words) == 23 for sheet in sheets)
    for chosen in combinations(sheets, 2):
        read = [read_key_share(sheet.text) for sheet in chosen]
        assert joined_key(read).words == key.words


def test_one_sheet_alone_says_how_many_more_are_needed() -> None:
    sheets = split_key(new_recovery_key(), 3, 5)
    with pytest.raises(InputError, match="Der mangler 2 ark"):
        joined_key(sheets[:1])
    with pytest.raises(InputError, match="Der mangler 1 ark"):
        joined_key([sheets[0], sheets[1], sheets[0]])


def test_four_letters_of_a_word_are_enough() -> None:
    sheet = split_key(new_recovery_key(), 2, 3)[0]
    numbered = " ".join(f"{place}. {word[:4]}" for place, word in enumerate(sheet.words, 1))
    assert read_key_share(numbered) == sheet


def test_a_word_that_is_not_on_the_list_is_named_with_its_place() -> None:
    words = list(split_key(new_recovery_key(), 2, 3)[0].words)
    words[6] = "akademic"
    with pytest.raises(InputError, match=r"Ord 7 .*akademic.*academic"):
        read_key_share(" ".join(words))
    words[6] = "qqqq"
    with pytest.raises(InputError, match=r"Ord 7 .*qqqq"):
        read_key_share(" ".join(words))


def test_a_wrong_word_of_the_list_is_named_with_its_place() -> None:
    words = list(split_key(new_recovery_key(), 2, 3)[0].words)
    words[11] = next(word for word in WORDLIST if word != words[11])
    with pytest.raises(InputError, match="Ord 12 "):
        read_key_share(" ".join(words))


def test_two_words_that_changed_places_are_named() -> None:
    words = list(split_key(new_recovery_key(), 2, 3)[0].words)
    place = next(at for at in range(8, 18) if words[at] != words[at + 1])
    words[place], words[place + 1] = words[place + 1], words[place]
    with pytest.raises(InputError, match=f"Ord {place + 1} og {place + 2} "):
        read_key_share(" ".join(words))


def test_a_sheet_that_was_cut_says_how_many_words_there_are() -> None:
    words = split_key(new_recovery_key(), 2, 3)[0].words
    with pytest.raises(InputError, match=r"22 ord; .* 23"):
        read_key_share(" ".join(words[:-1]))


def test_a_sheet_of_another_set_is_named() -> None:
    ours, theirs = split_key(new_recovery_key(), 2, 3), split_key(new_recovery_key(), 2, 3)
    with pytest.raises(InputError, match=rf"Ark 2, .*{theirs[0].mark}.*{ours[0].mark}"):
        joined_key([ours[0], theirs[1]])


def test_the_key_is_read_from_all_sheets_typed_in_one_go() -> None:
    key = new_recovery_key()
    sheets = split_key(key, 2, 3)
    typed = "\n".join(sheet.text for sheet in sheets[1:])
    assert read_recovery_words(typed) == key.identity


def test_numbers_that_make_no_sense_are_refused() -> None:
    for needed, people in ((1, 3), (4, 3), (2, 10)):
        with pytest.raises(InputError, match="Mellem 2 og 9 personer"):
            split_key(new_recovery_key(), needed, people)


def test_words_are_completed_from_their_beginning() -> None:
    assert completions("acade") == ("academic",)
    assert completions("") == ()
    assert len(completions("a")) == 8


def test_the_library_agrees_with_the_vectors_of_the_standard() -> None:
    assert combine_mnemonics(VECTOR, b"TREZOR").hex() == VECTOR_SECRET
