"""How it stands with the shared folder, and laying a bundle there at once."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kbh_desktop.bundles.courier import Courier, CourierState
from kbh_desktop.bundles.model import ExportedBundle
from kbh_desktop.i18n import _, n_
from ui.background import Progress
from ui.exchange.progress_dialog import run_with_progress
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.clearing import clear_layout
from ui.widgets.moments import moment_text
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App


class FolderCard(Card):
    """Where bundles are laid and fetched by themselves; what was refused is named."""

    laid = Signal(int)

    def __init__(self, app: "App", courier: Courier, parent: QWidget | None = None) -> None:
        super().__init__(_("Shared folder"))
        self.setParent(parent)
        self._app = app
        self._courier = courier
        self._chip = Chip("")
        self.lay_button = Button(_("Lay a bundle now"), self.lay, icon="cloud-upload")
        self.header.addWidget(self._chip)
        self.header.addWidget(self.lay_button)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.column.addLayout(self._rows)
        self.refresh()

    def refresh(self) -> None:
        """Show the state."""
        clear_layout(self._rows)
        state = self._courier.state
        words, tone = {
            None: (_("Not looked at yet"), ""),
            True: (_("In reach"), "ok"),
            False: (_("Out of reach"), "warn"),
        }[state.reachable]
        self._chip.say(words, tone)  # type: ignore[arg-type]
        self._rows.addWidget(Text(str(self._courier.root), "Muted", wrap=True))
        for line in self._lines(state):
            self._rows.addWidget(Text(line, "Sub", wrap=True))
        for refused in state.refused:
            words = _("{file}: {reason}").format(file=refused.name, reason=refused.why)
            self._rows.addWidget(Text(words, "WarnText", wrap=True))

    def lay(self) -> None:
        """Lay a bundle for the office, or one for each laptop."""

        def work(progress: Progress) -> tuple[ExportedBundle, ...]:
            return self._courier.lay(progress.cancelled)

        run_with_progress(self, _("Making the bundle"), work, self._did)

    def _did(self, made: tuple[ExportedBundle, ...]) -> None:
        self.refresh()
        self.laid.emit(len(made))

    def _lines(self, state: CourierState) -> list[str]:
        now, lines = self._app.clock(), []
        if state.reachable is False:
            lines.append(_("It is tried again every minute. You can go on working."))
        if state.looked_at:
            when = moment_text(state.looked_at, now)
            lines.append(_("Last looked at: {when}").format(when=when))
        if state.laid_at:
            lines.append(_("Last laid: {when}").format(when=moment_text(state.laid_at, now)))
        if state.taken:
            words = n_("{count} bundle taken in", "{count} bundles taken in", state.taken)
            lines.append(words.format(count=state.taken))
        return lines
