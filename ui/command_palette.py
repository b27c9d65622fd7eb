"""Ctrl+K: go to a page or a person, or do something, by typing a few letters."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from kbh_desktop.i18n import _
from ui.navigation import Command
from ui.theme import Weight, theme
from ui.widgets.dialog import SHADE
from ui.widgets.search_field import SearchField
from ui.widgets.text import Text

Finder = Callable[[str], Sequence[Command]]

_MOST = 12
_WALK_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_COMMAND = Qt.ItemDataRole.UserRole


def matching(commands: Sequence[Command], typed: str) -> list[Command]:
    """Return the commands whose title has every typed word, those that begin so first."""
    words = typed.casefold().split()
    hits = [c for c in commands if all(word in c.title.casefold() for word in words)]
    return sorted(hits, key=lambda c: not c.title.casefold().startswith(typed.casefold()))


class _Row(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: object) -> QSize:
        return QSize(200, theme.px(40))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: object) -> None:
        command: Command = index.data(_COMMAND)  # type: ignore[attr-defined]
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect).adjusted(6, 1, -6, -1)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("sel"))
            painter.drawRoundedRect(box, 8, 8)
        side = theme.px(18)
        painter.drawPixmap(
            int(box.left()) + theme.px(10),
            int(box.center().y()) - side // 2,
            theme.pixmap(command.icon, "accent" if chosen else "text3", 18),
        )
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font(14, Weight.Medium if chosen else Weight.Normal))
        words = box.adjusted(theme.px(40), 0, -theme.px(96), 0)
        title = painter.fontMetrics().elidedText(
            command.title, Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("text3"))
        edge = box.adjusted(0, 0, -theme.px(12), 0)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(edge, int(right), command.keys)
        painter.restore()


class CommandPalette(QDialog):
    """A field and a list over the shaded window; Esc or a click beside it closes."""

    def __init__(self, parent: QWidget, commands: Sequence[Command], find: Finder) -> None:
        self._window = parent.window()
        super().__init__(self._window)
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setAccessibleName(_("Go to or do"))
        self._commands = tuple(commands)
        self._find = find
        self._field: QLineEdit = SearchField(_("Search for a person, a page or an action"))
        self._field.textChanged.connect(self._show_matches)
        self._field.installEventFilter(self)
        self._list = QListWidget()
        self._list.setAccessibleName(_("Results"))
        self._list.setItemDelegate(_Row(self._list))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(self._run)
        self._nothing = Text(_("Nothing matches. Try fewer letters."), "Muted")
        self._nothing.setContentsMargins(14, 8, 14, 12)
        self._lay_out()
        self.finished.connect(self.deleteLater)

    def start(self) -> None:
        """Show the palette and take the keyboard."""
        self._came_from = self._window.focusWidget()
        self.setGeometry(self._window.rect())
        self._show_matches("")
        self.show()
        self.raise_()
        self._field.setFocus()

    def titles(self) -> tuple[str, ...]:
        """Return what is offered, best first."""
        return tuple(self._list.item(row).text() for row in range(self._list.count()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows walk in the list and Enter run while the field has the keyboard."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _WALK_KEYS:
                self._list.event(event)
                self._walk(event.key())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.reject()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self._list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def mousePressEvent(self, _event: QEvent) -> None:
        """Close on a click beside the sheet."""
        self.reject()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Shade the window below."""
        QPainter(self).fillRect(self.rect(), SHADE)

    def reject(self) -> None:
        """Close, and give the keyboard back."""
        super().reject()
        if self._came_from is not None:
            self._came_from.setFocus()

    def _walk(self, key: int) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6}.get(Qt.Key(key), -6)
        last = self._list.count() - 1
        self._list.setCurrentRow(max(0, min(last, self._list.currentRow() + step)))

    def _show_matches(self, typed: str) -> None:
        found = [*matching(self._commands, typed), *(self._find(typed) if typed.strip() else ())]
        self._list.clear()
        for command in found[:_MOST]:
            item = QListWidgetItem(command.title)
            item.setData(_COMMAND, command)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self._list.setFixedHeight(min(len(found), _MOST) * theme.px(40) + 8)

    def _run(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        command: Command = item.data(_COMMAND)
        self.accept()
        command.run()

    def _lay_out(self) -> None:
        sheet = QFrame()
        sheet.setProperty("class", "Sheet")
        sheet.setFixedWidth(min(theme.px(620), self._window.width() - 48))
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(10, 10, 10, 10)
        inside.setSpacing(8)
        inside.addWidget(self._field)
        inside.addWidget(self._list)
        inside.addWidget(self._nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, max(24, self._window.height() // 8), 24, 24)
        whole.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(1)
