from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from kbh_desktop.courses.planner.hand import Start
from tests.ui.courses_grid.steps import (
    dialog_of,
    drag,
    move,
    place_first,
    press,
    settled,
    spot_of,
    start_of,
)
from tests.ui.window_world import names_missing
from ui.courses.session_sheet import SessionSheet

Key, Mod = Qt.Key, Qt.KeyboardModifier


def test_everything_begins_in_the_tray_and_says_what_it_needs(page):
    view = page.model.view
    assert page.plan.pane.tray.keys == view.unplaced
    assert len(view.unplaced) == len(view.instance.sessions)
    assert not page._undo.isEnabled()


def test_dragging_from_the_tray_places_a_session_with_people(qtbot, page):
    session, start = start_of(page)
    page.plan.go_to(start.day)
    tray = page.plan.pane.tray
    at = tray.visualRect(tray.model().index(0, 0)).center()
    drag(qtbot, tray.viewport(), at, spot_of(page, start))
    placed = page.model.board.placements[session]
    assert (placed.day, placed.slot) == start
    assert all(placed.resources)
    assert not page.model.view.conflicts
    assert session not in tray.keys


def test_while_dragging_the_bar_says_in_words_what_the_place_is_like(qtbot, page):
    session, start = start_of(page)
    page.plan.go_to(start.day)
    tray = page.plan.pane.tray
    at = tray.visualRect(tray.model().index(0, 0)).center()
    drag(qtbot, tray.viewport(), at, spot_of(page, start), drop=False)
    assert page.plan.grid.target == start
    assert "Passer" in page.plan.bar.words
    beside = tray.mapToGlobal(QPoint(5, 5))
    move(tray.viewport(), tray.viewport().mapFromGlobal(beside))
    assert page.plan.grid.target is None
    qtbot.mouseRelease(tray.viewport(), Qt.MouseButton.LeftButton)
    assert page.plan.grid.held is None
    assert session in tray.keys


def test_dragging_out_of_the_week_onto_the_tray_takes_it_off_the_plan(qtbot, page):
    session = place_first(qtbot, page)
    block = page.plan.grid.view.block(session)
    at = page.plan.grid.geometry_().block_box(block).center().toPoint()
    tray = page.plan.pane.tray
    drag(qtbot, page.plan.grid.viewport(), at, tray.mapToGlobal(tray.rect().center()))
    assert session in tray.keys
    assert not page.model.board.placements


def test_dragging_within_the_week_moves_a_session(qtbot, page):
    session = place_first(qtbot, page)
    verdicts = page.model.verdicts(session)
    block = page.plan.grid.view.block(session)
    here = page.plan.grid.view.days[block.day], block.slot
    days = page.plan.grid.view.days
    other = next(
        at
        for at in sorted(verdicts)
        if at.day in days and verdicts[at].state == "ok" and at != here
    )
    top = page.plan.grid.geometry_().block_box(block).topLeft().toPoint() + QPoint(20, 5)
    aim = page.plan.grid.viewport().mapToGlobal(
        page.plan.grid.geometry_().box(days.index(other.day), other.slot, 1).topLeft().toPoint()
        + QPoint(20, 8)
    )
    drag(qtbot, page.plan.grid.viewport(), top, aim)
    moved = page.model.board.placements[session]
    assert (moved.day, moved.slot) == other


def test_something_dragged_over_a_week_opens_it(qtbot, page):
    tray, tabs = page.plan.pane.tray, page.plan.tabs
    session = tray.keys[0]
    at = tray.visualRect(tray.model().index(0, 0)).center()
    tab = tabs._tabs[tabs.keys[1]]
    drag(qtbot, tray.viewport(), at, tab.mapToGlobal(tab.rect().center()), drop=False)
    qtbot.waitUntil(lambda: page.plan.week == page.model.view.weeks[1], timeout=3_000)
    assert page.plan.grid.held.session == session
    qtbot.mouseRelease(tray.viewport(), Qt.MouseButton.LeftButton)
    assert page.plan.grid.held is None


def test_a_forbidden_place_is_asked_about_and_then_shown_as_a_conflict(qtbot, page):
    session, start = start_of(page, "forbidden")
    page.plan._drop(session, start)
    dialog = dialog_of(page)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert page.model.desk.why(session, start) in said
    press(qtbot, dialog.place, Key.Key_Space)
    assert page.model.board.conflicts
    assert page.plan.grid.view.block(session).conflicts
    press(qtbot, page.plan.grid, Key.Key_Z, Mod.ControlModifier)
    assert not page.model.board.conflicts


def twins(instance):
    """Return two sessions of one length and one week that need not follow each other."""
    ordered = {(rule.before, rule.after) for rule in instance.order}
    return next(
        (one.id, other.id)
        for one, other in combinations(instance.sessions, 2)
        if (one.slots, one.earliest) == (other.slots, other.earliest)
        and (one.id, other.id) not in ordered
    )


def test_a_session_dropped_on_another_may_swap_with_it(qtbot, page):
    one, other = twins(page.model.view.instance)
    for session in (one, other):
        verdicts = page.model.verdicts(session)
        page.model.place(session, next(a for a, v in sorted(verdicts.items()) if v.state == "ok"))
        settled(qtbot)
    before = page.model.board.placements
    page.plan._drop(one, Start(before[other].day, before[other].slot))
    press(qtbot, dialog_of(page).swap, Key.Key_Space)
    after = page.model.board.placements
    assert (after[one].day, after[one].slot) == (before[other].day, before[other].slot)
    assert (after[other].day, after[other].slot) == (before[one].day, before[one].slot)
    assert not page.model.board.conflicts


def test_keys_alone_hold_aim_drop_nudge_lock_and_put_back(qtbot, page):
    tray, grid = page.plan.pane.tray, page.plan.grid
    tray.setFocus()
    tray.choose_first()
    session = tray.key
    press(qtbot, tray, Key.Key_Space)
    assert grid.held.session == session
    for _step in range(12):
        if grid.held.verdict(grid.target).state == "ok":
            break
        press(qtbot, grid, Key.Key_Down if grid.target.slot < 4 else Key.Key_Right)
    press(qtbot, grid, Key.Key_Return)
    placed = page.model.board.placements[session]
    press(qtbot, grid, Key.Key_Right, Mod.ControlModifier)
    moved = page.model.board.placements[session]
    assert (moved.day - placed.day).days == 1
    press(qtbot, grid, Key.Key_L)
    assert page.model.board.locks == {session: "all"}
    assert "Alt er låst" in grid.accessibleDescription()
    press(qtbot, grid, Key.Key_L)
    press(qtbot, grid, Key.Key_Delete)
    assert session in tray.keys


def test_alt_and_an_arrow_move_by_a_lesson_and_not_back_a_page(qtbot, page):
    session = place_first(qtbot, page)
    before = page.model.board.placements[session]
    way, step = (Key.Key_Down, 1) if before.slot == 0 else (Key.Key_Up, -1)
    press(qtbot, page.plan.grid, way, Mod.AltModifier)
    assert page.model.board.placements[session].slot == before.slot + step
    press(qtbot, page.plan.grid, Key.Key_Left, Mod.AltModifier)
    assert ("back", "") not in page._navigator.went


def test_undo_and_redo_have_no_limit_and_say_what_they_do(qtbot, page):
    for _n in range(4):
        place_first(qtbot, page)
    placed = dict(page.model.board.placements)
    for _n in range(4):
        press(qtbot, page.plan.grid, Key.Key_Z, Mod.ControlModifier)
    assert not page.model.board.placements
    assert page._redo.accessibleName().startswith("Gentag: Flyt ")
    for _n in range(4):
        press(qtbot, page.plan.grid, Key.Key_Y, Mod.ControlModifier)
    assert dict(page.model.board.placements) == placed


def test_clicks_alone_move_a_session(qtbot, page):
    session = place_first(qtbot, page)
    qtbot.mouseClick(page.plan.bar._move, Qt.MouseButton.LeftButton)
    verdicts = page.plan.grid.held.verdicts
    days = page.plan.grid.view.days
    now = page.model.board.placements[session]
    other = next(
        at
        for at in sorted(verdicts)
        if at.day in days and verdicts[at].state == "ok" and at != (now.day, now.slot)
    )
    viewport = page.plan.grid.viewport()
    at = viewport.mapFromGlobal(spot_of(page, other))
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    settled(qtbot)
    moved = page.model.board.placements[session]
    assert (moved.day, moved.slot) == other


def test_the_sheet_offers_times_swaps_substitutes_and_reasons(qtbot, page):
    session = place_first(qtbot, page)
    press(qtbot, page.plan.grid, Key.Key_Return)
    sheet = dialog_of(page)
    assert isinstance(sheet, SessionSheet)
    for part in ("times", "swaps", "people", "why"):
        sheet.open_part(part)
        assert not names_missing(sheet)
    sheet.open_part("people")
    rows = sheet._built["people"].findChildren(type(page.plan.pane.tray).__mro__[1])[0]
    before = page.model.board.placements[session]
    press(qtbot, rows, Key.Key_Return)
    after = page.model.board.placements[session]
    assert (after.day, after.slot) == (before.day, before.slot)
    assert after.resources != before.resources


def test_next_free_takes_a_session_out_of_its_conflict(qtbot, page):
    one = place_first(qtbot, page)
    other = page.plan.pane.tray.keys[0]
    at = page.model.board.placements[one]
    page.model.put(other, page.model.desk.at(other, type(start_of(page)[1])(at.day, at.slot)))
    settled(qtbot)
    conflicts = page.plan.pane.conflicts
    assert page.model.board.conflicts
    page.plan.pane.show_part(conflicts=True)
    qtbot.mouseClick(conflicts.move_button, Qt.MouseButton.LeftButton)
    settled(qtbot)
    assert not page.model.board.conflicts


def test_one_teacher_alone_is_shown_in_week_overview_and_table(qtbot, page):
    place_first(qtbot, page)
    used = next(iter(page.model.board.placements.values())).resources
    page.plan.only.choose(used[0])
    page.plan._show_for(used[0])
    assert not any(block.is_dimmed for block in page.plan.grid.view.blocks)
    other = next(r.id for r in page.model.board.instance.resources if r.id not in used)
    page.plan.grid.show_week(page.model.view.in_week(page.plan.week, other))
    assert all(block.is_dimmed for block in page.plan.grid.view.blocks)


def test_overview_leads_to_a_week_by_keys(qtbot, page):
    page.plan.open_tab("overview")
    overview = page.plan.overview
    overview.setFocus()
    press(qtbot, overview, Key.Key_Down)
    press(qtbot, overview, Key.Key_Return)
    assert page.plan.week == page.model.view.weeks[1]


@pytest.mark.parametrize("tab", ["week", "overview", "table"])
def test_everything_that_takes_the_keyboard_has_a_name(qtbot, page, tab):
    place_first(qtbot, page)
    if tab != "week":
        page.plan.open_tab(tab)
    for conflicts in (False, True):
        page.plan.pane.show_part(conflicts=conflicts)
        assert not names_missing(page)


def test_an_empty_slot_says_who_is_free_then(qtbot, page):
    session = place_first(qtbot, page)
    teacher = page.model.board.placements[session].resources[0]
    name = page.model.board.instance.resource[teacher].label
    press(qtbot, page.plan.grid, Key.Key_Down)
    while page.plan.grid.session:
        press(qtbot, page.plan.grid, Key.Key_Up)
    assert name in page.plan.bar.words
    assert "ledige er" in page.plan.bar.words


def test_a_conflict_once_looked_at_does_not_pull_the_week_away_later(qtbot, page):
    one, other = twins(page.model.view.instance)
    start = next(a for a, v in sorted(page.model.verdicts(one).items()) if v.state == "ok")
    for session in (one, other):
        page.model.put(session, page.model.desk.at(session, start))
        settled(qtbot)
    page.plan.pane.show_part(conflicts=True)
    page.plan.pane.conflicts.rows.choose_first()
    third = page.plan.pane.tray.keys[-1]
    page.model.put(third, page.model.desk.at(third, start))
    settled(qtbot)
    page.plan.go_to(page.model.view.weeks[3].monday)
    page.model.undo()
    settled(qtbot)
    assert page.model.board.conflicts
    assert page.plan.week == page.model.view.weeks[3]


def test_every_cell_of_the_table_can_be_read_aloud(qtbot, page):
    place_first(qtbot, page)
    model = page.plan.table.model()
    said = [
        model.data(model.index(row, column), Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    assert all(said)
    assert "Låst: –" in said


def test_left_and_right_walk_through_the_parts_of_the_course(qtbot, page):
    page.tabs.setFocus()
    press(qtbot, page.tabs.focusProxy(), Key.Key_Right)
    assert page.tabs.current == "participants"
    press(qtbot, page.tabs._tabs["participants"], Key.Key_Left)
    assert page.tabs.current == "plan"
