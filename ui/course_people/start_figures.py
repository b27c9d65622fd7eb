"""How many participants begin to work before they move: the aim of the course."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kbh_desktop.courses.placement_starts import PlacementFigures
from kbh_desktop.i18n import _, n_
from ui.theme import Weight, theme

_RING_PX = 76


class StartFigures(QWidget):
    """A ring with the share, and the figures in words; read aloud as one sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = PlacementFigures(0, 0, 0, 0)
        self._participants = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def title(self) -> str:
        """The aim and how far it is reached."""
        return _("{before} of {participants} begin before they move").format(
            before=self._figures.before_move, participants=self._participants
        )

    @property
    def details(self) -> str:
        """What the others are."""
        figures = self._figures
        missing = max(0, self._participants - figures.started)
        parts = (
            (n_("{count} after the move", "{count} after the move", figures.after_move),
             figures.after_move),
            (n_("{count} without a moving day", "{count} without a moving day", figures.unknown),
             figures.unknown),
            (n_("{count} without a start", "{count} without a start", missing), missing),
        )  # fmt: skip
        return " · ".join(text.format(count=count) for text, count in parts if count)

    def tell(self, figures: PlacementFigures, participants: int) -> None:
        """Show the figures of a course with so many participants."""
        self._figures, self._participants = figures, participants
        self.setAccessibleName(". ".join(filter(None, (self.title, self.details))))
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the ring and two lines."""
        return QSize(theme.px(360), theme.px(_RING_PX + 4))

    def minimumSizeHint(self) -> QSize:
        """Return the same height in a narrow place."""
        return QSize(theme.px(240), theme.px(_RING_PX + 4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring, the share inside it, and the words beside."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, thick = theme.px(_RING_PX), theme.px(9)
        ring = QRectF(2, 2, side, side).adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        share = self._figures.before_move / self._participants if self._participants else 0.0
        painter.setPen(QPen(theme.color("line"), thick))
        painter.drawEllipse(ring)
        pen = QPen(theme.color("ok"), thick)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawArc(ring, 90 * 16, -round(share * 360 * 16))
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font(16, Weight.DemiBold))
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, f"{int(share * 100)} %")
        words = QRectF(side + theme.px(18), 0, self.width() - side - theme.px(18), side)
        half = words.height() / 2
        painter.setFont(theme.font(16, Weight.DemiBold))
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        upper = words.adjusted(0, 0, 0, -half + 2)
        painter.drawText(upper, left | int(Qt.AlignmentFlag.AlignBottom), self.title)
        painter.setPen(theme.color("text2"))
        painter.setFont(theme.font(13))
        painter.drawText(words.adjusted(0, half + 6, 0, 0), left, self.details)
