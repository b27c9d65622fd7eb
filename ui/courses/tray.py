"""Sessions without a time: a list to drag from, or to place by keys and clicks."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from kbh_desktop.i18n import _
from ui.courses.rows import RowList


class Tray(RowList):
    """Space holds, Enter opens; dragging tells where the pointer is, in points of the screen."""

    hold_wanted = Signal(str)
    drag_began = Signal(str)
    dragged = Signal(QPoint)
    drag_ended = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__(_("Not placed"))
        self._pressed_at: QPoint | None = None
        self._dragging = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hold the chosen session on Space."""
        if event.key() == Qt.Key.Key_Space and self.key:
            self.hold_wanted.emit(self.key)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a row and perhaps begin to drag it."""
        super().mousePressEvent(event)
        on_row = self.indexAt(event.position().toPoint()).isValid()
        if on_row and event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the row that was pressed."""
        if self._pressed_at is None:
            super().mouseMoveEvent(event)
            return
        far = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if not self._dragging and far >= QApplication.startDragDistance():
            self._dragging = True
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.drag_began.emit(self.key)
        if self._dragging:
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop what was dragged."""
        dragging, self._dragging, self._pressed_at = self._dragging, False, None
        super().mouseReleaseEvent(event)
        if dragging:
            self.viewport().unsetCursor()
            self.drag_ended.emit(event.globalPosition().toPoint())
