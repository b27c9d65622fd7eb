"""Bundles out: what waits to be sent, and making the bundle."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from kbh_desktop.bundles.model import Device, ExportedBundle, Unsent
from kbh_desktop.i18n import _, n_
from ui.background import Progress, run_in_background
from ui.errors import show_error
from ui.exchange.progress_dialog import run_with_progress
from ui.exchange.words import Words
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.moments import moment_text
from ui.widgets.text import Text, left_aligned

if TYPE_CHECKING:
    from kbh_desktop.app import App

ChooseFolder = Callable[[QWidget], Path | None]
_MOST_PERSONS = 100


class OutgoingPart(QScrollArea):
    """At a laptop what the office has not confirmed; at the office one card for each device."""

    made = Signal(object)

    def __init__(
        self, app: "App", choose_folder: ChooseFolder, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._app = app
        self.choose_folder = choose_folder
        self._words = Words(app)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(_("What waits to be sent"))
        self.make_button: Button | None = None

    def refresh(self) -> None:
        """Ask what waits, and show it."""
        app = self._app
        if app.bundles.is_office:
            run_in_background(self, app.bundles.devices, self._show_devices, self._failed)
        else:
            run_in_background(self, app.bundles.unsent, self._show_unsent, self._failed)

    def make(self, to: str | None = None) -> None:
        """Choose a folder and write the bundle there."""
        folder = self.choose_folder(self)
        if folder is None:
            return

        def work(progress: Progress) -> ExportedBundle:
            return self._app.bundles.export(
                folder, to, progress.report, cancelled=progress.cancelled
            )

        run_with_progress(self, _("Making the bundle"), work, self.made.emit)

    def _failed(self, error: Exception) -> None:
        show_error(self, error)

    def _show_unsent(self, unsent: Unsent) -> None:
        self._words.forget()
        inner, column = _sheet()
        now = self._app.clock()
        title = n_("{count} change not sent", "{count} changes not sent", unsent.total)
        card = Card(title.format(count=unsent.total))
        card.column.addWidget(Text(_last(unsent, now), "Muted", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setColumnStretch(0, 1)
        for row, (person, count) in enumerate(unsent.persons[:_MOST_PERSONS]):
            changes = n_("{count} change", "{count} changes", count).format(count=count)
            grid.addWidget(left_aligned(Text(self._words.person(person))), row, 0)
            grid.addWidget(Text(changes, "Muted"), row, 1)
        card.column.addLayout(grid)
        more = len(unsent.persons) - _MOST_PERSONS
        if more > 0:
            words = n_("and {count} more person", "and {count} more persons", more)
            card.column.addWidget(Text(words.format(count=more), "Muted"))
        self.make_button = PrimaryButton(
            _("Make a bundle for the office"), self.make, icon="package"
        )
        card.header.addWidget(self.make_button)
        column.addWidget(card)
        column.addStretch(1)
        self._put(inner)

    def _show_devices(self, devices: tuple[Device, ...]) -> None:
        inner, column = _sheet()
        if not devices:
            empty = EmptyState(
                "laptop",
                _("No laptop has sent anything yet"),
                _("Take in the first bundle of a laptop, and it appears here."),
            )
            column.addWidget(empty, 1)
        for device in devices:
            column.addWidget(self._device_card(device))
        column.addStretch(1)
        self._put(inner)

    def _put(self, inner: QWidget) -> None:
        """Show `inner` instead; the keyboard stays in this part if it was here."""
        focus: QWidget | None = self.window().focusWidget()
        was_here = focus is not None and self.isAncestorOf(focus)
        self.setWidget(inner)
        if was_here and self.make_button is not None:
            self.make_button.setFocus()

    def _device_card(self, device: Device) -> Card:
        card = Card(device.name)
        if device.revoked:
            card.header.addWidget(Chip(_("Revoked"), "bad"))
        if device.missing:
            numbers = ", ".join(map(str, device.missing))
            card.header.addWidget(
                Chip(_("Missing bundle no. {numbers}").format(numbers=numbers), "warn")
            )
        make = Button(_("Make a bundle"), partial(self.make, device.id), icon="package")
        make.setAccessibleName(_("Make a bundle for {device}").format(device=device.name))
        make.setEnabled(not device.revoked)
        self.make_button = make
        card.header.addWidget(make)
        persons = n_("{count} person", "{count} persons", device.persons)
        last = device.last_bundle_at
        when = moment_text(datetime.fromisoformat(last), self._app.clock()) if last else _("never")
        line = _("{persons} · last bundle {when} · key {fingerprint}").format(
            persons=persons.format(count=device.persons), when=when, fingerprint=device.fingerprint
        )
        card.column.addWidget(Text(line, "Muted", wrap=True))
        return card


def _last(unsent: Unsent, now: datetime) -> str:
    if unsent.last_bundle_at is None:
        return _("No bundle has been made on this computer yet.")
    made = moment_text(datetime.fromisoformat(unsent.last_bundle_at), now)
    if unsent.last_receipt_at is None:
        return _("Last bundle: {made}. The office has not confirmed it yet.").format(made=made)
    confirmed = moment_text(datetime.fromisoformat(unsent.last_receipt_at), now)
    return _("Last bundle: {made}. Last receipt from the office: {confirmed}.").format(
        made=made, confirmed=confirmed
    )


def _sheet() -> tuple[QWidget, QVBoxLayout]:
    inner = QWidget()
    inner.setProperty("class", "Plain")
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 8, 8)
    column.setSpacing(12)
    return inner, column
