"""Duplicates: who may be registered twice, two side by side, and what was decided."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from kbh_desktop.changes import DataChanged
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.people.comparing import MergedPair, Separated
from kbh_desktop.people.labels import field_label
from ui.errors import guard
from ui.navigation import Navigator
from ui.page import Page
from ui.people.compare_part import ComparePart
from ui.people.duplicate_list import DuplicateList, as_ids
from ui.people.words import name_or_unknown
from ui.widgets.buttons import Button
from ui.widgets.page_header import PageHeader

if TYPE_CHECKING:
    from kbh_desktop.app import App


class DuplicatesPage(Page):
    """Opens with the list; its subject may name two people to compare, as `one:other`."""

    kinds: ClassVar[frozenset[str]] = frozenset({"same_person"})

    def __init__(self, app: "App", navigator: Navigator, subject: str = "") -> None:
        super().__init__(_("Duplicates"))
        self._app = app
        self._navigator = navigator
        self._came_for = as_ids(subject)
        self._header = PageHeader(_("Duplicates"), on_back=self._back)
        self._again = Button(_("Search again"), self._search, icon="refresh-cw")
        self._header.buttons.addWidget(self._again)
        self.list = DuplicateList(app)
        self.compare = ComparePart(app)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.compare)
        self.column.addWidget(self._header)
        self.column.addWidget(self._stack, 1)
        self.list.compare_wanted.connect(self.open_pair)
        self.list.not_same_wanted.connect(self._not_same)
        self.list.unmerge_wanted.connect(self.unmerge)
        self.compare.merged.connect(self._merged)
        self.compare.not_same_wanted.connect(self._not_same)
        self.compare.refused.connect(lambda text: self.show_notice(text, "bad"))

    def activated(self) -> None:
        """Show the pair this page was opened for, otherwise search."""
        if self._came_for is not None:
            self.open_pair(*self._came_for)
        elif self._stack.currentWidget() is self.list:
            self._again.setFocus()
            self._search()

    def data_changed(self, change: DataChanged) -> None:
        """Search again when somebody decided; two side by side stay as they are."""
        if change.kinds & self.kinds and self._stack.currentWidget() is self.list:
            self._search()

    def leaving(self) -> None:
        """Stop a search."""
        self.list.stop()

    def open_pair(self, one: str, other: str) -> None:
        """Show two people side by side."""
        self.clear_notice()
        self._stack.setCurrentWidget(self.compare)
        self._header.say(_("Compare two registrations"))
        self._again.hide()
        self.compare.compare(PersonId(one), PersonId(other))

    def unmerge(self, pair: MergedPair) -> None:
        """Take a pair apart again, and say what could not go back."""
        with guard(self):
            separated = self._app.duplicates.unmerge(pair.link_id)
            self._navigator.toast(_("Taken apart again."))
            self._tell_what_stayed(separated)
            self._search()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the header and what is below it for F6."""
        return (self._again, self._stack)

    def _search(self) -> None:
        self.list.search()

    def _back(self) -> None:
        if self._came_for is None and self._stack.currentWidget() is self.compare:
            self._show_list()
        else:
            self._navigator.back()

    def _show_list(self) -> None:
        self._came_for = None
        self._header.say(_("Duplicates"))
        self._again.show()
        self._stack.setCurrentWidget(self.list)
        self._again.setFocus()
        self._search()

    def _merged(self, pair: MergedPair) -> None:
        words = _("{merged} is shown under {kept}").format(
            merged=name_or_unknown(pair.merged), kept=name_or_unknown(pair.kept)
        )
        self._show_list()
        self.show_notice(words, "ok", _("Undo"), lambda: self.unmerge(pair))

    def _not_same(self, one: str, other: str) -> None:
        with guard(self):
            decision = self._app.duplicates.not_same(PersonId(one), PersonId(other))
            self._show_list()
            self.show_notice(
                _("They are not suggested again."), "ok", _("Undo"), self._forget(decision)
            )

    def _forget(self, decision: str) -> Callable[[], None]:
        def forget() -> None:
            with guard(self):
                self._app.duplicates.forget_decision(decision)
                self.clear_notice()
                self._search()

        return forget

    def _tell_what_stayed(self, separated: Separated) -> None:
        if not separated.stayed:
            self.clear_notice()
            return
        fields = ", ".join(field_label(name) for name in separated.stayed)
        text = _("Taken apart. Changed since, so it stayed: {fields}").format(fields=fields)
        self.show_notice(text, "warn")
