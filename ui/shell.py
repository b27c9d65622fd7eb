"""The window once somebody is in: rail, pages, and the ways between them."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QStackedWidget, QWidget

from kbh_desktop.changes import DataChanged
from kbh_desktop.i18n import _
from kbh_desktop.ids import InterviewId, PersonId
from kbh_desktop.people.model import PersonQuery
from kbh_desktop.security.model import NodeKind
from ui.background import run_in_background
from ui.command_palette import CommandPalette
from ui.errors import show_error
from ui.exchange.folder_watch import FolderWatch
from ui.exchange_status import ExchangeStatus, Waiting
from ui.live import LiveChanges
from ui.navigation import Command, Place, Question
from ui.page import Page
from ui.pages import CASEWORK, PAGES, PageEntry
from ui.preferences import Preferences
from ui.rail import PageList, Rail
from ui.widgets.dialog import ask
from ui.widgets.text import ElidedText
from ui.widgets.toast import Toast
from ui.widgets.wide_button import WideButton

if TYPE_CHECKING:
    from kbh_desktop.app import App

_KEPT_DETAIL_PAGES = 4
_STATUS_PAUSE_MS = 300
"""After the last of several saves, so that typing asks once."""
_MOST_PEOPLE = 8


class KeepsPreferences(Protocol):
    """The window around the shell, as far as preferences go."""

    @property
    def preferences(self) -> Preferences:
        """How the windows look and behave."""

    def choose(self, preferences: Preferences) -> None:
        """Keep and follow `preferences`."""


class Shell(QWidget):
    """Shows the pages of an open vault; it is the Navigator that pages are given."""

    lock_wanted = Signal()
    put_back_wanted = Signal(str)
    """The name of a daily copy."""

    def __init__(
        self, app: "App", window: KeepsPreferences, pages: tuple[PageEntry, ...] = PAGES
    ) -> None:
        super().__init__()
        self._app = app
        self._keeper = window
        self._entries = tuple(page for page in pages if page.is_for(app.user))
        self._history: list[Place] = []
        self._pages: dict[tuple[str, str], Page] = {}
        self._covering: QWidget | None = None
        self._stack = QStackedWidget()
        self._toast = Toast(self)
        self._status = ExchangeStatus()
        self._status.clicked.connect(self.open_exchange)
        self._list = PageList([page for page in self._entries if page.in_rail])
        self._list.chosen.connect(self._chosen_in_rail)
        self._list.entered_page.connect(self.next_pane)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail())
        row.addWidget(self._stack, 1)
        self._live = LiveChanges(app.changes, self)
        self._live.changed.connect(self._data_changed)
        self._folder = FolderWatch(app, app.courier, self) if app.courier else None
        self._add_shortcuts()
        self._status_pause = QTimer(self)
        self._status_pause.setSingleShot(True)
        self._status_pause.setInterval(_STATUS_PAUSE_MS)
        self._status_pause.timeout.connect(self.refresh_status)
        self.refresh_status()

    @property
    def app(self) -> "App":
        """The services of the open vault."""
        return self._app

    # The Navigator

    def go(self, place: Place) -> None:
        """Show `place`, and remember where the person came from."""
        if all(entry.key != place.page for entry in self._entries):
            place = Place(self._entries[0].key)  # a page that this role has no use for
        self._leave_current()
        if self._history and _same(self._history[-1], place):
            self._history.pop()
        self._history.append(place)
        self._show(place)

    def back(self) -> None:
        """Return to the place before, from the first to the first page of the rail."""
        if len(self._history) > 1:
            self._leave_current()
            self._history.pop()
            self._show(self._history[-1])

    def reload(self) -> None:
        """Make the page in front anew, from what is stored now."""
        place, key = self.place(), self._current_key()
        self._stack.setCurrentIndex(-1)
        self._forget([key])
        self._show(place)

    def open_person(self, person_id: PersonId) -> None:
        """Show the person."""
        self.go(Place("person", person_id))

    def open_interview(self, interview_id: InterviewId) -> None:
        """Show the interview."""
        self.go(Place("interview", interview_id))

    def open_exchange(self) -> None:
        """Show bundles in and out."""
        self.go(Place("exchange"))

    def cover(self, screen: QWidget) -> None:
        """Fill the whole screen with `screen`, as the citizen's view does."""
        self.uncover()
        self._covering = screen
        screen.setParent(self.window())
        screen.setGeometry(self.window().rect())
        screen.show()
        screen.raise_()
        screen.setFocus()

    def uncover(self) -> None:
        """Take the covering screen away and delete it."""
        if self._covering is not None:
            self._covering.hide()
            self._covering.deleteLater()
            self._covering = None

    @property
    def preferences(self) -> Preferences:
        """How the windows look and behave."""
        return self._keeper.preferences

    def choose(self, preferences: Preferences) -> None:
        """Have the windows look and behave as `preferences` say, from now on."""
        if preferences.text_percent != self.preferences.text_percent:
            self._forget(self._pages.keys() - {self._current_key()})
        self._keeper.choose(preferences)

    def put_back(self, backup_name: str) -> None:
        """Lock, and put a daily copy in the place of the vault's data."""
        self.put_back_wanted.emit(backup_name)

    def toast(self, text: str) -> None:
        """Say that something was done, for a few seconds."""
        self._toast.say(text)

    def confirm(self, question: Question, on_yes: Callable[[], None]) -> None:
        """Ask `question`, and on yes call `on_yes`."""
        ask(
            self,
            question.title,
            question.text,
            question.yes,
            on_yes,
            dangerous=question.dangerous,
        )

    # What the window asks

    def place(self) -> Place:
        """Return where the person is, to come back to after a lock."""
        here = self._history[-1]
        return here.at(self.current_page().bookmark())

    def current_page(self) -> Page:
        """Return the page in front."""
        page = self._stack.currentWidget()
        if not isinstance(page, Page):
            raise TypeError(type(page))
        return page

    def close_down(self) -> None:
        """Save what waits and let go of the services."""
        self.uncover()
        self.current_page().leaving()
        self._live.end()
        if self._folder is not None:
            self._folder.end()

    def refresh_status(self) -> None:
        """Ask again what waits to be exchanged."""
        run_in_background(
            self, lambda: waiting_of(self._app), self._show_status, lambda e: show_error(self, e)
        )

    def open_palette(self) -> None:
        """Offer everything there is to go to and to do."""
        CommandPalette(self, self._commands(), self._find_people).start()

    def next_pane(self, step: int = 1) -> None:
        """Move the keyboard to the next part of the window, or with -1 to the one before."""
        panes = (self._list, *self.current_page().panes())
        focus: QWidget | None = self.window().focusWidget()
        here = [i for i, pane in enumerate(panes) if _holds(pane, focus)]
        at = here[-1] if here else 0
        panes[(at + step) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Esc when nothing in the page wanted it."""
        if event.key() == Qt.Key.Key_Escape:
            self.back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a covering screen as large as the window."""
        super().resizeEvent(event)
        if self._covering is not None:
            self._covering.setGeometry(self.window().rect())

    # Inside

    def _rail(self) -> Rail:
        name = ElidedText("KBH Desktop", "H2")
        name.setContentsMargins(8, 0, 0, 0)
        search = WideButton("search", _("Search"), self.open_palette, keys="Ctrl+K", filled=True)
        lock = WideButton("lock", _("Lock"), self.lock_wanted.emit, keys="Ctrl+L")
        user = ElidedText(self._app.user.name, "Muted")
        user.setContentsMargins(10, 4, 0, 0)
        return Rail((name, search), self._list, (self._status, user, lock))

    def _add_shortcuts(self) -> None:
        keys: dict[str, Callable[[], None]] = {
            "Ctrl+K": self.open_palette,
            "Ctrl+L": self.lock_wanted.emit,
            "F1": lambda: self.go(Place("help")),
            "F6": self.next_pane,
            "Shift+F6": lambda: self.next_pane(-1),
            "Alt+Left": self.back,
        }
        for number, page in enumerate((e for e in self._entries if e.in_rail), 1):
            keys[f"Ctrl+{number}"] = partial(self.go, Place(page.key))
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self, self._unless_asking(act))

    def _unless_asking(self, act: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            asking = any(d.isVisible() for d in self.window().findChildren(QDialog))
            if not asking and self._covering is None:
                act()

        return run

    def _chosen_in_rail(self, key: str) -> None:
        """Show the page; walking with the arrows, the keyboard stays in the rail."""
        by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        walking = self._list.hasFocus() and not by_mouse
        self.go(Place(key))
        if walking:
            self._list.setFocus()

    def _show(self, place: Place) -> None:
        page = self._page(place)
        self._stack.setCurrentWidget(page)
        entry = next(e for e in self._entries if e.key == place.page)
        self._list.show_chosen(entry.key if entry.in_rail else entry.under)
        page.activated()
        if place.bookmark:
            page.restore(place.bookmark)

    def _page(self, place: Place) -> Page:
        key = (place.page, place.subject)
        page = self._pages.pop(key, None)
        if page is None:
            made = next(e for e in self._entries if e.key == place.page)
            page = made.make(self._app, self, place.subject)
            self._stack.addWidget(page)
        self._pages[key] = page
        self._forget_old_details()
        return page

    def _forget_old_details(self) -> None:
        details = [key for key in self._pages if key[1]]
        self._forget(details[:-_KEPT_DETAIL_PAGES])

    def _forget(self, keys: Iterable[tuple[str, str]]) -> None:
        for key in tuple(keys):
            page = self._pages.pop(key)
            self._stack.removeWidget(page)
            page.deleteLater()

    def _current_key(self) -> tuple[str, str]:
        return self._history[-1].page, self._history[-1].subject

    def _leave_current(self) -> None:
        if self._history:
            self._history[-1] = self.place()
            self.current_page().leaving()

    def _data_changed(self, change: DataChanged) -> None:
        self.current_page().data_changed(change)
        self._status_pause.start()
        if self._folder is not None:
            self._folder.data_changed(change)

    def _show_status(self, waiting: Waiting) -> None:
        self._status.tell(waiting, self._app.clock())
        self._list.set_badge("exchange", waiting.conflicts)

    def _commands(self) -> list[Command]:
        go = [
            Command(e.title(), partial(self.go, Place(e.key)), e.icon, f"Ctrl+{number}")
            for number, e in enumerate((e for e in self._entries if e.in_rail), 1)
        ]
        help_ = Command(_("Help"), partial(self.go, Place("help")), "circle-question-mark", "F1")
        lock = Command(_("Lock"), self.lock_wanted.emit, "lock", "Ctrl+L")
        return [*self.current_page().commands(), *go, help_, lock]

    def _find_people(self, typed: str) -> list[Command]:
        people = self._app.people
        found = people.find(PersonQuery(typed), limit=_MOST_PEOPLE)
        return [
            Command(f"{apart(row.name)}  {row.number}", partial(self.open_person, row.id), "user")
            for row in people.rows(found.ids)
        ]


def apart(name: str) -> str:
    """Return `name` so that what follows keeps its own direction (Unicode isolates)."""
    return f"\u2068{name}\u2069"


def waiting_of(app: "App") -> Waiting:
    """Return what waits to be exchanged; conflicts are told to those who may decide them."""
    unsent = app.bundles.unsent()
    last = unsent.last_bundle_at
    conflicts = len(app.bundles.conflicts()) if app.user.roles & CASEWORK else 0
    return Waiting(
        unsent.total,
        conflicts,
        datetime.fromisoformat(last) if last else None,
        at_office=app.kind is NodeKind.OFFICE,
    )


def _same(one: Place, other: Place) -> bool:
    return (one.page, one.subject) == (other.page, other.subject)


def _holds(pane: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))
