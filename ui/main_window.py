"""The one window: the unlock screen, or the shell around an open vault."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QMainWindow

from kbh_desktop.i18n import _, set_language
from ui.background import busy, finish, run_in_background
from ui.errors import guard, show_error
from ui.navigation import Place, incoming
from ui.preferences import Preferences, from_settings, glance, keep_preferences
from ui.theme import Tone, theme
from ui.theme.fonts import load_other_fonts
from ui.unlock.door import Door
from ui.unlock.idle import IdleWatch
from ui.unlock.put_back import put_back_said
from ui.unlock.screen import UnlockScreen

if TYPE_CHECKING:
    from kbh_desktop.app import App
    from ui.shell import Shell

_WISHED = QSize(1280, 800)
_FRAME = 60
"""What frame and task bar may take of the screen."""

_BACKUP_PAUSE_MS = 5_000
"""After the vault was opened, so that the first pages do not wait for the day's copy."""


class MainWindow(QMainWindow):
    """Locks when asked or when nobody is there, and returns to where the person was.

    Its title never says more than the program's name.
    """

    def __init__(self, door: Door, *, hint: str = "") -> None:
        super().__init__()
        self._door = door
        self._hint = hint
        self._app: App | None = None
        self._shell: Shell | None = None
        self._place = Place("today")
        self.preferences = glance(door.folder)
        self._idle = IdleWatch(self.preferences.idle_minutes, self)
        self._idle.idle.connect(self._lock_when_idle)
        self._backup_pause = QTimer(self)
        self._backup_pause.setSingleShot(True)
        self._backup_pause.setInterval(_BACKUP_PAUSE_MS)
        self._backup_pause.timeout.connect(self._back_up)
        self.setWindowTitle("KBH Desktop")
        room = self.screen().availableSize()
        self.resize(_WISHED.boundedTo(room))
        if room.height() < _WISHED.height() + _FRAME or room.width() < _WISHED.width() + _FRAME:
            self.setWindowState(Qt.WindowState.WindowMaximized)
        self._show_unlock()

    @property
    def shell(self) -> "Shell | None":
        """The shell while the vault is open."""
        return self._shell

    def start(self) -> None:
        """Give the keyboard to the unlock screen; call it once the window is shown."""
        screen = self.centralWidget()
        if isinstance(screen, UnlockScreen):
            screen.start()

    def open_bundle(self, file: Path) -> None:
        """Show what the bundle in `file` would change, as soon as somebody is in."""
        place = Place("exchange", bookmark=incoming(file))
        if self._shell is None:
            self._place = place
            return
        self._shell.go(place)
        self.activateWindow()
        self.raise_()

    def lock(self) -> None:
        """Show the unlock screen at once, then forget the keys as soon as running work ends."""
        app = self._leave()
        if app is not None:
            run_in_background(self, app.close, lambda _none: None, lambda e: show_error(self, e))

    def put_back(self, backup_name: str) -> None:
        """Lock, and put a daily copy in the place of the vault's data."""
        app = self._leave()
        if app is None:
            return
        day = next(copy.day for copy in app.backups.all() if copy.name == backup_name)
        self.show_notice(_("The copy is being put back …"), "info")
        run_in_background(
            self,
            lambda: app.put_back(backup_name),
            lambda aside: self.show_notice(put_back_said(day, aside), "ok"),
            lambda error: show_error(self, error),
        )

    def _leave(self) -> "App | None":
        """Show the unlock screen, and return what is still open."""
        if self._shell is None or self._app is None:
            return None
        self._idle.stop()
        self._backup_pause.stop()
        self._place = self._shell.place()
        self._shell.close_down()
        for dialog in self.findChildren(QDialog):
            dialog.reject()
        app, self._app, self._shell = self._app, None, None
        self._show_unlock()
        self.start()
        return app

    def choose(self, preferences: Preferences) -> None:
        """Keep `preferences` and follow them from now on."""
        before = self.preferences
        with guard(self):
            keep_preferences(self._door.folder, before, preferences)
        self._follow(before, preferences)

    def _follow(self, before: Preferences, preferences: Preferences) -> None:
        self.preferences = preferences
        self._idle.set_minutes(preferences.idle_minutes)
        if (before.mode, before.text_percent) != (preferences.mode, preferences.text_percent):
            theme.set_look(preferences.mode, preferences.text_percent)
        if before.language != preferences.language:
            set_language(preferences.language)
            QTimer.singleShot(0, self._rebuild)

    def show_notice(self, text: str, tone: Tone) -> None:
        """Show `text` on the page in front."""
        if self._shell is not None:
            self._shell.current_page().show_notice(text, tone)
        else:
            screen = self.centralWidget()
            if isinstance(screen, UnlockScreen):
                screen.show_notice(text, tone)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what waits, let running work end, and close the vault."""
        if self._shell is not None and self._app is not None:
            self._shell.close_down()
            finish()
            self._app.close()
            self._shell = self._app = None
        super().closeEvent(event)

    def _show_unlock(self) -> None:
        screen = UnlockScreen(self._door, last_user=self.preferences.last_user, hint=self._hint)
        screen.opened.connect(self._opened)
        self.setCentralWidget(screen)

    def _opened(self, app: "App") -> None:
        load_other_fonts()
        self._app = app
        self._show_shell(app, self._place)
        self._follow(self.preferences, from_settings(app.settings))
        self.choose(replace(self.preferences, last_user=app.user.name))
        self._tell_at_once(app)
        self._backup_pause.start()
        self._idle.start(self)

    def _tell_at_once(self, app: "App") -> None:
        """Show what the person should know before anything else."""
        if self._shell is None:
            return
        said = " ".join(app.notices)
        if app.users.is_recovery_sheet_confirmed():
            if said:
                self.show_notice(said, "warn")
            return
        sheet = _(
            "Nobody has confirmed the recovery sheet. Without it a forgotten passphrase is final."
        )
        shell = self._shell
        shell.current_page().show_notice(
            f"{said} {sheet}".strip(),
            "warn",
            _("Make a new sheet"),
            lambda: shell.go(Place("settings", bookmark=_("Recovery sheet"))),
        )

    def _back_up(self) -> None:
        """Make the copy of the day; it never stands in the way."""
        if self._app is not None:
            run_in_background(
                self,
                self._app.backups.make_daily,
                lambda _made: None,
                lambda error: show_error(self, error),
            )

    def _rebuild(self) -> None:
        """Show everything anew, in the language chosen."""
        if self._app is None or self._shell is None:
            return
        place = self._shell.place()
        self._shell.close_down()
        self._show_shell(self._app, place)

    def _show_shell(self, app: "App", place: Place) -> None:
        from ui.shell import Shell  # noqa: PLC0415 - imported while the passphrase was typed

        self._shell = Shell(app, self)
        self._shell.lock_wanted.connect(self.lock)
        self._shell.put_back_wanted.connect(self.put_back)
        self.setCentralWidget(self._shell)
        self._shell.go(place)

    def _lock_when_idle(self) -> None:
        if busy():
            self._idle.touch()
        else:
            self.lock()
