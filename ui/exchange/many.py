"""Many bundles at once: what they say of themselves, taking them in, and the report."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kbh_desktop.bundles.batch import (
    BatchReport,
    Outcome,
    outcome_words,
    save_report,
    summary,
    take_in_all,
)
from kbh_desktop.bundles.model import BundleCard
from kbh_desktop.i18n import _, n_
from ui.background import Progress
from ui.errors import guard
from ui.exchange.progress_dialog import run_with_progress
from ui.theme import Tone
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App

ChooseFiles = Callable[[QWidget], Sequence[Path]]
ChooseTarget = Callable[[QWidget], Path | None]
_MOST_ROWS = 300
_TONES: dict[Outcome, Tone] = {
    Outcome.TAKEN: "ok",
    Outcome.KNOWN: "",
    Outcome.REFUSED: "bad",
    Outcome.LEFT: "warn",
}


class ManyBundles(QWidget):
    """The bundles chosen, then what became of them; each comes in whole or not at all."""

    left = Signal()
    """The person wants to begin anew."""
    taken_in = Signal(object)

    def __init__(
        self,
        app: "App",
        cards: Sequence[BundleCard],
        choose_target: ChooseTarget | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("class", "Plain")
        self._app = app
        self._cards = cards
        self._choose_target = choose_target or _ask_for_target
        self._report: BatchReport | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 8)
        self._column.setSpacing(12)
        self.first_button = self._show_cards()
        self._column.addStretch(1)

    def take_in(self) -> None:
        """Take them all in, one after the other."""

        def work(progress: Progress) -> BatchReport:
            return take_in_all(self._app.bundles, self._cards, progress.report, progress.cancelled)

        run_with_progress(self, _("Taking the bundles in"), work, self._show_report)

    def save_report(self) -> None:
        """Keep the report as a text file; no person is named in it."""
        path = self._choose_target(self)
        if path is None or self._report is None:
            return
        with guard(self):
            save_report(path, self._report, self._app.clock().astimezone())

    def _show_cards(self) -> Button:
        count = len(self._cards)
        good = sum(not card.problem for card in self._cards)
        card = Card(n_("{count} bundle", "{count} bundles", count).format(count=count))
        buttons = QHBoxLayout()
        words = n_("Take {count} bundle in", "Take {count} bundles in", good)
        apply = PrimaryButton(words.format(count=good), self.take_in, icon="check")
        apply.setEnabled(bool(good))
        buttons.addWidget(apply)
        buttons.addWidget(Button(_("Cancel"), self.left.emit))
        buttons.addStretch(1)
        card.column.addLayout(buttons)
        words = _("In order of sender and number. Each comes in whole or not at all.")
        card.column.addWidget(Text(words, "Muted", wrap=True))
        grid = _grid(card)
        for row, each in enumerate(self._cards[:_MOST_ROWS]):
            _add_row(grid, row, each, _state_chip(each), each.problem)
        _say_more(card, count)
        self._column.addWidget(card)
        return apply

    def _show_report(self, report: BatchReport) -> None:
        self._report = report
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        card = Card(_("Report"))
        for figure in summary(report):
            card.column.addWidget(Text(figure, "Strong", wrap=True))
        for name, numbers in report.missing.items():
            words = _("Never came from {name}: no. {numbers}")
            listed = ", ".join(map(str, numbers))
            card.column.addWidget(
                Text(words.format(name=name, numbers=listed), "WarnText", wrap=True)
            )
        buttons = QHBoxLayout()
        self.first_button = PrimaryButton(_("Save the report …"), self.save_report, icon="save")
        buttons.addWidget(self.first_button)
        buttons.addWidget(Button(_("Open other bundles"), self.left.emit, icon="folder-open"))
        buttons.addStretch(1)
        card.column.addLayout(buttons)
        self._column.addWidget(card)
        rows = Card(_("Each bundle"))
        grid = _grid(rows)
        for row, line in enumerate(report.lines[:_MOST_ROWS]):
            chip = Chip(outcome_words(line.outcome), _TONES[line.outcome])
            _add_row(grid, row, line.card, chip, line.why)
        _say_more(rows, len(report.lines))
        self._column.addWidget(rows)
        self._column.addStretch(1)
        self.first_button.setFocus(Qt.FocusReason.TabFocusReason)
        self.taken_in.emit(report)


def _grid(card: Card) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 3)
    card.column.addLayout(grid)
    return grid


def _add_row(grid: QGridLayout, row: int, card: BundleCard, chip: Chip, why: str) -> None:
    if card.sender:
        title = _("No. {number} from {name}").format(number=card.sequence, name=card.sender_name)
        persons = n_("{count} person", "{count} persons", card.persons)
        below = persons.format(count=card.persons)
    else:
        title, below = card.path.name, ""
    grid.addWidget(Text(title, wrap=True), 2 * row, 0)
    if below:
        grid.addWidget(Text(below, "Muted", wrap=True), 2 * row, 1)
    grid.addWidget(chip, 2 * row, 2, Qt.AlignmentFlag.AlignRight)
    if why:
        grid.addWidget(Text(why, "Muted", wrap=True), 2 * row + 1, 0, 1, 3)


def _state_chip(card: BundleCard) -> Chip:
    if card.problem:
        return Chip(_("Can't be taken in"), "bad")
    return Chip(_("Known already")) if card.already_imported else Chip(_("New"), "ok")


def _say_more(card: Card, count: int) -> None:
    more = count - _MOST_ROWS
    if more > 0:
        words = n_("and {count} more bundle", "and {count} more bundles", more)
        card.column.addWidget(Text(words.format(count=more), "Muted"))


def ask_for_bundles(parent: QWidget) -> Sequence[Path]:
    """Let the person choose a folder full of bundles."""
    chosen = QFileDialog.getExistingDirectory(parent, _("A folder with bundles"))
    return [Path(chosen)] if chosen else []


def _ask_for_target(parent: QWidget) -> Path | None:
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, _("Save the report"), _("report.txt"), _("Text (*.txt)")
    )
    return Path(chosen) if chosen else None
