import os
import re
from pathlib import Path

import pytest

from kbh_desktop.documents.text.breaks import letters, tokens


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Hej med dig", ["Hej", " ", "med", " ", "dig"]),
        ("mødet kl. 8.30 er", ["mødet", " ", "kl. 8.30", " ", "er"]),
        ("40 % af § 7", ["40 %", " ", "af", " ", "§ 7"]),
        ("social- og sundhed", ["social-", " ", "og", " ", "sundhed"]),
        ("Fast-Track", ["Fast-", "Track"]),
        ("2010–2016", ["2010–2016"]),
        ("borger/kommune", ["borger/", "kommune"]),
        ("ሰላም፡ዓለም", ["ሰላም፡", "ዓለም"]),
        ("12\xa0kr.", ["12\xa0kr."]),
        ("漢字", ["漢", "字"]),
        ("hvad ? nej", ["hvad ?", " ", "nej"]),
        ("( Røde Kors )", ["( Røde", " ", "Kors )"]),
        ("مرحبا، يا صديقي", ["مرحبا،", " ", "يا", " ", "صديقي"]),
    ],
)
def test_lines_may_end_where_the_language_allows_it(text: str, parts: list[str]):
    assert [token.text for token in tokens(text)] == parts


def test_marks_and_joiners_stay_with_their_letter():
    assert list(letters("e\u0301x\u200dy")) == ["e\u0301", "x\u200dy"]


LINE_BREAKS = (
    Path(os.environ.get("UNICODE_DATA", "/usr/share/unicode")) / "auxiliary/LineBreakTest.txt"
)
OURS = re.compile(
    "[ A-Za-zÀ-ɏ0-9.,:;!?()\\[\\]\"'«»“”‘’–—\\-/%§\u0600-\u06ff\u1200-\u137f\u00a0\u2060]+"
)
STRICTER = {"— —", '" ('}  # rules LB15 and LB17 for quotes and dashes with spaces between


def test_no_line_ends_where_unicode_forbids_it_in_our_scripts():
    """Unicode's own cases (UAX #14), those of Latin, Arabic and Ethiopic letters."""
    if not LINE_BREAKS.is_file():
        pytest.skip("LineBreakTest.txt is not here; install the Debian package unicode-data")
    seen = 0
    for line in LINE_BREAKS.read_text("utf-8").splitlines():
        parts = line.partition("#")[0].split()
        text = "".join(chr(int(code, 16)) for code in parts[1::2])
        if not OURS.fullmatch(text) or text.startswith(" ") or text in STRICTER:
            continue
        seen += 1
        allowed = {place for place, mark in enumerate(parts[::2]) if mark == "÷"}
        place = 0
        for token in tokens(text):
            assert not place or token.is_space or place in allowed, (text, place)
            place += len(token.text)
    assert seen > 300
