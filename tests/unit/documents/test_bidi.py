import pytest

from kbh_desktop.documents.text import bidi


def shown(text: str, base: bidi.Base | None = None) -> str:
    """Return `text` as it stands on the line from left to right."""
    level = bidi.levels(text, base).of
    return "".join(text[n] for n in bidi.visual_order(level))


@pytest.mark.parametrize(
    ("text", "visual"),
    [
        ("Samtale 1", "Samtale 1"),
        ("אבג", "גבא"),
        ("אב 12 גד", "דג 12 בא"),
        ("אב (גד)", ")דג( בא"),
        ("hej אב ok", "hej בא ok"),
        ("אב \u2066+45 12\u2069 גד", "דג \u2069+45 12\u2066 בא"),
    ],
)
def test_text_stands_in_visual_order(text: str, visual: str):
    assert shown(text) == visual


def test_the_first_strong_character_decides_the_direction():
    assert bidi.is_rtl("1. مرحبا Hej")
    assert not bidi.is_rtl("1. Hej مرحبا")
    assert not bidi.is_rtl("12 34")
    assert not bidi.is_rtl("\u2067مرحبا\u2069 Hej")


def test_danish_never_enters_the_algorithm():
    assert not bidi.needs_bidi("Ærø – «citat» 12 %, kl. 8.30 · ናይ መኪና Київ")
