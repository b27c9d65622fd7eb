"""Whatever is typed or pasted into whichever field: a file comes out, all inside the page."""

import io
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest

from kbh_desktop.documents import design
from kbh_desktop.documents.citizen_copy import (
    Both,
    CitizenRow,
    CitizenSection,
    CitizenStep,
    citizen_copy,
)
from kbh_desktop.documents.health_sheet import health_sheet
from kbh_desktop.documents.person_parts import (
    CompetenceLine,
    ExperienceLine,
    LanguageLine,
    NextStep,
    SummaryRow,
)
from kbh_desktop.documents.render import Document, render
from kbh_desktop.documents.samples import interviews as samples
from kbh_desktop.documents.summary import Disagreement, SummarySection, interview_summary

HOSTILE = {
    "markup": '<b>fed & <img src="/etc/passwd"/> </para> &amp; 1<2 <font color="x">',
    "controls": "a\x00b\x07\x1b[31mc\u2028d\u0085e\ufeff",
    "surrogate": "x\ud83dy",
    "long name": "Maximiliana-" * 25,
    "one long word": "A" * 300,
    "empty": "",
    "spaces": " \u00a0 \u3000 ",
    "emoji": "😀 👍🏽 👨‍👩‍👧‍👦 🇩🇰 ❤️",
    "zalgo": "Z" + "\u0301" * 200 + "a",
    "direction controls": "\u202eabc\u2066\u2067x\u2069",
    "deep embedding": "\u202b\u202a" * 200 + "אב ab",
    "deep isolates": "\u2067\u2066" * 200 + "אב ab",
    "tabs": "a\tb\t\tc",
    "line ends": "linje\n" * 200,
    "three thousand": "Notat med ord og tegn, " * 135,
    "three thousand, no space": "x" * 3_000,
    "three thousand in Arabic": "أحب أن أعتني بالناس " * 150,
    "three thousand in one Arabic word": "بيت" * 1_000,
    "cjk": "漢字テスト 한국어 " * 30,
    "mixed": "abc مرحبا 123 ትግርኛ שלום Київ ",
    "private use": "\ue000\uf8ff",
    "thai": "สวัสดี",
    "no-break": "a\u00a0b" * 200,
    "zero width": "a\u200bb" * 300,
    "hyphens": "ord-" * 200,
    "address": "https://example.invalid/" + "a/" * 300,
    "percent": "%s {0} %(x)s {number}",
    "backslash": "\\n ) ( \\050 ] TJ ET endstream",
    "mathematics": "∑∫√≠≤",
    "astral": "\U00010400\U0001f1e9",
}


def _summary(**changes: object) -> Document:
    return interview_summary(replace(samples.tigrinya_summary(), **changes))


def _copy(**changes: object) -> Document:
    return citizen_copy(replace(samples.arabic_copy(), **changes))


FIELDS: dict[str, Callable[[str], Document]] = {
    "person_name": lambda text: _summary(person_name=text),
    "native_name": lambda text: _summary(native_name=text),
    "title": lambda text: _summary(interview_title=text, municipality=text, print_number=text),
    "lead": lambda text: _summary(lead=text),
    "facts": lambda text: _summary(born=text, centre=text, interpreter=text, consultant=text),
    "competence": lambda text: _summary(
        competences=(CompetenceLine(text, 2, text, text),), competence_tags=(text, text)
    ),
    "job": lambda text: _summary(jobs=(ExperienceLine(text, text, text, text),)),
    "language": lambda text: _summary(languages=(LanguageLine(text, text, (text, text)),)),
    "row": lambda text: _summary(
        sections=(SummarySection(text, (SummaryRow(text, text, text, "ar"),), text),)
    ),
    "disagreement": lambda text: _summary(disagreements=(Disagreement(text, text),)),
    "step": lambda text: _summary(next_steps=(NextStep(text, text),)),
    "copy names": lambda text: _copy(person_name=text, native_name=text, phone=text),
    "copy texts": lambda text: _copy(
        summary=Both(text, text), next_steps=(CitizenStep(Both(text, text), text),)
    ),
    "copy answers": lambda text: _copy(
        told=(CitizenSection(Both(text, text), (CitizenRow(Both(text), Both(text, text)),)),)
    ),
    "health": lambda text: health_sheet(
        replace(samples.health(), person_name=text, difficulties=(text, text), treatment=text)
    ),
}


def outside(page) -> list[tuple[float, float, float, float]]:
    """Return the glyph boxes that reach into the margins, but for 4 points of overhang."""
    text = page.get_textpage()
    found = []
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        inside = (
            left >= design.MARGIN - 4
            and right <= design.PAGE_WIDTH - design.MARGIN + 4
            and bottom >= 20
            and top <= design.PAGE_HEIGHT - 36
        )
        if not inside:
            found.append((left, bottom, right, top))
    return found


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("field", FIELDS)
def test_it_prints_inside_the_margins(field: str, name: str):
    target = io.BytesIO()
    report = render(FIELDS[field](HOSTILE[name]), target)
    found = pypdfium2.PdfDocument(target.getvalue())
    assert len(found) == report.pages
    for page in found:
        assert not outside(page)
