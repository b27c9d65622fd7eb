"""Numbers chosen on a line or as stars, and numbers with their thousands apart."""

import math
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from kbh_desktop.i18n import _
from kbh_desktop.xforms.states import ChoiceView, View
from ui.interviews.controls.control import Control
from ui.interviews.controls.text import NumberControl
from ui.theme import Token, theme

MOST_STEPS = 200
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TAKE_BACK = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_SLIDER_PX, _LEAST_PX = 340, 120
_TALL_PX = 180
_STAR_PX = 34
_POINTS = 10


def steps_of(view: View) -> tuple[str, ...]:
    """Return the numbers that a range offers, from its start to its end; none if it says none."""
    try:
        start, end, step = (
            Decimal(view.parameters.get(name, default))
            for name, default in (("start", "1"), ("end", "10"), ("step", "1"))
        )
        count = int((end - start) / step) if step else 0
    except (InvalidOperation, ValueError):
        return ()
    if not 0 < count < MOST_STEPS:
        return ()
    return tuple(f"{start + step * at:f}" for at in range(count + 1))


class SliderControl(Control):
    """A number on a line; nothing is chosen until it is moved. Delete takes it back."""

    def __init__(
        self, steps: tuple[str, ...], *, upright: bool, ticks: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._steps = steps
        self._value = ""
        self._showing = False
        way = Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal
        self._slider = QSlider(way)
        self._slider.setRange(0, len(steps) - 1)
        self._slider.setPageStep(max(1, len(steps) // 10))
        if upright:
            self._slider.setFixedHeight(theme.px(_TALL_PX))
        else:
            self._slider.setMinimumWidth(theme.px(_LEAST_PX))
            self._slider.setMaximumWidth(theme.px(_SLIDER_PX))
        if ticks:
            self._slider.setTickPosition(QSlider.TickPosition.TicksBelow)
            self._slider.setTickInterval(max(1, len(steps) // 20))
        self._slider.valueChanged.connect(self._moved)
        self._slider.sliderPressed.connect(self._moved)
        self._slider.installEventFilter(self)
        self._shown = QLabel()
        self._shown.setProperty("class", "H2")
        self._shown.setMinimumWidth(theme.px(60))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        first, last = QLabel(_local(steps[0])), QLabel(_local(steps[-1]))
        if upright:
            column = QVBoxLayout()
            for part in (last, self._slider, first):
                column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
            row.addLayout(column)
        else:
            row.addWidget(first)
            row.addWidget(self._slider, 4)
            row.addWidget(last)
        row.addSpacing(theme.px(12))
        row.addWidget(self._shown)
        row.addStretch(1)

    def field(self) -> QWidget:
        """Return the slider."""
        return self._slider

    def show_view(self, view: View, /) -> None:
        """Show the number chosen, or that none is."""
        self._value = view.value
        self._slider.setEnabled(not view.readonly)
        self._showing = True
        if view.value in self._steps:
            self._slider.setValue(self._steps.index(view.value))
        self._showing = False
        self._say_number()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on at Enter, take back at Delete, and choose the first number at the first key."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in _RETURN:
            self.next_wanted.emit()
            return True
        if event.key() in _TAKE_BACK:
            self._say("")
            return True
        if not self._value and event.key() in {Qt.Key.Key_Home, Qt.Key.Key_Space}:
            self._moved()
        return super().eventFilter(watched, event)

    def _moved(self, _at: int = 0) -> None:
        if not self._showing:
            self._say(self._steps[self._slider.value()])

    def _say(self, value: str) -> None:
        if value != self._value:
            self._value = value
            self._say_number()
            self.answered.emit(value)

    def _say_number(self) -> None:
        self._shown.setText(_local(self._value) or "–")


class RatingControl(Control):
    """Stars; digits and arrows choose, the chosen one pressed again takes it back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[str, ...] = ()
        self._choices: tuple[ChoiceView, ...] = ()
        self._value = ""
        self._stars: list[_Star] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addStretch(1)

    def field(self) -> QWidget:
        """Return the last full star, or the first."""
        at = self._values.index(self._value) if self._value in self._values else 0
        return self._stars[at] if self._stars else self

    def show_view(self, view: View, /) -> None:
        """Show as many full stars as were given."""
        values = tuple(choice.value for choice in view.choices) or steps_of(view)
        if values != self._values or view.choices != self._choices:
            self._choices = view.choices
            self._build(values)
        self._value = view.value
        self._fill()
        for star in self._stars:
            star.setEnabled(not view.readonly)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose by digit, walk by arrows, go on at Enter."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        return self._key(event) or super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        digit = event.key() - Qt.Key.Key_1
        if 0 <= digit < len(self._values):
            self._press(digit)
            return True
        if event.key() in _RETURN:
            self.next_wanted.emit()
            return True
        if event.key() in _TAKE_BACK:
            self._say("")
            return True
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if step and not event.modifiers():
            self._walk(-step if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else step)
        return bool(step)

    def _walk(self, step: int) -> None:
        at = next((i for i, star in enumerate(self._stars) if star.hasFocus()), 0)
        self._stars[max(0, min(len(self._stars) - 1, at + step))].setFocus()

    def _build(self, values: tuple[str, ...]) -> None:
        for star in self._stars:
            star.hide()
            star.deleteLater()
        self._values = values
        self._stars = []
        names = [choice.label for choice in self._choices]
        for at in range(len(values)):
            said = _("{count} of {total}").format(count=at + 1, total=len(values))
            star = _Star(f"{said}, {names[at]}" if names else said)
            star.installEventFilter(self)
            star.clicked.connect(lambda _on=False, at=at: self._press(at))
            self._stars.append(star)
            self._row.insertWidget(at, star)

    def _press(self, at: int) -> None:
        self._stars[at].setFocus()
        self._say("" if self._values[at] == self._value else self._values[at])

    def _say(self, value: str) -> None:
        self._value = value
        self._fill()
        self.answered.emit(value)

    def _fill(self) -> None:
        given = self._values.index(self._value) if self._value in self._values else -1
        for at, star in enumerate(self._stars):
            star.setChecked(at <= given)


class _Star(QAbstractButton):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = theme.px(_STAR_PX)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        full = self.isChecked()
        edge: Token = "focus" if self.hasFocus() else "accent" if full else "text3"
        painter.setPen(QPen(theme.color(edge), 3 if self.hasFocus() else 1.5))
        painter.setBrush(theme.color("accent" if full else "surface"))
        painter.drawPolygon(
            _star(QPointF(self.width() / 2, self.height() / 2), self.width() * 0.42)
        )


class ThousandsControl(NumberControl):
    """A number whose thousands are set apart, as in 12.500; spaces and full stops are welcome."""

    width_letters = 18

    def _as_text(self, value: str) -> str:
        whole, point, rest = value.partition(".")
        digits = whole.removeprefix("-")
        if not digits.isdigit():
            return super()._as_text(value)
        apart = f"{int(digits):,}".replace(",", ".")
        sign = "-" if whole.startswith("-") else ""
        return f"{sign}{apart}{',' if point else ''}{rest}"

    def _as_value(self, text: str) -> str:
        whole, point, rest = "".join(text.split()).partition(",")
        groups = whole.removeprefix("-").split(".")
        if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]):  # noqa: PLR2004
            whole = whole.replace(".", "")
        return f"{whole}{point}{rest}"


def _star(middle: QPointF, radius: float) -> QPolygonF:
    points = []
    for at in range(_POINTS):
        length = radius if at % 2 == 0 else radius * 0.45
        angle = math.pi * (at / 5 - 0.5)
        points.append(
            QPointF(middle.x() + length * math.cos(angle), middle.y() + length * math.sin(angle))
        )
    return QPolygonF(points)


def _local(number: str) -> str:
    return number.replace(".", ",")
