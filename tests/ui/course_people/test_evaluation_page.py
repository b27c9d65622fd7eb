"""Answers by face, their trend, and the screen for participants."""

import pytest
from PySide6.QtCore import Qt

from tests.ui.window_world import Ctrl
from ui.course_people.evaluation_page import EvaluationPage
from ui.course_people.kiosk import KioskScreen
from ui.course_people.kiosk_words import kiosk_words

Key = Qt.Key


@pytest.fixture
def page(world):
    return world.show(EvaluationPage)


def answers(world):
    found = world.app.participants.evaluations.list(world.id)
    return [(each.week, each.smiley, each.comment) for each in found]


@pytest.fixture
def covered(world, page, monkeypatch):
    """The screen for participants, as the window would show it."""
    shown = []
    monkeypatch.setattr(world.away, "cover", shown.append, raising=False)
    monkeypatch.setattr(world.away, "uncover", lambda: shown.append(None), raising=False)

    def cover():
        page.show_kiosk()
        screen = shown[-1]
        world.qtbot.addWidget(screen)
        screen.resize(1000, 700)
        screen.show()
        world.qtbot.waitExposed(screen)
        return screen, shown

    return cover


def test_a_digit_saves_an_answer_for_this_week(world, page):
    world.qtbot.keyClick(page.faces[0], Key.Key_3)
    assert answers(world) == [(5, 3, "")]
    assert world.away.said == ["Uge 5: God"]


def test_a_comment_goes_with_the_face_that_follows(world, page):
    world.qtbot.keyClicks(page.comment, "Godt")
    world.qtbot.keyClick(page.comment, Key.Key_Return)
    world.qtbot.keyClick(page.faces[-1], Key.Key_Return)
    world.settle()
    assert answers(world) == [(5, 4, "Godt")]
    assert page.comment.text() == ""
    assert page.comments.rows.row(0).title == "Godt"


def test_the_trend_has_a_table_with_the_same_figures(world, page):
    for key in (Key.Key_1, Key.Key_4, Key.Key_4):
        world.qtbot.keyClick(page.faces[0], key)
    world.settle()
    row = [page.table.text(4, column) for column in range(7)]
    assert row == ["5", "1", "0", "0", "2", "3", "3,0"]
    assert "uge 5: 3,0" in page.picture.accessibleName()


def test_an_answer_noted_by_mistake_is_taken_back(world, page):
    world.qtbot.keyClick(page.faces[0], Key.Key_1)
    world.qtbot.keyClick(page.faces[0], Key.Key_Z, Ctrl)
    assert answers(world) == []


def test_participants_answer_on_their_own_screen_without_case_data(world, page, covered):
    screen, _shown = covered()
    world.qtbot.mouseClick(screen._buttons[3], Qt.MouseButton.LeftButton)
    assert screen.is_thanking
    assert answers(world) == [(5, 4, "")]
    assert world.away.said == []
    names = [screen.accessibleName(), *(b.accessibleName() for b in screen._buttons)]
    assert not any(given in " ".join(names) for given in world.people)


def test_a_face_pressed_while_thanking_does_not_count_twice(world, page, covered):
    screen, _shown = covered()
    world.qtbot.keyClick(screen, Key.Key_2)
    world.qtbot.keyClick(screen, Key.Key_2)
    assert len(answers(world)) == 1


def test_tab_stays_on_the_participants_screen(world, page, covered):
    screen, _shown = covered()
    for _press in range(7):
        screen.focusNextPrevChild(True)
        assert screen.isAncestorOf(screen.focusWidget())


def test_the_screen_is_left_with_esc_and_the_pin(world, page, covered):
    world.app.citizen_pin.set("2468")
    screen, shown = covered()
    world.qtbot.keyClick(screen, Key.Key_Escape)
    assert shown[-1] is screen
    world.qtbot.keyClicks(screen._pin_field, "2468")
    assert shown[-1] is None


def test_the_question_is_in_danish_and_the_participants_languages():
    words = kiosk_words(("ar", "ti", "xx", "da"))
    assert words[0].question == "Hvordan var ugen?"
    assert len(words) == 3


def test_the_screen_without_a_pin_is_left_at_once(world, page, covered):
    screen, shown = covered()
    assert isinstance(screen, KioskScreen)
    world.qtbot.keyClick(screen, Key.Key_Escape)
    assert shown[-1] is None
