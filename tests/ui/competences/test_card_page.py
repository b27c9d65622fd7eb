"""Filling in a competence card as a consultant does, mostly by the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu

from kbh_desktop.resources import resource
from tests.ui.window_world import Ctrl, names_missing
from ui.competences.coverage_dialog import GoalDialog, NearestDialog
from ui.competences.entry_dialog import EntryDialog
from ui.competences.entry_history import EntryHistoryDialog
from ui.competences.goals_dialog import GoalsDialog
from ui.competences.pictogram_dialog import PictogramDialog
from ui.widgets.buttons import Button
from ui.widgets.text import Text

Key = Qt.Key


def typed(qtbot, page, words):
    page.finder.field.selectAll()
    qtbot.keyClicks(page.finder.field, words)
    qtbot.waitUntil(lambda: bool(page.finder.list.hits.rows))


def titles(page, section):
    return [r.title for r in page.list.card.rows if r.section == section and r.kind == "entry"]


def entry(page, section, place=0):
    return [r for r in page.list.card.rows if r.section == section and r.kind == "entry"][place]


def take(page, section, kind="entry"):
    rows = page.list.card.rows
    at = next(i for i, r in enumerate(rows) if r.section == section and r.kind == kind)
    page.list.setFocus()
    page.list.setCurrentIndex(page.list.card.index(at))


def pick(qtbot, picker, words):
    """Type in a picker and take the first match, as Enter does while the list is open."""
    line = picker.findChildren(QLineEdit)[0]
    qtbot.keyClicks(line, words)
    qtbot.keyClick(picker._popup if picker._popup.isVisible() else line, Key.Key_Return)


def dialog_of(qtbot, page, kind):
    window = page.window()
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(kind)))
    return next(d for d in window.findChildren(kind) if d.isVisible())


def test_enter_puts_the_first_hit_on_the_card_and_keeps_what_was_typed(qtbot, page):
    typed(qtbot, page, "lavede mad")
    qtbot.keyClick(page.finder.field, Key.Key_Return)
    assert len(titles(page, "work")) == 1
    assert page.finder.field.text() == "lavede mad"
    assert page.finder.field.selectedText() == "lavede mad"
    assert page._saved.text().startswith("Gemt kl.")


def test_enter_straight_after_typing_takes_what_the_last_letter_found(qtbot, page):
    qtbot.keyClicks(page.finder.field, "bager")
    qtbot.keyClick(page.finder.field, Key.Key_Return)
    assert titles(page, "work") == ["bager"]


def test_the_arrows_choose_among_the_hits_from_the_search_field(qtbot, page):
    typed(qtbot, page, "kok")
    second = page.finder.list.hits.rows[1].title
    qtbot.keyClick(page.finder.field, Key.Key_Down)
    qtbot.keyClick(page.finder.field, Key.Key_Return)
    assert titles(page, "work") + titles(page, "skills") == [second]


def test_a_row_says_and_marks_why_it_was_found(qtbot, page):
    typed(qtbot, page, "lavede køkken")
    row = next(r for r in page.finder.list.hits.rows if r.found_by)
    begin, end = row.marks[0]
    assert row.found_by[begin:end].lower() in "lavede køkken"
    assert row.found_by in row.spoken


def test_what_is_on_the_card_already_is_ticked_among_the_hits(qtbot, page):
    typed(qtbot, page, "bager")
    assert not page.finder.list.hits.rows[0].chosen
    qtbot.keyClick(page.finder.field, Key.Key_Return)
    assert page.finder.list.hits.rows[0].chosen


def test_words_that_nothing_fits_are_kept_as_they_were_said(qtbot, page):
    typed(qtbot, page, "xqzzyv")
    assert [r.kind for r in page.finder.list.hits.rows] == ["own_title", "own_skill"]
    qtbot.keyClick(page.finder.field, Key.Key_Down)
    qtbot.keyClick(page.finder.field, Key.Key_Return)
    assert titles(page, "skills") == ["xqzzyv"]


def test_words_that_nothing_fits_are_noted_for_the_catalogue_and_words_that_fit_are_not(
    qtbot, app, page
):
    for words in ("xqzzyv", "bager"):
        typed(qtbot, page, words)
        qtbot.keyClick(page.finder.field, Key.Key_Return)
    assert app.competences.missed() == ("xqzzyv",)


def test_a_word_of_another_language_is_marked_by_it(qtbot, page):
    page.finder.field.setText("خباز")
    qtbot.waitUntil(lambda: bool(page.finder.list.hits.rows))
    row = page.finder.list.hits.rows[0]
    assert (row.title, row.label, row.found_by) == ("bager", "ar", "خباز")


def test_undo_works_from_the_search_field_straight_after_adding(qtbot, page):
    typed(qtbot, page, "bager")
    qtbot.keyClick(page.finder.field, Key.Key_Return)
    qtbot.keyClick(page.finder.field, Key.Key_Z, Ctrl)
    assert titles(page, "work") == []
    assert page.finder.field.text() == "bager"
    page.list.setFocus()
    qtbot.keyClick(page.list, Key.Key_Y, Ctrl)
    qtbot.waitUntil(lambda: titles(page, "work") == ["bager"])


def test_undo_in_the_search_field_is_of_the_text_while_something_is_typed(qtbot, page):
    typed(qtbot, page, "bager")
    qtbot.keyClick(page.finder.field, Key.Key_Return)
    typed(qtbot, page, "kok")
    qtbot.keyClick(page.finder.field, Key.Key_Z, Ctrl)
    assert titles(page, "work") == ["bager"]


def test_digits_set_and_take_back_the_level_of_a_skill(qtbot, app, person, shown):
    app.competences.add_skill(person, "Lave varm mad")
    page = shown()
    take(page, "skills")
    qtbot.keyClick(page.list, Key.Key_3)
    assert entry(page, "skills").level == 3
    qtbot.keyClick(page.list, Key.Key_2)
    assert entry(page, "skills").level == 2
    qtbot.keyClick(page.list, Key.Key_2)
    assert entry(page, "skills").level is None


def test_b_steps_through_the_evidence(qtbot, app, person, shown):
    app.competences.add_occupation(person, "Kok", began="2010", ended="2015")
    page = shown()
    take(page, "work")
    for wanted in ("stated", "reference", "paper", "tried", "stated"):
        qtbot.keyClick(page.list, Key.Key_B)
        assert entry(page, "work").evidence == wanted


def test_delete_removes_and_undo_brings_back(qtbot, app, person, shown, away):
    app.competences.add_skill(person, "Lave varm mad")
    page = shown()
    take(page, "skills")
    qtbot.keyClick(page.list, Key.Key_Delete)
    assert titles(page, "skills") == []
    assert "Ctrl+Z" in away.said[-1]
    qtbot.keyClick(page.list, Key.Key_Z, Ctrl)
    qtbot.waitUntil(lambda: titles(page, "skills") == ["Lave varm mad"])


def test_a_click_on_a_box_sets_the_level(qtbot, app, person, shown):
    from ui.competences.row_layout import lay_out

    app.competences.add_skill(person, "Lave varm mad")
    page = shown()
    at = next(i for i, r in enumerate(page.list.card.rows) if r.leveled)
    index = page.list.card.index(at)
    page.list.scrollTo(index)
    box = lay_out(page.list.card.rows[at], page.list.visualRect(index)).chips[1]
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert entry(page, "skills").level == 2


def test_suggestions_follow_from_the_work_and_a_digit_adds_one_with_its_level(
    qtbot, app, person, shown
):
    app.competences.add_occupation(person, "Kok", code="5120")
    page = shown()
    offered = [row.title for row in page.suggestions.list.hits.rows]
    page.suggestions.setFocus()
    qtbot.keyClick(page.suggestions.list, Key.Key_3)
    assert titles(page, "skills") == offered[:1]
    assert entry(page, "skills").level == 3
    assert page.suggestions.list.current.title == offered[1]
    assert page.suggestions.list.hasFocus()


def test_a_language_is_added_by_the_keyboard_alone(qtbot, page):
    take(page, "languages", "add")
    qtbot.keyClick(page.list, Key.Key_Return)
    dialog = dialog_of(qtbot, page, EntryDialog)
    line = dialog.findChildren(QLineEdit)[0]
    assert line.hasFocus()
    pick(qtbot, dialog.controls["language"].widget, "tigrinya")
    listening = dialog.controls["listening"].widget
    while not listening.isAncestorOf(dialog.focusWidget()):
        qtbot.keyClick(dialog.focusWidget(), Key.Key_Tab)
    qtbot.keyClick(dialog.focusWidget(), Key.Key_5)
    qtbot.keyClick(dialog, Key.Key_Escape)
    row = entry(page, "languages")
    assert (row.title, row.cefr[0]) == ("Tigrinya", "b2")
    assert page.list.hasFocus()


def test_a_year_that_is_still_to_come_is_refused_at_its_field_and_kept(qtbot, app, person, shown):
    app.competences.add_occupation(person, "Kok")
    page = shown()
    take(page, "work")
    qtbot.keyClick(page.list, Key.Key_Return)
    dialog = dialog_of(qtbot, page, EntryDialog)
    began = dialog.controls["began"].widget
    began.setFocus()
    qtbot.keyClicks(began, "2099")
    qtbot.keyClick(began, Key.Key_Tab)
    assert dialog.fields["began"].error
    assert began.text() == "2099"
    dialog.accept()
    assert dialog.isVisible()
    began.setText("04-2016")
    dialog.accept()
    assert not dialog.isVisible()
    assert entry(page, "work").remark.startswith("2016")


def test_pictures_put_abilities_on_the_card_and_take_them_off(qtbot, page):
    take(page, "informal", "add")
    qtbot.keyClick(page.list, Key.Key_Return)
    dialog = dialog_of(qtbot, page, PictogramDialog)
    first, second, *_rest = dialog.cards.values()
    assert first.hasFocus()
    qtbot.keyClick(first, Key.Key_Space)
    qtbot.keyClick(first, Key.Key_Right)
    assert second.hasFocus()
    qtbot.keyClick(second, Key.Key_Space)
    assert [words for _icon, words in entry(page, "informal").pictures] == [
        first.text(),
        second.text(),
    ]
    qtbot.keyClick(second, Key.Key_Space)
    assert [words for _icon, words in entry(page, "informal").pictures] == [first.text()]


def test_a_goal_becomes_a_picture_with_its_numbers_in_words(qtbot, app, person, shown):
    app.competences.add_skill(person, "Lave varm mad", code="51-01", level=2)
    page = shown()
    assert page.reach.tiles[0].text() == "Vælg jobmål"
    page.reach.choose_goals()
    dialog = dialog_of(qtbot, page, GoalsDialog)
    pick(qtbot, dialog.pickers[0], "kok")
    dialog.accept()
    tile = page.reach.tiles[0]
    assert tile.text() == "kok"
    assert tile.shares.asked == tile.shares.have + tile.shares.could_show + tile.shares.missing
    assert f"har {tile.shares.have} af {tile.shares.asked}" in tile.accessibleName()
    tile.click()
    said = [text.text() for text in dialog_of(qtbot, page, GoalDialog).findChildren(Text)]
    assert tile.shares.words in said


def test_an_occupation_near_at_hand_can_be_made_a_goal(qtbot, app, person, shown):
    app.competences.add_occupation(person, "Kok", code="5120")
    for row in shown().suggestions.list.hits.rows[:6]:
        app.competences.add_skill(person, row.title, level=2, **row.origin)
    page = shown()
    page.reach.open_nearest()
    dialog = dialog_of(qtbot, page, NearestDialog)
    wished = page.reach.near[0].title
    next(b for b in dialog.findChildren(Button) if wished in b.accessibleName()).click()
    assert page.reach.tiles[0].text() == wished


def test_everything_that_takes_the_keyboard_has_a_name(qtbot, app, person, shown):
    app.competences.add_occupation(person, "Kok", code="5120")
    page = shown()
    assert names_missing(page) == []
    take(page, "work")
    qtbot.keyClick(page.list, Key.Key_Return)
    assert names_missing(dialog_of(qtbot, page, EntryDialog)) == []


def test_an_empty_card_names_what_to_do_next(page):
    adds = [row.title for row in page.list.card.rows if row.kind == "add"]
    assert adds[:2] == ["Tilføj arbejde", "Tilføj en kompetence"]
    assert page.suggestions._nothing.isVisible()
    assert page.reach.tiles[0].text() == "Vælg jobmål"


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_the_card_fits_the_smallest_window_at_any_text_size(look, app, person, shown, percent):
    app.competences.add_occupation(person, "Kok", code="5120")
    app.competences.set_goals(person, ["Kok", "Bager", "Lagermedarbejder"])
    look.set_look("light", percent)
    page = shown(width=1100 - look.px(222), height=660)
    assert page.minimumSizeHint().width() + look.px(222) <= 1100
    assert page.minimumSizeHint().height() <= 660


@pytest.mark.parametrize("percent", [100, 150])
def test_in_a_small_window_the_suggestions_stand_below_the_search(look, shown, percent):
    look.set_look("light", percent)
    page = shown(width=860, height=640)
    assert page.suggestions.parentWidget() is page.columns.left
    assert not page.columns.right.isVisible()
    for part in (page.finder.field, page.list, page.reach):
        place = part.mapTo(page, part.rect().bottomRight())
        assert page.rect().contains(place)
    assert page.list.height() > 180


def test_in_a_small_window_hits_and_suggestions_take_turns(qtbot, shown):
    page = shown(width=700, height=640)
    typed(qtbot, page, "bager")
    assert page.finder.list.isVisible()
    assert not page.suggestions.isVisible()
    qtbot.keyClick(page.finder.field, Key.Key_Return)
    qtbot.waitUntil(page.suggestions.list.isVisible)
    assert not page.finder.list.isVisible()
    qtbot.keyClick(page.finder.field, Key.Key_Down)
    qtbot.waitUntil(page.finder.list.isVisible)
    assert not page.suggestions.isVisible()


def test_the_search_is_kept_while_the_program_is_locked(qtbot, page, shown):
    typed(qtbot, page, "bager")
    again = shown()
    again.restore(page.bookmark())
    qtbot.waitUntil(again.finder.list.isVisible)
    assert again.finder.field.text() == "bager"


def test_a_line_told_in_an_interview_leads_back_to_its_section(qtbot, app, person, shown, away):
    if not app.interviews.forms():
        app.interviews.publish(resource("forms/samtale1.md"))
    interview = app.interviews.start(person, "samtale1", language="da")
    opened = app.interviews.open(interview.id)
    opened.fill({"/data/g_work/g1_worked": "yes", "/data/g_work/g2_jobs[1]/g2_occupation": "bager"})
    page = shown()
    assert entry(page, "work").told
    assert "fra en samtale" in entry(page, "work").spoken
    take(page, "work")
    qtbot.keyClick(page.list, Key.Key_Return)
    dialog = dialog_of(qtbot, page, EntryDialog)
    next(b for b in dialog.findChildren(Button) if b.text().strip() == "Gå til samtalen").click()
    assert away.went[-1] == ("interview", interview.id)


def test_the_earlier_values_of_a_line_are_read_in_words(qtbot, app, person, shown):
    skill = app.competences.add_skill(person, "Lave varm mad", level=1)
    app.competences.change(person, skill, level=3, evidence="tried")
    page = shown()
    page._show_history(entry(page, "skills"))
    said = [text.text() for text in dialog_of(qtbot, page, EntryHistoryDialog).findChildren(Text)]
    assert said.index("Niveau: Kan lære andre op") < said.index("Niveau: Med hjælp")
    assert "Dokumentation: Afprøvet (kompetencekort)" in said


def test_the_menu_of_a_line_sets_its_level(qtbot, app, person, shown):
    app.competences.add_skill(person, "Lave varm mad")
    page = shown()
    take(page, "skills")
    page.list.menu_wanted.emit(entry(page, "skills"), page.mapToGlobal(page.rect().center()))
    menu = next(m for m in page.findChildren(QMenu) if m.isVisible())
    next(a for a in menu.actions() if a.text().startswith("3 ")).trigger()
    assert entry(page, "skills").level == 3
    menu.close()


def test_other_words_for_a_job_bring_its_group_up_to_date(qtbot, app, person, shown):
    app.competences.add_occupation(person, "Kok", code="5120", uri="urn:cook", version="1.2")
    page = shown()
    take(page, "work")
    qtbot.keyClick(page.list, Key.Key_Return)
    dialog = dialog_of(qtbot, page, EntryDialog)
    dialog.controls["title"].widget.setText("bager")
    dialog.accept()
    (work,) = app.competences.card(person).occupations
    assert (work.title, work.code, work.uri) == ("bager", "7512", "")
