"""The way into work of each participant, before the move if possible."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.ui.window_world import Ctrl
from ui.course_people.placement_page import PlacementPage
from ui.course_people.start_dialog import StartDialog
from ui.course_people.start_line import Scale, StartLine

Key = Qt.Key


@pytest.fixture
def page(world):
    world.enrol("Layla", "Omar", "فاطمة")
    return world.show(PlacementPage)


def dialog_of(page):
    return page.window().findChild(StartDialog)


def starts(world):
    return world.app.participants.placements.list(world.id)


def plan(world, page, given, firm, first, moves):
    page.list.choose(world.people[given])
    world.qtbot.keyClick(page.list, Key.Key_Return)
    dialog = dialog_of(page)
    for line, text in ((dialog.firm, firm), (dialog.starts_on, first), (dialog.moves_on, moves)):
        line.setText(text)
    dialog.accept()
    world.settle()
    return dialog


def test_who_begins_before_the_move_is_counted(world, page):
    plan(world, page, "Layla", "Hotel Prindsen", "20/4", "1/5")
    plan(world, page, "Omar", "Lager Syd", "4/5", "1/5")
    assert page.figures.title == "1 af 3 begynder, før de flytter"
    assert page.figures.details == "1 efter flytningen · 1 uden start"
    row = page.list.rows.row(page.list.rows.number_of(world.people["Omar"]))
    assert row.chip == "Efter flytningen"
    assert "starter 04-05-2026" in row.words


def test_a_change_and_a_removal_are_taken_back(world, page):
    plan(world, page, "Layla", "Hotel Prindsen", "20/4", "1/5")
    plan(world, page, "Layla", "Hotel Prindsen", "27/4", "1/5")
    assert starts(world)[0].starts_on == date(2026, 4, 27)
    world.qtbot.keyClick(page.list, Key.Key_Z, Ctrl)
    world.settle()
    assert starts(world)[0].starts_on == date(2026, 4, 20)
    page._remove(starts(world)[0])
    assert not starts(world)
    page.undo_button.click()
    assert starts(world)[0].firm == "Hotel Prindsen"


def test_what_is_missing_is_said_at_its_field(world, page):
    dialog = plan(world, page, "Omar", "", "", "")
    assert dialog.fields["starts_on"].error == "Skriv hvilken dag."
    dialog.starts_on.setText("20/4")
    dialog.accept()
    assert dialog.fields["firm"].error


def test_a_start_on_the_day_of_the_move_is_not_before_it():
    day = date(2026, 5, 1)
    assert StartLine("p", "N", "F", day, day).verdict[0] == "Efter flytningen"
    assert StartLine("p", "N", "F", day, None).is_before_move is None
    assert StartLine("p", "N").verdict[1] == "warn"


def test_days_outside_the_line_stay_at_its_ends():
    from PySide6.QtCore import QRectF

    scale = Scale(date(2026, 4, 1), date(2026, 4, 11), (date(2026, 4, 1),) * 2, date(2026, 4, 1))
    box = QRectF(100, 0, 200, 40)
    assert scale.at(date(2026, 4, 6), box) == 200
    assert scale.at(date(2026, 6, 1), box) == 300
