"""Who is on a course: candidates explained, places given and taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.ui.window_world import Ctrl
from ui.course_people.eligibility_lines import line_words
from ui.course_people.leave_dialog import LeaveDialog
from ui.course_people.participants_page import ParticipantsPage
from ui.widgets.text import Text

Key = Qt.Key


@pytest.fixture
def page(world):
    world.enrol("Layla", "Omar")
    return world.show(ParticipantsPage)


def press(page, words):
    QTest.qWait(0)
    buttons = page.card.findChildren(QPushButton)
    next(b for b in buttons if b.text().strip() == words and not b.isHidden()).click()


def shown_names(page):
    model = page.list.rows
    return [model.row(n).title for n in range(model.rowCount())]


def leave_dialog(page):
    return page.window().findChild(LeaveDialog)


def test_places_and_parts_say_how_many(page):
    assert page.places.words == "2 af 3 pladser optaget · 1 ledig"
    assert [b.text() for b in page.parts._buttons.values()] == [
        "På forløbet  2",
        "Venteliste",
        "Kandidater  3",
        "Stoppet",
    ]


def test_a_candidate_is_explained_line_by_line(world, page):
    page.open_part("candidates")
    page.list.choose(world.people["Yusuf"])
    texts = [label.text() for label in page.card.findChildren(Text)]
    assert "Ventes i en kommune, som ikke er med i forløbet." in texts
    assert "Bor på centret på første dag." in texts
    unmet = next(each for each in page._people.candidates if "Yusuf" in each.name)
    QTest.qWait(0)
    assert not any(b.text().strip() == "Tilmeld" for b in page.card.findChildren(QPushButton))
    assert [line_words(x).split(":")[0] for x in unmet.eligibility.lines].count("Ikke opfyldt") == 1


def test_candidates_who_may_join_stand_first(page):
    page.open_part("candidates")
    assert shown_names(page)[-1] == "Yusuf Warsame"


def test_who_should_be_asked_first_stands_first_with_what_is_worth_knowing(world, page):
    page.open_part("candidates")
    world.settle()
    ranks = [page._matches[c.person_id].rank for c in page._people.of("candidates", page._matches)]
    assert ranks == [1, 2, 0]
    assert page.list.key == page.list.rows.row(0).key
    texts = [label.text() for label in page.card.findChildren(Text)]
    assert "Spørg som nr. 1" in texts
    assert "Værd at vide" in texts


def test_enrolling_fills_the_course_and_the_next_one_waits(world, page):
    page.open_part("candidates")
    page.list.choose(world.people["Tesfay"])
    press(page, "Tilmeld")
    world.settle()
    assert page.places.words == "3 af 3 pladser optaget · fyldt"
    assert world.away.said[-1] == "Tesfay Gebremedhin er på forløbet"
    page.list.choose(world.people["فاطمة"])
    press(page, "Sæt på venteliste")
    world.settle()
    page.open_part("waiting")
    assert shown_names(page) == ["فاطمة الزهراء"]


def test_a_place_given_by_mistake_is_taken_back_and_can_be_given_again(world, page):
    person = world.people["Tesfay"]
    page.open_part("candidates")
    page.list.choose(person)
    press(page, "Tilmeld")
    world.settle()
    page.undo_button.click()
    world.settle()
    assert "Tesfay Gebremedhin" not in world.rows()
    assert page.places.words.startswith("2 af 3")
    page.list.choose(person)
    press(page, "Tilmeld")
    world.settle()
    assert world.rows()["Tesfay Gebremedhin"].enrolled_on == world.app.people.today()


def test_a_place_on_which_somebody_was_marked_is_not_simply_taken_back(world, page):
    page.open_part("candidates")
    page.list.choose(world.people["Tesfay"])
    press(page, "Tilmeld")
    world.settle()
    today = world.app.people.today()
    lesson = world.app.participants.lessons(world.id, today)[0]
    world.app.participants.mark_all_present(world.id, lesson.session_id)
    page.undo_button.click()
    assert page._notice.text == "Skriv, hvorfor personen stopper."
    assert world.rows()["Tesfay Gebremedhin"].status == "enrolled"


def test_a_place_that_becomes_free_is_offered_and_the_offer_taken_back(world, page):
    world.app.participants.enrol(world.id, world.people["Tesfay"], waiting=True)
    page.refresh()
    world.settle()
    page.open_part("waiting")
    press(page, "Tilbyd den ledige plads")
    world.settle()
    assert world.rows()["Tesfay Gebremedhin"].status == "enrolled"
    world.qtbot.keyClick(page.list, Key.Key_Z, Ctrl)
    assert world.rows()["Tesfay Gebremedhin"].status == "waiting"


def test_leaving_asks_why_and_says_what_follows(world, page):
    page.list.choose(world.people["Layla"])
    press(page, "Forlader forløbet …")
    dialog = leave_dialog(page)
    described = {line.text(): line.accessibleDescription() for line in dialog._reasons.values()}
    assert described["Afslag på asyl"] == "Forløbets oplysninger slettes efter 30 dage."
    dialog.accept()
    assert dialog._missing.text() == "Vælg, hvorfor borgeren stopper."
    dialog.choose("asylum_rejected")
    dialog.accept()
    world.settle()
    row = world.rows()["Layla Haddad"]
    assert (row.status, row.exit_reason) == ("left", "asylum_rejected")
    assert "30 dage" in page._notice.text
    page.open_part("left")
    texts = [label.text() for label in page.card.findChildren(Text)]
    assert "Alt om borgeren slettes 16-05-2026." in texts


def test_a_leaving_is_taken_back_and_done_again(world, page):
    page.list.choose(world.people["Omar"])
    press(page, "Forlader forløbet …")
    leave_dialog(page).choose("job")
    leave_dialog(page).accept()
    world.settle()
    page.undo_button.click()
    assert world.rows()["Omar Karimi"].status == "enrolled"


def test_a_day_that_nobody_can_read_is_refused_at_its_field(world, page):
    page.list.choose(world.people["Omar"])
    press(page, "Forlader forløbet …")
    dialog = leave_dialog(page)
    dialog.choose("job")
    dialog._day.setText("engang")
    dialog.accept()
    assert dialog.day_field.error
    assert world.rows()["Omar Karimi"].status == "enrolled"


def test_the_person_is_one_press_away(world, page):
    page.list.choose(world.people["Omar"])
    press(page, "Åbn borgeren")
    assert world.away.went == [("person", world.people["Omar"])]


def test_arrows_walk_the_list_and_the_card_follows(world, page):
    page.list.setFocus()
    world.qtbot.keyClick(page.list, Key.Key_Down)
    assert page.card._name.text() == shown_names(page)[1]
