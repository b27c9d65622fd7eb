"""The whole main job by keyboard alone, in the real windows."""

import shutil

import pytest
from PySide6.QtWidgets import QApplication

from kbh_desktop.clock import system_clock
from kbh_desktop.i18n import _
from kbh_desktop.people.labels import field_label
from kbh_desktop.people.model import PersonQuery
from tests.e2e.conftest import PASSPHRASE
from tests.keyboard import ALT, CTRL, SHIFT, Key, Keyboard
from ui.demo_check.job import demo_answers
from ui.exchange.page import ExchangePage
from ui.exchange.progress_dialog import ProgressDialog
from ui.interviews.big_answer import BigAnswer
from ui.interviews.citizen import CitizenScreen
from ui.interviews.page import InterviewPage
from ui.interviews.sections import REVIEW
from ui.main import open_window
from ui.people.list_page import PeoplePage
from ui.people.person_page import PersonPage
from ui.unlock.door import Door
from ui.unlock.unlock_card import UnlockCard

IDENTITY = "/data/c_identity"


@pytest.fixture
def keyboard(qtbot, look, new_vaults, tmp_path):
    """The keyboard at the locked window of a laptop."""
    shutil.copytree(new_vaults / "laptop", tmp_path / "vault")
    window = open_window(Door(tmp_path / "vault", system_clock))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    window.start()
    window.activateWindow()
    return Keyboard(qtbot, window)


def unlock(keyboard: Keyboard) -> None:
    keyboard.wait(lambda: keyboard.name == _("Passphrase"))
    keyboard.write(PASSPHRASE)
    (unlock_card,) = keyboard.window.findChildren(UnlockCard)
    keyboard.wait(unlock_card._unlock.isEnabled)
    keyboard.press(Key.Key_Return)
    keyboard.wait(lambda: keyboard.window.shell is not None)
    keyboard.wait(lambda: keyboard.window.shell.isAncestorOf(QApplication.focusWidget()))


def page(keyboard: Keyboard, kind):
    keyboard.wait(lambda: isinstance(keyboard.window.shell.current_page(), kind))
    return keyboard.window.shell.current_page()


def register(keyboard: Keyboard) -> None:
    keyboard.press(Key.Key_2, CTRL)
    page(keyboard, PeoplePage)
    keyboard.press(Key.Key_N, CTRL)
    keyboard.wait(lambda: keyboard.name == field_label("given_name"))
    keyboard.write("Sørine")
    for name, text in (
        ("family_name", "Ægidius"),
        ("udl_nr", "87654321"),
        ("cpr", "730190-0187"),
        ("birth_date", "13-1-1990"),
    ):
        keyboard.tab_to(field_label(name))
        keyboard.write(text)
    keyboard.tab_to("Kvinde")
    keyboard.press(Key.Key_1)
    keyboard.tab_to(field_label("citizenships"))
    keyboard.pick("syr")
    keyboard.tab_to(field_label("mother_tongues"))
    keyboard.pick("arab")
    keyboard.tab_to(field_label("centre"))
    keyboard.press(Key.Key_Down)
    keyboard.tab_to(field_label("phone"))
    keyboard.write("20 12 34 56")
    keyboard.press(Key.Key_Return)
    person_page = page(keyboard, PersonPage)
    app = keyboard.window.shell.app
    (person_id,) = app.people.find(PersonQuery("aegidius")).ids
    person = app.people.get(person_id)
    assert (person.given_name, person.cpr, person.sex) == ("Sørine", "7301900187", "female")
    assert (person.citizenships, person.mother_tongues) == ("SYR", "ar")
    assert person.phone.endswith("20123456")
    assert person.centre
    assert person_page.isVisible()


def start_interview(keyboard: Keyboard) -> InterviewPage:
    keyboard.press_button(_("Start an interview"))
    keyboard.tab_to(_("Language beside Danish"))
    assert keyboard.here.currentText() == "arabisk"
    keyboard.press(Key.Key_Return)
    interview_page = page(keyboard, InterviewPage)
    assert interview_page.interview.language_code == "ar"
    return interview_page


def walk_to(keyboard: Keyboard, interview_page: InterviewPage, key: str) -> None:
    """Go down question by question until the keyboard is at `key`."""
    for _time in range(60):
        keyboard.press(Key.Key_Down, ALT)
        if interview_page.question == key:
            return
    raise AssertionError(f"Alt+Down never came to {key}")


def answer(keyboard: Keyboard, interview_page: InterviewPage) -> None:
    interview = interview_page.interview
    walk_to(keyboard, interview_page, "/data/a_meeting/a6_interpreter")
    keyboard.press(Key.Key_1)
    assert interview.value("/data/a_meeting/a6_interpreter")

    while interview_page.section != IDENTITY:
        keyboard.press(Key.Key_PageDown, CTRL)
    for key, typed, stored in (
        (f"{IDENTITY}/c1_given_name", "سورين", "سورين"),
        (f"{IDENTITY}/c1_latin_name", "Sørine Ægidius", "Sørine Ægidius"),
    ):
        if interview_page.question != key:
            walk_to(keyboard, interview_page, key)
        keyboard.press(Key.Key_A, CTRL)
        keyboard.write(typed)
        keyboard.press(Key.Key_Tab)
        assert interview.value(key) == stored
    sex = f"{IDENTITY}/c6_sex"
    walk_to(keyboard, interview_page, sex)
    before = interview.value(sex)
    keyboard.press(Key.Key_2)
    chosen = interview.value(sex)
    assert chosen != before
    keyboard.press(Key.Key_Z, CTRL)
    keyboard.wait(lambda: interview.value(sex) == before)
    keyboard.press(Key.Key_Z, CTRL | SHIFT)
    keyboard.wait(lambda: interview.value(sex) == chosen)


def answer_as_citizen(keyboard: Keyboard, interview_page: InterviewPage) -> None:
    key = "/data/e_languages/e4_literacy"
    while interview_page.section != "/data/e_languages":
        keyboard.press(Key.Key_PageDown, CTRL)
    walk_to(keyboard, interview_page, key)
    keyboard.press(Key.Key_F11)
    keyboard.wait(lambda: isinstance(keyboard.here, CitizenScreen | BigAnswer))
    while not isinstance(keyboard.here, BigAnswer):
        keyboard.press(Key.Key_Tab)
    keyboard.press(Key.Key_Space)
    assert interview_page.interview.value(key)
    keyboard.press(Key.Key_Escape)
    keyboard.wait(lambda: not keyboard.window.findChildren(CitizenScreen))
    assert interview_page.question == key


def finish(keyboard: Keyboard, interview_page: InterviewPage) -> None:
    interview_page.interview.fill(demo_answers(system_clock))
    while interview_page.section != REVIEW:
        keyboard.press(Key.Key_PageDown, CTRL)
    assert [problem.label for problem in interview_page.interview.problems()] == []
    keyboard.press_button(_("Finish the interview"))
    keyboard.tab_to(_("Remarks"))
    keyboard.press_button(_("Finish and lock"))
    keyboard.wait(lambda: interview_page.interview.is_finished)


def send(keyboard: Keyboard, stick) -> None:
    keyboard.press(Key.Key_4, CTRL)
    exchange = page(keyboard, ExchangePage)
    exchange.outgoing.choose_folder = lambda _parent: stick
    keyboard.wait(lambda: exchange.outgoing.make_button is not None)
    keyboard.press_button(_("Make a bundle for the office"))
    keyboard.wait(lambda: bool(list(stick.glob("*.kbhx"))))
    keyboard.wait(lambda: not keyboard.window.findChildren(ProgressDialog))


def test_the_main_job_needs_no_mouse(keyboard, tmp_path):
    unlock(keyboard)
    register(keyboard)
    interview_page = start_interview(keyboard)
    answer(keyboard, interview_page)
    answer_as_citizen(keyboard, interview_page)
    finish(keyboard, interview_page)
    (tmp_path / "stick").mkdir()
    send(keyboard, tmp_path / "stick")

    exchange = page(keyboard, ExchangePage)
    keyboard.press_button(_("History"))
    assert exchange.bookmark() == "history"
    keyboard.press(Key.Key_L, CTRL)
    keyboard.wait(lambda: keyboard.window.shell is None)
    unlock(keyboard)
    assert page(keyboard, ExchangePage).bookmark() == "history"
