"""The weeks of a course side by side, each with its lessons and conflicts, and the overview."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from kbh_desktop.i18n import _
from ui.courses.words import conflicts_text
from ui.theme import Token, Weight, theme

OVERVIEW = "overview"
_HEIGHT_PX, _PAD_PX = 46, 9
_TURN_MS = 450
"""How long something is dragged over a tab before it opens."""


@dataclass(frozen=True, slots=True)
class TabWords:
    """What a tab says."""

    key: str
    title: str
    remark: str
    conflicts: int = 0
    short: str = ""
    """The title where there is little room."""
    icon: str = ""
    """Drawn instead of the title where there is even less."""


class _Tab(QAbstractButton):
    """Drawn as a button with two lines, read aloud with both."""

    def __init__(self, words: TabWords) -> None:
        super().__init__()
        self._words = words
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.say(words)

    def say(self, words: TabWords) -> None:
        """Show other words."""
        self._words = words
        conflicts = conflicts_text(words.conflicts) if words.conflicts else ""
        said = ", ".join(filter(None, (words.title, words.remark, conflicts)))
        self.setText(words.title)
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(92), theme.px(_HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(44), theme.px(_HEIGHT_PX))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave left and right to the row of tabs."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge: Token = "focus" if self.hasFocus() else "accent" if self.isChecked() else "field"
        ground: Token = "soft" if self.isChecked() else "hover" if self.underMouse() else "surface"
        painter.setPen(QPen(theme.color(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(box, 8, 8)
        inner = box.adjusted(theme.px(_PAD_PX), theme.px(4), -theme.px(_PAD_PX), -theme.px(4))
        upper = QRectF(inner.topLeft(), inner.bottomRight() - QPointF(0, inner.height() / 2))
        lower = upper.translated(0, upper.height())
        if self._words.icon and not self._fits(self._words.title, inner.width()):
            side = theme.px(20)
            at = QPointF(box.center().x() - side / 2, box.center().y() - side / 2)
            painter.drawPixmap(at, theme.pixmap(self._words.icon, "text2", 20))
            return
        fits = self._fits(self._words.title, inner.width())
        self._draw(painter, upper, self._words.title if fits else self._words.short, title=True)
        if self._words.conflicts:
            lower = self._draw_conflicts(painter, lower)
        if fits or not self._words.conflicts:
            self._draw(painter, lower, self._words.remark, title=False)

    def _fits(self, text: str, width: float) -> bool:
        return QFontMetricsF(theme.font(14, Weight.DemiBold)).horizontalAdvance(text) <= width

    def _draw(self, painter: QPainter, box: QRectF, text: str, *, title: bool) -> None:
        painter.setFont(theme.font(14, Weight.DemiBold) if title else theme.font(12))
        token: Token = "on_soft" if self.isChecked() else "text" if title else "text3"
        painter.setPen(theme.color(token))
        metrics = QFontMetricsF(painter.font())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def _draw_conflicts(self, painter: QPainter, box: QRectF) -> QRectF:
        """Draw sign and number at the far side and return the room left."""
        painter.setFont(theme.font(12, Weight.DemiBold))
        painter.setPen(theme.color("bad"))
        number = str(self._words.conflicts)
        width = QFontMetricsF(painter.font()).horizontalAdvance(number)
        painter.drawText(
            box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), number
        )
        side = theme.px(14)
        at = QPointF(box.right() - width - side - 3, box.center().y() - side / 2)
        painter.drawPixmap(at, theme.pixmap("triangle-alert", "bad", 14))
        return box.adjusted(0, 0, -(width + side + theme.px(8)), 0)


class WeekTabs(QWidget):
    """Left and right walk; something dragged over a tab for a moment opens it."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Weeks"))
        self._tabs: dict[str, _Tab] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._over = ""
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(_TURN_MS)
        self._turn.timeout.connect(lambda: self.chosen.emit(self._over))

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the tabs, in order."""
        return tuple(self._tabs)

    @property
    def current(self) -> str:
        """The key of the tab that is marked."""
        return next((key for key, tab in self._tabs.items() if tab.isChecked()), "")

    def tell(self, tabs: Sequence[TabWords]) -> None:
        """Show these tabs; the one marked stays marked."""
        if tuple(self._tabs) != tuple(each.key for each in tabs):
            self._rebuild(tabs)
        for each in tabs:
            self._tabs[each.key].say(each)

    def mark(self, key: str) -> None:
        """Show a tab as chosen, without saying so."""
        for each, tab in self._tabs.items():
            tab.setChecked(each == key)
            tab.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if each == key else Qt.FocusPolicy.ClickFocus
            )
        if key in self._tabs:
            self.setFocusProxy(self._tabs[key])

    def drag_over(self, spot: QPoint) -> None:
        """Note that something is dragged over a point of the screen."""
        over = next(
            (k for k, tab in self._tabs.items() if tab.rect().contains(tab.mapFromGlobal(spot))),
            "",
        )
        if over != self._over:
            self._over = over
            if over and over not in (self.current, OVERVIEW):
                self._turn.start()
            else:
                self._turn.stop()

    def drag_ended(self) -> None:
        """Note that nothing is dragged any more."""
        self._over = ""
        self._turn.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with left and right."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        at = self.keys.index(self.current) + step if self.current else -1
        if step and 0 <= at < len(self.keys):
            self.chosen.emit(self.keys[at])
            self._tabs[self.keys[at]].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _rebuild(self, tabs: Sequence[TabWords]) -> None:
        for tab in self._tabs.values():
            tab.hide()
            tab.deleteLater()
        self._tabs = {}
        for each in tabs:
            tab = _Tab(each)
            tab.clicked.connect(lambda _on, key=each.key: self.chosen.emit(key))
            self._tabs[each.key] = tab
            self._row.addWidget(tab)
