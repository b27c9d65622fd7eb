"""A form's words on labels, with the stress that their author gave them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from kbh_desktop.xforms.markdown import to_html, to_plain


def show_words(label: QLabel, words: str) -> None:
    """Show `words`, perhaps with Markdown in them; a screen reader gets them without its marks."""
    plain = to_plain(words)
    is_rich = plain != words
    label.setTextFormat(Qt.TextFormat.RichText if is_rich else Qt.TextFormat.PlainText)
    label.setText(to_html(words) if is_rich else words)
    label.setAccessibleName(plain)
