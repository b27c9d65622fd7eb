"""The one window with a real vault: unlocking, walking, locking, and coming back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit

from kbh_desktop.app import create_app
from kbh_desktop.clock import system_clock
from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role
from kbh_desktop.security.recovery import RecoveryKey
from tests.ui.window_world import (
    PASSPHRASE,
    Ctrl,
    Key,
    card_of,
    first_person,
    names_missing,
    page_of,
    unlock,
)
from ui.background import busy
from ui.command_palette import CommandPalette
from ui.main import open_window
from ui.navigation import Place
from ui.pages import PAGES
from ui.people.person_page import PersonPage
from ui.unlock.door import Door
from ui.unlock.first_run import FirstRun
from ui.unlock.print_sheet import sheet_pdf
from ui.unlock.recovery_step import RecoveryStep
from ui.unlock.screen import UnlockScreen


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
