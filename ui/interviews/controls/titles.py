"""Job titles and skills: the catalogue suggests, and a person's own words are an answer too."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from kbh_desktop.i18n import _
from ui.interviews.controls.suggestions import (
    ROW_PX,
    Suggestion,
    SuggestionDelegate,
    SuggestionModel,
)
from ui.interviews.controls.text import LineControl
from ui.theme import theme

Suggest = Callable[[str], Sequence[Suggestion]]
"""Suggestions for typed letters, the likeliest first; for none, what may be meant anyhow."""
_ROWS_SHOWN = 8


class TitleControl(LineControl):
    """A line whose answer is the title chosen below it, or else what was typed.

    The Down key opens the suggestions, in an empty line too.
    """

    def __init__(self, suggest: Suggest, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._suggest = suggest
        self._suggestions = SuggestionModel(self)
        self._line.setPlaceholderText(_("Type the first letters, or your own words"))
        completer = QCompleter(self._suggestions, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCompletionRole(Qt.ItemDataRole.EditRole)
        completer.setMaxVisibleItems(_ROWS_SHOWN)
        rows = QListView()
        rows.setAccessibleName(_("Suggestions"))
        rows.setProperty("kind", "popup")
        rows.setMinimumHeight(theme.px(ROW_PX))
        completer.setPopup(rows)
        # Qt gives the list a delegate of its own with the model, so ours comes after it.
        rows.setItemDelegate(SuggestionDelegate(rows))
        completer.activated.connect(self._chosen)
        self._line.setCompleter(completer)
        self._completer, self._rows = completer, rows
        self._line.textEdited.connect(self._show_suggestions)
        self._line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the suggestions at the Down key."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() == Qt.Key.Key_Down and not plain and not self._line.isReadOnly():
                self._show_suggestions(self._line.text())
                return True
        return super().eventFilter(watched, event)

    def _show_suggestions(self, typed: str) -> None:
        found = self._suggest(typed)
        self._suggestions.show_suggestions(found)
        if found:
            self._completer.complete()
        else:
            self._rows.hide()

    def _chosen(self, title: str) -> None:
        self._line.setText(title)
        self.flush()
