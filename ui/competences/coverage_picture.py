"""What an occupation asks for as a row of boxes: full, half full and empty."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from kbh_desktop.i18n import _
from ui.theme import theme

_WIDEST_PX = 18
_GAP_PX = 3
_LEAST_PX = 3


@dataclass(frozen=True, slots=True)
class CoverageShares:
    """How many skills a person has, could show and lacks."""

    have: int
    could_show: int
    missing: int

    @property
    def asked(self) -> int:
        """How many skills are asked for."""
        return self.have + self.could_show + self.missing

    @property
    def words(self) -> str:
        """The same in words."""
        parts = (
            _("has {have} of {asked}").format(have=self.have, asked=self.asked),
            _("could show {count}").format(count=self.could_show) if self.could_show else "",
            _("lacks {count}").format(count=self.missing) if self.missing else "",
        )
        return ", ".join(part for part in parts if part)


def draw_coverage(painter: QPainter, box: QRect, shares: CoverageShares) -> None:
    """Draw one box for each skill asked for: ticked, half full, or empty."""
    if not shares.asked:
        return
    gap = theme.px(_GAP_PX)
    room = (box.width() + gap) / shares.asked
    side = min(theme.px(_WIDEST_PX), box.height(), room - gap)
    side = max(_LEAST_PX, side)
    step = min(room, side + gap)
    top = box.center().y() - side / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number in range(shares.asked):
        cell = QRectF(box.left() + number * step, top, side, side)
        _draw_cell(painter, cell, _kind(number, shares))
    painter.restore()


def _kind(number: int, shares: CoverageShares) -> str:
    if number < shares.have:
        return "have"
    return "could" if number < shares.have + shares.could_show else "missing"


def _draw_cell(painter: QPainter, cell: QRectF, kind: str) -> None:
    edge = theme.color("accent" if kind != "missing" else "field")
    painter.setPen(QPen(edge, 1.2))
    painter.setBrush(theme.color("accent" if kind == "have" else "surface"))
    radius = min(4.0, cell.width() / 4)
    painter.drawRoundedRect(cell, radius, radius)
    if kind == "could":
        painter.setBrush(edge)
        painter.setPen(Qt.PenStyle.NoPen)
        inner = cell.adjusted(1, 1, -1, -1)
        painter.drawPolygon(QPolygonF([inner.bottomLeft(), inner.bottomRight(), inner.topRight()]))
    if kind == "have" and cell.width() >= 10:  # noqa: PLR2004 - smaller ticks are specks
        painter.setPen(QPen(theme.color("on_accent"), max(1.5, cell.width() / 9)))
        x, y, side = cell.left(), cell.top(), cell.width()
        corners = ((0.25, 0.52), (0.43, 0.7), (0.75, 0.32))
        painter.drawPolyline(QPolygonF([QPointF(x + a * side, y + b * side) for a, b in corners]))


def legend() -> tuple[tuple[CoverageShares, str], ...]:
    """Return one box of each kind with what it stands for."""
    return (
        (CoverageShares(1, 0, 0), _("Has it")),
        (CoverageShares(0, 1, 0), _("Could show it in a placement or a Fast Track week")),
        (CoverageShares(0, 0, 1), _("Lacks it")),
    )
