"""The demonstration: invented people, made anew each day, with the passphrase in sight."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from kbh_desktop.clock import Clock
from kbh_desktop.i18n import _
from ui.background import run_in_background
from ui.errors import text_of
from ui.theme import theme
from ui.widgets.sheet import Sheet
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.demo.vault import DemoVault

PEOPLE = 60
_SEED = 7
_DONE = "made"


class DemoScreen(QWidget):
    """Says that the invented people are being made; `made` gives their vault."""

    made = Signal(object)

    def __init__(self, folder: Path, clock: Clock) -> None:
        super().__init__()
        self._folder = folder
        self._clock = clock
        sheet = Sheet(theme.px(420))
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(32, 28, 32, 28)
        inside.setSpacing(12)
        self._title = Text(_("Inventing people …"), "H2", wrap=True)
        self._text = Text(
            _("An office, a consultant and some people are made up. It takes a moment."),
            "Muted",
            wrap=True,
        )
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Inventing people …"))
        for widget in (self._title, self._text, self._bar):
            inside.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.addWidget(sheet, 0, Qt.AlignmentFlag.AlignCenter)

    def start(self) -> None:
        """Make the vault in the background."""
        run_in_background(
            self, lambda: demo_vault(self._folder, self._clock), self.made.emit, self._failed
        )

    def _failed(self, error: Exception) -> None:
        self._bar.hide()
        self._text.setText(text_of(error))


def demo_vault(folder: Path, clock: Clock) -> "DemoVault":
    """Return today's demonstration in `folder`; yesterday's is thrown away."""
    from kbh_desktop.demo import vault  # noqa: PLC0415 - slow, and seldom needed

    today = folder / f"{clock().date():%Y-%m-%d}"
    if (today / _DONE).exists():
        return vault.DemoVault(
            today / "consultant",
            vault.CONSULTANT,
            vault.PASSPHRASE,
            today / "office",
            vault.OFFICE_USER,
            today / "exchange",
        )
    shutil.rmtree(folder, ignore_errors=True)
    today.mkdir(parents=True)
    made = vault.make_demo_vault(today, people=PEOPLE, seed=_SEED, clock=clock)
    (today / _DONE).touch()
    return made


def demo_hint(made: "DemoVault") -> str:
    """Return what stands on the unlock card of the demonstration."""
    return _("Invented people. The passphrase is: {passphrase}").format(passphrase=made.passphrase)
