from kbh_desktop.documents.text.faces import Weight, font_runs
from kbh_desktop.documents.text.layout import Style, fitted, forget_words, layout, text_width
from kbh_desktop.documents.text.shape import shape

BODY = Style(10, 14)
BOLD = Style(10, 14, Weight.SEMIBOLD)


def texts(lines) -> list[str]:
    return ["".join(run.text for run in line.runs) for line in lines]


def test_words_fill_the_line_and_spaces_hang_outside():
    width = text_width("Rima har arbejdet", BODY)
    assert texts(layout("Rima har arbejdet som", BODY, width, set())) == [
        "Rima har arbejdet",
        "som",
    ]


def test_line_ends_and_empty_lines_are_kept():
    assert texts(layout("a\n\nb", BODY, 100, set())) == ["a", "", "b"]


def test_nothing_but_line_ends_is_nothing():
    assert layout("\n\n", BODY, 100, set()) == ()
    assert layout("", BODY, 100, set()) == ()


def test_a_word_wider_than_the_line_is_cut():
    lines = layout("x" * 100, BODY, 60, set())
    assert len(lines) > 5
    assert all(line.width <= 60.01 for line in lines)
    assert "".join(texts(lines)) == "x" * 100


def test_styles_that_meet_inside_a_word_stay_together():
    lines = layout([("Selvstændigt", BOLD), (", med hjælp", BODY)], BODY, 72, set())
    assert texts(lines)[0] == "Selvstændigt,"


def test_a_paragraph_in_arabic_starts_at_the_right():
    line = layout("مرحبا Rima", BODY, 300, set())[0]
    assert line.base == 1
    assert [run.level for run in line.runs] == [1, 1, 2]


def test_capitals_are_made_before_measuring():
    line = layout("resumé", Style(10, 14, capitals=True), 300, set())[0]
    assert line.runs[0].text == "RESUMÉ"


def test_what_is_too_long_for_one_line_ends_with_an_ellipsis():
    line = fitted("Maximiliana " * 30, BODY, 100, set())
    assert "".join(run.text for run in line.runs).endswith("…")
    assert line.width <= 100


def test_each_script_comes_from_its_own_face():
    runs = font_runs("Åse مرحبا ትግርኛ", Weight.REGULAR).runs
    assert [face.name.split("-")[0] for face, _ in runs] == [
        "KBHSans",
        "IBMPlexSansArabic",
        "NotoSansEthiopic",
    ]


def test_quotation_marks_come_from_the_face_of_the_words_between_them():
    runs = font_runs("«ናይ መኪና»", Weight.REGULAR).runs
    assert len({face.name for face, text in runs if text.strip("« »")}) == 1


def test_a_character_that_no_font_has_is_told_and_replaced():
    missing: set[str] = set()
    line = layout("Hej 😀", BODY, 300, missing)[0]
    assert missing == {"😀"}
    assert line.runs[-1].text.endswith("\ufffd")
    assert layout("Hej 😀", BODY, 300, again := set())
    assert again == {"😀"}, "a cached word tells it too"


def test_the_required_ligature_carries_its_letters_in_visual_order():
    face = font_runs("لا", Weight.REGULAR).runs[0][0]
    assert [glyph.text for glyph in shape(face, "لا", rtl=True).glyphs if glyph.text] in (
        ["ال"],
        ["ا", "ل"],
    )


def test_forgetting_leaves_no_word_behind():
    layout("Hemmelig", BODY, 300, set())
    forget_words()
    assert not BODY.words
    assert shape.cache_info().currsize == 0
