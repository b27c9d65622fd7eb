"""The window before anybody is in: a centred card on an empty ground, nothing personal."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kbh_desktop.errors import KbhError, VaultDamagedError
from kbh_desktop.i18n import _, long_date
from ui.background import run_in_background
from ui.errors import show_error, text_of
from ui.theme import Tone, theme
from ui.unlock.door import Door
from ui.unlock.put_back import put_back_question, put_back_said
from ui.unlock.unlock_card import UnlockCard
from ui.widgets.dialog import ask
from ui.widgets.notice import NoticeBar
from ui.widgets.sheet import Sheet
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.backups import Backup
    from ui.unlock.first_run import FirstRun
    from ui.unlock.recovery_card import RecoveryCard

_CARD_PX = 420
_WIDE_CARD_PX = 560


class _Mark(QWidget):
    """The program's sign."""

    def sizeHint(self) -> QSize:
        return QSize(theme.px(52), theme.px(52))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(52)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(QRectF(0, 0, side, side), side / 3.6, side / 3.6)
        inner = theme.px(26)
        place = (side - inner) // 2
        painter.drawPixmap(place, place, theme.pixmap("lock-keyhole", "on_accent", 26))


class UnlockScreen(QWidget):
    """Asks for the passphrase, or walks through the first run; `opened` gives the App."""

    opened = Signal(object)

    def __init__(self, door: Door, *, last_user: str = "", hint: str = "") -> None:
        super().__init__()
        self._door = door
        self._last_user = last_user
        self._names: tuple[str, ...] = ()
        self._notice = NoticeBar()
        self._sheet = Sheet(theme.px(_CARD_PX))
        self._inside = QVBoxLayout(self._sheet)
        self._inside.setContentsMargins(36, 32, 36, 32)
        self._content: UnlockCard | RecoveryCard | FirstRun | None = None
        self._card: UnlockCard | None = None
        self._refuse: Callable[[Exception], None] | None = None
        self._lay_out(hint)
        if door.exists():
            self._show_unlock()
        else:
            self._show_first_run()

    def show_notice(self, text: str, tone: Tone) -> None:
        """Show `text` above the card."""
        self._notice.say(text, tone)

    def start(self) -> None:
        """Give the keyboard to the card and load what comes after it."""
        if self._content is not None:
            self._content.start()
        if self._door.exists():
            run_in_background(self, self._ask_door, self._know_users, self._failed)
        run_in_background(self, self._door.warm, lambda _none: None, self._failed)

    def _ask_door(self) -> tuple[tuple[str, ...], float]:
        return self._door.user_names(), self._door.wait_s()

    def _know_users(self, known: tuple[tuple[str, ...], float]) -> None:
        self._names, wait_s = known
        if self._card is not None:
            self._card.wait(wait_s)  # before what Enter has already asked for
            self._card.set_users(self._names, self._last_user)

    def _open(self, user_name: str, passphrase: str) -> None:
        self._last_user = user_name
        run_in_background(
            self,
            lambda: self._door.open(user_name, passphrase),
            self.opened.emit,
            lambda error: self._not_opened(error, user_name, passphrase),
        )

    def _not_opened(self, error: Exception, user_name: str, passphrase: str) -> None:
        self._refused(error)
        if isinstance(error, VaultDamagedError):
            run_in_background(
                self,
                self._door.copies,
                lambda copies: self._offer_newest(copies, error, user_name, passphrase),
                self._failed,
            )

    def _offer_newest(
        self, copies: "tuple[Backup, ...]", error: Exception, user_name: str, passphrase: str
    ) -> None:
        if not copies:
            return
        copy, question = copies[0], put_back_question(copies[0].day)

        def sure() -> None:
            self._put_back(copy, user_name, passphrase)

        def put_back() -> None:
            ask(self, question.title, question.text, question.yes, sure, dangerous=True)

        words = _("Put the copy of {day} back").format(day=long_date(copy.day))
        self._notice.say(text_of(error), "bad", words, put_back)

    def _put_back(self, copy: "Backup", user_name: str, passphrase: str) -> None:
        self._notice.say(_("The copy is being put back …"), "info")
        if self._card is not None:
            self._card.set_busy(True)
        run_in_background(
            self,
            lambda: self._door.put_back(user_name, passphrase, copy.name),
            lambda aside: self._put_back_done(put_back_said(copy.day, aside)),
            self._put_back_failed,
        )

    def _put_back_done(self, said: str) -> None:
        self._notice.say(said, "ok")
        if self._card is not None:
            self._card.set_busy(False)
            self._card.start()

    def _put_back_failed(self, error: Exception) -> None:
        self._notice.close_notice()
        self._refused(error)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, KbhError):
            show_error(self, error)
        if self._refuse is not None:
            self._refuse(error)

    def _recover(self, words: str, user_name: str, passphrase: str) -> None:
        run_in_background(
            self,
            lambda: self._door.recover(words, user_name, passphrase),
            self.opened.emit,
            self._refused,
        )

    def _failed(self, error: Exception) -> None:
        self.show_notice(text_of(error), "bad")

    # The cards

    def _show_unlock(self) -> None:
        self._card = UnlockCard()
        self._card.submitted.connect(self._open)
        self._card.forgotten.connect(self._show_recovery)
        self._card.set_users(self._names, self._last_user)
        self._refuse = self._card.refuse
        self._put(self._card, _CARD_PX)

    def _show_recovery(self) -> None:
        from ui.unlock.recovery_card import RecoveryCard  # noqa: PLC0415 - seldom needed

        self._card = None
        card = RecoveryCard(self._names)
        card.submitted.connect(self._recover)
        card.back_wanted.connect(self._back_to_unlock)
        self._refuse = card.refuse
        self._put(card, _WIDE_CARD_PX)
        card.start()

    def _back_to_unlock(self) -> None:
        self._show_unlock()
        if self._card is not None:
            self._card.start()

    def _show_first_run(self) -> None:
        from ui.unlock.first_run import FirstRun  # noqa: PLC0415 - needed once

        first_run = FirstRun(self._door)
        first_run.opened.connect(self.opened)
        self._put(first_run, _WIDE_CARD_PX)

    def _put(self, content: "UnlockCard | RecoveryCard | FirstRun", width_px: int) -> None:
        if self._content is not None:
            self._inside.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = content
        self._inside.addWidget(content)
        self._width_px = width_px
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 48 if self.isVisible() else 10_000
        self._sheet.set_width(min(theme.px(self._width_px), max(room, 320)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the card inside a narrow window."""
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self, hint: str) -> None:
        middle = QVBoxLayout()
        middle.setContentsMargins(24, 24, 24, 24)
        middle.setSpacing(10)
        middle.addStretch(1)
        centred = Qt.AlignmentFlag.AlignHCenter
        middle.addWidget(_Mark(), 0, centred)
        middle.addWidget(Text("KBH Desktop", "H1"), 0, centred)
        middle.addSpacing(12)
        middle.addWidget(self._sheet, 0, centred)
        middle.addSpacing(8)
        if hint:
            middle.addWidget(Text(hint, "Strong", wrap=False), 0, centred)
        promise = _(
            "Everything on this computer is encrypted. Nothing leaves it but sealed bundles."
        )
        foot = Text(promise, "Muted")
        middle.addWidget(foot, 0, centred)
        middle.addStretch(2)
        inner = QWidget()
        inner.setProperty("class", "Plain")
        inner.setLayout(middle)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._notice)
        whole.addWidget(scroll, 1)
