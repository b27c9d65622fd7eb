"""Unmistakable words go through the windows and services; no file, log or title holds them."""

import logging
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kbh_desktop.app import open_app
from kbh_desktop.clock import system_clock
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.logs import crash_reports, install_crash_guard, start_logging
from kbh_desktop.people.labels import field_label
from kbh_desktop.people.model import PersonQuery
from kbh_desktop.security.model import FLOOR_COST
from tests.canaries import ENCODINGS, traces
from tests.casework_world import FORM
from tests.e2e.conftest import PASSPHRASE
from ui.background import finish
from ui.demo_check.robot import Robot
from ui.errors import show_unforeseen_errors
from ui.interviews.page import InterviewPage
from ui.main import open_window
from ui.navigation import Place
from ui.people.person_page import PersonPage
from ui.unlock.door import Door

GIVEN, FAMILY, ARABIC = "Kanarinæa", "Fugleøsundå", "كناريناالطائر"
UDL_NR, CPR, PHONE = "87651234", "7301900187", "55019973"
NOTE, REASON, STORY = "Ringedequux", "Opringningquux", "Bagervquux"
HEALTH = "Rygsmerterquux"
CANARIES = (GIVEN, FAMILY, ARABIC, UDL_NR, CPR, PHONE, NOTE, REASON, STORY, HEALTH, PASSPHRASE)
FIELDS = {"given_name": GIVEN, "family_name": FAMILY, "udl_nr": UDL_NR, "cpr": CPR, "phone": PHONE}


@pytest.fixture
def disk(tmp_path, monkeypatch, logged_warnings, new_vaults):
    """A folder that everything is written into: vaults, bundles, logs, temporary files."""
    for name in ("temp", "stick"):
        (tmp_path / name).mkdir()
    for name in ("office", "laptop"):
        shutil.copytree(new_vaults / name, tmp_path / name)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    stop = start_logging(tmp_path / "logs", logging.DEBUG)
    remove = install_crash_guard(tmp_path / "logs")
    yield tmp_path
    remove()
    stop()


@pytest.fixture
def report_mistake(disk):
    """What the program does with an error that nobody foresaw, as `main` puts it together."""
    show_unforeseen_errors()
    return sys.excepthook


@pytest.fixture
def robot(qtbot, look, disk):
    """A person at the unlocked window of the laptop."""
    window = open_window(Door(disk / "laptop", system_clock))
    qtbot.addWidget(window)
    window.show()
    window.start()
    robot = Robot(window)
    robot.write(_("Passphrase"), PASSPHRASE)
    robot.press(_("Unlock"))
    robot.wait("the vault", lambda: window.shell is not None)
    return robot


def titles() -> set[str]:
    """Return what the task bar could say."""
    return {widget.windowTitle() for widget in QApplication.allWidgets()} - {""}


def register(robot: Robot) -> PersonPage:
    robot.window.shell.go(Place("new_person"))
    for name, text in FIELDS.items():
        robot.write(field_label(name), text)
    robot.press(_("Register"))
    robot.wait("the person", lambda: isinstance(robot.window.shell.current_page(), PersonPage))
    return robot.window.shell.current_page()


def hold_interview(robot: Robot, person_id: str, form: Path) -> InterviewPage:
    """Answer in words about everything, also about health, by a form that lets one write it."""
    form.write_text(FORM.read_text("utf-8").replace("samtale1", "short"), "utf-8")
    shell = robot.window.shell
    shell.app.interviews.publish(form)
    interview = shell.app.interviews.start(person_id, "short", language="ar")
    shell.open_interview(interview.id)
    page = shell.current_page()
    page.answer("/data/about/given_name", ARABIC)
    page.answer("/data/work/worked", "yes")
    page.answer("/data/work/jobs[1]/title", STORY)
    page.answer("/data/work/jobs[1]/years", STORY)
    page.answer("/data/health/matters", "yes")
    page.open_section("/data/health")
    page.answer("/data/health/what", HEALTH)
    robot.key(Qt.Key.Key_F11)
    robot.key(Qt.Key.Key_Escape)
    return page


def make_a_mistake(qtbot, page: PersonPage, report_mistake) -> None:
    """Let a slot of the page fail in a way that nobody foresaw, with a name in its hands."""

    def fail(_person_id: str, text: str) -> None:
        raise ValueError(f"{text} {GIVEN} {CPR}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page._people, "add_note", fail)
        with qtbot.capture_exceptions() as caught:
            page._timeline.noted.emit(NOTE)
    (mistake,) = caught
    report_mistake(*mistake)


def test_no_word_about_a_person_is_left_where_others_can_read(qtbot, robot, disk, report_mistake):
    page = register(robot)
    app = robot.window.shell.app
    said = titles()
    (person_id,) = app.people.find(PersonQuery("fugleoesund")).ids
    app.people.add_note(person_id, NOTE)
    app.people.reveal_cpr(person_id, REASON)
    with pytest.raises(InputError):
        app.people.change(person_id, cpr=f"{GIVEN}{CPR}")
    interview = hold_interview(robot, person_id, disk / "form.md").interview
    assert {HEALTH, ARABIC, STORY} <= set(interview.answers().values())
    logging.getLogger("kbh_desktop.test").info("asked %s about %s", GIVEN, HEALTH)
    said |= titles()
    make_a_mistake(qtbot, page, report_mistake)
    bundle = app.bundles.export(disk / "stick")
    app.database.backup(disk / "backups")
    finish()
    assert list(traces(disk, CANARIES)) == []

    robot.window.lock()
    finish()
    said |= titles()
    office = open_app(disk / "office", "Karen Lund", PASSPHRASE, cost=FLOOR_COST)
    office.bundles.import_(bundle.path, accept_device=True)
    assert office.people.get(person_id).family_name == FAMILY
    office.close()
    assert list(traces(disk, CANARIES)) == []
    assert said == {"KBH Desktop"}
    assert len(crash_reports(disk / "logs")) == 1
    log = (disk / "logs/kbh.log").read_text("utf-8")
    assert "unforeseen; ValueError at ui.people.person_page:" in log
    for name in ("laptop/vault.db", "laptop/settings.toml", "laptop/key.json", "backups"):
        assert (disk / name).exists()


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("word", [GIVEN, FAMILY, ARABIC, CPR])
def test_the_search_finds_a_word_in_each_encoding_that_can_hold_it(tmp_path, word, encoding):
    hidden = f"…{word}…".encode(encoding, "ignore")
    (tmp_path / "file.db").write_bytes(b"\x00\xff" + hidden + b"\x00")
    found = [*traces(tmp_path, CANARIES)]
    can_hold = encoding != "latin-1" or word != ARABIC
    assert found == ([f"{word} in file.db"] if can_hold else [])


def test_the_search_finds_a_word_in_the_name_of_a_file(tmp_path):
    (tmp_path / f"{GIVEN}.pdf").touch()
    assert [*traces(tmp_path, CANARIES)] == [f"{GIVEN} in {GIVEN}.pdf"]
