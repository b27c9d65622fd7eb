"""The bar over an interview: who, which form, what is saved, what is to be put right."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kbh_desktop.i18n import _, n_
from ui.widgets.buttons import Button, IconButton, PrimaryButton
from ui.widgets.chip import Chip
from ui.widgets.moments import time_text
from ui.widgets.text import ElidedText


class TopBar(QFrame):
    """Shows the state of the interview; its buttons are signals."""

    errors_wanted = Signal()
    citizen_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    back_wanted = Signal()
    pane_wanted = Signal()
    history_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("class", "TopBar")
        self._person = ElidedText("", "H2")
        self._about = ElidedText("", "Muted")
        self.saved = Chip()
        self.errors = Button("", self.errors_wanted.emit, icon="circle-alert")
        self.undo = IconButton("undo-2", _("Undo (Ctrl+Z)"), self.undo_wanted.emit)
        self.redo = IconButton("redo-2", _("Redo (Ctrl+Shift+Z)"), self.redo_wanted.emit)
        self.history = IconButton(
            "history", _("The answers over time (Ctrl+H)"), self.history_wanted.emit
        )
        self._pane = IconButton(
            "panel-right", _("Show or hide the side pane"), self.pane_wanted.emit
        )
        self.citizen = PrimaryButton(
            _("Show to citizen"), self.citizen_wanted.emit, icon="presentation"
        )
        self.citizen.setToolTip("F11")
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._person)
        names.addWidget(self._about)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 20, 10)
        row.setSpacing(8)
        row.addWidget(IconButton("arrow-left", _("Back to the person"), self.back_wanted.emit))
        row.addLayout(names, 1)
        row.addWidget(self.saved)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        row.addWidget(self.history)
        row.addWidget(self._pane)
        row.addWidget(self.errors)
        row.addWidget(self.citizen)

    def show_subject(self, person: str, about: str) -> None:
        """Show who is interviewed, and form, place and interpreter in one line."""
        self._person.setText(person)
        self._about.setText(about)

    def show_saved(self, at: datetime) -> None:
        """Say that everything typed is saved."""
        words = _("Saved at {time} on this computer").format(time=time_text(at))
        self.saved.say(words, "ok")

    def show_unsaved(self) -> None:
        """Say that an answer waits because it could not be saved."""
        self.saved.say(_("Not saved yet"), "bad")

    def show_locked(self) -> None:
        """Say that the interview is finished."""
        self.saved.say(_("Finished and locked"), "info")

    def show_errors(self, count: int) -> None:
        """Show how many answers are to be put right."""
        words = n_("{count} to put right", "{count} to put right", count)
        self.errors.set_words(words.format(count=count))
        self.errors.setVisible(count > 0)

    def show_steps(self, *, undo: bool, redo: bool) -> None:
        """Show whether there is something to undo and to redo."""
        self.undo.setEnabled(undo)
        self.redo.setEnabled(redo)
