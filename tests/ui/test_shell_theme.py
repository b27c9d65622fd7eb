"""The look: readable colours, sizes that follow the text, fonts that have the letters."""

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QLabel

from ui.theme import DARK, LIGHT, TONES
from ui.widgets.buttons import Button

READ, LARGE_OR_EDGE = 4.5, 3.0
PAIRS = [
    *(("text", ground, 7.0) for ground in ("bg", "surface", "rail", "sunken", "hover", "sel")),
    *(
        (text, ground, READ)
        for text in ("text2", "text3")
        for ground in ("bg", "surface", "rail", "sunken", "hover", "sel")
    ),
    *((text, ground, READ) for ground, text in TONES.values()),
    ("on_accent", "accent", READ),
    ("on_accent", "accent_h", READ),
    ("accent", "surface", READ),
    ("accent", "bg", READ),
    ("accent", "sel", LARGE_OR_EDGE),
    ("bad", "surface", READ),
    ("bad", "bg", READ),
    ("warn", "surface", READ),
    ("ok", "surface", READ),
    *((tone, "sunken", LARGE_OR_EDGE) for tone in ("ok", "warn", "bad")),
    ("text2", "line", READ),
    *(("field", ground, LARGE_OR_EDGE) for ground in ("surface", "bg")),
    *(("focus", ground, LARGE_OR_EDGE) for ground in ("surface", "bg", "rail", "sunken", "sel")),
]


def _luminance(colour):
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    dark, light = sorted((_luminance(QColor(one)), _luminance(QColor(other))))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_every_text_stands_out_from_its_ground(tokens, text, ground, least):
    assert contrast(tokens[text], tokens[ground]) >= least


def test_light_and_dark_have_the_same_tokens():
    assert list(LIGHT) == list(DARK)


def test_text_and_buttons_grow_with_the_chosen_size(qtbot, look):
    label, button = QLabel("Personer"), Button("Udskriv", icon="printer")
    for widget in (label, button):
        qtbot.addWidget(widget)
        widget.show()
    before = label.sizeHint().height(), button.sizeHint().height()
    look.set_look("light", 200)
    assert label.sizeHint().height() >= 1.8 * before[0]
    assert button.sizeHint().height() >= 1.8 * before[1]


def test_touch_targets_are_at_least_36_high(qtbot, look):
    button = Button("Udskriv")
    qtbot.addWidget(button)
    button.show()
    assert button.sizeHint().height() >= 36


@pytest.mark.parametrize("asked", [20, 100, 200, 900])
def test_text_size_stays_between_100_and_200_percent(look, asked):
    look.set_look("light", asked)
    assert 100 <= look.text_percent <= 200


@pytest.mark.parametrize("letters", ["Æøå é €", "سلام پښتو", "ትግርኛ"])
def test_the_bundled_fonts_have_danish_arabic_and_ethiopic_letters(look, letters):
    families = look.font().families()
    assert set(families) <= set(QFontDatabase.families())
    assert any(
        all(QFontMetrics(one).inFontUcs4(ord(c)) for c in letters)
        for one in (_in_family(look, family) for family in families)
    )


def _in_family(look, family):
    font = look.font()
    font.setFamilies([family])
    return font


def test_icons_take_the_colour_they_are_asked_for(look):
    image = look.pixmap("house", "bad", 20).toImage()
    inked = {
        image.pixelColor(x, y).rgb()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert QColor(LIGHT["bad"]).rgb() in inked
