import pytest

from kbh_desktop.documents.text.hyphens import HYPHEN, hyphen_points
from kbh_desktop.documents.text.layout import Style, layout, text_width

BODY = Style(10, 14)


def texts(lines) -> list[str]:
    return ["".join(run.text for run in line.runs) for line in lines]


def parts(word: str, language: str = "da") -> list[str]:
    ends = [*hyphen_points(word, language), len(word)]
    return [word[start:end] for start, end in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize(
    ("word", "divided"),
    [
        ("arbejdsmarked", "arbejds-marked"),
        ("sygeplejerske", "sygeple-jerske"),
        ("kort", "kort"),
        ("(medicinhåndtering).", "(medi-cin-hånd-te-ring)."),
        ("مرحبا", "مرحبا"),
    ],
)
def test_danish_words_are_divided_where_danes_do(word: str, divided: str):
    assert "-".join(parts(word)) == divided


def test_other_languages_are_left_alone():
    assert parts("shaqaaleysiinta", "so") == ["shaqaaleysiinta"]


def test_a_long_word_is_hyphenated_where_the_line_would_be_half_empty():
    width = text_width("en arbejdsmarkedsud", BODY)
    lines = texts(layout("en arbejdsmarkedsuddannelse", BODY, width, set(), "da"))
    assert lines[0].endswith(HYPHEN)
    assert "".join(lines).replace(HYPHEN, "") == "en arbejdsmarkedsuddannelse"
    assert len(lines) == 2


def test_a_line_that_is_nearly_full_is_not_hyphenated():
    width = text_width("Rima har arbejdet som syge", BODY)
    lines = texts(layout("Rima har arbejdet som sygeplejerske", BODY, width, set(), "da"))
    assert lines == ["Rima har arbejdet som", "sygeplejerske"]


def test_without_a_language_nothing_is_hyphenated():
    lines = texts(layout("en arbejdsmarkedsuddannelse", BODY, 90, set()))
    assert not [line for line in lines if HYPHEN in line]
