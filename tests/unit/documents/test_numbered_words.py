"""The words of a key part stand below their numbers, in columns to the last row."""

from dataclasses import replace

import pypdfium2
import pytest

from kbh_desktop.documents.composing import rendered
from kbh_desktop.documents.samples.protocols import key_share

WORDS = tuple(f"ord{chr(97 + place)}" for place in range(23))


@pytest.fixture(scope="module")
def page():
    pdf, _report = rendered(replace(key_share(), words=WORDS))
    return pypdfium2.PdfDocument(pdf)[0].get_textpage()


def middle(page, word):
    """Return where the middle of a word stands, in points from the left."""
    at, count = page.search(word).get_next()
    boxes = [page.get_charbox(place) for place in range(at, at + count)]
    return (min(box[0] for box in boxes) + max(box[2] for box in boxes)) / 2


@pytest.mark.parametrize("column", [0, 1, 2])
def test_a_last_row_that_is_not_full_keeps_the_columns(page, column):
    first, last = middle(page, WORDS[column]), middle(page, WORDS[20 + column])
    assert first == pytest.approx(last, abs=2)


def test_every_word_comes_after_its_number(page):
    said = page.get_text_range().split()
    before = [said[said.index(word) - 1] for word in WORDS]
    assert before == [str(number) for number in range(1, len(WORDS) + 1)]
