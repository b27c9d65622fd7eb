"""A sheet of a given width, as high as its content needs there."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QWidget


class Sheet(QFrame):
    """Qt's layouts ask a centred part for its height at the wrong width; this one knows its own."""

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("class", "Sheet")
        self._width = width

    def set_width(self, width: int) -> None:
        """Be `width` wide from now on."""
        if width != self._width:
            self._width = width
            self.setFixedWidth(width)
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Return that the height follows from the set width alone."""
        return False

    def sizeHint(self) -> QSize:
        """Return the set width and the height the content needs there."""
        layout = self.layout()
        if layout is None:
            return QSize(self._width, 0)
        if layout.hasHeightForWidth():
            return QSize(self._width, layout.totalHeightForWidth(self._width))
        return QSize(self._width, layout.totalSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the same, so that nothing is cut."""
        return self.sizeHint()
