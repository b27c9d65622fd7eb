"""A translator goes through the texts of a form by keyboard and ticks off what is right."""

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from kbh_desktop.xforms.drafts import drafts as drafts_of
from kbh_desktop.xforms.translator import read_sheet
from kbh_desktop.xforms.workbook import open_workbook
from tests.forms_world import form_path
from tests.ui.window_world import Wanderer, names_missing
from ui.background import busy
from ui.interviews.controls.factory import ControlTools
from ui.rehearsal.page import RehearsalPage

UKRAINIAN = "Українська (uk)"


@pytest.fixture
def page(qtbot, opened):
    tools = ControlTools(lambda: None, {})
    page = RehearsalPage(opened.shell.app, Wanderer(), form_path("samtale2"), tools=tools)
    qtbot.addWidget(page)
    page.resize(1060, 700)
    page.show()
    qtbot.waitUntil(lambda: not busy(), timeout=20_000)
    page.language.choose(UKRAINIAN)
    page.language.picked.emit(UKRAINIAN)
    page.look._buttons["texts"].click()
    return page


def chip(page):
    return page.texts._count.text()


def drafts(page):
    return sum(page.texts._model.is_draft(row) for row in range(page.texts._model.rowCount()))


def test_every_draft_is_listed_with_its_danish(page):
    assert chip(page) == f"{drafts(page)} udkast af {drafts(page)}"
    assert drafts(page) > 200
    index = page.texts._model.index
    assert index(0, 1).data() == "Mødet"
    assert index(0, 2).data() == "Зустріч"
    assert names_missing(page) == []


def test_space_ticks_off_and_goes_on_and_takes_back(qtbot, page, opened):
    before = drafts(page)
    table = page.texts.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Space)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert drafts(page) == before - 2
    assert chip(page).startswith(f"{before - 2} udkast")
    assert table.currentIndex().row() == 2
    assert len(opened.shell.app.interviews.reviews.reviewed()) == 2

    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert drafts(page) == before - 1


def test_only_drafts_are_listed_until_all_are_wanted(page):
    before = page.texts._model.rowCount()
    page.texts.table.setFocus()
    QTest.keyClick(page.texts.table, Qt.Key.Key_Space)
    page.texts._search.setText("/data/a_meeting:label")
    assert page.texts._model.rowCount() == 0
    page.texts.only_drafts.setChecked(False)
    assert page.texts._model.rowCount() == 1
    page.texts._search.clear()
    assert page.texts._model.rowCount() == before


def test_the_form_then_shows_fewer_drafts(page):
    def marked():
        labels = page.preview.findChildren(QLabel)
        return sum(one.text() == "Udkast" and not one.isHidden() for one in labels)

    page.look._buttons["form"].click()
    before = marked()
    assert before > 3
    page.look._buttons["texts"].click()
    page.texts.table.setFocus()
    page.texts.table.selectAll()
    QTest.keyClick(page.texts.table, Qt.Key.Key_Space)
    page.look._buttons["form"].click()
    assert marked() == 0


def test_the_drafts_go_to_a_translator_and_come_back_as_the_next_version(
    qtbot, page, opened, tmp_path
):
    sheet, form = tmp_path / "texts.xlsx", tmp_path / "samtale2.md"
    page.translator.write(sheet, UKRAINIAN, "drafts")
    qtbot.waitUntil(lambda: not busy(), timeout=20_000)
    book = openpyxl.load_workbook(sheet)
    book["texts"]["G2"].value = "Наша зустріч"
    book["texts"]["F3"].value = "x"
    book.save(sheet)
    workbook = open_workbook(form_path("samtale2"))
    page.translator.publish(form, read_sheet(sheet, workbook, UKRAINIAN))
    qtbot.waitUntil(lambda: not busy(), timeout=30_000)

    interviews = opened.shell.app.interviews
    card = interviews.newest_form("samtale2")
    now = interviews.form(card.sha256)
    left = {one.mark for one in drafts_of(now, UKRAINIAN, interviews.reviews.reviewed())}
    assert card.version > "2026112402"
    assert "Наша зустріч" in form.read_text("utf-8")
    assert len(left) == drafts(page) - 2


def test_a_translators_faults_are_told_with_row_and_column(qtbot, page, tmp_path):
    sheet = tmp_path / "texts.xlsx"
    page.translator.write(sheet, UKRAINIAN, "all")
    qtbot.waitUntil(lambda: not busy(), timeout=20_000)
    book = openpyxl.load_workbook(sheet)
    book["texts"]["G2"].value = "${x}"
    book.save(sheet)
    page.translator.read(sheet, UKRAINIAN)
    qtbot.waitUntil(lambda: not busy(), timeout=20_000)

    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert any("${x}" in text and "Kolonne G" in text for text in shown)
