"""Two texts side by side with the words that differ marked."""

from difflib import SequenceMatcher

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import theme


def different_words(text: str, other: str) -> tuple[tuple[str, bool], ...]:
    """Return the words of `text`, each with whether `other` lacks it there."""
    words, others = text.split(), other.split()
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    found: list[tuple[str, bool]] = []
    for kind, start, end, _other_start, _other_end in matcher.get_opcodes():
        found += [(word, kind != "equal") for word in words[start:end]]
    return tuple(found)


class WordDiff(QLabel):
    """A text whose words differ in places from another; those are underlined and coloured."""

    def __init__(self, text: str, other: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(text)
        ground, ink = theme.tone("warn")
        style = f"background:{ground.name()};color:{ink.name()};text-decoration:underline"
        marked = (
            f'<span style="{style}">{_escaped(word)}</span>' if differs else _escaped(word)
            for word, differs in different_words(text, other)
        )
        self.setText(" ".join(marked))


def _escaped(word: str) -> str:
    return word.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
