"""The competence card inside the window: the ways to it, from it, and back after a lock."""

from PySide6.QtCore import Qt

from kbh_desktop.ids import PersonId
from tests.ui.window_world import Ctrl, Key, first_person, page_of, unlock
from ui.command_palette import CommandPalette
from ui.competences.page import CompetencePage
from ui.people.person_page import PersonPage

Shift = Qt.KeyboardModifier.ShiftModifier


def at_card(qtbot, window):
    window.shell.open_person(PersonId(first_person(window)))
    qtbot.waitUntil(lambda: isinstance(page_of(window), PersonPage))
    qtbot.keyClick(window, Key.Key_K, Ctrl | Shift)
    qtbot.waitUntil(lambda: isinstance(page_of(window), CompetencePage))
    return page_of(window)


def all_in_sight(page):
    return page.suggestions.list.isVisible() and page.reach.tiles[0].isVisible()


def test_a_key_leads_from_the_person_to_the_card_and_esc_back(qtbot, opened):
    page = at_card(qtbot, opened)
    qtbot.waitUntil(page.finder.field.hasFocus)
    assert opened.windowTitle() == "KBH Desktop"
    qtbot.keyClicks(page.finder.field, "kok")
    qtbot.keyClick(page.finder.field, Key.Key_Escape)
    assert page_of(opened) is page
    qtbot.keyClick(page.finder.field, Key.Key_Escape)
    qtbot.waitUntil(lambda: isinstance(page_of(opened), PersonPage))


def test_a_button_on_the_persons_page_leads_there_too(qtbot, opened):
    opened.shell.open_person(PersonId(first_person(opened)))
    page_of(opened)._competences.click()
    qtbot.waitUntil(lambda: isinstance(page_of(opened), CompetencePage))


def test_the_palette_offers_the_card_and_what_can_be_made_of_it(qtbot, opened):
    opened.shell.open_person(PersonId(first_person(opened)))
    opened.shell.open_palette()
    palette = opened.findChild(CommandPalette)
    assert "Kompetencekort" in palette.titles()
    palette.reject()
    at_card(qtbot, opened)
    titles = [command.title for command in page_of(opened).commands()]
    assert {"Vælg jobmål", "CV-udkast", "Vis til borger", "Fortryd"} <= set(titles)


def test_f6_walks_through_search_card_suggestions_and_goals(qtbot, opened):
    opened.shell.app.competences.add_occupation(first_person(opened), "bager")
    page = at_card(qtbot, opened)
    qtbot.waitUntil(lambda: all_in_sight(page))
    for pane in (page.list, page.suggestions.list, page.reach.tiles[0]):
        qtbot.keyClick(opened, Key.Key_F6)
        assert opened.focusWidget() is pane


def test_everything_can_be_done_without_a_mouse(qtbot, opened):
    page = at_card(qtbot, opened)
    qtbot.waitUntil(page.finder.field.hasFocus)
    qtbot.keyClicks(page.finder.field, "bager")
    qtbot.keyClick(page.finder.field, Key.Key_Return)
    qtbot.waitUntil(lambda: all_in_sight(page))
    qtbot.keyClick(opened, Key.Key_F6)
    qtbot.keyClick(opened.focusWidget(), Key.Key_B)
    qtbot.keyClick(opened, Key.Key_F6)
    qtbot.keyClick(opened.focusWidget(), Key.Key_2)
    card = opened.shell.app.competences.card(first_person(opened))
    assert [(work.title, work.evidence) for work in card.occupations] == [("bager", "stated")]
    assert [skill.level for skill in card.skills] == [2]
    qtbot.keyClick(opened.focusWidget(), Key.Key_Z, Ctrl)
    qtbot.waitUntil(lambda: not opened.shell.app.competences.card(first_person(opened)).skills)


def test_after_a_lock_the_search_goes_on_where_it_was(qtbot, opened):
    page = at_card(qtbot, opened)
    qtbot.keyClicks(page.finder.field, "sygepl")
    opened.lock()
    unlock(qtbot, opened)
    qtbot.waitUntil(lambda: opened.shell is not None, timeout=10_000)
    qtbot.waitUntil(lambda: isinstance(page_of(opened), CompetencePage))
    assert page_of(opened).finder.field.text() == "sygepl"
