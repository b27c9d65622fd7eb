"""Every screen with real people in it, as a screen reader and a keyboard meet it."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from tests.project.scripts import load_script
from ui.interviews.card import QuestionCard
from ui.preferences import Preferences

TOUR = load_script("tour")
ROLES = QAccessible.Role
LISTS = {ROLES.List, ROLES.Table, ROLES.Tree}


class Flashes(QObject):
    """Notices parts of a page that show as windows of their own while it is built."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if shown and watched.isWindow() and type(watched).__name__ != "MainWindow":
            self.seen.append(type(watched).__name__)
        return False


@pytest.fixture(scope="module")
def tour(qapp, tmp_path_factory):
    """The tour, with one thing at a time noticed while it goes on."""
    folder = tmp_path_factory.mktemp("tour")
    tour = TOUR.Tour(folder, size=QSize(1280, 800), look=Preferences(mode="light"))
    yield tour
    tour.close()


@pytest.fixture(scope="module")
def flashes(qapp):
    flashes = Flashes()
    qapp.installEventFilter(flashes)
    yield flashes
    qapp.removeEventFilter(flashes)


def in_front(window: QWidget) -> QWidget:
    """Return the dialog over the window, or the window."""
    dialogs = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    return dialogs[-1] if dialogs else window


def nodes(root):
    """Yield the accessible nodes below `root` that are to be seen."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node is None or not node.isValid() or node.state().invisible:
            continue
        yield node
        if node.role() not in LISTS:
            waiting += [node.child(place) for place in range(node.childCount())]


def nameless(window: QWidget) -> list[str]:
    """Return what takes the keyboard without a name to be read aloud."""
    found = []
    for node in nodes(QAccessible.queryAccessibleInterface(window)):
        widget = node.object()
        if not node.state().focusable or not isinstance(widget, QWidget) or not tabbed(widget):
            continue
        name = node.text(QAccessible.Text.Name).strip()
        if isinstance(widget, QComboBox):
            name = widget.accessibleName()
        if not name:
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


def tabbed(widget: QWidget) -> bool:
    return bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value) and (
        widget.focusProxy() is None
    )


def stops(page: QWidget) -> list[QWidget]:
    """Return what Tab comes to inside `page`, in that order, from its first stop on."""
    found, at = [], page.nextInFocusChain()
    while at is not None and at is not page:
        if page.isAncestorOf(at) and tabbed(at) and at.isVisible() and at.isEnabled():
            found.append(at)
        at = at.nextInFocusChain()
    return found


@pytest.mark.parametrize("name", TOUR.SCREENS)
def test_everything_that_takes_the_keyboard_has_a_name(tour, flashes, name):
    flashes.seen.clear()
    TOUR.SCREENS[name](tour)
    tour.settle()
    window = tour.window
    assert nameless(in_front(window)) == []
    assert window.windowTitle() == "KBH Desktop"
    assert flashes.seen == []
    assert stops(in_front(window))


def test_tab_goes_down_the_questions_as_they_stand_on_the_screen(tour):
    page = tour.interview(tour.draft, "/data/c_identity")
    cards = [c for c in page.findChildren(QuestionCard) if c.isVisible() and c.control]
    heights = {card: card.mapTo(page, QPoint()).y() for card in cards}
    visited = []
    for stop in stops(page):
        card = next((card for card in cards if card.isAncestorOf(stop)), None)
        if card is not None and card not in visited:
            visited.append(card)
    assert len(visited) == len(cards) > 10
    assert [heights[card] for card in visited] == sorted(heights.values())


def test_every_list_of_the_window_is_reached_by_tab(tour):
    for page in ("today", "people", "settings"):
        tour.go(page)
        root = QAccessible.queryAccessibleInterface(tour.window)
        lists = [node.object() for node in nodes(root) if node.role() in LISTS]
        reached = stops(tour.window)
        assert [each for each in lists if each not in reached] == []
