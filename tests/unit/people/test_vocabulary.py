import pytest

from kbh_desktop.people.vocabulary import Vocabulary, one_edit_apart

NAMES = Vocabulary(["hassan", "hasan", "mohammed", "mohamed", "fatima", "khadija", "ali"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hasssan", ("hassan",)),
        ("hassen", ("hassan",)),
        ("fatmia", ("fatima",)),
        ("gatima", ("fatima",)),
        ("fatimq", ("fatima",)),
        ("khaidja", ("khadija",)),
        ("mohamad", ("mohamed",)),
        ("mohammed", ("mohamed",)),
    ],
)
def test_one_edit_is_forgiven(typed, meant):
    assert NAMES.near(typed) == meant


@pytest.mark.parametrize("typed", ["alii", "al", "fatime2", "xyzxyz", ""])
def test_short_words_and_two_edits_are_not(typed):
    assert NAMES.near(typed) == ()


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [("a", "a", False), ("ab", "ba", True), ("abc", "ab", True), ("abc", "a", False),
     ("abcd", "badc", False), ("", "a", True)],
)  # fmt: skip
def test_edits_are_counted(left, right, apart):
    assert one_edit_apart(left, right) is apart
