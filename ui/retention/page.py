"""The list of what has to be deleted, and of what was, with proof."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kbh_desktop.i18n import _, n_
from kbh_desktop.ids import PersonId
from kbh_desktop.retention.model import Deletion, DueOrder, DuePage, DueRow
from kbh_desktop.security.model import Role
from ui.background import run_in_background
from ui.errors import guard, show_error
from ui.navigation import Navigator, Place
from ui.page import Page
from ui.people.words import name_or_unknown
from ui.retention.dialogs import DeleteDialog, ExtendDialog
from ui.retention.rows import deletion_row, due_row
from ui.widgets.buttons import Button
from ui.widgets.card import Card, Rule
from ui.widgets.clearing import clear_layout
from ui.widgets.empty_state import EmptyState
from ui.widgets.page_header import PageHeader
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.select import Select
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App

_AT_ONCE = 50
_Asked = tuple[DuePage, dict[PersonId, str], tuple[Deletion, ...]]


class RetentionPage(Page):
    """A coordinator reviews what is due, and deletes it or keeps it longer, with a reason."""

    kinds: ClassVar[frozenset[str]] = frozenset(
        {"person", "retention", "interview", "course_enrolment", "deletion", "bundle"}
    )

    def __init__(self, app: "App", navigator: Navigator) -> None:
        super().__init__(_("To be deleted"))
        self._app = app
        self._navigator = navigator
        self._limit = _AT_ONCE
        self._header = PageHeader(_("To be deleted"), on_back=navigator.back)
        self.order = Select(_("Sorted by"), (("due", _("By day")), ("name", _("By name"))))
        self._due = Card(_("Due now"))
        self._gone = Card(_("Deleted"))
        self._due_rows, self._gone_rows = QVBoxLayout(), QVBoxLayout()
        self._more = Button(_("Show more"), self._show_more)
        self._lay_out()
        self.order.picked.connect(lambda _order: self.refresh())

    def refresh(self) -> None:
        """Ask in the background, as the first time may take seconds."""
        order: DueOrder = "name" if self.order.value == "name" else "due"
        run_in_background(
            self, partial(self._ask, order), self._show, lambda error: show_error(self, error)
        )

    def activated(self) -> None:
        """Ask, and give the keyboard to the order."""
        self.refresh()
        self.order.setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the order and the two lists."""
        return (self.order, self._due, self._gone)

    def _ask(self, order: DueOrder) -> _Asked:
        page = self._app.retention.due(order=order, limit=self._limit)
        rows = self._app.people.rows(tuple({row.person_id for row in page.rows}))
        names = {row.id: name_or_unknown(row.name) for row in rows}
        return page, names, self._app.retention.deletions()

    def _show(self, asked: _Asked) -> None:
        page, names, deletions = asked
        words = n_("{count} is due", "{count} are due", page.total).format(count=page.total)
        self._header.say(_("To be deleted"), words)
        clear_layout(self._due_rows)
        for number, row in enumerate(page.rows):
            if number:
                self._due_rows.addWidget(Rule())
            self._due_rows.addWidget(self._due_row(row, names.get(row.person_id, "")))
        if not page.rows:
            text = _("What has to go appears here on its day. The person's page shows the clock.")
            self._due_rows.addWidget(EmptyState("circle-check", _("Nothing is due"), text))
        self._more.setVisible(page.total > len(page.rows))
        self._show_deletions(deletions)

    def _show_deletions(self, deletions: tuple[Deletion, ...]) -> None:
        clear_layout(self._gone_rows)
        for number, deletion in enumerate(deletions[:_AT_ONCE]):
            if number:
                self._gone_rows.addWidget(Rule())
            place = Place("deletion_proof", deletion.id)
            self._gone_rows.addWidget(deletion_row(deletion, partial(self._navigator.go, place)))
        if not deletions:
            self._gone_rows.addWidget(Text(_("Nothing was deleted yet."), "Muted"))

    def _due_row(self, row: DueRow, name: str) -> QWidget:
        return due_row(
            row,
            name,
            may_decide=self._app.user.has(Role.COORDINATOR),
            opened=partial(self._navigator.open_person, row.person_id),
            delete=partial(self.ask_delete, row, name),
            extend=partial(self.ask_extend, row, name),
        )

    def ask_delete(self, row: DueRow, name: str) -> None:
        """Ask why, and delete."""
        dialog = DeleteDialog(self, name, row.rule, needs_journal=row.waits_for_journal)
        dialog.confirmed.connect(
            lambda reason, journalised: self._delete(row, reason, journalised=journalised)
        )
        dialog.start(dialog.reason)

    def ask_extend(self, row: DueRow, name: str) -> None:
        """Ask how long and why, and keep it."""
        dialog = ExtendDialog(self, name, row.rule, self._app.retention.today())
        dialog.extended.connect(lambda day, reason: self._extend(row, day, reason))
        dialog.start()

    def _delete(self, row: DueRow, reason: str, *, journalised: bool) -> None:
        def work() -> Deletion:
            if journalised:
                self._app.retention.confirm_journal(row.person_id)
            return self._app.retention.delete(row.person_id, row.rule.key, reason)

        def done(_deletion: Deletion) -> None:
            self._navigator.toast(_("Deleted. The proof stands below."))
            self.refresh()

        run_in_background(self, work, done, lambda error: show_error(self, error))

    def _extend(self, row: DueRow, day: str, reason: str) -> None:
        with guard(self):
            until = date.fromisoformat(day)
            self._app.retention.extend(row.person_id, row.rule.key, until, reason)
            self._navigator.toast(_("It is kept longer."))
            self.refresh()

    def _show_more(self) -> None:
        self._limit += _AT_ONCE
        self.refresh()

    def _lay_out(self) -> None:
        self._header.buttons.addWidget(self.order)
        self.column.addWidget(self._header)
        self._due.column.addLayout(self._due_rows)
        self._due.column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._more.hide()
        self._gone.column.addLayout(self._gone_rows)
        scroll = ScrollColumn()
        scroll.column.setSpacing(16)
        scroll.column.addWidget(self._due)
        scroll.column.addWidget(self._gone)
        scroll.column.addStretch(1)
        self.column.addWidget(scroll, 1)
