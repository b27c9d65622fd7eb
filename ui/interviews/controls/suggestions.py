"""The list that opens below a line while a person types: titles, and why each is there."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import Token, Weight, theme

ROW_PX = 36
_PAD_PX = 10
_BETWEEN = " · "
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A title that may be chosen, and what it was found by."""

    title: str
    found_by: str
    """Other words for it that hold what was typed; empty when the title itself does."""
    marks: tuple[tuple[int, int], ...]
    """Beginning and end of what was typed, in `found_by`, or in the title if that is empty."""
    belongs_to: str
    """The group that tells apart titles alike; may be empty."""

    @property
    def words(self) -> str:
        """All of the row, as it is read out."""
        parts = (self.title, self.found_by, self.belongs_to)
        return _BETWEEN.join(part for part in parts if part)

    @property
    def marked_words(self) -> tuple[tuple[int, int], ...]:
        """Beginning and end of what was typed, in `words`."""
        before = len(self.title) + len(_BETWEEN) if self.found_by else 0
        return tuple((before + begin, before + end) for begin, end in self.marks)


class SuggestionModel(QAbstractListModel):
    """Suggestions as rows; the role for editing gives the title alone."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._suggestions: Sequence[Suggestion] = ()

    def show_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Put other rows in place of those shown."""
        self.beginResetModel()
        self._suggestions = suggestions
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._suggestions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a row, its title, or the suggestion itself."""
        suggestion = self._suggestions[index.row()]
        if role == Qt.ItemDataRole.EditRole:
            return suggestion.title
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return suggestion.words
        return suggestion if role == Qt.ItemDataRole.UserRole else None


class SuggestionDelegate(QStyledItemDelegate):
    """Draws the title, what was typed in bold, and the rest in a quieter colour."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(theme.px(100), theme.px(ROW_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        suggestion: Suggestion = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.color("sel"))
        layout = QTextLayout(suggestion.words, option.font)
        layout.setFormats(_formats(suggestion))
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(option.rect.width() - 2 * theme.px(_PAD_PX))
        layout.endLayout()
        above = (option.rect.height() - line.height()) / 2
        painter.setClipRect(option.rect)
        layout.draw(
            painter, QPointF(option.rect.left() + theme.px(_PAD_PX), option.rect.top() + above)
        )
        painter.restore()


def _formats(suggestion: Suggestion) -> list[QTextLayout.FormatRange]:
    title = len(suggestion.title)
    plain = [
        _format(0, title, "text"),
        _format(title, len(suggestion.words), "text2"),
    ]
    bold = [
        _format(begin, end, "text" if end <= title else "text2", bold=True)
        for begin, end in suggestion.marked_words
    ]
    return plain + bold


def _format(begin: int, end: int, color: Token, *, bold: bool = False) -> QTextLayout.FormatRange:
    how = QTextCharFormat()
    how.setForeground(theme.color(color))
    if bold:
        how.setFontWeight(Weight.DemiBold)
    part = QTextLayout.FormatRange()
    part.start, part.length, part.format = begin, end - begin, how
    return part
