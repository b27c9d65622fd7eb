"""The base of the tabs of one course."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtGui import QKeyEvent, QKeySequence

from kbh_desktop.courses.access import may_plan
from kbh_desktop.courses.model import CourseId
from kbh_desktop.i18n import _
from ui.background import run_in_background
from ui.errors import guard, show_error
from ui.navigation import Command, Navigator
from ui.page import Page
from ui.widgets.buttons import IconButton

if TYPE_CHECKING:
    from kbh_desktop.app import App

Fetched = TypeVar("Fetched")


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done on a tab, and how it is taken back."""

    label: str
    take_back: Callable[[], object]


class CourseTab(Page, Generic[Fetched]):
    """Fetches in the background what it shows; Ctrl+Z takes back what was done here.

    Subclasses answer `fetch` without touching widgets, and `show_fetched` with them.
    """

    def __init__(self, title: str, app: "App", navigator: Navigator, course_id: CourseId) -> None:
        super().__init__(title, margin=0)
        self.app = app
        self.navigator = navigator
        self.course_id = course_id
        self.may_plan = may_plan(app.user)
        """Whether more may be done here than to read, mark and talk."""
        self.undo_button = IconButton("undo-2", _("Undo"), self.undo)
        self._deeds: list[Deed] = []
        self._asking = False
        self._ask_again = False
        self._written = 0
        self._asked_after = 0
        self._show_undo()

    def fetch(self) -> Fetched:
        """Ask the services; called on the background thread."""
        raise NotImplementedError

    def show_fetched(self, fetched: Fetched) -> None:
        """Show what was fetched."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Fetch and show anew; while an answer is under way, only one more question waits."""
        if self._asking:
            self._ask_again = True
            return
        self._asking = True
        self._asked_after = self._written
        run_in_background(self, self.fetch, self._fetched, self._failed)

    def wrote(self) -> None:
        """Let an answer that is under way, and knows nothing of what was just saved, pass by."""
        self._written += 1

    def did(self, label: str, take_back: Callable[[], object]) -> None:
        """Remember a deed, so that Ctrl+Z calls `take_back`."""
        self._deeds.append(Deed(label, take_back))
        self._show_undo()

    def undo(self) -> None:
        """Take the newest deed back."""
        if not self._deeds:
            return
        deed = self._deeds.pop()
        with guard(self):
            deed.take_back()
            self.navigator.toast(_("Taken back: {deed}").format(deed=deed.label))
            self.refresh()
        self._show_undo()

    def commands(self) -> tuple[Command, ...]:
        """Offer to undo."""
        if not self._deeds:
            return ()
        return (Command(self.undo_button.toolTip(), self.undo, "undo-2", "Ctrl+Z"),)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo on Ctrl+Z, where no text field took it."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
            return
        super().keyPressEvent(event)

    def _show_undo(self) -> None:
        self.undo_button.setEnabled(bool(self._deeds))
        label = self._deeds[-1].label if self._deeds else ""
        self.undo_button.rename(_("Undo: {deed}").format(deed=label) if label else _("Undo"))

    def _fetched(self, fetched: Fetched) -> None:
        self._asking = False
        if self._asked_after == self._written:
            with guard(self):
                self.show_fetched(fetched)
        else:
            self._ask_again = True
        self._next()

    def _failed(self, error: Exception) -> None:
        self._asking = False
        show_error(self, error)
        self._next()

    def _next(self) -> None:
        if self._ask_again:
            self._ask_again = False
            self.refresh()
