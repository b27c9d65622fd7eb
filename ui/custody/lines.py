"""A field of a few lines in which Tab goes on and Ctrl+Enter is not needed."""

from PySide6.QtWidgets import QPlainTextEdit

from ui.theme import theme

_LINE_PX = 24


class Lines(QPlainTextEdit):
    """As high as `rows` lines."""

    def __init__(self, name: str, rows: int = 3) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme.px(rows * _LINE_PX + 16))

    @property
    def text(self) -> str:
        """What is written."""
        return self.toPlainText().strip()

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that are not empty."""
        return tuple(line.strip() for line in self.text.splitlines() if line.strip())
