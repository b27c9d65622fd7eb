import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import Cell as BlockCell
from kbh_desktop.documents.blocks import Keep, Panel, Para, Quote, Row, lay_all
from kbh_desktop.documents.boxes import TextBox, pages, stack
from kbh_desktop.documents.text import bidi
from kbh_desktop.documents.text.breaks import letters, tokens
from kbh_desktop.documents.text.clean import clean
from kbh_desktop.documents.text.layout import layout

SCRIPTS = st.characters(
    codec="utf-8",
    categories=["L", "M", "N", "P", "Zs", "Sc"],
    max_codepoint=0x13FF,
)
ANYTHING = st.text(st.characters(), max_size=60)
WRITTEN = st.text(SCRIPTS | st.sampled_from(" \n\u2066\u2067\u2069\u200f()12"), max_size=80)
BIDI_CLASSES = ["L", "R", "AL", "EN", "ES", "ET", "AN", "CS", "NSM", "BN", "B", "S", "WS", "ON"]
BIDI_CLASSES += ["LRE", "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"]


@given(ANYTHING)
def test_cleaning_twice_is_cleaning_once(text: str):
    assert clean(clean(text)) == clean(text)


@given(ANYTHING)
def test_nothing_unprintable_is_left(text: str):
    left = {unicodedata.category(char) for char in clean(text) if char != "\n"}
    assert not left & {"Cc", "Cs"}


@given(st.lists(st.sampled_from(BIDI_CLASSES), max_size=40), st.sampled_from([None, 0, 1]))
def test_levels_are_in_range_and_their_order_is_a_permutation(classes, base):
    found = bidi.resolve(classes, base=base)
    assert all(0 <= level <= 126 for level in found.of)
    assert sorted(bidi.visual_order(found.of)) == list(range(len(classes)))


@given(st.lists(st.sampled_from(["R", "AL", "NSM", "ON", "WS"]), min_size=1, max_size=30))
def test_right_to_left_alone_is_simply_turned_around(classes):
    found = bidi.resolve(classes, base=1)
    assert bidi.visual_order(found.of) == list(reversed(range(len(classes))))


@given(WRITTEN)
def test_where_bidi_is_not_needed_all_levels_are_zero(text: str):
    if not bidi.needs_bidi(text):
        assert not any(bidi.levels(text, 0).of)


@given(WRITTEN)
def test_cutting_loses_nothing(text: str):
    assert "".join(token.text for token in tokens(text)) == text
    if text:
        assert "".join(letters(text)) == text


@given(WRITTEN, st.floats(20, 400))
@example("\u2067" + "שלום " * 20, 30.0)
def test_every_character_is_set_once_and_no_line_is_too_wide(text: str, width: float):
    lines = layout(text, design.BODY_TEXT, width, set())
    set_text = "".join(run.text for line in lines for run in line.runs)
    controls = "\u200b\u200e\u200f\u061c\u2066\u2067\u2068\u2069"
    expected = "".join(c for c in clean(text) if c not in controls)
    assert len("".join(set_text.split())) == len("".join(expected.split()))
    for line in lines:
        one_letter = len("".join(run.text for run in line.runs)) <= 6
        assert line.width <= width + 0.02 or one_letter


BLOCK = st.builds(Para, WRITTEN) | st.builds(Quote, WRITTEN, WRITTEN)
STORY = st.recursive(
    st.lists(BLOCK, min_size=1, max_size=4),
    lambda inner: st.lists(
        BLOCK
        | st.builds(Keep, inner)
        | st.builds(Panel, inner)
        | st.builds(
            lambda left, right: Row([BlockCell(150, left), BlockCell(200, right)]), inner, inner
        ),
        min_size=1,
        max_size=4,
    ),
    max_leaves=12,
)


def lines_in(box) -> int:
    if isinstance(box, TextBox):
        return len(box.lines)
    children = getattr(box, "children", None) or getattr(box, "cells", None)
    if children is not None:
        return sum(lines_in(child) for _, child in children)
    content = getattr(box, "content", None)
    return lines_in(content) if content is not None else 0


@given(STORY, st.floats(240, 600))
def test_pages_hold_every_line_and_none_is_too_high(story, height: float):
    laid = lay_all(story, 354, set())
    found = pages(laid, height)
    assert sum(lines_in(page) for page in found) == lines_in(laid)
    assert all(page.height <= height + 0.05 for page in found)


def test_an_empty_story_is_one_page():
    assert len(pages(stack(()), 100)) == 1
