"""What happened with a person, newest first, with a quick note at the top."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from kbh_desktop.i18n import _
from kbh_desktop.people.model import EventKind, TimelineEvent
from ui.theme import theme
from ui.widgets.buttons import Button, LinkButton, QuietButton
from ui.widgets.card import Card, Rule
from ui.widgets.clearing import clear_layout
from ui.widgets.moments import moment_text
from ui.widgets.select import Select
from ui.widgets.text import Text

_FIRST = 25
_ICONS: dict[EventKind, str] = {
    "registered": "user-plus",
    "changed": "pencil",
    "note": "sticky-note",
    "interview": "clipboard-list",
}


class Timeline(Card):
    """`noted` gives the text of a new note, `interview_wanted` the id of an interview."""

    noted = Signal(str)
    interview_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Timeline"))
        self._events: tuple[TimelineEvent, ...] = ()
        self._now: datetime | None = None
        self._shown = _FIRST
        self._filter = Select(
            _("Show"),
            (
                ("", _("Everything")),
                ("note", _("Notes")),
                ("interview", _("Interviews")),
                ("changed", _("Changes")),
            ),
        )
        self._filter.picked.connect(lambda _kind: self._show())
        self.header.addWidget(self._filter)
        self._note = QPlainTextEdit()
        self._note.setAccessibleName(_("Note"))
        self._note.setPlaceholderText(_("Write a note …"))
        self._note.setTabChangesFocus(True)
        self._note.textChanged.connect(self._note_changed)
        self._note.installEventFilter(self)
        self._add = Button(_("Add the note"), self._add_note)
        self._add.setToolTip("Ctrl+Enter")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._more = QuietButton(_("Show more"), self._show_more)
        self.column.addWidget(self._note)
        self.column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignRight)
        self.column.addLayout(self._rows)
        self.column.addWidget(self._more)
        self.column.addStretch(1)
        self._note_changed()

    @property
    def unsaved_note(self) -> str:
        """What stands in the note field."""
        return self._note.toPlainText()

    def keep_note(self, text: str) -> None:
        """Put `text` into the note field, as it stood there before a lock."""
        self._note.setPlainText(text)

    def tell(self, events: Sequence[TimelineEvent], now: datetime) -> None:
        """Show `events`, newest first."""
        self._events = tuple(events)
        self._now = now
        self._show()

    def note_added(self) -> None:
        """Empty the note field."""
        self._note.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Add the note on Ctrl+Enter."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._add_note()
                return True
        return super().eventFilter(watched, event)

    def _note_changed(self) -> None:
        written = bool(self._note.toPlainText().strip())
        self._add.setVisible(written)
        lines = max(1, min(6, self._note.document().lineCount()))
        self._note.setFixedHeight(self._note.fontMetrics().lineSpacing() * lines + theme.px(24))

    def _add_note(self) -> None:
        if self._note.toPlainText().strip():
            self.noted.emit(self._note.toPlainText())

    def _show_more(self) -> None:
        self._shown += _FIRST
        self._show()

    def _show(self) -> None:
        clear_layout(self._rows)
        kind = self._filter.value
        wanted = [event for event in self._events if kind in ("", event.kind)]
        for number, event in enumerate(wanted[: self._shown]):
            if number:
                self._rows.addWidget(Rule())
            self._rows.addWidget(self._row(event))
        if not wanted:
            self._rows.addWidget(Text(_("Nothing here yet."), "Muted"))
        self._more.setVisible(len(wanted) > self._shown)

    def _row(self, event: TimelineEvent) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 11, 0, 11)
        line.setSpacing(12)
        picture = QLabel()
        picture.setPixmap(theme.pixmap(_ICONS[event.kind], "text3", 18))
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(event.text, wrap=True))
        when = moment_text(event.at, self._now or event.at)
        words.addWidget(Text(" · ".join(filter(None, (when, event.author))), "Muted"))
        line.addLayout(words, 1)
        if event.kind == "interview" and event.subject:
            subject = event.subject
            open_it = LinkButton(_("Open"), lambda: self.interview_wanted.emit(subject))
            open_it.setAccessibleName(_("Open {name}").format(name=event.text))
            line.addWidget(open_it, 0, Qt.AlignmentFlag.AlignTop)
        return row
