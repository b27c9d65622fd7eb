"""F1: the guide that comes with the program, one chapter after the other."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout, QWidget

from kbh_desktop.i18n import _, language
from kbh_desktop.resources import resource
from ui.navigation import Navigator
from ui.page import Page
from ui.theme import Weight, theme
from ui.widgets.page_header import PageHeader

_WIDEST_PX = 760


def guide(chosen_language: str) -> str:
    """Return all chapters in the language, as Markdown."""
    chapters = sorted(resource(f"help/{chosen_language}").glob("*.md"))
    return "\n\n".join(chapter.read_text("utf-8") for chapter in chapters)


class HelpPage(Page):
    """Shows the guide; it scrolls with the arrows."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(_("Help"))
        self._text = QTextBrowser()
        self._text.setAccessibleName(_("Help"))
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.setOpenLinks(False)
        self._text.setMaximumWidth(theme.px(_WIDEST_PX))
        card = QFrame()
        card.setProperty("class", "Card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 12, 12, 12)
        inside.addWidget(self._text)
        self.column.addWidget(PageHeader(_("Help"), on_back=navigator.back))
        self.column.addWidget(card, 1)
        self._show()

    def activated(self) -> None:
        """Give the keyboard to the text."""
        self._text.setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the text."""
        return (self._text,)

    def changeEvent(self, event: QEvent) -> None:
        """Lay the text out anew when the look changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_text"):
            self._show()

    def _show(self) -> None:
        document = QTextDocument(self._text)
        document.setDefaultFont(theme.font(15))
        document.setDocumentMargin(8)
        document.setMarkdown(guide(language()))
        _space_out(document)
        self._text.setDocument(document)


def _space_out(document: QTextDocument) -> None:
    """Give headings and paragraphs the room that Markdown leaves to whoever shows it."""
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        form = block.blockFormat()
        heading = form.headingLevel()
        if heading:
            form.setTopMargin(theme.px(26 if heading == 1 else 16))
            letters = QTextCharFormat()
            letters.setFont(theme.font(22 if heading == 1 else 17, Weight.DemiBold))
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            cursor.mergeCharFormat(letters)
        form.setBottomMargin(theme.px(4 if cursor.currentTable() is not None else 10))
        form.setLineHeight(125, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value))
        cursor.setBlockFormat(form)
        block = block.next()
