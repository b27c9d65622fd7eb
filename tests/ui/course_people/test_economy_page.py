"""Costs, the key, the split and who owes whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from kbh_desktop.errors import InputError
from tests.ui.window_world import Ctrl
from ui.course_people.cost_dialog import CostDialog
from ui.course_people.economy_page import EconomyPage
from ui.course_people.money import kroner, parse_kroner, plain_kroner
from ui.widgets.text import Text

Key = Qt.Key


@pytest.fixture
def page(world):
    economy = world.app.course_economy
    economy.add(world.id, "Undervisning", 3_024_000, paid_by="0265")
    economy.add(world.id, "Alt andet", 2_976_000, paid_by="0253")
    economy.set_cost_key(world.id, "planned", {"0265": 24, "0269": 7, "0253": 14})
    return world.show(EconomyPage)


def column(table, number):
    return [table.text(row, number) for row in range(table.rowCount())]


def dialog_of(page):
    return page.window().findChild(CostDialog)


def test_the_split_is_the_example_of_the_three_municipalities(page):
    table = page.split.table
    assert column(table, 0) == ["Roskilde", "Solrød", "Greve", "I alt"]
    assert column(table, 2) == ["32.000", "9.333", "18.667", "60.000"]
    assert "Roskilde 32.000 kr." in page.split.picture.accessibleName()


def test_the_shares_on_the_screen_sum_to_the_total(world, page):
    economy = world.app.course_economy
    economy.set_cost_key(world.id, "received", {"0265": 1, "0269": 1, "0253": 1})
    economy.add(world.id, "Et tillæg", 1_01)
    page.refresh()
    world.settle()
    shares = [parse_kroner(text, "x") for text in column(page.split.table, 4)]
    assert sum(shares[:-1]) == shares[-1] == 6_000_101


def test_who_owes_whom_stands_in_words_and_in_the_matrix(page):
    words = [label.text() for label in page.settlement.findChildren(Text)]
    assert "Roskilde betaler 1.760 kr. til Greve." in words
    assert "Solrød betaler 9.333 kr. til Greve." in words
    table = page.settlement.table
    assert [table.horizontalHeaderItem(n).text() for n in range(4)][1:] == column(table, 0)
    assert table.text(1, 3) == "9.333"


def test_a_number_of_people_is_saved_when_left_and_taken_back(world, page):
    box = page.key.box("received", "0265")
    box.setFocus()
    box.setValue(20)
    world.qtbot.keyClick(box, Key.Key_Return)
    world.settle()
    assert world.app.course_economy.cost_key(world.id, "received").people["0265"] == 20
    assert page.split.table.text(0, 3) == "20"
    page.undo_button.click()
    assert world.app.course_economy.cost_key(world.id, "received").total == 0


def test_a_cost_is_added_with_the_keyboard(world, page):
    page.add_button.click()
    dialog = dialog_of(page)
    for line, text in ((dialog.what, "Bus"), (dialog.planned, "9.000,50"), (dialog.actual, "")):
        world.qtbot.keyClicks(line, text)
    dialog.accept()
    world.settle()
    assert column(page.table, 0)[-2:] == ["Bus", "I alt"]
    assert column(page.table, 2)[-1] == "69.000,50"


def test_an_amount_that_nobody_can_read_is_refused_at_its_field(world, page):
    page.table.opened.emit(0)
    dialog = dialog_of(page)
    dialog.planned.setText("mange")
    dialog.accept()
    assert "mange" in dialog.fields["planned_oere"].error
    assert dialog.isVisible()
    dialog.planned.setText("30.000")
    dialog.actual.setText("31.000")
    dialog.accept()
    world.settle()
    assert page.table.text(0, 4) == "1.000"
    page.undo_button.click()
    assert world.app.course_economy.cost_lines(world.id)[0].actual_oere is None


def test_delete_removes_a_cost_and_ctrl_z_brings_it_back(world, page):
    page.table.setFocus()
    world.qtbot.keyClick(page.table, Key.Key_Delete)
    world.settle()
    assert len(world.app.course_economy.cost_lines(world.id)) == 1
    world.qtbot.keyClick(page.table, Key.Key_Z, Ctrl)
    whats = [line.what for line in world.app.course_economy.cost_lines(world.id)]
    assert sorted(whats) == ["Alt andet", "Undervisning"]


def test_without_a_key_nothing_is_split(world):
    world.app.course_economy.add(world.id, "Bus", 100_000)
    page = world.show(EconomyPage)
    assert not page.split.picture.isVisible()
    assert not page.settlement.table.isVisible()


@given(st.integers(-(10**10), 10**10))
def test_every_amount_is_read_as_it_is_written(oere):
    assert parse_kroner(plain_kroner(abs(oere)), "x") == abs(oere)
    assert kroner(-abs(oere or 1)).startswith("−")


@pytest.mark.parametrize("text", ["", "1.00", "12,345", "-5", "1,000.00", "fem"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(InputError):
        parse_kroner(text, "x")
