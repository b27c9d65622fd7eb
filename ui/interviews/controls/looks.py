"""How the options of a question lie on the screen: in a row that wraps, in columns, on a scale."""

from typing import Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from kbh_desktop.xforms.states import ChoiceView
from ui.interviews.controls.columns_layout import ColumnsLayout
from ui.theme import Token, Weight, theme
from ui.widgets.flow_layout import FlowLayout

_DOT_PX, _GAP_PX = 22, 8
_STEP_LEAST_PX = 58
_CELL_LEAST_PX = 36
_WRAP = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class Look(Protocol):
    """Makes the buttons of options and says where they lie."""

    def layout(self, parent: QWidget) -> QLayout:
        """Return the layout that the buttons stand in."""

    def button(self, choice: ChoiceView, *, several: bool) -> QAbstractButton:
        """Return a button for one option."""

    def add(self, layout: QLayout, button: QAbstractButton, at: int) -> None:
        """Put the option number `at`, from 0, into `layout`."""


class Flowing:
    """One after the other, as many in a line as there is room for."""

    def layout(self, parent: QWidget) -> QLayout:
        """Return a layout that wraps."""
        return FlowLayout(parent, spacing=8)

    def button(self, choice: ChoiceView, *, several: bool) -> QAbstractButton:
        """Return a button with the option's words."""
        button = QPushButton(choice.label)
        button.setProperty("kind", "seg")
        button.setProperty("several", several)
        return button

    def add(self, layout: QLayout, button: QAbstractButton, _at: int) -> None:
        """Put it at the end."""
        layout.addWidget(button)


class InColumns(Flowing):
    """In columns of the same width."""

    def __init__(self, columns: int) -> None:
        self._columns = columns

    def layout(self, parent: QWidget) -> QLayout:
        """Return columns, fewer where there is no room."""
        return ColumnsLayout(parent, self._columns)

    def add(self, layout: QLayout, button: QAbstractButton, _at: int) -> None:
        """Fill the rows from the beginning."""
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout.addWidget(button)


class OnAScale:
    """Dots on a line from one end to the other, the words below them."""

    def layout(self, parent: QWidget) -> QLayout:
        """Return a row without gaps, so that the line is unbroken."""
        return _row(parent)

    def button(self, choice: ChoiceView, *, several: bool) -> QAbstractButton:
        """Return a dot with its words in both languages."""
        return _Step(choice, square=several)

    def add(self, layout: QLayout, button: QAbstractButton, _at: int) -> None:
        """Give every step the same width."""
        if isinstance(layout, QHBoxLayout):
            layout.addWidget(button, 1)


class InCells(OnAScale):
    """Dots alone, below the words of another row."""

    def button(self, choice: ChoiceView, *, several: bool) -> QAbstractButton:
        """Return a dot whose words are read aloud only."""
        return _Cell(choice, square=several)


class HeaderCells(QWidget):
    """The words of the options over the dots of the rows below."""

    def __init__(self, choices: tuple[ChoiceView, ...]) -> None:
        super().__init__()
        row = _row(self)
        for choice in choices:
            row.addWidget(_Words(choice), 1)


class _Words(QWidget):
    """The words of an option in both languages, centred."""

    def __init__(self, choice: ChoiceView) -> None:
        super().__init__()
        self._choice = choice
        self.setSizePolicy(_as_tall_as_wide_allows())
        self.setAccessibleName(choice.label)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return _words_height(self._choice, width)

    def sizeHint(self) -> QSize:
        width = theme.px(_STEP_LEAST_PX)
        return QSize(width, _words_height(self._choice, width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_CELL_LEAST_PX), theme.px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        _draw_words(painter, self.rect(), self._choice, enabled=True)


class _Dotted(QAbstractButton):
    """A dot that is filled when chosen; square where several may be chosen."""

    def __init__(self, choice: ChoiceView, *, square: bool) -> None:
        super().__init__()
        self.choice = choice
        self._square = square
        self.setText(choice.label)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def _draw_dot(self, painter: QPainter, middle: QPointF) -> None:
        side = theme.px(_DOT_PX)
        box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            self._shape(painter, box.adjusted(-4, -4, 4, 4))
        chosen, enabled = self.isChecked(), self.isEnabled()
        edge: Token = "line" if not enabled else "accent" if chosen else "field"
        painter.setPen(QPen(theme.color(edge), 2))
        painter.setBrush(theme.color("hover" if self.underMouse() and enabled else "surface"))
        self._shape(painter, box)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent" if enabled else "text2"))
            inset = side * 0.26
            self._shape(painter, box.adjusted(inset, inset, -inset, -inset))

    def _shape(self, painter: QPainter, box: QRectF) -> None:
        if self._square:
            painter.drawRoundedRect(box, 4, 4)
        else:
            painter.drawEllipse(box)


class _Step(_Dotted):
    """A dot on the line, its words below."""

    def __init__(self, choice: ChoiceView, *, square: bool) -> None:
        super().__init__(choice, square=square)
        self.setSizePolicy(_as_tall_as_wide_allows())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._above() + _words_height(self.choice, width)

    def sizeHint(self) -> QSize:
        width = theme.px(_STEP_LEAST_PX)
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_CELL_LEAST_PX), self._above() + theme.px(20))

    def _above(self) -> int:
        return theme.px(_DOT_PX + 2 * _GAP_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, self._above() / 2)
        painter.setPen(QPen(theme.color("line"), 2))
        begin, end = self._line()
        painter.drawLine(QPointF(begin, middle.y()), QPointF(end, middle.y()))
        self._draw_dot(painter, middle)
        words = self.rect().adjusted(0, self._above(), 0, 0)
        _draw_words(painter, words, self.choice, enabled=self.isEnabled())

    def _line(self) -> tuple[float, float]:
        """The line goes from the first dot to the last."""
        parent = self.parentWidget()
        siblings = parent.findChildren(_Step) if parent is not None else [self]
        left = min(siblings, key=lambda step: step.x())
        right = max(siblings, key=lambda step: step.x())
        half = self.width() / 2
        return (half if self is left else 0), (half if self is right else self.width())


class _Cell(_Dotted):
    """A dot in a table."""

    def sizeHint(self) -> QSize:
        side = theme.px(_CELL_LEAST_PX)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_dot(painter, QPointF(self.width() / 2, self.height() / 2))


def _as_tall_as_wide_allows() -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy


def _row(parent: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(parent)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    return row


def _parts(choice: ChoiceView) -> list[tuple[str, int, bool]]:
    """Words, size and whether they are the quieter ones."""
    own = [(choice.label, 14, False)]
    return [*own, (choice.label_other, 13, True)] if choice.label_other else own


def _words_height(choice: ChoiceView, width: int) -> int:
    room = QRect(0, 0, max(width - 8, 20), 10_000)
    heights = (
        QFontMetrics(theme.font(size)).boundingRect(room, _WRAP, words).height()
        for words, size, _quiet in _parts(choice)
    )
    return sum(heights) + theme.px(4)


def _draw_words(painter: QPainter, box: QRect, choice: ChoiceView, *, enabled: bool) -> None:
    top = box.top()
    for words, size, quiet in _parts(choice):
        painter.setFont(theme.font(size, Weight.Normal))
        painter.setPen(theme.color("text2" if quiet or not enabled else "text"))
        room = QRect(box.left() + 4, top, max(box.width() - 8, 20), 10_000)
        painter.drawText(room, _WRAP, words)
        top += QFontMetrics(theme.font(size)).boundingRect(room, _WRAP, words).height()
