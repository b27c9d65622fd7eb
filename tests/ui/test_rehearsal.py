"""A coordinator tries a workbook: sees it, corrects it in Excel, sees it anew, publishes it."""

import openpyxl
import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from kbh_desktop.competences.model import CompetenceMap
from tests.ui.window_world import Wanderer, names_missing
from ui.background import busy
from ui.interviews.controls.factory import ControlTools
from ui.interviews.entry import catalogues, titles
from ui.rehearsal.page import RehearsalPage

HEADINGS = ["type", "name", "label::Dansk (da)", "label::العربية (ar)", "relevant"]
GOOD = [
    ["text", "name", "Hvad hedder du?", "ما اسمك؟", ""],
    ["select_one yn", "work", "Har du arbejde?", "هل تعمل؟", ""],
    ["text", "title", "Som hvad?", "ماذا تعمل؟", "${work} = 'y'"],
]


def save(path, rows, version="1"):
    book = openpyxl.Workbook()
    book.active.title = "survey"
    for row in (HEADINGS, *rows):
        book["survey"].append(row)
    choices = book.create_sheet("choices")
    for row in (
        ["list_name", "name", "label::Dansk (da)", "label::العربية (ar)"],
        ["yn", "y", "Ja", "نعم"],
        ["yn", "n", "Nej", "لا"],
    ):
        choices.append(row)
    settings = book.create_sheet("settings")
    settings.append(["form_title", "form_id", "version", "default_language"])
    settings.append(["Prøve", "try", version, "Dansk (da)"])
    part = path.with_name("~saving.tmp")
    book.save(part)
    part.replace(path)  # as Excel saves


@pytest.fixture
def navigator():
    return Wanderer()


@pytest.fixture
def page(qtbot, opened, navigator, tmp_path):
    path = tmp_path / "prøve.xlsx"
    save(path, GOOD)
    tools = ControlTools(lambda: None, catalogues(), titles(CompetenceMap))
    page = RehearsalPage(opened.shell.app, navigator, path, tools=tools)
    qtbot.addWidget(page)
    page.resize(1060, 700)
    page.show()
    settle(qtbot)
    return page


def settle(qtbot):
    qtbot.waitUntil(lambda: not busy(), timeout=20_000)


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def questions(page):
    return [text for text in texts(page.preview) if text.endswith("?")]


def test_the_form_is_shown_in_both_languages_with_its_length(page):
    assert questions(page) == ["Hvad hedder du?", "Har du arbejde?"]
    assert "ما اسمك؟" in texts(page)
    assert any(text.startswith("3 spørgsmål, cirka ") for text in texts(page))
    assert "Ingen fejl" in texts(page)


def test_answers_drive_the_form_and_are_kept_nowhere(page, opened):
    page.preview.cards.answered.emit("/data/work", "y")
    assert "Som hvad?" in texts(page.preview)
    assert opened.shell.app.interviews.today() == ()


def test_a_save_in_excel_is_seen_and_answers_stay(qtbot, page, tmp_path):
    page.preview.cards.answered.emit("/data/work", "y")
    more = [*GOOD, ["integer", "age", "Hvor gammel er du?", "كم عمرك؟", ""]]
    save(tmp_path / "prøve.xlsx", more)
    qtbot.waitUntil(lambda: "Hvor gammel er du?" in texts(page.preview), timeout=10_000)
    assert "Som hvad?" in texts(page.preview)


def test_a_fault_is_told_with_its_row_and_can_not_be_published(qtbot, page, tmp_path):
    save(tmp_path / "prøve.xlsx", [*GOOD, ["txet", "x", "X", "X", ""]])
    qtbot.waitUntil(lambda: "1 fejl" in texts(page), timeout=10_000)
    assert "Fanen “survey”, række 5" in texts(page)
    assert not button(page, "Udgiv").isEnabled()
    save(tmp_path / "prøve.xlsx", GOOD)
    qtbot.waitUntil(lambda: button(page, "Udgiv").isEnabled(), timeout=10_000)


def test_a_question_nobody_is_asked_is_listed(qtbot, page, tmp_path):
    never = ["text", "never", "Aldrig?", "أبدا؟", "${name} = 'y' and ${name} = 'n'"]
    save(tmp_path / "prøve.xlsx", [*GOOD, never])
    qtbot.waitUntil(lambda: "Aldrig? (never)" in texts(page.findings), timeout=10_000)


def button(page, words):
    return next(b for b in page.findChildren(QPushButton) if b.text().strip() == words)


def test_publishing_puts_it_into_the_vault(qtbot, page, opened, navigator):
    button(page, "Udgiv").click()
    settle(qtbot)
    assert [card.title for card in opened.shell.app.interviews.forms()] == ["Prøve"]
    assert navigator.said[0] == "Udgiv Prøve?"


def test_everything_has_a_name(page):
    assert names_missing(page) == []
