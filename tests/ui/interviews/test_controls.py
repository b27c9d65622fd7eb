"""Every kind of question answered as a person does."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton

from ui.interviews.controls.choice import PickerControl
from ui.interviews.repeat_cards import InstanceCard, RepeatFoot


def ref(name):
    return f"/data/all/{name}"


def type_and_leave(cards, name, text):
    field = cards.card(ref(name)).control.field()
    field.setFocus()
    QTest.keyClicks(field, text)
    cards.card(ref(name)).flush()


@pytest.mark.parametrize(
    ("name", "typed", "stored", "shown"),
    [
        ("work", "Bager", "Bager", "Bager"),
        ("years", "12", "12", "12"),
        ("hours", "37,5", "37.5", "37,5"),
        ("born", "3/4-86", "1986-04-03", "03-04-1986"),
        ("born", "i gar".replace("gar", "går"), "2026-11-23", "23-11-2026"),
    ],
)
def test_what_is_typed_is_stored_and_shown(cards, session, name, typed, stored, shown):
    type_and_leave(cards, name, typed)

    assert session.state(ref(name)).value == stored
    assert cards.card(ref(name)).control.field().text() == shown


def test_a_time_is_typed_with_a_full_stop(cards, session):
    type_and_leave(cards, "at", "9.30")

    assert session.state(ref("at")).value.startswith("09:30")


def test_arabic_is_typed_into_any_field(cards, session, type_text):
    type_text(cards.card(ref("work")).control.field(), "خباز")
    cards.card(ref("work")).flush()

    assert session.state(ref("work")).value == "خباز"


def test_typing_pauses_and_the_answer_is_saved(qtbot, cards, session):
    QTest.keyClicks(cards.card(ref("story")).control.field(), "Jeg bagte")

    qtbot.waitUntil(lambda: session.state(ref("story")).value == "Jeg bagte", timeout=3000)


def test_nonsense_stays_in_the_field_with_words_beside_it(cards, session):
    type_and_leave(cards, "born", "31/2-86")

    card = cards.card(ref("born"))
    assert card.control.field().text() == "31/2-86"
    assert "31/2-86" in card.error_text
    assert session.state(ref("born")).value == ""


def test_a_broken_constraint_is_said_at_the_field(cards):
    type_and_leave(cards, "years", "70")

    card = cards.card(ref("years"))
    assert card.error_text
    assert card.control.field().accessibleDescription() == card.error_text


def test_a_digit_picks_an_option_and_opens_what_follows(cards, session):
    card = cards.card(ref("licence"))
    card.focus_field()
    QTest.keyClick(QApplication.focusWidget() or card.control.field(), Qt.Key.Key_1)

    assert session.state(ref("licence")).value == "yes"
    assert cards.card(ref("which")) is not None


def test_pressing_the_chosen_option_again_takes_it_back(cards, session):
    yes = cards.card(ref("licence")).control.field()
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)

    assert session.state(ref("licence")).value == ""
    assert cards.card(ref("which")) is None


def test_several_options_are_kept_in_the_order_of_the_form(cards, session):
    buttons = cards.card(ref("tools")).control.findChildren(QPushButton)
    for button in reversed(buttons):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    assert session.state(ref("tools")).value == "saw hammer drill"


def test_a_long_list_is_picked_by_typing_a_part_of_a_word(cards, session):
    control = cards.card(ref("best")).control
    assert isinstance(control, PickerControl)
    line = control.field().lineEdit()
    line.clear()
    QTest.keyClicks(line, "maskine")
    control.flush()

    assert session.state(ref("best")).value == "drill"


def test_options_are_ranked_in_the_order_they_are_pressed(cards, session):
    saw, hammer, drill = cards.card(ref("order")).control.findChildren(QPushButton)
    for button in (drill, saw, hammer):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    assert session.state(ref("order")).value == "drill saw hammer"
    assert drill.text().startswith("1. ")


def test_a_country_is_found_by_its_first_letters_and_kept_as_its_code(cards, session):
    line = cards.card(ref("country")).control.field()
    QTest.keyClicks(line, "syr")
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert session.state(ref("country")).value == "SYR"


def test_several_languages_are_chips_that_can_be_taken_away(cards, session):
    control = cards.card(ref("tongues")).control
    for typed in ("arab", "kurd"):
        QTest.keyClicks(control.field(), typed)
        QTest.keyClick(control.field(), Qt.Key.Key_Return)
    assert len(session.state(ref("tongues")).value.split()) == 2

    chip = control.findChildren(QPushButton)[0]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert len(session.state(ref("tongues")).value.split()) == 1


def test_a_repeat_is_added_answered_folded_and_removed(qtbot, cards, session):
    def instances():
        return [w for w in cards.findChildren(InstanceCard) if not w.isHidden()]

    before = len(instances())
    foot = cards.findChildren(RepeatFoot)[0]
    QTest.mouseClick(foot.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert len(instances()) == before + 1

    instances()[-1].set_folded(folded=True)
    key = instances()[-1].view.key
    assert cards.card(f"{key}/title").isHidden()

    instances()[-1].remove_wanted.emit(key)
    assert len(instances()) == before
    assert key not in session.answers()


def test_enter_goes_to_the_next_question(cards):
    line = cards.card(ref("work")).control.field()
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert cards.focusWidget() is cards.card(ref("story")).control.field()


def test_the_persons_words_stand_at_the_right_and_run_from_the_right(cards):
    card = cards.card(ref("work"))

    assert card.other_words.text() == "ما عملك؟"
    assert card.other_words.layoutDirection() is Qt.LayoutDirection.RightToLeft


def test_everything_that_takes_the_keyboard_has_a_name(cards):
    nameless = [
        w
        for w in cards.widget().findChildren(QAbstractButton)
        if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus and not w.accessibleName()
    ]
    assert not nameless


def test_going_to_a_question_leaves_every_card_its_whole_height(qtbot, cards):
    cards.resize(700, 300)
    cards.focus_question(ref("tongues"))
    qtbot.wait(30)
    shown = [cards.card(ref(name)) for name in ("work", "story", "licence", "tongues")]

    assert all(card.height() >= card.heightForWidth(card.width()) for card in shown)
    assert cards.focusWidget() is cards.card(ref("tongues")).control.field()
