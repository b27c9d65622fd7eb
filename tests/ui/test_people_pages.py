"""The list of people, registering one, and the page of one person."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QPushButton

from kbh_desktop.ids import InterviewId, PersonId
from kbh_desktop.interviews.model import FormCard, Interview
from kbh_desktop.people.model import PersonQuery
from kbh_desktop.people.numbers import has_check_digit
from tests.casework_world import open_casework, people_service, user
from tests.ui.window_world import Wanderer, names_missing
from ui.people.dialogs import HistoryDialog, StartDialog
from ui.people.interviews_card import InterviewsCard
from ui.people.list_model import Column, PeopleModel
from ui.people.list_page import PeoplePage
from ui.people.new_person import NewPersonPage
from ui.people.person_page import PersonPage
from ui.people.stepper import steps_of
from ui.widgets.reason_dialog import ReasonDialog

Key = Qt.Key


@pytest.fixture
def database(tmp_path, clock):
    database = open_casework(tmp_path, clock, "Anna Bech")
    yield database
    database.close()


@pytest.fixture
def people(database, clock):
    return people_service(database, clock, user("Anna Bech"))


@pytest.fixture
def three(people):
    return [
        people.register(
            given_name=given,
            family_name=family,
            udl_nr=number,
            centre="sandholm",
            mother_tongues="ar",
            birth_date="1985-02-03",
        )
        for given, family, number in (
            ("Layla", "Haddad", "12345678"),
            ("Åse", "Ødegård", "22345678"),
            ("Omar", "Karimi", "32345678"),
        )
    ]


@pytest.fixture
def away():
    return Wanderer()


class NoInterviews:
    """No interview was held yet; one form is installed."""

    def __init__(self):
        self.started = []

    def for_person(self, _person_id):
        return ()

    def forms(self):
        return (FormCard("samtale1", "1", "Samtale 1", ("Dansk (da)", "العربية (ar)"), "x"),)


def shown(qtbot, page):
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    qtbot.waitExposed(page)
    page.activated()
    return page


@pytest.fixture
def listed(qtbot, look, people, three, away):
    page = shown(qtbot, PeoplePage(people, away))
    qtbot.waitUntil(lambda: page._model.rowCount() == 3)
    return page


def names(page):
    rows = range(page._model.rowCount())
    return [page._model.index(row, 0).data().split(",")[0] for row in rows]


# The list


def test_the_list_is_sorted_by_name_in_danish(listed):
    assert names(listed) == ["Layla Haddad", "Omar Karimi", "Åse Ødegård"]


def test_typing_filters_and_folds_danish_letters(qtbot, listed):
    qtbot.keyClicks(listed._search, "odegaard")
    qtbot.waitUntil(lambda: names(listed) == ["Åse Ødegård"])


def test_a_misspelt_name_is_forgiven_and_said_so(qtbot, listed):
    qtbot.keyClicks(listed._search, "haddat")
    qtbot.waitUntil(lambda: names(listed) == ["Layla Haddad"])
    assert "ligner" in listed._total.text()


def test_letters_typed_in_the_list_go_to_the_search(qtbot, listed):
    qtbot.keyClicks(listed._table, "om")
    qtbot.waitUntil(lambda: names(listed) == ["Omar Karimi"])
    assert listed._search.text() == "om"


def test_enter_opens_the_chosen_person(qtbot, listed, three, away):
    listed._table.setFocus()
    qtbot.keyClick(listed._table, Key.Key_Down)
    qtbot.keyClick(listed._table, Key.Key_Return)
    assert away.went == [("person", three[2].id)]


def test_space_peeks_and_follows_the_arrows(qtbot, listed):
    qtbot.keyClick(listed._table, Key.Key_Space)
    assert listed._peek.isVisible()
    assert listed._peek._name.text() == "Layla Haddad"
    qtbot.keyClick(listed._table, Key.Key_Down)
    assert listed._peek._name.text() == "Omar Karimi"
    qtbot.keyClick(listed._table, Key.Key_Space)
    assert not listed._peek.isVisible()


def test_a_search_without_a_match_names_the_next_thing_to_do(qtbot, listed):
    listed._search.setText("zzzz")
    qtbot.waitUntil(listed._nobody.isVisible)
    assert "zzzz" in listed._nobody._title.text()
    assert listed._all_here.isVisible()
    qtbot.mouseClick(listed._all_here, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(names(listed)) == 3)


def test_an_empty_vault_offers_to_register_or_to_take_in_a_bundle(qtbot, look, people, away):
    page = shown(qtbot, PeoplePage(people, away))
    qtbot.waitUntil(page._nobody.isVisible)
    assert page._new_here.isVisible()
    assert page._fetch_here.isVisible()


def test_the_list_comes_back_as_it_was_after_a_lock(qtbot, look, people, three, away, listed):
    listed._search.setText("o")
    qtbot.waitUntil(lambda: len(names(listed)) == 2)
    listed._table.choose_row(1)
    kept = listed.bookmark()
    again = shown(qtbot, PeoplePage(people, away))
    again.restore(kept)
    qtbot.waitUntil(lambda: len(names(again)) == 2)
    assert again._table.person_id == listed._table.person_id


def test_a_change_elsewhere_shows_without_losing_the_choice(qtbot, listed, people, three):
    listed._table.choose_row(2)
    people.change(three[0].id, given_name="Leila")
    listed.refresh()
    qtbot.waitUntil(lambda: "Leila Haddad" in names(listed))
    assert listed._table.person_id == three[1].id


def test_columns_give_way_in_a_narrow_window_but_never_the_name_and_the_deadline(listed):
    listed.resize(560, 600)
    table = listed._table
    assert table.isColumnHidden(Column.LANGUAGE)
    assert not table.isColumnHidden(Column.PERSON)
    assert not table.isColumnHidden(Column.DEADLINE)


def test_only_the_rows_on_the_screen_are_fetched(people, three):
    page = people.find(PersonQuery(), limit=10)
    fetched = []
    rows = people.rows
    people.rows = lambda ids: fetched.append(ids) or rows(ids)
    model = PeopleModel(people)
    model.show_list(PersonQuery(), page)
    assert fetched == []
    assert model.index(0, 0).data() == "Layla Haddad, 12.345.xxx"
    assert len(fetched) == 1
    model.index(2, 0).data()
    assert len(fetched) == 1
    assert model.rowCount(QModelIndex()) == 3


# Registering


@pytest.fixture
def form(qtbot, look, people, away):
    return shown(qtbot, NewPersonPage(people, away))


def test_a_name_is_enough_to_register_and_the_person_is_opened(qtbot, form, people, away):
    qtbot.keyClicks(form._lines["given_name"], "Selam")
    qtbot.keyClick(form._lines["given_name"], Key.Key_Return)
    (found,) = people.find(PersonQuery("selam")).ids
    assert away.went == [("back", ""), ("person", found)]
    assert form._lines["given_name"].text() == ""


def test_a_number_without_check_digit_is_only_hinted_at(form):
    number = next(
        f"010185{serial}" for serial in range(1000, 1100) if not has_check_digit(f"010185{serial}")
    )
    form._lines["cpr"].setText(number)
    form._judge()
    field = form._fields["cpr"]
    assert field.error == ""
    assert "gyldigt" in field.hint


def test_an_impossible_number_is_said_at_its_field_and_stops_registering(form, people):
    form._lines["given_name"].setText("Selam")
    form._lines["cpr"].setText("310285-1234")
    form._register()
    assert form._fields["cpr"].error
    assert people.find(PersonQuery()).total == 0


def test_a_date_may_be_typed_as_danes_do_and_is_shown_in_words(form):
    form._lines["birth_date"].setText("3/4-85")
    form._judge()
    assert form._fields["birth_date"].hint == "3. april 1985"


def test_somebody_with_the_same_number_is_shown_before_registering(qtbot, form, three):
    form._lines["udl_nr"].setText("12.345.678")
    form._judge()
    qtbot.waitUntil(form._alike.isVisible)


def test_what_was_typed_comes_back_after_a_lock(qtbot, look, people, away, form):
    form._lines["given_name"].setText("Selam")
    form._sex.choose("female")
    kept = form.bookmark()
    again = shown(qtbot, NewPersonPage(people, away))
    again.restore(kept)
    assert again._lines["given_name"].text() == "Selam"
    assert again._sex.value == "female"


# One person


@pytest.fixture
def person_page(look, people, three, away, clock):
    return lambda: PersonPage(three[0].id, people, NoInterviews(), away, clock)


@pytest.fixture
def opened(qtbot, person_page):
    return shown(qtbot, person_page())


def test_the_head_says_who_without_the_whole_number(opened):
    assert opened._header.title.text() == "Layla Haddad"
    assert "12.345.xxx" in opened._header.below.text()


def test_a_fact_is_changed_where_it_stands_and_saved_at_once(qtbot, opened, people, three):
    row = opened._facts.rows["given_name"]
    qtbot.mouseClick(row._value, Qt.MouseButton.LeftButton)
    row._editor.setText("Leila")
    qtbot.keyClick(row._editor, Key.Key_Return)
    assert people.get(three[0].id).given_name == "Leila"
    assert "Gemt kl." in opened._saved.text()
    assert row._value.text() == "Leila"


def test_escape_keeps_what_was(qtbot, opened, people, three):
    row = opened._facts.rows["given_name"]
    row.edit()
    row._editor.setText("Leila")
    qtbot.keyClick(row._editor, Key.Key_Escape)
    assert people.get(three[0].id).given_name == "Layla"


def test_what_can_not_be_saved_stays_in_the_field_with_the_reason(qtbot, opened):
    row = opened._facts.rows["birth_date"]
    row.edit()
    row._editor.setText("31/2-85")
    qtbot.keyClick(row._editor, Key.Key_Return)
    assert row._error.text()
    assert row._editor.text() == "31/2-85"


def test_earlier_values_are_listed_and_can_be_used_again(qtbot, opened, people, three):
    people.change(three[0].id, given_name="Leila")
    opened.refresh()
    opened._show_history("given_name")
    dialog = opened.window().findChild(HistoryDialog)
    dialog._restore("Layla")
    assert people.get(three[0].id).given_name == "Layla"


def test_the_whole_number_is_shown_only_with_a_reason(qtbot, opened, people, three):
    people.change(three[0].id, cpr="630285-1234")
    opened.refresh()
    row = opened._facts.rows["cpr"]
    assert row._value.text() == "630285-xxxx"
    opened._ask_reason()
    dialog = opened.window().findChild(ReasonDialog)
    dialog.accept()
    assert dialog.field.error
    dialog.line.setText("Skal ringe til borgerservice")
    dialog.accept()
    assert row._value.text() == "630285-1234"
    opened.refresh()
    assert row._value.text() == "630285-xxxx"


def test_a_note_lands_on_the_timeline(qtbot, opened):
    opened._timeline._note.setPlainText("Ringede om praktik.")
    qtbot.mouseClick(opened._timeline._add, Qt.MouseButton.LeftButton)
    texts = [event.text for event in opened._timeline._events]
    assert "Ringede om praktik." in texts
    assert opened._timeline.unsaved_note == ""


def test_a_half_written_note_survives_a_lock(qtbot, opened, person_page):
    opened._timeline._note.setPlainText("Ringede om")
    again = shown(qtbot, person_page())
    again.restore(opened.bookmark())
    assert again._timeline.unsaved_note == "Ringede om"


def test_a_new_interview_proposes_the_persons_own_language(opened):
    opened._ask_start()
    dialog = opened.window().findChild(StartDialog)
    assert dialog._language.value == "العربية (ar)"


def test_the_way_shows_what_is_behind_here_and_ahead(people, three):
    person = people.change(three[0].id, phase="temporary", arrival_date="2026-04-01")
    states = [step.state for step in steps_of(person)]
    assert states == ["behind", "behind", "here", "ahead"]
    assert steps_of(person)[2].when == "01-04-2026"


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_pages_fit_the_smallest_window_at_any_text_size(
    qtbot, look, people, away, person_page, percent
):
    look.set_look("light", percent)
    for page in (PeoplePage(people, away), NewPersonPage(people, away), person_page()):
        shown(qtbot, page)
        rail = look.px(222)
        assert page.minimumSizeHint().width() + rail <= 1100
        assert page.minimumSizeHint().height() <= 660


def test_everything_that_takes_the_keyboard_has_a_name(listed, form, opened):
    for page in (listed, form, opened):
        assert names_missing(page) == []


def test_an_interview_is_printed_from_the_persons_page(qtbot, look, clock):
    interview = Interview(
        id=InterviewId("i1"),
        person_id=PersonId("p1"),
        form_id="samtale1",
        form_version="1",
        title="Samtale 1",
        state="finished",
        started_at=clock(),
        finished_at=clock(),
        consultant="Anna Bech",
        place="sandholm",
        interpreter="",
        language="العربية (ar)",
        revision=1,
        answered=70,
        total=72,
        errors=0,
    )
    card = InterviewsCard()
    qtbot.addWidget(card)
    card.tell([interview], clock())
    card.show()

    (button,) = (
        b for b in card.findChildren(QPushButton) if b.accessibleName() == "Udskriv Samtale 1"
    )
    with qtbot.waitSignal(card.print_wanted) as wanted:
        qtbot.keyClick(button, Key.Key_Space)
    assert wanted.args == ["i1"]
