"""Whatever is typed or pasted into whichever field: a file comes out, all inside the page."""

import io
import socket
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from kbh_desktop.documents import design
from kbh_desktop.documents.pdf.ink import Look
from kbh_desktop.documents.render import render
from kbh_desktop.documents.samples import interviews
from kbh_desktop.documents.summary import interview_summary
from kbh_desktop.documents.text.faces import Weight, chain
from tests.documents_cases import DOCUMENTS, emptied, pdf, rewritten

HOSTILE = (
    '<b>fed & <img src="/etc/passwd"/> </para> &amp; 1<2 <font color="x">',
    "a\x00b\x07\x1b[31mc\u2028d\u0085e\ufeff",
    "x\ud83dy",
    "Maximiliana-" * 25,
    "A" * 300,
    "",
    " \u00a0 \u3000 ",
    "😀 👍🏽 👨‍👩‍👧‍👦 🇩🇰 ❤️",
    "Z" + "\u0301" * 200 + "a",
    "\u202eabc\u2066\u2067x\u2069",
    "\u202b\u202a" * 200 + "אב ab",
    "\u2067\u2066" * 200 + "אב ab",
    "a\tb\t\tc",
    "linje\n" * 12,
    "Notat med ord og tegn, " * 14,
    "x" * 300,
    "أحب أن أعتني بالناس " * 14,
    "بيت" * 80,
    "漢字テスト 한국어 " * 8,
    "abc مرحبا 123 ትግርኛ שלום Київ ",
    "\ue000\uf8ff",
    "สวัสดี",
    "a\u00a0b" * 70,
    "a\u200bb" * 70,
    "ord-" * 40,
    "https://example.invalid/" + "a/" * 60,
    "%s {0} %(x)s {number} {few}",
    "\\n ) ( \\050 ] TJ ET endstream endobj",
    "∑∫√≠≤",
    "\U00010400\U0001f1e9",
)


def outside(page) -> list[tuple[float, float, float, float]]:
    """Return the glyph boxes that reach into the margins, but for 4 points of overhang."""
    width, height = page.get_size()
    margin = design.LANDSCAPE.margin if width > height else design.MARGIN
    text = page.get_textpage()
    found = []
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        inside = left >= margin - 4 and right <= width - margin + 4
        if not (inside and bottom >= 14 and top <= height - 24):
            found.append((left, bottom, right, top))
    return found


@pytest.mark.parametrize("round_", range(len(HOSTILE)))
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_hostile_text_in_every_field_prints_inside_the_margins(name: str, round_: int):
    """In round k, field n gets text n + k: after all rounds each field had each text."""
    compose, values = DOCUMENTS[name]
    hostile = rewritten(values, lambda _text, field: HOSTILE[(field + round_) % len(HOSTILE)])
    target = io.BytesIO()
    report = render(compose(hostile), target)
    found = pypdfium2.PdfDocument(target.getvalue())
    assert len(found) == report.pages
    for page in found:
        assert not outside(page)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_at_all_is_a_page(name: str):
    compose, values = DOCUMENTS[name]
    found = pypdfium2.PdfDocument(pdf(compose(emptied(values))))
    assert len(found) == 1
    assert not outside(found[0])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_large_print_stays_inside_the_margins(name: str):
    compose, values = DOCUMENTS[name]
    scale = {True: 2**0.5, False: 1.5}
    for page in pypdfium2.PdfDocument(pdf(compose(values), Look(large=True))):
        width, height = page.get_size()
        margin = (design.LANDSCAPE.margin if width > height else design.MARGIN / 1.5) * scale[
            width > height
        ]
        text = page.get_textpage()
        for index in range(text.count_rects()):
            left, _bottom, right, _top = text.get_rect(index)
            assert left >= margin - 6
            assert right <= width - margin + 6


@pytest.mark.parametrize("name", DOCUMENTS)
def test_names_of_three_hundred_letters_and_long_notes_are_printed_whole(name: str):
    compose, values = DOCUMENTS[name]
    long = rewritten(values, lambda _text, field: ("Maximiliana " * 25, "Ærø " * 75)[field % 2])
    for page in pypdfium2.PdfDocument(pdf(compose(long))):
        assert not outside(page)


def test_no_file_and_no_network_is_asked_for(monkeypatch: pytest.MonkeyPatch):
    for weight in Weight:
        chain(weight)  # fonts are read once, before

    def refuse(*_arguments: object, **_more: object) -> None:
        raise AssertionError("a document asked for something outside itself")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr("builtins.open", refuse)
    values = interviews.tigrinya_summary()
    pdf(interview_summary(replace(values, lead=HOSTILE[0], person_name=HOSTILE[25])))
