"""The tabs fit a small window at large text, and everything in them has a name."""

import pytest

from tests.ui.window_world import names_missing
from ui.course_people.tabs import TABS
from ui.theme import theme

ROOM = (741, 487)
"""What the page of a course leaves a tab in a window of 1100 x 660 at 150 % text."""


@pytest.fixture
def full(world):
    """A course on which something of everything stands."""
    world.enrol("Layla", "Omar", "فاطمة")
    world.app.participants.enrol(world.id, world.people["Tesfay"], waiting=True)
    world.app.participants.visits.add(world.id, "Hotel Prindsen", max_persons=2)
    day = world.course.first_day
    world.app.participants.talks.add(world.id, world.people["Omar"], day, clock_time("09:00"))
    world.app.participants.placements.add(world.id, world.people["Omar"], "Lager Syd", day)
    world.app.course_economy.add(world.id, "Tolkning, 36 timer", 1_260_000, paid_by="0265")
    world.app.course_economy.set_cost_key(world.id, "planned", {"0265": 24, "0269": 7})
    world.app.participants.evaluations.add(world.id, 1, 4, "Godt besøg")
    return world


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.key)
def test_a_tab_fits_a_small_window_at_large_text(full, tab):
    theme.set_look("light", 150)
    page = full.show(tab.make, *ROOM)
    full.settle()
    assert (page.width(), page.height()) == ROOM
    least = page.minimumSizeHint()
    assert least.width() <= ROOM[0]
    assert least.height() <= ROOM[1]


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.key)
def test_everything_in_a_tab_that_takes_the_keyboard_has_a_name(full, tab):
    page = full.show(tab.make)
    assert not names_missing(page)
    assert page.title == tab.title()
    assert all(pane is not None for pane in page.panes())


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.key)
def test_an_empty_course_shows_what_to_do_next(world, tab):
    page = world.show(tab.make)
    assert not page._notice.text
    assert not names_missing(page)


def clock_time(text):
    from datetime import time

    return time.fromisoformat(text)
