"""From the empty list to the printed plan: what a course leader does, recorded."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from kbh_desktop.documents.model import DocumentKind
from tests.ui.courses_grid.steps import dialog_of, drag, pick, press, settled, spot_of, start_of
from tests.ui.window_world import Wanderer, names_missing
from ui.courses.list_page import CoursesPage
from ui.courses.new_course import NewCourseDialog
from ui.courses.page import CoursePage
from ui.courses.planner_dialog import LIMITS_S, PlannerDialog
from ui.courses.print_page import CoursePrintPage
from ui.courses.rows import RowList
from ui.courses.session_sheet import SessionSheet

Key, Mod = Qt.Key, Qt.KeyboardModifier
PLANNER_MS = 60_000


@pytest.fixture
def courses(qtbot, look, app, course_id):
    """The list of courses of an office without any."""
    app.courses.remove(course_id)
    page = CoursesPage(app, Wanderer())
    qtbot.addWidget(page)
    page.resize(1068, 760)
    page.show()
    page.window().activateWindow()
    page.activated()
    settled(qtbot)
    return page


@pytest.fixture(autouse=True)
def hasty(monkeypatch):
    """Let the planner be content with what it finds at once."""
    for kind in LIMITS_S:
        monkeypatch.setitem(LIMITS_S, kind, 1.5)


def opened(qtbot, app, page):
    """Return the page of the course that `page` sent the person to."""
    name, subject = page._navigator.went[-1]
    assert name == "course"
    made = CoursePage(app, Wanderer(), subject)
    qtbot.addWidget(made)
    made.resize(1068, 760)
    made.show()
    made.window().activateWindow()
    made.activated()
    qtbot.waitUntil(lambda: made.model.view is not None, timeout=10_000)
    settled(qtbot)
    return made


def make_course(qtbot, page):
    """Fill the dialog of a new course in by keys."""
    page.rows.setFocus()
    press(qtbot, page.rows, Key.Key_N, Mod.ControlModifier)
    dialog = dialog_of(page)
    assert isinstance(dialog, NewCourseDialog)
    assert not names_missing(dialog)
    qtbot.keyClicks(dialog.line, "Hold 16")
    dialog.centre.choose("avnstrup")
    dialog.first_day.line.setFocus()
    qtbot.keyClicks(dialog.first_day.line, "19/4-27")
    press(qtbot, dialog.first_day.line, Key.Key_Tab)
    assert "uge 16–21" in dialog._weeks.text()
    pick(qtbot, dialog.languages, "tigrinya")
    dialog.danish[0].setChecked(True)
    dialog.danish[2].setChecked(True)
    dialog.accept()
    settled(qtbot)


def plan_with(qtbot, page, task):
    """Let the planner work and return its dialog once it shows what would change."""
    page.run_planner(task)
    dialog = page.planner
    qtbot.waitUntil(lambda: dialog.stage != "working", timeout=PLANNER_MS)
    settled(qtbot)
    assert isinstance(dialog, PlannerDialog)
    return dialog


def repaired(qtbot, app, page):
    """Let a teacher be away on a day with lessons, repair, and take that back."""
    teacher = next(r for r in page.model.board.instance.resources if r.kind == "teacher")
    board = page.model.board
    busy = [at.day for at in board.placements.values() if teacher.id in at.resources]
    app.course_resources.add_absence(teacher.id, max(busy))
    page.refresh()
    settled(qtbot)
    assert page.model.board.conflicts
    before = dict(page.model.board.placements)
    dialog = plan_with(qtbot, page, "repair")
    assert 0 < len(dialog.rows.keys) < 6
    press(qtbot, dialog.apply, Key.Key_Space)
    assert not page.model.board.conflicts
    press(qtbot, page.plan.grid, Key.Key_Z, Mod.ControlModifier)
    assert dict(page.model.board.placements) == before


def printed(qtbot, app, course_id, target):
    """Look at the plan of the course and save it as a PDF."""
    papers = CoursePrintPage(app, Wanderer(), course_id)
    qtbot.addWidget(papers)
    papers.resize(1068, 760)
    papers.show()
    papers.activated()
    qtbot.waitUntil(papers.save.isEnabled, timeout=20_000)
    assert papers.chosen_kind() is DocumentKind.COURSE_PLAN
    assert not names_missing(papers)
    papers.save_to(target)
    assert target.read_bytes().startswith(b"%PDF")


def test_an_empty_list_names_the_next_step(courses):
    assert courses._begin.isVisible()
    assert courses._begin.text().strip() == "Nyt forløb"
    assert not names_missing(courses)


def test_what_is_wrong_is_said_at_its_field(qtbot, courses):
    courses.ask_new()
    dialog = dialog_of(courses)
    dialog.accept()
    assert dialog.first_day.field.error == "Skriv dagen."
    qtbot.keyClicks(dialog.first_day.line, "19/4-27")
    dialog.accept()
    assert dialog._fields["title"].error
    assert dialog.isVisible()


def test_a_course_is_built_dragged_locked_filled_repaired_and_printed(
    qtbot, app, courses, tmp_path
):
    make_course(qtbot, courses)
    page = opened(qtbot, app, courses)
    assert page.model.board.calendar.weeks[0].monday == date(2027, 4, 19)

    tray = page.plan.pane.tray
    session, start = start_of(page)
    page.plan.go_to(start.day)
    at = tray.visualRect(tray.model().index(0, 0)).center()
    drag(qtbot, tray.viewport(), at, spot_of(page, start))
    assert page.model.board.placements[session].day == start.day
    page.plan.grid.setFocus()
    press(qtbot, page.plan.grid, Key.Key_L)
    assert page.model.board.locks == {session: "all"}

    dialog = plan_with(qtbot, page, "fill")
    assert dialog.stage == "preview"
    assert page.model.board.placements.keys() == {session}
    press(qtbot, dialog.apply, Key.Key_Space)
    assert not page.model.view.unplaced
    assert not page.model.board.conflicts
    placed = page.model.board.placements[session]
    assert (placed.day, placed.slot) == start

    repaired(qtbot, app, page)
    printed(qtbot, app, page.course_id, tmp_path / "plan.pdf")


def test_stopping_the_planner_changes_nothing(qtbot, page):
    page.run_planner("fill")
    press(qtbot, page.planner.cancel, Key.Key_Space)
    assert not page.model.board.placements


def test_the_best_plan_so_far_is_shown_when_the_planner_is_stopped(qtbot, page, monkeypatch):
    monkeypatch.setitem(LIMITS_S, "improve", 30.0)
    plan_with(qtbot, page, "fill").accept()
    settled(qtbot)
    page.run_planner("improve")
    dialog = page.planner
    qtbot.waitUntil(dialog.stop.isEnabled, timeout=PLANNER_MS)
    press(qtbot, dialog.stop, Key.Key_Space)
    assert dialog.stage in ("preview", "nothing")
    assert not dialog.explanation.words
    dialog.reject()
    settled(qtbot)
    assert not page.model.board.conflicts


def test_when_it_can_not_be_the_clash_and_the_ways_out_are_told(qtbot, app, page):
    for each in app.course_resources.list("interpreter"):
        app.course_resources.remove(each.id)
    page.refresh()
    settled(qtbot)
    dialog = plan_with(qtbot, page, "fill")
    assert not dialog.explanation.isHidden()
    said = dialog.explanation.words
    assert "tolk" in said
    assert "Én af disse ting vil hjælpe:" in said


def test_a_what_if_plan_is_tried_and_taken_over(qtbot, app, page):
    page.menu._try()
    trial = opened(qtbot, app, page)
    assert trial._trial.text.startswith("Du prøver en anden plan.")
    session, start = start_of(trial)
    trial.model.place(session, start)
    settled(qtbot)
    page.refresh()
    settled(qtbot)
    assert not page.model.board.placements
    trial._adopt()
    settled(qtbot)
    assert trial._navigator.went[-1] == ("course", page.course_id)
    page.refresh()
    settled(qtbot)
    assert len(page.model.board.placements) == 1


def test_keys_alone_lead_from_the_plan_to_a_full_one_and_through_its_views(qtbot, page):
    tray, grid, tabs = page.plan.pane.tray, page.plan.grid, page.plan.tabs
    tray.setFocus()
    press(qtbot, tray, Key.Key_Home)
    session = tray.key
    press(qtbot, tray, Key.Key_Return)
    times = dialog_of(page)._built["times"].findChild(RowList)
    press(qtbot, times, Key.Key_Return)
    assert session in page.model.board.placements
    fill = page.plan.pane.fill
    fill.setFocus()
    press(qtbot, fill, Key.Key_Space)
    dialog = page.planner
    qtbot.waitUntil(lambda: dialog.stage != "working", timeout=PLANNER_MS)
    press(qtbot, dialog.apply, Key.Key_Return)
    assert not page.model.view.unplaced
    tabs.setFocus()
    for _step in range(len(tabs.keys) - 1 - tabs.keys.index(tabs.current)):
        press(qtbot, tabs.focusProxy(), Key.Key_Right)
    assert tabs.current == "table"
    table = page.plan.table
    table.setFocus()
    press(qtbot, table, Key.Key_Down)
    press(qtbot, table, Key.Key_Return)
    assert isinstance(dialog_of(page), SessionSheet)
    press(qtbot, dialog_of(page), Key.Key_Escape)
    tabs.setFocus()
    press(qtbot, tabs.focusProxy(), Key.Key_Left)
    overview = page.plan.overview
    overview.setFocus()
    press(qtbot, overview, Key.Key_Return)
    assert page.plan.is_week_in_front
    grid.setFocus()
    press(qtbot, grid, Key.Key_PageDown)
    assert page.plan.week == page.model.view.weeks[1]
