"""What other programs find in the files: qpdf, poppler and pdfium."""

import io
import re
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from kbh_desktop.documents import design
from kbh_desktop.documents.citizen_copy import citizen_copy
from kbh_desktop.documents.health_sheet import health_sheet
from kbh_desktop.documents.person_parts import SummaryRow
from kbh_desktop.documents.recovery_sheet import recovery_sheet
from kbh_desktop.documents.render import Document, render, render_batch
from kbh_desktop.documents.samples import interviews as samples
from kbh_desktop.documents.summary import interview_summary
from kbh_desktop.errors import CancelledError

DOCUMENTS = {
    "summary-ar": lambda: interview_summary(samples.arabic_summary()),
    "summary-ti": lambda: interview_summary(samples.tigrinya_summary()),
    "copy-ar": lambda: citizen_copy(samples.arabic_copy()),
    "copy-ti": lambda: citizen_copy(samples.tigrinya_copy()),
    "health": lambda: health_sheet(samples.health()),
    "recovery": lambda: recovery_sheet(samples.recovery()),
}


def pdf(document: Document) -> bytes:
    target = io.BytesIO()
    render(document, target)
    return target.getvalue()


def run(program: str, *arguments: str) -> str:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed (packages qpdf and poppler-utils)")
    done = subprocess.run([program, *arguments], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode() + done.stdout.decode()
    return done.stdout.decode("utf-8")


def words(text: str) -> set[str]:
    """Return the words without direction marks and punctuation, which poppler places freely."""
    text = re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069.،«»]", " ", text)
    return set(unicodedata.normalize("NFC", text).split())


@pytest.fixture(params=DOCUMENTS)
def document(request) -> Document:
    return DOCUMENTS[request.param]()


def test_the_same_document_gives_the_same_bytes(document):
    assert pdf(document) == pdf(document)


def test_qpdf_finds_nothing_wrong(document, tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(pdf(document))
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(tmp_path / "a.pdf"))


def test_every_font_is_embedded_and_its_text_can_be_copied(document, tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(pdf(document))
    rows = run("pdffonts", str(tmp_path / "a.pdf")).splitlines()[2:]
    assert rows
    for row in rows:
        assert re.search(r"CID TrueType +Identity-H +yes yes yes", row), row
        assert "Helvetica" not in row


def test_danish_is_found_as_it_was_written(tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(pdf(DOCUMENTS["summary-ti"]()))
    text = " ".join(run("pdftotext", "-layout", str(tmp_path / "a.pdf"), "-").split())
    for sentence in (
        "Samuel har arbejdet som automekaniker i Asmara",
        "Fejlfinding på dieselmotorer",
        "770195-xxxx",
        "Side 1 af 1",
        "SR-2026-0421 · Udskrevet 12-03-2026 kl. 14.05",
    ):
        assert sentence in text


@pytest.mark.parametrize("name", ["copy-ar", "summary-ar"])
def test_arabic_is_found_word_by_word_in_logical_order(name: str, tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(pdf(DOCUMENTS[name]()))
    found = words(run("pdftotext", str(tmp_path / "a.pdf"), "-"))
    wanted = {
        "copy-ar": "نسختك المقابلة تاريخ ريما الخطيب أنتِ ممرضة تريدين اتفقنا شهادتك الأخطاء",
        "summary-ar": "أحب أن أعتني بالناس وأعرف أنني أستطيع أتعلم الكلمات الدنماركية",
    }[name].split()
    assert not set(wanted) - found


def test_tigrinya_is_found_word_by_word(tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(pdf(DOCUMENTS["summary-ti"]()))
    found = words(run("pdftotext", str(tmp_path / "a.pdf"), "-"))
    assert {"ሳሙኤል", "ተስፋይ", "መኪና", "ሞተር", "ንእስነተይ"} <= found


def test_the_file_says_its_language_title_and_structure(document, tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(pdf(document))
    info = run("pdfinfo", str(tmp_path / "a.pdf"))
    assert re.search(r"Title: +\S", info)
    assert re.search(r"Tagged: +yes", info)
    assert b"<pdfaid:part>1</pdfaid:part>" in pdf(document)
    roles = run("pdfinfo", "-struct", str(tmp_path / "a.pdf"))
    assert "H1" in roles
    assert "P" in roles
    assert "(da)" in pdf(document).decode("latin-1")


def test_the_file_holds_no_name_in_its_title(tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(pdf(DOCUMENTS["summary-ar"]()))
    title = re.search("Title: (.*)", run("pdfinfo", str(tmp_path / "a.pdf")))
    assert title
    assert "Rima" not in title[1]


def test_a_draft_says_so_on_every_page_and_shows_no_number():
    draft = interview_summary(replace(samples.arabic_summary(), draft=True))
    for page in pypdfium2.PdfDocument(pdf(draft)):
        text = page.get_textpage().get_text_range()
        assert "Kladde" in text
        assert "SR-2026-0417" not in text


def test_a_note_of_ten_thousand_characters_is_printed_whole():
    note = "Rima fortæller om sit arbejde og sine børn. " * 228
    values = replace(samples.arabic_summary(), wishes=(SummaryRow("Notat", note),))
    found = pypdfium2.PdfDocument(pdf(interview_summary(values)))
    text = " ".join(page.get_textpage().get_text_range() for page in found)
    assert text.count("fortæller") == 228
    assert len(found) >= 5


def test_ten_thousand_characters_of_arabic_are_printed_whole():
    values = replace(samples.arabic_summary(), lead="مرحبا " * 1_700)
    report = render(interview_summary(values), io.BytesIO())
    assert report.pages >= 5


def test_a_name_of_three_hundred_letters_fits_and_is_whole():
    name = "Maximiliana " * 25
    values = replace(samples.arabic_summary(), person_name=name)
    page = pypdfium2.PdfDocument(pdf(interview_summary(values)))[0]
    assert page.get_textpage().get_text_range().count("Maximiliana") == 25


def test_many_documents_make_one_file_with_their_own_page_numbers():
    target = io.BytesIO()
    heard: list[tuple[int, int]] = []
    both = [DOCUMENTS["summary-ar"](), DOCUMENTS["summary-ti"]()]
    report = render_batch(both, target, progress=lambda *done: heard.append(done))
    assert report.pages == 3
    assert heard == [(1, 2), (2, 2)]
    found = pypdfium2.PdfDocument(target.getvalue())
    texts = [page.get_textpage().get_text_range() for page in found]
    assert ["Side 2 af 2" in texts[1], "Side 1 af 1" in texts[2]] == [True, True]


def test_stopping_writes_nothing():
    target = io.BytesIO()
    with pytest.raises(CancelledError):
        render(DOCUMENTS["summary-ar"](), target, cancelled=lambda: True)
    assert not target.getvalue()


def test_what_no_font_can_draw_is_told():
    values = replace(samples.arabic_summary(), lead="Glad 😀 og 漢")
    report = render(interview_summary(values), io.BytesIO())
    assert report.missing_glyphs == {"😀", "漢"}


def test_pages_are_a4():
    page = pypdfium2.PdfDocument(pdf(DOCUMENTS["health"]()))[0]
    assert page.get_size() == pytest.approx((design.PAGE_WIDTH, design.PAGE_HEIGHT), abs=0.1)


def test_a_withdrawn_consent_leaves_nothing_about_health():
    withdrawn = replace(samples.health(), withdrawn_on=samples.health().held_on)
    text = pypdfium2.PdfDocument(pdf(health_sheet(withdrawn)))[0].get_textpage().get_text_range()
    assert "trukket tilbage" in text
    assert "Løfte" not in text
    assert "behandling" not in text
