"""How far the person is on the way, as steps with their dates."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kbh_desktop.i18n import _
from kbh_desktop.people.labels import phase_label
from kbh_desktop.people.model import Person, Phase
from ui.people.fields import date_text
from ui.theme import Token, Weight, theme

_DOT_PX = 22
_STEPS: tuple[tuple[Phase, str], ...] = (
    ("asylum", "entry_date"),
    ("centre", "decision_date"),
    ("temporary", "arrival_date"),
    ("permanent", "moved_on"),
)


@dataclass(frozen=True, slots=True)
class WayStep:
    """One step: its words, when it began, and whether it is behind, here or ahead."""

    title: str
    when: str
    state: str


def steps_of(person: Person) -> tuple[WayStep, ...]:
    """Return the steps of `person`; a closed case has them all behind."""
    phases = [phase for phase, _field in _STEPS]
    here = phases.index(person.phase) if person.phase in phases else len(phases)
    return tuple(
        WayStep(
            phase_label(phase),
            date_text(getattr(person, field)),
            "behind" if at < here else "here" if at == here else "ahead",
        )
        for at, (phase, field) in enumerate(_STEPS)
    )


class Stepper(QWidget):
    """Dots on a line; read aloud as one sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[WayStep, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def tell(self, steps: Sequence[WayStep]) -> None:
        """Show `steps`."""
        self._steps = tuple(steps)
        words = {"behind": _("done"), "here": _("now"), "ahead": _("ahead")}
        self.setAccessibleName(
            ", ".join(f"{s.title} {s.when} ({words[s.state]})".replace("  ", " ") for s in steps)
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for dots and two lines below them."""
        return QSize(theme.px(420), theme.px(70))

    def minimumSizeHint(self) -> QSize:
        """Return the same height in a narrow place."""
        return QSize(theme.px(280), theme.px(70))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw line, dots and words."""
        if not self._steps:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() / len(self._steps)
        middle = theme.px(_DOT_PX) / 2 + 2
        for number, step in enumerate(self._steps):
            if number + 1 < len(self._steps):
                color: Token = "accent" if step.state == "behind" else "line"
                painter.setPen(QPen(theme.color(color), 2))
                start = number * width + theme.px(_DOT_PX) + 6
                painter.drawLine(QPointF(start, middle), QPointF((number + 1) * width - 6, middle))
            self._draw_dot(painter, QRectF(number * width + 1, 2, *[theme.px(_DOT_PX)] * 2), step)
            self._draw_words(painter, number * width, width, step)

    def _draw_dot(self, painter: QPainter, box: QRectF, step: WayStep) -> None:
        ahead = step.state == "ahead"
        painter.setPen(QPen(theme.color("field" if ahead else "accent"), 2))
        painter.setBrush(theme.color("accent" if step.state == "behind" else "surface"))
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        if step.state == "behind":
            inner = theme.px(12)
            place = QPointF(box.center().x() - inner / 2, box.center().y() - inner / 2)
            painter.drawPixmap(place, theme.pixmap("check", "on_accent", 12))
        elif step.state == "here":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(box.center(), box.width() / 4.4, box.width() / 4.4)

    def _draw_words(self, painter: QPainter, left: float, width: float, step: WayStep) -> None:
        here = step.state == "here"
        title = QRectF(left, theme.px(_DOT_PX) + theme.px(7), width - 8, theme.px(20))
        painter.setFont(theme.font(13, Weight.DemiBold if here else Weight.Medium))
        painter.setPen(theme.color("text3" if step.state == "ahead" else "text"))
        shown = painter.fontMetrics().elidedText(
            step.title, Qt.TextElideMode.ElideRight, int(title.width())
        )
        painter.drawText(title, Qt.AlignmentFlag.AlignLeft, shown)
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("text3"))
        below = title.translated(0, theme.px(19))
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, step.when)
