"""People who may be registered twice, and those that were brought together."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kbh_desktop.errors import CancelledError
from kbh_desktop.i18n import _, n_
from kbh_desktop.ids import PersonId
from kbh_desktop.people.comparing import CandidatePair, MergedPair
from kbh_desktop.people.model import PersonRow
from ui.background import Progress, run_in_background
from ui.errors import show_error
from ui.people.duplicate_words import LEVEL_TONES, level_text, sign_text
from ui.people.words import name_or_unknown
from ui.widgets.buttons import Button, IconButton
from ui.widgets.card import Card, Rule
from ui.widgets.chip import Chip
from ui.widgets.clearing import clear_layout
from ui.widgets.empty_state import EmptyState
from ui.widgets.moments import moment_text
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.text import Text, left_aligned

if TYPE_CHECKING:
    from kbh_desktop.app import App

_MOST_ROWS = 50


class DuplicateList(ScrollColumn):
    """Searches when asked; a row is compared, or set aside as two people."""

    compare_wanted = Signal(str, str)
    not_same_wanted = Signal(str, str)
    unmerge_wanted = Signal(object)

    def __init__(self, app: "App") -> None:
        super().__init__()
        self.setAccessibleName(_("Duplicates"))
        self._app = app
        self._progress: Progress | None = None
        self._searching = EmptyState("search", _("Looking through everybody…"))
        self._searching.add_action(_("Stop"), self.stop)
        self._found = QVBoxLayout()
        self._found.setSpacing(16)
        self.column.addWidget(self._searching)
        self.column.addLayout(self._found)
        self.column.addStretch(1)
        self._searching.hide()

    def search(self) -> None:
        """Look through everybody in the background; what was found before stays until then."""
        self.stop()
        progress = self._progress = Progress(self)
        duplicates = self._app.duplicates
        self._searching.setVisible(self._found.count() == 0)

        def work() -> tuple[Sequence[CandidatePair], Sequence[MergedPair]]:
            found = duplicates.search(progress.report, progress.cancelled)
            return found, duplicates.merged()

        run_in_background(self, work, self._show, self._failed)

    def stop(self) -> None:
        """Stop the search that is under way."""
        if self._progress is not None:
            self._progress.cancel()
            self._progress = None

    def focus_first(self) -> None:
        """Give the keyboard to the first row."""
        first = next((b for b in self.findChildren(Button) if b.isVisible()), None)
        if first is not None:
            first.setFocus()

    def _failed(self, error: Exception) -> None:
        self._searching.hide()
        if not isinstance(error, CancelledError):
            show_error(self, error)

    def _show(self, found: tuple[Sequence[CandidatePair], Sequence[MergedPair]]) -> None:
        pairs, merged = found
        self._progress = None
        self._searching.hide()
        focus: QWidget | None = self.window().focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        clear_layout(self._found)
        if pairs:
            self._found.addWidget(self._pairs_card(pairs))
        else:
            empty = EmptyState(
                "users",
                _("Nobody seems to be registered twice"),
                _("Names, numbers and dates of birth of everybody were compared."),
            )
            self._found.addWidget(empty)
        if merged:
            self._found.addWidget(self._merged_card(merged))
        if had_focus:
            self.focus_first()

    def _pairs_card(self, pairs: Sequence[CandidatePair]) -> Card:
        count = len(pairs)
        title = n_("{count} pair may be one person", "{count} pairs may be one person", count)
        card = Card(title.format(count=count))
        for number, pair in enumerate(pairs[:_MOST_ROWS]):
            if number:
                card.column.addWidget(Rule())
            card.column.addLayout(self._pair_row(pair))
        more = count - _MOST_ROWS
        if more > 0:
            words = n_("and {count} more pair", "and {count} more pairs", more)
            card.column.addWidget(Text(words.format(count=more), "Muted"))
        return card

    def _pair_row(self, pair: CandidatePair) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        for each in (pair.one, pair.other):
            words.addWidget(left_aligned(Text(_row_text(each), "Strong", wrap=True)))
        signs = ", ".join(sign_text(sign) for sign in pair.likeness.signs)
        words.addWidget(Text(signs[:1].upper() + signs[1:], "Muted", wrap=True))
        row.addLayout(words, 1)
        level = pair.likeness.level
        row.addWidget(Chip(level_text(level), LEVEL_TONES[level]))
        both = _("{one} and {other}").format(
            one=name_or_unknown(pair.one.name), other=name_or_unknown(pair.other.name)
        )
        ids = (pair.one.id, pair.other.id)
        compare = Button(_("Compare"), partial(self.compare_wanted.emit, *ids), icon="columns-2")
        compare.setAccessibleName(f"{_('Compare')}: {both}. {signs}")
        apart = IconButton(
            "user-x",
            f"{_('Not the same person')}: {both}",
            partial(self.not_same_wanted.emit, *ids),
        )
        row.addWidget(compare)
        row.addWidget(apart)
        return row

    def _merged_card(self, merged: Sequence[MergedPair]) -> Card:
        card = Card(_("Brought together"))
        for number, pair in enumerate(merged[:_MOST_ROWS]):
            if number:
                card.column.addWidget(Rule())
            card.column.addWidget(MergedRow(pair, self._app.clock(), self.unmerge_wanted.emit))
        return card


class MergedRow(QWidget):
    """One pair that was brought together, and the button that takes it apart."""

    def __init__(
        self, pair: MergedPair, now: datetime, unmerge: Callable[[MergedPair], None]
    ) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        title = _("{merged} is shown under {kept}").format(
            merged=name_or_unknown(pair.merged), kept=name_or_unknown(pair.kept)
        )
        words.addWidget(left_aligned(Text(title, "Strong", wrap=True)))
        when = moment_text(pair.at, now) if pair.at else ""
        line = " · ".join(filter(None, (pair.author, when, pair.reason)))
        words.addWidget(Text(line, "Muted", wrap=True))
        row.addLayout(words, 1)
        self.apart = Button(_("Take apart again"), lambda: unmerge(pair), icon="undo-2")
        self.apart.setAccessibleName(f"{_('Take apart again')}: {title}")
        row.addWidget(self.apart)


def _row_text(row: PersonRow) -> str:
    return " · ".join(filter(None, (name_or_unknown(row.name), row.number)))


def as_ids(subject: str) -> tuple[PersonId, PersonId] | None:
    """Return the two people that the subject of a place names."""
    one, colon, other = subject.partition(":")
    return (PersonId(one), PersonId(other)) if colon and one and other else None
