"""The pages look as they did when somebody last looked at them.

KBH_GOLDENS=write makes the pictures anew; look at each before it is committed.
"""

import io
import os
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from kbh_desktop.documents import design
from kbh_desktop.documents.charts import Bar
from kbh_desktop.documents.pdf.ink import PLAIN, Look
from kbh_desktop.documents.render import Document
from kbh_desktop.documents.samples import interviews
from kbh_desktop.documents.summary import interview_summary
from tests.documents_cases import CASES, DOCUMENTS, document, pdf

FOLDER = Path(__file__).parents[1] / "data/goldens"
DPI = 60
TOLERANCE = 24  # of 255, in the colour that differs most
LIMIT = 0.0002  # of all pixels; one changed word is ten times as much
STEP = 15  # kept colours are rounded to multiples of this, which makes files small
MOST_PAGES = 2  # of each document; further pages are made of the same parts

LOOKS = {
    "grey": Look(grey=True),
    "toner": Look(save_toner=True),
    "large": Look(large=True),
}


def pictures(drawn: Document, look: Look = PLAIN) -> list[Image.Image]:
    pages = pypdfium2.PdfDocument(io.BytesIO(pdf(drawn, look)))
    kept = [pages[number] for number in range(min(len(pages), MOST_PAGES))]
    return [page.render(scale=DPI / 72).to_pil().convert("RGB") for page in kept]


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the share of pixels that differ by more than the tolerance."""
    assert one.size == other.size
    red, green, blue = ImageChops.difference(one, other).split()
    worst = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return sum(worst.histogram()[TOLERANCE:]) / (one.width * one.height)


def golden(name: str, page: int) -> Image.Image:
    with Image.open(FOLDER / f"{name}-{page}.png") as kept:
        return kept.convert("RGB")


def write(name: str, page: int, picture: Image.Image) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    coarse = picture.point(lambda value: round(value / STEP) * STEP)
    few = coarse.quantize(256, dither=Image.Dither.NONE)
    few.save(FOLDER / f"{name}-{page}.png", optimize=True)


def compare(name: str, drawn: Document, look: Look = PLAIN) -> None:
    for number, picture in enumerate(pictures(drawn, look), 1):
        if os.environ.get("KBH_GOLDENS") == "write":
            write(name, number, picture)
        assert difference(picture, golden(name, number)) < LIMIT, f"page {number}"


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_pages_look_as_they_did(name: str, case: str):
    compare(f"{name}-{case}", document(name, case))


LOOKED_AT = [
    *((name, look) for name in ("goals", "plan", "summary") for look in ("grey", "toner")),
    *((name, "large") for name in ("copy", "form", "goals", "summary")),
]


@pytest.mark.parametrize(("name", "look"), LOOKED_AT)
def test_other_looks_are_as_they_were(name: str, look: str):
    compare(f"{name}-{look}", document(name), LOOKS[look])


def test_a_summary_in_tigrinya_looks_as_it_did():
    compare("summary-ti", interview_summary(interviews.tigrinya_summary()))


def test_one_changed_word_is_noticed():
    values = interviews.tigrinya_summary()
    changed = replace(values, lead=values.lead.replace("hverdagen", "skolen"))
    found = pictures(interview_summary(changed))[0]
    assert difference(found, golden("summary-ti", 1)) > 5 * LIMIT


def test_one_changed_deadline_is_noticed():
    values = interviews.tigrinya_summary()
    step = replace(values.next_steps[0], due=values.next_steps[0].due.replace(day=3))
    found = pictures(interview_summary(replace(values, next_steps=(step,))))[0]
    assert difference(found, golden("summary-ti", 1)) > 0


def test_one_changed_hue_is_noticed(monkeypatch: pytest.MonkeyPatch):
    """Amber for petrol in the bars of the goal report, of the same lightness in grey."""
    monkeypatch.setattr(Bar, "lay", _lay_in("#7A4A76"))
    found = pictures(document("goals"))[0]
    assert difference(found, golden("goals-danish", 1)) > LIMIT


def _lay_in(color: str):
    original = Bar.lay
    return lambda bar, width, missing: original(_recoloured(bar, color), width, missing)


def _recoloured(bar: Bar, color: str) -> Bar:
    return replace(bar, color=color) if bar.color == design.PETROL else bar


def test_every_picture_is_small():
    sizes = [path.stat().st_size for path in FOLDER.glob("*.png")]
    assert max(sizes) <= 40_000
    assert sum(sizes) <= 2_500_000


def test_no_picture_is_left_of_a_document_that_is_gone():
    names = {path.stem.rpartition("-")[0] for path in FOLDER.glob("*.png")}
    cases = {f"{name}-{case}" for name in DOCUMENTS for case in CASES}
    looks = {f"{name}-{look}" for name, look in LOOKED_AT}
    assert names == cases | looks | {"summary-ti"}
