"""Who carries how much of the costs, as one bar in parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Token, Weight, theme

_BAR_PX = 34
_LINE_PX = 22
_GAP_PX = 3
_COLORS: tuple[tuple[Token, Token], ...] = (
    ("accent", "on_accent"),
    ("ok", "surface"),
    ("warn", "surface"),
    ("text3", "surface"),
    ("bad", "surface"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One municipality's part."""

    name: str
    amount: int
    words: str
    """The amount as it is written, `32.000 kr.`."""


class SplitPicture(QWidget):
    """A bar for the whole; names and amounts stand below it, so that no colour is needed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._parts: tuple[Part, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def tell(self, parts: Sequence[Part]) -> None:
        """Show `parts`; none empties the bar."""
        self._parts = tuple(parts)
        words = ", ".join(f"{part.name} {part.words}" for part in parts)
        self.setAccessibleName(f"{self._name}: {words}" if words else self._name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the bar and a line for each part."""
        lines = max(1, len(self._parts))
        return QSize(theme.px(320), theme.px(_BAR_PX + 10 + lines * _LINE_PX))

    def minimumSizeHint(self) -> QSize:
        """Return the same height in a narrow place."""
        return QSize(theme.px(180), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar, per cents inside, and the lines below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = sum(part.amount for part in self._parts)
        bar = QRectF(0, 0, self.width(), theme.px(_BAR_PX))
        painter.setPen(Qt.PenStyle.NoPen)
        if not whole:
            painter.setBrush(theme.color("sunken"))
            painter.drawRoundedRect(bar, 6, 6)
            return
        left = 0.0
        for place, part in enumerate(self._parts):
            ground, ink = _COLORS[place % len(_COLORS)]
            width = part.amount / whole * bar.width()
            box = QRectF(left, 0, max(0.0, width - _GAP_PX), bar.height())
            self._draw_part(painter, box, round(100 * part.amount / whole), ground, ink)
            self._draw_line(painter, place, part, ground)
            left += width

    def _draw_part(
        self, painter: QPainter, box: QRectF, percent: int, ground: Token, ink: Token
    ) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(box, 5, 5)
        if box.width() > theme.px(40):
            painter.setPen(theme.color(ink))
            painter.setFont(theme.font(13, Weight.DemiBold))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{percent} %")

    def _draw_line(self, painter: QPainter, place: int, part: Part, color: Token) -> None:
        top = theme.px(_BAR_PX + 10 + place * _LINE_PX)
        dot = theme.px(10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(color))
        painter.drawRoundedRect(QRectF(0, top + theme.px(5), dot, dot), 3, 3)
        line = QRectF(dot + theme.px(8), top, self.width() - dot - theme.px(8), theme.px(_LINE_PX))
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("text"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, part.name)
        right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(line, right, part.words)
