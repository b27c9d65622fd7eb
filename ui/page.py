"""The base of every page in the main window."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kbh_desktop.changes import DataChanged
from ui.navigation import Command
from ui.theme import Tone
from ui.widgets.notice import NoticeBar

PAGE_MARGIN = 28


class Page(QWidget):
    """Shows one place; it is kept while other pages are shown.

    Subclasses lay out into `column`, say in `kinds` which changes concern them, and ask their
    services in `refresh`.
    """

    kinds: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, title: str, *, margin: int = PAGE_MARGIN) -> None:
        super().__init__()
        self.title = title
        self.setAccessibleName(title)
        self._notice = NoticeBar()
        self.column = QVBoxLayout()
        self.column.setContentsMargins(margin, margin and 22, margin, margin and 22)
        self.column.setSpacing(16)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._notice)
        whole.addLayout(self.column, 1)

    def refresh(self) -> None:
        """Ask the services and show what they say."""

    def activated(self) -> None:
        """Called each time the page comes to the front."""
        self.refresh()

    def leaving(self) -> None:
        """Called before another page comes to the front or the program locks: save what waits."""

    def data_changed(self, change: DataChanged) -> None:
        """Refresh if `change` concerns this page."""
        if change.kinds & self.kinds:
            self.refresh()

    def bookmark(self) -> str:
        """Return where in the page the person is, for `restore` after a lock."""
        return ""

    def restore(self, bookmark: str) -> None:
        """Return to a place that `bookmark` gave."""

    def commands(self) -> tuple[Command, ...]:
        """Return what the command palette offers while this page is in front."""
        return ()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the parts that F6 walks through, each the widget to take the keyboard."""
        return (self,)

    def show_notice(
        self, text: str, tone: Tone, action: str = "", act: Callable[[], None] | None = None
    ) -> None:
        """Show `text` above the content until it is closed, with a button that calls `act`."""
        self._notice.say(text, tone, action, act)

    def clear_notice(self) -> None:
        """Take the line above the content away."""
        self._notice.close_notice()
