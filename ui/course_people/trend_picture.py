"""How the weeks were liked, as a line over faces."""

import itertools
from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kbh_desktop.courses.evaluations import SMILEYS, WeekTrend
from kbh_desktop.i18n import _
from ui.course_people.smiley import draw_face
from ui.theme import Weight, theme

_HEIGHT_PX = 206
_FACE_PX = 20
_LEFT_PX = 44
_BELOW_PX = 46


def decimal(value: Fraction) -> str:
    """Return a number with one decimal as Danes write it, `3,4`."""
    return f"{float(value):.1f}".replace(".", ",")


class TrendPicture(QWidget):
    """Read aloud as one sentence; the table beside it has every figure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weeks: tuple[WeekTrend, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def tell(self, weeks: Sequence[WeekTrend]) -> None:
        """Show `weeks`."""
        self._weeks = tuple(weeks)
        parts = [
            _("week {week}: {average}").format(week=week.week, average=decimal(week.mean))
            for week in weeks
            if week.mean is not None
        ]
        self.setAccessibleName(_("How the weeks were liked, 1 to 4") + ": " + ", ".join(parts))
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the faces beside and the weeks below."""
        return QSize(theme.px(360), theme.px(_HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        """Return the same height in a narrow place."""
        return QSize(theme.px(220), theme.px(_HEIGHT_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw faces, grid, line and the number of answers."""
        if not self._weeks:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(
            theme.px(_LEFT_PX), theme.px(30), -theme.px(14), -theme.px(_BELOW_PX)
        )
        self._draw_levels(painter, area)
        points = []
        step = area.width() / len(self._weeks)
        for place, week in enumerate(self._weeks):
            x = area.left() + (place + 0.5) * step
            self._draw_week(painter, QRectF(x - step / 2, area.bottom(), step, 0), week)
            if week.mean is not None:
                points.append((QPointF(x, _level(area, float(week.mean))), week.mean))
        self._draw_line(painter, points)

    def _draw_levels(self, painter: QPainter, area: QRectF) -> None:
        side = theme.px(_FACE_PX)
        for smiley in SMILEYS:
            y = _level(area, smiley)
            painter.setPen(theme.color("line"))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            draw_face(painter, QRectF(theme.px(8), y - side / 2, side, side), smiley)

    def _draw_week(self, painter: QPainter, foot: QRectF, week: WeekTrend) -> None:
        title = QRectF(foot.left(), foot.bottom() + theme.px(12), foot.width(), theme.px(16))
        painter.setPen(theme.color("text2"))
        painter.setFont(theme.font(12, Weight.Medium))
        painter.drawText(title, Qt.AlignmentFlag.AlignCenter, str(week.week))
        painter.setPen(theme.color("text3"))
        painter.setFont(theme.font(11))
        count = f"n = {week.answers}" if week.answers else "–"
        painter.drawText(title.translated(0, theme.px(15)), Qt.AlignmentFlag.AlignCenter, count)

    def _draw_line(self, painter: QPainter, points: Sequence[tuple[QPointF, Fraction]]) -> None:
        painter.setPen(QPen(theme.color("accent"), 2.5))
        for (start, _from), (end, _to) in itertools.pairwise(points):
            painter.drawLine(start, end)
        for point, average in points:
            painter.setPen(QPen(theme.color("surface"), 2))
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(point, 5.5, 5.5)
            painter.setPen(theme.color("text"))
            painter.setFont(theme.font(12, Weight.DemiBold))
            box = QRectF(point.x() - 30, point.y() - theme.px(24), 60, theme.px(16))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, decimal(average))


def _level(area: QRectF, value: float) -> float:
    return area.bottom() - (value - SMILEYS[0]) / (SMILEYS[-1] - SMILEYS[0]) * area.height()
