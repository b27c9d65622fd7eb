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

from kbh_desktop.documents.citizen_copy import citizen_copy
from kbh_desktop.documents.health_sheet import health_sheet
from kbh_desktop.documents.recovery_sheet import recovery_sheet
from kbh_desktop.documents.render import Document, render
from kbh_desktop.documents.samples import interviews as samples
from kbh_desktop.documents.summary import interview_summary

FOLDER = Path(__file__).parents[1] / "data/goldens"
DPI = 60
TOLERANCE = 24  # of 255, in the colour that differs most
LIMIT = 0.0002  # of all pixels; one changed word is ten times as much

PAGES = {
    "summary-ar": lambda: interview_summary(samples.arabic_summary()),
    "summary-ti": lambda: interview_summary(samples.tigrinya_summary()),
    "copy-ar": lambda: citizen_copy(samples.arabic_copy()),
    "copy-ti": lambda: citizen_copy(samples.tigrinya_copy()),
    "health": lambda: health_sheet(samples.health()),
    "recovery": lambda: recovery_sheet(samples.recovery()),
}


def pictures(document: Document) -> list[Image.Image]:
    target = io.BytesIO()
    render(document, target)
    pages = pypdfium2.PdfDocument(target.getvalue())
    return [page.render(scale=DPI / 72).to_pil().convert("RGB") for page in pages]


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
    coarse = picture.point(lambda value: min(255, round(value / 16) * 16))  # a third of the size
    coarse.save(FOLDER / f"{name}-{page}.png", optimize=True)


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_look_as_they_did(name: str):
    for number, picture in enumerate(pictures(PAGES[name]()), 1):
        if os.environ.get("KBH_GOLDENS") == "write":
            write(name, number, picture)
        assert difference(picture, golden(name, number)) < LIMIT, f"page {number}"


def test_one_changed_word_is_noticed():
    values = samples.tigrinya_summary()
    changed = replace(values, lead=values.lead.replace("hverdagen", "skolen"))
    found = pictures(interview_summary(changed))[0]
    assert difference(found, golden("summary-ti", 1)) > 5 * LIMIT


def test_one_changed_deadline_is_noticed():
    values = samples.tigrinya_summary()
    step = replace(values.next_steps[0], due=values.next_steps[0].due.replace(day=3))
    found = pictures(interview_summary(replace(values, next_steps=(step,))))[0]
    assert difference(found, golden("summary-ti", 1)) > 0


def test_every_picture_is_small():
    assert all(path.stat().st_size <= 60_000 for path in FOLDER.glob("*.png"))
