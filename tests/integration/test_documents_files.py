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
from PIL import Image

from kbh_desktop.documents import design
from kbh_desktop.documents.day_list import day_list
from kbh_desktop.documents.health_sheet import health_sheet
from kbh_desktop.documents.pdf.ink import Look
from kbh_desktop.documents.person_parts import SummaryRow
from kbh_desktop.documents.render import Document, render, render_batch
from kbh_desktop.documents.samples import interviews as samples
from kbh_desktop.documents.samples import reports
from kbh_desktop.documents.summary import interview_summary
from kbh_desktop.errors import CancelledError
from tests.documents_cases import CASES, DOCUMENTS, document, pdf

JAVA = Path("/usr/share/java")
PREFLIGHT = (
    "preflight",
    "pdfbox2",
    "fontbox2",
    "xmpbox",
    "commons-logging",
    "javax.activation",
    "jaxb-api",
)
VALID = '<isValid type="PDF/A1-b">true</isValid>'


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
def drawn(request) -> Document:
    return document(request.param)


def test_the_same_document_gives_the_same_bytes(drawn):
    assert pdf(drawn) == pdf(drawn)


def test_preflight_finds_archives_by_pdfa_1b(tmp_path: Path):
    """PDFBox Preflight knows PDF/A-1b only, which is what single files declare."""
    jars = [JAVA / f"{name}.jar" for name in PREFLIGHT]
    if shutil.which("java") is None or not all(jar.is_file() for jar in jars):
        pytest.skip(
            "Preflight is not installed (default-jre-headless libpdfbox2-java libactivation-java "
            "libjaxb-api-java)"
        )
    for name in DOCUMENTS:
        for case in CASES:
            (tmp_path / f"{name}-{case}.pdf").write_bytes(pdf(document(name, case)))
    classes = ":".join(map(str, jars))
    validator = "org.apache.pdfbox.preflight.Validator_A1b"
    run("java", "-cp", classes, validator, "xml", "batch", str(tmp_path))
    found = {path.name: path.read_text("utf-8") for path in tmp_path.glob("*.preflight.xml")}
    assert len(found) == len(DOCUMENTS) * len(CASES)
    assert not [name for name, said in found.items() if VALID not in said]


def test_many_documents_are_packed_and_still_sound(tmp_path: Path):
    target = io.BytesIO()
    render_batch([document(name) for name in DOCUMENTS], target)
    (tmp_path / "a.pdf").write_bytes(target.getvalue())
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(tmp_path / "a.pdf"))
    rows = run("pdffonts", str(tmp_path / "a.pdf")).splitlines()[2:]
    assert all(re.search(r"CID TrueType +Identity-H +yes yes yes", row) for row in rows)
    assert b"<pdfaid:part>2</pdfaid:part>" in target.getvalue()
    roles = run("pdfinfo", "-struct", str(tmp_path / "a.pdf"))
    assert roles.count("Part") == len(DOCUMENTS)


def test_tables_and_lists_are_told_as_such(tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(pdf(document("settlement")))
    roles = run("pdfinfo", "-struct", str(tmp_path / "a.pdf"))
    for role in ("Table (block)", "TR", "TH", "TD", "/Scope /Column"):
        assert role in roles
    (tmp_path / "b.pdf").write_bytes(pdf(document("access")))
    listed = run("pdfinfo", "-struct", str(tmp_path / "b.pdf"))
    assert all(role in listed for role in ("L (block)", "LI (block)", "Lbl", "LBody"))


def test_a_table_on_two_pages_is_one_table_with_its_head_on_both(tmp_path: Path):
    values = reports.day_list_values()
    long = day_list(replace(values, rows=values.rows * 8))
    (tmp_path / "a.pdf").write_bytes(pdf(long))
    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf(long))]
    assert len(texts) > 2
    assert all("Bemærkninger" in text for text in texts)
    assert run("pdfinfo", "-struct", str(tmp_path / "a.pdf")).count("Table (block)") == 1


def test_grey_pages_have_no_colour():
    for page in pypdfium2.PdfDocument(pdf(document("plan"), Look(grey=True))):
        red, green, blue = page.render(scale=0.7).to_pil().convert("RGB").split()
        assert red.tobytes() == green.tobytes() == blue.tobytes()


def test_saving_toner_leaves_less_ink_and_every_word():
    plain, saved = (
        pypdfium2.PdfDocument(pdf(document("plan"), look))[0]
        for look in (Look(), Look(save_toner=True))
    )
    ink = [255 - sum_of(page) for page in (plain, saved)]
    assert ink[1] < ink[0] * 0.9
    assert plain.get_textpage().get_text_range() == saved.get_textpage().get_text_range()


def sum_of(page) -> float:
    """Return the mean lightness of a page, 0 to 255."""
    grey = page.render(scale=0.7).to_pil().convert("L")
    return sum(n * many for n, many in enumerate(grey.histogram())) / (grey.width * grey.height)


def test_the_logo_of_the_policy_is_printed_and_a_broken_one_is_left_out(
    tmp_path: Path, logged_warnings
):
    Image.new("RGBA", (300, 100), (200, 30, 30, 128)).save(tmp_path / "logo.png")
    (tmp_path / "broken.png").write_bytes(b"no picture")
    found = pdf(document("health"), Look(logo=str(tmp_path / "logo.png")))
    assert b"/Subtype /Image" in found
    assert b"/SMask" not in found
    assert b"/Subtype /Image" not in pdf(
        document("health"), Look(logo=str(tmp_path / "broken.png"))
    )
    assert "logo" in logged_warnings[0].getMessage()


def test_qpdf_finds_nothing_wrong(drawn, tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(pdf(drawn))
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(tmp_path / "a.pdf"))


def test_every_font_is_embedded_and_its_text_can_be_copied(drawn, tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(pdf(drawn))
    rows = run("pdffonts", str(tmp_path / "a.pdf")).splitlines()[2:]
    assert rows
    for row in rows:
        assert re.search(r"CID TrueType +Identity-H +yes yes yes", row), row
        assert "Helvetica" not in row


def test_danish_is_found_as_it_was_written(tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(pdf(interview_summary(samples.tigrinya_summary())))
    text = " ".join(run("pdftotext", "-layout", str(tmp_path / "a.pdf"), "-").split())
    for sentence in (
        "Samuel har arbejdet som automekaniker i Asmara",
        "Fejlfinding på dieselmotorer",
        "770195-xxxx",
        "Side 1 af 1",
        "SR-2026-0421 · Udskrevet 12-03-2026 kl. 14.05",
    ):
        assert sentence in text


@pytest.mark.parametrize("name", ["copy", "summary"])
def test_arabic_is_found_word_by_word_in_logical_order(name: str, tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(pdf(document(name)))
    found = words(run("pdftotext", str(tmp_path / "a.pdf"), "-"))
    wanted = {
        "copy": "نسختك المقابلة تاريخ ريما الخطيب أنتِ ممرضة تريدين اتفقنا شهادتك الأخطاء",
        "summary": "أحب أن أعتني بالناس وأعرف أنني أستطيع أتعلم الكلمات الدنماركية",
    }[name].split()
    assert not set(wanted) - found


def test_tigrinya_is_found_word_by_word(tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(pdf(interview_summary(samples.tigrinya_summary())))
    found = words(run("pdftotext", str(tmp_path / "a.pdf"), "-"))
    assert {"ሳሙኤል", "ተስፋይ", "መኪና", "ሞተር", "ንእስነተይ"} <= found


def test_the_file_says_its_language_title_and_structure(drawn, tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(pdf(drawn))
    info = run("pdfinfo", str(tmp_path / "a.pdf"))
    assert re.search(r"Title: +\S", info)
    assert re.search(r"Tagged: +yes", info)
    assert b"<pdfaid:part>1</pdfaid:part>" in pdf(drawn)
    roles = run("pdfinfo", "-struct", str(tmp_path / "a.pdf"))
    assert "H1" in roles
    assert re.search(r"\bP \(block\)", roles)
    assert "(da)" in pdf(drawn).decode("latin-1")


def test_the_file_holds_no_name_in_its_title(tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(pdf(document("summary")))
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
    both = [document("summary"), interview_summary(samples.tigrinya_summary())]
    report = render_batch(both, target, progress=lambda *done: heard.append(done))
    assert report.pages == 3
    assert heard == [(1, 2), (2, 2)]
    found = pypdfium2.PdfDocument(target.getvalue())
    texts = [page.get_textpage().get_text_range() for page in found]
    assert ["Side 2 af 2" in texts[1], "Side 1 af 1" in texts[2]] == [True, True]


def test_stopping_writes_nothing():
    target = io.BytesIO()
    with pytest.raises(CancelledError):
        render(document("summary"), target, cancelled=lambda: True)
    assert not target.getvalue()


def test_what_no_font_can_draw_is_told():
    values = replace(samples.arabic_summary(), lead="Glad 😀 og 漢")
    report = render(interview_summary(values), io.BytesIO())
    assert report.missing_glyphs == {"😀", "漢"}


def test_pages_are_a4():
    page = pypdfium2.PdfDocument(pdf(document("health")))[0]
    assert page.get_size() == pytest.approx((design.PAGE_WIDTH, design.PAGE_HEIGHT), abs=0.1)


def test_a_withdrawn_consent_leaves_nothing_about_health():
    withdrawn = replace(samples.health(), withdrawn_on=samples.health().held_on)
    text = pypdfium2.PdfDocument(pdf(health_sheet(withdrawn)))[0].get_textpage().get_text_range()
    assert "trukket tilbage" in text
    assert "Løfte" not in text
    assert "behandling" not in text
