"""Short and long text, numbers and dates: everything that is typed."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import long_date
from kbh_desktop.xforms.states import View
from ui.interviews.controls.control import Control
from ui.widgets.spoken_dates import parse_date, parse_time

_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DATE_LENGTH = len("2016-04-03")
_TIME_LENGTH = len("14:02")
_NOON = "12:00"


class LineControl(Control):
    """One line of text; subclasses say how the line becomes a value and back."""

    width_letters = 60

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = ""
        self._line = QLineEdit()
        self._line.setMaximumWidth(
            self._line.fontMetrics().averageCharWidth() * self.width_letters + 40
        )
        self._line.textEdited.connect(self._typed)
        self._line.editingFinished.connect(self.flush)
        self._line.returnPressed.connect(self.next_wanted)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._line, 1)
        self._row.addStretch(0)

    def field(self) -> QWidget:
        """Return the line."""
        return self._line

    def show_view(self, view: View, /) -> None:
        """Show the answer unless other text waits to be said."""
        waiting = self._line.isModified() and self._line.text() != self._said
        self._line.setReadOnly(view.readonly)
        if waiting:
            return
        self._said = self._as_text(view.value)
        if self._line.text() != self._said:
            self._line.setText(self._said)
        self._line.setModified(False)

    def flush(self) -> None:
        """Say the typed line if it differs from the shown answer."""
        super().flush()
        text = self._line.text()
        if text == self._said:
            return
        try:
            value = self._as_value(text) if text.strip() else ""
        except InputError as error:
            self.refused.emit(str(error))
            return
        self._said = text
        self._line.setModified(False)
        self.answered.emit(value)

    def _as_text(self, value: str) -> str:
        return value

    def _as_value(self, text: str) -> str:
        return text


class NumberControl(LineControl):
    """A number; a decimal comma is welcome."""

    width_letters = 12

    def _as_text(self, value: str) -> str:
        return value.replace(".", ",")


class DateControl(LineControl):
    """A day, month or year, typed as Danes type it; the day meant stands beside it."""

    width_letters = 20

    def __init__(
        self, today: Callable[[], date], *, precision: str = "day", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._precision = precision
        self._meant = QLabel()
        self._meant.setProperty("class", "Muted")
        self._row.insertWidget(1, self._meant)
        self._row.setSpacing(12)

    def show_view(self, view: View, /) -> None:
        """Show the day, and in words beside it."""
        super().show_view(view)
        day = view.value[:_DATE_LENGTH]
        in_words = self._precision == "day" and len(day) == _DATE_LENGTH
        self._meant.setText(long_date(date.fromisoformat(day)) if in_words else "")

    def _as_text(self, value: str) -> str:
        if len(value) < _DATE_LENGTH:
            return value
        day = date.fromisoformat(value[:_DATE_LENGTH])
        shown = {"year": f"{day:%Y}", "month": f"{day:%m-%Y}"}
        return shown.get(self._precision, f"{day:%d-%m-%Y}")

    def _as_value(self, text: str) -> str:
        typed = text.strip()
        if self._precision == "year" and typed.isdigit():
            typed = f"1/1-{typed}"
        elif self._precision == "month" and typed[:1].isdigit():
            typed = f"1/{typed}"
        return parse_date(typed, self._today()).isoformat()


class TimeControl(LineControl):
    """A time of day."""

    width_letters = 10

    def _as_text(self, value: str) -> str:
        return value[:_TIME_LENGTH].replace(":", ".")

    def _as_value(self, text: str) -> str:
        return f"{parse_time(text)}:00.000"


class DateTimeControl(LineControl):
    """A day and a time of day in one line, `3/4-16 kl. 9.30`."""

    width_letters = 24

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today

    def _as_text(self, value: str) -> str:
        day, _t, time = value.partition("T")
        if not time:
            return value
        return f"{date.fromisoformat(day):%d-%m-%Y} kl. {time[:_TIME_LENGTH].replace(':', '.')}"

    def _as_value(self, text: str) -> str:
        day, sign, time = text.partition("kl")
        if not sign:
            day, _space, time = text.strip().rpartition(" ")
        if not day.strip():
            day, time = time, _NOON
        clock = parse_time(time.strip(". "))
        return f"{parse_date(day, self._today()).isoformat()}T{clock}:00.000"


class MultilineControl(Control):
    """Long text that grows with what is written, from three lines to fifteen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = ""
        self._text = _GrowingText()
        self._text.setTabChangesFocus(True)
        self._text.textChanged.connect(self._changed)
        self._text.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._text)
        self._showing = False

    def field(self) -> QWidget:
        """Return the text box."""
        return self._text

    def show_view(self, view: View, /) -> None:
        """Show the answer unless other text waits to be said."""
        self._text.setReadOnly(view.readonly)
        if self._text.toPlainText() != self._said and self._pause.isActive():
            return
        self._said = view.value
        if self._text.toPlainText() != view.value:
            self._showing = True
            self._text.setPlainText(view.value)
            self._showing = False

    def flush(self) -> None:
        """Say the text if it differs from the shown answer."""
        super().flush()
        text = self._text.toPlainText()
        if text != self._said:
            self._said = text
            self.answered.emit(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say the text on leaving; Ctrl+Enter goes on."""
        if event.type() == QEvent.Type.FocusOut:
            self.flush()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if control and event.key() in _RETURN:
                self.flush()
                self.next_wanted.emit()
                return True
        return super().eventFilter(watched, event)

    def _changed(self) -> None:
        if not self._showing:
            self._typed()


class _GrowingText(QPlainTextEdit):
    """A text box as tall as its text."""

    least_lines = 3
    most_lines = 15

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return room for the lines written, at least three."""
        lines = max(self.least_lines, min(self.most_lines, self.document().lineCount()))
        height = QFontMetrics(self.font()).lineSpacing() * lines + 26
        return QSize(400, height)

    def minimumSizeHint(self) -> QSize:
        """Return the same height, so that nothing is cut."""
        return QSize(120, self.sizeHint().height())
