"""A form of every type and appearance, filled in with the keyboard alone."""

from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from kbh_desktop.competences.model import CompetenceMap
from kbh_desktop.xforms.definition import load_form
from kbh_desktop.xforms.publish import convert
from kbh_desktop.xforms.session import Session
from tests.ui.window_world import names_missing
from ui.interviews.controls.factory import ControlTools
from ui.interviews.entry import catalogues, titles
from ui.interviews.section_view import SectionView

GALLERY = Path(__file__).resolve().parents[2] / "data/all_controls.md"
Key = Qt.Key
DOWN, ENTER, RIGHT, SPACE = Key.Key_Down, Key.Key_Return, Key.Key_Right, Key.Key_Space
KEYS = {
    "choose/one": (["2"], "weekly"),
    "choose/quick": (["3"], "daily"),
    "choose/columns": ([RIGHT, SPACE], "weekly"),
    "choose/packed": (["4"], "more"),
    "choose/flat": (["1"], "never"),
    "choose/list": ([DOWN, DOWN, SPACE], "daily"),
    "choose/minimal": (["figen", ENTER], "fig"),
    "choose/typed": (["mango", ENTER], "mango"),
    "choose/several": (["3", "1"], "apple fig"),
    "choose/chips": (["appels", ENTER, "dad", ENTER], "date orange"),
    "choose/rank": ([SPACE], "apple"),
    "choose/told": (["1"], "OK"),
    "scales/likert": ([RIGHT, RIGHT, RIGHT, SPACE], "4"),
    "scales/stars": (["4"], "4"),
    "scales/range": ([RIGHT, RIGHT, RIGHT], "3"),
    "scales/fine": ([RIGHT], "0.5"),
    "scales/tall": ([Key.Key_Up], "5"),
    "scales/given": ([RIGHT, SPACE], "2"),
    "scales/table/listen": (["3"], "well"),
    "scales/table/speak": ([RIGHT, SPACE], "some"),
    "scales/table/read": (["1"], "no"),
    "scales/morning": (["1", "3"], "mon fri"),
    "scales/evening": ([SPACE], "mon"),
    "numbers/whole": (["3"], "3"),
    "numbers/thousands": (["8.750"], "8750"),
    "numbers/decimal": (["7,5"], "7.5"),
    "numbers/date": (["3/4-24"], "2024-04-03"),
    "numbers/month": (["6-2025"], "2025-06-01"),
    "numbers/year": (["2019"], "2019-01-01"),
    "numbers/plain": (["1/12-26"], "2026-12-01"),
    "numbers/time": (["14.30"], "14:30:00.000"),
    "numbers/moment": (["30/11-26 kl. 9.15"], "2026-11-30T09:15:00.000"),
    "words/short": (["Amal"], "Amal"),
    "words/phone": (["20304050"], "20304050"),
    "words/long": (["En dag"], "En dag"),
    "words/country": (["Syrien", ENTER], "SYR"),
    "words/languages": (["arabisk", ENTER], "ar"),
    "words/work": (["Bager"], "Bager"),
}


@pytest.fixture(scope="module")
def form():
    return load_form(convert(GALLERY))


@pytest.fixture
def session(form):
    numbers = count()
    return Session(
        form,
        clock=lambda: datetime(2026, 11, 24, 12, tzinfo=UTC),
        new_id=lambda: f"n{next(numbers)}",
    )


@pytest.fixture
def show(qtbot, session):
    def open_(section, *, mirrored=False):
        view = SectionView(
            ControlTools(lambda: date(2026, 11, 24), catalogues(), titles(CompetenceMap))
        )
        qtbot.addWidget(view)
        languages = ("Dansk (da)", "ar")

        def answer(key, value):
            session.set(key, value)
            view.show_views(session.view(section, languages))

        view.answered.connect(answer)
        if mirrored:
            view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        view.resize(1000, 900)
        view.show()
        view.activateWindow()
        qtbot.waitUntil(view.isActiveWindow)
        view.open_section(session.view(section, languages))
        view.build_all()
        return view

    return open_


def press(keys, start):
    for key in keys:
        widget = QApplication.focusWidget() or start
        if isinstance(key, str) and len(key) == 1:
            QTest.keyClick(widget, key)
        elif isinstance(key, str):
            QTest.keyClicks(widget, key)
        else:
            QTest.keyClick(widget, key)


@pytest.mark.parametrize("section", ["choose", "scales", "numbers", "words"])
def test_every_control_is_filled_in_with_the_keyboard_alone(show, session, section):
    cards = show(f"/data/{section}")
    wanted = {f"/data/{name}": case for name, case in KEYS.items() if name.startswith(section)}
    given = {}
    for key, (keys, _value) in wanted.items():
        cards.focus_question(key)
        press(keys, cards.field_of(key))
        cards.card(key).flush()
        given[key] = session.state(key).value

    assert given == {key: value for key, (_keys, value) in wanted.items()}


def test_every_question_of_the_gallery_is_answered_above(form):
    asked = {
        ref.removeprefix("/data/")
        for ref, element in form.elements.items()
        if getattr(element, "in_body", False) and hasattr(element, "choices")
    }
    silent = {"words/thanks", "scales/head"}
    labels = {ref for ref in asked if "label" in ref and "table" in ref}

    assert asked - silent - labels - {ref for ref in asked if "table_list" in ref} == set(KEYS)


@pytest.mark.parametrize("section", ["choose", "scales", "numbers", "words"])
def test_everything_that_takes_the_keyboard_has_a_name(show, section):
    assert names_missing(show(f"/data/{section}")) == []


def cells(cards, key):
    control = cards.card(key).control
    return [cell.mapTo(cards, cell.rect().center()).x() for cell in control._buttons]


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_cells_of_a_table_stand_below_one_another(qtbot, show, mirrored):
    cards = show("/data/scales", mirrored=mirrored)
    qtbot.waitUntil(lambda: cells(cards, "/data/scales/table/listen")[0] > 0)
    rows = [cells(cards, f"/data/scales/table/{name}") for name in ("listen", "speak", "read")]

    assert rows[0] == rows[1] == rows[2]
    assert (rows[0] == sorted(rows[0])) is not mirrored


def test_arrows_follow_the_eye_where_reading_begins_at_the_right(show, session):
    cards = show("/data/scales", mirrored=True)
    cards.focus_question("/data/scales/likert")
    press([Key.Key_Left, SPACE], cards)

    assert session.state("/data/scales/likert").value == "2"


def test_a_quick_question_goes_on_at_once(show):
    cards = show("/data/choose")
    cards.focus_question("/data/choose/quick")
    press(["3"], cards)

    assert QApplication.focusWidget() is cards.field_of("/data/choose/columns")


def test_a_range_has_no_answer_until_it_is_moved_and_delete_takes_it_back(show, session):
    cards = show("/data/scales")
    cards.focus_question("/data/scales/range")
    assert session.state("/data/scales/range").value == ""
    press([Key.Key_Home], cards)
    assert session.state("/data/scales/range").value == "0"
    press([Key.Key_Delete], cards)
    assert session.state("/data/scales/range").value == ""


def test_thousands_are_set_apart_when_shown(show, session):
    session.set("/data/numbers/thousands", "1234567")
    line = show("/data/numbers").field_of("/data/numbers/thousands")

    assert isinstance(line, QLineEdit)
    assert line.text() == "1.234.567"


def test_options_in_columns_have_the_same_width(show):
    cards = show("/data/choose")
    buttons = cards.card("/data/choose/columns").control.findChildren(QPushButton)

    assert len({button.width() for button in buttons}) == 1
    assert buttons[0].x() == buttons[2].x()
