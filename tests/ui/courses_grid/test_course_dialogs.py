"""The dialogs and lists around the plan: people and rooms, templates, fixed times, files."""

from datetime import date, time

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt

from kbh_desktop.app import open_app
from kbh_desktop.clock import system_clock
from kbh_desktop.courses.schedule import BusyBlock
from kbh_desktop.courses.timetable_import import TimetablePreview
from kbh_desktop.documents.model import DocumentKind
from kbh_desktop.security.model import Role
from tests.ui.courses_grid.steps import dialog_of, pick, place_first, press, settled
from tests.ui.window_world import PASSPHRASE, Wanderer, names_missing
from ui.courses.course_form import CourseForm
from ui.courses.exporting import calendar_file, export, workbook_file
from ui.courses.page import CoursePage
from ui.courses.resources_page import ResourcesPage
from ui.courses.session_form import SessionForm
from ui.courses.templates_page import TemplatesPage
from ui.courses.timetable_dialog import TimetableDialog

Key = Qt.Key


def shown(qtbot, page):
    qtbot.addWidget(page)
    page.resize(1068, 760)
    page.show()
    page.window().activateWindow()
    page.activated()
    settled(qtbot)
    return page


@pytest.fixture
def resources(qtbot, look, app):
    return shown(qtbot, ResourcesPage(app, Wanderer()))


@pytest.fixture
def templates(qtbot, look, app):
    return shown(qtbot, TemplatesPage(app, Wanderer()))


def test_a_new_interpreter_is_asked_for_languages_and_not_for_seats(qtbot, app, resources):
    resources.which.choose("interpreter")
    resources._add()
    form = dialog_of(resources)
    assert not form._fields["languages"].isHidden()
    assert form._fields["capacity"].isHidden()
    assert not names_missing(form)
    form.line.setText("Yonas Berhane")
    pick(qtbot, form.languages, "tigrinya")
    form.accept()
    settled(qtbot)
    made = next(r for r in app.course_resources.list("interpreter") if r.name == "Yonas Berhane")
    assert made.skills == ("ti",)


def test_a_nameless_teacher_is_refused_at_the_field(qtbot, resources):
    resources._add()
    form = dialog_of(resources)
    form.accept()
    assert form._fields["name"].error
    assert form.isVisible()


def test_an_absence_of_a_morning_is_kept_and_shown(qtbot, app, resources):
    resources._absences()
    dialog = dialog_of(resources)
    assert not names_missing(dialog)
    dialog.first.line.setText("20/4-27")
    dialog.part.choose("morning")
    dialog._add()
    settled(qtbot)
    (absence,) = app.course_resources.absences()
    assert (absence.first_day, absence.first_slot, absence.slots) == (date(2027, 4, 20), 0, 4)
    assert "Formiddage" in dialog.rows.model().rows[0].remark


def test_somebody_who_is_placed_stays_and_the_page_says_why(qtbot, app, page, resources):
    session = place_first(qtbot, page)
    placed = page.model.board.placements[session].resources[0]
    resources.refresh()
    settled(qtbot)
    resources.rows.choose(placed)
    resources._ask_remove()
    settled(qtbot)
    assert "Hold 12" in resources._notice.text
    assert placed in resources.rows.keys


def test_ones_own_plan_lists_the_sessions_of_all_courses(qtbot, page, resources):
    session = place_first(qtbot, page)
    resources.rows.choose(page.model.board.placements[session].resources[0])
    resources._bookings()
    settled(qtbot)
    dialog = dialog_of(resources)
    press(qtbot, dialog.rows, Key.Key_Return)
    assert resources._navigator.went[-1] == ("course", page.course_id)


def test_the_shipped_template_is_copied_and_the_copy_changed(qtbot, app, templates):
    assert templates._remove_button.isHidden()
    templates._copy()
    settled(qtbot)
    templates._open()
    editor = dialog_of(templates)
    assert not names_missing(editor)
    editor.lessons.show_value(3)
    editor._take_over()
    editor.accept()
    settled(qtbot)
    own = next(card for card in app.courses.templates.list() if not card.is_shipped)
    assert own.template.sessions[0].lessons == 3


def test_a_template_goes_out_and_comes_in_again(qtbot, app, templates, tmp_path):
    templates._exported(templates.rows.key, tmp_path / "skabelon.xlsx")
    settled(qtbot)
    templates.import_file(tmp_path / "skabelon.xlsx")
    settled(qtbot)
    shipped, own = app.courses.templates.list()
    assert own.lessons == shipped.lessons
    (tmp_path / "broken.toml").write_text("weeks = ", "utf-8")
    templates.import_file(tmp_path / "broken.toml")
    settled(qtbot)
    assert "broken.toml" in templates._notice.text


def test_a_session_of_ones_own_is_added_changed_and_removed(qtbot, page):
    page.menu._new_session()
    form = dialog_of(page)
    assert not names_missing(form)
    form.line.setText("Besøg på biblioteket")
    form.needs["teacher"].setChecked(True)
    form.accept()
    settled(qtbot)
    session = page.plan.pane.tray.keys[-1]
    assert page.model.board.titles[session] == "Besøg på biblioteket"
    page.menu.change_session(session)
    form = dialog_of(page)
    assert isinstance(form, SessionForm)
    form.lessons.show_value(4)
    form.accept()
    settled(qtbot)
    assert page.model.board.session[session].lessons == 4
    page.menu.change_session(session)
    dialog_of(page)._remove()
    settled(qtbot)
    assert session not in page.plan.pane.tray.keys


def test_the_course_itself_is_changed_and_the_change_taken_back(qtbot, page):
    page.menu._change_course()
    form = dialog_of(page)
    assert isinstance(form, CourseForm)
    assert not names_missing(form)
    form.line.setText("Hold 12 B")
    form.accept()
    settled(qtbot)
    assert page._header.title.text() == "Hold 12 B"
    page.model.undo()
    settled(qtbot)
    assert page._header.title.text() == "Hold 12"


def test_a_fixed_time_is_hatched_in_the_week(qtbot, page):
    page.menu._blocks()
    dialog = dialog_of(page)
    assert not names_missing(dialog)
    dialog.line.setText("Lægebesøg")
    dialog.day.line.setText("20/4-27")
    dialog.begins.setText("9")
    dialog.ends.setText("8")
    dialog._add()
    assert dialog._fields["ends"].error
    dialog.ends.setText("10.30")
    dialog._add()
    settled(qtbot)
    page.plan.go_to(date(2027, 4, 20))
    assert any(busy.label == "Lægebesøg" and busy.day == 1 for busy in page.plan.grid.view.busy)


def test_a_timetable_is_shown_before_it_is_taken_in(qtbot, app, page):
    lesson = BusyBlock(date(2027, 4, 20), time(8, 30), time(11, 30), "Dansk")
    preview = TimetablePreview("dansk.ics", (lesson,), (), 0, (), ())
    dialog = TimetableDialog(page, app, page.course_id, preview)
    dialog.start()
    assert not names_missing(dialog)
    assert len(app.courses.board(page.course_id).blocks) == len(page.model.board.blocks)
    dialog.accept()
    settled(qtbot)
    assert any(block.day == lesson.day for block in page.model.board.blocks)


def test_calendar_and_workbook_are_readable_elsewhere(qtbot, app, page, tmp_path):
    place_first(qtbot, page)
    files, navigator = app.course_files, page._navigator
    for kind, name in (
        (calendar_file(lambda path: files.course_calendar(page.course_id, path)), "plan.ics"),
        (workbook_file(lambda path: files.plan_workbook(page.course_id, path)), "plan.xlsx"),
    ):
        export(page, navigator, "plan", kind, lambda *_asked, name=name: tmp_path / name)
        settled(qtbot)
    events = Calendar.from_ical((tmp_path / "plan.ics").read_bytes()).walk("VEVENT")
    assert len(events) == 1
    assert load_workbook(tmp_path / "plan.xlsx").sheetnames
    assert navigator.said[-1] == "Gemt som plan.xlsx"


def test_a_leader_reads_the_plan_and_changes_nothing(qtbot, look, course_vault, app):
    app.users.add("Lone Leder", {Role.LEADER}, PASSPHRASE)
    app.close()
    leader = open_app(app.folder, "Lone Leder", PASSPHRASE, system_clock)
    try:
        page = CoursePage(leader, Wanderer(), leader.courses.list()[0].id)
        shown(qtbot, page)
        qtbot.waitUntil(lambda: page.model.view is not None, timeout=10_000)
        assert page.plan.pane.fill.isHidden()
        assert page._improve.isHidden()
        page.plan.hold(page.plan.pane.tray.keys[0])
        assert page.plan.grid.held is None
        assert [part.key for part in page._parts] == ["plan", "economy", "evaluation"]
    finally:
        page.close()
        settled(qtbot)
        leader.close()


def test_the_words_of_the_plan_are_kept_printed_and_undone(qtbot, app, page):
    page.menu._plan_words()
    dialog = dialog_of(page)
    assert not names_missing(dialog)
    dialog.aims[1].setText("Kende  reglerne på en dansk arbejdsplads")
    dialog.notice.setText("Ring til Lone ved sygdom")
    dialog.accept()
    settled(qtbot)
    course = app.courses.board(page.course_id).course
    assert course.aims[1] == "Kende reglerne på en dansk arbejdsplads"
    plan = app.documents.prepare(DocumentKind.COURSE_PLAN, page.course_id)
    with PdfDocument(plan.pdf) as document:
        printed = " ".join(document[0].get_textpage().get_text_range().split())
    assert "Kende reglerne" in printed
    assert "Ring til Lone ved sygdom" in printed
    app.courses.undo(page.course_id)
    assert app.courses.board(page.course_id).course.aims == ()
