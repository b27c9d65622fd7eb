"""The list of pages at the left edge, with what waits to be exchanged below it."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from kbh_desktop.i18n import _
from ui.pages import PageEntry
from ui.theme import Weight, theme
from ui.widgets.chip import chip_size, draw_chip

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_ROW_PX = 40


class _PagesModel(QAbstractListModel):
    """The pages of the rail, each perhaps with a number that asks for attention."""

    def __init__(self, pages: Sequence[PageEntry]) -> None:
        super().__init__()
        self.pages = tuple(pages)
        self.badges: dict[str, int] = {}

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        return 0 if parent.isValid() else len(self.pages)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        page = self.pages[index.row()]
        if role == _Role.DisplayRole:
            return page.title()
        if role == _Role.AccessibleTextRole:
            badge = self.badges.get(page.key, 0)
            return f"{page.title()}, {badge}" if badge else page.title()
        if role == _Role.ToolTipRole:
            return f"{page.title()} (Ctrl+{index.row() + 1})"
        return None

    def set_badge(self, key: str, count: int) -> None:
        """Show `count` at the page `key`; nothing for 0."""
        self.badges[key] = count
        self.dataChanged.emit(self.index(0), self.index(len(self.pages) - 1))


class _PageDelegate(QStyledItemDelegate):
    """Draws an icon, the title and the number."""

    def __init__(self, model: _PagesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        metrics = QFontMetrics(theme.font(14, Weight.DemiBold))
        width = metrics.horizontalAdvance(str(index.data())) + theme.px(84)
        return QSize(width, theme.px(_ROW_PX) + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        state: QStyle.StateFlag = option.state
        rect: QRect = option.rect
        page = self._model.pages[index.row()]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect).adjusted(1, 2, -1, -2)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.color("soft" if chosen else "hover"))
            painter.drawRoundedRect(box, 8, 8)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 8, 8)
        side = theme.px(20)
        picture = theme.pixmap(page.icon, "on_soft" if chosen else "text2", 20)
        painter.drawPixmap(rect.left() + theme.px(12), rect.center().y() - side // 2 + 1, picture)
        painter.setPen(theme.color("on_soft" if chosen else "text2"))
        painter.setFont(theme.font(14, Weight.DemiBold if chosen else Weight.Medium))
        words = box.adjusted(theme.px(42), 0, -theme.px(8), 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        badge = self._model.badges.get(page.key, 0)
        if badge:
            size = chip_size(str(badge))
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(box.center())
            place.moveRight(box.right() - theme.px(8))
            draw_chip(painter, place, str(badge), "bad")
        painter.restore()


class PageList(QListView):
    """The pages as one list: Up and Down choose, and choosing shows the page."""

    chosen = Signal(str)
    entered_page = Signal()

    def __init__(self, pages: Sequence[PageEntry]) -> None:
        super().__init__()
        self._model = _PagesModel(pages)
        self.setModel(self._model)
        self.setItemDelegate(_PageDelegate(self._model, self))
        self.setAccessibleName(_("Pages"))
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("background:transparent")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self._silent = False

    def show_chosen(self, key: str) -> None:
        """Mark the page `key` without showing it again; none when there is no such page."""
        keys = [page.key for page in self._model.pages]
        self._silent = True
        if key in keys:
            self.setCurrentIndex(self._model.index(keys.index(key)))
        else:
            self.selectionModel().clear()
        self._silent = False

    def set_badge(self, key: str, count: int) -> None:
        """Show `count` at the page `key`; nothing for 0."""
        self._model.set_badge(key, count)

    def sizeHint(self) -> QSize:
        """Return room for every page."""
        rows = self._model.rowCount()
        width = max(
            (self.sizeHintForIndex(self._model.index(r)).width() for r in range(rows)),
            default=theme.px(160),
        )
        return QSize(width, rows * (theme.px(_ROW_PX) + 4) + 2)

    def minimumSizeHint(self) -> QSize:
        """Return room for two pages; the rest scroll."""
        whole = self.sizeHint()
        return QSize(whole.width(), min(whole.height(), 2 * (theme.px(_ROW_PX) + 4)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go into the page on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_page.emit()
        else:
            super().keyPressEvent(event)

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._silent:
            self.chosen.emit(self._model.pages[current.row()].key)


class Rail(QFrame):
    """The left edge: the program's name, search, pages, and what the shell puts below."""

    def __init__(self, above: Sequence[QWidget], pages: PageList, below: Sequence[QWidget]) -> None:
        super().__init__()
        self.setProperty("class", "Rail")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 18, 12, 12)
        column.setSpacing(4)
        for widget in above:
            column.addWidget(widget)
            column.addSpacing(8)
        column.addWidget(pages)
        column.addStretch(1)
        for widget in below:
            column.addWidget(widget)
