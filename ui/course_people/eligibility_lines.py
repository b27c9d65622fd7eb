"""Every condition of joining a course, met or not, line by line."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kbh_desktop.courses.enrolment import Line
from kbh_desktop.i18n import _
from ui.theme import Token, theme
from ui.widgets.clearing import clear_layout
from ui.widgets.text import Text

_LOOKS: dict[bool | None, tuple[str, Token]] = {
    True: ("circle-check", "ok"),
    False: ("circle-x", "bad"),
    None: ("circle-question-mark", "warn"),
}


class EligibilityLines(QWidget):
    """An icon and a sentence for each condition; what is not met stands first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def tell(self, lines: Sequence[Line]) -> None:
        """Show `lines`."""
        clear_layout(self._column)
        for line in sorted(lines, key=lambda each: each.is_met is True):
            self._column.addWidget(_row(line))


def line_words(line: Line) -> str:
    """Return a condition as it is read aloud."""
    said = {True: _("Met"), False: _("Not met"), None: _("Not known")}[line.is_met]
    return f"{said}: {line.text}"


def _row(line: Line) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(10)
    icon, color = _LOOKS[line.is_met]
    picture = QLabel()
    picture.setPixmap(theme.pixmap(icon, color, 18))
    layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    words = Text(line.text, "" if line.is_met else "Strong", wrap=True)
    words.setAccessibleName(line_words(line))
    layout.addWidget(words, 1)
    return row
