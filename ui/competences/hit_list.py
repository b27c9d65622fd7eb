"""The list of titles and skills to add: Enter or a click adds, 1-3 add a skill with its level."""

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.competences.hits import HitModel, HitRow, Index
from ui.competences.marked_text import draw_line
from ui.theme import Token, Weight, theme
from ui.widgets.chip import chip_size, draw_chip

_ONE_LINE_PX, _TWO_LINES_PX = 40, 54
_PAD_PX = 10
_ICON_PX = 18
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_State = QStyle.StateFlag


class HitDelegate(QStyledItemDelegate):
    """Draws an icon, the title with what was typed, and below it why the row is there."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row of one or two lines."""
        row: HitRow = index.data(Qt.ItemDataRole.UserRole)
        two = row.found_by or row.remark
        return QSize(theme.px(100), theme.px(_TWO_LINES_PX if two else _ONE_LINE_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row: HitRow = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_ground(painter, option)
        pad, side = theme.px(_PAD_PX), theme.px(_ICON_PX)
        inner = option.rect.adjusted(pad, theme.px(4), -pad, -theme.px(4))
        icon = "check" if row.chosen else row.icon
        color: Token = "ok" if row.chosen else "text3"
        painter.drawPixmap(
            inner.left(), inner.center().y() - side // 2, theme.pixmap(icon, color, _ICON_PX)
        )
        words = inner.adjusted(side + pad, 0, 0, 0)
        if row.label:
            words = _draw_label(painter, words, row.label)
        _draw_words(painter, words, row)
        painter.restore()


class HitList(QListView):
    """Says which row is to be added, and with which level if a digit was pressed."""

    added = Signal(object, int)
    """A HitRow and 1-3, or 0 for no level."""
    left_upwards = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.hits = HitModel(self)
        self.setModel(self.hits)
        self.setItemDelegate(HitDelegate(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._clicked)

    @property
    def current(self) -> HitRow | None:
        """The row in hand."""
        index = self.currentIndex()
        return self.hits.rows[index.row()] if index.isValid() else None

    def point_at(self, row: int) -> None:
        """Take the row with that number, the nearest there is, in hand."""
        last = len(self.hits.rows) - 1
        if last >= 0:
            self.setCurrentIndex(self.hits.index(max(0, min(row, last))))

    def walk(self, step: int) -> None:
        """Take the row `step` further down in hand."""
        at = self.currentIndex().row() if self.currentIndex().isValid() else -1
        self.point_at(at + step)

    def add_current(self, level: int = 0) -> None:
        """Say that the row in hand is to be added."""
        if self.current is not None:
            self.added.emit(self.current, level)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add at Enter and at the digits; leave upwards above the first row."""
        level = event.key() - Qt.Key.Key_0
        if event.key() in _ENTER:
            self.add_current()
        elif level in (1, 2, 3) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.add_current(level)
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:  # noqa: N802 - Qt's name
        """Leave letters to the search field."""

    def _clicked(self, index: QModelIndex) -> None:
        self.added.emit(self.hits.rows[index.row()], 0)


def _draw_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    box = QRectF(option.rect).adjusted(2, 1, -2, -1)
    chosen = bool(option.state & _State.State_Selected)
    painter.setPen(Qt.PenStyle.NoPen)
    if chosen:
        painter.setBrush(theme.color("sel"))
        painter.drawRoundedRect(box, 8, 8)
    elif option.state & _State.State_MouseOver:
        painter.setBrush(theme.color("hover"))
        painter.drawRoundedRect(box, 8, 8)
    if chosen and option.state & _State.State_HasFocus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(theme.color("focus"))
        painter.drawRoundedRect(box, 8, 8)


def _draw_label(painter: QPainter, words: QRect, label: str) -> QRect:
    size = chip_size(label)
    left = words.right() - size.width()
    top = words.center().y() - size.height() / 2
    draw_chip(painter, QRectF(left, top, size.width(), size.height()), label, "")
    return words.adjusted(0, 0, -size.width() - theme.px(6), 0)


def _draw_words(painter: QPainter, words: QRect, row: HitRow) -> None:
    below = row.found_by or row.remark
    upper = QRect(words)
    if below:
        upper.setHeight(words.height() * 11 // 20)
        lower = words.adjusted(0, upper.height(), 0, 0)
        marks = row.marks if row.found_by else ()
        draw_line(painter, lower, below, theme.font(12.5), "text3", marks)
    font = theme.font(14, Weight.Medium)
    draw_line(painter, upper, row.title, font, "text", () if row.found_by else row.marks)
