"""A draft whose form was corrected is moved from its own page."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from tests.casework_world import FORM
from tests.ui.window_world import first_person, names_missing, page_of
from ui.background import busy
from ui.interviews.move_dialog import MoveDialog

PHONE = "/data/about/phone"


@pytest.fixture
def draft(qtbot, opened, tmp_path):
    app = opened.shell.app
    app.interviews.publish(FORM)
    interview = app.interviews.start(first_person(opened), "samtale1")
    app.interviews.open(interview.id).answer(PHONE, "20304050")
    corrected = tmp_path / FORM.name
    text = FORM.read_text("utf-8").replace("| phone |", "| shoe_size |", 1)
    corrected.write_text(text.replace("| samtale1 | 1 |", "| samtale1 | 2 |"), "utf-8")
    app.interviews.publish(corrected)
    opened.shell.open_interview(interview.id)
    settle(qtbot)
    return interview.id


def settle(qtbot):
    qtbot.waitUntil(lambda: not busy(), timeout=10_000)


def press(root, words):
    next(
        b for b in root.findChildren(QPushButton) if b.isVisible() and b.text().strip() == words
    ).click()


def dialog_of(qtbot, window):
    press(page_of(window), "Se, hvad der ændres …")
    settle(qtbot)
    return window.findChild(MoveDialog)


def test_the_page_offers_it_and_the_dialog_says_what_changes(qtbot, opened, draft):
    dialog = dialog_of(qtbot, opened)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Fra version 1 til version 2." in said
    assert "1 nyt spørgsmål" in said
    assert any(text.endswith(": 20304050") for text in said)
    assert names_missing(dialog) == []


def test_moving_shows_the_corrected_form_at_once(qtbot, opened, draft):
    dialog_of(qtbot, opened).accept()
    settle(qtbot)
    page = page_of(opened)
    assert "/data/about/shoe_size" in page.interview.form.elements
    assert not page.findChildren(QPushButton, "Se, hvad der ændres …")


def test_keeping_the_version_changes_nothing(qtbot, opened, draft):
    dialog_of(qtbot, opened).reject()
    settle(qtbot)
    assert page_of(opened).interview.value(PHONE) == "20304050"
