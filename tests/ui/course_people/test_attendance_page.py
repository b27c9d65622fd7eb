"""Marking who came, with single keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from kbh_desktop.courses.attendance import LawfulReason, Mark
from tests.ui.window_world import Ctrl, names_missing
from ui.course_people.attendance_page import AttendancePage

Key = Qt.Key
ON_COURSE = ("Layla", "Omar", "فاطمة")


@pytest.fixture
def page(world):
    world.enrol(*ON_COURSE)
    return world.show(AttendancePage)


def keys(world, page, *pressed):
    for key in pressed:
        world.qtbot.keyClick(page.view.grid, key)
    world.settle()


def marks_of(world, lesson):
    found = world.app.participants.marks(world.id)
    people = {person: given for given, person in world.people.items()}
    return {
        people[person]: mark.mark
        for (session, number, person), mark in found.items()
        if (session, number) == (lesson.session_id, lesson.lesson_no)
    }


def test_today_is_in_front_and_the_keyboard_in_the_first_lesson(page):
    assert page.view._title.text() == "I dag, torsdag 16. april 2026"
    assert page.view.grid.hasFocus()
    assert (page.view.grid.row, page.view.grid.column) == (0, 0)


def test_a_whole_lesson_is_marked_by_keyboard_only(world, page):
    keys(world, page, Key.Key_T, Key.Key_U, Key.Key_T)
    lesson = page.view.model.lesson(0)
    first, second, third = (page.view.model.pupil(n).name.split()[0] for n in range(3))
    assert marks_of(world, lesson) == {
        first: Mark.PRESENT,
        second: Mark.UNLAWFUL,
        third: Mark.PRESENT,
    }


def test_everybody_present_then_the_exception(world, page):
    keys(world, page, Key.Key_A, Key.Key_Down, Key.Key_U)
    lesson = page.view.model.lesson(0)
    assert sorted(marks_of(world, lesson).values()) == ["present", "present", "unlawful"]
    assert page.view.saved_chip.text().startswith("Gemt kl. ")


def test_digits_after_f_are_the_minutes(world, page):
    keys(world, page, Key.Key_F, Key.Key_2, Key.Key_5)
    (mark,) = world.app.participants.marks(world.id).values()
    assert (mark.mark, mark.late_minutes) == (Mark.LATE, 25)
    assert page.view.bar._minutes.value() == 25


def test_a_digit_after_s_is_the_kind_of_absence(world, page):
    page.view.grid.choose(1, 0)
    keys(world, page, Key.Key_S, Key.Key_2)
    (mark,) = world.app.participants.marks(world.id).values()
    assert (mark.mark, mark.reason) == (Mark.LAWFUL, LawfulReason.AUTHORITY)


def test_of_an_asylum_seeker_no_illness_is_kept_or_offered(world, page):
    names = [page.view.model.pupil(n).name for n in range(3)]
    page.view.grid.choose(names.index("Layla Haddad"), 0)
    keys(world, page, Key.Key_S)
    (mark,) = world.app.participants.marks(world.id).values()
    assert mark.reason is LawfulReason.OTHER
    offered = [page.view.bar._reason.itemText(n) for n in range(page.view.bar._reason.count())]
    assert not any("Sygdom" in words for words in offered)
    assert offered[0] == "2  Møde med en myndighed"


def test_ctrl_z_takes_marks_back_one_by_one(world, page):
    keys(world, page, Key.Key_T, Key.Key_U)
    world.qtbot.keyClick(page.view.grid, Key.Key_Z, Ctrl)
    assert len(world.app.participants.marks(world.id)) == 1
    world.qtbot.keyClick(page.view.grid, Key.Key_Z, Ctrl)
    assert not world.app.participants.marks(world.id)
    world.settle()
    assert page.view.model.mark(0, 0).mark is Mark.UNMARKED


def test_everybody_present_is_taken_back_as_one(world, page):
    keys(world, page, Key.Key_U, Key.Key_A)
    world.qtbot.keyClick(page.view.grid, Key.Key_Z, Ctrl)
    assert [mark.mark for mark in world.app.participants.marks(world.id).values()] == [
        Mark.UNLAWFUL
    ]


def test_percentages_are_provisional_until_all_is_marked(world, page):
    assert page.view.model.row_words(0).endswith("deltagerbevis")
    today = page.view._register.today
    for lesson in world.app.participants.lessons(world.id):
        if lesson.day < today:
            world.app.participants.mark_all_present(world.id, lesson.session_id)
    page.refresh()
    world.settle()
    assert "foreløbig" in page.view.model.row_words(0)
    keys(world, page, Key.Key_U, *2 * (Key.Key_Up, Key.Key_Right, Key.Key_T))
    assert not page.view.model.total(0).is_provisional
    words = page.view.model.row_words(0)
    assert "foreløbig" not in words
    assert words.endswith("→ kursusbevis")


def test_the_totals_on_screen_are_those_of_the_service(world, page):
    keys(world, page, Key.Key_T, Key.Key_S, Key.Key_Down, Key.Key_F)
    page.view.step(-1)
    keys(world, page, Key.Key_U, Key.Key_T)
    shown = {
        page.view.model.pupil(n).person: page.view.model.total(n)
        for n in range(page.view.model.rowCount())
    }
    asked = {r.person_id: r.attendance for r in world.app.participants.participants(world.id)}
    assert shown == asked


def test_lessons_to_come_and_days_before_enrolment_are_closed(world):
    world.enrol("Omar", on=world.course.calendar.weeks[2].monday)
    page = world.show(AttendancePage)
    page.view.open_day(page.view._register.days[0])
    assert page.view.model.state_words(0, 0) == "Ikke på forløbet den dag"
    page.view.open_day(page.view._register.days[-1])
    keys(world, page, Key.Key_T)
    assert page.view.model.state_words(0, 0) == "Ikke holdt endnu"
    assert not world.app.participants.marks(world.id)


def test_a_week_shows_all_its_lessons(world, page):
    page.view._span._buttons["week"].click()
    assert page.view._title.text() == "Uge 16"
    assert page.view.model.columnCount() > 4


def test_pressing_a_button_marks_for_hands_without_a_keyboard(world, page):
    page.view.bar._buttons[Mark.LATE].click()
    world.settle()
    (mark,) = world.app.participants.marks(world.id).values()
    assert mark.mark is Mark.LATE
    page.view.bar._buttons[Mark.LATE].click()
    assert not world.app.participants.marks(world.id)


def test_without_participants_the_next_action_is_named(world):
    page = world.show(AttendancePage)
    assert page._nothing.isVisible()
    assert "Deltagere" in page._nothing._text.text()


def test_everything_that_takes_the_keyboard_has_a_name(page):
    assert not names_missing(page)
    seen = QAccessible.queryAccessibleInterface(page.view.grid)
    cells = [seen.child(n).text(QAccessible.Text.Name) for n in range(seen.childCount())]
    assert page.view.model.cell_words(0, 0) in cells
    assert page.view.model.cell_words(0, 0).endswith("Ikke ført")
    assert page.view.model.row_words(0) in cells
