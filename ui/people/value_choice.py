"""Two values of one field side by side, of which one is kept."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from kbh_desktop.i18n import _
from ui.theme import Token, Weight, theme

_WRAPPED = int(
    Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
)


class ValueButton(QRadioButton):
    """A value with who wrote it and when; read aloud as a radio button."""

    def __init__(self, field: str, value: str, who: str) -> None:
        super().__init__(value)
        self._who = who
        self.setAccessibleName(f"{field}: {value}")
        self.setAccessibleDescription(who)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Return that a narrow place makes it higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of both texts at `width`."""
        return sum(self._heights(max(40, width - 2 * self._gap()))) + 2 * self._gap()

    def sizeHint(self) -> QSize:
        """Return the size at a usual width."""
        width = self.width() if self.width() > theme.px(80) else theme.px(240)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the height at the present width."""
        return QSize(theme.px(80), self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Take a click anywhere."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the value, and below it who wrote it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        edge: Token = "focus" if self.hasFocus() else "accent" if chosen else "field"
        ground: Token = "soft" if chosen else "hover" if self.underMouse() else "surface"
        painter.setPen(QPen(theme.color(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        gap = self._gap()
        inner = self.rect().adjusted(gap, gap, -gap, -gap)
        first, _second = self._heights(inner.width())
        painter.setPen(theme.color("on_soft" if chosen else "text"))
        painter.setFont(self._value_font())
        painter.drawText(inner, _WRAPPED, self.text())
        painter.setPen(theme.color("on_soft" if chosen else "text2"))
        painter.setFont(self._who_font())
        painter.drawText(inner.adjusted(0, first, 0, 0), _WRAPPED, self._who)

    def _heights(self, width: int) -> tuple[int, int]:
        room = QRect(0, 0, width, 10_000)
        value = QFontMetrics(self._value_font()).boundingRect(room, _WRAPPED, self.text())
        if not self._who:
            return value.height(), 0
        who = QFontMetrics(self._who_font()).boundingRect(room, _WRAPPED, self._who)
        return value.height(), who.height()

    def _gap(self) -> int:
        return theme.px(9)

    def _value_font(self) -> QFont:
        return theme.font(14, Weight.DemiBold if self.isChecked() else Weight.Medium)

    def _who_font(self) -> QFont:
        return theme.font(12.5)


class ValueChoice(QWidget):
    """Left and right choose; `chosen` says whether the other one's value is taken."""

    chosen = Signal(bool)

    def __init__(
        self, field: str, one: tuple[str, str], other: tuple[str, str], *, take_other: bool
    ) -> None:
        super().__init__()
        self.setAccessibleName(_("{field}: which value is kept").format(field=field))
        self.buttons = (ValueButton(field, *one), ValueButton(field, *other))
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for button in self.buttons:
            self._group.addButton(button)
            row.addWidget(button, 1)
        self.buttons[take_other].setChecked(True)
        self.buttons[1].toggled.connect(self.chosen)
        self.setFocusProxy(self.buttons[take_other])

    @property
    def takes_other(self) -> bool:
        """Whether the value of the other one is taken."""
        return self.buttons[1].isChecked()
