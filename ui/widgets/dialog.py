"""A dialog as a sheet inside the window: nothing of it shows in the task bar."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from kbh_desktop.i18n import _
from ui.theme import Tone, theme
from ui.widgets.buttons import Button, DangerButton, PrimaryButton
from ui.widgets.notice import NoticeBar
from ui.widgets.text import Text

SHADE = QColor(10, 16, 24, 120)
"""Laid over the window under dialogs and the palette."""


class Dialog(QDialog):
    """Covers the window of `parent`; content goes into `column`, buttons into `buttons`.

    Esc and the cancel button reject. Tab stays inside. The keyboard returns to where it was.
    """

    width_px = 520

    def __init__(self, parent: QWidget, title: str) -> None:
        self._window = parent.window()
        super().__init__(self._window)
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setAccessibleName(title)
        self._came_from: QWidget | None = None
        self._notice = NoticeBar()
        self.heading = Text(title, "H1", wrap=True)
        self.column = QVBoxLayout()
        self.column.setSpacing(12)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addStretch(1)
        self._sheet = QFrame()
        self._sheet.setProperty("class", "Sheet")
        self._lay_out()
        self.finished.connect(self._closed)

    def show_notice(self, text: str, tone: Tone) -> None:
        """Show `text` above the content."""
        self._notice.say(text, tone)
        if self.isVisible():
            self._fit()

    def clear_notice(self) -> None:
        """Take the line above the content away."""
        self._notice.close_notice()

    def add_cancel(self, text: str = "") -> Button:
        """Add the button that closes without doing anything."""
        button = Button(text or _("Cancel"), self.reject)
        self.buttons.addWidget(button)
        return button

    def add_accept(self, text: str, *, dangerous: bool = False) -> Button:
        """Add the button that says yes; subclasses connect or override `accept`."""
        button: Button = (DangerButton if dangerous else PrimaryButton)(text, self.accept)
        button.setDefault(True)
        self.buttons.addWidget(button)
        return button

    def start(self, focus: QWidget | None = None) -> None:
        """Show the dialog and give the keyboard to `focus` or its first field."""
        self._came_from = self._window.focusWidget()
        self._window.installEventFilter(self)
        self._fit()
        self.show()
        self.raise_()
        first = focus or next(iter(self._stops()), self)
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001, N802 - Qt's signature
        """Keep the keyboard inside."""
        stops = self._stops()
        if not stops:
            return True
        here = self.focusWidget()
        at = stops.index(here) if here in stops else (-1 if forward else 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Shade the window below."""
        QPainter(self).fillRect(self.rect(), SHADE)

    def _lay_out(self) -> None:
        self._inner = QWidget()
        self._inner.setProperty("class", "Plain")
        content = QVBoxLayout(self._inner)
        content.setContentsMargins(28, 26, 28, 8)
        content.setSpacing(14)
        content.addWidget(self.heading)
        content.addLayout(self.column, 1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._inner)
        sheet = QVBoxLayout(self._sheet)
        sheet.setContentsMargins(1, 1, 1, 1)
        sheet.setSpacing(0)
        sheet.addWidget(self._notice)
        sheet.addWidget(self._scroll, 1)
        self.buttons.setContentsMargins(28, 16, 28, 24)
        sheet.addLayout(self.buttons)
        self._sheet.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 24, 24, 24)
        whole.addWidget(self._sheet, 0, Qt.AlignmentFlag.AlignCenter)

    def _fit(self) -> None:
        self.setGeometry(self._window.rect())
        width = min(theme.px(self.width_px), self._window.width() - 48)
        self._inner.setFixedWidth(width - 2)
        wanted = self._inner.heightForWidth(width - 2)
        wanted = wanted if wanted > 0 else self._inner.sizeHint().height()
        rest = self.buttons.sizeHint().height() + 60
        if not self._notice.isHidden():
            rest += max(self._notice.heightForWidth(width), self._notice.sizeHint().height())
        self._sheet.setFixedWidth(width)
        self._scroll.setFixedHeight(max(80, min(wanted, self._window.height() - 48 - rest)))

    def _stops(self) -> list[QWidget]:
        found: list[QWidget] = []
        at = self.nextInFocusChain()
        while at is not None and at is not self:
            tabbed = at.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
            if tabbed and at.isEnabled() and self.isAncestorOf(at) and at.isVisibleTo(self):
                found.append(at)
            at = at.nextInFocusChain()
        return found

    def _closed(self) -> None:
        self._window.removeEventFilter(self)
        if self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()


def ask(
    parent: QWidget,
    title: str,
    text: str,
    yes: str,
    on_yes: Callable[[], None],
    *,
    dangerous: bool = False,
) -> Dialog:
    """Ask before something that can't be taken back; `yes` names the act."""
    dialog = Dialog(parent, title)
    dialog.column.addWidget(Text(text, "Sub", wrap=True))
    no = dialog.add_cancel()
    dialog.add_accept(yes, dangerous=dangerous)
    dialog.accepted.connect(on_yes)
    dialog.start(no)
    return dialog
