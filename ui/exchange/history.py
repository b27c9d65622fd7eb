"""The bundles made and taken in, with their receipts."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kbh_desktop.bundles.model import BundleEvent
from kbh_desktop.i18n import _, n_
from ui.background import run_in_background
from ui.errors import show_error
from ui.widgets.card import Card, Rule
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.moments import moment_text
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App


class HistoryPart(QScrollArea):
    """One row for each bundle, the newest first."""

    def __init__(self, app: "App", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(_("Bundles made and taken in"))

    def refresh(self) -> None:
        """Ask for the bundles and show them."""
        run_in_background(
            self, self._app.bundles.history, self._show, lambda error: show_error(self, error)
        )

    def _show(self, events: Sequence[BundleEvent]) -> None:
        inner = QWidget()
        inner.setProperty("class", "Plain")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 8)
        if events:
            card = Card(_("Bundles"))
            for number, event in enumerate(events):
                if number:
                    card.column.addWidget(Rule())
                card.column.addLayout(self._row(event))
            column.addWidget(card)
        else:
            empty = EmptyState("history", _("No bundles yet"), _("They are listed here."))
            column.addWidget(empty, 1)
        column.addStretch(1)
        self.setWidget(inner)

    def _row(self, event: BundleEvent) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        way = _("No. {number} to {name}") if event.outgoing else _("No. {number} from {name}")
        title = way.format(name=event.peer_name, number=event.sequence)
        when = moment_text(datetime.fromisoformat(event.happened_at), self._app.clock())
        changes = n_("{count} change", "{count} changes", event.changes)
        persons = n_("{count} person", "{count} persons", event.persons)
        line = " · ".join(
            (
                when,
                event.author,
                changes.format(count=event.changes),
                persons.format(count=event.persons),
            )
        )
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(title, "Strong"))
        words.addWidget(Text(line, "Muted", wrap=True))
        row.addLayout(words, 1)
        row.addWidget(_receipt_chip(event))
        return row


def _receipt_chip(event: BundleEvent) -> Chip:
    receipt = event.receipt
    if receipt is None:
        return Chip(_("No receipt yet"), "warn") if event.outgoing else Chip(_("Taken in"), "ok")
    words = _("{arrived} of {expected} arrived").format(
        arrived=receipt.arrived, expected=receipt.expected
    )
    return Chip(words, "ok" if receipt.complete else "bad")
