"""Columns of the same width, fewer where there is no room for all."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class ColumnsLayout(QLayout):
    """Fills rows from the reading side; a column is never narrower than the widest widget."""

    def __init__(self, parent: QWidget, columns: int, *, spacing: int = 8) -> None:
        super().__init__()
        self._columns = columns
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        parent.setLayout(self)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Add `item` at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many things are laid out."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Return the thing at `index`, or None beyond the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Take the thing at `index` out, or None beyond the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt's name
        """Return that it takes all the width there is."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Return that narrow columns make it taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how tall it is when it is `width` wide."""
        columns = self._fitting(width)
        rows = -(-len(self._items) // columns)
        return rows * self._row_height() + max(0, rows - 1) * self.spacing()

    def sizeHint(self) -> QSize:
        """Return the size with all columns."""
        width = self._columns * self._widest() + (self._columns - 1) * self.spacing()
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of the widest widget."""
        return QSize(self._widest(), self._row_height())

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Lay everything out in `rect`."""
        super().setGeometry(rect)
        columns, height = self._fitting(rect.width()), self._row_height()
        width = (rect.width() - (columns - 1) * self.spacing()) // columns
        widget = self.parentWidget()
        mirrored = widget is not None and widget.isRightToLeft()
        for at, item in enumerate(self._items):
            row, column = divmod(at, columns)
            from_side = column * (width + self.spacing())
            x = rect.right() + 1 - width - from_side if mirrored else rect.x() + from_side
            item.setGeometry(QRect(x, rect.y() + row * (height + self.spacing()), width, height))

    def _fitting(self, width: int) -> int:
        room = (width + self.spacing()) // max(1, self._widest() + self.spacing())
        return max(1, min(self._columns, room))

    def _widest(self) -> int:
        return max((item.minimumSize().width() for item in self._items), default=1)

    def _row_height(self) -> int:
        return max((item.sizeHint().height() for item in self._items), default=0)
