"""Labels may be stressed; nothing a person typed becomes markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbh_desktop.xforms.markdown import to_html, to_plain


@pytest.mark.parametrize(
    ("text", "html", "plain"),
    [
        ("Hej **du**", "Hej <b>du</b>", "Hej du"),
        ("__fed__ og _skrå_", "<b>fed</b> og <i>skrå</i>", "fed og skrå"),
        ("*skrå*, **fed**", "<i>skrå</i>, <b>fed</b>", "skrå, fed"),
        ("# Overskrift\nlinje", "<b>Overskrift</b><br>linje", "Overskrift\nlinje"),
        ("3 * 4 * 5", "3 * 4 * 5", "3 * 4 * 5"),
        ("snake_case_name", "snake_case_name", "snake_case_name"),
        ("** åben", "** åben", "** åben"),
        ("a < b & c", "a &lt; b &amp; c", "a < b & c"),
        ("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;", "<b>x</b>"),
        ("[KBH](http://kbh.test)", "KBH (http://kbh.test)", "KBH (http://kbh.test)"),
        ("الاقتراح: **١**", "الاقتراح: <b>١</b>", "الاقتراح: ١"),
    ],
)
def test_marks_become_stress_or_go(text: str, html: str, plain: str) -> None:
    assert (to_html(text), to_plain(text)) == (html, plain)


@given(st.text())
def test_nothing_but_our_own_tags_comes_out(text: str) -> None:
    html = to_html(text)
    for tag in ("<b>", "</b>", "<i>", "</i>", "<br>"):
        html = html.replace(tag, "")
    assert "<" not in html


@given(st.text(alphabet=st.characters(exclude_characters="*_#[")))
def test_text_without_marks_stays_as_it_is(text: str) -> None:
    assert to_plain(text) == text
