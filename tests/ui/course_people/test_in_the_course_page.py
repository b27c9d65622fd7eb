"""The tabs inside the page of the course, while news of their own changes comes in."""

import pytest
from PySide6.QtCore import Qt

from kbh_desktop.courses.attendance import Mark
from ui.course_people.attendance_page import AttendancePage
from ui.course_people.participants_page import ParticipantsPage
from ui.courses.page import CoursePage
from ui.live import LiveChanges

Key = Qt.Key


@pytest.fixture
def page(world):
    world.enrol("Layla", "Omar", "فاطمة")
    page = CoursePage(world.app, world.away, world.id)
    world.qtbot.addWidget(page)
    live = LiveChanges(world.app.changes, page)
    live.changed.connect(page.data_changed)
    page.resize(1000, 700)
    page.show()
    world.qtbot.waitExposed(page)
    page.activateWindow()
    page.activated()
    world.qtbot.waitUntil(lambda: page.model.view is not None)
    yield page
    live.end()
    world.settle()


def open_tab(world, page, key, kind):
    page.open_part(key)
    world.settle()
    return page.findChild(kind)


def test_keys_pressed_faster_than_answers_come_are_never_shown_unmarked(world, page):
    tab = open_tab(world, page, "attendance", AttendancePage)
    unmarked = []
    watched = [(0, 0), (1, 0)]
    tab.view.model.dataChanged.connect(
        lambda *_a: unmarked.extend(
            cell
            for cell in watched[: tab.view.grid.row]
            if tab.view.model.mark(*cell).mark is Mark.UNMARKED
        )
    )
    for key in (Key.Key_T, Key.Key_U, Key.Key_T):
        world.qtbot.keyClick(tab.view.grid, key)
        world.qtbot.wait(5)
    world.settle()
    assert unmarked == []
    marks = [tab.view.model.mark(row, 0).mark for row in range(3)]
    assert marks == [Mark.PRESENT, Mark.UNLAWFUL, Mark.PRESENT]


def test_a_mark_from_elsewhere_appears(world, page):
    tab = open_tab(world, page, "attendance", AttendancePage)
    lesson = tab.view.model.lesson(1)
    world.app.participants.mark_all_present(world.id, lesson.session_id, lesson.lesson_no)
    world.qtbot.waitUntil(lambda: tab.view.model.mark(0, 1).mark is Mark.PRESENT)


def test_ctrl_z_on_a_tab_leaves_the_plan_alone(world, page):
    before = world.app.courses.undo_label(world.id)
    tab = open_tab(world, page, "attendance", AttendancePage)
    world.qtbot.keyClick(tab.view.grid, Key.Key_T)
    world.settle()
    world.qtbot.keyClick(tab.view.grid, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    world.settle()
    assert not world.app.participants.marks(world.id)
    assert world.app.courses.undo_label(world.id) == before
    assert not page._undo.isVisible()


def test_the_palette_offers_what_the_tab_in_front_can_do(world, page):
    open_tab(world, page, "economy", ParticipantsPage)
    assert "Ny udgift" in [command.title for command in page.commands()]
