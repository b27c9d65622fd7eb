"""What keeps a vault safe, in the window: PIN, recovery sheet, daily copies."""

import pytest
from PySide6.QtCore import Qt

from kbh_desktop.app import create_app, open_app
from kbh_desktop.clock import system_clock
from kbh_desktop.people.model import PersonQuery
from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role
from tests.casework_world import FORM
from tests.ui.window_world import PASSPHRASE, Key, card_of, first_person, page_of, unlock
from ui.background import busy
from ui.interviews.citizen import CitizenScreen
from ui.main import open_window
from ui.navigation import Place
from ui.settings.lock import LockSection
from ui.settings.recovery import RecoveryDialog, RecoverySection
from ui.unlock.door import Door
from ui.widgets.buttons import QuietButton
from ui.widgets.dialog import Dialog


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
