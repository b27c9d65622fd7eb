"""What waits to be exchanged, always in sight at the foot of the rail."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from kbh_desktop.i18n import _, n_
from ui.theme import TONES, Tone, Weight, theme
from ui.widgets.moments import moment_text


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits: changes not yet in a bundle, and fields two people wrote."""

    unsent: int = 0
    conflicts: int = 0
    last_bundle_at: datetime | None = None
    at_office: bool = False
    """The office sends nothing on; only conflicts wait there."""


class ExchangeStatus(QAbstractButton):
    """Two or three short lines; pressing it opens the exchange."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[tuple[str, str, Tone], ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def tell(self, waiting: Waiting, now: datetime) -> None:
        """Show `waiting`; times are given as they stand to `now`."""
        lines: list[tuple[str, str, Tone]] = []
        if waiting.at_office:
            if not waiting.conflicts:
                lines.append(("circle-check", _("No conflicts"), "ok"))
        elif waiting.unsent:
            text = n_("{count} change not sent", "{count} changes not sent", waiting.unsent)
            lines.append(("cloud-upload", text.format(count=waiting.unsent), "warn"))
        else:
            lines.append(("circle-check", _("Everything is sent"), "ok"))
        if waiting.conflicts:
            text = n_("{count} conflict", "{count} conflicts", waiting.conflicts)
            lines.append(("git-merge", text.format(count=waiting.conflicts), "bad"))
        if not waiting.at_office:
            last = waiting.last_bundle_at
            when = moment_text(last, now) if last else _("none yet")
            lines.append(("", _("Last bundle: {when}").format(when=when), ""))
        self._lines = tuple(lines)
        self.setAccessibleName(", ".join(text for _icon, text, _tone in lines))
        self.setToolTip(_("Open the exchange"))
        self.show()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the lines."""
        return QSize(theme.px(196), len(self._lines) * theme.px(22) + theme.px(16))

    def minimumSizeHint(self) -> QSize:
        """Return the same height in a narrow rail."""
        return QSize(theme.px(120), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines in a sunken box."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(theme.color("focus"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("hover" if self.underMouse() else "sunken"))
        painter.drawRoundedRect(box, 8, 8)
        row = theme.px(22)
        for number, (icon, text, tone) in enumerate(self._lines):
            line = QRectF(box.left() + theme.px(10), theme.px(8) + number * row, 0, row)
            line.setRight(box.right() - theme.px(8))
            self._draw_line(painter, line, icon, text, tone)

    def _draw_line(self, painter: QPainter, line: QRectF, icon: str, text: str, tone: Tone) -> None:
        side = theme.px(16)
        if icon:
            picture = theme.pixmap(icon, TONES[tone][1], 16)
            painter.drawPixmap(int(line.left()), int(line.center().y() - side / 2), picture)
        words = line.adjusted(theme.px(24) if icon else 0, 0, 0, 0)
        painter.setFont(theme.font(12.5, Weight.Medium if icon else Weight.Normal))
        painter.setPen(theme.color("text" if icon else "text2"))
        shown = self._metrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(words.width()) + 1
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(theme.font(12.5, Weight.Medium))
