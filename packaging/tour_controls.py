"""Every way to answer in pictures: a form of all types and appearances, tried in two languages."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kbh_desktop.interviews.forms import shipped_forms
from ui.rehearsal.page import RehearsalPage

if TYPE_CHECKING:
    from tour import Tour

GALLERY = Path(__file__).resolve().parents[1] / "tests/data/all_controls.md"
_LANGUAGES = {"ar": "العربية (ar)", "ti": "ትግርኛ (ti)"}
_SECTIONS = ("choose", "scales", "table", "numbers", "words")
_IN_SECTION = {"table": "/data/scales/head"}
_ANSWERS = {
    "one": "weekly", "columns": "daily", "flat": "never", "typed": "mango", "several": "fig mango",
    "chips": "apple orange", "rank": "fig date apple mango orange", "told": "OK", "likert": "4",
    "stars": "4", "range": "7", "fine": "2.5", "tall": "25", "given": "3", "listen": "well",
    "speak": "some", "morning": "mon fri", "thousands": "8750", "decimal": "7.5",
    "date": "2024-04-03", "month": "2025-06-01", "year": "2019-01-01", "time": "14:30:00.000",
    "moment": "2026-11-30T09:15:00.000", "short": "Amal", "country": "SYR", "languages": "ar ku",
    "work": "Bager", "long": "Jeg bagte brød med min søster.",
}  # fmt: skip


def _page(tour: "Tour", form: Path, language: str) -> RehearsalPage:
    page = tour.go("rehearsal", str(form))
    if not isinstance(page, RehearsalPage):
        raise TypeError(page)
    tour.settle()
    page.language.choose(_LANGUAGES[language])
    page.language.picked.emit(_LANGUAGES[language])
    return page


def _controls(section: str, language: str, tour: "Tour") -> None:
    page = _page(tour, GALLERY, language)
    page.preview.answer_by_name(_ANSWERS)
    page.preview.open_section(f"/data/{'scales' if section in _IN_SECTION else section}")
    tour.settle()
    if section in _IN_SECTION:
        page.preview.cards.focus_question("/data/scales/evening")
    tour.settle()


def _texts(tour: "Tour") -> None:
    page = _page(tour, shipped_forms()[0], "ti")
    page.look.choose("texts")
    page.look.chosen.emit("texts")
    tour.settle()


CONTROLS: Mapping[str, Callable[["Tour"], object]] = {
    **{
        f"controls-{section}-{language}": partial(_controls, section, language)
        for language in _LANGUAGES
        for section in _SECTIONS
    },
    "rehearsal-texts": _texts,
}
