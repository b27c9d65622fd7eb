"""One line above the week: what the session in hand may do, or what can be done with the chosen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from kbh_desktop.i18n import _
from ui.courses.feasibility import ICONS, Feasibility
from ui.courses.view import Block
from ui.theme import Token, theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.text import ElidedText

_INKS: dict[str, Token] = {"ok": "ok", "warning": "warn", "forbidden": "bad"}


class ActionBar(QWidget):
    """Everything that can be dragged can be done here by clicks."""

    hold_wanted = Signal()
    let_go_wanted = Signal()
    lock_wanted = Signal()
    remove_wanted = Signal()
    open_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._picture = QLabel()
        self._words = ElidedText("", "Sub")
        self._move = Button(_("Move"), self.hold_wanted.emit, icon="move")
        self._lock = IconButton("lock", _("Lock"), self.lock_wanted.emit)
        self._remove = IconButton("inbox", _("Put into the tray"), self.remove_wanted.emit)
        self._open = Button(_("Open"), self.open_wanted.emit)
        self._stop = Button(_("Let go"), self.let_go_wanted.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._picture)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        for button in (self._move, self._lock, self._remove, self._open, self._stop):
            row.addWidget(button)
        self.setFixedHeight(theme.px(40))
        theme.changed.connect(self._fit)
        self.tell_nothing("")

    @property
    def words(self) -> str:
        """What is said now."""
        return self._words.text()

    def tell_nothing(self, hint: str) -> None:
        """Say that nothing is chosen."""
        self._say("", "text2", hint)
        self._offer(chosen=False, held=False)

    def tell_block(self, block: Block, icon: str, when: str, *, may_change: bool) -> None:
        """Offer what can be done with the chosen session."""
        warned = f" \u00b7 {block.conflicts[0]}" if block.conflicts else ""
        sign = "triangle-alert" if block.conflicts else icon
        self._say(sign, "bad" if block.conflicts else "text2", f"{block.title}, {when}{warned}")
        self._lock.set_icon("lock-open" if block.lock else "lock")
        self._lock.rename((_("Unlock") if block.lock else _("Lock")) + " (L)")
        self._offer(chosen=may_change, held=False)
        self._open.show()

    def tell_held(self, title: str, verdict: Feasibility | None) -> None:
        """Say what the session in hand may do where it is aimed."""
        if verdict is None:
            hint = _("Choose a place for “{session}”: click, or arrows and Enter.")
            self._say("move", "text2", hint.format(session=title))
        else:
            self._say(ICONS[verdict.state], _INKS[verdict.state], f"{title}: {verdict.said()}")
        self._offer(chosen=False, held=True)

    def _offer(self, *, chosen: bool, held: bool) -> None:
        for button in (self._move, self._lock, self._remove):
            button.setVisible(chosen)
        self._open.hide()
        self._stop.setVisible(held)

    def _say(self, icon: str, ink: Token, words: str) -> None:
        self._words.setText(words)
        self._words.setToolTip(words)
        self._picture.setVisible(bool(icon))
        if icon:
            self._picture.setPixmap(theme.pixmap(icon, ink, 18))
        palette = self._words.palette()
        palette.setColor(self._words.foregroundRole(), theme.color(ink))
        self._words.setPalette(palette)

    def _fit(self) -> None:
        self.setFixedHeight(theme.px(40))
