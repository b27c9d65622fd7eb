"""Finding, comparing, bringing together and taking apart, by the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kbh_desktop.people.model import PersonQuery
from tests.casework_world import make_office
from tests.ui.window_world import Wanderer, names_missing
from ui.people.duplicate_list import MergedRow
from ui.people.duplicates_page import DuplicatesPage
from ui.people.person_page import PersonPage
from ui.people.same_person_dialog import SamePersonDialog
from ui.people.same_person_part import SamePersonPart
from ui.widgets.buttons import Button

Key = Qt.Key


@pytest.fixture
def app(tmp_path, clock):
    app = make_office(tmp_path / "office", clock)
    yield app
    app.close()


@pytest.fixture
def two(app):
    kept = app.people.register(given_name="Mohamed", family_name="Ali", birth_date="12-5-1990")
    other = app.people.register(
        given_name="محمد", family_name="علي", birth_date="1990", phone="40506070"
    )
    return kept, other


@pytest.fixture
def away():
    return Wanderer()


def shown(qtbot, app, away, subject=""):
    page = DuplicatesPage(app, away, subject)
    qtbot.addWidget(page)
    page.resize(1100, 760)
    page.show()
    page.activated()
    return page


def comparing(qtbot, app, away, two):
    page = shown(qtbot, app, away, f"{two[0].id}:{two[1].id}")
    qtbot.waitUntil(lambda: bool(page.compare.choices))
    return page


def buttons(page, start):
    return [b for b in page.list.findChildren(Button) if b.accessibleName().startswith(start)]


def press(qtbot, key):
    qtbot.keyClick(QApplication.focusWidget(), key)


def test_the_list_says_why_two_may_be_one_and_opens_them(qtbot, app, away, two):
    page = shown(qtbot, app, away)
    qtbot.waitUntil(lambda: bool(buttons(page, "Sammenlign")))
    (compare,) = buttons(page, "Sammenlign")
    assert "navnet er skrevet på to måder" in compare.accessibleName()
    assert "kun fødselsår kendt" in compare.accessibleName()
    qtbot.keyClick(compare, Key.Key_Space)
    assert set(page.compare.choices) == {"given_name", "family_name", "birth_date", "phone"}


def test_an_office_without_duplicates_is_told_so(qtbot, app, away):
    page = shown(qtbot, app, away)
    qtbot.waitUntil(lambda: page.list._found.count() == 1)
    assert not buttons(page, "Sammenlign")


def test_values_are_chosen_with_left_and_right(qtbot, app, away, two):
    page = comparing(qtbot, app, away, two)
    qtbot.waitUntil(page.compare.choices["given_name"].buttons[0].hasFocus)
    press(qtbot, Key.Key_Right)
    assert page.compare.choices["given_name"].takes_other
    press(qtbot, Key.Key_Left)
    assert not page.compare.choices["given_name"].takes_other


def test_what_only_the_other_one_knows_is_taken_over_unless_somebody_says_no(qtbot, app, away, two):
    page = comparing(qtbot, app, away, two)
    assert page.compare.choices["phone"].takes_other
    assert not page.compare.choices["birth_date"].takes_other


def test_two_are_brought_together_and_taken_apart_again(qtbot, app, away, two):
    page = comparing(qtbot, app, away, two)
    page.compare.reason.setFocus()
    qtbot.keyClicks(page.compare.reason, "Viste begge kort")
    qtbot.keyClick(page.compare.reason, Key.Key_Return)
    assert app.people.find(PersonQuery()).total == 1
    assert app.people.get(two[0].id).phone == "+4540506070"
    qtbot.waitUntil(lambda: bool(page.list.findChildren(MergedRow)))
    qtbot.keyClick(page.list.findChildren(MergedRow)[0].apart, Key.Key_Space)
    assert app.people.find(PersonQuery()).total == 2
    assert (app.people.get(two[0].id), app.people.get(two[1].id)) == two
    qtbot.waitUntil(lambda: bool(buttons(page, "Sammenlign")))


def test_without_a_reason_nothing_is_done(qtbot, app, away, two):
    page = comparing(qtbot, app, away, two)
    qtbot.keyClick(page.compare.together, Key.Key_Space)
    assert app.people.find(PersonQuery()).total == 2
    assert page.window().focusWidget() is page.compare.reason


def test_the_other_one_can_be_the_kept_one(qtbot, app, away, two):
    page = comparing(qtbot, app, away, two)
    qtbot.keyClick(page.compare.swap, Key.Key_Space)
    qtbot.keyClicks(page.compare.reason, "Viste begge kort")
    qtbot.keyClick(page.compare.together, Key.Key_Space)
    assert app.people.get(two[0].id).id == two[1].id


def test_not_the_same_person_can_be_taken_back(qtbot, app, away, two):
    page = comparing(qtbot, app, away, two)
    qtbot.keyClick(page.compare.apart, Key.Key_Space)
    assert app.duplicates.search() == ()
    undo = next(b for b in page.findChildren(Button) if b.accessibleName() == "Fortryd")
    qtbot.keyClick(undo, Key.Key_Space)
    assert len(app.duplicates.search()) == 1


def test_what_was_changed_since_is_told_when_taken_apart(qtbot, app, away, two):
    pair = app.duplicates.merge(two[0].id, two[1].id, take=["phone"], reason="Samme kort")
    app.people.change(two[0].id, phone="11223344")
    page = shown(qtbot, app, away)
    page.unmerge(pair)
    assert "Telefon" in page._notice.text


def test_from_a_persons_page_the_other_one_is_found_by_number(qtbot, app, away, two):
    page = PersonPage(two[0].id, app.people, app.interviews, away, app.clock)
    part = SamePersonPart(app.people, app.duplicates, away, app.clock)
    page.add_registrations(part)
    qtbot.addWidget(page)
    page.resize(1100, 760)
    page.show()
    page.activated()
    qtbot.keyClick(part.ask_button, Key.Key_Space)
    (dialog,) = page.window().findChildren(SamePersonDialog)
    qtbot.keyClicks(dialog.picker.focusProxy(), "40506070")
    dialog.picker._popup.hide()
    dialog.picker._settle()
    dialog.accept()
    assert away.went == [("duplicates", f"{two[0].id}:{two[1].id}")]


def test_a_persons_page_shows_with_whom_it_is_one_and_takes_it_apart(qtbot, app, away, two):
    app.duplicates.merge(two[0].id, two[1].id, reason="Samme kort")
    part = SamePersonPart(app.people, app.duplicates, away, app.clock)
    qtbot.addWidget(part)
    part.show()
    part.tell(two[1].id)
    (row,) = part.findChildren(MergedRow)
    qtbot.keyClick(row.apart, Key.Key_Space)
    assert app.people.find(PersonQuery()).total == 2


def test_everything_has_a_name(qtbot, app, away, two):
    page = comparing(qtbot, app, away, two)
    assert names_missing(page) == []
