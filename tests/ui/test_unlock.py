"""Before anybody is in: the passphrase, its strength, the wait, the first run, the recovery."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from kbh_desktop.errors import WrongPassphraseError
from ui.unlock.idle import IdleWatch
from ui.unlock.passphrase_field import PassphraseField
from ui.unlock.recovery_step import RecoveryStep
from ui.unlock.steps import UserStep
from ui.unlock.strength import guess_bits, strength
from ui.unlock.unlock_card import UnlockCard

Echo = QLineEdit.EchoMode


def line_of(field):
    return field.focusProxy()


def press(widget, key, text, modifiers=Qt.KeyboardModifier.NoModifier):
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text))


# How strong a passphrase is


@pytest.mark.parametrize(
    ("passphrase", "tone"),
    [
        ("", ""),
        ("rosin", "bad"),
        ("aaaaaaaaaaaa", "bad"),
        ("1234567890", "bad"),
        ("annabech1234", "bad"),
        ("adgangskode1", "bad"),
        ("rosiner gynger bil", "warn"),
        ("rosiner gynger bil trappe måge", "ok"),
        ("vT7#qz!Lw9&kR2x", "ok"),
    ],
)
def test_strength_is_told_in_words_with_a_tone(passphrase, tone):
    assert strength(passphrase, "Anna Bech").tone == tone


@given(st.text(min_size=10, max_size=60), st.text(max_size=20))
def test_strength_of_any_text_is_a_share_with_words(passphrase, name):
    verdict = strength(passphrase, name)
    assert 0 <= verdict.share <= 1
    assert verdict.words


@given(st.text(alphabet=st.characters(categories=["Ll"]), min_size=1, max_size=30))
def test_saying_it_twice_makes_a_word_no_stronger_than_two_words(word):
    assert guess_bits(f"{word} {word} {word}") <= guess_bits(f"{word} æbletræ {word}") + 1e-9


# The field


def test_the_eye_shows_the_passphrase_and_hides_it_again(qtbot, look):
    field = PassphraseField("Adgangskode")
    qtbot.addWidget(field)
    field.show()
    line = line_of(field)
    assert line.echoMode() is Echo.Password
    qtbot.mouseClick(field._eye, Qt.MouseButton.LeftButton)
    assert line.echoMode() is Echo.Normal
    qtbot.mouseClick(field._eye, Qt.MouseButton.LeftButton)
    assert line.echoMode() is Echo.Password


@pytest.mark.parametrize(
    ("text", "modifiers", "warned"),
    [
        ("A", Qt.KeyboardModifier.NoModifier, True),
        ("a", Qt.KeyboardModifier.ShiftModifier, True),
        ("a", Qt.KeyboardModifier.NoModifier, False),
        ("A", Qt.KeyboardModifier.ShiftModifier, False),
        ("7", Qt.KeyboardModifier.NoModifier, False),
    ],
)
def test_caps_lock_is_noticed_from_the_letters(qtbot, look, text, modifiers, warned):
    field = PassphraseField("Adgangskode")
    qtbot.addWidget(field)
    field.show()
    press(line_of(field), Qt.Key.Key_A, text, modifiers)
    assert field._caps.isVisibleTo(field) is warned


# The card


@pytest.fixture
def card(qtbot, look):
    card = UnlockCard()
    qtbot.addWidget(card)
    card.set_users(("Anna Bech",), "")
    card.show()
    return card


def test_enter_submits_the_only_user_and_what_was_typed(qtbot, card):
    line = line_of(card._field)
    line.setText("rosiner gynger")
    with qtbot.waitSignal(card.submitted) as submitted:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert submitted.args == ["Anna Bech", "rosiner gynger"]
    assert not card._unlock.isEnabled()


def test_a_single_user_is_not_asked_about(card):
    assert not card._who.isVisibleTo(card)


def test_of_several_users_the_last_one_is_chosen_first(card):
    card.set_users(("Anna Bech", "Bo Lund"), "Bo Lund")
    assert card._who.isVisibleTo(card)
    assert card._who.value == "Bo Lund"


def test_nothing_can_be_submitted_without_a_passphrase(card):
    assert not card._unlock.isEnabled()


def test_enter_before_the_users_are_known_unlocks_as_soon_as_they_are(qtbot, card):
    card.set_users((), "")
    line = line_of(card._field)
    line.setText("rosiner gynger")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    with qtbot.waitSignal(card.submitted) as submitted:
        card.set_users(("Anna Bech",), "")
    assert submitted.args == ["Anna Bech", "rosiner gynger"]


@pytest.mark.parametrize(("last", "submits"), [("Bo Lund", True), ("", False)])
def test_enter_before_several_users_are_known_waits_for_a_choice_unless_one_was_in_last(
    qtbot, card, last, submits
):
    card.set_users((), "")
    submitted = []
    card.submitted.connect(lambda name, _passphrase: submitted.append(name))
    line = line_of(card._field)
    line.setText("rosiner gynger")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    card.set_users(("Anna Bech", "Bo Lund"), last)
    assert submitted == (["Bo Lund"] if submits else [])


def test_enter_before_the_users_are_known_is_forgotten_when_typing_goes_on(qtbot, card):
    card.set_users((), "")
    line = line_of(card._field)
    line.setText("rosiner")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    line.setText("rosiner gynger")
    with qtbot.assertNotEmitted(card.submitted):
        card.set_users(("Anna Bech",), "")


def test_a_wrong_passphrase_is_said_and_the_wait_counted_down(qtbot, card):
    card._countdown.setInterval(5)
    card.refuse(WrongPassphraseError("Adgangskoden er forkert.", wait_s=1.4))
    line_of(card._field).setText("igen")
    assert "forkert" in card._field._error.text()
    assert "2" in card._unlock.text()
    assert not card._unlock.isEnabled()
    qtbot.waitUntil(card._unlock.isEnabled)
    assert card._unlock.text() == "Lås op"


# The first run


def test_the_first_user_needs_a_name_and_twice_the_same_good_passphrase(qtbot, look):
    step = UserStep()
    qtbot.addWidget(step)
    assert not step.check()
    step._line.setText(" Anna Bech ")
    line_of(step.passphrase).setText("rosiner gynger bil trappe")
    line_of(step._again).setText("rosiner gynger bil")
    assert not step.check()
    line_of(step._again).setText("rosiner gynger bil trappe")
    assert step.check()
    assert step.user_name == "Anna Bech"


def test_roles_of_health_and_it_are_offered_in_an_office_only(qtbot, look):
    step = UserStep()
    qtbot.addWidget(step)
    assert step.roles == {"consultant"}
    step.set_office(office=True)
    step._health.setChecked(True)
    assert step.roles == {"coordinator", "health"}


def test_the_recovery_sheet_is_confirmed_by_one_of_its_groups(qtbot, look):
    step = RecoveryStep(("AAAA1", "BBBB2", "CCCC3"), lambda: None)
    qtbot.addWidget(step)
    step._line.setText("AAAA9")
    assert not step.check()
    step._line.setText(f" {step.asked.lower()[:2]} {step.asked[2:]} ")
    assert step.check()


# Nobody there


def test_a_window_left_alone_is_noticed_once_and_a_key_begins_the_wait_anew(qtbot, look):
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    watch = IdleWatch(0.5 / 60)
    watch.start(line)
    with qtbot.waitSignal(watch.idle, timeout=3000):
        pass
    watch.touch()
    watch.stop()
    with qtbot.assertNotEmitted(watch.idle, wait=600):
        pass
