"""The sections at the left: how far each is, and what is wrong in it."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLabel,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kbh_desktop.i18n import _, n_
from kbh_desktop.xforms.states import SectionProgress
from ui.theme import Weight, theme

REVIEW = "review"
"""The last step, after the form's own sections."""
_WIDE_PX, _COMPACT_PX = 236, 60
_NAMED_PX = 120
"""A narrower button shows its ring only."""


class SectionList(QFrame):
    """All sections with their progress; pressing one opens it."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, SectionButton] = {}
        self._current = ""
        self._compact = True
        self._count = QLabel()
        self._count.setProperty("class", "Sub")
        self._count.hide()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress of the whole interview"))
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 12)
        whole.setSpacing(6)
        whole.addWidget(self._count)
        whole.addWidget(self._bar)
        whole.addSpacing(6)
        whole.addWidget(self._scroll, 1)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Take another width when the look changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def set_compact(self, *, compact: bool) -> None:
        """Show only the rings, where the questions need the room; the names become tips."""
        if compact != self._compact:
            self._compact = compact
            self._count.setVisible(not compact)
            self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(theme.px(_COMPACT_PX if self._compact else _WIDE_PX))

    def show_progress(self, sections: tuple[SectionProgress, ...], current: str) -> None:
        """Show how far each relevant section is; `current` is the open one."""
        relevant = [section for section in sections if section.relevant]
        refs = [*(section.ref for section in relevant), REVIEW]
        if list(self._buttons) != refs:
            self._build(refs)
        for section in relevant:
            self._buttons[section.ref].show_progress(
                section.title, section.answered, section.total, section.errors
            )
        self._buttons[REVIEW].show_progress(_("Go through and finish"), 0, 0, 0)
        for ref, button in self._buttons.items():
            button.setChecked(ref == current)
        if current != self._current and current in self._buttons:
            self._current = current
            self._scroll.ensureWidgetVisible(self._buttons[current], 0, 8)
        answered = sum(section.answered for section in relevant)
        total = sum(section.total for section in relevant)
        self._count.setText(
            _("{answered} of {total} answered").format(answered=answered, total=total)
        )
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(answered)

    def focus_current(self) -> None:
        """Put the keyboard on the open section."""
        if self._current in self._buttons:
            self._buttons[self._current].setFocus()

    def _build(self, refs: list[str]) -> None:
        for button in self._buttons.values():
            self._column.removeWidget(button)
            button.deleteLater()
        self._buttons = {}
        for place, ref in enumerate(refs):
            button = SectionButton()
            button.clicked.connect(lambda _on=False, ref=ref: self.chosen.emit(ref))
            self._buttons[ref] = button
            self._column.insertWidget(place, button)


class SectionButton(QAbstractButton):
    """One section: a ring, its name, n of m, and a count of what is wrong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._title, self._answered, self._total, self._errors = "", 0, 0, 0

    def show_progress(self, title: str, answered: int, total: int, errors: int) -> None:
        """Show the section's figures; a total of 0 means a step without questions."""
        shown = (title, answered, total, errors)
        if shown == (self._title, self._answered, self._total, self._errors):
            return
        self._title, self._answered, self._total, self._errors = shown
        spoken = [title]
        if total:
            spoken.append(
                _("{answered} of {total} answered").format(answered=answered, total=total)
            )
        if errors:
            spoken.append(n_("{count} to put right", "{count} to put right", errors))
        self.setAccessibleName(", ".join(spoken).format(count=errors))
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for two lines."""
        return QSize(theme.px(200), theme.px(44))

    def minimumSizeHint(self) -> QSize:
        """Return room for the ring."""
        return QSize(theme.px(40), theme.px(44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, ring, words and the count of errors."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("soft" if self.isChecked() else "hover"))
            painter.drawRoundedRect(box, 8, 8)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(box, 8, 8)
        ring = theme.px(22)
        place = QRectF(box.left() + 10, box.center().y() - ring / 2, ring, ring)
        if self.width() >= theme.px(_NAMED_PX):
            self._draw_ring(painter, place)
            self._draw_words(painter, box.adjusted(ring + 22, 0, -10, 0))
            return
        place.moveCenter(box.center())
        self._draw_ring(painter, place)
        if self._errors:
            self._draw_dot(painter, place)

    def _draw_ring(self, painter: QPainter, box: QRectF) -> None:
        if not self._total or self._answered >= self._total:
            ratio = self.devicePixelRatioF()
            done = theme.pixmap("circle-check", "ok", 22, ratio)
            step = theme.pixmap("list-checks", "text2", 22, ratio)
            painter.drawPixmap(box.topLeft(), done if self._total else step)
            return
        inside = box.adjusted(2, 2, -2, -2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("line"), 3))
        painter.drawEllipse(inside)
        if self._answered:
            pen = QPen(theme.color("accent"), 3)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(inside, 90 * 16, -int(360 * 16 * self._answered / self._total))

    def _draw_words(self, painter: QPainter, box: QRectF) -> None:
        checked = self.isChecked()
        room = box
        if self._errors:
            room = box.adjusted(0, 0, -theme.px(34), 0)
            self._draw_errors(painter, box)
        painter.setFont(theme.font(14, Weight.DemiBold if checked else Weight.Medium))
        painter.setPen(theme.color("on_soft" if checked else "text"))
        elided = painter.fontMetrics().elidedText(
            self._title, Qt.TextElideMode.ElideRight, int(room.width())
        )
        if not self._total:
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, elided)
            return
        upper = QRectF(room.left(), box.top() + 4, room.width(), box.height() / 2)
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, elided)
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("text2" if checked else "text3"))
        lower = QRectF(room.left(), box.center().y() - 1, room.width(), box.height() / 2 - 4)
        figures = _("{answered} of {total}").format(answered=self._answered, total=self._total)
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter, figures)

    def _draw_dot(self, painter: QPainter, ring: QRectF) -> None:
        side = theme.px(10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("bad"))
        painter.drawEllipse(QRectF(ring.right() - side / 2, ring.top() - side / 2, side, side))

    def _draw_errors(self, painter: QPainter, box: QRectF) -> None:
        wide, high = theme.px(26), theme.px(20)
        pill = QRectF(box.right() - wide, box.center().y() - high / 2, wide, high)
        ground, ink = theme.tone("bad")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(pill, high / 2, high / 2)
        painter.setPen(ink)
        painter.setFont(theme.font(12, Weight.DemiBold))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, str(self._errors))
