"""Company visits, who goes, and individual talks."""

from datetime import date, time

import pytest
from PySide6.QtCore import Qt

from tests.ui.window_world import Ctrl
from ui.course_people.talk_dialog import TalkDialog
from ui.course_people.visit_dialog import VisitDialog
from ui.course_people.visits_page import VisitsPage

Key = Qt.Key


@pytest.fixture
def page(world):
    world.enrol("Layla", "Omar", "فاطمة")
    return world.show(VisitsPage)


@pytest.fixture
def visit(world, page):
    made = world.app.participants.visits.add(
        world.id, "Hotel Prindsen", day=date(2026, 4, 20), starts=time(13), max_persons=2
    )
    page.refresh()
    world.settle()
    return made


def dialog_of(page, kind):
    return page.window().findChild(kind)


def visits(world):
    return world.app.participants.visits.list(world.id)


def test_without_visits_the_first_one_is_offered(world, page):
    assert not page.add_button.isVisible()
    page.visits.new_wanted.emit()
    dialog = dialog_of(page, VisitDialog)
    for name, text in (
        ("firm", "Lager Syd"),
        ("cvr", "13585628"),
        ("day", "20/4"),
        ("starts", "13"),
    ):
        dialog.lines[name].setText(text)
    dialog.max_persons.setValue(8)
    dialog.accept()
    world.settle()
    (made,) = visits(world)
    assert (made.firm, made.day, made.starts, made.max_persons) == (
        "Lager Syd",
        date(2026, 4, 20),
        time(13),
        8,
    )
    assert page.add_button.isVisible()


def test_a_wrong_cvr_number_is_refused_at_its_field(world, page):
    page.visits.new_wanted.emit()
    dialog = dialog_of(page, VisitDialog)
    dialog.lines["firm"].setText("Lager Syd")
    dialog.lines["cvr"].setText("13585627")
    dialog.accept()
    assert "kontrol" in dialog.fields["cvr"].error.lower()
    assert not visits(world)


def test_ticks_say_who_goes_until_the_company_takes_no_more(world, page, visit):
    boxes = page.visits.visitors.boxes
    for given in ("Layla", "Omar"):
        world.qtbot.keyClick(boxes[world.people[given]], Key.Key_Space)
        world.settle()
    assert set(visits(world)[0].participants) == {world.people["Layla"], world.people["Omar"]}
    assert page.visits._who.text() == "Hvem tager med: 2 af højst 2"
    assert not boxes[world.people["فاطمة"]].isEnabled()
    page.undo_button.click()
    world.settle()
    assert visits(world)[0].participants == (world.people["Layla"],)


def test_whom_a_visit_suits_stands_first_with_the_reason_and_is_chosen(world, page):
    world.app.competences.add(world.people["Omar"], "work", title="Kok", code="5120")
    world.app.participants.visits.add(
        world.id, "Hotel Prindsen", max_persons=1, trades=("Kok",), day=date(2026, 4, 20)
    )
    page.refresh()
    world.settle()
    first = next(iter(page.visits.visitors.boxes.values()))
    assert first.text() == "Omar Karimi"
    assert first.accessibleDescription().startswith("Passer godt.")
    assert "Kok" in first.accessibleDescription()
    other = page.visits.visitors.boxes[world.people["Layla"]]
    assert other.accessibleDescription()
    page.visits._propose.click()
    world.settle()
    assert visits(world)[0].participants == (world.people["Omar"],)
    assert not page.visits._propose.isVisible()
    page.undo_button.click()
    assert visits(world)[0].participants == ()


def test_a_removed_visit_comes_back_with_those_who_went(world, page, visit):
    world.app.participants.visits.join(visit.id, world.people["Omar"])
    page.refresh()
    world.settle()
    page.visits.remove_wanted.emit(visit.id)
    world.settle()
    assert not visits(world)
    world.qtbot.keyClick(page.visits.list, Key.Key_Z, Ctrl)
    (again,) = visits(world)
    assert (again.firm, again.participants) == ("Hotel Prindsen", (world.people["Omar"],))


def test_changing_a_visit_is_taken_back(world, page, visit):
    page.visits.list.opened.emit(visit.id)
    dialog = dialog_of(page, VisitDialog)
    dialog.lines["safety_gear"].setText("Sikkerhedssko")
    dialog.confirmed.setChecked(True)
    dialog.accept()
    world.settle()
    assert visits(world)[0].safety_gear == "Sikkerhedssko"
    assert page.visits.list.rows.row(0).chip == "Bekræftet"
    page.undo_button.click()
    assert visits(world)[0].safety_gear == ""


def test_a_visit_of_the_plan_has_the_day_of_its_session(world, page):
    page.visits.new_wanted.emit()
    dialog = dialog_of(page, VisitDialog)
    dialog.lines["firm"].setText("Lager Syd")
    dialog.session.setCurrentIndex(1)
    dialog.session.activated.emit(1)
    assert dialog.fields["day"].hint == "Planen bestemmer dagen."
    dialog.accept()
    world.settle()
    (made,) = visits(world)
    board = world.app.courses.board(world.id)
    assert made.day == board.placements[made.session_id].day
    assert board.kinds[made.session_id] == "visit"


def test_a_talk_is_planned_held_and_taken_back(world, page):
    page.open_part("talks")
    page.talks.new_wanted.emit()
    dialog = dialog_of(page, TalkDialog)
    dialog.person.choose(world.people["Omar"])
    dialog.day.setText("17/4")
    dialog.starts.setText("9")
    dialog.accept()
    world.settle()
    (talk,) = world.app.participants.talks.list(world.id)
    assert (talk.person, talk.day, talk.starts) == (
        world.people["Omar"],
        date(2026, 4, 17),
        time(9),
    )
    assert page.talks._missing.text() == "2 deltagere har ingen samtale endnu"
    page.talks._held.click()
    world.settle()
    assert page.talks.list.rows.row(0).chip == "Holdt"
    page.undo_button.click()
    page.undo_button.click()
    assert world.app.participants.talks.list(world.id) == ()


def test_two_talks_at_once_are_refused_at_the_field(world, page):
    world.app.participants.talks.add(world.id, world.people["Omar"], date(2026, 4, 17), time(9))
    page.open_part("talks")
    page.refresh()
    world.settle()
    page._ask_new_talk()
    dialog = dialog_of(page, TalkDialog)
    dialog.person.choose(world.people["Omar"])
    dialog.day.setText("17/4")
    dialog.starts.setText("9.30")
    dialog.accept()
    assert dialog.fields["starts"].error
    dialog.starts.setText("10")
    dialog.day.setText("")
    dialog.accept()
    assert dialog.fields["day"].error == "Skriv hvilken dag."


def test_a_talk_is_removed_and_brought_back(world, page):
    talk = world.app.participants.talks.add(
        world.id, world.people["Omar"], date(2026, 4, 17), time(9)
    )
    page.open_part("talks")
    page.refresh()
    world.settle()
    page.talks.remove_wanted.emit(talk.id)
    assert world.app.participants.talks.list(world.id) == ()
    page.undo_button.click()
    assert len(world.app.participants.talks.list(world.id)) == 1
