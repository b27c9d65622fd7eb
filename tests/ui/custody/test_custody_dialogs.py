"""Keys and lost devices in the window, with the keyboard alone."""

import pytest
from PySide6.QtCore import Qt

from kbh_desktop.people.model import PersonQuery
from kbh_desktop.security.keys import DeviceCard, generate_device_keys
from kbh_desktop.security.recovery import joined_key
from tests.keyboard import Keyboard
from tests.ui.window_world import names_missing, page_of
from ui.background import busy
from ui.custody.ceremony_dialog import CeremonyDialog
from ui.custody.drill_dialog import DrillDialog
from ui.custody.new_keys_dialog import NewKeysDialog
from ui.custody.section import CustodySection
from ui.losses.dialog import LossDialog
from ui.losses.found_dialog import FoundDialog
from ui.navigation import Place
from ui.widgets.buttons import QuietButton

Key = Qt.Key


@pytest.fixture
def section(opened):
    opened.shell.go(Place("settings"))
    return next(s for s in page_of(opened)._sections if isinstance(s, CustodySection))


@pytest.fixture
def app(opened):
    return opened.shell.app


@pytest.fixture
def keys(qtbot, opened):
    return Keyboard(qtbot, opened)


def enrol(app, name="Bærbar 1"):
    made = generate_device_keys()
    card = DeviceCard(f"device-{name[-1]}", name, made.recipient, made.verify_key)
    app.bundles.enrol_device(card)
    return card.device_id


def hold(keys, app, confirmed=3):
    """Go through the ceremony up to so many confirmed sheets; return all sheets."""
    keys.press(Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    keys.write(", leder\nJens Lund, it")
    keys.press_button("Næste")
    keys.press(Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    keys.write("\nSara Nim")
    keys.press_button("Lav nøglen")
    ceremony = app.ceremony.under_way()
    sheets = [app.ceremony.sheet(number) for number in (1, 2, 3)]
    for sheet, places in list(zip(sheets, ceremony.asked, strict=True))[:confirmed]:
        for place in places:
            keys.tab_to(f"Ord {place} på arket")
            keys.write(sheet.words[place - 1])
        keys.press_button("Bekræft")
    return sheets


def test_a_ceremony_is_held_with_the_keyboard(qtbot, opened, section, app, keys, tmp_path):
    section.ceremony.setFocus()
    keys.press(Key.Key_Space)
    dialog = opened.findChild(CeremonyDialog)
    assert not names_missing(dialog)
    sheets = hold(keys, app)
    assert app.ceremony.under_way() is None
    key = joined_key(sheets[:2])
    assert app.bundles.office_card().recovery_recipient == key.recipient
    dialog.steps[3].write_card(tmp_path)
    assert list(tmp_path.glob("*.kbhoffice"))
    keys.press_button("Færdig")
    assert "Sara Nim" in section._keepers.text()


def test_a_ceremony_goes_on_where_the_window_was_closed(opened, section, app, keys):
    section._hold_ceremony()
    sheets = hold(keys, app, confirmed=1)
    opened.findChild(CeremonyDialog).reject()
    assert section.ceremony.accessibleName() == "Fortsæt nøgleceremonien …"
    again = CeremonyDialog(section, app)
    again.go_on()
    assert again.at == 2
    asked = app.ceremony.under_way().asked[1]
    for field, place in zip((again.steps[2].first, again.steps[2].second), asked, strict=True):
        field.setText(sheets[1].words[place - 1])
    again.accept()
    assert app.ceremony.under_way().next_sheet == 3


def test_a_wrong_word_is_shown_at_its_field(section, app, keys):
    dialog = CeremonyDialog(section, app)
    dialog.go_on()
    hold(keys, app, confirmed=0)
    dialog.steps[2].first.setText("forkert")
    dialog.accept()
    assert "forkert" in dialog.steps[2].fields["first"].error


def test_a_ceremony_needs_two_people(section, app):
    dialog = CeremonyDialog(section, app)
    dialog.go_on()
    dialog.accept()
    assert dialog.at == 0
    assert dialog.steps[0].fields["present"].error


def test_a_recovery_is_tried_with_the_keyboard(qtbot, opened, section, app, keys):
    app.backups.make_daily()
    key = app.users.renew_recovery_key()
    section.drill.setFocus()
    keys.press(Key.Key_Space)
    dialog = opened.findChild(DrillDialog)
    assert not names_missing(dialog)
    keys.write(key.words)
    keys.press_button("Prøv")
    qtbot.waitUntil(lambda: not busy())
    assert "et andet datalager" in dialog._words_field.error  # the copy is from before the renewal


def test_a_recovery_that_works_says_what_was_found(qtbot, opened, section, app, keys):
    key = app.users.renew_recovery_key()
    app.backups.make_daily()
    section._try()
    dialog = opened.findChild(DrillDialog)
    keys.write(key.words)
    keys.press_button("Prøv")
    qtbot.waitUntil(lambda: not busy())
    assert "2 borgere" in dialog.found.text()
    assert dialog.values().parts
    dialog.reject()
    assert "sidst prøvet" in section._tried.text()


def test_new_keys_are_made_with_the_keyboard(opened, section, app, keys):
    before = app.bundles.office_card()
    section._renew()
    dialog = opened.findChild(NewKeysDialog)
    dialog.days.setText("snart")
    keys.press(Key.Key_Return)
    assert dialog._fields["grace_days"].error
    dialog.days.setText("7")
    keys.press(Key.Key_Return)
    assert app.bundles.office_card().verify_key != before.verify_key


def test_a_lost_device_is_reported_with_the_keyboard(opened, section, app, keys):
    device = enrol(app)
    people = list(app.people.find(PersonQuery()).ids)
    app.bundles.assign(device, people)
    section.lost.setFocus()
    keys.press(Key.Key_Space)
    dialog = opened.findChild(LossDialog)
    assert not names_missing(dialog)
    keys.tab_to("Hvad der er sket")
    keys.write("Stjålet fra en bil")
    keys.press_button("Meld tabt og spær")
    (loss,) = app.losses.all()
    assert loss.details.what_happened == "Stjålet fra en bil"
    assert "Layla Haddad" in dialog.steps[1].people.text
    assert "timer" in dialog.steps[1].clock.text()
    keys.press_button("Næste")
    assert dialog.steps[2].values().parts
    keys.press_button("Næste")
    dialog.steps[3]._lines["tell_persons"].choose("no")
    keys.press_button("Færdig")
    assert dialog.steps[3].fields["tell_reason"].error
    keys.tab_to("Grund til beslutningen")
    keys.write("Krypteret og slukket")
    keys.press_button("Færdig")
    assert app.losses.get(loss.id).details.tell_reason == "Krypteret og slukket"
    assert dialog.steps[3].values().parts


def test_a_found_device_is_taken_back_with_a_reason(opened, section, app, keys):
    enrol(app)
    loss = app.losses.report("device-1")
    section.refresh()
    found = next(b for b in section.findChildren(QuietButton) if b.text() == "Fundet …")
    found.click()
    dialog = opened.findChild(FoundDialog)
    keys.press_button("Udveksl med den igen")
    assert dialog._field.error
    keys.tab_to("Hvorfor den igen kan betros oplysninger")
    keys.write("Lå i skabet")
    keys.press_button("Udveksl med den igen")
    assert app.losses.get(loss.id).found_at
    assert not any(
        b.text() == "Fundet …" for b in section.findChildren(QuietButton) if b.isVisible()
    )


def test_a_moment_that_is_none_is_refused(section, app):
    enrol(app)
    dialog = LossDialog(section, app)
    dialog.go_on()
    dialog.steps[0].known_at.setText("i går vist nok")
    dialog.accept()
    assert dialog.steps[0].fields["known_at"].error
    assert not app.losses.all()
