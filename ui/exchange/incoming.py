"""Bundles in: look at what a bundle would change, then take it in."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kbh_desktop.bundles.batch import files_in, look_at_all
from kbh_desktop.bundles.model import (
    BundleCard,
    BundlePreview,
    ImportReport,
    PersonPreview,
    UnknownDeviceError,
)
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _, n_
from ui.background import Progress
from ui.errors import show_error
from ui.exchange.many import ChooseFiles, ManyBundles, ask_for_bundles
from ui.exchange.progress_dialog import run_with_progress
from ui.exchange.words import Words, is_answer
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import Card, Rule
from ui.widgets.chip import Chip
from ui.widgets.dialog import Dialog
from ui.widgets.empty_state import EmptyState
from ui.widgets.moments import moment_text
from ui.widgets.text import Text, left_aligned

if TYPE_CHECKING:
    from kbh_desktop.app import App

ChooseFile = Callable[[QWidget], Path | None]
_MOST_PERSONS = 60


class IncomingPart(QScrollArea):
    """A place to drop a bundle; then its preview; then what taking it in did."""

    taken_in = Signal(object)
    many_taken_in = Signal(object)

    def __init__(
        self,
        app: "App",
        choose_file: ChooseFile,
        parent: QWidget | None = None,
        *,
        choose_files: ChooseFiles | None = None,
    ) -> None:
        super().__init__(parent)
        self._choose_files = choose_files or ask_for_bundles
        self.many: ManyBundles | None = None
        self._app = app
        self._choose_file = choose_file
        self._words = Words(app)
        self._path = Path()
        self._accepted = False
        self.apply_button: Button | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(_("The bundle taken in"))
        self.setAcceptDrops(True)
        self.start_over()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files and folders."""
        if event.mimeData().urls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped."""
        self.look_at_all([Path(url.toLocalFile()) for url in event.mimeData().urls()])

    def start_over(self) -> None:
        """Show the place to drop a bundle."""
        empty = EmptyState(
            "package-open",
            _("Drop a bundle here"),
            _("You see what it would change before anything is changed."),
        )
        self.apply_button = empty.add_action(_("Open a bundle"), self._choose, "folder-open")
        empty.add_action(_("A folder of bundles"), self._choose_many, "package-open")
        self.setWidget(empty)

    def look_at_all(self, chosen: Sequence[Path]) -> None:
        """Read what was chosen: one bundle in detail, of many what each says of itself."""
        if len(chosen) == 1 and not chosen[0].is_dir():
            self.look_at(chosen[0])
            return

        def work(progress: Progress) -> tuple[BundleCard, ...]:
            files = files_in(chosen)
            return look_at_all(self._app.bundles, files, progress.report, progress.cancelled)

        run_with_progress(self, _("Reading the bundles"), work, self._show_many)

    def look_at(self, path: Path, *, accept_device: bool = False) -> None:
        """Read the bundle at `path` and show what it would change."""
        self._path, self._accepted = path, accept_device

        def work(_progress: Progress) -> BundlePreview:
            return self._app.bundles.inspect(path, accept_device=accept_device)

        run_with_progress(self, _("Reading the bundle"), work, self._show, self._failed)

    def take_in(self) -> None:
        """Take the bundle in, all of it or nothing."""

        def work(progress: Progress) -> ImportReport:
            return self._app.bundles.import_(
                self._path, progress.report, progress.cancelled, accept_device=self._accepted
            )

        run_with_progress(self, _("Taking the bundle in"), work, self._taken)

    def _choose(self) -> None:
        path = self._choose_file(self)
        if path is not None:
            self.look_at(path)

    def _choose_many(self) -> None:
        chosen = self._choose_files(self)
        if chosen:
            self.look_at_all(chosen)

    def _show_many(self, cards: tuple[BundleCard, ...]) -> None:
        if not cards:
            show_error(self, InputError(_("There is no bundle in that folder.")))
            return
        self.many = ManyBundles(self._app, cards)
        self.many.left.connect(self.start_over)
        self.many.taken_in.connect(self.many_taken_in)
        self.setWidget(self.many)
        self.many.first_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UnknownDeviceError):
            AcceptDeviceDialog(self, error, self._accept).start()
        else:
            show_error(self, error)

    def _accept(self) -> None:
        self.look_at(self._path, accept_device=True)

    def _show(self, preview: BundlePreview) -> None:
        self._words.forget()
        inner, column = _plain()
        column.addWidget(self._head(preview))
        for person in preview.persons[:_MOST_PERSONS]:
            column.addWidget(self._person_card(person))
        more = preview.person_count - min(len(preview.persons), _MOST_PERSONS)
        if more > 0:
            words = n_("and {count} more person", "and {count} more persons", more)
            column.addWidget(Text(words.format(count=more), "Muted"))
        column.addStretch(1)
        self.setWidget(inner)
        if self.apply_button is not None:
            self.apply_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _head(self, preview: BundlePreview) -> Card:
        card = Card(_("Bundle no. {number}").format(number=preview.sequence))
        made = moment_text(datetime.fromisoformat(preview.made_at), self._app.clock())
        card.column.addWidget(
            Text(_("From {name}, made {when}").format(name=preview.sender_name, when=made), "Sub")
        )
        chips = QHBoxLayout()
        changes = n_("{count} new change", "{count} new changes", preview.new_changes)
        persons = n_("{count} person", "{count} persons", preview.person_count)
        conflicts = n_("{count} conflict", "{count} conflicts", preview.conflicts)
        chips.addWidget(Chip(changes.format(count=preview.new_changes), "info"))
        chips.addWidget(Chip(persons.format(count=preview.person_count)))
        if preview.conflicts:
            chips.addWidget(Chip(conflicts.format(count=preview.conflicts), "bad"))
        if preview.missing:
            numbers = ", ".join(map(str, preview.missing))
            words = _("Bundle no. {numbers} never came").format(numbers=numbers)
            chips.addWidget(Chip(words, "warn"))
        chips.addStretch(1)
        card.column.addLayout(chips)
        if preview.already_imported:
            words = _("This bundle was taken in before. Taking it in again changes nothing.")
            card.column.addWidget(Text(words, "WarnText", wrap=True))
        buttons = QHBoxLayout()
        self.apply_button = PrimaryButton(_("Take in"), self.take_in, icon="check")
        buttons.addWidget(self.apply_button)
        buttons.addWidget(Button(_("Cancel"), self.start_over))
        buttons.addStretch(1)
        card.column.addLayout(buttons)
        return card

    def _person_card(self, person: PersonPreview) -> Card:
        name = _("New person") if person.is_new else self._words.person(person.id)
        card = Card(name)
        if person.is_new:
            card.header.addWidget(Chip(_("New"), "ok"))
        if person.conflicts:
            words = n_("{count} conflict", "{count} conflicts", person.conflicts)
            card.header.addWidget(Chip(words.format(count=person.conflicts), "bad"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        for column, stretch in enumerate((2, 3, 3)):
            grid.setColumnStretch(column, stretch)
        named = [(self._words.field(f.entity, f.record_id, f.field), f) for f in person.fields]
        for row, (label, field) in enumerate((label, f) for label, f in named if label):
            place = (field.entity, field.record_id, field.field)
            before = "" if person.is_new else self._words.value(*place, field.before)
            grid.addWidget(Text(label, "Muted", wrap=True), row, 0)
            grid.addWidget(left_aligned(Text(before, "Muted", wrap=True)), row, 1)
            after = self._words.value(*place, field.after)
            grid.addWidget(left_aligned(Text(after, wrap=True)), row, 2)
        card.column.addLayout(grid)
        if any(not label and is_answer(f.entity, f.field) for label, f in named):
            words = _("and the answers of an interview that is new here")
            card.column.addWidget(Text(words, "Muted"))
        rest = person.changes - len(person.fields)
        if rest > 0:
            words = n_("and {count} more change", "and {count} more changes", rest)
            card.column.addWidget(Text(words.format(count=rest), "Muted"))
        return card

    def _taken(self, report: ImportReport) -> None:
        inner, column = _plain()
        receipt = report.receipt
        card = Card(
            _("{arrived} of {expected} arrived").format(
                arrived=receipt.arrived, expected=receipt.expected
            )
        )
        lines = [
            n_("{count} new change", "{count} new changes", report.new_changes).format(
                count=report.new_changes
            ),
            n_("{count} was known", "{count} were known", report.known).format(count=report.known),
        ]
        if report.conflicts:
            lines.append(
                n_(
                    "{count} conflict to settle", "{count} conflicts to settle", report.conflicts
                ).format(count=report.conflicts)
            )
        for line in lines:
            card.column.addWidget(Text(line, "Sub"))
        card.column.addWidget(Rule())
        card.column.addWidget(
            Text(_("The receipt goes back with the next bundle."), "Muted", wrap=True)
        )
        again = Button(_("Open another bundle"), self.start_over, icon="folder-open")
        card.column.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        self.apply_button = again
        column.addWidget(card)
        column.addStretch(1)
        self.setWidget(inner)
        self.taken_in.emit(report)


class AcceptDeviceDialog(Dialog):
    """Shows the fingerprint of a device not known yet; accepting lets its bundles in."""

    def __init__(
        self, parent: QWidget, error: UnknownDeviceError, on_accept: Callable[[], None]
    ) -> None:
        super().__init__(parent, _("A laptop that the office does not know"))
        self._on_accept = on_accept
        words = _(
            "Compare the fingerprint with the one that the laptop shows under Settings. Accept only"
            " if they are the same."
        )
        self.column.addWidget(Text(str(error), wrap=True))
        self.column.addWidget(Text(words, "Sub", wrap=True))
        no = self.add_cancel()
        no.setDefault(True)
        self.add_accept(_("Accept the laptop"))

    def accept(self) -> None:
        """Let the device in."""
        super().accept()
        self._on_accept()


def _plain() -> tuple[QWidget, QVBoxLayout]:
    inner = QWidget()
    inner.setProperty("class", "Plain")
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 8, 8)
    column.setSpacing(12)
    return inner, column
