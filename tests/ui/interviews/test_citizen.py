"""The citizen's screen: nothing of the case can be reached from it."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.command_palette import CommandPalette
from ui.interviews.big_answer import BigAnswer
from ui.interviews.citizen import CitizenScreen
from ui.interviews.controls.factory import ControlTools
from ui.interviews.entry import catalogues

SECTION = "/data/all"
LICENCE = f"{SECTION}/licence"


class Asked:
    """The sample form's questions, answered into its session."""

    def __init__(self, session):
        self._session = session

    def views(self):
        views = self._session.view(SECTION, ("da", "ar"))
        return [view for view in views if view.kind == "question"]

    def answer(self, key, value):
        self._session.set(key, value)


@pytest.fixture
def case(qtbot, session):
    """A window with a case in it, and the citizen's screen over it."""
    window = QWidget()
    window.secret = QLineEdit("Layla Haddad")
    QVBoxLayout(window).addWidget(window.secret)
    qtbot.addWidget(window)
    window.resize(900, 700)
    tools = ControlTools(lambda: date(2026, 11, 24), catalogues())
    window.screen_over = CitizenScreen(
        Asked(session), LICENCE, language="ar", tools=tools, parent=window
    )
    window.screen_over.setGeometry(window.rect())
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.screen_over.setFocus()
    return window


def test_tab_walks_round_on_the_screen_and_never_to_the_case_behind(case):
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        for _step in range(12):
            QTest.keyClick(case.focusWidget(), key)
            assert case.focusWidget() is not case.secret


def test_the_keyboard_stays_on_the_answer_just_given(case, session):
    answer = case.screen_over.findChildren(BigAnswer)[0]
    answer.setFocus()
    QTest.keyClick(answer, Qt.Key.Key_Space)

    assert session.state(LICENCE).value == "yes"
    focus = case.focusWidget()
    assert isinstance(focus, BigAnswer)
    assert focus.choice.value == "yes"


def test_escape_leaves_and_goes_no_further(qtbot, case):
    with qtbot.waitSignal(case.screen_over.left) as left:
        QTest.keyClick(case.screen_over, Qt.Key.Key_Escape)
    assert left.args == [LICENCE]


def test_the_programs_own_keys_are_dead_while_a_screen_covers_it(qtbot, opened):
    shell = opened.shell
    before = shell.place()
    shell.cover(QWidget())
    QTest.keyClick(opened, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(opened, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(150)

    assert not opened.findChildren(CommandPalette)
    assert shell.place() == before
    shell.uncover()
