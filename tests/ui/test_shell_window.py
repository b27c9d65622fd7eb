"""The one window with a real vault: unlocking, walking, locking, and coming back."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit

from kbh_desktop.app import create_app, open_app
from kbh_desktop.clock import system_clock
from kbh_desktop.people.model import PersonQuery
from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role
from kbh_desktop.security.recovery import RecoveryKey
from tests.casework_world import FORM
from tests.ui.window_world import names_missing
from ui.background import busy
from ui.command_palette import CommandPalette
from ui.interviews.citizen import CitizenScreen
from ui.main import open_window
from ui.navigation import Place
from ui.pages import PAGES
from ui.people.person_page import PersonPage
from ui.settings.lock import LockSection
from ui.settings.recovery import RecoveryDialog, RecoverySection
from ui.unlock.door import Door
from ui.unlock.first_run import FirstRun
from ui.unlock.print_sheet import sheet_pdf
from ui.unlock.recovery_step import RecoveryStep
from ui.unlock.screen import UnlockScreen
from ui.widgets.buttons import QuietButton
from ui.widgets.dialog import Dialog

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier
PASSPHRASE = "rosiner gynger"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A vault with two people, to be copied by each test."""
    folder = tmp_path_factory.mktemp("office")
    app, _recovery = create_app(
        folder / "vault",
        kind=NodeKind.OFFICE,
        user_name="Karin Holm",
        passphrase=PASSPHRASE,
        roles=[Role.COORDINATOR, Role.IT],
        name="Allerød",
        clock=system_clock,
        with_forms=False,
        cost=FLOOR_COST,
    )
    app.users.confirm_recovery_sheet()
    for given, family in (("Layla", "Haddad"), ("Omar", "Karimi")):
        app.people.register(given_name=given, family_name=family)
    app.close()
    return folder / "vault"


@pytest.fixture
def window(qtbot, look, office, tmp_path):
    folder = tmp_path / "vault"
    shutil.copytree(office, folder)
    window = open_window(Door(folder, system_clock))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.start()
    window.activateWindow()
    qtbot.waitUntil(lambda: bool(card_of(window)._names))
    return window


def card_of(window):
    return window.centralWidget()._card


def unlock(qtbot, window, passphrase=PASSPHRASE):
    line = card_of(window)._field.focusProxy()
    line.setText(passphrase)
    qtbot.keyClick(line, Key.Key_Return)


@pytest.fixture
def opened(qtbot, window):
    unlock(qtbot, window)
    qtbot.waitUntil(lambda: window.shell is not None, timeout=10_000)
    qtbot.waitUntil(lambda: not busy())
    return window


def page_of(window):
    return window.shell.current_page()


def first_person(window):
    return window.shell._app.people.find(PersonQuery()).ids[0]


def test_the_lock_screen_and_the_title_name_nobody_but_the_program(window):
    assert window.windowTitle() == "KBH Desktop"
    texts = [card_of(window)._unlock.text(), card_of(window)._field._line.text()]
    assert not any("Layla" in text for text in texts)


def test_the_card_is_as_high_as_what_is_in_it(qtbot, window):
    sheet = window.centralWidget()._sheet
    qtbot.waitUntil(lambda: sheet.height() > card_of(window).sizeHint().height())


def test_the_passphrase_opens_the_first_page(opened):
    assert page_of(opened).title == "I dag"
    assert opened.windowTitle() == "KBH Desktop"


def test_a_wrong_passphrase_is_said_and_opens_nothing(qtbot, window):
    unlock(qtbot, window, "forkert kode")
    qtbot.waitUntil(lambda: "forkert" in card_of(window)._field._error.text())
    assert window.shell is None


def test_control_and_a_digit_walks_between_the_pages(qtbot, opened):
    qtbot.keyClick(opened, Key.Key_2, Ctrl)
    qtbot.waitUntil(lambda: page_of(opened).title == "Personer")
    assert opened.shell._list.currentIndex().data() == "Personer"


def test_the_rail_is_a_list_and_its_arrows_walk(qtbot, opened):
    rail = opened.shell._list
    interface = QAccessible.queryAccessibleInterface(rail)
    assert interface.role() == QAccessible.Role.List
    assert interface.child(0).text(QAccessible.Text.Name) == "I dag"
    rail.setFocus()
    qtbot.keyClick(rail, Key.Key_Down)
    qtbot.waitUntil(lambda: page_of(opened).title == "Personer")
    assert rail.hasFocus()


def test_escape_returns_to_where_the_person_came_from(qtbot, opened):
    opened.shell.go(Place("people"))
    opened.shell.open_person(first_person(opened))
    qtbot.keyClick(page_of(opened), Key.Key_Escape)
    assert page_of(opened).title == "Personer"


def test_a_role_without_casework_begins_where_it_has_something_to_do(qtbot, look, tmp_path):
    app, _recovery = create_app(
        tmp_path / "it",
        kind=NodeKind.OFFICE,
        user_name="Ib It",
        passphrase=PASSPHRASE,
        roles=[Role.IT],
        name="Allerød",
        clock=system_clock,
        with_forms=False,
        cost=FLOOR_COST,
    )
    app.users.confirm_recovery_sheet()
    window = open_window(Door(tmp_path / "it", system_clock))
    qtbot.addWidget(window)
    window.show()
    window._opened(app)
    qtbot.waitUntil(lambda: not busy())
    assert page_of(window).title == "Indstillinger"
    assert page_of(window)._notice.text == ""


def test_the_guide_opens_with_f1_and_belongs_to_no_page_of_the_rail(qtbot, opened):
    qtbot.keyClick(opened, Key.Key_F1)
    qtbot.waitUntil(lambda: page_of(opened).title == "Hjælp")
    assert "Kom i gang" in page_of(opened)._text.toPlainText()
    assert not opened.shell._list.selectionModel().hasSelection()


def test_opening_a_person_is_logged_once_however_often_the_page_is_refreshed(qtbot, opened):
    app, someone = opened.shell.app, first_person(opened)
    opened.shell.open_person(someone)
    app.people.change(someone, phone="20304050")
    qtbot.waitUntil(lambda: page_of(opened)._person.phone != "")
    assert [entry.deed.action for entry in app.audit.entries(person_id=someone)] == ["open-person"]


def test_the_page_of_a_person_belongs_to_the_people(opened):
    opened.shell.open_person(first_person(opened))
    assert opened.shell._list.currentIndex().data() == "Personer"


def test_every_page_has_its_icon(look):
    assert all(not look.pixmap(entry.icon).isNull() for entry in PAGES)


def test_the_palette_finds_a_person_by_a_few_letters(qtbot, opened):
    qtbot.keyClick(opened, Key.Key_K, Ctrl)
    qtbot.waitUntil(lambda: bool(opened.findChildren(CommandPalette)))
    palette = opened.findChild(CommandPalette)
    qtbot.keyClicks(palette._field, "omar")
    assert any("Omar Karimi" in title for title in palette.titles())
    qtbot.keyClick(palette._field, Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(page_of(opened), PersonPage))
    assert "Omar" in page_of(opened)._header.title.text()


def test_f6_walks_from_the_rail_through_the_parts_of_the_page(qtbot, opened):
    opened.shell.go(Place("people"))
    qtbot.waitUntil(lambda: not busy())
    opened.shell._list.setFocus()
    qtbot.keyClick(opened, Key.Key_F6)
    qtbot.waitUntil(lambda: isinstance(opened.focusWidget(), QLineEdit))
    qtbot.keyClick(opened, Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(opened.shell._list.hasFocus)


def test_locking_forgets_the_keys_and_comes_back_to_the_same_place(qtbot, opened):
    person_id = first_person(opened)
    opened.shell.open_person(person_id)
    page_of(opened)._timeline._note.setPlainText("Ringede om")
    unlocked = opened.shell._app.unlocked
    qtbot.keyClick(opened, Key.Key_L, Ctrl)
    qtbot.waitUntil(lambda: isinstance(opened.centralWidget(), UnlockScreen))
    qtbot.waitUntil(lambda: not busy())
    assert bytes(unlocked._data_key) == b""
    unlock(qtbot, opened)
    qtbot.waitUntil(lambda: opened.shell is not None, timeout=10_000)
    assert opened.shell.place() == Place("person", person_id, "Ringede om")


def test_a_window_left_alone_locks_itself(qtbot, opened):
    opened._idle.set_minutes(0.3 / 60)
    opened._idle.touch()
    qtbot.waitUntil(lambda: isinstance(opened.centralWidget(), UnlockScreen), timeout=4000)


def test_a_change_anywhere_refreshes_the_page_in_front(qtbot, opened):
    opened.shell.go(Place("people"))
    qtbot.waitUntil(lambda: page_of(opened)._model.rowCount() == 2)
    opened.shell._app.people.register(given_name="Selam")
    qtbot.waitUntil(lambda: page_of(opened)._model.rowCount() == 3)


def test_the_language_changes_at_once_and_is_kept(qtbot, opened):
    opened.shell.go(Place("settings"))
    page_of(opened)._sections[0]._language_chosen("en")
    qtbot.waitUntil(lambda: page_of(opened).title == "Settings")
    assert 'language = "en"' in (opened._door.folder / "settings.toml").read_text("utf-8")


def test_the_settings_find_what_is_typed(qtbot, opened):
    opened.shell.go(Place("settings"))
    page = page_of(opened)
    qtbot.keyClicks(page._search, "tekst")
    shown = [section.title for section in page._sections if section.isVisible()]
    assert shown == ["Udseende"]
    page._search.setText("zzzz")
    assert page._nothing.isVisible()


def lock_section(window):
    window.shell.go(Place("settings"))
    return next(s for s in page_of(window)._sections if isinstance(s, LockSection))


@pytest.mark.parametrize("wrong", ["123", "1234567", "12a4", "١٢٣٤"])
def test_a_pin_is_four_to_six_digits(opened, wrong):
    section = lock_section(opened)
    section.pin.setMaxLength(20)
    section.pin.setText(wrong)
    section.pin.editingFinished.emit()
    assert section._pin_field.error
    assert opened.shell.app.citizen_pin.get() == ""


def test_the_citizens_screen_is_left_with_the_pin_only(qtbot, opened):
    section, app = lock_section(opened), opened.shell.app
    section.pin.setText("2468")
    section.pin.editingFinished.emit()
    assert b"2468" not in (app.folder / "settings.toml").read_bytes()
    app.interviews.publish(FORM)
    interview = app.interviews.start(first_person(opened), "samtale1")
    opened.shell.open_interview(interview.id)
    page_of(opened)._show_citizen(page_of(opened))
    screen = opened.findChild(CitizenScreen)
    left = []
    screen.left.connect(left.append)
    qtbot.keyClick(screen, Key.Key_Escape)
    pin = screen._pin_field
    assert pin.isVisible()
    qtbot.keyClicks(pin, "1357")
    qtbot.keyClick(screen, Key.Key_Escape)
    assert not left
    pin.clear()
    qtbot.keyClicks(pin, "2468")
    assert left


def recovery_section(window):
    window.shell.go(Place("settings"))
    return next(s for s in page_of(window)._sections if isinstance(s, RecoverySection))


def test_a_sheet_that_was_never_confirmed_is_offered_anew(qtbot, look, tmp_path):
    app, old = create_app(
        tmp_path / "vault",
        kind=NodeKind.OFFICE,
        user_name="Karin Holm",
        passphrase=PASSPHRASE,
        roles=[Role.COORDINATOR, Role.HEALTH],
        clock=system_clock,
        with_forms=False,
        cost=FLOOR_COST,
    )
    app.close()
    window = open_window(Door(tmp_path / "vault", system_clock))
    qtbot.addWidget(window)
    window.show()
    window.start()
    qtbot.waitUntil(lambda: bool(card_of(window)._names))
    unlock(qtbot, window)
    qtbot.waitUntil(lambda: window.shell is not None, timeout=10_000)
    assert "genoprettelsesarket" in page_of(window)._notice.text
    page_of(window)._notice._action.click()
    section = recovery_section(window)
    qtbot.waitUntil(section.isVisible)

    section._renew()
    qtbot.waitUntil(lambda: bool(window.findChildren(RecoveryDialog)), timeout=10_000)
    dialog = window.findChild(RecoveryDialog)
    qtbot.keyClick(dialog, Key.Key_Escape)
    dialog.accept()
    assert dialog.isVisible()
    users = window.shell.app.users
    assert not users.is_recovery_sheet_confirmed()
    assert dialog.step._groups != old.groups
    dialog.step._line.setText(dialog.step.asked)
    dialog.accept()
    assert users.is_recovery_sheet_confirmed()
    window.close()


def test_the_copy_of_the_day_is_made_in_the_background(qtbot, opened):
    opened._backup_pause.timeout.emit()
    qtbot.waitUntil(lambda: not busy())
    assert len(opened.shell.app.backups.all()) == 1


def test_a_copy_that_cannot_be_made_is_said_and_work_goes_on(qtbot, opened):
    (opened.shell.app.folder / "backups").write_text("no folder", "utf-8")
    opened._backup_pause.timeout.emit()
    qtbot.waitUntil(lambda: "backups" in page_of(opened)._notice.text)
    assert opened.shell is not None


def test_a_daily_copy_is_put_back_after_a_question_and_what_was_there_is_kept(qtbot, opened):
    app, folder = opened.shell.app, opened.shell.app.folder
    app.backups.make_daily()
    app.people.register(given_name="Zahra", family_name="Noori")
    opened.shell.go(Place("settings"))
    (put_back,) = [b for b in page_of(opened).findChildren(QuietButton) if "tilbage" in b.text()]
    qtbot.mouseClick(put_back, Qt.MouseButton.LeftButton)
    (question,) = opened.findChildren(Dialog)
    question.accept()
    qtbot.waitUntil(lambda: "lagt tilbage" in opened.centralWidget()._notice.text, timeout=10_000)
    (aside,) = folder.glob("replaced-*")
    assert str(aside) in opened.centralWidget()._notice.text
    unlock(qtbot, opened)
    qtbot.waitUntil(lambda: opened.shell is not None, timeout=10_000)
    assert opened.shell.app.people.find(PersonQuery("zahra")).total == 0
    assert opened.shell.app.people.find(PersonQuery("layla")).total == 1


def test_damaged_data_are_told_before_unlocking_and_the_newest_copy_offered(qtbot, window, office):
    folder = window._door.folder
    app = open_app(folder, "Karin Holm", PASSPHRASE)
    made = app.backups.make_daily()
    app.close()
    (folder / "vault.db").write_bytes(b"no database" * 4000)
    unlock(qtbot, window)
    notice = window.centralWidget()._notice
    qtbot.waitUntil(lambda: notice._action is not None, timeout=10_000)
    assert str(made.day.year) in notice._action.text()
    notice._action.click()
    (question,) = window.findChildren(Dialog)
    question.accept()
    qtbot.waitUntil(lambda: "lagt tilbage" in notice.text, timeout=10_000)
    unlock(qtbot, window)
    qtbot.waitUntil(lambda: window.shell is not None, timeout=10_000)
    assert window.shell.app.people.find(PersonQuery("layla")).total == 1


def test_the_check_says_that_data_and_log_are_whole(qtbot, opened):
    opened.shell.go(Place("settings"))
    check = next(s for s in page_of(opened)._sections if s.title.startswith("Sikkerhedskopi"))
    check._start()
    qtbot.waitUntil(lambda: bool(check._log.text()))
    assert "intakt" in check._data.text()
    assert "intakt" in check._log.text()


def test_closing_the_window_closes_the_vault(qtbot, opened):
    unlocked = opened.shell._app.unlocked
    qtbot.waitUntil(lambda: not busy())
    opened.close()
    assert bytes(unlocked._data_key) == b""


@pytest.mark.parametrize("key", ["today", "people", "new_person", "exchange", "settings"])
def test_a_screen_reader_can_name_everything_on_every_page(qtbot, opened, key):
    opened.shell.go(Place(key))
    qtbot.waitUntil(lambda: not busy())
    QApplication.processEvents()
    assert names_missing(opened) == []


@pytest.mark.parametrize("percent", [150, 200])
@pytest.mark.parametrize("key", ["today", "people", "new_person", "settings"])
def test_every_page_fits_the_smallest_window(qtbot, opened, look, key, percent):
    look.set_look("light", percent)
    opened.shell.go(Place(key))
    qtbot.waitUntil(lambda: not busy())
    assert opened.minimumSizeHint().width() <= 1100
    assert opened.minimumSizeHint().height() <= 660


def test_the_first_run_makes_a_vault_and_opens_it_after_the_sheet_was_confirmed(
    qtbot, look, tmp_path
):
    window = open_window(Door(tmp_path / "new", system_clock))
    qtbot.addWidget(window)
    window.show()
    window.start()
    steps = window.centralWidget()._content
    assert isinstance(steps, FirstRun)
    steps._kind.office.setChecked(True)
    steps.go_on()
    steps._user._office_line.setText("Allerød")
    steps._user._line.setText("Karin Holm")
    for field in (steps._user.passphrase, steps._user._again):
        field.focusProxy().setText("rosiner gynger bil trappe")
    steps.go_on()
    qtbot.waitUntil(lambda: isinstance(steps.step, RecoveryStep), timeout=20_000)
    assert window.shell is None
    steps.go_on()
    assert window.shell is None
    pdf = sheet_pdf(steps._app, RecoveryKey(steps.step._groups, ""))
    assert pdf.startswith(b"%PDF")
    assert not steps._app.users.is_recovery_sheet_confirmed()
    steps.step._line.setText(steps.step.asked)
    steps.go_on()
    qtbot.waitUntil(lambda: window.shell is not None, timeout=10_000)
    assert window.shell.app.users.is_recovery_sheet_confirmed()
    qtbot.waitUntil(lambda: not busy())


def test_who_came_in_by_the_recovery_sheet_stands_in_the_log(qtbot, look, tmp_path):
    app, sheet = create_app(
        tmp_path / "vault",
        kind=NodeKind.OFFICE,
        user_name="Karin Holm",
        passphrase=PASSPHRASE,
        roles=[Role.COORDINATOR],
        clock=system_clock,
        with_forms=False,
        cost=FLOOR_COST,
    )
    app.close()
    door = Door(tmp_path / "vault", system_clock)
    recovered = door.recover(sheet.words, "Karin Holm", "kaffe lampe sky bro")
    actions = [entry.deed.action for entry in recovered.audit.entries(3)]
    recovered.close()
    assert actions[:2] == ["unlock", "recover"]
