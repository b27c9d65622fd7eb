import pytest

from kbh_desktop.documents.text.clean import clean, isolated


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Åse & Søn <b>", "Åse & Søn <b>"),
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("a\tb", "a    b"),
        ("nul\x00 bell\x07 esc\x1b", "nul bell esc"),
        ("half a pair \ud83d of surrogates", "half a pair  of surrogates"),
        ("sam\xadtale", "samtale"),
        ("\u202eturned around", "turned around"),
        ("A\u030ase", "Åse"),
        ("Z" + "\u0301" * 50 + "!", "Ź" + "\u0301" * 4 + "!"),
        ("\u2066+45 12\u2069 می\u200cخواهم", "\u2066+45 12\u2069 می\u200cخواهم"),
    ],
)
def test_what_was_typed_becomes_printable(typed: str, printed: str):
    assert clean(typed) == printed


def test_a_number_stays_whole_inside_right_to_left_text():
    assert isolated("63 15 20 48") == "\u206663\xa015\xa020\xa048\u2069"
